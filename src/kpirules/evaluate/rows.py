"""The rows of a table being evaluated.

What an expression comes to in a row is what `evaluate_expression` says, as
everywhere. That makes a trace for each row, which is needed for a few of them
only; for the others there are quick functions (`quick.py`) that say the same
of rows in which nothing is missing. Rows they cannot decide are left to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.approximate import Approximate
from kpirules.evaluate.deciding import decide
from kpirules.evaluate.expressions import Named, evaluate_expression
from kpirules.evaluate.quick import Column, NotQuick, Quick, Undecided, Value, quick, quick_decision
from kpirules.evaluate.trace import CellSupplied, Gap, LetOf, Trace
from kpirules.facts.facts import Cell, Rows
from kpirules.model import expressions as ex
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing
from kpirules.model.tables import Table
from kpirules.text.span import Span


class TableRows:
    """The rows of a table: supplied columns, and computed ones and outcomes as they are asked for."""

    def __init__(self, rules: Rules, key: str, supplied: Rows, machine: Named) -> None:
        self.rules = rules
        self.key = key
        self.table: Table = rules.tables[key]
        self.size = supplied.size
        self._supplied = supplied
        self._machine = machine
        self._columns: dict[str, Column] = {}
        self._quick: dict[int, Quick | None] = {}

    def place(self, row: int) -> Span:
        """Where a row stands."""
        return self._supplied.place(row)

    def column(self, key: str) -> Column:
        """A column, or the outcomes of a decision table for each row."""
        if key not in self._columns:
            if key in self.table.columns:
                self._columns[key] = self._cells(key)
            elif key in self.table.lets:
                formula = self.table.lets[key].formula
                self._columns[key] = _column(*self.every(formula, range(self.size)))
            else:
                self._columns[key] = self._outcomes(key)
        return self._columns[key]

    def every(self, expr: ex.Expr, rows: Sequence[int]) -> tuple[list[Value], dict[int, Gap]]:
        """What an expression comes to in each of some rows, None where nothing; and why nothing."""
        if id(expr) not in self._quick:
            self._quick[id(expr)] = self._made_quick(expr)
        return self._each(rows, self._quick[id(expr)], expr)

    def traced(self, expr: ex.Expr, row: int) -> Trace:
        """What an expression comes to in a row, and how."""
        return evaluate_expression(expr, _RowNames(self, self._machine, row))

    def constant(self, expr: ex.Expr) -> Cell:
        """What an expression comes to that is about no row."""
        value = evaluate_expression(expr, self._machine).value
        if isinstance(value, Gap | Approximate):
            raise NotQuick
        return value

    def is_about_row(self, expr: ex.Expr) -> bool:
        """Whether an expression has another value in each row."""
        match expr:
            case ex.ColumnRef():
                return True
            case ex.ClassRef():
                return self.rules.classifications[expr.name].table == self.key
            case ex.Aggregate():
                return False
            case _:
                return any(self.is_about_row(part) for part in ex.children(expr))

    def from_outside(self, *exprs: ex.Expr) -> Iterator[ex.Expr]:
        """The named values that expressions take from outside the rows, each once."""
        seen: set[object] = set()
        pending = list(reversed(exprs))
        while pending:
            part = pending.pop()
            for inner in self._behind(part):
                key = getattr(inner, "name", inner.span), type(inner)
                if key in seen:
                    continue
                seen.add(key)
                match inner:
                    case ex.ColumnRef():
                        if inner.name in self.table.lets:
                            pending.append(self.table.lets[inner.name].formula)
                    case ex.ClassRef() if self.is_about_row(inner):
                        rows = self.rules.classifications[inner.name].outcomes
                        pending.extend(row.condition for row in rows if row.condition is not None)
                    case _:
                        yield inner

    def _behind(self, expr: ex.Expr) -> Iterator[ex.Expr]:
        """The names in an expression, and figures over other rows."""
        inside = (
            tuple(part for part in (expr.operand, expr.condition) if part is not None)
            if isinstance(expr, ex.Aggregate)
            else (expr,)
        )
        pending = list(reversed(inside))
        while pending:
            part = pending.pop()
            whole = isinstance(part, ex.Aggregate | ex.InYear | ex.OverYears)
            if whole or not (ex.children(part) or _is_literal(part)):
                yield part
            else:
                pending.extend(reversed(ex.children(part)))

    # -- columns

    def _cells(self, key: str) -> Column:
        values = self._supplied.columns[key]
        reasons = self._supplied.missing.get(key, {})
        gaps = {
            row: self._machine.lacking(reasons.get(row, "absent"), self.key)
            for row, value in enumerate(values)
            if value is None
        } if None in values else {}  # fmt: skip
        return Column([*values], gaps)

    def _outcomes(self, key: str) -> Column:
        classification = self.rules.classifications[key]
        try:
            made: Quick | None = quick_decision(classification, self)
        except NotQuick:
            made = None
        expr = ex.ClassRef(classification.span, key)
        return Column(*self._each(range(self.size), made, expr))

    def _made_quick(self, expr: ex.Expr) -> Quick | None:
        try:
            return quick(expr, self)
        except NotQuick:
            return None

    def _each(
        self, rows: Sequence[int], made: Quick | None, expr: ex.Expr
    ) -> tuple[list[Value], dict[int, Gap]]:
        if made is not None and not made.blank:
            try:
                return list(map(made.value, rows)), {}
            except (ZeroDivisionError, Undecided):
                pass
        values: list[Value] = []
        gaps: dict[int, Gap] = {}
        for row in rows:
            value = self._one(row, made, expr)
            if isinstance(value, Gap):
                gaps[row] = value
                values.append(None)
            else:
                values.append(value)
        return values, gaps

    def _one(self, row: int, made: Quick | None, expr: ex.Expr) -> Value | Gap:
        if made is not None and row not in made.blank:
            try:
                value: Value = made.value(row)
            except (ZeroDivisionError, Undecided):
                pass
            else:
                return value
        return self.traced(expr, row).value


def _column(values: list[Value], gaps: dict[int, Gap]) -> Column:
    return Column(values, gaps, not any(isinstance(value, Approximate) for value in values))


def _is_literal(expr: ex.Expr) -> bool:
    return isinstance(expr, ex.Number | ex.Flag | ex.Option | ex.Words | ex.Date)


class _RowNames:
    """What names come to in one row. Findings stay here: a row without a result is told as one."""

    def __init__(self, rows: TableRows, machine: Named, row: int) -> None:
        self.findings: list[Problem] = []
        self._rows = rows
        self._machine = machine
        self._row = row
        self.period = machine.period
        self.elsewhen = machine.elsewhen

    def lacking(self, reason: Missing, fact: str) -> Gap:
        return self._machine.lacking(reason, fact)

    def in_year(self, period: int) -> Named:
        """Another year has other rows: only what is about no row has a value there."""
        return self._machine.in_year(period)

    def named(self, expr: ex.Expr) -> Trace:
        match expr:
            case ex.ColumnRef():
                return self._column(expr)
            case ex.ClassRef() if self._rows.is_about_row(expr):
                return decide(self._rows.rules.classifications[expr.name], self)
            case _:
                return self._machine.named(expr)

    def _column(self, expr: ex.ColumnRef) -> Trace:
        table, place = self._rows.table, self._rows.place(self._row)
        let = table.lets.get(expr.name)
        if let is not None:
            made = evaluate_expression(let.formula, self)
            return Trace(made.value, let.unit, LetOf(let, place), (made,), let.span)
        cells, column = self._rows.column(expr.name), table.columns[expr.name]
        value = cells.values[self._row]
        step = CellSupplied(column, place)
        if value is None:
            return Trace(cells.gaps[self._row], column.unit, step, (), column.span)
        if isinstance(value, int) and not isinstance(value, bool):
            value = Fraction(value)
        return Trace(value, column.unit, step, (), column.span)
