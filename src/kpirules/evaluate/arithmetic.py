"""Exact numbers: rounding and the built-in functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor

from kpirules.model.rounding import Mode, Rounding


def rounded(value: Fraction, rounding: Rounding) -> tuple[Fraction, bool]:
    """The value rounded, and whether it was exactly half way between two steps."""
    steps = value / rounding.step
    below = floor(steps)
    part = steps - below
    return rounding.step * _whole(steps, below, part, rounding.mode), part == _HALF


_HALF = Fraction(1, 2)


def _whole(steps: Fraction, below: int, part: Fraction, mode: Mode) -> int:
    if part == 0:
        return below
    away = below + 1 if steps > 0 else below
    towards = below if steps > 0 else below + 1
    match mode:
        case "up":
            return away
        case "down":
            return towards
        case "half_up":
            if part == _HALF:
                return away
        case "half_even":
            if part == _HALF:
                return below if below % 2 == 0 else below + 1
    return below + 1 if part > _HALF else below


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _clamp(values: Sequence[Fraction]) -> Fraction:
    value, low, high = values
    return max(low, min(value, high))


def _percent_change(values: Sequence[Fraction]) -> Fraction | None:
    before, after = values
    return (after - before) / before * 100 if before else None


APPLY: dict[str, Callable[[Sequence[Fraction]], Fraction | None]] = {
    "abs": lambda values: abs(values[0]),
    "min": min,
    "max": max,
    "mean": _mean,
    "floor": lambda values: Fraction(floor(values[0])),
    "ceiling": lambda values: Fraction(ceil(values[0])),
    "clamp": _clamp,
    "percent-change": _percent_change,
}
"""What each function of the catalogue does; None where it has no result."""
