"""Quick functions for expressions about rows.

They say what `evaluate_expression` says, without a trace, of rows in which no
column they look at is missing (`blank` lists the others). Whole numbers are
ints here; a division makes a fraction, so nothing is ever rounded. A row they
cannot decide, such as one with a divisor of zero, makes them raise.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

from msgspec import Struct

from kpirules.evaluate.approximate import Approximate
from kpirules.evaluate.arithmetic import APPLY
from kpirules.evaluate.trace import Gap
from kpirules.facts.facts import Cell
from kpirules.model import expressions as ex
from kpirules.model.indicators import Classification
from kpirules.text.thai import name_key

OfRow = Callable[[int], Any]


class NotQuick(Exception):  # noqa: N818  # no error: the other way is taken
    """An expression that has no quick function."""


class Undecided(Exception):  # noqa: N818  # no error: the other way is taken
    """A row that a quick function leaves to `evaluate_expression`."""


Value = Cell | Approximate


class Column(Struct, frozen=True):
    """A value a row, None where there is none; `gaps` say why.

    `exact` is whether no value is approximate: such values are left to `evaluate_expression`.
    """

    values: list[Value]
    gaps: dict[int, Gap]
    exact: bool = True


class Quick(Struct, frozen=True):
    """A quick function, and the rows it knows nothing of."""

    value: OfRow
    blank: frozenset[int]


class OfTable(Protocol):
    """Whoever has the columns of a table and knows what does not change from row to row."""

    def column(self, key: str) -> Column:
        """A column, or the outcomes of a decision table for each row."""

    def constant(self, expr: ex.Expr) -> Cell:
        """What an expression comes to that is about no row."""

    def is_about_row(self, expr: ex.Expr) -> bool:
        """Whether an expression has another value in each row."""


def quick(expr: ex.Expr, table: OfTable) -> Quick:
    """The quick function of an expression."""
    maker = _Maker(table)
    made = maker.of(expr)
    return Quick(made, frozenset(maker.blank))


def quick_decision(classification: Classification, table: OfTable) -> Quick:
    """The quick function for the outcome of a decision table."""
    maker = _Maker(table)
    rows = [
        (name_key(row.name), maker.of(row.condition))
        for row in classification.outcomes
        if row.condition is not None
    ]
    rest = next(
        (name_key(row.name) for row in classification.outcomes if row.condition is None), None
    )

    def first(row: int) -> str:
        for name, holds in rows:
            if holds(row):
                return name
        if rest is None:
            raise Undecided
        return rest

    def only(row: int) -> str:
        found = rest
        several = 0
        for name, holds in rows:
            if holds(row):
                found = name
                several += 1
        if several > 1 or found is None:
            raise Undecided
        return found

    return Quick(first if classification.hit == "first" else only, frozenset(maker.blank))


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class _Maker:
    """Makes quick functions, and notes in which rows a column they use is missing."""

    def __init__(self, table: OfTable) -> None:
        self.blank: set[int] = set()
        self._table = table

    def of(self, expr: ex.Expr) -> OfRow:
        """The function of an expression."""
        if isinstance(expr, ex.ColumnRef) or (
            isinstance(expr, ex.ClassRef) and self._table.is_about_row(expr)
        ):
            column = self._table.column(expr.name)
            if not column.exact:
                raise NotQuick
            self.blank.update(column.gaps)
            return column.values.__getitem__
        if not self._table.is_about_row(expr):
            return _always(self._constant(expr))
        maker = _MAKERS.get(type(expr))
        if maker is None:
            raise NotQuick
        made: OfRow = maker(self, expr)
        return made

    def _constant(self, expr: ex.Expr) -> Cell:
        value = self._table.constant(expr)
        if isinstance(value, Fraction) and value.denominator == 1:
            return value.numerator
        return value

    def sum(self, expr: ex.Sum) -> OfRow:
        terms = [self.of(term) for term in expr.terms]
        if len(terms) == len(("left", "right")) and not expr.minus[0]:
            left, right = terms
            if expr.minus[1]:
                return lambda row: left(row) - right(row)
            return lambda row: left(row) + right(row)
        signed = list(zip(terms, expr.minus, strict=True))

        def total(row: int) -> int | Fraction:
            found: int | Fraction = 0
            for term, minus in signed:
                found = found - term(row) if minus else found + term(row)
            return found

        return total

    def product(self, expr: ex.Product) -> OfRow:
        above = [self.of(part) for part, under in zip(expr.factors, expr.divide, strict=True)
                 if not under]  # fmt: skip
        below = [self.of(part) for part, under in zip(expr.factors, expr.divide, strict=True)
                 if under]  # fmt: skip
        whole = _times(above)
        if not below:
            return whole
        divisor = _times(below)
        return lambda row: Fraction(whole(row), divisor(row))

    def power(self, expr: ex.Power) -> OfRow:
        base, exponent = self.of(expr.base), expr.exponent
        return lambda row: Fraction(base(row)) ** exponent

    def negation(self, expr: ex.Negation) -> OfRow:
        operand = self.of(expr.operand)
        return lambda row: -operand(row)

    def apply(self, expr: ex.Apply) -> OfRow:
        arguments = [self.of(part) for part in expr.arguments]
        function = APPLY[expr.function]

        def applied(row: int) -> Fraction:
            value = function([Fraction(argument(row)) for argument in arguments])
            if not isinstance(value, Fraction):
                raise Undecided
            return value

        return applied

    def compare(self, expr: ex.Compare) -> OfRow:
        compare = _COMPARE[expr.operator]
        left, right = self.of(expr.left), self.of(expr.right)
        if not self._table.is_about_row(expr.right):
            bound = right(0)
            return lambda row: compare(left(row), bound)
        return lambda row: compare(left(row), right(row))

    def between(self, expr: ex.Between) -> OfRow:
        operand, low, high = self.of(expr.operand), self.of(expr.low), self.of(expr.high)

        def between(row: int) -> bool:
            least, value, most = low(row), operand(row), high(row)  # an end without a result raises
            inside: bool = least <= value <= most
            return inside

        return between

    def among(self, expr: ex.Among) -> OfRow:
        operand, options = self.of(expr.operand), frozenset(expr.options)
        return lambda row: operand(row) in options

    def contrary(self, expr: ex.Not) -> OfRow:
        operand = self.of(expr.operand)
        return lambda row: not operand(row)

    def every(self, expr: ex.All) -> OfRow:
        operands = [self.of(part) for part in expr.operands]
        if len(operands) == len(("one", "other")):
            one, other = operands
            return lambda row: one(row) and other(row)
        return lambda row: all(operand(row) for operand in operands)

    def some(self, expr: ex.Any) -> OfRow:
        operands = [self.of(part) for part in expr.operands]
        return lambda row: any(operand(row) for operand in operands)

    def choice(self, expr: ex.If) -> OfRow:
        condition, then, otherwise = map(self.of, (expr.condition, expr.then, expr.otherwise))
        return lambda row: then(row) if condition(row) else otherwise(row)

    def known(self, expr: ex.Known) -> OfRow:
        operand = self.of(expr.operand)

        def known(row: int) -> bool:
            operand(row)  # raises where it has no result
            return True

        return known

    def or_else(self, expr: ex.OrElse) -> OfRow:
        return self.of(expr.first)


_MAKERS: dict[type, Callable[[_Maker, Any], OfRow]] = {
    ex.Sum: _Maker.sum,
    ex.Product: _Maker.product,
    ex.Power: _Maker.power,
    ex.Negation: _Maker.negation,
    ex.Apply: _Maker.apply,
    ex.Compare: _Maker.compare,
    ex.Between: _Maker.between,
    ex.Among: _Maker.among,
    ex.Not: _Maker.contrary,
    ex.All: _Maker.every,
    ex.Any: _Maker.some,
    ex.If: _Maker.choice,
    ex.Known: _Maker.known,
    ex.OrElse: _Maker.or_else,
}


def _always(value: Cell) -> OfRow:
    return lambda _: value


def _times(factors: list[OfRow]) -> OfRow:
    if not factors:
        return _always(1)
    if len(factors) == 1:
        return factors[0]

    def product(row: int) -> int | Fraction:
        found: int | Fraction = 1
        for factor in factors:
            found = found * factor(row)
        return found

    return product
