"""Telling traces: each value once, with what it was made of."""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.alternatives import alternatives
from kpirules.explain.cited import (
    about_lines,
    about_of,
    about_sources,
    citations,
    figure_remarks,
)
from kpirules.explain.layers import Identity, below, identity, peeled
from kpirules.explain.marks import mark_remarks
from kpirules.explain.numbers import figure
from kpirules.explain.outline import Field, amount, field, subject
from kpirules.explain.overrides import overrides
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.telling import Telling
from kpirules.explain.working import working
from kpirules.model.expressions import OfParts
from kpirules.model.indicators import Indicator
from kpirules.model.overrides import ComponentBefore, WeightBefore
from kpirules.model.scorecards import Component, Scorecard
from kpirules.prose.words import Line, line, value
from kpirules.text.span import Span
from kpirules.text.thai import name_key

Unfolding = Generator["Unfolding", Telling, Telling]
"""A telling being made: it asks for those of its parts, and is sent them."""


class _Row(NamedTuple):
    """A part of an indicator: what it is, and what the reader has just been told."""

    what: Field
    trace: Trace
    just_told: frozenset[Identity]


class Teller:
    """Tells the traces of an evaluation; what it has told once it does not tell again.

    `depth` is how many levels of parts are told; None is all. Parts of an
    indicator are called by what they are (`score`), or, with `named_in_full`,
    also by whose they are.
    """

    def __init__(
        self,
        evaluation: Evaluation,
        reader: Reader,
        depth: int | None = None,
        *,
        named_in_full: bool = False,
    ) -> None:
        self.evaluation = evaluation
        self.reader = reader
        self._depth = depth
        self._named_in_full = named_in_full
        self._told: set[Identity] = set()

    def trace(self, trace: Trace) -> Telling:
        """A trace and what it is made of."""
        return _made(self._trace(trace, 0))

    def indicator(self, outcome: IndicatorOutcome) -> Telling:
        """An indicator: its result, its score, its weighted score."""
        return _made(self._indicator(outcome, 0))

    def alone(self, trace: Trace) -> Telling:
        """A trace without its parts."""
        return self._telling(trace, 0)

    def _trace(self, trace: Trace, level: int, row: _Row | None = None) -> Unfolding:
        core = peeled(trace).core
        match core.step:
            case (
                tr.Added(of=Component() | Scorecard() as whole)
                | tr.Blended(of=Scorecard() as whole)
                | tr.Withheld(of=Component() | Scorecard() as whole)
            ) if self._is_of_card(core) and not _by_formula(whole):
                return (yield from self._sum(trace, whole, level))
            case _:
                pass
        if isinstance(core.step, tr.Blended | tr.Withheld) and isinstance(core.step.of, Indicator):
            return (yield from self._of_parts(trace, core.step.of, level, row))
        key = identity(trace)
        just_told = row.just_told if row else frozenset()
        parts = [part for part in below(trace) if identity(part) not in just_told]
        if key in self._told:
            return self._again(trace, row)
        self._told.add(key)
        if self._too_deep(level):
            return self._telling(trace, level, row, left_out=len(parts))
        told = []
        for part in parts:
            told.append((yield self._trace(part, level + 1)))  # noqa: PERF401  # a yield
        return self._telling(trace, level, row, tuple(told))

    def _telling(
        self,
        trace: Trace,
        level: int,
        row: _Row | None = None,
        parts: tuple[Telling, ...] = (),
        left_out: int = 0,
    ) -> Telling:
        reader = self.reader
        # Notes speak of the thing that is explained itself: all of them at every part would bury it.
        asides = about_lines(about_of(trace), reader) if level == 0 else ()
        spans: tuple[Span, ...] = (trace.span,)
        if isinstance(trace.step, tr.FactSupplied):
            asides = (*figure_remarks(trace.step.supplied, reader), *asides)
            spans = (trace.step.supplied.span, trace.span)
        return Telling(
            self._called(trace, row),
            amount(trace, reader),
            trace,
            spans,
            remarks=working(trace, reader),
            alternatives=alternatives(trace, reader),
            cited=citations(trace) if row is None else (),  # the indicator cites for its parts
            asides=asides,
            parts=parts,
            left_out=left_out,
        )

    def _again(self, trace: Trace, row: _Row | None) -> Telling:
        called = self._called(trace, row)
        return Telling(called, amount(trace, self.reader), trace, (trace.span,), repeated=True)

    def _called(self, trace: Trace, row: _Row | None) -> Line:
        if row is None or self._named_in_full:
            return subject(trace, self.reader)
        return field(row.what, self.reader)

    # -- an indicator

    def _indicator(self, outcome: IndicatorOutcome, level: int) -> Unfolding:
        indicator, reader = outcome.indicator, self.reader
        called = reader.called(indicator.name, indicator.label)
        summary = self._summary(outcome)
        rows = _rows(outcome)
        key = ("indicator", indicator.name, 0)
        again = key in self._told
        self._told.add(key)
        told = []
        if not again and not self._too_deep(level):
            for row in rows:
                told.append((yield self._trace(row.trace, level + 1, row)))  # noqa: PERF401  # a yield
        return Telling(
            called,
            summary,
            outcome.weighted,
            (indicator.span,),
            remarks=()
            if again
            else (
                *overrides(indicator, ComponentBefore, reader),
                *mark_remarks(indicator, reader),
            ),
            cited=() if again else about_sources(indicator.about),
            asides=about_lines(indicator.about, reader) if level == 0 else (),
            parts=tuple(told),
            outcome=outcome,
            repeated=again,
            left_out=0 if told or again else len(rows),
        )

    def _summary(self, outcome: IndicatorOutcome) -> Line:
        reader = self.reader
        score, weighted = outcome.score, outcome.weighted
        if isinstance(score.value, Gap):
            missing = reader.missing(score.value)
            if outcome.counted_out:
                return reader.say("{missing}, takes no part", "{missing} ไม่นับรวม", missing=missing)
            return reader.say("{missing}, no score", "{missing} ไม่มีคะแนน", missing=missing)
        if outcome.part_of is not None:
            return self._part_summary(outcome, outcome.part_of)
        return reader.say(
            "score {score}, weighted score {weighted}", "คะแนน {score} คะแนนถ่วงน้ำหนัก {weighted}",
            score=_digits(score), weighted=_digits(weighted),
        )  # fmt: skip

    def _part_summary(self, outcome: IndicatorOutcome, part_of: OfParts) -> Line:
        reader = self.reader
        score = reader.say("score {score}", "คะแนน {score}", score=_digits(outcome.score))
        if not outcome.is_added:
            return score
        return reader.say(
            "{score}, which adds {weighted} to {whole}", "{score} คิดเป็น {weighted} คะแนนของ {whole}",
            score=score, weighted=_digits(outcome.weighted), whole=reader.name(part_of.indicator),
        )  # fmt: skip

    # -- sums

    def _sum(self, trace: Trace, whole: Component | Scorecard, level: int) -> Unfolding:
        key = ("sum", whole.name if isinstance(whole, Component) else "", 0)
        if key in self._told:
            return self._again(trace, None)
        self._told.add(key)
        members = self._members(whole) if isinstance(whole, Component) else ()
        sums = self._components(name_key(whole.name) if isinstance(whole, Component) else None)
        if self._too_deep(level):
            return self._telling(trace, level, left_out=len(members) + len(sums))
        told = []
        for member in members:
            told.append((yield self._indicator(member, level + 1)))  # noqa: PERF401  # a yield
        for part in sums:
            told.append((yield self._trace(part, level + 1)))  # noqa: PERF401  # a yield
        return self._telling(trace, level, parts=tuple(told))

    # -- indicators made of others

    def _of_parts(self, trace: Trace, whole: Indicator, level: int, row: _Row | None) -> Unfolding:
        key = identity(trace)
        if key in self._told:
            return self._again(trace, row)
        self._told.add(key)
        parts = self.evaluation.parts_of(whole)
        if self._too_deep(level):
            return self._telling(trace, level, row, left_out=len(parts))
        told = []
        for part in parts:
            told.append((yield self._indicator(part, level + 1)))  # noqa: PERF401  # a yield
        return self._telling(trace, level, row, tuple(told))

    def _components(self, within: str | None) -> tuple[Trace, ...]:
        """The sums of the components directly within one; None for those at the top."""
        parts = self.evaluation.scorecard.parts_of(within)
        return tuple(self.evaluation.components[name_key(part.name)] for part in parts)

    def _members(self, component: Component) -> tuple[IndicatorOutcome, ...]:
        key = name_key(component.name)
        outcomes = self.evaluation.indicators.values()
        return tuple(outcome for outcome in outcomes if outcome.indicator.component == key)

    def _is_of_card(self, core: Trace) -> bool:
        """Whether this is the scorecard's own total or one of its components, without caps."""
        if any(isinstance(part.step, tr.Capped) for part in core.parts):
            return False  # what the caps ask and find is told first
        own = (self.evaluation.total, *self.evaluation.components.values())
        return any(peeled(trace).core is core for trace in own)

    def _too_deep(self, level: int) -> bool:
        return self._depth is not None and level >= self._depth


