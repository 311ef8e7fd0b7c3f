"""Facts that bring a result, a total or a decision to where no example has been.

One fact is changed at a time, by the inversion that why-nots use; whatever is
found has been evaluated, and came out there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from math import floor

from msgspec import Struct

from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import FactSupplied, Trace
from kpirules.explain.inverse.again import evaluating
from kpirules.explain.inverse.changes import changes
from kpirules.explain.inverse.thresholds import Threshold, result_for
from kpirules.explain.layers import facts_behind
from kpirules.facts.facts import NO_FACTS, Facts, Plain, Supplied
from kpirules.facts.relations import disagreements
from kpirules.model.facts import DateDomain, Fact, NumberDomain, OptionsDomain, YesNoDomain
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing
from kpirules.semantics.cases import case_of
from kpirules.testing.changed_facts import again, supplied, with_fact
from kpirules.testing.coverage import tries
from kpirules.testing.demands import Demand, EdgeDemand, PolicyDemand, RowDemand, Window
from kpirules.testing.searching import searched
from kpirules.text.thai import name_key


class Found(Struct, frozen=True):
    """An evaluation that meets a demand, and the figure that shows it."""

    evaluation: Evaluation
    shows: Trace


def facts_for(demand: Demand, rules: Rules, bases: tuple[Evaluation, ...]) -> Found | None:
    """An evaluation that meets a demand; None where changing one fact does not lead there.

    `bases` are evaluations to start from, besides one on made-up facts.
    """
    match demand:
        case RowDemand():
            return _row(demand, rules, bases)
        case EdgeDemand() | PolicyDemand():
            here = [base for base in bases if name_key(base.scorecard.name) == demand.card]
            card = rules.scorecards[demand.card]
            made_up = evaluate(rules, demand.card, _made_up(rules, card.period), card.period)
            for base in (*here, made_up):
                for tried in _tried(demand, base):
                    found = _meets(demand, tried)
                    if found is not None:
                        fewer = _meets(demand, _alone(found.evaluation, found.shows))
                        return fewer if fewer is not None else found
            return None


def _meets(demand: EdgeDemand | PolicyDemand, evaluation: Evaluation) -> Found | None:
    if not evaluation.facts.entries:
        return None  # an example that gives nothing shows nothing
    shows = evaluation.total
    if isinstance(demand, EdgeDemand):
        if demand.of is None:
            if evaluation.band is None:
                return None
            shows = evaluation.band
        elif demand.of in evaluation.indicators:
            shows = evaluation.indicators[demand.of].score
    wrong = disagreements(evaluation.facts, evaluation.rules, evaluation.period)
    return Found(evaluation, shows) if not wrong and tries(demand, shows, evaluation) else None


def _tried(demand: EdgeDemand | PolicyDemand, base: Evaluation) -> Iterator[Evaluation]:
    """The base, and what it becomes where one fact is changed."""
    yield base
    if isinstance(demand, PolicyDemand):
        yield from _withheld(demand.status, base)
    elif demand.of is None:
        yield from _totals(demand, base)
        if base.scorecard.formula is not None or base.scorecard.blend is not None:
            yield from searched(demand.edge, base)
    elif demand.of in base.indicators:
        base = _alone(base, base.indicators[demand.of].result)
        outcome = base.indicators[demand.of]
        for wanted in _results(demand, outcome):
            yield from _changed(outcome, wanted, base, demand.edge)


def _alone(base: Evaluation, trace: Trace) -> Evaluation:
    """The base on the facts behind a figure only: relations to others are in nobody's way."""
    steps = (each.step for each in facts_behind(trace))
    behind = [step.supplied for step in steps if isinstance(step, FactSupplied)]
    if base.facts.tables:
        return base
    return again(base, Facts({(each.name, each.period): each for each in behind}, {}))


# ------------------------------------------------------------------------- edges


def _results(demand: EdgeDemand, outcome: IndicatorOutcome) -> Iterator[Window]:
    """The results wanted; distances are on either side of what is best."""
    scale = outcome.indicator.scale
    best = scale.method.nearer_to if scale is not None else None
    if best is None:
        yield demand.window
        return
    low, high = demand.window.low, demand.window.high
    yield Window(
        None if low is None else best.result + low, None if high is None else best.result + high
    )
    yield Window(
        None if high is None else best.result - high, None if low is None else best.result - low
    )


def _changed(
    outcome: IndicatorOutcome, wanted: Window, base: Evaluation, edge: Fraction
) -> Iterator[Evaluation]:
    """The base with one fact changed so that the indicator's result comes to a window."""
    now = outcome.result.value
    if not isinstance(now, Fraction):
        return
    point = wanted.point
    for upwards in (True, False):
        end = wanted.low if upwards else wanted.high
        if end is None or (now >= end if upwards else now <= end):
            end = edge if point is None and wanted.low is None and wanted.high is None else None
        if end is not None:
            threshold = Threshold(end, included=point is not None)
            yield from _reaching(outcome, threshold, base, upwards=upwards)


