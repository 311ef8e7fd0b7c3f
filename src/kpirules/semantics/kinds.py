"""Kinds of values, as inferred for expressions."""

from __future__ import annotations

from msgspec import Struct

from kpirules.model.units import NUMBER, PERCENT, POINT, Unit


class NumberKind(Struct, frozen=True):
    """A number with a unit.

    `literal`: made of written numbers only, so it takes the unit of percent or
    points it stands beside. `ratio`: a quotient of like quantities. `hundred`:
    times 100, which makes a ratio percent. `vague`: a part of it was reported,
    so its unit is anybody's guess and nothing more is said about it.
    """

    unit: Unit
    literal: bool = False
    ratio: bool = False
    hundred: bool = False
    vague: bool = False


class YesNoKind(Struct, frozen=True):
    """Yes or no."""


class ChoiceKind(Struct, frozen=True):
    """One of the options of a fact or the outcomes of a decision table."""

    owner: str
    options: tuple[str, ...]


class TextKind(Struct, frozen=True):
    """A text, which can only be the same as another or not."""


class DateKind(Struct, frozen=True):
    """A date of the calendar."""


class UnknownKind(Struct, frozen=True):
    """An expression that was reported; it fits everywhere, so that nothing is said twice."""


Kind = NumberKind | YesNoKind | ChoiceKind | TextKind | DateKind | UnknownKind

VAGUE = NumberKind(NUMBER, vague=True)
UNKNOWN = UnknownKind()
YES_NO = YesNoKind()
TEXT = TextKind()
DATE = DateKind()


def fits(found: NumberKind, unit: Unit) -> bool:
    """Whether a number may stand where a unit is expected.

    Percent and points are numbers with a meaning: a written number beside
    them is read in their unit. Persons, baht or days must be written out.
    """
    if found.vague:
        return True
    if found.unit == unit:
        return not (found.ratio and unit == NUMBER and found.hundred)
    return found.literal and found.unit == NUMBER and unit in (PERCENT, POINT)


def settle(kind: NumberKind) -> NumberKind:
    """A ratio of like quantities times 100 is percent."""
    if kind.unit == NUMBER and kind.ratio and kind.hundred:
        return NumberKind(PERCENT)
    return kind


def common(left: NumberKind, right: NumberKind) -> NumberKind | None:
    """The kind of two numbers that are added or compared; None where their units differ."""
    if left.vague or right.vague:
        return VAGUE
    if left.unit == right.unit:
        return NumberKind(
            left.unit,
            literal=left.literal and right.literal,
            ratio=left.ratio or right.ratio,
        )
    if fits(left, right.unit):
        return right
    if fits(right, left.unit):
        return left
    return None
