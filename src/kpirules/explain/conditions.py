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
    if not isinstance(trace.value, bool):
        return line(rule, ": ", amount(trace, reader))
    verdict = holds(reader, yes=trace.value)
    if isinstance(trace.step, Computed) and rule != values:
        return line(rule, " ", verdict, " (", values, ")")
    return line(rule, " ", verdict)


def deciding(trace: Trace) -> tuple[Trace, ...]:
    """The parts of a condition that make it what it is, down to single comparisons.

    They are those that came out as the whole did: an `and` fails by the part
    that fails, holds by all of its parts, and is open by those that are open.
    """
    found: list[Trace] = []
    waiting = [trace]
    while waiting:
        here = waiting.pop()
        match here.step:
            case Computed(expression=All() | Any()):
                alike = [part for part in here.parts if _verdict(part) == _verdict(here)]
                waiting.extend(reversed(alike))
            case Computed(expression=Not()) if isinstance(here.parts[0].step, Computed):
                waiting.append(here.parts[0])
            case _:
                found.append(here)
    return tuple(found)


def _verdict(trace: Trace) -> bool | None:
    return trace.value if isinstance(trace.value, bool) else None
