"""Mistakes in written dates."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code, value
from kpirules.semantics.rule_text import InRuleWords
from kpirules.text.dates import Impossible, month_name, written_date
from kpirules.text.span import Span


class NoDate(InRuleWords, frozen=True):
    """A date that is none, or of which nobody can tell the year."""

    code: ClassVar[str] = "KPI0311"
    span: Span
    trouble: Impossible
    wrong: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("this month has no day {wrong}", "เดือนนี้ไม่มีวันที่ {wrong}", wrong=code(self.wrong))
            if self.trouble == "day"
            else both(
                "{wrong} is no year of the Buddhist era (2566) or the common era (2023)",
                "{wrong} ไม่ใช่ปีพุทธศักราช (2566) หรือคริสต์ศักราช (2023)",
                wrong=code(self.wrong),
            ),
            helps=(
                both(
                    "write day, month and year, such as {sample}",
                    "เขียนวัน เดือน ปี เช่น {sample}",
                    sample=code(
                        "30 September 2566" if self.file_lang == "en" else "30 กันยายน 2566"
                    ),
                ),
            ),
        )


class Written(Struct, frozen=True):
    """A date as a rule has it: its day and year keep their digits and their era."""

    span: Span
    date: dt.date
    day: str
    year: str

    def again(self, lang: Language) -> str:
        """The date once more, for another place of the file."""
        return f"{self.day} {month_name(self.date, lang)} {self.year}"


class DatesTurned(InRuleWords, frozen=True):
    """A range of dates whose first one is after the last."""

    code: ClassVar[str] = "KPI0515"
    span: Span
    low: Written
    high: Written

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        exchange = both("exchange the two dates", "สลับวันที่ทั้งสอง")
        edits = (
            Edit(self.low.span, self.high.again(self.file_lang)),
            Edit(self.high.span, self.low.again(self.file_lang)),
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no date lies in this range: {low} is after {high}",
                "ไม่มีวันใดอยู่ในช่วงนี้ เพราะ {low} อยู่หลัง {high}",
                low=value(written_date(self.low.date, lang)),
                high=value(written_date(self.high.date, lang)),
            ),
            fixes=(Fix(exchange.line(lang), edits),),
        )


class NotWithDates(InRuleWords, frozen=True):
    """Dates in a sum, or in a function of numbers; `names` are those of the dates, as written."""

    code: ClassVar[str] = "KPI0301"
    span: Span
    others: tuple[Span, ...]
    names: tuple[str, ...]
    function: str | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        dated = both("this is a date", "ตรงนี้เป็นวันที่")
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "dates cannot be added or subtracted like this",
                "นำวันที่มาบวกหรือลบเช่นนี้ไม่ได้",
            )
            if self.function is None
            else both(
                "{function} is made of numbers, not of dates",
                "{function} ใช้กับตัวเลข ใช้กับวันที่ไม่ได้",
                function=code(self.function),
            ),
            mark=dated,
            labels=tuple((other, dated) for other in self.others),
            helps=(
                both(
                    "what can be computed is the days from one date to another: {sample}",
                    "สิ่งที่คำนวณได้คือจำนวนวันจากวันหนึ่งถึงอีกวันหนึ่ง เช่น {sample}",
                    sample=code(self._days()),
                ),
            ),
        )

    def _days(self) -> str:
        start, end = _SAMPLE
        match self.names:
            case (first, second, *_):
                return f"{second} - {first}"
            case (only,):
                return f"{only} - {written_date(start, self.file_lang)}"
            case _:
                return (
                    f"{written_date(end, self.file_lang)} - {written_date(start, self.file_lang)}"
                )


_SAMPLE = dt.date(2022, 10, 1), dt.date(2023, 9, 30)
"""A fiscal year: the two dates that every office knows."""
