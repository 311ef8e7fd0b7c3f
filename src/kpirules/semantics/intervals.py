"""Stretches of the number line, exactly: no epsilon tells `below 75` from `at most 75`.

A `Cut` is a place between numbers, just before or just after one. A stretch
runs from one cut to another, so that two stretches meet without a gap or an
overlap exactly where their cuts are equal. Values that are rounded lie on a
grid; there, cuts with no grid value between them are the same cut.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from msgspec import Struct


class Cut(Struct, frozen=True, order=True):
    """A place between numbers: just before `value`, or just `after` it.

    `end` is -1 below all numbers, 1 above all numbers, else 0.
    """

    end: int
    value: Fraction
    after: bool


LOWEST = Cut(-1, Fraction(0), after=False)
HIGHEST = Cut(1, Fraction(0), after=False)


class Stretch(Struct, frozen=True, order=True):
    """The numbers between two cuts; none where `low` is not below `high`."""

    low: Cut
    high: Cut

    @property
    def empty(self) -> bool:
        """Whether no number lies here."""
        return self.low >= self.high

    def met(self, other: Stretch) -> Stretch:
        """The numbers in both."""
        return Stretch(max(self.low, other.low), min(self.high, other.high))


EVERYTHING = Stretch(LOWEST, HIGHEST)


class Bound(Struct, frozen=True):
    """An end of a range in words; `included` says whether it belongs to the range."""

    value: Fraction
    included: bool


class Range(Struct, frozen=True):
    """A stretch as people say it; None is no limit on that side."""

    low: Bound | None
    high: Bound | None


def before(value: Fraction) -> Cut:
    """The cut just before a number."""
    return Cut(0, value, after=False)


def after(value: Fraction) -> Cut:
    """The cut just after a number."""
    return Cut(0, value, after=True)


def at(value: Fraction) -> Stretch:
    """One number."""
    return Stretch(before(value), after(value))


def between(low: Fraction | None, high: Fraction | None) -> Stretch:
    """The numbers from `low` to `high`, both included; None is no limit."""
    return Stretch(LOWEST if low is None else before(low), HIGHEST if high is None else after(high))


def snapped(cut: Cut, grid: Fraction | None) -> Cut:
    """The one cut that stands for all cuts with the same grid values on either side.

    It is the cut just before the first grid value that comes after it.
    """
    if grid is None or cut.end:
        return cut
    if grid == cut.value.denominator == 1:  # most facts are counts, and most cuts stand on the grid
        return before(cut.value + 1) if cut.after else cut
    steps = cut.value / grid
    first = floor(steps) + 1 if cut.after else ceil(steps)
    return before(first * grid)


def on_grid(stretch: Stretch, grid: Fraction | None) -> Stretch:
    """The stretch with its cuts snapped: empty exactly where no grid value lies in it."""
    return Stretch(snapped(stretch.low, grid), snapped(stretch.high, grid))


def range_of(stretch: Stretch, grid: Fraction | None = None) -> Range:
    """A stretch that is not empty, as people say it: on a grid, by its first and last value."""
    stretch = on_grid(stretch, grid)
    low, high = stretch.low, stretch.high
    first = None if low.end else Bound(low.value, included=not low.after)
    if high.end:
        return Range(first, None)
    if grid is not None:
        return Range(first, Bound(high.value - grid, included=True))
    return Range(first, Bound(high.value, included=high.after))


def stretch_of(said: Range) -> Stretch:
    """The stretch that a range in words means."""
    low, high = said.low, said.high
    return Stretch(
        LOWEST if low is None else Cut(0, low.value, after=not low.included),
        HIGHEST if high is None else Cut(0, high.value, after=high.included),
    )


def common_grid(steps: list[Fraction | None]) -> Fraction | None:
    """The coarsest grid on which all the others lie; None where one of them is no grid."""
    found: Fraction | None = None
    for step in steps:
        if step is None:
            return None
        found = step if found is None else _common_step(found, step)
    return found


def _common_step(one: Fraction, other: Fraction) -> Fraction:
    # Euclid's algorithm works for fractions as it does for whole numbers.
    while other:
        one, other = other, one % other
    return one
