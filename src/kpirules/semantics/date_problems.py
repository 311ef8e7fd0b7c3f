"""Mistakes in written dates."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code, value
from kpirules.semantics.rule_text import InRuleWords
from kpirules.text.dates import Impossible, written_date
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


class DatesTurned(InRuleWords, frozen=True):
    """A range of dates whose first one is after the last."""

    code: ClassVar[str] = "KPI0515"
    span: Span
    low: dt.date
    high: dt.date

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no date lies in this range: {low} is after {high}",
                "ไม่มีวันใดอยู่ในช่วงนี้ เพราะ {low} อยู่หลัง {high}",
                low=value(written_date(self.low, lang)),
                high=value(written_date(self.high, lang)),
            ),
            helps=(both("exchange the two dates", "สลับวันที่ทั้งสอง"),),
        )
