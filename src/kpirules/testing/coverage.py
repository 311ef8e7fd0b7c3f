"""What examples have tried of what they should try, told by the traces of what they expect."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from kpirules.evaluate import trace as tr
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import Trace
from kpirules.model.rules import Rules
from kpirules.model.scorecards import PolicyLine
from kpirules.testing.demands import Demand, EdgeDemand, PolicyDemand, RowDemand, demands
from kpirules.testing.examples import Outcome
from kpirules.text.thai import name_key


class Covered(Struct, frozen=True):
    """A demand, and the names of the examples and cases that meet it."""

    demand: Demand
    by: tuple[str, ...]


class _Scored(Struct, frozen=True):
    """An indicator's score was made of a result; of the total (None), a band."""

    card: str
    of: str | None
    value: Fraction


class _Row(Struct, frozen=True):
    """A row of a decision table decided."""

    of: str
    row: str
    start: int


class _Policy(Struct, frozen=True):
    """A policy was applied."""

    card: str
    status: str


_Event = _Scored | _Row | _Policy


def coverage(rules: Rules, outcomes: tuple[Outcome, ...]) -> tuple[Covered, ...]:
    """Each demand of a rule book with the examples that meet it.

    Only what an example expects, and found, counts: figures that were computed
    on the way to nothing that was asked for are not tested.
    """
    seen: dict[_Event, dict[str, None]] = {}
    for outcome in outcomes:
        for event in _events(outcome):
            seen.setdefault(event, {})[outcome.name] = None
    return tuple(Covered(demand, _met(demand, seen)) for demand in demands(rules))


def _met(demand: Demand, seen: dict[_Event, dict[str, None]]) -> tuple[str, ...]:
    names = (names for event, names in seen.items() if _meets(event, demand))
    return tuple(dict.fromkeys(name for each in names for name in each))


def _meets(event: _Event, demand: Demand) -> bool:
    match event, demand:
        case _Scored(), EdgeDemand():
            same = (event.card, event.of) == (demand.card, demand.of)
            return same and demand.window.holds(event.value)
        case _Row(), RowDemand():
            return (event.of, event.row, event.start) == (
                demand.of, demand.row, demand.span.start,
            )  # fmt: skip
        case _Policy(), PolicyDemand():
            return (event.card, event.status) == (demand.card, demand.status)
        case _:
            return False


def tries(demand: Demand, trace: Trace, evaluation: Evaluation) -> bool:
    """Whether an example that expects a figure would meet a demand."""
    card = name_key(evaluation.scorecard.name)
    return any(_meets(event, demand) for event in _below([trace], card))


def _events(outcome: Outcome) -> Iterator[_Event]:
    if outcome.evaluation is None:
        return
    expected = [
        check.trace for check in outcome.checks if check.problem is None and check.trace is not None
    ]
    yield from _below(expected, name_key(outcome.evaluation.scorecard.name))


def _below(traces: list[Trace], card: str) -> Iterator[_Event]:
    seen: set[int] = set()
    waiting = list(traces)
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            waiting.extend(here.parts)
            yield from _told(here, card)


def _told(trace: Trace, card: str) -> Iterator[_Event]:
    match trace.step:
        case (
            tr.Interpolated(indicator=indicator)
            | tr.Stepped(indicator=indicator)
            | tr.BelowFirst(indicator=indicator)
            | tr.AboveLast(indicator=indicator)
        ):
            yield from _scored(card, name_key(indicator.name), trace.parts[0])
        case tr.Graded() if trace.parts:
            yield from _scored(card, None, trace.parts[0])
        case tr.Decided(classification=table, outcome=row) if row is not None:
            yield _Row(name_key(table.name), row.name, row.span.start)
        case tr.RowsDecided(classification=table, counts=counts):
            for row, count in counts:
                if count:
                    yield _Row(name_key(table.name), row.name, row.span.start)
        case tr.Redistributed(policies=policies) | tr.Withheld(policies=policies):
            yield from _applied(card, policies)
        case (
            tr.ScoredZero(policy=policy)
            | tr.CarriedOver(policy=policy)
            | tr.NotCarried(policy=policy)
        ):
            yield from _applied(card, (policy,))
        case tr.Added(counted_out=counted_out) | tr.Blended(counted_out=counted_out):
            yield from _applied(card, tuple(policy for _, policy in counted_out))
        case _:
            return


def _scored(card: str, of: str | None, result: Trace) -> Iterator[_Event]:
    if isinstance(result.value, Fraction):
        yield _Scored(card, of, result.value)


def _applied(card: str, policies: tuple[PolicyLine, ...]) -> Iterator[_Event]:
    for policy in policies:
        yield _Policy(card, policy.status)
