"""Values of other fiscal years: which years are meant, and what has one in every year.

Facts, parameters and what is computed from them have a value in every year for
which they are supplied. Scores, weighted scores and sums do not: levels, weights
and policies are those of the scorecard's own year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.facts import Fact
from kpirules.model.indicators import Classification, Indicator, Value
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.model.tables import LetColumn
from kpirules.semantics import lines
from kpirules.semantics.kinds import UNKNOWN, Kind, NumberKind
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.other_year_problems import (
    NotOfAnotherYear,
    RowOfAnotherYear,
    SameEveryYear,
    YearsTurned,
)
from kpirules.syntax import ast

K = TypeVar("K", bound=Kind)


def in_year(
    node: ast.InYear, typed: tuple[ex.Expr, K], findings: list[Problem]
) -> tuple[ex.Expr, Kind]:
    """`a in 2565`: what a is, in that year."""
    operand, kind = typed
    year = None if node.year is None else lines.whole(node.year, "year", findings)
    if node.year is not None and year is None:
        return operand, UNKNOWN
    _changes(operand, node, findings)
    unit = kind.unit if isinstance(kind, NumberKind) else None
    return ex.InYear(node.span, operand, year, unit), kind


def over_years(
    node: ast.OverYears, typed: tuple[ex.Expr, NumberKind], findings: list[Problem]
) -> tuple[ex.Expr, NumberKind] | None:
    """`sum of a from 2562 to 2565`: what a is in each of these years, together."""
    operand, kind = typed
    start = lines.whole(node.start, "year", findings)
    end = None if node.end is None else lines.whole(node.end, "year", findings)
    if start is None or (node.end is not None and end is None):
        return None
    if node.end is not None and end is not None and end < start:
        findings.append(YearsTurned(node.span, node.start, node.end))
        return None
    _changes(operand, node, findings)
    return ex.OverYears(node.span, node.function, operand, start, end, kind.unit), kind


def _changes(operand: ex.Expr, node: ast.Expr, findings: list[Problem]) -> None:
    """Reports an operand that is the same in every year, such as a number."""
    if not any(_is_reference(part) or _stands_for_one(part) for part in _inside(operand)):
        findings.append(SameEveryYear(node.span))


def check_other_years(
    rules: Rules, watched: Rules, memory: Memory = FORGETFUL
) -> Iterator[Problem]:
    """Scores and sums that a formula asks for in another year, directly or through a name."""
    owners: list[tuple[str, Mapping[str, _Owner]]] = [
        ("values", rules.values),
        ("decision tables", rules.classifications),
        ("indicators", rules.indicators),
        ("scorecards", rules.scorecards),
        ("facts", rules.facts),
        *((f"the table {table}", rows.lets) for table, rows in rules.tables.items()),
    ]
    for name, things in owners:
        look = partial(_of_other_years, rules=watched)
        yield from memory.said(f"other years in {name}", things, look)


def _of_other_years(owner: _Owner, rules: Rules) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for expr in _formulas(owner):
        for part in _inside(expr):
            if isinstance(part, ex.InYear | ex.OverYears):
                path = _to_score(part.operand, rules)
                if path is not None:
                    found.append(NotOfAnotherYear(part.span, *path))
                if _is_about_row(part.operand, rules):
                    found.append(RowOfAnotherYear(part.span))
    return tuple(found)


def _is_about_row(operand: ex.Expr, rules: Rules) -> bool:
    """Whether an operand has another value in each row; a figure over rows has one."""
    match operand:
        case ex.ColumnRef():
            return True
        case ex.ClassRef() if operand.name in rules.classifications:
            return rules.classifications[operand.name].table is not None
        case ex.Aggregate():
            return False
        case _:
            return any(_is_about_row(part, rules) for part in ex.children(operand))


def _to_score(operand: ex.Expr, rules: Rules) -> tuple[ex.Expr, tuple[str, ...]] | None:
    """The first score or sum that an operand builds on, and the names on the way to it."""
    pending: list[tuple[ex.Expr, tuple[str, ...]]] = [(operand, ())]
    seen: set[str] = set()
    opened: set[tuple[str, str]] = set()
    while pending:
        here, path = pending.pop()
        for part in _inside(here):
            match part:
                case ex.TotalRef() | ex.ComponentRef():
                    return part, path
                case ex.IndicatorRef(field="score" | "weighted"):
                    return part, path
                case ex.ValueRef() | ex.ClassRef() | ex.IndicatorRef() if part.name not in seen:
                    seen.add(part.name)
                    named = (*path, _spelled(part.name, rules))
                    pending.extend((each, named) for each in result_formulas(part.name, rules))
                case ex.FactRef() | ex.ColumnRef():
                    behind = rules.formula_of(part)
                    if behind is not None and behind[0] not in opened:
                        opened.add(behind[0])
                        pending.append((behind[1], (*path, part.name)))
                case _:
                    continue
    return None


def result_formulas(key: str, rules: Rules) -> Iterator[ex.Expr]:
    """The expressions that a value, a decision table or an indicator's result is computed by."""
    owner = rules.values.get(key) or rules.indicators.get(key)
    if owner is not None:
        yield owner.formula
        if owner.not_applicable is not None:
            yield owner.not_applicable
    elif key in rules.classifications:
        for row in rules.classifications[key].outcomes:
            if row.condition is not None:
                yield row.condition


_Owner = Value | Classification | Indicator | Scorecard | Fact | LetColumn


def _formulas(owner: _Owner) -> Iterable[ex.Expr]:
    """The expressions something is computed by."""
    match owner:
        case Indicator() | Scorecard():
            return owner.expressions
        case Value():
            return tuple(each for each in (owner.formula, owner.not_applicable) if each is not None)
        case Classification():
            return tuple(row.condition for row in owner.outcomes if row.condition is not None)
        case Fact() | LetColumn():
            return () if owner.formula is None else (owner.formula,)


def _inside(expr: ex.Expr) -> Iterator[ex.Expr]:
    """An expression and every part of it."""
    pending = [expr]
    while pending:
        here = pending.pop()
        yield here
        pending.extend(reversed(ex.children(here)))


def _is_reference(expr: ex.Expr) -> bool:
    return isinstance(
        expr,
        ex.FactRef
        | ex.ParameterRef
        | ex.ValueRef
        | ex.ClassRef
        | ex.IndicatorRef
        | ex.TotalRef
        | ex.ComponentRef
        | ex.ColumnRef
        | ex.Aggregate,
    )


def _stands_for_one(expr: ex.Expr) -> bool:
    """Whether a number stands for what could not be read, which was reported."""
    return isinstance(expr, ex.Number) and expr.is_broken


def _spelled(key: str, rules: Rules) -> str:
    for things in (rules.values, rules.indicators, rules.classifications):
        if key in things:
            return things[key].name
    return key
