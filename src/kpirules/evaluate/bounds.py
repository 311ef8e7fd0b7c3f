"""Between what a sum lies where figures of some rows are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from kpirules.evaluate.approximate import Approximate
from kpirules.evaluate.quick import Value
from kpirules.evaluate.rows import TableRows
from kpirules.evaluate.trace import Gap
from kpirules.model import expressions as ex
from kpirules.model.facts import NumberDomain

Range = tuple[Fraction | None, Fraction | None]


def bounds_of_sum(
    operand: ex.Expr | None,
    table: TableRows,
    matching: Sequence[int],
    unknown: Mapping[int, Gap],
    unvalued: Mapping[int, Gap],
) -> Range:
    """The range of a sum: a missing figure lies in its declared range, an open row may add nothing."""
    if operand is None:
        return None, None
    least, most = _declared(operand, table)
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    values, _ = table.every(operand, matching)
    open_values, _ = table.every(operand, tuple(unknown))
    if any(isinstance(value, Approximate) for value in (*values, *open_values)):
        return None, None
    known = sum((_exact(value) for value in values), Fraction(0))
    for _ in unvalued:
        low, high = _added(low, least), _added(high, most)
    for value in open_values:
        one = _exact(value) if value is not None else None
        below, above = (least, most) if one is None else (one, one)
        low = _added(low, None if below is None else min(below, Fraction(0)))
        high = _added(high, None if above is None else max(above, Fraction(0)))
    return _added(low, known), _added(high, known)


def _exact(value: Value) -> Fraction:
    return Fraction(value) if isinstance(value, int | Fraction) else Fraction(0)


def _added(total: Fraction | None, part: Fraction | None) -> Fraction | None:
    return None if total is None or part is None else total + part


def _declared(operand: ex.Expr, table: TableRows) -> Range:
    """The range of a plain column; nothing is said of what is computed."""
    if isinstance(operand, ex.ColumnRef) and operand.name in table.table.columns:
        domain = table.table.columns[operand.name].domain
        if isinstance(domain, NumberDomain):
            return domain.low, domain.high
    return None, None
