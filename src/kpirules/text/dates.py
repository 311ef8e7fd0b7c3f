"""Calendar dates as people write them: the day, the month by name, the year of either era."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Literal

from kpirules.text.era import AHEAD, is_fiscal_year
from kpirules.text.thai import name_key, western_digits

Impossible = Literal["day", "year"]
"""A day that its month has not, or a year without an era."""
Trouble = Literal["form", "month"] | Impossible
"""What is wrong with a written date."""

_MONTHS = (
    ("January", "มกราคม", "ม.ค."),
    ("February", "กุมภาพันธ์", "ก.พ."),
    ("March", "มีนาคม", "มี.ค."),
    ("April", "เมษายน", "เม.ย."),
    ("May", "พฤษภาคม", "พ.ค."),
    ("June", "มิถุนายน", "มิ.ย."),
    ("July", "กรกฎาคม", "ก.ค."),
    ("August", "สิงหาคม", "ส.ค."),
    ("September", "กันยายน", "ก.ย."),
    ("October", "ตุลาคม", "ต.ค."),
    ("November", "พฤศจิกายน", "พ.ย."),
    ("December", "ธันวาคม", "ธ.ค."),
)
_ERAS = {"พ.ศ.": "BE", "be": "BE", "ค.ศ.": "CE", "ce": "CE", "ad": "CE"}
_OCTOBER = 10
_TOLD = r"(?:วันที่\s*)?(\d{1,2})\s+(\D+?)\s+(?:(พ\.ศ\.|ค\.ศ\.)\s*)?(\d+)(?:\s+(BE|CE|AD))?"
_ISO = r"(\d{4})-(\d{2})-(\d{2})"


def _month(name: str) -> int | None:
    """The number of a month by its name in either language, written out or short."""
    return _numbers().get(name_key(name.strip()).casefold())


@cache
def _numbers() -> dict[str, int]:
    """The numbers of months by every spelling of their names."""
    return {
        name_key(spelling).casefold(): number
        for number, (english, thai, short) in enumerate(_MONTHS, 1)
        for spelling in (english, english[:3], thai, short)
    }


def date_of(day: int, month: int, year: int, era: str | None = None) -> dt.date | Impossible:
    """The date of a day, a month, and a year that can only be of one era, or says of which."""
    common = _common(year, era)
    if common is None:
        return "year"
    try:
        return dt.date(common, month, day)
    except ValueError:
        return "day"


def _common(year: int, era: str | None) -> int | None:
    """The year of the common era; None where nobody can tell which one is meant."""
    if is_fiscal_year(year) and era != "CE":
        return year - AHEAD
    if is_fiscal_year(year + AHEAD) and era != "BE":
        return year
    return None


def read_date(text: str) -> dt.date | Trouble:
    """A date as a facts file has it: `30 กันยายน 2566`, `30 Sep 2023`, `2023-09-30`."""
    plain = western_digits(text).strip()
    iso = re.fullmatch(_ISO, plain)
    if iso is not None:
        year, month, day = map(int, iso.groups())
        return date_of(day, month, year)
    told = re.fullmatch(_TOLD, plain, re.IGNORECASE)
    if told is None:
        return "form"
    month_found = _month(told[2])
    if month_found is None:
        return "month"
    era = _ERAS.get((told[3] or told[5] or "").casefold())
    return date_of(int(told[1]), month_found, int(told[4]), era)


def written_date(date: dt.date, lang: Literal["en", "th"]) -> str:
    """`30 September 2566`, `30 กันยายน 2566`: the year of the Buddhist era."""
    return f"{date.day} {month_name(date, lang)} {date.year + AHEAD}"


def month_name(date: dt.date, lang: Literal["en", "th"]) -> str:
    """`September`, `กันยายน`."""
    return _MONTHS[date.month - 1][0 if lang == "en" else 1]


def fiscal_year(date: dt.date) -> int:
    """The fiscal year a date lies in: it begins on 1 October of the year before."""
    return date.year + AHEAD + (1 if date.month >= _OCTOBER else 0)


def shown(figure: str | dt.date, lang: Literal["en", "th"]) -> str:
    """A figure as it was written, or a date in the words of a language."""
    return written_date(figure, lang) if isinstance(figure, dt.date) else figure
