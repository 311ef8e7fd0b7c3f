"""Within which bounds an expression stays, from what is declared alone.

Bounds may be wider than what is possible, never narrower: each part is taken
for itself, as if the facts in it had nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from kpirules.model import expressions as ex
from kpirules.model.facts import NumberDomain
from kpirules.model.rules import Rules

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
        case _:
            return _computed(expr, rules)


def _computed(expr: ex.Expr, rules: Rules) -> Bounds:
    match expr:
        case ex.Number():
            return Bounds(expr.value, expr.value)
        case ex.Negation():
            inner = bounds_of(expr.operand, rules)
            return Bounds(_minus(inner.high), _minus(inner.low))
        case ex.Sum():
            return _sum(expr, rules)
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
