"""A small scorecard to start from: its files, with the current fiscal year put in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kpirules.prose.words import Language
from kpirules.text.era import AHEAD

_STARTERS = Path(__file__).parent / "starters"
_OCTOBER = 10


def fiscal_year(day: date) -> int:
    """The Thai fiscal year a day lies in, which begins on 1 October of the year before."""
    return day.year + AHEAD + (day.month >= _OCTOBER)


def starter(lang: Language, year: int) -> dict[str, str]:
    """The files of the scorecard, by name."""
    return {
        path.name: path.read_text("utf-8").replace("{year}", str(year))
        for path in sorted((_STARTERS / lang).iterdir())
    }
