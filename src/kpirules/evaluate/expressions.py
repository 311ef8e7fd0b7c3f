"""Evaluating expressions: one trace per node."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, Protocol

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.approximate import Real, Undecided
from kpirules.evaluate.arithmetic import APPLY, Refusal, power
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.problems import DividedByZero, NoRealResult, NotDecided, YearsToCome
from kpirules.evaluate.rounding import round_trace
from kpirules.evaluate.scoring import falls_short
from kpirules.evaluate.trace import (
    Chosen,
    Computed,
    FellBack,
    Gap,
    Literally,
    Result,
    Trace,
)
from kpirules.model import expressions as ex
from kpirules.model.scorecards import Missing
from kpirules.model.units import NUMBER, Unit
from kpirules.text.dates import fiscal_year
from kpirules.text.span import Span
from kpirules.text.thai import name_key


class Named(Protocol):
    """Whoever knows what the names in an expression came to in a fiscal year."""

    findings: list[Problem]
    period: int
    elsewhen: int | None
    """The fiscal year, where it is not the one evaluated."""

    def named(self, expr: ex.Expr) -> Trace:
        """The trace of a reference: a fact, parameter, value, indicator, sum or outcome."""

    def lacking(self, reason: Missing, fact: str) -> Gap:
        """Why a fact or a table of this year has no value."""

    def in_year(self, period: int) -> Named:
        """Whoever knows what the same names came to in another fiscal year."""


def evaluate_expression(expr: ex.Expr, names: Named) -> Trace:
    """The value of an expression, and how it came about."""
    handler = _HANDLERS.get(type(expr))
    if handler is None:
        return names.named(expr)
    trace: Trace = handler(expr, names)
    return trace


def _literal(expr: ex.Number | ex.Flag | ex.Option | ex.Words | ex.Date, _: Named) -> Trace:
    match expr:
        case ex.Number():
            return Trace(expr.value, expr.unit, Literally(expr), (), expr.span)
        case ex.Flag():
            return Trace(expr.yes, None, Literally(expr), (), expr.span)
        case ex.Option():
            return Trace(expr.name, None, Literally(expr), (), expr.span)
        case ex.Date():
            return Trace(expr.date, None, Literally(expr), (), expr.span)
        case ex.Words():
            return Trace(name_key(expr.text), None, Literally(expr), (), expr.span)


def _computed(
    expr: ex.Expr,
    unit: Unit | None,
    operands: Iterable[ex.Expr],
    names: Named,
    compute: Callable[[list[Any]], Result],
) -> Trace:
    """An operator on operands that all have a value; missing where one has none."""
    parts = [evaluate_expression(operand, names) for operand in operands]
    return _of_parts(expr, unit, parts, names, compute)


def _of_parts(
    expr: ex.Expr,
    unit: Unit | None,
    parts: Sequence[Trace],
    names: Named,
    compute: Callable[[list[Any]], Result],
) -> Trace:
    value: Result | None = gap_of(parts)
    if value is None:
        try:
            value = compute([part.value for part in parts])
        except Undecided:
            names.findings.append(NotDecided(expr.span, "function" if unit else "comparison"))
            value = Gap("undefined")
    return Trace(value, unit, Computed(expr), tuple(parts), expr.span)


def _result(found: Real | Refusal, function: str, span: Span, names: Named) -> Real | Gap:
    """What a function comes to; where it has no result, why."""
    if not isinstance(found, str):
        return found
    names.findings.append(
        DividedByZero(span, names.elsewhen)
        if found == "zero"
        else NoRealResult(span, function, found)
    )
    return Gap("undefined")


def _days(expr: ex.Days, names: Named) -> Trace:
    def between(values: list[dt.date]) -> Fraction:
        return Fraction((values[0] - values[1]).days)

    return _computed(expr, expr.unit, (expr.later, expr.earlier), names, between)


def _fiscal_year(expr: ex.FiscalYear, names: Named) -> Trace:
    def year(values: list[dt.date]) -> Fraction:
        return Fraction(fiscal_year(values[0]))

    return _computed(expr, NUMBER, (expr.operand,), names, year)


def _sum(expr: ex.Sum, names: Named) -> Trace:
    def add(values: list[Real]) -> Real:
        total: Real = Fraction(0)
        for value, minus in zip(values, expr.minus, strict=True):
            total = total - value if minus else total + value
        return total

    return _computed(expr, expr.unit, expr.terms, names, add)


def _product(expr: ex.Product, names: Named) -> Trace:
    def multiply(values: list[Real]) -> Real | Gap:
        product: Real = Fraction(1)
        for value, divide, factor in zip(values, expr.divide, expr.factors, strict=True):
            if divide and value == 0:
                names.findings.append(DividedByZero(factor.span, names.elsewhen))
                return Gap("undefined")
            product = product / value if divide else product * value
        return product

    return _computed(expr, expr.unit, expr.factors, names, multiply)


def _power(expr: ex.Power, names: Named) -> Trace:
    def raised(values: list[Real]) -> Real | Gap:
        return _result(power(values[0], Fraction(expr.exponent)), "^", expr.base.span, names)

    return _computed(expr, expr.unit, (expr.base,), names, raised)


def _real_power(expr: ex.RealPower, names: Named) -> Trace:
    def raised(values: list[Real]) -> Real | Gap:
        return _result(power(*values), "^", expr.base.span, names)

    return _computed(expr, expr.unit, (expr.base, expr.exponent), names, raised)


def _negation(expr: ex.Negation, names: Named) -> Trace:
    return _computed(expr, expr.unit, (expr.operand,), names, lambda values: -values[0])


def _apply(expr: ex.Apply, names: Named) -> Trace:
    def applied(values: list[Real]) -> Real | Gap:
        return _result(APPLY[expr.function](values), expr.function, expr.span, names)

    return _computed(expr, expr.unit, expr.arguments, names, applied)


def _round(expr: ex.Round, names: Named) -> Trace:
    return round_trace(evaluate_expression(expr.operand, names), expr.rounding, names.findings)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
}


def _compare(expr: ex.Compare, names: Named) -> Trace:
    compare = _COMPARE[expr.operator]
    return _computed(expr, None, (expr.left, expr.right), names, lambda values: compare(*values))


def _between(expr: ex.Between, names: Named) -> Trace:
    def lies(values: list[Real]) -> bool:
        value, low, high = values
        return low <= value <= high

    return _computed(expr, None, (expr.operand, expr.low, expr.high), names, lies)


def _among(expr: ex.Among, names: Named) -> Trace:
    return _computed(expr, None, (expr.operand,), names, lambda values: values[0] in expr.options)


def _below_first(expr: ex.BelowFirst, names: Named) -> Trace:
    part = evaluate_expression(expr.operand, names)
    value: Result = part.value
    if not isinstance(value, Gap):
        try:
            part, value = falls_short(part, names.findings)
        except Undecided:
            names.findings.append(NotDecided(expr.span, "comparison"))
            value = Gap("undefined")
    return Trace(value, None, Computed(expr), (part,), expr.span)


def _not(expr: ex.Not, names: Named) -> Trace:
    return _computed(expr, None, (expr.operand,), names, lambda values: not values[0])


def _junction(expr: ex.All | ex.Any, names: Named) -> Trace:
    """Conditions from left to right, up to the one that decides."""
    decisive = isinstance(expr, ex.Any)
    looked_at: list[Trace] = []
    for operand in expr.operands:
        part = evaluate_expression(operand, names)
        looked_at.append(part)
        if part.value is decisive:
            return Trace(decisive, None, Computed(expr), tuple(looked_at), expr.span)
    gap = gap_of(looked_at)
    value = not decisive if gap is None else gap
    return Trace(value, None, Computed(expr), tuple(looked_at), expr.span)


def _if(expr: ex.If, names: Named) -> Trace:
    condition = evaluate_expression(expr.condition, names)
    if isinstance(condition.value, Gap):
        return Trace(condition.value, expr.unit, Computed(expr), (condition,), expr.span)
    holds = bool(condition.value)
    taken, other = (expr.then, expr.otherwise) if holds else (expr.otherwise, expr.then)
    branch = evaluate_expression(taken, names)
    step = Chosen(expr, holds, other)
    return Trace(branch.value, expr.unit, step, (condition, branch), expr.span)


def _known(expr: ex.Known, names: Named) -> Trace:
    operand = evaluate_expression(expr.operand, names)
    known = not isinstance(operand.value, Gap)
    return Trace(known, None, Computed(expr), (operand,), expr.span)


def _or_else(expr: ex.OrElse, names: Named) -> Trace:
    first = evaluate_expression(expr.first, names)
    if not isinstance(first.value, Gap):
        return Trace(first.value, expr.unit, FellBack(expr, False), (first,), expr.span)
    second = evaluate_expression(expr.second, names)
    return Trace(second.value, expr.unit, FellBack(expr, True), (first, second), expr.span)


def _in_year(expr: ex.InYear, names: Named) -> Trace:
    """The value of another year, missing or not."""
    year = expr.year_from(names.period)
    operand = evaluate_expression(expr.operand, names.in_year(year))
    return Trace(operand.value, expr.unit, Computed(expr), (operand,), expr.span)


def _over_years(expr: ex.OverYears, names: Named) -> Trace:
    """The sum or the mean of the values of several years, of which none may be missing."""
    years = expr.years_from(names.period)
    if not years:
        names.findings.append(YearsToCome(expr.span, expr.start, names.period))
        gap = Gap("undefined")
        return Trace(gap, expr.unit, Computed(expr), (), expr.span)
    parts = [evaluate_expression(expr.operand, names.in_year(year)) for year in years]

    def together(values: list[Real]) -> Real:
        total = sum(values, Fraction(0))
        return total if expr.function == "sum" else total / Fraction(len(values))

    return _of_parts(expr, expr.unit, parts, names, together)


_HANDLERS: dict[type, Callable[[Any, Named], Trace]] = {
    ex.Number: _literal,
    ex.Flag: _literal,
    ex.Option: _literal,
    ex.Words: _literal,
    ex.Date: _literal,
    ex.Days: _days,
    ex.FiscalYear: _fiscal_year,
    ex.Sum: _sum,
    ex.Product: _product,
    ex.Power: _power,
    ex.RealPower: _real_power,
    ex.Negation: _negation,
    ex.Apply: _apply,
    ex.Round: _round,
    ex.Compare: _compare,
    ex.Between: _between,
    ex.Among: _among,
    ex.BelowFirst: _below_first,
    ex.Not: _not,
    ex.All: _junction,
    ex.Any: _junction,
    ex.If: _if,
    ex.Known: _known,
    ex.OrElse: _or_else,
    ex.InYear: _in_year,
    ex.OverYears: _over_years,
}
"""Every expression but the references, which `names` answers."""
