"""A trace seen in layers: a name, the roundings under it, and the computation at the core."""

from __future__ import annotations

from typing import NamedTuple

from kpirules.evaluate.trace import (
    Aggregated,
    CancelledHere,
    Capped,
    CarriedOver,
    Chosen,
    Computed,
    Decided,
    Derived,
    Distance,
    FactAbsent,
    FactSupplied,
    FellBack,
    Graded,
    Grouped,
    InForce,
    Literally,
    NotApplicableHere,
    ResultOf,
    Rounded,
    RowsDecided,
    ScoredByFormula,
    StagesReached,
    TableAbsent,
    TotalByFormula,
    Trace,
    ValueOf,
    WeightOf,
    Withheld,
)
from kpirules.model.scorecards import Scorecard

Identity = tuple[str, str, int] | int


class Layers(NamedTuple):
    """What `peeled` finds; `roundings` go from the innermost outwards."""

    named: Trace | None
    roundings: tuple[Trace, ...]
    core: Trace


def peeled(trace: Trace) -> Layers:
    """The layers of a trace. What another name stands for is not opened."""
    named = None
    if isinstance(trace.step, ResultOf | ValueOf) and trace.parts:
        named, trace = trace, trace.parts[0]
    roundings: list[Trace] = []
    while isinstance(trace.step, Rounded) and trace.parts:
        roundings.append(trace)
        trace = trace.parts[0]
    return Layers(named, tuple(reversed(roundings)), trace)


def identity(trace: Trace) -> Identity:
    """The same for two traces of one thing in one year; where it has no name, the trace's own."""
    year = year_of(trace) or 0
    match trace.step:
        case FactSupplied(fact=fact) | FactAbsent(fact=fact) | Derived(fact=fact):
            return "fact", fact.name, year
        case RowsDecided(classification=classification):
            return "class", classification.name, year
        case InForce(parameter=parameter):
            return "parameter", parameter.name, year
        case ValueOf(value=value):
            return "value", value.name, year
        case ResultOf(indicator=indicator):
            return "result", indicator.name, year
        case Distance(indicator=indicator):
            return "distance", indicator.name, year
        case Decided(classification=classification):
            return "class", classification.name, year
        case Grouped(value=value):
            return "groups", value.name, year
        case _:
            return id(peeled(trace).core)


def year_of(trace: Trace) -> int | None:
    """The fiscal year a named thing is of; None for what has no year of its own."""
    match trace.step:
        case FactSupplied(supplied=supplied):
            return supplied.period
        case (
            FactAbsent(period=period)
            | InForce(period=period)
            | ValueOf(period=period)
            | ResultOf(period=period)
            | Decided(period=period)
            | NotApplicableHere(period=period)
            | CarriedOver(period=period)
            | CancelledHere(period=period)
            | Derived(period=period)
            | RowsDecided(period=period)
            | Grouped(period=period)
            | TableAbsent(period=period)
        ):
            return period
        case _:
            return None


def leaves(*traces: Trace) -> tuple[Trace, ...]:
    """The values some formulas are made of, each once, in the order of the formulas.

    Numbers that a formula itself states are left out. The leaf of anything
    but a formula is that thing.
    """
    found: dict[Identity, Trace] = {}
    waiting = list(reversed(traces))
    while waiting:
        here = waiting.pop()
        match here.step:
            case Computed():
                waiting.extend(reversed(here.parts))
            case Literally():
                pass
            case _:
                found.setdefault(identity(here), here)
    return tuple(found.values())


def facts_behind(trace: Trace) -> tuple[Trace, ...]:
    """The supplied facts a trace was made of, at whatever depth, each year's once."""
    found: dict[Identity, Trace] = {}
    seen: set[int] = set()
    waiting = [trace]
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if isinstance(here.step, FactSupplied):
            found.setdefault(identity(here), here)
        waiting.extend(reversed(here.parts))
    return tuple(found.values())


def below(trace: Trace) -> tuple[Trace, ...]:
    """What an explanation of the trace goes on to explain."""
    core = peeled(trace).core
    match core.step:
        case Literally() | WeightOf() | Grouped():
            return ()
        case FactSupplied() | FactAbsent() | InForce() | ValueOf() | ResultOf():
            return () if core is trace else (core,)
        case Computed():
            return leaves(core)
        case Withheld(of=Scorecard(formula=formula)) if formula is not None and (
            not isinstance(core.parts[0].step, Capped)
        ):
            return leaves(*core.parts)
        case ScoredByFormula() | TotalByFormula():
            made, *result = core.parts
            opened = made.parts if isinstance(made.step, Chosen | FellBack) else (made,)
            return leaves(*opened, *result)
        case Capped():
            before, *conditions = core.parts
            return (before, *leaves(*conditions))
        case Graded():
            total, *conditions = core.parts
            return (total, *leaves(*conditions))
        case Chosen() | FellBack() | NotApplicableHere() | Decided() | StagesReached():
            return leaves(*core.parts)
        case CarriedOver():
            own, previous = core.parts
            return (*below(own), previous)
        case Derived():
            made = core.parts[0]
            return made.parts if isinstance(made.step, Aggregated) else leaves(made)
        case _:
            return tuple(part for part in core.parts if not isinstance(part.step, WeightOf))
