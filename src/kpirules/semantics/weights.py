"""Weights: positive, and adding up to what their component and their scorecard say."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.rules import Rules, with_parts
from kpirules.model.scorecards import Component, Scorecard
from kpirules.semantics.part_problems import PartsDoNotAddUp
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
            if each.weight <= 0
        ),
        *(
            Weighed(each.name, each.weight, each.span, "component")
            for scorecard in rules.scorecards.values()
            for each in scorecard.components
            if each.weight <= 0
        ),
    ]
    return tuple(WeightNotAllowed(each.span, each) for each in weighed)


def check_sums(scorecard: Scorecard, rules: Rules) -> tuple[Problem, ...]:
    """Indicators that do not add up to their component, components not to the whole.

    Relative weights need no rule of their own: their whole is what they add up
    to. Nothing is said of a sum with a weight in it that is not above 0: once
    that is mended, the sum is another.
    """
    found: list[Problem] = []
    for component in scorecard.components:
        own = _parts(component, scorecard, rules)
        if not own:
            found.append(ComponentWithoutIndicators(component.span, component))
        elif component.weight > 0 and _positive(own) and _total(own) != component.weight:
            mended = _mended(component, _total(own), scorecard)
            found.append(IndicatorsDoNotAddUp(component.span, component, own, mended))
    found.extend(_parts_add_up(scorecard, rules))
    components = _components(scorecard, None)
    everyone = sum((rules.indicators[key].weight for key in scorecard.indicators), Fraction(0))
    # Where the indicators add up to the whole, it is a component that is wrong, as was said.
    explained = bool(found) and everyone == scorecard.whole
    if _positive(components) and _total(components) != scorecard.whole and not explained:
        found.append(
            ComponentsDoNotAddUp(scorecard.span, scorecard.name, scorecard.whole, components)
        )
    return tuple(found)


def _parts(component: Component, scorecard: Scorecard, rules: Rules) -> tuple[Weighed, ...]:
    """The indicators and the components directly in a component, with their weights."""
    here = name_key(component.name)
    indicators = tuple(
        Weighed(each.name, each.weight, each.weight_span, "indicator")
        for key in scorecard.indicators
        if (each := rules.indicators[key]).component == here
    )
    return (*indicators, *_components(scorecard, here))


def _parts_add_up(scorecard: Scorecard, rules: Rules) -> Iterable[Problem]:
    """Parts of indicators that do not add up to what their weights should."""
    for key in with_parts(scorecard.indicators, rules.indicators):
        indicator = rules.indicators[key]
        made_of = indicator.made_of
        if made_of is None or made_of.whole is None:
            continue
        own = tuple(
            Weighed(each.name, each.weight, each.weight_span, "indicator")
            for term in made_of.terms
            if (each := rules.indicators.get(term.name)) is not None
        )
        if _positive(own) and _total(own) != made_of.whole:
            yield PartsDoNotAddUp(indicator.span, indicator.name, made_of.whole, own)


def _components(scorecard: Scorecard, within: str | None) -> tuple[Weighed, ...]:
    return tuple(
        Weighed(each.name, each.weight, each.span, "component")
        for each in scorecard.parts_of(within)
    )


def _positive(weighed: tuple[Weighed, ...]) -> bool:
    return bool(weighed) and all(each.weight > 0 for each in weighed)


def _total(weighed: Iterable[Weighed]) -> Fraction:
    return sum((each.weight for each in weighed), Fraction(0))


def _mended(component: Component, weight: Fraction, scorecard: Scorecard) -> Component | None:
    """The component with the weight its parts add up to, if what it is part of then adds up."""
    beside = scorecard.parts_of(component.parent)
    others = sum((each.weight for each in beside if each is not component), Fraction(0))
    if component.parent is not None or others + weight != scorecard.whole:
        return None
    return replace(component, weight=weight)
