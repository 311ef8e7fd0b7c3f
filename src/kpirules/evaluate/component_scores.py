"""Components on the scale of scores: sum x whole / weight in force."""

from __future__ import annotations

from fractions import Fraction

from kpirules.evaluate.approximate import Range, Real
from kpirules.evaluate.sums import Sums
from kpirules.evaluate.trace import ComponentScore, Gap, Trace
from kpirules.evaluate.weights import weight_of
from kpirules.model.units import POINT
from kpirules.text.thai import name_key


def component_score(totals: Sums, key: str) -> Trace:
    """A component's score; missing where its sum is, or where it takes no part."""
    component = next(each for each in totals.card.components if name_key(each.name) == key)
    total = totals.component(key)
    counted = totals.counted_within(key)
    weight = sum((weight_of(totals.outcome(each).weight) for each in counted), Fraction(0))
    step = ComponentScore(component, totals.card.whole, weight)
    value = total.value
    if isinstance(value, Real):
        value = value * totals.card.whole / weight
    return Trace(value, POINT, step, (total,), totals.card.total_span)


def takes_no_part(score: Trace) -> bool:
    """Whether none of a component's indicators counts."""
    return isinstance(score.value, Gap) and not score.parts[0].parts


def range_of_score(totals: Sums, score: Trace) -> Range:
    """Between what a component's score lies, whose sum may be missing."""
    step = score.step
    assert isinstance(step, ComponentScore)  # noqa: S101  # callers made it
    if takes_no_part(score):
        return None, None
    factor = totals.card.whole / step.weight
    counted = totals.counted_within(name_key(step.of.name))
    low, high = totals.range_of_sum(counted, None, exact=True)
    return None if low is None else low * factor, None if high is None else high * factor
