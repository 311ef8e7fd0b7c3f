"""Figures for each group of the rows of a table.

The formula is evaluated for each group on the rows of that group. A row whose
group is missing may belong to any: each group is then asked of it too, as a
condition that is not known, so that it counts nowhere and is dropped nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from msgspec import structs

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.expressions import Named, evaluate_expression
from kpirules.evaluate.missing import together
from kpirules.evaluate.rounding import round_trace
from kpirules.evaluate.tables import Tables
from kpirules.evaluate.trace import Gap, Grouped, GroupFigure, TableAbsent, Trace
from kpirules.facts.facts import Facts, Rows
from kpirules.model import expressions as ex
from kpirules.model.indicators import Group, Grouping, Value
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing
from kpirules.model.units import NUMBER


def grouped(
    value: Value, grouping: Grouping, rules: Rules, facts: Facts, machine: _Machine
) -> Trace:
    """A figure for each group: those that are declared, or the texts found, as they come."""
    supplied = facts.rows(grouping.table, machine.period)
    rows = machine.tables.rows(grouping.table)
    table = rules.tables[grouping.table]
    if supplied is None or rows is None:
        gap = machine.lacking("absent", grouping.table)
        lost = TableAbsent(None, table, machine.period)
        return Trace(gap, value.unit, lost, (), value.span)
    column = rows.column(grouping.column)
    members: dict[str, list[int]] = {group.key: [] for group in grouping.declared}
    for row, found in enumerate(column.values):
        if row not in column.gaps:
            members.setdefault(_key(found), []).append(row)
    known = {group.key: group for group in grouping.declared}
    unknown = sorted(column.gaps)
    figures = []
    for key, own in members.items():
        group = known.get(key) or Group(key, _written(key, own, column.values))
        those = sorted((*own, *unknown))
        formula = _for_group(value.formula, grouping, group) if unknown else value.formula
        part = facts.with_rows(_some(supplied, those))
        names = _OfGroup(rules, part, machine)
        made = round_trace(evaluate_expression(formula, names), value.rounding, names.findings)
        if own:  # of a group without rows there is no mean, and that is no mistake
            machine.findings.extend(names.findings)
        figure = GroupFigure(value, group, len(own))
        figures.append(Trace(made.value, value.unit, figure, (made,), value.span))
    first = rows.place(unknown[0]) if unknown else None
    step = Grouped(value, grouping, table, machine.period, rows.size, len(unknown), first)
    if not figures and unknown:
        gap = together(column.gaps.values()) or Gap("undefined")
        return Trace(gap, NUMBER, step, (), value.span)
    return Trace(Fraction(len(figures)), NUMBER, step, tuple(figures), value.span)


def _key(found: object) -> str:
    if isinstance(found, bool):
        return "yes" if found else "no"
    return str(found)


def _written(key: str, rows: Sequence[int], values: Sequence[object]) -> str:
    """A group as the first of its rows spells it."""
    return str(values[rows[0]]) if rows else key


def _some(rows: Rows, those: Sequence[int]) -> Rows:
    """Some rows of a table, in their order."""
    places = {row: place for place, row in enumerate(those)}
    return Rows(
        rows.table,
        rows.period,
        len(those),
        {key: [cells[row] for row in those] for key, cells in rows.columns.items()},
        {
            key: {places[row]: why for row, why in found.items() if row in places}
            for key, found in rows.missing.items()
        },
        rows.file,
        [rows.starts[row] for row in those] if rows.starts else [],
        rows.origin,
    )


class _Machine(Named, Protocol):
    """Whoever knows the named things of a year, and its tables."""

    @property
    def tables(self) -> Tables:
        """The tables of the year."""
        ...


class _OfGroup:
    """What names come to where figures go over the rows of one group."""

    def __init__(self, rules: Rules, facts: Facts, machine: Named) -> None:
        self.findings: list[Problem] = []
        self.period = machine.period
        self.elsewhen = machine.elsewhen
        self._machine = machine
        self._tables = Tables(rules, facts, machine.period, self)

    def lacking(self, reason: Missing, fact: str) -> Gap:
        return self._machine.lacking(reason, fact)

    def in_year(self, period: int) -> Named:
        """Another year has other rows, which are not grouped."""
        return self._machine.in_year(period)

    def named(self, expr: ex.Expr) -> Trace:
        if isinstance(expr, ex.Aggregate):
            return self._tables.aggregate(expr)
        return self._machine.named(expr)


# -- a formula that asks of each row whether it belongs to the group


def _for_group(formula: ex.Expr, grouping: Grouping, group: Group) -> ex.Expr:
    if isinstance(formula, ex.Aggregate):
        return _of_group(formula, _belongs(formula, grouping, group))
    changed: dict[str, object] = {}
    for name in formula.__struct_fields__:
        part = getattr(formula, name)
        if isinstance(part, ex.Expr):
            changed[name] = _for_group(part, grouping, group)
        elif isinstance(part, tuple) and part and isinstance(part[0], ex.Expr):
            changed[name] = tuple(_for_group(each, grouping, group) for each in part)
    return structs.replace(formula, **changed) if changed else formula


def _of_group(figure: ex.Aggregate, belongs: ex.Expr) -> ex.Expr:
    if figure.condition is None:
        return structs.replace(figure, condition=belongs)
    both = ex.All(figure.span, (belongs, figure.condition))
    if figure.function != "share":
        return structs.replace(figure, condition=both)
    some, all_ = (
        ex.Aggregate(figure.span, "count", figure.table, None, condition, NUMBER)
        for condition in (both, belongs)
    )
    hundred = ex.Number(figure.span, Fraction(100), NUMBER, "100")
    return ex.Product(figure.span, (some, all_, hundred), (False, True, False), figure.unit)


def _belongs(figure: ex.Aggregate, grouping: Grouping, group: Group) -> ex.Expr:
    """Whether a row belongs to a group."""
    if grouping.by == "outcomes":
        here = ex.ClassRef(figure.span, grouping.column)
        return ex.Among(figure.span, here, (group.key,))
    column = ex.ColumnRef(figure.span, grouping.table, grouping.column, NUMBER)
    match grouping.by:
        case "yes_no":
            return column if group.key == "yes" else ex.Not(figure.span, column)
        case "options":
            return ex.Among(figure.span, column, (group.key,))
        case _:
            return ex.Compare(figure.span, column, "=", ex.Words(figure.span, group.name))
