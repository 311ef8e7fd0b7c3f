"""Bands: their open sides closed at their neighbours, and whether they hold every total once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from msgspec.structs import replace

from kpirules.model.bands import Band, Edge
from kpirules.semantics.band_problems import (
    BandBeyondReach,
    BandProblem,
    BandsOverlap,
    EmptyBand,
    GapBetweenBands,
    Mend,
    Placed,
    SameBandTwice,
)
from kpirules.semantics.intervals import (
    HIGHEST,
    LOWEST,
    Cut,
    Stretch,
    on_grid,
    snapped,
)


def close_bands(
    bands: tuple[Band, ...], decimals: int | None
) -> tuple[tuple[Band, ...], tuple[BandProblem, ...]]:
    """Bands from the lowest to the highest with their open sides closed, and what is wrong.

    The deciding value has `decimals` decimals; None is the exact value. A band
    with a lower edge only reaches up to where another band begins, one with an
    upper edge only reaches down to where another one ends. The outermost open
    sides stay without a limit: whether the outermost bands reach far enough
    depends on the totals there can be, see `ends`.
    """
    return close_on_grid(bands, None if decimals is None else Fraction(1, 10**decimals))


def close_on_grid(
    bands: tuple[Band, ...], grid: Fraction | None
) -> tuple[tuple[Band, ...], tuple[BandProblem, ...]]:
    """As `close_bands`, for a deciding value that is a multiple of `grid`."""
    placed, found = _examined(bands, grid)
    kept = {id(each.written) for each in placed}
    left_over = [band for band in bands if id(band) not in kept]
    closed = (*(each.closed for each in placed), *left_over)
    return closed, tuple(_with_mends(problem, bands, grid, len(found)) for problem in found)


def ends(
    bands: tuple[Band, ...],
    totals: Stretch,
    grid: Fraction | None,
    unrounded: Stretch | None = None,
) -> tuple[BandProblem, ...]:
    """Possible totals below the lowest band or above the highest one.

    `unrounded` is where the total would lie without rounding, for the message.
    """
    placed, _ = _examined(bands, grid)
    possible = on_grid(totals, grid)
    if not placed or possible.empty:
        return ()
    lowest = min(placed, key=lambda each: each.snapped.low)
    highest = max(placed, key=lambda each: each.snapped.high)
    found: list[BandProblem] = []
    if lowest.snapped.low > possible.low:
        gap = Stretch(totals.low, min(lowest.stretch.low, totals.high))
        opened = replace(lowest.written, low=None)
        mends = (*_opened(lowest.written, opened), Mend("new_row", lowest.written))
        found.append(
            GapBetweenBands(
                lowest.written.span,
                None,
                lowest.written,
                gap,
                grid,
                tuple(placed),
                mends,
                totals,
                unrounded,
            )
        )
    if highest.snapped.high < possible.high:
        gap = Stretch(max(highest.stretch.high, totals.low), totals.high)
        opened = replace(highest.written, high=None)
        mends = (*_opened(highest.written, opened), Mend("new_row", highest.written))
        found.append(
            GapBetweenBands(
                highest.written.span,
                highest.written,
                None,
                gap,
                grid,
                tuple(placed),
                mends,
                totals,
                unrounded,
            )
        )
    return tuple(found)


def out_of_reach(
    bands: tuple[Band, ...], totals: Stretch, grid: Fraction | None
) -> tuple[BandProblem, ...]:
    """Bands in which no possible total lies."""
    placed, _ = _examined(bands, grid)
    possible = on_grid(totals, grid)
    return tuple(
        BandBeyondReach(each.written.span, each.written, totals, tuple(placed))
        for each in placed
        if each.snapped.met(possible).empty
    )


# Closing


def _examined(
    bands: tuple[Band, ...], grid: Fraction | None
) -> tuple[list[Placed], list[BandProblem]]:
    """The bands that hold something, in order, and what is wrong with them all."""
    found: list[BandProblem] = [
        EmptyBand(band.span, band, grid) for band in bands if _is_empty(band, grid)
    ]
    solid = [band for band in bands if not _is_empty(band, grid)]
    meant = [_turned(band) or band for band in bands]
    if any(_turned(band) for band in bands):
        # Where a band whose two numbers were swapped would fit as it was meant,
        # the gap in its place is no second mistake.
        placed = _placed([band for band in meant if not _is_empty(band, grid)], grid)
        if not _collisions(placed, grid):
            return _placed(solid, grid), found
    placed = _placed(solid, grid)
    return placed, [*found, *_collisions(placed, grid)]


def _is_empty(band: Band, grid: Fraction | None) -> bool:
    return on_grid(_written(band), grid).empty


def _turned(band: Band) -> Band | None:
    """The band with its two numbers exchanged, if they are the wrong way round."""
    low, high = band.low, band.high
    if low is None or high is None or low.value <= high.value:
        return None
    return replace(band, low=replace(low, value=high.value), high=replace(high, value=low.value))


def _placed(bands: Sequence[Band], grid: Fraction | None) -> list[Placed]:
    """The bands from the lowest to the highest, each open side closed at a neighbour."""
    starts = {snapped(_low(edge), grid): edge for band in bands if (edge := band.low)}
    stops = {snapped(_high(edge), grid): edge for band in bands if (edge := band.high)}
    placed = []
    for band in bands:
        low, high = band.low, band.high
        if low is not None and high is None:
            higher = [cut for cut in starts if cut > snapped(_low(low), grid)]
            high = _meeting(starts[min(higher)]) if higher else None
        elif high is not None and low is None:
            lower = [cut for cut in stops if cut < snapped(_high(high), grid)]
            low = _meeting(stops[max(lower)]) if lower else None
        closed = replace(band, low=low, high=high)
        stretch = _written(closed)
        placed.append(Placed(band, closed, stretch, on_grid(stretch, grid)))
    return sorted(placed, key=lambda each: (each.snapped, each.stretch))


def _place(band: Band) -> tuple[str, int]:
    return band.span.file, band.span.start


def _meeting(edge: Edge) -> Edge:
    """The edge that meets this one: a value belongs to one side or to the other."""
    return Edge(edge.value, not edge.included, edge.span)


def _written(band: Band) -> Stretch:
    """The stretch between a band's edges."""
    return Stretch(
        LOWEST if band.low is None else _low(band.low),
        HIGHEST if band.high is None else _high(band.high),
    )


