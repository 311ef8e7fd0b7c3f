"""Lines whose opening line is missing, each block of them told once."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, code
from kpirules.text.span import Span

_LAST = both("to here", "ถึงตรงนี้")


class OrphanedLines(Struct, frozen=True):
    """Lines of another declaration than the one above them.

    `kind` is the keyword of that declaration and `row` an opening line for it.
    """

    code: ClassVar[str] = "KPI0103"
    span: Span
    last: Span
    kind: str
    row: str
    count: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the line {kind} is missing above these {count} lines",
                "ขาดบรรทัด {kind} ก่อน {count} บรรทัดนี้",
                kind=code(f"{self.kind} …"),
                count=str(self.count),
            ),
            mark=both("from here", "ตั้งแต่ตรงนี้"),
            labels=((self.last, _LAST),),
            fixes=(_opened(self.span, self.row, lang),),
        )


class OpensNothing(Struct, frozen=True):
    """A line that should open a declaration, over the lines of one."""

    code: ClassVar[str] = "KPI0102"
    span: Span
    written: str
    last: Span
    kind: str
    row: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("no line begins with {word}", "ไม่มีบรรทัดใดขึ้นต้นด้วย {word}", word=code(self.written)),
            labels=((self.last, _LAST),),
            notes=(
                both(
                    "the lines below it belong under a line {kind}",
                    "บรรทัดข้างล่างต้องอยู่ใต้บรรทัด {kind}",
                    kind=code(f"{self.kind} …"),
                ),
            ),
            helps=(
                both(
                    "write a line such as {row} in its place",
                    "เขียนบรรทัดเช่น {row} แทน",
                    row=code(self.row),
                ),
            ),
        )


class LinesBeforeDeclaration(Struct, frozen=True):
    """Lines before the first line that opens something."""

    code: ClassVar[str] = "KPI0115"
    span: Span
    last: Span | None
    word: str
    row: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "nothing has been opened yet that a line {word} could belong to",
                "บรรทัดที่ขึ้นต้นด้วย {word} ยังไม่อยู่ในรายการใด",
                word=code(self.word),
            ),
            labels=((self.last, _LAST),) if self.last is not None else (),
            fixes=(_opened(self.span, self.row, lang),),
        )


class TitleBeforeDeclaration(Struct, frozen=True):
    """A title, or other words for the reader, before the first declaration."""

    code: ClassVar[str] = "KPI0115"
    span: Span
    word: str
    lines: tuple[Span, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        title = both("write {sign} before it", "เขียน {sign} นำหน้า", sign=code("#"))
        edits = tuple(Edit(Span(each.file, each.start, each.start), "# ") for each in self.lines)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{word} opens nothing: words for the reader stand after {sign}",
                "{word} ไม่ใช่คำสำคัญ ข้อความสำหรับผู้อ่านต้องอยู่หลัง {sign}",
                word=code(self.word),
                sign=code("#"),
            ),
            labels=((self.lines[-1], _LAST),) if len(self.lines) > 1 else (),
            fixes=(Fix(title.line(lang), edits, safe=True),),
        )


def _opened(before: Span, row: str, lang: Language) -> Fix:
    title: Said = both("write {row} above", "เขียน {row} ไว้ข้างบน", row=code(row))
    return Fix(
        title.line(lang), (Edit(Span(before.file, before.start, before.start), f"{row}\n  "),)
    )
