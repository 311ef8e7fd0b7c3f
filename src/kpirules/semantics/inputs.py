"""The facts and parameters that a number comes from."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.model import expressions as ex
from kpirules.model.facts import Fact, Parameter
from kpirules.model.rules import Rules


def inputs_of(expr: ex.Expr, rules: Rules) -> Iterator[Fact | Parameter]:
    """What an expression takes, in the order it takes it, through values with a name."""
    return _inputs(expr, rules, set())


def _inputs(expr: ex.Expr, rules: Rules, seen: set[str]) -> Iterator[Fact | Parameter]:
    match expr:
        case ex.FactRef() if expr.name in rules.facts:
            yield rules.facts[expr.name]
        case ex.ParameterRef() if expr.name in rules.parameters:
            yield rules.parameters[expr.name]
        case ex.ColumnRef() if expr.table in rules.tables:
            columns = rules.tables[expr.table].columns
            if expr.name in columns:
                yield columns[expr.name]
        case ex.ValueRef() if expr.name in rules.values and expr.name not in seen:
            seen.add(expr.name)
            yield from _inputs(rules.values[expr.name].formula, rules, seen)
        case _:
            for part in ex.children(expr):
                yield from _inputs(part, rules, seen)
