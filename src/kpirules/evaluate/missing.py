"""What a missing operand does to the whole: one written rule.

A missing operand makes the result of every operator and function missing,
also where a factor is zero: missing is not zero and has no bounds. Where
several are missing, the reason that can never be mended counts first: a
computation without result, then not applicable, cancelled, absent, not
announced. Three operators know better: `and` is no as soon as one condition
is no, `or` is yes as soon as one is yes, and `if` looks only at the branch it
takes. A sum or mean over years needs every one of them. `known` and `or else` ask whether there is a value.
"""

from __future__ import annotations

from collections.abc import Iterable

from kpirules.evaluate.trace import Gap, NotScored, ResultOf, Trace, Withheld

_GRAVITY = ("undefined", "not_applicable", "cancelled", "absent", "not_announced")


def gap_of(parts: Iterable[Trace]) -> Gap | None:
    """The gap that parts leave in the whole; None when all have a value."""
    return together(part.value for part in parts if isinstance(part.value, Gap))


def together(several: Iterable[Gap]) -> Gap | None:
    """The gap that several leave in the whole; None where there is none."""
    gaps = tuple(dict.fromkeys(several))
    if not gaps:
        return None
    reason = min((gap.reason for gap in gaps), key=_GRAVITY.index)
    facts = dict.fromkeys(fact for gap in gaps for fact in gap.facts)
    elsewhen = dict.fromkeys(fact for gap in gaps for fact in gap.elsewhen)
    return Gap(reason, tuple(facts), tuple(elsewhen))


def withheld(trace: Trace) -> Withheld | None:
    """Why a sum, or a score made of others, is not given; None where that is not the reason."""
    while isinstance(trace.step, NotScored | ResultOf) and trace.parts:
        trace = trace.parts[0]
    return trace.step if isinstance(trace.step, Withheld) else None
