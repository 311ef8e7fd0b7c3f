"""Scorecards: components, weights, how scores become a total and a band."""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.model.about import About
from kpirules.model.guarantees import Guarantee
from kpirules.model.indicators import Indicator
from kpirules.model.overrides import LeftOut
from kpirules.model.rounding import Rounding
from kpirules.text.span import Span

Missing = Literal["absent", "not_announced", "not_applicable", "cancelled"]
Policy = Literal["redistribute_component", "redistribute_all", "range", "withhold", "zero"]


class Component(Struct, frozen=True):
    """A part of a scorecard; `weight` is what its indicators' weights add up to."""

    name: str
    label: str | None
    weight: Fraction
    span: Span


class PolicyLine(Struct, frozen=True):
    """What happens to indicators that miss for one reason."""

    status: Missing
    policy: Policy
    span: Span


class Scorecard(Struct, frozen=True):
    """A scorecard.

    The weighted score of an indicator is score x weight / `whole`. `whole` is
    what the weights add up to; with relative weights it is their sum. `restated`
    are the indicators that it changes for itself, as changed.
    """

    name: str
    label: str | None
    period: int
    facts: str | None
    facts_span: Span | None
    components: tuple[Component, ...]
    indicators: tuple[str, ...]
    whole: Fraction
    weighted_rounding: Rounding | None
    sums_rounded: bool
    total_span: Span
    total_rounding: Rounding | None
    bands: str | None
    bands_span: Span | None
    policies: tuple[PolicyLine, ...]
    guarantees: tuple[Guarantee, ...]
    about: About
    span: Span
    restated: tuple[Indicator, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def policy(self, status: Missing) -> PolicyLine | None:
        """The declared policy for a reason; None where the rules declare none."""
        for line in self.policies:
            if line.status == status:
                return line
        return None
