"""Conditions: what they ask, whether they hold, and which part of one decides."""

from __future__ import annotations

from kpirules.evaluate.trace import Computed, Trace
from kpirules.explain.formulas import filled, rule_of
from kpirules.explain.outline import amount, holds
from kpirules.explain.reader import Reader
from kpirules.model.expressions import All, Any, Not
from kpirules.prose.words import Line, line


def condition(trace: Trace, reader: Reader) -> Line:
    """A condition and whether it holds: `dependents above 2 does not hold (1 > 2)`."""
    rule, values = rule_of(trace, reader), filled(trace, reader)
    verdict = (
        holds(reader, yes=trace.value) if isinstance(trace.value, bool) else amount(trace, reader)
    )
    if isinstance(trace.step, Computed) and rule != values:
        return line(rule, " ", verdict, " (", values, ")")
    return line(rule, " ", verdict)


def deciding(trace: Trace) -> tuple[Trace, ...]:
    """The parts of a condition that make it what it is.

    An `and` that fails fails by its last part looked at; an `or` that fails
    fails by all of them; one that holds, the other way round.
    """
    found: list[Trace] = []
    waiting = [trace]
    while waiting:
        here = waiting.pop()
        match here.step:
            case Computed(expression=All()) if here.value is False:
                waiting.append(_last(here, value=False))
            case Computed(expression=Any()) if here.value is True:
                waiting.append(_last(here, value=True))
            case Computed(expression=All() | Any()) if here.parts:
                waiting.extend(reversed(here.parts))
            case Computed(expression=Not()) if here.parts and isinstance(
                here.parts[0].step, Computed
            ):
                waiting.append(here.parts[0])
            case _:
                found.append(here)
    return tuple(found)


def _last(trace: Trace, *, value: bool) -> Trace:
    return next((part for part in reversed(trace.parts) if part.value is value), trace.parts[-1])