def _by_formula(whole: Component | Scorecard) -> bool:
    """Whether this is a total whose formula says what it is made of."""
    return isinstance(whole, Scorecard) and whole.formula is not None


def _rows(outcome: IndicatorOutcome) -> list[_Row]:
    """What there is to tell of an indicator, in the order in which it is computed."""
    result, score = identity(outcome.result), identity(outcome.score)
    weight, weighted = outcome.weight, outcome.weighted
    rows = [
        _Row("result", outcome.result, frozenset()),
        _Row("score", outcome.score, frozenset({result})),
    ]
    if outcome.indicator.made_of is not None:
        rows = [_Row("score", outcome.result, frozenset())]  # its parts make its score at once
        score = result
    if isinstance(weight.step, tr.Redistributed) or _reweighted(outcome):
        rows.append(_Row("weight", weight, frozenset()))
    if outcome.is_added and not isinstance(weighted.value, Gap):
        told = frozenset({score, identity(outcome.score), identity(weight)})
        rows.append(_Row("weighted", weighted, told))
    return rows


def _reweighted(outcome: IndicatorOutcome) -> bool:
    """Whether the scorecard gives the indicator another weight than its own."""
    return any(isinstance(each.before, WeightBefore) for each in outcome.indicator.overrides)


def _digits(trace: Trace) -> Line:
    number = trace.value
    if not isinstance(number, Real):
        return line("–")  # a dash, as tables have it
    return (value(figure(number, places_of(trace))),)


def _made(first: Unfolding) -> Telling:
    """Run a telling to its end, with a stack of its own: chains of values may be long."""
    waiting = [first]
    answer: Telling | None = None
    while True:
        try:
            asked = waiting[-1].send(answer) if answer is not None else next(waiting[-1])
        except StopIteration as done:
            made: Telling = done.value
            waiting.pop()
            if not waiting:
                return made
            answer = made
        else:
            waiting.append(asked)
            answer = None
