"""What comes from outside: facts, and parameters fixed by regulation."""

import datetime as dt
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.model.about import About
from kpirules.model.expressions import Expr
from kpirules.model.units import Unit
from kpirules.text.span import Span


class NumberDomain(Struct, frozen=True, tag=True):
    """Numbers from `low` to `high`, both included; None is no limit.

    `decimals` is the most a supplied figure may have; None is any number.
    """

    low: Fraction | None
    high: Fraction | None
    decimals: int | None


class YesNoDomain(Struct, frozen=True, tag=True):
    """Yes or no."""


class OptionsDomain(Struct, frozen=True, tag=True):
    """One of several names, each spelled as declared."""

    options: tuple[str, ...]


class TextDomain(Struct, frozen=True, tag=True):
    """Any text."""


class DateDomain(Struct, frozen=True, tag=True):
    """Dates from `low` to `high`, both included; None is no limit."""

    low: dt.date | None
    high: dt.date | None


Domain = NumberDomain | YesNoDomain | OptionsDomain | TextDomain | DateDomain


class Relation(Struct, frozen=True):
    """How a fact must stand to another one: `at most trained-organisations`."""

    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    other: str
    span: Span


class Fact(Struct, frozen=True):
    """An input. `formula` gives it from tables where it is not supplied itself."""

    name: str
    label: str | None
    unit: Unit
    domain: Domain
    relations: tuple[Relation, ...]
    about: About
    span: Span
    formula: Expr | None = None


class Dated(Struct, frozen=True):
    """A value in force from one fiscal year to another, both included; None is still in force."""

    value: Fraction
    written: str
    start: int
    end: int | None
    span: Span


class Parameter(Struct, frozen=True):
    """A value fixed by regulation. A period without one is an error, never the nearest one."""

    name: str
    label: str | None
    unit: Unit
    values: tuple[Dated, ...]
    about: About
    span: Span
