"""Caps: a score or total that may be no higher, a band that may be no better."""

from __future__ import annotations

from collections.abc import Sequence

from kpirules.evaluate.approximate import Real, Undecided
from kpirules.evaluate.expressions import Named, evaluate_expression
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.problems import NotDecided
from kpirules.evaluate.trace import Capped, Gap, Graded, Trace
from kpirules.model.bands import Band
from kpirules.model.caps import BandCap, ScoreCap
from kpirules.model.indicators import Indicator
from kpirules.model.scorecards import Scorecard
from kpirules.model.units import POINT
from kpirules.text.thai import name_key

Range = tuple[Real | None, Real | None]


def capped(before: Trace, of: Indicator | Scorecard, within: Range, names: Named) -> Trace:
    """A score or total under its caps; `within` is where one that is missing lies.

    A cap of which it is not known whether it applies leaves the figure open
    between what it would be with it and without; one that would not lower it
    leaves nothing open.
    """
    conditions = tuple(evaluate_expression(cap.condition, names) for cap in of.caps)
    try:
        return _capped(before, of, conditions, within)
    except Undecided:
        names.findings.append(NotDecided(of.caps[0].span, "score"))
        step = Capped(of, None, (), None, None)
        return Trace(Gap("undefined"), POINT, step, (before, *conditions), of.caps[0].span)


def _capped(
    before: Trace, of: Indicator | Scorecard, conditions: tuple[Trace, ...], within: Range
) -> Trace:
    sure = _strictest(_those(of.caps, conditions, holds=True))
    possible = _those(of.caps, conditions, holds=None)
    parts = (before, *conditions)
    if isinstance(before.value, Gap):
        low, high = within
        least = [cap.most for cap in (*possible, *([sure] if sure else []))]
        if high is None or (sure is not None and sure.most < high):
            high = high if sure is None else sure.most
        low = None if low is None else _least([low, *least])
        step = Capped(of, sure, (), low, high)
        return Trace(before.value, POINT, step, parts, before.span)
    assert isinstance(before.value, Real)  # noqa: S101  # scores and totals are numbers
    binding = sure if sure is not None and sure.most < before.value else None
    value: Real = before.value if binding is None else binding.most
    lower = sorted({cap.most for cap in possible if cap.most < value})
    span = before.span if binding is None else binding.span
    if not lower:
        return Trace(value, POINT, Capped(of, binding, (), value, value), parts, span)
    open_ = (
        condition
        for cap, condition in zip(of.caps, conditions, strict=True)
        if cap in possible and cap.most < value
    )
    step = Capped(of, binding, (*lower, value), lower[0], value)
    return Trace(gap_of(open_) or Gap("undefined"), POINT, step, parts, span)


def _those(
    caps: Sequence[ScoreCap], conditions: Sequence[Trace], *, holds: bool | None
) -> list[ScoreCap]:
    """The caps whose condition holds; with None, those of which that is not known."""
    return [
        cap for cap, condition in zip(caps, conditions, strict=True) if _verdict(condition) is holds
    ]


def _verdict(condition: Trace) -> bool | None:
    return condition.value if isinstance(condition.value, bool) else None


def _strictest(caps: list[ScoreCap]) -> ScoreCap | None:
    return min(caps, key=lambda cap: cap.most, default=None)


def _least(figures: Sequence[Real]) -> Real:
    least = figures[0]
    for each in figures[1:]:
        least = min(least, each)
    return least


def band_capped(graded: Trace, caps: Sequence[BandCap], names: Named) -> Trace:
    """A band that may not be better than its caps say.

    A cap of which it is not known whether it applies leaves both bands possible.
    """
    step = graded.step
    assert isinstance(step, Graded)  # noqa: S101  # the caller graded
    ranks = {name_key(band.name): rank for rank, band in enumerate(step.bands.bands)}
    conditions = tuple(evaluate_expression(cap.condition, names) for cap in caps)
    limits = [(ranks[cap.band], _verdict(each)) for cap, each in zip(caps, conditions, strict=True)]
    best = len(ranks) - 1
    sure = min((rank for rank, verdict in limits if verdict is True), default=best)
    open_ = [rank for rank, verdict in limits if verdict is None]
    found: set[int] = set()
    for band in step.possible:
        here = min(ranks[name_key(band.name)], sure)
        found.add(here)
        found.update(min(here, rank) for rank in open_)
    possible = tuple(band for rank, band in enumerate(step.bands.bands) if rank in found)
    return _regraded(graded, step, possible, tuple(caps), conditions)


def _regraded(
    graded: Trace,
    step: Graded,
    possible: tuple[Band, ...],
    caps: tuple[BandCap, ...],
    conditions: tuple[Trace, ...],
) -> Trace:
    band = possible[0] if len(possible) == 1 else None
    new = Graded(step.bands, band, possible, step.possible, caps)
    parts = (*graded.parts, *conditions)
    if band is None:
        gap = graded.value if isinstance(graded.value, Gap) else gap_of(conditions)
        return Trace(gap or Gap("undefined"), None, new, parts, graded.span)
    if band == step.band:
        return Trace(graded.value, None, new, parts, graded.span)
    rank_of = name_key(band.name)
    span = next((cap.span for cap in caps if cap.band == rank_of), graded.span)
    return Trace(rank_of, None, new, parts, span)
