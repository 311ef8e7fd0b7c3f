"""Bands: named intervals of a total."""

from fractions import Fraction

from msgspec import Struct

from kpirules.model.about import About
from kpirules.text.span import Span


class Edge(Struct, frozen=True):
    """An end of a band; `included` says whether the edge itself belongs to it."""

    value: Fraction
    included: bool
    span: Span


class Band(Struct, frozen=True):
    """An interval with a name; an absent edge is no limit on that side.

    A band written with a lower edge only reaches up to its neighbour: `high`
    is then the neighbour's lower edge, not included.
    """

    name: str
    label: str | None
    low: Edge | None
    high: Edge | None
    span: Span


class Bands(Struct, frozen=True):
    """Bands from the lowest to the highest; they neither overlap nor leave gaps."""

    name: str
    label: str | None
    bands: tuple[Band, ...]
    on_rounded: bool
    about: About
    span: Span
