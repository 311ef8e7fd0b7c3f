"""What several scores come to together, and between what that lies where some are missing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from kpirules.evaluate.approximate import Range, Real, greatest, least
from kpirules.evaluate.arithmetic import APPLY, Refusal, geometric_mean
from kpirules.model.blends import WEIGHTED, Blend


def blended(blend: Blend, scores: Sequence[Real], weights: Sequence[Fraction]) -> Real | Refusal:
    """The scores as one; their weights count where the blend is weighted."""
    match blend:
        case "weighted_mean":
            total: Real = Fraction(0)
            for score, weight in zip(scores, weights, strict=True):
                total = total + score * weight
            return total / sum(weights, Fraction(0))
        case "mean":
            return APPLY["mean"](scores)
        case "lowest":
            return reduce(least, scores)
        case "highest":
            return reduce(greatest, scores)
        case "geometric_mean" | "weighted_geometric_mean":
            return geometric_mean(scores, weights if blend in WEIGHTED else None)


def blended_range(blend: Blend, ranges: Sequence[Range], weights: Sequence[Fraction]) -> Range:
    """Between what scores come to together: no blend falls when one of its scores rises."""
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    return _end(blend, lows, weights, lowest=True), _end(blend, highs, weights, lowest=False)


def _end(
    blend: Blend, ends: Sequence[Real | None], weights: Sequence[Fraction], *, lowest: bool
) -> Real | None:
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        # The lowest of some is at most each of them, whatever the others are.
        bounded = blend == ("highest" if lowest else "lowest") and known
        return reduce(greatest if lowest else least, known) if bounded else None
    if "geometric" in blend and lowest:
        known = [greatest(end, Fraction(0)) for end in known]  # of less there is no such mean
    found = blended(blend, known, weights)
    return None if isinstance(found, str) else found
