"""Why-nots and distances where nearer is better."""

from __future__ import annotations

import pytest
from tests.explain import cases

from kpirules.explain.document import Explanation, explain
from kpirules.render.terminal import to_text

RULES = """
fact spending "budget spent"
  measured in percent
  number from 0 to 200 with 2 decimals
scoring on-target
  nearer to 100 is better
  below the first level 0
  between levels interpolate
  above the last level the last score
indicator budget
  part of all
  weight 100
  measured in percent
  formula spending
  scored by on-target
  50 within 20
  75 within 10
  100 within 2
scorecard card
  period 2566
  component all weight 100
  total is the sum of the weighted scores
"""


def told(spending: str, not_this: str | None = None, lang: str = "en") -> str:
    """The explanation of the indicator, in one line."""
    found = explain(cases.evaluated(RULES, spending=spending), "budget", not_this=not_this)
    assert isinstance(found, Explanation)
    return " ".join(to_text(found.page(lang, "steps"), 200).split())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spending", "en", "th"),
    [
        ("115.5", "needs 90.0% to 110.0%, has 115.5%, 5.5 percentage points too high",
         "ต้องได้ตั้งแต่ ร้อยละ 90.0 ถึง ร้อยละ 110.0 แต่ได้ ร้อยละ 115.5 มากไป 5.5 จุดร้อยละ"),
        ("85.5", "needs 90.0% to 110.0%, has 85.5%, 4.5 percentage points too low",
         "ต้องได้ตั้งแต่ ร้อยละ 90.0 ถึง ร้อยละ 110.0 แต่ได้ ร้อยละ 85.5 น้อยไป 4.5 จุดร้อยละ"),
    ],
)  # fmt: skip
def test_a_why_not_names_both_ends_and_the_side(spending: str, en: str, th: str) -> None:
    """Too much is not called short."""
    assert en in told(spending, "75")
    assert th.replace(" ", "") in told(spending, "75", "th").replace(" ", "")


def test_a_distance_between_percents_is_in_percentage_points() -> None:
    """It is no percentage of anything."""
    assert "|105.5 − 100| = 5.5 percentage points" in told("105.5")
    assert "target levels 10 percentage points (75 points)" in told("105.5")
