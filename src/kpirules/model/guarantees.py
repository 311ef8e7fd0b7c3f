"""Guarantees: properties the rules promise, for a proof to confirm."""

from fractions import Fraction

from msgspec import Struct

from kpirules.text.span import Span


class Rising(Struct, frozen=True, tag=True):
    """The result or score never falls (`rising`) or never rises as a fact grows."""

    fact: str
    rising: bool
    span: Span


class Bounded(Struct, frozen=True, tag=True):
    """A field stays between two values, both included."""

    field: str
    low: Fraction
    high: Fraction
    span: Span


class Continuous(Struct, frozen=True, tag=True):
    """The score makes no jumps."""

    span: Span


class EveryCaseDecided(Struct, frozen=True, tag=True):
    """No input is left without an outcome."""

    span: Span


class WithholdingNeverHelps(Struct, frozen=True, tag=True):
    """Leaving a fact out never raises the total."""

    fact: str
    span: Span


Guarantee = Rising | Bounded | Continuous | EveryCaseDecided | WithholdingNeverHelps
