"""Whether guarantees can be kept at all, where that is plain without a proof."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.bounds import bounds_of
from kpirules.model.facts import Fact, Parameter
from kpirules.model.guarantees import Rising
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scoring import Scale
from kpirules.semantics.inputs import inputs_of
from kpirules.semantics.promise_problems import BestInTheMiddle


def check_promises(indicator: Indicator, rules: Rules) -> tuple[Problem, ...]:
    """A score that is best in the middle neither rises nor falls throughout."""
    return tuple(_broken(indicator, rules))


def _broken(indicator: Indicator, rules: Rules) -> Iterator[Problem]:
    promised = [each for each in indicator.guarantees if isinstance(each, Rising)]
    scales = (indicator.scale, *indicator.dated) if promised else ()
    scale = next((each for each in scales if each and _best_between(indicator, each, rules)), None)
    if scale is None or scale.method.nearer_to is None:
        return
    inputs = tuple(inputs_of(indicator.formula, rules))
    if not _apart(inputs):
        return
    for promise in promised:
        fact = rules.facts.get(promise.fact)
        if fact is not None and fact in inputs:
            yield BestInTheMiddle(
                promise.span, indicator.name, promise, scale.method.nearer_to, fact.name
            )


def _best_between(indicator: Indicator, scale: Scale, rules: Rules) -> bool:
    """Whether results can lie so far on either side of what is wanted that they score less."""
    wanted = scale.method.nearer_to
    if wanted is None or not scale.levels:
        return False
    full = min(level.at for level in scale.levels)
    bounds = bounds_of(indicator.formula, rules)
    return (bounds.low is None or bounds.low < wanted.result - full) and (
        bounds.high is None or bounds.high > wanted.result + full
    )


def _apart(inputs: tuple[Fact | Parameter, ...]) -> bool:
    """Whether each may be what it likes, so that all results within the bounds can come about."""
    names = [each.name for each in inputs]
    related = any(isinstance(each, Fact) and each.relations for each in inputs)
    return len(names) == len(set(names)) and not related
