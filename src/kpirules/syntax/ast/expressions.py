"""What formulas and conditions are written with: names, numbers, operators."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.text.span import Span


class Node(Struct, frozen=True, kw_only=True):
    """Anything that was written."""

    span: Span


class Name(Node, frozen=True):
    """A name as the writer spelled it; `key` is what spellings of it share."""

    text: str
    key: str


class Text(Node, frozen=True):
    """Text in quotes, without them."""

    text: str


class Number(Node, frozen=True):
    """A number, exactly; `decimals` is how many were written."""

    value: Fraction
    written: str
    decimals: int


# ------------------------------------------------------------------ expressions


class NumberExpr(Node, frozen=True):
    """A number, perhaps with a unit: `100,000 baht`."""

    number: Number
    unit: Name | None


class YesNo(Node, frozen=True):
    """`yes` or `no`."""

    yes: bool


class Reference(Node, frozen=True):
    """A bare name."""

    name: Name


class Field(Node, frozen=True):
    """`indicator-2.score`."""

    owner: Name
    field: Name


class Call(Node, frozen=True):
    """`max(a, b)`."""

    function: Name
    arguments: tuple[Expr, ...]


RoundingMode = Literal["half_up", "half_even", "up", "down"]


class Rounded(Node, frozen=True):
    """How something is rounded: `to 2 places half up`, `to the nearest 0.5 half up`."""

    places: Number | None
    step: Number | None
    mode: RoundingMode | None


class Round(Node, frozen=True):
    """`round(a to 2 places half up)`."""

    function: Name
    operand: Expr
    rounded: Rounded


class DateExpr(Node, frozen=True):
    """`30 September 2566`: a day, the number of a month, a year."""

    day: Number
    month: int
    year: Number


class TextExpr(Node, frozen=True):
    """A text in quotes, to compare a column with."""

    text: str


class OverRows(Node, frozen=True):
    """`count(households where …)`, `sum(income over households where …)`."""

    function: Name
    operand: Expr | None
    rows: Expr
    condition: Expr | None


class Negate(Node, frozen=True):
    """`-a`."""

    operand: Expr


class Chain(Node, frozen=True):
    """Operators of one rank from left to right: `a + b - c`, `a * b / c`.

    `operators[i]` stands between `operands[i]` and `operands[i + 1]`.
    """

    operands: tuple[Expr, ...]
    operators: tuple[Literal["+", "-", "*", "/"], ...]


class Power(Node, frozen=True):
    """`a ^ b`."""

    base: Expr
    exponent: Expr


CompareOperator = Literal["=", "!=", "<", "<=", ">", ">="]


class Comparison(Node, frozen=True):
    """`a at least b`."""

    left: Expr
    operator: CompareOperator
    right: Expr


class BetweenExpr(Node, frozen=True):
    """`a between b and c`, both ends included."""

    operand: Expr
    low: Expr
    high: Expr


class Among(Node, frozen=True):
    """`a one of (b, c)`."""

    operand: Expr
    options: tuple[Name, ...]


class BelowFirst(Node, frozen=True):
    """`indicator-3 below its first level`."""

    operand: Expr


class Not(Node, frozen=True):
    """`not a`."""

    operand: Expr


class Junction(Node, frozen=True):
    """`a and b and c`, or the same with `or`."""

    operator: Literal["and", "or"]
    operands: tuple[Expr, ...]


class If(Node, frozen=True):
    """`if c then a else b`."""

    condition: Expr
    then: Expr
    otherwise: Expr


class OrElse(Node, frozen=True):
    """`a or else b`: b where a is missing."""

    first: Expr
    second: Expr


class InYear(Node, frozen=True):
    """`a in 2565`; without a year, `a in the previous period`."""

    operand: Expr
    year: Number | None


class OverYears(Node, frozen=True):
    """`sum of a from 2562 to 2565`; without an end, up to the year evaluated."""

    function: Literal["sum", "mean"]
    operand: Expr
    start: Number
    end: Number | None


Expr = (
    NumberExpr
    | YesNo
    | Reference
    | Field
    | Call
    | Round
    | OverRows
    | TextExpr
    | DateExpr
    | Negate
    | Chain
    | Power
    | Comparison
    | BetweenExpr
    | Among
    | BelowFirst
    | Not
    | Junction
    | If
    | OrElse
    | InYear
    | OverYears
)
