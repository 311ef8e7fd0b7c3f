"""Mistakes about values of other fiscal years."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model import expressions as ex
from kpirules.prose.words import Language, code, joined, line, value
from kpirules.syntax import ast
from kpirules.text.span import Span


class _Mistake(Struct, frozen=True):
    """A mistake has a place."""

    span: Span


class YearsTurned(_Mistake, frozen=True):
    """Years of a sum or mean of which the last is before the first."""

    code: ClassVar[str] = "KPI0515"
    start: ast.Number
    end: ast.Number

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        start, end = self.start.written, self.end.written
        title = both(
            "swap the years: from {start} to {end}", "สลับปี: ตั้งแต่ {start} ถึง {end}",
            start=value(end), end=value(start),
        ).line(lang)  # fmt: skip
        fix = Fix(title, (Edit(self.start.span, end), Edit(self.end.span, start)))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "these years end in {end}, before they start in {start}",
                "ช่วงปีนี้สิ้นสุดปี {end} ก่อนปีที่เริ่ม คือ {start}",
                start=value(start),
                end=value(end),
            ),
            fixes=(fix,),
        )


class SameEveryYear(_Mistake, frozen=True):
    """Something asked for in a year that does not hang on any year: a number."""

    code: ClassVar[str] = "KPI0518"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a number is the same in every year",
                "ตัวเลขที่เขียนไว้ในสูตรเท่ากันทุกปี",
            ),
            helps=(
                both(
                    "write the year behind a fact, a parameter, a value or an indicator's result",
                    "เขียนปีไว้หลังข้อมูล ค่ากำหนด ค่าคำนวณ หรือผลการดำเนินงานของตัวชี้วัด",
                ),
            ),
        )


class RowOfAnotherYear(_Mistake, frozen=True):
    """A column of a row asked for in another year, whose rows are others."""

    code: ClassVar[str] = "KPI0518"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a row has no value of another year",
                "แถวของตารางไม่มีค่าของปีอื่น",
            ),
            helps=(
                both(
                    "write the year behind the figure over all rows",
                    "เขียนปีไว้หลังค่าที่คำนวณจากทุกแถว",
                ),
            ),
        )


class NotOfAnotherYear(_Mistake, frozen=True):
    """A score or a sum of scores asked for in another year; `path` are the names in between."""

    code: ClassVar[str] = "KPI0518"
    asked: ex.Expr
    path: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        through = (
            both(
                "it is needed through {path}",
                "ใช้ผ่าน {path}",
                path=joined([line(code(name)) for name in self.path], " → "),
            ),
        )
        what = {
            "TotalRef": both("the total", "คะแนนรวม"),
            "ComponentRef": both("a component's sum", "คะแนนขององค์ประกอบ"),
        }.get(type(self.asked).__name__, both("a score", "คะแนน"))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{what} of another year cannot be taken",
                "ใช้{what}ของปีอื่นไม่ได้",
                what=what.line(lang),
            ),
            labels=((self.asked.span, both("this one", "รายการนี้")),)
            if self.path  # else it stands within the formula
            else (),
            notes=(
                both(
                    "levels, weights and policies are those of this scorecard's year,"
                    " so they would score another year by rules that were not its own",
                    "เป้าหมาย น้ำหนัก และวิธีจัดการเมื่อขาดผล เป็นของปีของแบบประเมินนี้"
                    " ถ้าใช้กับปีอื่นจะเป็นการให้คะแนนด้วยเกณฑ์ที่ไม่ใช่ของปีนั้น",
                ),
                *(through if self.path else ()),
            ),
            helps=(
                both(
                    "use the {result} of the other year, or supply its score as a fact",
                    "ใช้ {result} ของปีนั้น หรือเพิ่มคะแนนของปีนั้นเป็นข้อมูล",
                    result=code("result" if lang == "en" else "ผลการดำเนินงาน"),
                ),
            ),
        )
