"""Computations that have no result."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, code
from kpirules.text.span import Span


class _Mistake(Struct, frozen=True):
    span: Span


class DividedByZero(_Mistake, frozen=True):
    """A divisor that is zero with these facts."""

    code: ClassVar[str] = "KPI0601"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("this divisor is zero with these facts", "ตัวหารนี้เป็นศูนย์เมื่อใช้ข้อมูลชุดนี้"),
            helps=(
                both(
                    "say what that means with a line {sample}",
                    "เขียนไว้ว่ากรณีนี้ให้ทำอย่างไร เช่น {sample}",
                    sample=code(
                        "not applicable when … = 0" if lang == "en" else "ไม่ต้องประเมินเมื่อ … = 0"
                    ),
                ),
            ),
        )


class ResultRefused(_Mistake, frozen=True):
    """A result outside the levels, where the method gives no score."""

    code: ClassVar[str] = "KPI0601"
    indicator: str
    result: str
    policy: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the result {result} of {indicator} lies outside its levels and is not scored",
                "ผล {result} ของ {indicator} อยู่นอกเป้าหมายและไม่มีคะแนน",
                result=code(self.result),
                indicator=code(self.indicator),
            ),
            labels=((self.policy, both("this line says so", "กำหนดไว้ในบรรทัดนี้")),),
        )


class NoValueInPeriod(_Mistake, frozen=True):
    """A parameter without a value in the year evaluated."""

    code: ClassVar[str] = "KPI0512"
    name: str
    period: int
    years: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} has no value in {period}",
                "{name} ไม่มีค่าในปี {period}",
                name=code(self.name),
                period=str(self.period),
            ),
            notes=(
                both("it has values for {years}", "มีค่าสำหรับ {years}", years=self.years),
                both(
                    "the value of another year is never taken in its place",
                    "ไม่มีการใช้ค่าของปีอื่นแทน",
                ),
            ),
        )


class NobodyToShare(_Mistake, frozen=True):
    """A weight to be shared out, and no indicator left to take it."""

    code: ClassVar[str] = "KPI0601"
    within: str
    why: Said

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no indicator is left in {within} to take the weight",
                "ไม่เหลือตัวชี้วัดใน {within} ที่จะรับน้ำหนัก",
                within=code(self.within),
            ),
            notes=(self.why,),
        )


class CasesClash(_Mistake, frozen=True):
    """Rows of a decision table that hold together, or none that holds."""

    code: ClassVar[str] = "KPI0601"
    table: str
    rows: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        rows = ", ".join(self.rows)
        if not self.rows:
            headline = both(
                "no row of {table} holds for these facts",
                "ไม่มีข้อใดของ {table} ตรงกับข้อมูลชุดนี้",
                table=code(self.table),
            )
        else:
            headline = both(
                "several rows of {table} hold for these facts: {rows}",
                "หลายข้อของ {table} ตรงกับข้อมูลชุดนี้: {rows}",
                table=code(self.table),
                rows=code(rows),
            )
        return finding(self.code, self.span, lang, headline)
