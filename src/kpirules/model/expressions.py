"""Expressions: what formulas and conditions mean, with names resolved and units known.

A closed union. Sums and products are n-ary: a chain of a thousand terms is one
node, and no stage needs a deep stack for it.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.model.aggregates import Aggregation
from kpirules.model.blends import Blend
from kpirules.model.rounding import Rounding
from kpirules.model.units import Unit
from kpirules.text.span import Span

UNREAD = "?"
"""Nobody can write a number so."""


class Number(Struct, frozen=True, tag=True):
    """A number as it was written; `UNREAD` stands for an expression that was reported."""

    span: Span
    value: Fraction
    unit: Unit
    written: str

    @property
    def is_broken(self) -> bool:
        """Whether it only stands for what was reported: nothing follows from it."""
        return self.written == UNREAD


class Flag(Struct, frozen=True, tag=True):
    """`yes` or `no`."""

    span: Span
    yes: bool


class Option(Struct, frozen=True, tag=True):
    """One of the options of a fact, or an outcome of a decision table."""

    span: Span
    name: str


class Words(Struct, frozen=True, tag=True):
    """A text in quotes."""

    span: Span
    text: str


class Date(Struct, frozen=True, tag=True):
    """A written date."""

    span: Span
    date: dt.date


class Days(Struct, frozen=True, tag=True):
    """The days from one date to another; fewer than 0 where the second is the earlier one."""

    span: Span
    later: Expr
    earlier: Expr
    unit: Unit


class FiscalYear(Struct, frozen=True, tag=True):
    """The fiscal year that a date lies in."""

    span: Span
    operand: Expr


class ColumnRef(Struct, frozen=True, tag=True):
    """A column of the row looked at, supplied or computed."""

    span: Span
    table: str
    name: str
    unit: Unit


class FactRef(Struct, frozen=True, tag=True):
    """A supplied fact, in the period evaluated."""

    span: Span
    name: str
    unit: Unit


class ParameterRef(Struct, frozen=True, tag=True):
    """A dated parameter, in the period evaluated."""

    span: Span
    name: str
    unit: Unit


class ValueRef(Struct, frozen=True, tag=True):
    """A named intermediate value."""

    span: Span
    name: str
    unit: Unit


class ClassRef(Struct, frozen=True, tag=True):
    """The outcome of a decision table."""

    span: Span
    name: str


class IndicatorRef(Struct, frozen=True, tag=True):
    """What an indicator came to: its result, score or weighted score."""

    span: Span
    name: str
    field: Literal["result", "score", "weighted"]
    unit: Unit


class TotalRef(Struct, frozen=True, tag=True):
    """The scorecard's total."""

    span: Span
    unit: Unit


class ComponentRef(Struct, frozen=True, tag=True):
    """The sum of a component's weighted scores, or its score: the sum on the scale of 100."""

    span: Span
    name: str
    unit: Unit
    field: Literal["sum", "score"] = "sum"


class Sum(Struct, frozen=True, tag=True):
    """Terms added, or subtracted where `minus` says so."""

    span: Span
    terms: tuple[Expr, ...]
    minus: tuple[bool, ...]
    unit: Unit


class Product(Struct, frozen=True, tag=True):
    """Factors multiplied from left to right, or divided by where `divide` says so."""

    span: Span
    factors: tuple[Expr, ...]
    divide: tuple[bool, ...]
    unit: Unit


class Power(Struct, frozen=True, tag=True):
    """A base to a whole exponent."""

    span: Span
    base: Expr
    exponent: int
    unit: Unit


class RealPower(Struct, frozen=True, tag=True):
    """A base to an exponent that is not a written whole number."""

    span: Span
    base: Expr
    exponent: Expr
    unit: Unit


class Negation(Struct, frozen=True, tag=True):
    """The negative of a number."""

    span: Span
    operand: Expr
    unit: Unit


class Apply(Struct, frozen=True, tag=True):
    """A built-in function of numbers."""

    span: Span
    function: str
    arguments: tuple[Expr, ...]
    unit: Unit


class Round(Struct, frozen=True, tag=True):
    """A number rounded inside a formula."""

    span: Span
    operand: Expr
    rounding: Rounding
    unit: Unit


class Compare(Struct, frozen=True, tag=True):
    """Two values compared."""

    span: Span
    left: Expr
    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    right: Expr


class Between(Struct, frozen=True, tag=True):
    """Whether a value lies between two others, both included."""

    span: Span
    operand: Expr
    low: Expr
    high: Expr


class Among(Struct, frozen=True, tag=True):
    """Whether a choice is one of several options."""

    span: Span
    operand: Expr
    options: tuple[str, ...]


class BelowFirst(Struct, frozen=True, tag=True):
    """Whether an indicator's result falls short of its first target level."""

    span: Span
    operand: IndicatorRef


