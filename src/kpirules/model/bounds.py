"""Within which bounds an expression stays, from what is declared alone.

Bounds may be wider than what is possible, never narrower: each part is taken
for itself, as if the facts in it had nothing to do with each other.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import product

from msgspec import Struct

from kpirules.model import expressions as ex
from kpirules.model.facts import Domain, NumberDomain
from kpirules.model.rounding import Rounding, rounded
from kpirules.model.rules import Rules

_Limit = Fraction | None


class Bounds(Struct, frozen=True):
    """The least and the greatest value, both included; None is no limit."""

    low: _Limit
    high: _Limit


UNKNOWN = Bounds(None, None)


OfScores = Callable[[ex.IndicatorRef | ex.ComponentRef], Bounds]
"""The bounds of scores and sums in a scorecard."""


class _Known(Struct):
    """The rules, the bounds of named values found so far, and of scores and sums."""

    rules: Rules
    values: dict[str, Bounds]
    of_scores: OfScores | None


def bounds_of(expr: ex.Expr, rules: Rules, of_scores: OfScores | None = None) -> Bounds:
    """The bounds of a number; none where nothing declared limits it."""
    return _of(expr, _Known(rules, {}, of_scores))


def _of(expr: ex.Expr, known: _Known) -> Bounds:
    match expr:
        case ex.FactRef() if expr.name in known.rules.facts:
            return _declared(known.rules.facts[expr.name].domain)
        case ex.ValueRef() if expr.name in known.rules.values:
            value = known.rules.values[expr.name]
            return _named(f"value {expr.name}", value.formula, value.rounding, known)
        case ex.IndicatorRef(field="result") if expr.name in known.rules.indicators:
            made = known.rules.indicators[expr.name]
            return _named(f"result {expr.name}", made.formula, made.rounding, known)
        case ex.IndicatorRef() | ex.ComponentRef() if known.of_scores is not None:
            return known.of_scores(expr)
        case ex.ColumnRef() if expr.table in known.rules.tables:
            return _column(expr, known)
        case ex.ParameterRef() if expr.name in known.rules.parameters:
            values = [row.value for row in known.rules.parameters[expr.name].values]
            return Bounds(min(values), max(values)) if values else UNKNOWN
        case ex.If():
            return either(_of(part, known) for part in (expr.then, expr.otherwise))
        case ex.OrElse():
            return either(_of(part, known) for part in (expr.first, expr.second))
        case ex.InYear() | ex.OverYears(function="mean"):
            return _of(expr.operand, known)
        case _:
            return _computed(expr, known)


def _declared(domain: Domain) -> Bounds:
    return Bounds(domain.low, domain.high) if isinstance(domain, NumberDomain) else UNKNOWN


def _named(key: str, formula: ex.Expr, rounding: Rounding | None, known: _Known) -> Bounds:
    """The bounds of what has a name, found once; of what leads back to itself nothing is known."""
    if key not in known.values:
        known.values[key] = UNKNOWN
        known.values[key] = _once_rounded(_of(formula, known), rounding)
    return known.values[key]


def _column(expr: ex.ColumnRef, known: _Known) -> Bounds:
    table = known.rules.tables[expr.table]
    if expr.name in table.lets:
        formula = table.lets[expr.name].formula
        return _named(f"column {expr.table} {expr.name}", formula, None, known)
    return _declared(table.columns[expr.name].domain) if expr.name in table.columns else UNKNOWN


def _computed(expr: ex.Expr, known: _Known) -> Bounds:
    match expr:
        case ex.Number() if not expr.is_broken:
            return Bounds(expr.value, expr.value)
        case ex.Stages():
            return Bounds(Fraction(0), Fraction(len(expr.stages)))
        case ex.Negation():
            inner = _of(expr.operand, known)
            return Bounds(_minus(inner.high), _minus(inner.low))
        case ex.Sum():
            return _sum(expr, known)
        case ex.OverYears():
            return _over_years(expr, known)
        case ex.Product():
            return _product(expr, known)
        case ex.Round():
            return _once_rounded(_of(expr.operand, known), expr.rounding)
        case ex.Apply():
            return _applied(expr.function, [_of(part, known) for part in expr.arguments])
        case ex.Aggregate():
            return _over_rows(expr, known)
        case _:
            return UNKNOWN


def _over_rows(expr: ex.Aggregate, known: _Known) -> Bounds:
    """A count is never below zero, a mean or an extreme among what each row may have."""
    match expr.function:
        case "count":
            return Bounds(Fraction(0), None)
        case "share":
            return Bounds(Fraction(0), Fraction(100))
        case "mean" | "min" | "max" if expr.operand is not None:
            return _of(expr.operand, known)
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


def _sum(expr: ex.Sum, known: _Known) -> Bounds:
    parts = []
    for term, minus in zip(expr.terms, expr.minus, strict=True):
        part = _of(term, known)
        parts.append(Bounds(_minus(part.high), _minus(part.low)) if minus else part)
    return Bounds(added(part.low for part in parts), added(part.high for part in parts))


def _over_years(expr: ex.OverYears, known: _Known) -> Bounds:
    """As many times what a year may have as there are years; up to the present, at least one."""
    of_year = _of(expr.operand, known)
    if expr.end is not None:
        years = expr.end - expr.start + 1
        return Bounds(
            None if of_year.low is None else of_year.low * years,
            None if of_year.high is None else of_year.high * years,
        )
    positive = of_year.low is not None and of_year.low >= 0
    negative = of_year.high is not None and of_year.high <= 0
    return Bounds(of_year.low if positive else None, of_year.high if negative else None)


def _product(expr: ex.Product, known: _Known) -> Bounds:
    """A share of a whole is at most one; for the rest, factor by factor."""
    factors = list(zip(expr.factors, expr.divide, strict=True))
    found = Bounds(Fraction(1), Fraction(1))
    for share in _shares(factors, known):
        found = Bounds(Fraction(0), Fraction(1))
        factors = [each for each in factors if each[0] not in share]
        break
    for factor, divide in factors:
        part = _of(factor, known)
        found = _times(found, _inverted(part) if divide else part)
    return found


def _shares(
    factors: list[tuple[ex.Expr, bool]], known: _Known
) -> Iterator[tuple[ex.Expr, ex.Expr]]:
    """A fact divided by another that it is never above: a ratio from zero to one."""
    above = [factor for factor, divide in factors if not divide]
    below = [factor for factor, divide in factors if divide]
    for part, whole in product(above, below):
        if isinstance(part, ex.FactRef) and isinstance(whole, ex.FactRef):
            low = _of(part, known).low
            if low is not None and low >= 0 and _at_most(part.name, whole.name, known):
                yield part, whole


def _at_most(part: str, whole: str, known: _Known) -> bool:
    """Whether a relation of one of two facts keeps the first from going above the second."""
    return any(
        relation.other == other and relation.operator in signs
        for key, other, signs in ((part, whole, {"<", "<=", "="}), (whole, part, {">", ">=", "="}))
        if key in known.rules.facts
        for relation in known.rules.facts[key].relations
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


def _once_rounded(inner: Bounds, rounding: Rounding | None) -> Bounds:
    if rounding is None:
        return inner
    return Bounds(_rounded(inner.low, rounding), _rounded(inner.high, rounding))


def _rounded(limit: _Limit, rounding: Rounding) -> _Limit:
    return None if limit is None else rounded(limit, rounding)[0]
