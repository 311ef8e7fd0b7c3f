"""Totals by a formula over components, indicators, facts and values."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.evaluate.approximate import Range, Undecided
from kpirules.evaluate.expression_ranges import Ranges
from kpirules.evaluate.expressions import evaluate_expression
from kpirules.evaluate.rounding import limit, round_trace
from kpirules.evaluate.sums import Sums
from kpirules.evaluate.trace import (
    Added,
    CancelledHere,
    Capped,
    Computed,
    Gap,
    NotApplicableHere,
    NotScored,
    ResultOf,
    ScoredByFormula,
    TotalByFormula,
    Trace,
    Weighted,
    Withheld,
)
from kpirules.model import expressions as ex
from kpirules.model.expressions import Expr
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import Rounding
from kpirules.model.scorecards import Component
from kpirules.model.units import POINT
from kpirules.text.thai import name_key


def formula_total(totals: Sums, formula: Expr) -> Trace:
    """What the formula comes to; withheld where a missing operand makes it missing."""
    card = totals.card
    made = evaluate_expression(formula, totals.names)
    if isinstance(made.value, Gap) and made.value.reason != "undefined":
        low, high = range_of_formula(totals, formula, card.total_rounding)
        members = list(card.indicators)
        behind = set(_behind(made))
        missing = tuple(key for key in members if key in behind)
        return totals.withheld(card, members, missing, (low, high), (made,), made.value)
    total = Trace(made.value, POINT, TotalByFormula(card), (made,), card.total_span)
    return round_trace(total, card.total_rounding, totals.findings)


def range_of_formula(totals: Sums, formula: Expr, rounding: Rounding | None) -> Range:
    """Between what such a total lies, as far as its parts are limited."""
    try:
        low, high = Ranges(totals).of(formula)
    except Undecided:
        return None, None
    return limit(low, rounding), limit(high, rounding)


def _behind(made: Trace) -> Iterator[str]:
    """The indicators of the year for want of which a formula has no value."""
    waiting = [made]
    while waiting:
        here = waiting.pop()
        if not isinstance(here.value, Gap):
            continue
        match here.step:
            case (
                Weighted(indicator=indicator)
                | NotScored(indicator=indicator)
                | ResultOf(indicator=indicator)
                | CancelledHere(indicator=indicator)
                | ScoredByFormula(indicator=indicator)
                | NotApplicableHere(owner=Indicator() as indicator)
                | Capped(of=Indicator() as indicator)
                | Withheld(of=Indicator() as indicator)
            ):
                yield name_key(indicator.name)
            case Withheld(of=Component(), missing=missing):
                yield from missing
            case Added(counted_out=counted_out):
                yield from (key for key, _ in counted_out)
            case Computed(expression=ex.InYear() | ex.OverYears()):
                continue
            case _:
                waiting.extend(here.parts)
