"""How a value is rounded, where a line says so."""

from __future__ import annotations

from fractions import Fraction
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
