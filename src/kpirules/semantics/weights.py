"""Weights: positive, and adding up to what their component and their scorecard say."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import partial

from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Component, Scorecard
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.part_problems import PartsDoNotAddUp
from kpirules.semantics.restated import reweighted
from kpirules.semantics.seen import Seen
from kpirules.semantics.weight_problems import (
    ComponentsDoNotAddUp,
    ComponentWithoutIndicators,
    IndicatorsDoNotAddUp,
    Weighed,
    WeightNotAllowed,
)
from kpirules.text.thai import name_key


def check_signs(rules: Rules, memory: Memory = FORGETFUL) -> tuple[Problem, ...]:
    """Weights of zero or less.

    Zero is a mistake too: an indicator of weight 0 looks scored and counts for
    nothing, and when weights are shared out it can leave nothing to share by.
    What is only to be shown is a `value`.
    """
    return (
        *memory.said("signs", rules.indicators, _sign),
        *(problem for each in reweighted(rules) for problem in _sign(each)),
        *(
            WeightNotAllowed(each.span, Weighed(each.name, each.weight, each.span, "component"))
            for scorecard in rules.scorecards.values()
            for each in scorecard.components
            if each.weight <= 0
        ),
    )


def _sign(indicator: Indicator) -> tuple[Problem, ...]:
    if indicator.weight > 0:
        return ()
    return (WeightNotAllowed(indicator.weight_span, _weighed(indicator)),)


def _weighed(indicator: Indicator) -> Weighed:
    return Weighed(indicator.name, indicator.weight, indicator.weight_span, "indicator")


def check_sums(seen: Seen, memory: Memory = FORGETFUL) -> tuple[Problem, ...]:
    """Indicators that do not add up to their component, components not to the whole.

    Relative weights need no rule of their own: their whole is what they add up
    to. Nothing is said of a sum with a weight in it that is not above 0: once
    that is mended, the sum is another.
    """
    of = (seen.card, seen.everyone)
    return memory.made(f"sums of {seen.key}", of, partial(_sums, seen))


def _sums(seen: Seen) -> tuple[Problem, ...]:
    found: list[Problem] = []
    scorecard = seen.card
    for component in scorecard.components:
        own = _within(component, seen)
        parts = _components(scorecard, name_key(component.name))
        weights = [*(seen.members[key].weight for key in own), *(each.weight for each in parts)]
        added = sum(weights, Fraction(0))
        if not weights:
            found.append(ComponentWithoutIndicators(component.span, component))
        elif component.weight > 0 and _positive(weights) and added != component.weight:
            weighed = (*(_weighed(seen.rules.indicators[key]) for key in own), *parts)
            mended = _mended(component, added, scorecard)
            found.append(IndicatorsDoNotAddUp(component.span, component, weighed, mended))
    found.extend(_parts_add_up(seen))
    components = _components(scorecard, None)
    weights = [each.weight for each in components]
    everyone = sum((seen.members[key].weight for key in scorecard.indicators), Fraction(0))
    # Where the indicators add up to the whole, it is a component that is wrong, as was said.
    explained = bool(found) and everyone == scorecard.whole
    if _positive(weights) and sum(weights, Fraction(0)) != scorecard.whole and not explained:
        found.append(
            ComponentsDoNotAddUp(scorecard.span, scorecard.name, scorecard.whole, components)
        )
    return tuple(found)


def _within(component: Component, seen: Seen) -> list[str]:
    """The indicators directly in a component."""
    here = name_key(component.name)
    return [key for key in seen.card.indicators if seen.members[key].component == here]


def _parts_add_up(seen: Seen) -> Iterable[Problem]:
    """Parts of indicators that do not add up to what their weights should."""
    for key in seen.everyone:
        made_of = seen.members[key].made_of
        if made_of is None or made_of.whole is None:
            continue
        own = [term.name for term in made_of.terms if term.name in seen.members]
        weights = [seen.members[each].weight for each in own]
        if _positive(weights) and sum(weights, Fraction(0)) != made_of.whole:
            indicators = seen.rules.indicators
            weighed = tuple(_weighed(indicators[each]) for each in own)
            whole = indicators[key]
            yield PartsDoNotAddUp(whole.span, whole.name, made_of.whole, weighed)


def _components(scorecard: Scorecard, within: str | None) -> tuple[Weighed, ...]:
    return tuple(
        Weighed(each.name, each.weight, each.span, "component")
        for each in scorecard.parts_of(within)
    )


def _positive(weights: list[Fraction]) -> bool:
    return bool(weights) and all(weight > 0 for weight in weights)


def _mended(component: Component, weight: Fraction, scorecard: Scorecard) -> Component | None:
    """The component with the weight its parts add up to, if what it is part of then adds up."""
    beside = scorecard.parts_of(component.parent)
    others = sum((each.weight for each in beside if each is not component), Fraction(0))
    if component.parent is not None or others + weight != scorecard.whole:
        return None
    return replace(component, weight=weight)
