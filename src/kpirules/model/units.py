"""Units: products of base units, each with a whole exponent."""

from fractions import Fraction

from msgspec import Struct

from kpirules.model.about import About
from kpirules.text.span import Span


class Unit(Struct, frozen=True, array_like=True):
    """A unit as sorted (base unit, exponent) pairs; no pairs is a bare number.

    `percent` and `point` are base units of their own: a percent is a ratio of
    like quantities times 100, never silently a bare number.
    """

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: "Unit") -> "Unit":
        """The unit of a product."""
        return _combined(self, other, 1)

    def __truediv__(self, other: "Unit") -> "Unit":
        """The unit of a quotient."""
        return _combined(self, other, -1)

    def __pow__(self, exponent: int) -> "Unit":
        """The unit of a power."""
        return Unit(tuple((base, power * exponent) for base, power in self.powers if exponent))

    @property
    def is_number(self) -> bool:
        """Whether this is no unit at all."""
        return not self.powers


def base(name: str) -> Unit:
    """The unit that is one base unit."""
    return Unit(((name, 1),))


def _combined(left: Unit, right: Unit, sign: int) -> Unit:
    powers = dict(left.powers)
    for name, power in right.powers:
        powers[name] = powers.get(name, 0) + sign * power
    return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))


NUMBER = Unit()
PERCENT = base("percent")
POINT = base("point")


class UnitDeclaration(Struct, frozen=True):
    """A unit the rules declare; `equals` is how much of which other unit one of it is."""

    name: str
    label: str | None
    equals: tuple[Fraction, Unit] | None
    about: About
    span: Span | None


BUILT_IN: dict[str, tuple[str, str]] = {
    "percent": ("percent", "ร้อยละ"),
    "point": ("points", "คะแนน"),
    "baht": ("baht", "บาท"),
    "day": ("days", "วัน"),
    "year": ("years", "ปี"),
}
"""The units every file knows, with what they are called in English and Thai."""
