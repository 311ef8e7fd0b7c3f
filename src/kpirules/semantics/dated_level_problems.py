"""Mistakes in the years of target levels."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.scoring import Scale, Years
from kpirules.prose.words import Language, Line, code, joined, line, name, value
from kpirules.semantics.figures import figure
from kpirules.semantics.intervals import at
from kpirules.semantics.period_problems import Asker
from kpirules.semantics.rule_text import InRuleWords, rule_word, targets_row
from kpirules.semantics.years import said_years, stretch, years_listed, years_picture
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span


class NoTargetsInPeriod(_Mistake, frozen=True):
    """An indicator that is scored in a year for which it has no target levels."""

    code: ClassVar[str] = "KPI0512"
    owner: str
    dated: tuple[Scale, ...]
    asker: Asker

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        year = value(str(self.asker.period))
        asks = (
            both("this scorecard is for {year}", "แบบประเมินนี้เป็นของปี {year}", year=year)
            if self.asker.kind == "scorecard"
            else both("this example is for {year}", "ตัวอย่างนี้เป็นของปี {year}", year=year)
        )
        period = self.asker.period
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{owner} has no target levels in {year}",
                "{owner} ไม่มีเป้าหมายในปี {year}",
                owner=name(self.owner),
                year=year,
            ),
            labels=((self.asker.span, asks),),
            notes=(
                both(
                    "it has target levels {years}; those of another year are never taken instead",
                    "มีเป้าหมาย{years} และจะไม่นำเป้าหมายของปีอื่นมาใช้แทน",
                    years=years_listed(years_of(self.dated), lang),
                ),
            ),
            helps=(
                both(
                    "add a line {row} to {owner}, and its levels below it",
                    "เพิ่มบรรทัด {row} ใน {owner} แล้วเขียนเป้าหมายไว้ใต้บรรทัดนั้น",
                    row=code(targets_row(period, period, self.file_lang)),
                    owner=name(self.owner),
                ),
            ),
            picture=years_picture(_called(self.dated, lang), at(Fraction(period)), "?", lang),
        )


class TargetsOverlap(_Mistake, frozen=True):
    """Years for which an indicator has target levels twice."""

    code: ClassVar[str] = "KPI0513"
    owner: str
    dated: tuple[Scale, ...]
    earlier: Years
    later: Years

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        earlier, later = self.earlier, self.later
        shared = stretch(earlier).met(stretch(later))
        last = min((end for end in (earlier.end, later.end) if end is not None), default=None)
        fixes: tuple[Fix, ...] = ()
        if earlier.start < later.start:
            row = targets_row(earlier.start, later.start - 1, self.file_lang)
            title = both(
                "end the earlier targets in {year}: {row}",
                "ให้เป้าหมายก่อนหน้าสิ้นสุดในปี {year}: {row}",
                year=value(str(later.start - 1)),
                row=code(row),
            )
            fixes = (Fix(title.line(lang), (Edit(earlier.span, row),)),)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{owner} has target levels twice {years}",
                "{owner} มีเป้าหมายซ้ำกัน{years}",
                owner=name(self.owner),
                years=said_years(later.start, last).line(lang),
            ),
            labels=((earlier.span, both("still in force then", "ยังใช้อยู่ในปีนั้น")),),
            notes=(
                both(
                    "targets without a last year are in force until further notice",
                    "เป้าหมายที่ไม่บอกปีสิ้นสุดใช้ต่อไปเรื่อย ๆ",
                ),
            )
            if earlier.end is None
            else (),
            fixes=fixes,
            picture=years_picture(_called(self.dated, lang), shared, "!", lang),
        )


class TargetsEndBeforeStart(_Mistake, frozen=True):
    """Target levels whose last year is before their first."""

    code: ClassVar[str] = "KPI0515"
    owner: str
    years: Years

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        start, end = self.years.start, self.years.end or self.years.start
        row = targets_row(end, start, self.file_lang)
        title = both("swap the years: {row}", "สลับปี: {row}", row=code(row)).line(lang)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "these targets of {owner} end in {end}, before they start in {start}",
                "เป้าหมายนี้ของ {owner} สิ้นสุดปี {end} ก่อนปีที่เริ่มใช้ คือ {start}",
                owner=name(self.owner),
                start=value(str(start)),
                end=value(str(end)),
            ),
            fixes=(Fix(title, (Edit(self.span, row),)),),
        )


class LevelWithoutYears(_Mistake, frozen=True):
    """A level above the first line that says from which year levels hold."""

    code: ClassVar[str] = "KPI0209"
    owner: str
    opening: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this level of {owner} has no years, while others have",
                "เป้าหมายนี้ของ {owner} ไม่บอกปี ทั้งที่เป้าหมายอื่นบอกปี",
                owner=name(self.owner),
            ),
            labels=((self.opening, both("levels below this line have years",
                                        "เป้าหมายใต้บรรทัดนี้บอกปี")),),
            notes=(
                both(
                    "either every level belongs to the line with years above it, or no level has years",
                    "ถ้าเป้าหมายบอกปี ทุกเป้าหมายต้องอยู่ใต้บรรทัดที่บอกปี",
                ),
            ),
            helps=(
                both(
                    "write a line such as {row} above it",
                    "เขียนบรรทัด เช่น {row} ไว้เหนือบรรทัดนี้",
                    row=code(targets_row(None, None, self.file_lang)),
                ),
            ),
        )  # fmt: skip


class YearsWithoutLevels(_Mistake, frozen=True):
    """A line that says from which year levels hold, and no level below it."""

    code: ClassVar[str] = "KPI0205"
    owner: str
    start: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{owner} has no level below this line",
                "{owner} ไม่มีเป้าหมายใต้บรรทัดนี้",
                owner=name(self.owner),
            ),
            notes=(
                both(
                    "the levels that hold from {year} stand below it, up to the next line of this sort",
                    "เป้าหมายที่ใช้ตั้งแต่ปี {year} ต้องอยู่ใต้บรรทัดนี้ จนถึงบรรทัดแบบเดียวกันบรรทัดถัดไป",
                    year=value(str(self.start)),
                ),
            ),
            helps=(
                both(
                    "add a line with a score and its target, such as {sample}",
                    "เพิ่มบรรทัดที่มีคะแนนและเป้าหมาย เช่น {sample}",
                    sample=code(f"100 {rule_word('at', self.file_lang)} 80"),
                ),
            ),
        )


def years_of(dated: tuple[Scale, ...]) -> list[Years]:
    """The years of each of some scales."""
    return [each.years for each in dated if each.years is not None]


def _called(dated: tuple[Scale, ...], lang: Language) -> list[tuple[Years, Line]]:
    """The years of each scale, with its levels: `50 at 59.54, 100 at 64.04`."""
    stands = " at " if lang == "en" else " ที่ "
    return [
        (
            each.years,
            joined(
                [
                    line(value(figure(level.score)), stands, value(level.at_written))
                    for level in each.levels
                ],
                ", ",
            ),
        )
        for each in dated
        if each.years is not None
    ]
