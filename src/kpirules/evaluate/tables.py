"""Figures over the rows of tables, and decision tables for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import chain, islice

from kpirules.evaluate.approximate import Approximate, Real, greatest, least
from kpirules.evaluate.bounds import Range, bounds_of_sum
from kpirules.evaluate.expressions import Named, evaluate_expression
from kpirules.evaluate.missing import together
from kpirules.evaluate.problems import NoRows, RowsWithoutResult
from kpirules.evaluate.quick import Value
from kpirules.evaluate.rows import TableRows
from kpirules.evaluate.trace import (
    Aggregated,
    Gap,
    Result,
    RowsDecided,
    SampleRow,
    TableAbsent,
    Trace,
)
from kpirules.facts.facts import Facts
from kpirules.model import expressions as ex
from kpirules.model.indicators import Classification
from kpirules.model.rules import Rules
from kpirules.text.thai import name_key

MOST_SAMPLES = 3
"""How many rows an explanation shows as examples."""


class Tables:
    """The tables of an evaluation; each figure over one is computed once."""

    def __init__(self, rules: Rules, facts: Facts, period: int, machine: Named) -> None:
        self._rules = rules
        self._facts = facts
        self._period = period
        self._machine = machine
        self._rows: dict[str, TableRows] = {}
        self._made: dict[int, Trace] = {}

    def aggregate(self, expr: ex.Aggregate) -> Trace:
        """A figure over the rows of a table."""
        if id(expr) not in self._made:
            rows = self.rows(expr.table)
            if rows is None:
                table = self._rules.tables[expr.table]
                step = TableAbsent(expr, table, self._period)
                gap = self._machine.lacking("absent", expr.table)
                self._made[id(expr)] = Trace(gap, expr.unit, step, (), expr.span)
            else:
                self._made[id(expr)] = aggregate(expr, rows, range(rows.size), self._machine)
        return self._made[id(expr)]

    def decided(self, table: Classification) -> Trace:
        """How many rows have each outcome of a decision table."""
        rows = self.rows(table.table or "")
        if rows is None:
            owner = self._rules.tables[table.table or ""]
            step = TableAbsent(None, owner, self._period)
            gap = self._machine.lacking("absent", table.table or "")
            return Trace(gap, owner.unit, step, (), table.span)
        return _decided(table, rows, self._machine)

    def rows(self, key: str) -> TableRows | None:
        """The rows of a table; None where nobody supplied them."""
        supplied = self._facts.rows(key, self._period)
        if supplied is None:
            return None
        if key not in self._rows:
            self._rows[key] = TableRows(self._rules, key, supplied, self._machine)
        return self._rows[key]


def aggregate(expr: ex.Aggregate, table: TableRows, rows: Sequence[int], machine: Named) -> Trace:
    """A figure over some rows of a table.

    A row of which nobody knows whether it counts, or whose figure is missing,
    makes the figure missing: it is neither left out nor taken for zero. Counts,
    shares and sums then still say between what they lie.
    """
    matching: Sequence[int] = rows
    unknown: dict[int, Gap] = {}
    if expr.condition is not None:
        holds, unknown = table.every(expr.condition, rows)
        matching = [row for row, held in zip(rows, holds, strict=True) if held is True]
    figures: list[Real] = []
    unvalued: dict[int, Gap] = {}
    if expr.operand is not None:
        values, unvalued = table.every(expr.operand, matching)
        figures = [_real(value) for value in values if value is not None]
    gap = together(chain(unknown.values(), unvalued.values()))
    value: Result
    low: Fraction | None = None
    high: Fraction | None = None
    if gap is None:
        value = _figure(expr, figures, len(matching), len(rows))
        if isinstance(value, Gap):
            machine.findings.append(NoRows(expr.span, expr.function, table.table.name))
    else:
        value = gap
        low, high = _between(expr, table, matching, unknown, unvalued, rows)
        lost = [row for row, each in chain(unknown.items(), unvalued.items())
                if each.reason == "undefined"]  # fmt: skip
        if lost:
            machine.findings.append(
                RowsWithoutResult(expr.span, table.table.name, len(lost), table.place(min(lost)))
            )
    first = next(iter(sorted((*unknown, *unvalued))), None) if gap is not None else None
    step = Aggregated(
        expr, table.table, len(rows), len(matching), len(unknown), len(unvalued), low, high,
        tuple(_sample(expr, table, row) for row in islice(matching, MOST_SAMPLES)),
        None if first is None else _sample(expr, table, first),
    )  # fmt: skip
    parts = tuple(evaluate_expression(part, machine) for part in table.from_outside(expr))
    return Trace(value, expr.unit, step, parts, expr.span)


def _figure(expr: ex.Aggregate, figures: Sequence[Real], matching: int, rows: int) -> Real | Gap:
    """What the rows come to; a mean, a least or a share of nothing there is not."""
    nothing = Gap("undefined")
    match expr.function:
        case "count":
            return Fraction(matching)
        case "sum":
            return _added(figures)
        case "share":
            return Fraction(matching * 100, rows) if rows else nothing
        case "mean":
            return _added(figures) / Fraction(matching) if matching else nothing
        case "min":
            return reduce(least, figures) if matching else nothing
        case "max":
            return reduce(greatest, figures) if matching else nothing


def _added(figures: Sequence[Real]) -> Real:
    """The sum; exact figures are added first, which is quick."""
    total: Real = Fraction(sum(figure for figure in figures if not isinstance(figure, Approximate)))
    for figure in figures:
        if isinstance(figure, Approximate):
            total = total + figure
    return total


def _between(  # the facts of the matter
    expr: ex.Aggregate,
    table: TableRows,
    matching: Sequence[int],
    unknown: dict[int, Gap],
    unvalued: dict[int, Gap],
    rows: Sequence[int],
) -> Range:
    least, most = len(matching), len(matching) + len(unknown)
    match expr.function:
        case "count":
            return Fraction(least), Fraction(most)
        case "share" if rows:
            return Fraction(least * 100, len(rows)), Fraction(most * 100, len(rows))
        case "sum":
            return bounds_of_sum(expr.operand, table, matching, unknown, unvalued)
        case _:
            return None, None


def _real(value: Value) -> Real:
    if isinstance(value, Fraction | Approximate):
        return value
    return Fraction(value) if isinstance(value, int) else Fraction(0)


def _sample(expr: ex.Aggregate, table: TableRows, row: int) -> SampleRow:
    return SampleRow(
        table.place(row),
        None if expr.condition is None else table.traced(expr.condition, row),
        None if expr.operand is None else table.traced(expr.operand, row),
    )


def _decided(classification: Classification, rows: TableRows, machine: Named) -> Trace:
    key = name_key(classification.name)
    outcomes = rows.column(key)
    counts: dict[str, int] = {}
    for outcome in outcomes.values:
        if isinstance(outcome, str):
            counts[outcome] = counts.get(outcome, 0) + 1
    lost = [row for row, gap in outcomes.gaps.items() if gap.reason == "undefined"]
    if lost:
        problem = RowsWithoutResult(
            classification.span, rows.table.name, len(lost), rows.place(min(lost))
        )
        machine.findings.append(problem)
    first = min(outcomes.gaps, default=None)
    step = RowsDecided(
        classification,
        rows.table,
        machine.period,
        tuple((row, counts.get(name_key(row.name), 0)) for row in classification.outcomes),
        rows.size,
        tuple(
            SampleRow(rows.place(row), rows.traced(ex.ClassRef(classification.span, key), row), None)
            for row in _firsts(classification, outcomes.values)
        ),
        None if first is None else SampleRow(
            rows.place(first), rows.traced(ex.ClassRef(classification.span, key), first), None
        ),
    )  # fmt: skip
    decided = Fraction(rows.size - len(outcomes.gaps))
    parts = tuple(
        evaluate_expression(part, machine)
        for part in rows.from_outside(
            *(row.condition for row in classification.outcomes if row.condition is not None)
        )
    )
    return Trace(decided, rows.table.unit, step, parts, classification.span)


def _firsts(classification: Classification, outcomes: Sequence[object]) -> Iterator[int]:
    """The first row with each outcome."""
    for row in classification.outcomes:
        key = name_key(row.name)
        if key in outcomes:
            yield outcomes.index(key)
