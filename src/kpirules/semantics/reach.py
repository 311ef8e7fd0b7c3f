"""Levels that no result comes to, by the declared ranges of the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.bounds import bounds_of
from kpirules.model.facts import Fact
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import rounded
from kpirules.model.rules import Rules
from kpirules.model.scoring import Scale
from kpirules.semantics.inputs import inputs_of
from kpirules.semantics.levels import least_demanding_first
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.reach_problems import LevelOutOfReach
from kpirules.semantics.restated import retargeted


def check_reach(rules: Rules, watched: Rules, memory: Memory = FORGETFUL) -> Iterator[Problem]:
    """Levels past the best result there can be; a score nobody can get promises too much."""
    look = partial(_out_of_reach, rules=watched)
    yield from memory.said("reach", rules.indicators, look)
    changed = {str(number): each for number, each in enumerate(retargeted(rules))}
    yield from memory.said("reach as changed", changed, look)


def _out_of_reach(indicator: Indicator, rules: Rules) -> tuple[Problem, ...]:
    found = (_beyond(indicator, scale, rules) for scale in indicator.scales)
    return tuple(each for each in found if each is not None)


def _beyond(indicator: Indicator, scale: Scale, rules: Rules) -> LevelOutOfReach | None:
    if scale.method.nearer_to is not None:
        return None  # every distance from 0 on can be, wherever the results lie
    best = _best(indicator, scale, rules)
    if best is None:
        return None
    higher = scale.method.direction == "higher"
    beyond = tuple(
        level
        for level in least_demanding_first(scale)
        if (level.at > best if higher else level.at < best)
    )
    if not beyond:
        return None
    return LevelOutOfReach(
        beyond[0].span,
        indicator.name,
        scale,
        beyond,
        best,
        indicator.formula_span,
        _facts(indicator.formula, rules),
    )


def _best(indicator: Indicator, scale: Scale, rules: Rules) -> Fraction | None:
    """The best result there can be, rounded as results are; None where nothing limits it."""
    bounds = bounds_of(indicator.formula, rules)
    if None not in (bounds.low, bounds.high) and _empty(bounds.low, bounds.high):
        return None
    best = bounds.high if scale.method.direction == "higher" else bounds.low
    if best is None or indicator.rounding is None:
        return best
    return rounded(best, indicator.rounding)[0]


def _empty(low: Fraction | None, high: Fraction | None) -> bool:
    """A range without a number is another mistake, reported where it is declared."""
    return low is not None and high is not None and low > high


def _facts(formula: ex.Expr, rules: Rules) -> tuple[str, ...]:
    """The facts a formula takes, in the order it takes them."""
    found = inputs_of(formula, rules)
    return tuple(dict.fromkeys(each.name for each in found if isinstance(each, Fact)))
