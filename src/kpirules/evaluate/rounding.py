"""Rounding, which leaves a step in the trace."""

from __future__ import annotations

from fractions import Fraction

from kpirules.evaluate.trace import Rounded, Trace
from kpirules.model.rounding import Rounding, rounded


def round_trace(trace: Trace, rounding: Rounding | None) -> Trace:
    """The trace rounded, where there is a rounding and something to round."""
    if rounding is None or not isinstance(trace.value, Fraction):
        return trace
    value, tie = rounded(trace.value, rounding)
    return Trace(value, trace.unit, Rounded(rounding, trace.value, tie), (trace,), rounding.span)
