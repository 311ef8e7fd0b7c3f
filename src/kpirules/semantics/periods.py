"""Parameters in time: no year with two values, and one in every year that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.examples import Example
from kpirules.model.facts import Dated, Parameter
from kpirules.model.rules import Rules
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.period_problems import (
    Asker,
    EndsBeforeStart,
    NoValueInPeriod,
    PeriodsOverlap,
)
from kpirules.semantics.years import is_meant, overlaps, turned


def check_rows(parameter: Parameter) -> tuple[Problem, ...]:
    """Dated values that end before they start, and years with two values."""
    found: list[Problem] = [
        EndsBeforeStart(row.span, parameter, row) for row in parameter.values if turned(row)
    ]
    found.extend(
        PeriodsOverlap(later.span, parameter, earlier, later)
        for earlier, later in overlaps(parameter.values)
    )
    return tuple(found)


def check_periods(rules: Rules, memory: Memory = FORGETFUL) -> tuple[Problem, ...]:
    """Parameters without a value in a year for which a scorecard or an example needs them."""
    first_use: dict[tuple[str, int], NoValueInPeriod] = {}
    for question in _questions(rules):
        asker = question.asker
        for reference, year in _parameters(question, rules, memory):
            parameter = rules.parameters[reference.name]
            asked = (reference.name, year)
            if asked not in first_use and not is_meant(parameter.values, year):
                first_use[asked] = NoValueInPeriod(reference.span, parameter, asker, year)
    return tuple(first_use.values())


def value_in(parameter: Parameter, period: int) -> Dated | None:
    """The row of a parameter that is in force in a year; None when there is none."""
    for row in parameter.values:
        if row.start <= period and (row.end is None or period <= row.end):
            return row
    return None


def periods_asked(rules: Rules) -> tuple[int, ...]:
    """The years for which a scorecard or an example asks."""
    return tuple(sorted({question.asker.period for question in _questions(rules)}))


# Who asks for what


class _Question(Struct, frozen=True):
    """Who asks for which things; `members` are the indicators of the scorecard meant.

    `expressions` are those by which the scorecard computes and caps its total.
    """

    asker: Asker
    roots: tuple[str, ...]
    members: tuple[str, ...]
    expressions: tuple[ex.Expr, ...] = ()


def _questions(rules: Rules) -> Iterator[_Question]:
    """What scorecards and examples ask for, each in a year."""
    for card in rules.scorecards.values():
        asker = Asker(card.name, "scorecard", card.period, card.span)
        yield _Question(asker, card.indicators, card.indicators, card.expressions)
    for example in rules.examples.values():
        own = rules.scorecards.get(example.scorecard or "")
        members = own.indicators if own is not None else ()
        period = example.period or (own.period if own is not None else None)
        if period is not None:
            asker = Asker(example.name, "example", period, example.span)
            yield _Question(asker, tuple(_roots(example, members)), members)


def _roots(example: Example, members: tuple[str, ...]) -> Iterator[str]:
    """What an example asks for; a total asks for all indicators, as a table of cases may."""
    if example.cases is not None:
        yield from members
    for expectation in example.expectations:
        target = expectation.target
        if target.asked in {"total", "band", "component"}:
            yield from members
        elif target.asked != "weight":
            yield target.name


def _parameters(
    question: _Question, rules: Rules, memory: Memory
) -> Iterator[tuple[ex.ParameterRef, int]]:
    """The parameters that things need, directly or through what they need, each with a year."""
    period = question.asker.period
    pending = [(root, period) for root in reversed(question.roots)]
    for expr, of_year in _in_years(question.expressions, period, rules):
        match expr:
            case ex.ParameterRef() if expr.name in rules.parameters:
                yield expr, of_year
            case ex.ValueRef() | ex.ClassRef() | ex.IndicatorRef():
                pending.append((expr.name, of_year))
            case _:
                continue
    seen: set[tuple[str, int]] = set()
    while pending:
        key, year = pending.pop()
        if (key, year) in seen:
            continue
        seen.add((key, year))
        if key in rules.parameters:
            yield ex.ParameterRef(question.asker.span, key, rules.parameters[key].unit), year
        owner = _owner(key, rules)
        if owner is None:
            continue
        scored = year == period
        look = partial(_references, key, year, rules, scored=scored)
        for expr, of_year in memory.made(f"references {year} {scored}", owner, look):
            match expr:
                case ex.ParameterRef() if expr.name in rules.parameters:
                    yield expr, of_year
                case ex.ValueRef() | ex.ClassRef() | ex.IndicatorRef():
                    pending.append((expr.name, of_year))
                case ex.TotalRef() | ex.ComponentRef():
                    pending.extend((member, of_year) for member in question.members)
                case _:
                    continue


def _owner(key: str, rules: Rules) -> object | None:
    """What is called so, if it is computed."""
    for things in (rules.indicators, rules.values, rules.classifications, rules.facts):
        if key in things:
            return things[key]
    return None


_Reference = (
    ex.ParameterRef | ex.ValueRef | ex.ClassRef | ex.IndicatorRef | ex.TotalRef | ex.ComponentRef
)


def _references(
    key: str, year: int, rules: Rules, *, scored: bool
) -> tuple[tuple[ex.Expr, int], ...]:
    """What a thing refers to, each with the year it is looked at in."""
    parts = _in_years(_formulas(key, rules, scored=scored), year, rules)
    return tuple((part, of_year) for part, of_year in parts if isinstance(part, _Reference))


def _in_years(roots: Iterable[ex.Expr], year: int, rules: Rules) -> Iterator[tuple[ex.Expr, int]]:
    """Expressions and their parts, each with the fiscal year it is evaluated in.

    What computed columns and facts that follow from tables are made of is a part too.
    """
    opened: set[tuple[tuple[str, str], int]] = set()
    pending = [(root, year) for root in reversed(list(roots))]
    while pending:
        expr, of_year = pending.pop()
        yield expr, of_year
        inner = rules.formula_of(expr)
        if inner is not None and (inner[0], of_year) not in opened:
            opened.add((inner[0], of_year))
            pending.append((inner[1], of_year))
        match expr:
            case ex.InYear():
                pending.append((expr.operand, expr.year_from(of_year)))
            case ex.OverYears():
                pending.extend((expr.operand, each) for each in expr.years_from(of_year))
            case _:
                pending.extend((part, of_year) for part in reversed(ex.children(expr)))


def _formulas(key: str, rules: Rules, *, scored: bool) -> Iterator[ex.Expr]:
    """The expressions a thing is computed by; a cancelled indicator computes nothing."""
    found: list[ex.Expr | None] = []
    if key in rules.indicators:
        indicator = rules.indicators[key]
        if indicator.cancelled is None:
            # Of other years only results are asked for.
            found = [*(indicator.expressions if scored else indicator.result_expressions)]
    elif key in rules.facts:
        found = [rules.facts[key].formula]
    elif key in rules.values:
        found = [rules.values[key].formula, rules.values[key].not_applicable]
    elif key in rules.classifications:
        found = [row.condition for row in rules.classifications[key].outcomes]
    yield from (expr for expr in found if expr is not None)
