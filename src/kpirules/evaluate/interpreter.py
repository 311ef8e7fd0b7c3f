"""The definition of the language: what rules come to on given facts.

Every other way of computing a scorecard must agree with this one to the last
digit, and every explanation is a rendering of the traces made here.
"""

from __future__ import annotations

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.machine import Machine
from kpirules.evaluate.needs import foreign, needing_a_scorecard, needs_of
from kpirules.evaluate.trace import (
    Trace,
)
from kpirules.facts.facts import Facts
from kpirules.model.rules import Rules, seen_from, with_parts
from kpirules.model.scorecards import Missing, no_scorecard


def evaluate(
    rules: Rules, scorecard: str | None, facts: Facts, period: int | None = None
) -> Evaluation:
    """Evaluate a scorecard (by name key) on facts, in its own period or another fiscal year.

    Without a scorecard there are values, decision tables, and the results and
    scores of indicators, and a period is needed. The rules must be sound and the facts must conform to them.
    """
    card = no_scorecard(period or 0) if scorecard is None else rules.scorecards[scorecard]
    year = period if period is not None else card.period
    rules = seen_from(card, rules, year)
    machine = Machine(rules, card, facts, year)
    everyone = with_parts(card.indicators, rules.indicators)
    needed = needs_of(card.indicators, rules, card.expressions)
    machine.make_all(needed, everyone)
    totals = machine.totals
    outcomes = {key: totals.outcome(key) for key in everyone}
    total, band = totals.total, totals.band
    findings = tuple(_once(machine.findings))
    # What its own indicators are computed from belongs to the scorecard, whatever it builds on.
    own = needed - set(rules.indicators)
    alone = scorecard is None
    others = needing_a_scorecard(card, rules) if alone else foreign(card, rules) - own
    elsewhere = others | set(everyone)
    beside: dict[str, Trace] = {}
    scored: dict[str, tuple[Trace, Trace, Missing | None]] = {}
    for key in rules.order:
        if key in elsewhere:
            continue
        if key in rules.indicators:  # without a scorecard
            scored[key] = machine.outcome(key)
        else:
            beside[key] = machine.of(key)
    whole = {key: beside[key] for key in rules.values if key in beside}
    groups = {key: each for key, each in whole.items() if rules.values[key].grouping is not None}
    values = {key: each for key, each in whole.items() if key not in groups}
    tables = rules.classifications.items()
    classes = {key: beside[key] for key, each in tables if key in beside and each.table is None}
    rows = {key: beside[key] for key, each in tables if key in beside and each.table is not None}
    follow = {
        key: machine.fact(key) for key, each in rules.facts.items() if each.formula is not None
    }
    return Evaluation(
        rules,
        card,
        machine.period,
        facts,
        values,
        classes,
        outcomes,
        totals.components,
        total,
        band,
        findings,
        tuple(found for found in _once(machine.findings) if found not in findings),
        follow,
        rows,
        groups,
        {key: result for key, (result, _, _) in scored.items()},
        {key: score for key, (_, score, _) in scored.items()},
    )


def _once(findings: list[Problem]) -> list[Problem]:
    return list({repr(finding): finding for finding in findings}.values())
