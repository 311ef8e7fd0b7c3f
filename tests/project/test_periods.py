"""The fiscal year that a program asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

import kpirules

DEPARTMENT = Path(__file__).parents[2] / "rules" / "dsdw" / "2566"


@pytest.mark.parametrize(
    ("year", "en", "th"),
    [
        (2023, "such as `2566`", "เช่น `2566`"),
        (66, "such as `2566`", "เช่น `2566`"),
    ],
)
def test_a_year_of_another_calendar_is_not_quietly_taken(year: int, en: str, th: str) -> None:
    """As on the command line: nothing is evaluated, and the year meant is offered."""
    with pytest.raises(kpirules.RulesError) as raised:
        kpirules.load(DEPARTMENT).evaluate(period=year)

    assert raised.value.report("en").endswith(en)
    assert raised.value.report("th").endswith(th)
    assert [found.code for found in raised.value.findings] == ["KPI0308"]
