"""From a total to its band."""

from __future__ import annotations

from kpirules.evaluate.approximate import Real
from kpirules.evaluate.trace import Capped, Gap, Graded, Trace, Withheld
from kpirules.model.bands import Band, Bands
from kpirules.text.thai import name_key


def grade(bands: Bands, total: Trace) -> Trace:
    """The band a total lies in; for a withheld total, those it may still lie in."""
    if isinstance(total.value, Real):
        band = next((band for band in bands.bands if contains(band, total.value)), None)
        found = (band,) if band is not None else ()
        step = Graded(bands, band, found, found)
        value = name_key(band.name) if band is not None else Gap("undefined")
        span = band.span if band is not None else bands.span
        return Trace(value, None, step, (total,), span)
    possible = bands.bands
    if isinstance(total.step, Withheld):
        possible = tuple(band for band in bands.bands if _may_be_in(band, total, total.step))
    gap = total.value if isinstance(total.value, Gap) else Gap("undefined")
    if len(possible) == 1:
        return Trace(
            name_key(possible[0].name), None, Graded(bands, possible[0], possible, possible), (total,),
            possible[0].span,
        )  # fmt: skip
    return Trace(gap, None, Graded(bands, None, possible, possible), (total,), bands.span)


def _may_be_in(band: Band, total: Trace, withheld: Withheld) -> bool:
    """Whether a withheld total may lie in a band; an open cap leaves it but a few figures."""
    inner = total.parts[0].step if total.parts else None
    if isinstance(inner, Capped) and inner.figures:
        return any(contains(band, figure) for figure in inner.figures)
    return _meets(band, withheld.low, withheld.high)


def contains(band: Band, value: Real) -> bool:
    """Whether a value lies in a band."""
    low, high = band.low, band.high
    if low is not None and (value < low.value or (value == low.value and not low.included)):
        return False
    return high is None or value < high.value or (value == high.value and high.included)


def _meets(band: Band, low: Real | None, high: Real | None) -> bool:
    """Whether a band and the closed range from low to high have a value in common."""
    if high is not None and band.low is not None:
        edge = band.low
        if high < edge.value or (high == edge.value and not edge.included):
            return False
    if low is not None and band.high is not None:
        edge = band.high
        if low > edge.value or (low == edge.value and not edge.included):
            return False
    return True
