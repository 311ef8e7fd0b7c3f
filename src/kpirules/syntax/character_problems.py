"""Mistakes within a word: characters that no rule uses, and numbers written in other ways."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, code, keyword
from kpirules.syntax.written_numbers import MOST_DIGITS
from kpirules.text.span import Span


class UnknownCharacter(Struct, frozen=True):
    """A character that has no meaning in a rule; `meant` is blank where it is only in the way."""

    code: ClassVar[str] = "KPI0113"
    span: Span
    written: str
    meant: str | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        help_ = both(
            'text stands in "quotes", remarks after #',
            'ข้อความให้อยู่ใน "เครื่องหมายคำพูด" หมายเหตุสำหรับผู้อ่านให้อยู่หลัง #',
        )
        if self.meant is not None:
            help_ = _write(self.meant) if self.meant.strip() else both("delete it", "ลบทิ้ง")
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{written} has no meaning in a rule",
                "{written} ไม่มีความหมายในกฎ",
                written=code(self.written),
            ),
            helps=(help_,),
            fixes=() if self.meant is None else (_fix(help_, self.span, self.meant, lang),),
        )


class ForeignLetters(Struct, frozen=True):
    """Letters of another script that look like those of the language."""

    code: ClassVar[str] = "KPI0113"
    span: Span
    written: str
    meant: str
    count: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        help_ = _write(self.meant)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this letter is foreign: it only looks like {meant}"
                if self.count == 1
                else "there are foreign letters here: they only look like {meant}",
                "อักษรนี้เป็นของภาษาอื่น เพียงดูเหมือน {meant}"
                if self.count == 1
                else "มีอักษรของภาษาอื่นตรงนี้ เพียงดูเหมือน {meant}",
                meant=code(self.meant),
            ),
            helps=(help_,),
            fixes=(_fix(help_, self.span, self.meant, lang),),
        )


class SingleQuotes(Struct, frozen=True):
    """Text between single quotation marks."""

    code: ClassVar[str] = "KPI0113"
    span: Span
    meant: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        help_ = _write(self.meant)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "text needs double quotation marks",
                "ข้อความต้องใช้เครื่องหมายคำพูดแบบคู่",
            ),
            helps=(help_,),
            fixes=(_fix(help_, self.span, self.meant, lang),),
        )


class LongNumber(Struct, frozen=True):
    """A number with more digits than anything has."""

    code: ClassVar[str] = "KPI0110"
    span: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a number has at most {most} digits",
                "ตัวเลขมีได้ไม่เกิน {most} หลัก",
                most=f"{MOST_DIGITS:,}",
            ),
            helps=(
                both(
                    "perhaps several numbers stand here without spaces between them",
                    "อาจเป็นตัวเลขหลายจำนวนที่เขียนติดกันโดยไม่เว้นวรรค",
                ),
            ),
        )


class OddNumber(Struct, frozen=True):
    """A number with a percent sign, a decimal comma, or points for thousands.

    `measured` is the line that may say that the number is percent, where there can be one.
    """

    code: ClassVar[str] = "KPI0110"
    span: Span
    written: str
    meant: str | None
    measured: str | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        percent = self.written.endswith("%")
        helps = (self._without_percent(),) if percent else self._commas()
        fixes: tuple[Fix, ...] = ()
        if self.meant is not None:
            title = helps[0] if percent else _write(self.meant)
            fixes = (_fix(title, self.span, self.meant, lang),)
        return finding(
            self.code,
            self.span,
            lang,
            both("{written} is not a number", "{written} ไม่ใช่ตัวเลข", written=code(self.written)),
            helps=helps,
            fixes=fixes,
        )

    def _without_percent(self) -> Said:
        bare = code(self.meant or self.written[:-1].rstrip())
        if self.measured is None:
            return both(
                "write {bare} without the percent sign", "เขียน {bare} โดยไม่มีเครื่องหมาย %", bare=bare
            )
        return both(
            "write {bare}; the line {measured} says that it is percent",
            "เขียน {bare} แล้วบอกหน่วยด้วยบรรทัด {measured}",
            bare=bare,
            measured=keyword(self.measured),
        )

    def _commas(self) -> tuple[Said, ...]:
        signs = both(
            "the decimal sign is a point and commas part thousands: {a}, {b}",
            "ใช้จุดเป็นจุดทศนิยม และจุลภาคคั่นหลักพัน เช่น {a}, {b}",
            a=code("59.54"),
            b=code("556,629"),
        )
        if "," not in self.written or "." in self.written:
            return (signs,)
        values = both(
            "between two values stands a comma and a space: {sample}",
            "คั่นระหว่างสองค่าด้วยจุลภาคและช่องว่าง: {sample}",
            sample=code(self.written.replace(",", ", ")),
        )
        return (signs, values)


def _write(meant: str) -> Said:
    return both("write {meant}", "เขียน {meant}", meant=code(meant))


def _fix(title: Said, span: Span, text: str, lang: Language) -> Fix:
    return Fix(title.line(lang), (Edit(span, text),), safe=True)
