"""Mistakes in when a parameter is in force."""

from __future__ import annotations

from fractions import Fraction
from string import ascii_lowercase
from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.facts import Dated, Parameter
from kpirules.prose.words import (
    Language,
    Line,
    Listing,
    Page,
    code,
    line,
    muted,
    name,
    value,
)
from kpirules.semantics.figures import listed
from kpirules.semantics.intervals import HIGHEST, Stretch, after, at, before
from kpirules.semantics.number_line import Row, keys_shown, number_line
from kpirules.semantics.rule_text import InRuleWords, dated_row
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
                    years=_years(parameter, lang),
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
            picture=_picture(parameter.values, at(Fraction(self.period)), "?", lang),
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
        shared = _stretch(earlier).met(_stretch(later))
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
                years=_said(later.start, last).line(lang),
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
            picture=_picture(self.parameter.values, shared, "!", lang),
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


def _stretch(row: Dated) -> Stretch:
    """The years of a row: years are whole, so its last year is the cut after it."""
    return Stretch(
        before(Fraction(row.start)), HIGHEST if row.end is None else after(Fraction(row.end))
    )


def _years(parameter: Parameter, lang: Language) -> Line:
    """The years in which a parameter has a value: `from 2562 to 2564, from 2567`."""
    rows = sorted(parameter.values, key=lambda row: row.start)
    return listed([_said(row.start, row.end).line(lang) for row in rows], lang)


def _said(start: int, end: int | None) -> Said:
    parts = {"start": value(str(start)), "end": value(str(end))}
    if end is None:
        return both("from {start} on", "ตั้งแต่ปี {start} เป็นต้นไป", **parts)
    if end == start:
        return both("in {start}", "ในปี {start}", **parts)
    return both("from {start} to {end}", "ตั้งแต่ปี {start} ถึง {end}", **parts)


def _picture(rows: tuple[Dated, ...], years: Stretch, sign: str, lang: Language) -> Page:
    """The years of each value, and those in question."""
    ordered = sorted((row for row in rows if not _stretch(row).empty), key=lambda row: row.start)
    keys = [ascii_lowercase[index % 26] for index in range(len(ordered))]
    drawn = [Row(key, (_stretch(row),)) for key, row in zip(keys, ordered, strict=True)]
    ends = (cut.value for row in (*map(_stretch, rows), years) for cut in (row.low, row.high))
    drawing = number_line(
        [*drawn, Row(sign, (years,), "bad", "░")], {end: str(end) for end in ends}, focus=years
    )
    if drawing is None:
        return ()
    shown = keys_shown(drawing)
    legend = [
        line(muted(f"{key}  "), value(row.written), " ", _said(row.start, row.end).line(lang))
        for key, row in zip(keys, ordered, strict=True)
        if key in shown
    ]
    return (drawing, Listing(tuple(legend))) if legend else (drawing,)
