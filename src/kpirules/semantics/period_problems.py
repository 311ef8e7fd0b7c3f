"""Mistakes in when a parameter is in force."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.facts import Dated, Parameter
from kpirules.prose.words import Language, code, name, value
from kpirules.semantics.intervals import at
from kpirules.semantics.rule_text import InRuleWords, dated_row
from kpirules.semantics.years import said_years, stretch, years_listed, years_picture
from kpirules.text.span import Span


class Asker(Struct, frozen=True):
    """A scorecard or an example, and the fiscal year it is about."""

    name: str
    kind: Literal["scorecard", "example"]
    period: int
    span: Span


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span


class NoValueInPeriod(_Mistake, frozen=True):
    """A parameter that is needed in a year in which it has no value."""

    code: ClassVar[str] = "KPI0512"
    parameter: Parameter
    asker: Asker
    period: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        asker, parameter = self.asker, self.parameter
        year, own = value(str(self.period)), value(str(asker.period))
        asks = (
            both("this scorecard is for {year}", "แบบประเมินนี้เป็นของปี {year}", year=own)
            if asker.kind == "scorecard"
            else both("this example is for {year}", "ตัวอย่างนี้เป็นของปี {year}", year=own)
        )
        labels = ((asker.span, asks), (parameter.span, both("declared here", "กำหนดไว้ตรงนี้")))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{parameter} has no value in {year}",
                "{parameter} ไม่มีค่าในปี {year}",
                parameter=name(parameter.name),
                year=year,
            ),
            mark=both("needed here", "ใช้ตรงนี้"),
            labels=tuple(label for label in labels if label[0] != self.span),
            notes=(
                both(
                    "it has a value {years}; the value of another year is never taken instead",
                    "มีค่า{years} และจะไม่นำค่าของปีอื่นมาใช้แทน",
                    years=years_listed(parameter.values, lang),
                ),
            )
            if parameter.values
            else (),
            helps=(
                both(
                    "add a line such as {row} to {parameter}",
                    "เพิ่มบรรทัด เช่น {row} ใน {parameter}",
                    row=code(dated_row("…", self.period, self.period, self.file_lang)),
                    parameter=name(parameter.name),
                ),
            ),
            picture=years_picture(_rows(parameter), at(Fraction(self.period)), "?", lang),
        )


class PeriodsOverlap(_Mistake, frozen=True):
    """Years in which a parameter has two values."""

    code: ClassVar[str] = "KPI0513"
    parameter: Parameter
    earlier: Dated
    later: Dated

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        earlier, later = self.earlier, self.later
        shared = stretch(earlier).met(stretch(later))
        last = min((end for end in (earlier.end, later.end) if end is not None), default=None)
        fixes: tuple[Fix, ...] = ()
        if earlier.start < later.start:
            row = dated_row(earlier.written, earlier.start, later.start - 1, self.file_lang)
            title = both(
                "end the earlier value in {year}: {row}",
                "ให้ค่าก่อนหน้าสิ้นสุดในปี {year}: {row}",
                year=value(str(later.start - 1)),
                row=code(row),
            )
            fixes = (Fix(title.line(lang), (Edit(earlier.span, row),)),)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{parameter} has two values {years}: {one} and {other}",
                "{parameter} มีสองค่า{years} คือ {one} และ {other}",
                parameter=name(self.parameter.name),
                years=said_years(later.start, last).line(lang),
                one=value(earlier.written),
                other=value(later.written),
            ),
            labels=((earlier.span, both("still in force then", "ยังใช้อยู่ในปีนั้น")),),
            notes=(
                both(
                    "a value without a last year is in force until further notice",
                    "ค่าที่ไม่บอกปีสิ้นสุดใช้ต่อไปเรื่อย ๆ",
                ),
            )
            if earlier.end is None
            else (),
            fixes=fixes,
            picture=years_picture(_rows(self.parameter), shared, "!", lang),
        )


class EndsBeforeStart(_Mistake, frozen=True):
    """A value whose last year is before its first."""

    code: ClassVar[str] = "KPI0515"
    parameter: Parameter
    row: Dated

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        start, end = self.row.start, self.row.end or self.row.start
        row = dated_row(self.row.written, end, start, self.file_lang)
        title = both("swap the years: {row}", "สลับปี: {row}", row=code(row)).line(lang)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this value of {parameter} ends in {end}, before it starts in {start}",
                "ค่านี้ของ {parameter} สิ้นสุดปี {end} ก่อนปีที่เริ่มใช้ คือ {start}",
                parameter=name(self.parameter.name),
                start=value(str(start)),
                end=value(str(end)),
            ),
            fixes=(Fix(title, (Edit(self.row.span, row),)),),
        )


def _rows(parameter: Parameter) -> list[tuple[Dated, str]]:
    """The rows of a parameter, each with its figure."""
    return [(row, row.written) for row in parameter.values]
