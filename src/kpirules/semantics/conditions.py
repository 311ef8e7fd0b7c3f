"""Conditions as tests of single facts against constants, joined by and, or, not.

Only such conditions can be looked at case by case. Values that merely name a
condition or a multiple of a fact are seen through; a parameter stands for its
value in one fiscal year. Whatever else occurs (two facts compared, a quotient
of facts) is opaque: nothing is said about it here.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model import expressions as ex
from kpirules.model.facts import DateDomain, NumberDomain, OptionsDomain, YesNoDomain
from kpirules.model.indicators import Value
from kpirules.model.rules import Rules
from kpirules.semantics.intervals import HIGHEST, LOWEST, Stretch, after, at, before
from kpirules.semantics.periods import value_in
from kpirules.text.thai import name_key


class Within(Struct, frozen=True):
    """A number lies in one of some stretches."""

    fact: str
    stretches: tuple[Stretch, ...]


class Chosen(Struct, frozen=True):
    """A choice is one of some options, given by their keys."""

    fact: str
    options: frozenset[str]


class Holds(Struct, frozen=True):
    """A fact is yes."""

    fact: str


class Always(Struct, frozen=True):
    """Holds, or does not, whatever the facts are."""

    holds: bool


class Opaque(Struct, frozen=True):
    """No test of single facts; `dated` when only a fiscal year is needed to make it one."""

    dated: bool = False


class Every(Struct, frozen=True):
    """All parts hold."""

    parts: tuple[Condition, ...]


class Some(Struct, frozen=True):
    """At least one part holds."""

    parts: tuple[Condition, ...]


class Contrary(Struct, frozen=True):
    """The part does not hold."""

    part: Condition


Condition = Within | Chosen | Holds | Always | Opaque | Every | Some | Contrary


def opaque_parts(condition: Condition) -> list[Opaque]:
    """The parts of a condition that are no tests of single facts."""
    match condition:
        case Opaque():
            return [condition]
        case Every() | Some():
            return [found for part in condition.parts for found in opaque_parts(part)]
        case Contrary():
            return opaque_parts(condition.part)
        case _:
            return []


class Reader(Struct, frozen=True):
    """Reads conditions, with the values that parameters have in a fiscal year."""

    rules: Rules
    period: int | None = None
    seen: frozenset[str] = frozenset()

    def read(self, expr: ex.Expr) -> Condition:
        """A condition as tests of single facts."""
        match expr:
            case ex.Flag():
                return Always(expr.yes)
            case ex.All():
                return Every(tuple(self.read(part) for part in expr.operands))
            case ex.Any():
                return Some(tuple(self.read(part) for part in expr.operands))
            case ex.Not():
                return Contrary(self.read(expr.operand))
            case ex.Compare():
                return self._compare(expr)
            case _:
                return self._test(expr)

    def _test(self, expr: ex.Expr) -> Condition:
        match expr:
            case ex.FactRef() if self._is_yes_or_no(expr):
                return Holds(expr.name)
            case ex.ValueRef() if (value := self._seen_through(expr)) is not None:
                return self._beyond(expr).read(value.formula)
            case ex.Among(operand=ex.FactRef() as fact) if self._is_choice(fact):
                return Chosen(fact.name, frozenset(map(name_key, expr.options)))
            case ex.Between():
                low = self._numbers(expr.operand, ">=", expr.low)
                high = self._numbers(expr.operand, "<=", expr.high)
                return Every((low, high))
            case ex.If():
                test = self.read(expr.condition)
                then, otherwise = self.read(expr.then), self.read(expr.otherwise)
                return Some((Every((test, then)), Every((Contrary(test), otherwise))))
            case _:
                return Opaque()

    def _compare(self, expr: ex.Compare) -> Condition:
        left, right = expr.left, expr.right
        if isinstance(left, ex.Option | ex.Flag):
            left, right = right, left
        if not isinstance(right, ex.Option | ex.Flag):
            return self._numbers(expr.left, expr.operator, expr.right)
        found = self._is(left, right)
        return found if expr.operator == "=" else Contrary(found)

    def _is(self, left: ex.Expr, right: ex.Option | ex.Flag) -> Condition:
        if isinstance(right, ex.Flag):
            found = self.read(left)
            return found if right.yes else Contrary(found)
        if isinstance(left, ex.FactRef) and self._is_choice(left):
            return Chosen(left.name, frozenset((name_key(right.name),)))
        return Opaque()

    def _numbers(self, left: ex.Expr, operator: str, right: ex.Expr) -> Condition:
        """A comparison as a test of one fact: slope x fact + constant against zero."""
        one, other = self.linear(left), self.linear(right)
        if isinstance(one, Opaque):
            return one
        if isinstance(other, Opaque):
            return other
        difference = one.plus(other.times(Fraction(-1)))
        if isinstance(difference, Opaque):
            return difference
        slope, constant = difference.slope, difference.constant
        if difference.fact is None or not slope:
            return Always(sign_of(constant) in SIGNS[operator])
        cut = -constant / slope
        return Within(
            difference.fact,
            tuple(_side(sign * sign_of(slope), cut) for sign in SIGNS[operator]),
        )

    def linear(self, expr: ex.Expr) -> _Linear | Opaque:
        """A number as a multiple of one fact, plus a constant."""
        match expr:
            case ex.FactRef() if self._is_number(expr):
                return _Linear(expr.name, Fraction(1), Fraction(0))
            case ex.Number() if not expr.is_broken:
                return _constant(expr.value)
            case ex.Date():
                return _constant(Fraction(expr.date.toordinal()))
            case ex.Days():
                return self._sum((expr.later, expr.earlier), (False, True))
            case ex.ParameterRef():
                return self._parameter(expr)
            case ex.ValueRef() if (value := self._seen_through(expr)) is not None:
                return self._beyond(expr).linear(value.formula)
            case ex.Negation():
                return self._sum((expr.operand,), (True,))
            case _:
                return self._combined(expr)

    def _combined(self, expr: ex.Expr) -> _Linear | Opaque:
        match expr:
            case ex.Sum():
                return self._sum(expr.terms, expr.minus)
            case ex.Product():
                return self._product(expr)
            case _:
                return Opaque()

    def _sum(self, terms: tuple[ex.Expr, ...], minus: tuple[bool, ...]) -> _Linear | Opaque:
        total: _Linear | Opaque = _constant(Fraction(0))
        for term, negative in zip(terms, minus, strict=True):
            part = self.linear(term)
            if isinstance(part, Opaque):
                return part
            if isinstance(total, Opaque):
                return total
            total = total.plus(part.times(Fraction(-1 if negative else 1)))
        return total

    def _product(self, expr: ex.Product) -> _Linear | Opaque:
        product = _constant(Fraction(1))
        for factor, divide in zip(expr.factors, expr.divide, strict=True):
            part = self.linear(factor)
            if isinstance(part, Opaque):
                return part
            if part.fact is None and not (divide and not part.constant):
                product = product.times(1 / part.constant if divide else part.constant)
            elif part.fact is not None and product.fact is None and not divide:
                product = part.times(product.constant)
            else:
                return Opaque()
        return product

    def _parameter(self, expr: ex.ParameterRef) -> _Linear | Opaque:
        parameter = self.rules.parameters.get(expr.name)
        if parameter is None or self.period is None:
            return Opaque(dated=parameter is not None)
        row = value_in(parameter, self.period)
        return _constant(row.value) if row is not None else Opaque()

    def _seen_through(self, expr: ex.ValueRef) -> Value | None:
        """A value that is nothing but its formula, unless that leads back to itself."""
        found = self.rules.values.get(expr.name)
        if found is None or found.rounding is not None or found.not_applicable is not None:
            return None
        return found if expr.name not in self.seen else None

    def _beyond(self, expr: ex.ValueRef) -> Reader:
        """The reader for the formula of a value."""
        return replace(self, seen=self.seen | {expr.name})

    def _is_number(self, expr: ex.FactRef) -> bool:
        fact = self.rules.facts.get(expr.name)
        return fact is not None and isinstance(fact.domain, NumberDomain | DateDomain)

    def _is_yes_or_no(self, expr: ex.FactRef) -> bool:
        fact = self.rules.facts.get(expr.name)
        return fact is not None and isinstance(fact.domain, YesNoDomain)

    def _is_choice(self, expr: ex.FactRef) -> bool:
        fact = self.rules.facts.get(expr.name)
        return fact is not None and isinstance(fact.domain, OptionsDomain)


class _Linear(Struct, frozen=True):
    """`slope` x fact + `constant`; without a fact the slope is 0."""

    fact: str | None
    slope: Fraction
    constant: Fraction

    def times(self, factor: Fraction) -> _Linear:
        return _Linear(self.fact, self.slope * factor, self.constant * factor)

    def plus(self, other: _Linear) -> _Linear | Opaque:
        if self.fact is not None and other.fact not in {None, self.fact}:
            return Opaque()
        fact = self.fact or other.fact
        return _Linear(fact, self.slope + other.slope, self.constant + other.constant)


SIGNS = {"<": (-1,), "<=": (-1, 0), "=": (0,), "!=": (-1, 1), ">=": (0, 1), ">": (1,)}
"""An operator as the signs that left minus right may have."""


def sign_of(number: Fraction) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def _constant(value: Fraction) -> _Linear:
    return _Linear(None, Fraction(0), value)


def _side(sign: int, cut: Fraction) -> Stretch:
    """The numbers below a cut, at it, or above it."""
    if sign == 0:
        return at(cut)
    return Stretch(LOWEST, before(cut)) if sign < 0 else Stretch(after(cut), HIGHEST)
