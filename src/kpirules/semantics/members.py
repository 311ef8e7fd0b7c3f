"""What counts of indicators when they are taken together.

Sums of weights and possible totals hang on this alone, so that another target or
label of one indicator is no reason to add up all of them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from kpirules.model.expressions import OfParts
from kpirules.model.indicators import Indicator


class Member(Struct, frozen=True):
    """An indicator as one of many."""

    component: str
    weight: Fraction
    made_of: OfParts | None
    cancelled: bool


Members = Mapping[str, Member]
"""Members by the keys of their indicators."""


def member(indicator: Indicator) -> Member:
    """What counts of an indicator."""
    return Member(
        indicator.component,
        indicator.weight,
        indicator.made_of,
        indicator.cancelled is not None,
    )