def _reaching(
    outcome: IndicatorOutcome, threshold: Threshold, base: Evaluation, *, upwards: bool
) -> Iterator[Evaluation]:
    key = name_key(outcome.indicator.name)
    then = evaluating(base, lambda changed: changed.indicators[key].result)
    found = changes(
        outcome.result, threshold, then, base.rules, base.facts, base.period, upwards=upwards
    )
    for change in found:
        if change.verdict == "enough" and change.to is not None:
            yield with_fact(base, change.fact, change.to)


def _totals(demand: EdgeDemand, base: Evaluation) -> Iterator[Evaluation]:
    """The base with results changed so that the total comes to a window.

    One indicator alone is tried first; where it is not enough it goes as far as its
    levels do, and the next one is tried.
    """
    low, high = demand.window.low, demand.window.high
    if low is not None and high is not None:
        target = (low + high) / 2
    else:
        target = demand.edge + (1 if high is None else -1)
    # A second time, as a jump at a level may have gone past the total.
    for key in (*base.indicators, *base.indicators):
        yield from _moved(key, target, base)
        base = next(_far(key, target, base), base)


def _moved(key: str, target: Fraction, base: Evaluation) -> Iterator[Evaluation]:
    """The base with an indicator's score as the total needs it."""
    outcome, total = base.indicators[key], base.total.value
    scale, score, weight = outcome.indicator.scale, outcome.score.value, outcome.weight.value
    now = outcome.result.value
    if scale is None or not weight or not isinstance(now, Fraction):
        return
    if isinstance(total, Fraction) and isinstance(score, Fraction) and isinstance(weight, Fraction):
        share = (target - total) * base.scorecard.whole / weight
        threshold = result_for(outcome.indicator, scale, score + share, now)
        if threshold is not None:
            wanted = Threshold(threshold.value)
            yield from _reaching(outcome, wanted, base, upwards=now < threshold.value)


def _far(key: str, target: Fraction, base: Evaluation) -> Iterator[Evaluation]:
    """The base with an indicator's result at the outermost level on the way to a total."""
    outcome, total = base.indicators[key], base.total.value
    scale, now = outcome.indicator.scale, outcome.result.value
    if scale is None or not isinstance(now, Fraction) or not isinstance(total, Fraction):
        return
    if scale.method.nearer_to is not None:
        return
    level = scale.levels[-1 if target > total else 0]
    if level.at != now:
        wanted = Threshold(level.at)
        yield from _reaching(outcome, wanted, base, upwards=now < level.at)


# -------------------------------------------------------------- policies and rows


def _withheld(status: Missing, base: Evaluation) -> Iterator[Evaluation]:
    """The base without one fact."""
    for (key, period), given in base.facts.entries.items():
        if period == base.period and given.value is not None:
            gone = Supplied(key, period, None, status, status.replace("_", " "), "suggestion")
            yield again(base, base.facts.replaced(gone))


def _row(demand: RowDemand, rules: Rules, bases: tuple[Evaluation, ...]) -> Found | None:
    table = rules.classifications[demand.of]
    row = next(each for each in table.outcomes if each.span == demand.span)
    for base in bases:
        given = case_of(table, row, rules, base.period)
        entries = {
            (name_key(each.fact.name), base.period): supplied(each.fact, base.period, each.value)
            for each in given
        }
        card = name_key(base.scorecard.name)
        known = card if card in rules.scorecards else None
        evaluation = evaluate(rules, known, Facts(entries, {}), base.period)
        shows = evaluation.classes.get(demand.of)
        if given and shows is not None and tries(demand, shows, evaluation):
            return Found(evaluation, shows)
    return None


# ------------------------------------------------------------------------- facts


def starting_point(rules: Rules, card: str | None, period: int) -> Evaluation:
    """An evaluation on no facts at all."""
    return evaluate(rules, card, NO_FACTS, period)


def _made_up(rules: Rules, period: int) -> Facts:
    """A value for every fact, in the middle of its range, as relations between facts allow."""
    values: dict[str, Plain] = {key: _middle(fact) for key, fact in rules.facts.items()}
    for _ in rules.facts:
        for key, fact in rules.facts.items():
            for relation in fact.relations:
                if relation.operator in {"<=", ">=", "="}:
                    values[key] = values[relation.other]
    entries = {
        (key, period): supplied(rules.facts[key], period, value)
        for key, value in values.items()
        if rules.facts[key].formula is None
    }
    return Facts(entries, {})


_SOME = Fraction(10_000)


def _middle(fact: Fact) -> Plain:
    match fact.domain:
        case NumberDomain(low=low, high=high, decimals=decimals):
            start = low if low is not None else Fraction(0)
            end = high if high is not None else start + 2 * _SOME
            places = decimals if decimals is not None else 2
            middle = Fraction(floor((start + end) / 2 * 10**places), 10**places)
            return max(start, middle)
        case YesNoDomain():
            return True
        case OptionsDomain(options=options):
            return name_key(options[0])
        case DateDomain(low=first, high=last):
            return first or last or dt.date(2023, 1, 1)
        case _:
            return ""
