"""The least and the greatest that several scores can come to together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kpirules.model.blends import Blend
from kpirules.model.bounds import Bounds, either

_Limit = Fraction | None


def blended_bounds(blend: Blend, scores: Sequence[Bounds], weights: Sequence[Fraction]) -> Bounds:
    """Bounds of a blend, whose scores are free of each other; no score makes it fall by rising.

    Those of a geometric mean are wider than what it comes to, so that they are fractions.
    """
    lows, highs = [each.low for each in scores], [each.high for each in scores]
    match blend:
        case "weighted_mean":
            return Bounds(_mean(lows, weights), _mean(highs, weights))
        case "mean":
            alike = [Fraction(1)] * len(scores)
            return Bounds(_mean(lows, alike), _mean(highs, alike))
        case "lowest":
            return Bounds(either(scores).low, min(_known(highs), default=None))
        case "highest":
            return Bounds(max(_known(lows), default=None), either(scores).high)
        case "geometric_mean" | "weighted_geometric_mean":
            found = either(scores)
            low = Fraction(0) if found.low is None else max(found.low, Fraction(0))
            return Bounds(low, found.high)


def _mean(ends: Sequence[_Limit], weights: Sequence[Fraction]) -> _Limit:
    whole = sum(weights, Fraction(0))
    if whole <= 0:
        return None  # where weights come to nothing, which was reported, there is no mean
    total = Fraction(0)
    for end, weight in zip(ends, weights, strict=True):
        if end is None:
            return None
        total += end * weight
    return total / whole


def _known(ends: Sequence[_Limit]) -> list[Fraction]:
    return [end for end in ends if end is not None]
