"""Roundings and scoring lines turned round: the least that is enough."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from msgspec import Struct

from kpirules.model.indicators import Indicator
from kpirules.model.rounding import Rounding
from kpirules.model.scoring import Extrapolate, FromPoint, Scale

Point = tuple[Fraction, Fraction]
"""A result and its score."""


class Threshold(Struct, frozen=True):
    """A value from which on something holds; `included` is whether the value itself is enough."""

    value: Fraction
    included: bool = True

    def reached(self, value: Fraction, *, upwards: bool) -> bool:
        """Whether a value is enough, going up or going down."""
        if value == self.value:
            return self.included
        return value > self.value if upwards else value < self.value


def before_rounding(threshold: Threshold, rounding: Rounding | None, *, upwards: bool) -> Threshold:
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


def result_for(indicator: Indicator, scale: Scale, score: Fraction) -> Threshold | None:
    """The result from which on the score is reached; None when no result reaches it.

    Results count up where higher is better, and down where lower is.
    """
    upwards = scale.method.direction == "higher"
    wanted = before_rounding(Threshold(score), scale.method.rounding, upwards=True)
    for start, end in _lines(scale):
        if start[1] < score <= end[1]:
            share = (wanted.value - start[1]) / (end[1] - start[1])
            found = Threshold(start[0] + share * (end[0] - start[0]), wanted.included)
            if indicator.rounding is None:
                return found
            return Threshold(on_grid(found, indicator.rounding.step, upwards=upwards))
    enough = [level for level in scale.levels if level.score >= score]
    if enough:
        return Threshold(enough[0].at)
    return _beyond(indicator, scale, wanted)


def _lines(scale: Scale) -> list[tuple[Point, Point]]:
    """The slanted stretches, from the least demanding up."""
    points: list[Point] = [(level.at, level.score) for level in scale.levels]
    below = scale.method.below
    found = []
    if isinstance(below, FromPoint):
        found.append(((below.at, below.score), points[0]))
    if scale.method.between == "interpolate":
        found.extend(pairwise(points))
    return found


def _beyond(indicator: Indicator, scale: Scale, wanted: Threshold) -> Threshold | None:
    """Where the line of the last two levels reaches a score, if it goes on beyond them."""
    levels = scale.levels
    if not isinstance(scale.method.above, Extrapolate) or levels[-1].score <= levels[-2].score:
        return None
    start, end = levels[-2], levels[-1]
    share = (wanted.value - start.score) / (end.score - start.score)
    found = Threshold(start.at + share * (end.at - start.at), wanted.included)
    if indicator.rounding is None:
        return found
    upwards = scale.method.direction == "higher"
    return Threshold(on_grid(found, indicator.rounding.step, upwards=upwards))