def _low(edge: Edge) -> Cut:
    return Cut(0, edge.value, after=not edge.included)


def _high(edge: Edge) -> Cut:
    return Cut(0, edge.value, after=edge.included)


# Gaps and overlaps


def _collisions(placed: list[Placed], grid: Fraction | None) -> list[BandProblem]:
    """Bands that are the same, bands that overlap, and gaps between bands."""
    found: list[BandProblem] = []
    single: list[Placed] = []
    for each in placed:
        same = next((other for other in single if other.snapped == each.snapped), None)
        if same is None:
            single.append(each)
        else:
            first, second = sorted((same.written, each.written), key=_place)
            found.append(SameBandTwice(second.span, first, second, tuple(placed)))
    for lower, upper in combinations(single, 2):
        if not lower.snapped.met(upper.snapped).empty:
            shared = lower.stretch.met(upper.stretch)
            found.append(
                BandsOverlap(
                    upper.written.span, lower.written, upper.written, shared, grid, tuple(placed)
                )
            )
    reach = single[0] if single else None
    for each in single[1:]:
        if reach is not None and each.snapped.low > reach.snapped.high:
            gap = Stretch(reach.stretch.high, each.stretch.low)
            found.append(
                GapBetweenBands(
                    reach.written.span, reach.written, each.written, gap, grid, tuple(placed)
                )
            )
        if reach is None or each.snapped.high > reach.snapped.high:
            reach = each
    return found


# Mends: each is tried, and offered only where it leaves fewer mistakes than there were


def _with_mends(
    problem: BandProblem, bands: tuple[Band, ...], grid: Fraction | None, count: int
) -> BandProblem:
    match problem:
        case EmptyBand():
            mends = _swapped(problem.band)
        case GapBetweenBands(lower=Band() as lower, upper=Band() as upper):
            mends = (*_joined(lower, upper, grid), Mend("new_row", lower))
        case BandsOverlap():
            mends = _joined(problem.lower, problem.upper, grid)
        case _:
            return problem
    kept = tuple(
        mend
        for mend in mends
        if mend.changed is None or len(_examined(_changed(bands, mend), grid)[1]) < count
    )
    return replace(problem, mends=kept)


def _swapped(band: Band) -> tuple[Mend, ...]:
    turned = _turned(band)
    return (Mend("swap", band, turned),) if turned is not None else ()


def _joined(lower: Band, upper: Band, grid: Fraction | None) -> tuple[Mend, ...]:
    """Either band moved to meet the other one.

    Where tables are written `from 60 to 74.99`, they stay so: the edge moves to
    the last value before the other band.
    """
    high, low = lower.high, upper.low
    closed = grid is not None and all(edge is not None and edge.included for edge in (high, low))
    mends = []
    if low is not None:
        met = Edge(low.value - grid, True, low.span) if closed and grid else _meeting(low)
        mends.append(Mend("lower", lower, replace(lower, high=met)))
    if high is not None:
        met = Edge(high.value + grid, True, high.span) if closed and grid else _meeting(high)
        mends.append(Mend("upper", upper, replace(upper, low=met)))
    return tuple(mends)


def _opened(band: Band, opened: Band) -> tuple[Mend, ...]:
    """The band without its outer edge, if another edge is left to tell where it lies."""
    if opened.low is None and opened.high is None:
        return ()
    return (Mend("open", band, opened),)


def _changed(bands: tuple[Band, ...], mend: Mend) -> tuple[Band, ...]:
    return tuple(
        mend.changed if band is mend.band and mend.changed is not None else band for band in bands
    )
