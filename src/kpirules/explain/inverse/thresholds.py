"""Roundings and scoring lines turned round: the least that is enough."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from msgspec import Struct

from kpirules.evaluate.approximate import Real
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import Rounding
from kpirules.model.scoring import Extrapolate, FixedScore, FromPoint, Scale, ToPoint

Point = tuple[Fraction, Fraction]
"""A result and its score."""


class Threshold(Struct, frozen=True):
    """A value from which on something holds; `included` is whether the value itself is enough."""

    value: Fraction
    included: bool = True

    def reached(self, value: Real, *, upwards: bool = True) -> bool:
        """Whether a value is enough, going up or going down."""
        if value == self.value:
            return self.included
        return value > self.value if upwards else value < self.value


def before_rounding(
    threshold: Threshold, rounding: Rounding | None, *, upwards: bool = True
) -> Threshold:
    """The least value (the greatest, going down) that is enough once it is rounded."""
    if rounding is None:
        return threshold
    if not upwards:
        # Every way of rounding treats a number and its negative alike.
        turned = Threshold(-threshold.value, threshold.included)
        found = before_rounding(turned, rounding, upwards=True)
        return Threshold(-found.value, found.included)
    step = rounding.step
    steps = ceil(threshold.value / step)
    if not threshold.included and steps * step == threshold.value:
        steps += 1
    match rounding.mode:
        case "half_up":
            return Threshold((steps - Fraction(1, 2)) * step, steps > 0)
        case "half_even":
            return Threshold((steps - Fraction(1, 2)) * step, steps % 2 == 0)
        case "up":
            return Threshold((steps - 1) * step, False) if steps > 0 else Threshold(steps * step)
        case "down":
            return Threshold(steps * step) if steps > 0 else Threshold((steps - 1) * step, False)


def on_grid(threshold: Threshold, step: Fraction, *, upwards: bool) -> Fraction:
    """The first multiple of a step that is enough."""
    steps = threshold.value / step
    nearest = ceil(steps) if upwards else floor(steps)
    if not threshold.included and nearest == steps:
        nearest += 1 if upwards else -1
    return nearest * step


def result_for(
    indicator: Indicator, scale: Scale, score: Fraction, has: Real | None = None
) -> Threshold | None:
    """The result from which on the score is reached; None when no result reaches it.

    Results count up where higher is better, and down where lower is. Where
    nearer is better, `has` says from which side: results below what is wanted
    count up, results above it down.
    """
    found = _exact_result(scale, before_rounding(Threshold(score), scale.method.rounding))
    upwards = counts_up(scale, has)
    wanted = scale.method.nearer_to
    if found is not None and wanted is not None:
        if found.value < 0 or (found.value == 0 and not found.included):
            return None
        away = -found.value if upwards else found.value
        found = Threshold(wanted.result + away, found.included)
    if found is None or indicator.rounding is None:
        return found
    on = on_grid(found, indicator.rounding.step, upwards=upwards)
    if wanted is not None and (on > wanted.result if upwards else on < wanted.result):
        return None  # rounded results pass over what is near enough
    return Threshold(on)


def counts_up(scale: Scale, has: Real | None) -> bool:
    """Whether a result gets better by rising."""
    wanted = scale.method.nearer_to
    if wanted is None:
        return scale.method.direction == "higher"
    return has is None or has <= wanted.result


def _exact_result(scale: Scale, wanted: Threshold) -> Threshold | None:
    """The result from which on the score before rounding is enough."""
    for start, end in _lines(scale):
        rising = not wanted.reached(start[1]) and wanted.reached(end[1])
        if rising and start[0] != end[0]:
            return _on_line(start, end, wanted)
        if wanted.reached(end[1]):
            return Threshold(end[0])
    levels, above = scale.levels, scale.method.above
    last: Point = (levels[-1].at, levels[-1].score)
    if isinstance(above, FixedScore) and wanted.reached(above.score):
        return Threshold(last[0], False)
    if isinstance(above, ToPoint) and wanted.reached(above.score):
        return _on_line(last, (above.at, above.score), wanted)
    before: Point = (levels[-2].at, levels[-2].score) if len(levels) > 1 else last
    if isinstance(above, Extrapolate) and last[1] > before[1]:
        return _on_line(before, last, wanted)
    return None


def _lines(scale: Scale) -> list[tuple[Point, Point]]:
    """The stretches up to the last level, the least demanding first; a jump has no width."""
    points: list[Point] = [(level.at, level.score) for level in scale.levels]
    first, below = points[0], scale.method.below
    found: list[tuple[Point, Point]] = []
    if isinstance(below, FromPoint):
        found.append(((below.at, below.score), first))
    elif isinstance(below, Extrapolate) and len(points) > 1 and points[1][1] > first[1]:
        # The line of the first two levels, begun so far down that it has not reached anything.
        slope = (points[1][1] - first[1]) / (points[1][0] - first[0])
        far = first[1] - _FAR
        found.append(((first[0] - _FAR / slope, far), first))
    else:
        found.append((first, first))
    for start, end in pairwise(points):
        found.append((start, end) if scale.method.between == "interpolate" else (end, end))
    return found


_FAR = Fraction(10**30)


def _on_line(start: Point, end: Point, wanted: Threshold) -> Threshold:
    share = (wanted.value - start[1]) / (end[1] - start[1])
    return Threshold(start[0] + share * (end[0] - start[0]), wanted.included)
