"""Totals that are no sums: the lowest, a mean of the scores of the outermost components."""

from __future__ import annotations

from fractions import Fraction

from kpirules.evaluate.approximate import Range, Real, Undecided
from kpirules.evaluate.blending import blended, blended_range
from kpirules.evaluate.component_scores import component_score, range_of_score, takes_no_part
from kpirules.evaluate.problems import NoRealResult, NotDecided
from kpirules.evaluate.rounding import limit, round_trace
from kpirules.evaluate.sums import Sums
from kpirules.evaluate.trace import Blended, ComponentScore, Gap, Trace
from kpirules.model.blends import WEIGHTED, Blend
from kpirules.model.rounding import Rounding
from kpirules.model.units import POINT
from kpirules.text.thai import name_key


def blended_total(totals: Sums, blend: Blend) -> Trace:
    """What the scores of the outermost components come to, without those that take no part."""
    card = totals.card
    scores = _taking_part(totals)
    members = list(card.indicators)
    missing = totals.missing(members)
    if missing or not scores:
        low, high = range_of_blend(totals, blend, card.total_rounding)
        return totals.withheld(card, members, missing, (low, high), scores)
    weights = tuple(_weight(each) for each in scores)
    value: Real | Gap
    try:
        found = blended(blend, [_number(each) for each in scores], weights)
    except Undecided:
        totals.findings.append(NotDecided(card.total_span, "function"))
        value = Gap("undefined")
    else:
        value = Gap("undefined") if isinstance(found, str) else found
        if isinstance(found, str):
            refused = NoRealResult(card.total_span, "geometric-mean", "negative")
            totals.findings.append(refused)
    counted_out = totals.weights.counted_out(members)
    step = Blended(card, blend, weights if blend in WEIGHTED else (), counted_out)
    made = Trace(value, POINT, step, scores, card.total_span)
    return round_trace(made, card.total_rounding, totals.findings)


def range_of_blend(totals: Sums, blend: Blend, rounding: Rounding | None) -> Range:
    """Between what such a total lies."""
    scores = _taking_part(totals)
    if not scores:
        return None, None
    ranges = [range_of_score(totals, each) for each in scores]
    least, most = blended_range(blend, ranges, [_weight(each) for each in scores])
    return limit(least, rounding), limit(most, rounding)


def _taking_part(totals: Sums) -> tuple[Trace, ...]:
    """The scores of the outermost components that take part."""
    made = (
        component_score(totals, name_key(component.name))
        for component in totals.card.parts_of(None)
    )
    return tuple(each for each in made if not takes_no_part(each))


def _weight(trace: Trace) -> Fraction:
    assert isinstance(trace.step, ComponentScore)  # noqa: S101  # callers made it
    return trace.step.weight


def _number(trace: Trace) -> Real:
    assert isinstance(trace.value, Real)  # noqa: S101  # callers looked
    return trace.value
