"""Within which bounds an expression stays, from what is declared alone.

Bounds may be wider than what is possible, never narrower: each part is taken
for itself, as if the facts in it had nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

from msgspec import Struct

from kpirules.model import expressions as ex
from kpirules.model.facts import NumberDomain
from kpirules.model.rounding import Rounding, rounded
from kpirules.model.rules import Rules
from kpirules.semantics.broken import is_broken

_Limit = Fraction | None


class Bounds(Struct, frozen=True):
    """The least and the greatest value, both included; None is no limit."""

    low: _Limit
    high: _Limit


UNKNOWN = Bounds(None, None)


def bounds_of(expr: ex.Expr, rules: Rules) -> Bounds:
    """The bounds of a number; none where nothing declared limits it."""
    match expr:
        case ex.FactRef() if expr.name in rules.facts:
            domain = rules.facts[expr.name].domain
            if isinstance(domain, NumberDomain):
                return Bounds(domain.low, domain.high)
            return UNKNOWN
        case ex.ParameterRef() if expr.name in rules.parameters:
            values = [row.value for row in rules.parameters[expr.name].values]
            return Bounds(min(values), max(values)) if values else UNKNOWN
        case ex.If():
            return either(bounds_of(part, rules) for part in (expr.then, expr.otherwise))
        case ex.OrElse():
            return either(bounds_of(part, rules) for part in (expr.first, expr.second))
        case ex.InYear() | ex.OverYears(function="mean"):
            return bounds_of(expr.operand, rules)
        case _:
            return _computed(expr, rules)


def _computed(expr: ex.Expr, rules: Rules) -> Bounds:
    match expr:
        case ex.Number() if not is_broken(expr):
            return Bounds(expr.value, expr.value)
        case ex.Negation():
            inner = bounds_of(expr.operand, rules)
            return Bounds(_minus(inner.high), _minus(inner.low))
        case ex.Sum():
            return _sum(expr, rules)
        case ex.OverYears():
            return _over_years(expr, rules)
        case ex.Product():
            return _product(expr, rules)
        case ex.Round():
            inner = bounds_of(expr.operand, rules)
            return Bounds(_rounded(inner.low, expr.rounding), _rounded(inner.high, expr.rounding))
        case ex.Apply():
            return _applied(expr.function, [bounds_of(part, rules) for part in expr.arguments])
        case _:
            return UNKNOWN


def either(found: Iterable[Bounds]) -> Bounds:
    """The bounds of whichever it is."""
    parts = tuple(found)
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    return Bounds(
        None if None in lows else min(_known(lows)), None if None in highs else max(_known(highs))
    )


def added(parts: Iterable[_Limit]) -> _Limit:
    """The sum of limits on one side; no limit where a part has none."""
    total = Fraction(0)
    for part in parts:
        if part is None:
            return None
        total += part
    return total


def _sum(expr: ex.Sum, rules: Rules) -> Bounds:
    parts = []
    for term, minus in zip(expr.terms, expr.minus, strict=True):
        part = bounds_of(term, rules)
        parts.append(Bounds(_minus(part.high), _minus(part.low)) if minus else part)
    return Bounds(added(part.low for part in parts), added(part.high for part in parts))


def _over_years(expr: ex.OverYears, rules: Rules) -> Bounds:
    """As many times what a year may have as there are years; up to the present, at least one."""
    of_year = bounds_of(expr.operand, rules)
    if expr.end is not None:
        years = expr.end - expr.start + 1
        return Bounds(
            None if of_year.low is None else of_year.low * years,
            None if of_year.high is None else of_year.high * years,
        )
    positive = of_year.low is not None and of_year.low >= 0
    negative = of_year.high is not None and of_year.high <= 0
    return Bounds(of_year.low if positive else None, of_year.high if negative else None)


def _product(expr: ex.Product, rules: Rules) -> Bounds:
    """A share of a whole is at most one; for the rest, factor by factor."""
    factors = list(zip(expr.factors, expr.divide, strict=True))
    found = Bounds(Fraction(1), Fraction(1))
    for share in _shares(factors, rules):
        found = Bounds(Fraction(0), Fraction(1))
        factors = [each for each in factors if each[0] not in share]
        break
    for factor, divide in factors:
        part = bounds_of(factor, rules)
        found = _times(found, _inverted(part) if divide else part)
    return found


def _shares(factors: list[tuple[ex.Expr, bool]], rules: Rules) -> Iterator[tuple[ex.Expr, ex.Expr]]:
    """A fact divided by another that it is never above: a ratio from zero to one."""
    above = [factor for factor, divide in factors if not divide]
    below = [factor for factor, divide in factors if divide]
    for part, whole in product(above, below):
        if isinstance(part, ex.FactRef) and isinstance(whole, ex.FactRef):
            low = bounds_of(part, rules).low
            if low is not None and low >= 0 and _at_most(part.name, whole.name, rules):
                yield part, whole


def _at_most(part: str, whole: str, rules: Rules) -> bool:
    """Whether a relation of one of two facts keeps the first from going above the second."""
    return any(
        relation.other == other and relation.operator in signs
        for key, other, signs in ((part, whole, {"<", "<=", "="}), (whole, part, {">", ">=", "="}))
        if key in rules.facts
        for relation in rules.facts[key].relations
    )


def _times(one: Bounds, other: Bounds) -> Bounds:
    """The product of two numbers, of which one may have no limit on a side."""
    ends = [one.low, one.high, other.low, other.high]
    if None not in ends:
        corners = [a * b for a in _known(ends[:2]) for b in _known(ends[2:])]
        return Bounds(min(corners), max(corners))
    if one.low is not None and other.low is not None and min(one.low, other.low) >= 0:
        return Bounds(one.low * other.low, None)
    return UNKNOWN


def _inverted(part: Bounds) -> Bounds:
    """One divided by a number; nothing is known of it where that may be on both sides of zero."""
    low, high = part.low, part.high
    if low is not None and low >= 0:
        return Bounds(1 / high if high else Fraction(0), 1 / low if low else None)
    if high is not None and high < 0:
        return Bounds(1 / high, 1 / low if low is not None else Fraction(0))
    return UNKNOWN


def _applied(function: str, parts: list[Bounds]) -> Bounds:
    """A minimum is below each of its parts, a maximum above, a mean among them."""
    within = either(parts)
    match function:
        case "min":
            return Bounds(within.low, min(_known(part.high for part in parts), default=None))
        case "max":
            return Bounds(max(_known(part.low for part in parts), default=None), within.high)
        case "mean":
            return within
        case "clamp":
            inner, *limits = parts
            return _clamped(inner, either(limits))
        case _:
            return UNKNOWN


def _clamped(inner: Bounds, limits: Bounds) -> Bounds:
    """The limits, and no more of them than the value itself can reach."""
    low, high = limits.low, limits.high
    if low is None or high is None:
        return UNKNOWN
    return Bounds(
        low if inner.low is None else min(max(inner.low, low), high),
        high if inner.high is None else max(min(inner.high, high), low),
    )


def _known(limits: Iterable[_Limit]) -> list[Fraction]:
    return [limit for limit in limits if limit is not None]


def _minus(limit: _Limit) -> _Limit:
    return None if limit is None else -limit


def _rounded(limit: _Limit, rounding: Rounding) -> _Limit:
    return None if limit is None else rounded(limit, rounding)[0]
