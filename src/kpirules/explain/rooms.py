"""How much what is not at its best could still add."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from kpirules.evaluate.approximate import Real, Undecided, round_real
from kpirules.evaluate.blending import blended
from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.scoring import score_bounds
from kpirules.evaluate.trace import Blended, ComponentScore
from kpirules.explain.layers import peeled
from kpirules.model.expressions import OfParts
from kpirules.model.rounding import Rounding
from kpirules.text.thai import name_key


class Room(Struct, frozen=True):
    """How many points an indicator could still add; None is no bound."""

    outcome: IndicatorOutcome
    most: Real | None
    points: Real | None


def most_of(evaluation: Evaluation, outcome: IndicatorOutcome) -> Real | None:
    """The greatest score an indicator can get; of one made of others, with the parts that count."""
    made_of = outcome.indicator.made_of
    if made_of is None:
        return score_bounds(outcome.indicator)[1]
    parts = _counting(evaluation, outcome)
    tops = [most_of(evaluation, part) for part in parts]
    known = [top for top in tops if top is not None]
    if len(known) < len(tops):
        return None
    return _together(made_of, known, parts, outcome.indicator.rounding)


def rooms_of_parts(evaluation: Evaluation, outcome: IndicatorOutcome) -> tuple[Room, ...]:
    """What each part could still add to the score it is part of, the most first.

    One part alone may add nothing, to the lowest of several for instance.
    """
    made_of = outcome.indicator.made_of
    parts = _counting(evaluation, outcome)
    now = outcome.score.value
    scores = [part.score.value for part in parts]
    found = []
    for index, part in enumerate(parts):
        score = scores[index]
        if made_of is None or not isinstance(score, Real):
            continue
        most = most_of(evaluation, part)
        if most is None:
            found.append(Room(part, None, None))
            continue
        if most <= score:
            continue
        known = [each for each in scores if isinstance(each, Real)]
        better = [most if place == index else each for place, each in enumerate(known)]
        rounding = outcome.indicator.rounding
        best = _together(made_of, better, parts, rounding) if len(known) == len(parts) else None
        if best is not None and isinstance(now, Real) and best > now:
            found.append(Room(part, most, best - now))
    return tuple(sorted(found, key=lambda room: (room.points is not None, -(room.points or 0))))


def gain_in_blend(evaluation: Evaluation, outcome: IndicatorOutcome, most: Real) -> Real | None:
    """What the greatest score of an indicator would add to a total that is no sum.

    Such a total may stay where it is, being the lowest of several for instance.
    """
    card, total = evaluation.scorecard, evaluation.total
    core = peeled(total).core
    score, weight = outcome.score.value, outcome.weight.value
    if not isinstance(core.step, Blended) or not isinstance(total.value, Real):
        return None
    if not isinstance(score, Real) or not isinstance(weight, Fraction):
        return None
    scores: list[Real] = []
    weights = []
    for part in core.parts:
        assert isinstance(part.step, ComponentScore)  # noqa: S101  # a total is made of those
        now = part.value
        if not isinstance(now, Real):
            return None
        holds = outcome.indicator.component in card.within(name_key(part.step.of.name))
        scores.append(now + (most - score) * weight / part.step.weight if holds else now)
        weights.append(part.step.weight)
    found = blended(core.step.blend, scores, weights)
    if isinstance(found, str):
        return None
    rounding = card.total_rounding
    try:
        return (found if rounding is None else round_real(found, rounding)[0]) - total.value
    except Undecided:
        return None


def _counting(evaluation: Evaluation, outcome: IndicatorOutcome) -> list[IndicatorOutcome]:
    return [part for part in evaluation.parts_of(outcome.indicator) if not part.counted_out]


def _together(
    made_of: OfParts, scores: list[Real], parts: list[IndicatorOutcome], rounding: Rounding | None
) -> Real | None:
    weights = [weight for part in parts if isinstance(weight := part.weight.value, Fraction)]
    found = blended(made_of.blend, scores, weights)
    if isinstance(found, str) or rounding is None:
        return None if isinstance(found, str) else found
    try:
        return round_real(found, rounding)[0]
    except Undecided:
        return None
