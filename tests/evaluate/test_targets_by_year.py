"""Target levels that hold in some years."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.books import read_text

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Gap
from kpirules.facts.facts import Facts, Supplied

BOOK = Path(__file__).parents[1] / "corpus" / "years" / "good" / "dated-targets.kpi"


def _evaluated(period: int, more: str = "") -> Evaluation:
    """The book of the corpus, with 45 of 100 officers trained."""
    rules = read_text(BOOK.read_text("utf-8") + more).value
    supplied = {
        (name, period): Supplied(name, period, Fraction(value), None, str(value), "a test")
        for name, value in (("trained", 45), ("officers", 100))
    }
    return evaluate(rules, "office", Facts(supplied, {}), period)


@pytest.mark.parametrize(("period", "score"), [(2562, 62.5), (2564, 62.5), (2565, 50), (2566, 45)])
def test_the_levels_of_the_year_evaluated_score(period: int, score: float) -> None:
    """The first and the last year of a set belong to it."""
    assert _evaluated(period).indicators["training"].score.value == score


def test_the_result_is_there_without_levels() -> None:
    """A year without levels leaves the result, but no score and no total."""
    evaluation = _evaluated(2561)
    training = evaluation.indicators["training"]

    assert training.result.value == 45
    assert training.score.value == evaluation.total.value == Gap("undefined")
    assert [finding.code for finding in evaluation.findings] == ["KPI0512"]


def test_without_levels_there_is_no_first_one() -> None:
    """Whether a result falls short of the first level has no answer in a year without levels."""
    low = "\nvalue low\n  formula training below its first level\n"

    assert _evaluated(2565, low).values["low"].value is False
    assert _evaluated(2566, low).values["low"].value is True
    assert _evaluated(2561, low).values["low"].value == Gap("undefined")