class Not(Struct, frozen=True, tag=True):
    """The contrary of a condition."""

    span: Span
    operand: Expr


class All(Struct, frozen=True, tag=True):
    """Conditions that must all hold."""

    span: Span
    operands: tuple[Expr, ...]


class Any(Struct, frozen=True, tag=True):
    """Conditions of which one must hold."""

    span: Span
    operands: tuple[Expr, ...]


class Aggregate(Struct, frozen=True, tag=True):
    """A figure over the rows of a table: over all, or over those for which a condition holds.

    `operand` is what is added or averaged; a count or a share has none. Inside
    operand and condition, columns are those of the row looked at.
    """

    span: Span
    function: Aggregation
    table: str
    operand: Expr | None
    condition: Expr | None
    unit: Unit


class If(Struct, frozen=True, tag=True):
    """One of two expressions, as a condition decides."""

    span: Span
    condition: Expr
    then: Expr
    otherwise: Expr
    unit: Unit | None


class Known(Struct, frozen=True, tag=True):
    """Whether something has a value."""

    span: Span
    operand: Expr


class OrElse(Struct, frozen=True, tag=True):
    """The first expression, or the second where the first is missing."""

    span: Span
    first: Expr
    second: Expr
    unit: Unit | None


class InYear(Struct, frozen=True, tag=True):
    """What an expression comes to in another fiscal year.

    It is the year `year`, or, without one, the year before the one evaluated.
    """

    span: Span
    operand: Expr
    year: int | None
    unit: Unit | None

    def year_from(self, period: int) -> int:
        """The year meant, seen from the one evaluated."""
        return period - 1 if self.year is None else self.year


class OverYears(Struct, frozen=True, tag=True):
    """What an expression comes to in each of several fiscal years, added up or averaged.

    The last year is `end`, or, without one, the year evaluated.
    """

    span: Span
    function: Literal["sum", "mean"]
    operand: Expr
    start: int
    end: int | None
    unit: Unit

    def years_from(self, period: int) -> range:
        """The years meant, seen from the one evaluated; none where the first is still to come."""
        return range(self.start, (period if self.end is None else self.end) + 1)


class OfParts(Struct, frozen=True, tag=True):
    """What an indicator's parts come to together, in points.

    `whole` is what the weights of the parts add up to: None where they are
    relative, or where the parts have none.
    """

    span: Span
    indicator: str
    blend: Blend
    terms: tuple[IndicatorRef, ...]
    whole: Fraction | None
    unit: Unit


class Stage(Struct, frozen=True):
    """A named stage, and the condition under which it is reached."""

    name: str
    label: str | None
    condition: Expr
    span: Span


class Stages(Struct, frozen=True, tag=True):
    """How many stages are reached, or the number of the highest one; the first is 1.

    In order, a stage only counts where all those before it are reached.
    """

    span: Span
    indicator: str
    stages: tuple[Stage, ...]
    in_order: bool
    unit: Unit


Expr = (
    Number
    | Flag
    | Option
    | Words
    | Date
    | Days
    | FiscalYear
    | ColumnRef
    | FactRef
    | ParameterRef
    | ValueRef
    | ClassRef
    | IndicatorRef
    | TotalRef
    | ComponentRef
    | Sum
    | Product
    | Power
    | RealPower
    | Negation
    | Apply
    | Round
    | Compare
    | Between
    | Among
    | BelowFirst
    | Not
    | All
    | Any
    | Aggregate
    | If
    | Known
    | OrElse
    | InYear
    | OverYears
    | OfParts
    | Stages
)


_LEAVES = frozenset((Number, FactRef, ParameterRef, ValueRef, IndicatorRef, ColumnRef))
"""The most frequent expressions, which hold no others."""


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside one."""
    if type(expr) in _LEAVES:
        return ()
    match expr:
        case Sum() | OfParts():
            return expr.terms
        case Stages():
            return tuple(stage.condition for stage in expr.stages)
        case Product():
            return expr.factors
        case Apply():
            return expr.arguments
        case All() | Any():
            return expr.operands
        case Power():
            return (expr.base,)
        case RealPower():
            return (expr.base, expr.exponent)
        case (
            Negation()
            | FiscalYear()
            | Round()
            | Among()
            | BelowFirst()
            | Not()
            | Known()
            | InYear()
            | OverYears()
        ):
            return (expr.operand,)
        case Compare():
            return (expr.left, expr.right)
        case Days():
            return (expr.later, expr.earlier)
        case Between():
            return (expr.operand, expr.low, expr.high)
        case If():
            return (expr.condition, expr.then, expr.otherwise)
        case OrElse():
            return (expr.first, expr.second)
        case Aggregate():
            return tuple(part for part in (expr.operand, expr.condition) if part is not None)
        case _:
            return ()
