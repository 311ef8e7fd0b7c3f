"""What the built-in functions do with exact numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor


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
