"""What examples should try: both sides of every edge, every row of a table, every policy."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kpirules.evaluate.scoring import score_bounds
from kpirules.explain.numbers import figure
from kpirules.model import expressions as ex
from kpirules.model.bounds import Bounds, bounds_of
from kpirules.model.facts import NumberDomain
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import rounded
from kpirules.model.rules import Rules, seen_from
from kpirules.model.scorecards import Missing, Scorecard
from kpirules.model.scoring import FromPoint, Level, Scale, ToPoint
from kpirules.semantics.seen import seen_by_each
from kpirules.semantics.totals import possible_totals
from kpirules.text.span import Span

Side = Literal["short", "at", "past"]
"""Just short of an edge, exactly on it, just past it, as results get better."""

Limit = Fraction | None


class Window(Struct, frozen=True):
    """The values that are on a side of an edge: one value, or all between two, ends excluded."""

    low: Limit
    high: Limit

    @property
    def point(self) -> Limit:
        """The value, if it is only one."""
        return self.low if self.low is not None and self.low == self.high else None

    def holds(self, value: Fraction) -> bool:
        """Whether a value is among them."""
        if self.point is not None:
            return value == self.point
        return (self.low is None or value > self.low) and (self.high is None or value < self.high)

    def meets(self, bounds: Bounds) -> bool:
        """Whether any value within bounds is among them."""
        if self.point is not None:
            return (bounds.low is None or self.point >= bounds.low) and (
                bounds.high is None or self.point <= bounds.high
            )
        above = self.low is None or bounds.high is None or bounds.high > self.low
        below = self.high is None or bounds.low is None or bounds.low < self.high
        return above and below


class EdgeDemand(Struct, frozen=True, tag="edge"):
    """A result beside a target level, or a total beside the edge of a band.

    `of` is the key of the indicator; None for the total. `named` is the score of the
    level, or the band that begins there. `distance` is whether values are distances.
    """

    card: str
    of: str | None
    named: str
    edge: Fraction
    side: Side
    window: Window
    span: Span
    distance: bool = False


class RowDemand(Struct, frozen=True, tag="row"):
    """A row of a decision table that decides; `row` is its name, `span` where it stands."""

    of: str
    row: str
    span: Span


class PolicyDemand(Struct, frozen=True, tag="policy"):
    """A missing indicator to which a policy of the scorecard is applied."""

    card: str
    status: Missing
    span: Span


Demand = EdgeDemand | RowDemand | PolicyDemand


def demands(rules: Rules) -> tuple[Demand, ...]:
    """Everything that examples of a rule book should try, in the order it is declared."""
    return (*_of_cards(rules), *_of_tables(rules))


def _of_cards(rules: Rules) -> Iterator[Demand]:
    for key, card in rules.scorecards.items():
        seen = seen_from(card, rules)
        for member in _members(card.indicators, seen):
            indicator = seen.indicators[member]
            if indicator.scale is not None and indicator.cancelled is None:
                yield from _of_levels(key, member, indicator, indicator.scale, seen)
        yield from _of_bands(key, card, seen)
        cancelled = any(seen.indicators[each].cancelled for each in card.indicators)
        for policy in card.policies:
            if policy.status == "cancelled" and not cancelled:
                continue  # only rules cancel, no example can
            yield PolicyDemand(key, policy.status, policy.span)


def _members(keys: tuple[str, ...], rules: Rules) -> Iterator[str]:
    """Indicators, each followed by those it is made of."""
    for key in keys:
        yield key
        if rules.indicators[key].made_of is not None:
            parts = (part for part, each in rules.indicators.items() if each.component == key)
            yield from _members(tuple(parts), rules)


def _of_tables(rules: Rules) -> Iterator[Demand]:
    for key, table in rules.classifications.items():
        for row in table.outcomes:
            yield RowDemand(key, row.name, row.span)


# ------------------------------------------------------------------------ levels


def _of_levels(
    card: str, key: str, indicator: Indicator, scale: Scale, rules: Rules
) -> Iterator[Demand]:
    distance = scale.method.nearer_to is not None
    edges = [(each.at, figure(each.score), each.span) for each in _edges(scale)]
    higher = scale.method.direction == "higher"
    step = _step_of_result(indicator, rules)
    bounds = Bounds(Fraction(0), None) if distance else _bounds(indicator, rules)
    values = sorted(at for at, _, _ in edges)
    for at, named, span in edges:
        for side, window in _sides(at, values, step, higher=higher):
            if side != "at" and indicator.stages is not None and (side, at) != ("short", values[0]):
                continue  # the next stage is an edge of its own
            if window.meets(bounds):
                yield EdgeDemand(card, key, named, at, side, window, span, distance)


def _edges(scale: Scale) -> list[Level | FromPoint | ToPoint]:
    """The levels, and the points to which lines go on beyond them."""
    found: list[Level | FromPoint | ToPoint] = list(scale.levels)
    if isinstance(scale.method.below, FromPoint):
        found.insert(0, scale.method.below)
    if isinstance(scale.method.above, ToPoint):
        found.append(scale.method.above)
    return found


def _sides(
    at: Fraction, values: list[Fraction], step: Limit, *, higher: bool
) -> Iterator[tuple[Side, Window]]:
    """The three sides of an edge; where values have no step, all up to the next edge."""
    index = values.index(at)
    under = Window(values[index - 1] if index else None, at)
    over = Window(at, values[index + 1] if index + 1 < len(values) else None)
    if step is not None:
        under, over = Window(at - step, at - step), Window(at + step, at + step)
    yield "short", under if higher else over
    yield "at", Window(at, at)
    yield "past", over if higher else under


def _bounds(indicator: Indicator, rules: Rules) -> Bounds:
    """Between what results lie, as far as declarations tell."""
    bounds = bounds_of(indicator.formula, rules)
    if indicator.rounding is None:
        return bounds
    return Bounds(*(_rounded(limit, indicator) for limit in (bounds.low, bounds.high)))


def _rounded(limit: Limit, indicator: Indicator) -> Limit:
    if limit is None or indicator.rounding is None:
        return limit
    return rounded(limit, indicator.rounding)[0]


def _step_of_result(indicator: Indicator, rules: Rules) -> Limit:
    """How far results are apart at least: their rounding, or the decimals of the one fact."""
    if indicator.stages is not None:
        return Fraction(1)
    if indicator.rounding is not None:
        return indicator.rounding.step
    formula = indicator.formula
    if isinstance(formula, ex.ValueRef) and formula.name in rules.values:
        rounding = rules.values[formula.name].rounding
        return None if rounding is None else rounding.step
    if isinstance(formula, ex.FactRef) and formula.name in rules.facts:
        domain = rules.facts[formula.name].domain
        if isinstance(domain, NumberDomain) and domain.decimals is not None:
            return Fraction(1, 10**domain.decimals)
    return None


# ------------------------------------------------------------------------- bands


def _of_bands(key: str, card: Scorecard, rules: Rules) -> Iterator[Demand]:
    bands = rules.bands.get(card.bands or "")
    if bands is None:
        return
    step = _step_of_total(card, on_rounded=bands.on_rounded)
    bounds = _bounds_of_total(key, card, rules)
    edges = [
        (upper.low.value, upper.name, upper.low.span)
        for lower, upper in pairwise(bands.bands)
        if upper.low is not None
    ]
    values = sorted(at for at, _, _ in edges)
    for at, named, span in edges:
        for side, window in _sides(at, values, step, higher=True):
            if window.meets(bounds):
                yield EdgeDemand(key, None, named, at, side, window, span)


def _step_of_total(card: Scorecard, *, on_rounded: bool) -> Limit:
    """How far totals are apart at least, as far as roundings say."""
    if card.total_rounding is not None and on_rounded:
        return card.total_rounding.step
    if card.blend is None and card.sums_rounded and card.weighted_rounding is not None:
        return card.weighted_rounding.step
    return None


def _bounds_of_total(key: str, card: Scorecard, rules: Rules) -> Bounds:
    if card.blend is not None or card.formula is not None:
        alone = replace(rules, scorecards={key: card})
        (seen,) = seen_by_each(alone, alone)
        return possible_totals(seen).bounds
    low: Limit = Fraction(0)
    high: Limit = Fraction(0)
    for member in card.indicators:
        indicator = rules.indicators[member]
        least, most = score_bounds(indicator)
        low = None if low is None or least is None else low + least * indicator.weight / card.whole
        high = None if high is None or most is None else high + most * indicator.weight / card.whole
    return Bounds(low, high)
