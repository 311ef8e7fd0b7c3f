"""What counts of indicators when they are taken together, and what of their formulas.

Sums of weights and possible totals hang on this alone, so that another target or
label of one indicator is no reason to add up all of them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model.about import About
from kpirules.model.expressions import OfParts
from kpirules.model.indicators import Indicator
from kpirules.text.span import NOWHERE


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


def formulas_only(indicator: Indicator) -> Indicator:
    """An indicator as far as formulas go: the same after other targets, weights or labels."""
    return replace(
        indicator,
        label=None,
        weight=_NONE,
        weight_span=NOWHERE,
        rounding=None,
        scale=None,
        dated=(),
        guarantees=(),
        about=_NOTHING,
        marks=(),
    )


_NONE = Fraction(0)
_NOTHING = About()
