"""Fiscal years are counted in the Buddhist era, 543 years ahead of the Gregorian calendar."""

from __future__ import annotations

FIRST_YEAR, LAST_YEAR = 2400, 2700
AHEAD = 543


def is_fiscal_year(year: int) -> bool:
    """Whether a year can be one of the Buddhist era that rules speak of."""
    return FIRST_YEAR <= year <= LAST_YEAR


def likely_year(year: int) -> int | None:
    """The fiscal year that one of the Gregorian calendar most likely means."""
    return year + AHEAD if is_fiscal_year(year + AHEAD) else None
