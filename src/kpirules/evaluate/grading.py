"""From a total to its band."""

from __future__ import annotations

from kpirules.evaluate.approximate import Real
from kpirules.evaluate.trace import Gap, Graded, Trace, Withheld
from kpirules.model.bands import Band, Bands
from kpirules.text.thai import name_key


def grade(bands: Bands, total: Trace) -> Trace:
    """The band a total lies in; for a withheld total, those it may still lie in."""
    if isinstance(total.value, Real):
        band = next((band for band in bands.bands if contains(band, total.value)), None)
        step = Graded(bands, band, (band,) if band is not None else ())
        value = name_key(band.name) if band is not None else Gap("undefined")
        span = band.span if band is not None else bands.span
        return Trace(value, None, step, (total,), span)
    possible = bands.bands
    if isinstance(total.step, Withheld):
        low, high = total.step.low, total.step.high
        possible = tuple(band for band in bands.bands if _meets(band, low, high))
    gap = total.value if isinstance(total.value, Gap) else Gap("undefined")
    if len(possible) == 1:
        return Trace(
            name_key(possible[0].name), None, Graded(bands, possible[0], possible), (total,),
            possible[0].span,
        )  # fmt: skip
    return Trace(gap, None, Graded(bands, None, possible), (total,), bands.span)


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
