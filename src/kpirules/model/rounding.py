"""How a value is rounded, where a line says so."""

from fractions import Fraction
from math import floor
from typing import Literal

from msgspec import Struct

from kpirules.text.span import Span

Mode = Literal["half_up", "half_even", "up", "down"]


class Rounding(Struct, frozen=True):
    """Round to a multiple of `step` (1/100 is two places).

    `half_up` goes away from zero at a tie, `half_even` to the even neighbour,
    `up` always away from zero, `down` always towards it.
    """

    step: Fraction
    places: int | None
    mode: Mode
    span: Span


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
