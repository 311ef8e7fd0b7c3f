"""Caps: what a score, a total or a band may not be better than, while a condition holds."""

from fractions import Fraction

from msgspec import Struct

from kpirules.model.about import Because
from kpirules.model.expressions import Expr
from kpirules.text.span import Span


class ScoreCap(Struct, frozen=True):
    """A score, or a total, is at most this while the condition holds."""

    most: Fraction
    condition: Expr
    because: Because
    span: Span


class BandCap(Struct, frozen=True):
    """A band, by its key, that the total's may not be above while the condition holds."""

    band: str
    band_span: Span
    condition: Expr
    because: Because
    span: Span
