"""Signs that word processors and copied text bring along, and texts that do not end."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, code
from kpirules.text.span import Span


class UnclosedText(Struct, frozen=True):
    """Text that begins with a quote and never ends with one.

    Where the line has other texts nobody knows which mark is missing (`certain`).
    """

    code: ClassVar[str] = "KPI0106"
    span: Span
    written: str
    certain: bool = True

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        closed = f'"{self.written[1:].rstrip()}"'
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this text has no closing quotation mark",
                "ข้อความนี้ไม่มีเครื่องหมายคำพูดปิด",
            ),
            notes=(
                both(
                    "text stands on one line, between two {sign}",
                    "ข้อความต้องอยู่ในบรรทัดเดียว ระหว่าง {sign} สองตัว",
                    sign=code('"'),
                ),
            ),
            fixes=()
            if not self.certain
            else (
                _fix(
                    both("close it at the end of the line", "เติมเครื่องหมายคำพูดปิดท้ายบรรทัด"),
                    self.span,
                    closed,
                    lang,
                ),
            ),
        )


class CurlyQuotes(Struct, frozen=True):
    """Text between typographic quotation marks, as word processors make them."""

    code: ClassVar[str] = "KPI0107"
    span: Span
    written: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        straight = f'"{self.written[1:-1]}"'
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "text needs straight quotation marks",
                "ข้อความต้องใช้เครื่องหมายคำพูดแบบตรง",
            ),
            notes=(
                both(
                    "a word processor may have changed {straight} to {curly}",
                    "โปรแกรมพิมพ์เอกสารอาจเปลี่ยน {straight} เป็น {curly}",
                    straight=code('"'),
                    curly=code(self.written[0]),
                ),
            ),
            fixes=(
                _fix(both("write straight marks", "ใช้เครื่องหมายแบบตรง"), self.span, straight, lang),
            ),
        )


class InvisibleCharacter(Struct, frozen=True):
    """A character nobody can see, which makes two equal-looking names differ."""

    code: ClassVar[str] = "KPI0108"
    span: Span
    character: str
    apart: bool = False  # two words stand on its sides

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        number = f"U+{ord(self.character):04X}"
        english, thai = _INVISIBLE.get(self.character, ("", ""))
        spelled = english if lang == "en" else thai
        name = f"{spelled} ({number})" if spelled else number
        space = " " if self.apart or self.character in "\u00a0\u3000" else ""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "an invisible character stands here: {name}",
                "มีอักขระที่มองไม่เห็นตรงนี้: {name}",
                name=code(name),
            ),
            notes=(
                both(
                    "copied text often brings it along",
                    "มักติดมากับข้อความที่คัดลอกมา",
                ),
            ),
            fixes=(
                _fix(
                    both("put a plain space", "ใช้ช่องว่างธรรมดา")
                    if space
                    else both("delete it", "ลบทิ้ง"),
                    self.span,
                    space,
                    lang,
                ),
            ),
        )


class LookalikeSign(Struct, frozen=True):
    """A sign that looks like one of the language's, such as × for *."""

    code: ClassVar[str] = "KPI0109"
    span: Span
    written: str
    meant: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{written} is not a sign of the rules",
                "กฎไม่ใช้เครื่องหมาย {written}",
                written=code(self.written),
            ),
            fixes=(
                _fix(
                    both("write {meant}", "เขียน {meant}", meant=code(self.meant)),
                    self.span,
                    self.meant,
                    lang,
                ),
            ),
        )


_INVISIBLE = {
    "\u200b": ("zero-width space", "ช่องว่างความกว้างศูนย์"),
    "\u200c": ("zero-width non-joiner", "ตัวคั่นความกว้างศูนย์"),
    "\u200d": ("zero-width joiner", "ตัวเชื่อมความกว้างศูนย์"),
    "\u2060": ("word joiner", "ตัวเชื่อมคำ"),
    "\ufeff": ("byte order mark", "เครื่องหมายลำดับไบต์"),
    "\u00a0": ("no-break space", "ช่องว่างที่ห้ามตัดบรรทัด"),
    "\u00ad": ("soft hyphen", "ยัติภังค์ที่ซ่อนอยู่"),
    "\u3000": ("wide space", "ช่องว่างแบบกว้าง"),
}


def _fix(title: Said, span: Span, text: str, lang: Language) -> Fix:
    return Fix(title.line(lang), (Edit(span, text),), safe=True)
