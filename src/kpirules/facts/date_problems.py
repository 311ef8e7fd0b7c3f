"""Mistakes in supplied dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.facts.problems import OfFact, statuses
from kpirules.prose.words import Language, Part, code, value
from kpirules.text.dates import Trouble, written_date


class NoDate(OfFact, frozen=True):
    """Something that is no date, or one whose day, month or era nobody can tell."""

    code: ClassVar[str] = "KPI0402"
    found: str
    trouble: Trouble

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {"who": self.who, "found": code(self.found)}
        said = {
            "form": both("{who} is a date, but {found} is written",
                         "{who} ต้องเป็นวันที่ แต่เขียนไว้ว่า {found}", **slots),
            "month": both("{who}: the month of {found} is unknown",
                          "{who}: ไม่รู้จักชื่อเดือนใน {found}", **slots),
            "day": both("{who}: there is no such day as {found}",
                        "{who}: ไม่มีวันที่ {found}", **slots),
            "year": both("{who}: nobody can tell the year of {found}",
                         "{who}: ไม่ทราบว่า {found} เป็นปีใด", **slots),
        }[self.trouble]  # fmt: skip
        return finding(
            self.code,
            self.span,
            lang,
            said,
            labels=self.place(),
            helps=(
                *_of_a_workbook(self.found),
                both(
                    "write {one} or {other}: the month by name, or year, month and day with a minus "
                    "between them; the year with four digits, of the Buddhist or the common era",
                    "เขียน {one} หรือ {other}: ใช้ชื่อเดือน หรือปี-เดือน-วัน และเขียนปีสี่หลัก "
                    "เป็น พ.ศ. หรือ ค.ศ. ก็ได้",
                    one=code("30 September 2566" if lang == "en" else "30 กันยายน 2566"),
                    other=code("2023-09-30"),
                ),
                statuses(lang),
            ),
        )


_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]+")
_DAY_NUMBER = re.compile(r"[2-6]\d{4}")  # of Excel: from 1954 to 2091


def _of_a_workbook(found: str) -> tuple[Said, ...]:
    """What became of a date in the cell of a workbook."""
    if timed := _WITH_TIME.fullmatch(found):
        return (
            both("leave out the time of day: {date}", "ตัดเวลาออก เหลือ {date}", date=code(timed[1])),
        )
    if _DAY_NUMBER.fullmatch(found):
        return (
            both(
                "in Excel a number such as this may be a date: format the cell as a date",
                "ใน Excel ตัวเลขเช่นนี้อาจเป็นวันที่ ให้กำหนดรูปแบบเซลล์เป็นวันที่",
            ),
        )
    return ()


class DateOutOfRange(OfFact, frozen=True):
    """A date before the first or after the last that is declared."""

    code: ClassVar[str] = "KPI0404"
    date: dt.date
    low: dt.date | None
    high: dt.date | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        early = self.low is not None and self.date < self.low
        limit = (self.low if early else self.high) or self.date
        slots: dict[str, Part] = {
            "who": self.who,
            "date": value(written_date(self.date, lang)),
            "limit": value(written_date(limit, lang)),
        }
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{who} is {date}, before the first date declared, {limit}",
                "{who} คือ {date} ซึ่งก่อนวันแรกที่กำหนดไว้ คือ {limit}",
                **slots,
            )
            if early
            else both(
                "{who} is {date}, after the last date declared, {limit}",
                "{who} คือ {date} ซึ่งหลังวันสุดท้ายที่กำหนดไว้ คือ {limit}",
                **slots,
            ),
            labels=self.place(),
            helps=(
                both(
                    "check the year and its era; if the date is right, the range in the rules must "
                    "change",
                    "ตรวจปีและศักราช ถ้าวันที่ถูกต้องแล้ว ให้แก้ช่วงในกฎ",
                ),
            ),
        )
