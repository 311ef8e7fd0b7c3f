"""From conditions to the outcome of a decision table."""

from __future__ import annotations

from kpirules.evaluate.expressions import Named, evaluate_expression
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.problems import CasesClash
from kpirules.evaluate.trace import Decided, Gap, Trace
from kpirules.model.indicators import Classification
from kpirules.text.thai import name_key


def decide(table: Classification, names: Named) -> Trace:
    """The outcome of a decision table, each row looked at until it is decided."""
    looked_at: list[Trace] = []
    rows = []
    holding = []
    for row in table.outcomes:
        if row.condition is None:
            continue
        condition = evaluate_expression(row.condition, names)
        looked_at.append(condition)
        rows.append(row)
        if condition.value is True:
            holding.append(row)
            if table.hit == "first":
                break
        elif isinstance(condition.value, Gap) and table.hit == "first":
            break
    gap = gap_of(looked_at)
    otherwise = next((row for row in table.outcomes if row.condition is None), None)
    outcome = holding[0] if len(holding) == 1 else None
    if gap is None and not holding:
        outcome = otherwise
    if gap is None and outcome is None:
        names.findings.append(
            CasesClash(table.span, table.name, tuple(row.name for row in holding))
        )
        gap = Gap("undefined")
    step = Decided(table, outcome if gap is None else None, tuple(rows), names.period)
    if gap is not None or outcome is None:
        return Trace(gap or Gap("undefined"), None, step, tuple(looked_at), table.span)
    return Trace(name_key(outcome.name), None, step, tuple(looked_at), outcome.span)
