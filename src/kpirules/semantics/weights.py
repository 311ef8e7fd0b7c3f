"""Weights: positive, and adding up to what their component and their scorecard say."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Component, Scorecard
from kpirules.semantics.restated import reweighted
from kpirules.semantics.weight_problems import (
    ComponentsDoNotAddUp,
    ComponentWithoutIndicators,
    IndicatorsDoNotAddUp,
    Weighed,
    WeightNotAllowed,
)
from kpirules.text.thai import name_key


def check_signs(rules: Rules) -> tuple[Problem, ...]:
    """Weights of zero or less.

    Zero is a mistake too: an indicator of weight 0 looks scored and counts for
    nothing, and when weights are shared out it can leave nothing to share by.
    What is only to be shown is a `value`.
    """
    weighed = [
        *(
            Weighed(each.name, each.weight, each.weight_span, "indicator")
            for each in (*rules.indicators.values(), *reweighted(rules))
        ),
        *(
            Weighed(each.name, each.weight, each.span, "component")
            for scorecard in rules.scorecards.values()
            for each in scorecard.components
        ),
    ]
    return tuple(WeightNotAllowed(each.span, each) for each in weighed if each.weight <= 0)


def check_sums(scorecard: Scorecard, rules: Rules) -> tuple[Problem, ...]:
    """Indicators that do not add up to their component, components not to the whole.

    Relative weights need no rule of their own: their whole is what they add up
    to. Nothing is said of a sum with a weight in it that is not above 0: once
    that is mended, the sum is another.
    """
    members = {
        component.name: _indicators(component, scorecard, rules)
        for component in scorecard.components
    }
    found: list[Problem] = []
    for component in scorecard.components:
        own = members[component.name]
        if not own:
            found.append(ComponentWithoutIndicators(component.span, component))
        elif component.weight > 0 and _positive(own) and _total(own) != component.weight:
            mended = _mended(component, _total(own), scorecard)
            found.append(IndicatorsDoNotAddUp(component.span, component, own, mended))
    components = tuple(
        Weighed(each.name, each.weight, each.span, "component") for each in scorecard.components
    )
    all_indicators = tuple(each for own in members.values() for each in own)
    # Where the indicators add up to the whole, it is a component that is wrong, as was said.
    explained = bool(found) and _total(all_indicators) == scorecard.whole
    if _positive(components) and _total(components) != scorecard.whole and not explained:
        found.append(
            ComponentsDoNotAddUp(scorecard.span, scorecard.name, scorecard.whole, components)
        )
    return tuple(found)


def _indicators(component: Component, scorecard: Scorecard, rules: Rules) -> tuple[Weighed, ...]:
    """The indicators of a component, with their weights."""
    return tuple(
        Weighed(each.name, each.weight, each.weight_span, "indicator")
        for key in scorecard.indicators
        if name_key((each := rules.indicators[key]).component) == name_key(component.name)
    )


def _positive(weighed: tuple[Weighed, ...]) -> bool:
    return bool(weighed) and all(each.weight > 0 for each in weighed)


def _total(weighed: Iterable[Weighed]) -> Fraction:
    return sum((each.weight for each in weighed), Fraction(0))


def _mended(component: Component, weight: Fraction, scorecard: Scorecard) -> Component | None:
    """The component with the weight its indicators add up to, if the whole then adds up."""
    others = sum(
        (each.weight for each in scorecard.components if each is not component), Fraction(0)
    )
    if others + weight != scorecard.whole:
        return None
    return Component(component.name, component.label, weight, component.span)
