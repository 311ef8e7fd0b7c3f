"""Any number of levels: the published ones have three or five, some have ten, and nothing ends there."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kpirules.evaluate.interpreter import evaluate
from kpirules.facts.facts import Facts, Supplied
from kpirules.model.rules import Rules
from kpirules.pipeline import compile_rules
from kpirules.text.source import Source

_HEAD = """\
fact done
  measured in percent
  from 0 to 1,000 with 2 decimals

scoring by-levels
  {direction} is better
  below the first level 0
  between levels {between}
  above the last level the last score

indicator i-1
  part of work
  weight 100
  measured in percent
  formula done
  scored by by-levels
"""
_CARD = """
scorecard card
  period 2566
  component work weight 100
  total is the sum of the weighted scores
"""


def rules_with(count: int, direction: str, between: str) -> Rules:
    """Rules whose one indicator has so many levels, each half a percent after the one before."""
    targets = [Fraction(step, 2) for step in range(1, count + 1)]
    if direction == "lower":
        targets.reverse()
    levels = [f"  {index + 1} at {float(at):.1f}\n" for index, at in enumerate(targets)]
    text = _HEAD.format(direction=direction, between=between) + "".join(levels) + _CARD
    checked = compile_rules([Source("main.kpi", text)], lambda _: None)  # type: ignore[arg-type,return-value]
    assert checked.findings == ()
    return checked.value


def score_at(rules: Rules, result: Fraction) -> object:
    """The score of a result."""
    supplied = Supplied("done", 2566, result, None, str(result), "a test")
    found = evaluate(rules, "card", Facts({("done", 2566): supplied}, {}))
    return found.indicators["i-1"].score.value


@pytest.mark.parametrize("count", [1, 3, 5, 10, 100])
@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_every_level_has_its_score(count: int, direction: str) -> None:
    """A result just at a level has that level's score, and one just short of it that of the level before."""
    rules = rules_with(count, direction, "step")
    targets = [Fraction(step, 2) for step in range(1, count + 1)]
    worse = Fraction(-1, 100) if direction == "higher" else Fraction(1, 100)
    if direction == "lower":
        targets.reverse()
    found = [(score_at(rules, at), score_at(rules, at + worse)) for at in targets]

    assert found == [(index + 1, index) for index in range(count)]


@pytest.mark.parametrize("count", [10, 100])
def test_half_way_between_levels_is_half_a_score_more(count: int) -> None:
    """A straight line between any two neighbours."""
    rules = rules_with(count, "higher", "interpolate")
    found = [score_at(rules, Fraction(step, 2) + Fraction(1, 4)) for step in range(1, count)]

    assert found == [Fraction(step) + Fraction(1, 2) for step in range(1, count)]
