"""Whether caps name a band, and can ever have an effect."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.bands import Bands
from kpirules.model.caps import BandCap, ScoreCap
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.semantics import cap_problems
from kpirules.semantics.bands import close_bands
from kpirules.semantics.case_sets import MOST_CASES, case_sets
from kpirules.semantics.conditions import Condition, Reader, opaque_parts
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.periods import periods_asked
from kpirules.semantics.relations import possible_cases
from kpirules.semantics.seen import Seen
from kpirules.semantics.totals import Totals, possible_totals, scores_of
from kpirules.text.nearest import nearest
from kpirules.text.thai import name_key


def check_score_caps(indicator: Indicator, rules: Rules) -> tuple[Problem, ...]:
    """Caps of a score that never have an effect."""
    if not indicator.caps:
        return ()
    greatest = scores_of(indicator, rules).high
    return tuple(
        problem
        for cap in indicator.caps
        for problem in _useless(cap, greatest, indicator.name, rules)
    )


def check_card_caps(seen: Seen, memory: Memory = FORGETFUL) -> tuple[Problem, ...]:
    """Caps of a total or a band that name no band, or never have an effect."""
    card = seen.card
    totals = possible_totals(seen, memory) if card.caps else None
    of = (card, totals)
    return memory.made(f"caps of {seen.key}", of, partial(_card_caps, card, totals, seen.rules))


def _card_caps(card: Scorecard, totals: Totals | None, rules: Rules) -> tuple[Problem, ...]:
    return tuple(_of_card(card, totals, rules))


def _of_card(card: Scorecard, totals: Totals | None, rules: Rules) -> Iterator[Problem]:
    if totals is not None:
        for cap in card.caps:
            yield from _useless(cap, totals.bounds.high, card.name, rules)
    bands = rules.bands.get(card.bands or "")
    for band_cap in card.band_caps:
        yield from _band_cap(band_cap, bands, card, rules)


def _band_cap(
    cap: BandCap, bands: Bands | None, card: Scorecard, rules: Rules
) -> Iterator[Problem]:
    if bands is None:
        yield cap_problems.NoBands(cap.span, card.name, card.span)
        return
    ordered = close_bands(bands.bands, None)[0]
    names = tuple(band.name for band in ordered)
    found = next((band for band in ordered if name_key(band.name) == cap.band), None)
    if found is None:
        written = _written(cap, rules)
        meant = nearest(written, names)
        yield cap_problems.UnknownBand(cap.band_span, written, bands.name, names, meant)
    elif found.name == ordered[-1].name:
        yield cap_problems.BestBand(cap.span, found.name, found.span)
    elif never_holds(cap.condition, rules):
        yield cap_problems.NeverHolds(cap.span, cap.condition.span)


def _written(cap: BandCap, rules: Rules) -> str:
    source = rules.sources.get(cap.band_span.file)
    return cap.band if source is None else source.text[cap.band_span.start : cap.band_span.end]


def _useless(
    cap: ScoreCap, greatest: Fraction | None, owner: str, rules: Rules
) -> Iterator[Problem]:
    if greatest is not None and cap.most >= greatest:
        yield cap_problems.NothingAbove(cap.span, owner, cap.most, greatest)
    elif never_holds(cap.condition, rules):
        yield cap_problems.NeverHolds(cap.span, cap.condition.span)


def never_holds(test: ex.Expr, rules: Rules) -> bool:
    """Whether a condition holds for no facts, in any year that is asked for.

    False too where that cannot be told case by case.
    """
    timeless = Reader(rules).read(test)
    opaque = opaque_parts(timeless)
    if not opaque:
        return _in_no_case(timeless, rules)
    if not all(part.dated for part in opaque):
        return False
    read = [Reader(rules, period).read(test) for period in periods_asked(rules)]
    return bool(read) and all(not opaque_parts(each) and _in_no_case(each, rules) for each in read)


def _in_no_case(read: Condition, rules: Rules) -> bool:
    cases = case_sets(rules.facts, [read])
    if not 0 < cases.size <= MOST_CASES:
        return False
    possible = possible_cases(cases, rules.facts)
    return possible is not None and possible != 0 and not cases.of(read) & possible
