"""Rounding, which leaves a step in the trace."""

from __future__ import annotations

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.approximate import Real, Undecided, round_real
from kpirules.evaluate.problems import NotDecided
from kpirules.evaluate.trace import Gap, Rounded, Trace
from kpirules.model.rounding import Rounding


def round_trace(trace: Trace, rounding: Rounding | None, findings: list[Problem]) -> Trace:
    """The trace rounded, where there is a rounding and something to round."""
    if rounding is None or not isinstance(trace.value, Real):
        return trace
    try:
        value, tie = round_real(trace.value, rounding)
    except Undecided:
        findings.append(NotDecided(rounding.span, "rounding"))
        step = Rounded(rounding, trace.value, tie=False)
        return Trace(Gap("undefined"), trace.unit, step, (trace,), rounding.span)
    return Trace(value, trace.unit, Rounded(rounding, trace.value, tie), (trace,), rounding.span)


def limit(value: Real | None, rounding: Rounding | None) -> Real | None:
    """An end of a range rounded; none where its digits do not say to which side."""
    if value is None or rounding is None:
        return value
    try:
        return round_real(value, rounding)[0]
    except Undecided:
        return None
