"""Slips whose mending is known word for word."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, code
from kpirules.text.span import Span


class Mend(Struct, frozen=True):
    """What to put in the place of `span`, and how to say it: the words to write."""

    kind: Literal["write", "new line", "remark"]
    span: Span
    text: str
    shown: str

    def said(self) -> Said:
        """What to write."""
        if self.kind == "new line":
            return both(
                "begin a new line with {word}", "ขึ้นบรรทัดใหม่ด้วย {word}", word=code(self.shown)
            )
        if self.kind == "remark":
            return both(
                "the line ends before this; a remark stands after {sign}: {words}",
                "บรรทัดจบก่อนตรงนี้ ถ้าเป็นหมายเหตุให้เขียนหลัง {sign}: {words}",
                sign=code("#"),
                words=code(self.shown),
            )
        return both("write {words}", "เขียน {words}", words=code(self.shown))

    def fix(self, lang: Language) -> Fix:
        """The change that makes it so."""
        return Fix(self.said().line(lang), (Edit(self.span, self.text),), safe=True)


class UnquotedText(Struct, frozen=True):
    """A label or another text without quotation marks."""

    code: ClassVar[str] = "KPI0101"
    span: Span
    written: str
    label: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        mend = Mend("write", self.span, f'"{self.written}"', f'"{self.written}"')
        return finding(
            self.code,
            self.span,
            lang,
            both("a label stands in quotation marks", "คำอธิบายชื่อต้องอยู่ในเครื่องหมายคำพูด")
            if self.label
            else both("text stands in quotation marks", "ข้อความต้องอยู่ในเครื่องหมายคำพูด"),
            helps=(mend.said(),),
            fixes=(mend.fix(lang),),
        )


class MisspeltOpening(Struct, frozen=True):
    """`ตัวชี้วัดที่ 1 "…"`: a heading as documents have it, where a declaration opens."""

    code: ClassVar[str] = "KPI0102"
    span: Span
    written: str
    meant: str
    shown: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        mend = Mend("write", self.span, self.meant, self.shown)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no line begins with {word}",
                "ไม่มีบรรทัดใดขึ้นต้นด้วย {word}",
                word=code(self.written),
            ),
            helps=(mend.said(),),
            fixes=(mend.fix(lang),),
        )
