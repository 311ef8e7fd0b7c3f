"""Decision tables for each row, as tables over facts: a row is a case like any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from msgspec.structs import replace

from kpirules.model import expressions as ex
from kpirules.model.about import About
from kpirules.model.indicators import Classification, Value
from kpirules.model.rules import Rules
from kpirules.model.tables import LetColumn

_EXPRESSIONS = get_args(ex.Expr)


def as_over_facts(table: Classification, rules: Rules) -> tuple[Classification, Rules]:
    """A decision table and rules in which the columns of its rows are facts, and computed ones values.

    No column is called like a fact or value, so nothing is hidden by another.
    """
    rows = rules.tables.get(table.table or "")
    if rows is None:
        return table, rules

    def named(part: ex.ColumnRef) -> ex.FactRef | ex.ValueRef:
        made = ex.ValueRef if part.name in rows.lets else ex.FactRef
        return made(part.span, part.name, part.unit)

    lets = {key: _value(replace(let, formula=_rewritten(let.formula, named)))
            for key, let in rows.lets.items()}  # fmt: skip
    outcomes = tuple(
        row if row.condition is None else replace(row, condition=_rewritten(row.condition, named))
        for row in table.outcomes
    )
    return replace(table, outcomes=outcomes), replace(
        rules, facts={**rules.facts, **rows.columns}, values={**rules.values, **lets}
    )


def _value(let: LetColumn) -> Value:
    return Value(
        let.name,
        let.label,
        let.unit,
        let.formula,
        let.formula_span,
        None,
        None,
        (),
        About(),
        let.span,
    )


def _rewritten(expr: ex.Expr, named: Callable[[ex.ColumnRef], ex.Expr]) -> ex.Expr:
    """An expression with other names for columns; those of an inner table stay as they are."""
    if isinstance(expr, ex.ColumnRef):
        return named(expr)
    if isinstance(expr, ex.Aggregate) or not ex.children(expr):
        return expr
    changed: dict[str, object] = {}
    for field in expr.__struct_fields__:
        part = getattr(expr, field)
        if isinstance(part, _EXPRESSIONS):
            changed[field] = _rewritten(part, named)
        elif isinstance(part, tuple):
            changed[field] = tuple(
                _rewritten(each, named) if isinstance(each, _EXPRESSIONS) else each for each in part
            )
    return replace(expr, **changed)
