"""Approximate values are marked in every explanation, and nothing about them is guessed."""

from __future__ import annotations

import json

import pytest
from tests.explain import cases

from kpirules.evaluate.approximate import Approximate
from kpirules.explain.document import explain
from kpirules.explain.scorecard import scorecard_page
from kpirules.explain.targets import Unknown

BOOK = """
unit dollar "ดอลลาร์"
fact income
  measured in dollar
  from 1 to 1,000,000
fact growth
  measured in percent
value logarithm
  formula ln(income / 1 dollar)
value powers
  formula (income / 1 dollar) ^ 0.25 + exp(growth / 100 percent) - sqrt(2)
scoring three-level
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score
indicator first
  part of all
  weight 60
  measured in percent
  formula geometric-mean(logarithm, powers) * 10 percent
  scored by three-level
    0 at 10
    50 at 60
    100 at 200
indicator second
  part of all
  weight 40
  measured in percent
  formula growth
  score if powers above 2 then clamp(sqrt(3) * 20 point, 0, 100) else 0
bands of-two
  good at least 50
  poor below 50
  decided on the exact total
scorecard card
  period 2566
  component all weight 100
  total is the sum of the weighted scores
  graded by of-two
  when not announced show the range
  when absent show the range
"""
TARGETS = ("total", "band", "all", "first", "second", "logarithm", "powers")


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("form", ["tree", "steps", "sentence"])
@pytest.mark.parametrize("target", TARGETS)
def test_every_form_marks_what_is_approximate(target: str, form: str, lang: str) -> None:
    """The sign stands before the first approximate figure, and never after another equals sign."""
    evaluation = cases.evaluated(BOOK, income="20000", growth="3.5")
    explanation = explain(evaluation, target)
    said = "\n".join(cases.texts(explanation.page(lang, form)))

    assert target == "band" or "≈ " in said
    assert "= ≈" not in said


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_official_table_marks_it(lang: str) -> None:
    """Result, score, weighted score and total."""
    evaluation = cases.evaluated(BOOK, income="20000", growth="3.5")

    assert "≈ " in "\n".join(cases.texts(scorecard_page(evaluation, lang)))


@pytest.mark.parametrize(
    ("target", "wanted"),
    [("first", "50"), ("first", "100"), ("second", "40"), ("total", "good"), ("total", "poor")],
)
@pytest.mark.parametrize("income", ["20000", "1.5"])
def test_what_is_missing_to_more(target: str, wanted: str, income: str) -> None:
    """Why not another level or band, in words and as data."""
    evaluation = cases.evaluated(BOOK, income=income, growth="3.5")
    explanation = explain(evaluation, target, not_this=wanted)

    assert cases.texts(explanation.page("en"))
    assert cases.texts(explanation.page("th"))
    json.dumps(explanation.to_dict())


def test_the_data_has_fifty_digits_and_says_so() -> None:
    """A decimal string, and `approximate` beside it."""
    evaluation = cases.evaluated(BOOK, income="20000", growth="3.5")
    data = explain(evaluation, "logarithm").to_dict()["explanation"]

    assert isinstance(evaluation.values["logarithm"].value, Approximate)
    assert data["value"] == "9.9034875525361280454891979401956333984799060888753"
    assert data["approximate"] is True


def test_a_range_with_an_approximate_end() -> None:
    """A withheld total lies between what is known and what may still come."""
    evaluation = cases.evaluated(BOOK, income="20000")
    said = "\n".join(cases.texts(explain(evaluation, "total").page("en")))

    assert "withheld" in said


NOTHING_DECIDES = """
fact x
  from 0 to 100
value nothing
  formula sqrt(2) * sqrt(3) - sqrt(6)
scoring three-level
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score
indicator share
  part of all
  weight 100
  measured in percent
  formula x * 1 percent + nothing * 1 percent
  scored by three-level
    50 at 60
    100 at 80
bands of-two
  good at least 50
  poor below 50
  decided on the exact total
scorecard card
  period 2566
  component all weight 100
  total is the sum of the weighted scores
  graded by of-two
"""


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("asked", ["50", "100", "good"])
@pytest.mark.parametrize("x", ["60", "70", "80"])
def test_what_digits_do_not_decide_is_said(lang: str, asked: str, x: str) -> None:
    """No answer is guessed, and none is missing, in any form."""
    evaluation = cases.evaluated(NOTHING_DECIDES, x=x)
    for target in ("share", "total", "band", "share.score"):
        found = explain(evaluation, target, not_this=asked)

        assert not isinstance(found, Unknown)
        assert found.page(lang)
        assert json.dumps(found.to_dict())


def test_a_result_at_the_limit_is_neither_above_nor_below_it() -> None:
    """The answer names the result, and what to do."""
    evaluation = cases.evaluated(NOTHING_DECIDES, x="60")
    found = explain(evaluation, "share", not_this="50")

    assert not isinstance(found, Unknown)
    assert found.to_dict()["why_not"] == {"asked": "50", "reached": None, "decided": False}
