"""Typical mistakes of somebody's first rule file: the fixes offered make the file right."""

from __future__ import annotations

import pytest
from tests.test_fixes import applied

from kpirules.project.books import load_text

SOUND = """fact satisfied "ผู้พึงพอใจ"
  measured in percent
  from 0 to 100 with 2 decimals
scoring three-level
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score
indicator service
  part of work
  weight 100
  measured in percent
  formula satisfied
  scored by three-level
    50 at 59.54
    75 at 64.04
    100 at 73.04
scorecard office
  period 2566
  component work weight 100
  total is the sum of the weighted scores
example middle
  given satisfied = 64.04
  expect service.score = 75
"""

COPIED = """fact satisfied "ผู้พึงพอใจ"
  measured in percent
  from 0 to 100 with 2 decimals
"""
MISTAKES = {
    "copied block": (COPIED, COPIED + COPIED),
    "percent sign": ("weight 100\n  measured", "weight 100%\n  measured"),
    "comma decimal": ("64.04\n    100", "64,04\n    100"),
    "smart quotes": ('"ผู้พึงพอใจ"', "“ผู้พึงพอใจ”"),
    "zero-width space": ("formula satisfied", "formula satis\u200bfied"),
    "misspelt fact": ("formula satisfied", "formula satisfed"),
    "targets in the wrong order": (
        "75 at 64.04\n    100 at 73.04",
        "75 at 73.04\n    100 at 64.04",
    ),
    "lines in the wrong order": ("75 at 64.04\n    100 at 73.04", "100 at 73.04\n    75 at 64.04"),
    "component of another weight": ("work weight 100", "work weight 95"),
}


def test_the_file_is_right_without_the_mistakes() -> None:
    """Only what is written wrongly below is wrong."""
    assert load_text(SOUND).findings == ()


@pytest.mark.parametrize("name", MISTAKES)
def test_the_first_fix_makes_the_file_right(name: str) -> None:
    """The first fix of the first finding leaves none, so that what else was said follows from it."""
    right, wrong = MISTAKES[name]
    text = SOUND.replace(right, wrong, 1)
    assert text != SOUND
    found = load_text(text).findings
    fix = found[0].describe("th").fixes[0]

    assert load_text(applied(text, fix, "rules")).findings == ()


def test_thai_digits_are_digits() -> None:
    """They are no mistake at all."""
    assert load_text(SOUND.replace("64.04\n    100", "๖๔.๐๔\n    ๑๐๐")).findings == ()
