"""Scorecards: components, weights, how scores become a total and a band."""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.model.about import About
from kpirules.model.blends import Blend
from kpirules.model.caps import BandCap, ScoreCap
from kpirules.model.expressions import Expr
from kpirules.model.guarantees import Guarantee
from kpirules.model.indicators import Indicator
from kpirules.model.overrides import LeftOut
from kpirules.model.rounding import Rounding
from kpirules.text.span import NOWHERE, Span
from kpirules.text.thai import name_key

Missing = Literal["absent", "not_announced", "not_applicable", "cancelled"]
Policy = Literal[
    "redistribute_component",
    "redistribute_all",
    "leave_out",
    "carry_over",
    "range",
    "withhold",
    "zero",
]
NOT_COUNTED: frozenset[Policy] = frozenset(
    ("redistribute_component", "redistribute_all", "leave_out")
)
"""The policies by which an indicator takes no part in the sums."""


class Component(Struct, frozen=True):
    """A part of a scorecard; `weight` is what the weights of its own parts add up to.

    `parent` is the key of the component it is part of; None at the top.
    """

    name: str
    label: str | None
    weight: Fraction
    span: Span
    parent: str | None = None


class PolicyLine(Struct, frozen=True):
    """What happens to indicators that miss for one reason."""

    status: Missing
    policy: Policy
    span: Span


class Scorecard(Struct, frozen=True):
    """A scorecard.

    The weighted score of an indicator is score x weight / `whole`. `whole` is
    what the weights add up to; with relative weights it is their sum. `restated`
    are the indicators that it changes for itself, as changed. With a `blend` the
    total is no sum, but that of the scores of the outermost components; with a `formula` it
    is what that comes to. `caps` are those of the total.
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
    blend: Blend | None = None
    caps: tuple[ScoreCap, ...] = ()
    band_caps: tuple[BandCap, ...] = ()
    formula: Expr | None = None

    @property
    def expressions(self) -> tuple[Expr, ...]:
        """The formula of its total and the conditions of its caps."""
        total = () if self.formula is None else (self.formula,)
        caps = (cap.condition for cap in self.caps)
        return (*total, *caps, *(cap.condition for cap in self.band_caps))

    def policy(self, status: Missing) -> PolicyLine | None:
        """The declared policy for a reason; None where the rules declare none."""
        for line in self.policies:
            if line.status == status:
                return line
        return None

    def parts_of(self, component: str | None) -> tuple[Component, ...]:
        """The components directly within one, by its key; None for those at the top."""
        return tuple(each for each in self.components if each.parent == component)

    def within(self, component: str) -> tuple[str, ...]:
        """The keys of a component and of all that are in it, however deep; each before its parts."""
        found = [component]
        for part in self.parts_of(component):
            found.extend(self.within(name_key(part.name)))
        return tuple(found)

    @property
    def tree(self) -> tuple[tuple[Component, int], ...]:
        """All components, each before its parts, with how deep it lies."""
        found: list[tuple[Component, int]] = []
        waiting = [(each, 0) for each in reversed(self.parts_of(None))]
        while waiting:
            component, depth = waiting.pop()
            found.append((component, depth))
            parts = self.parts_of(name_key(component.name))
            waiting.extend((part, depth + 1) for part in reversed(parts))
        return tuple(found)


def no_scorecard(period: int) -> Scorecard:
    """A scorecard without indicators, for rules that declare none."""
    return Scorecard(
        name="",
        label=None,
        period=period,
        facts=None,
        facts_span=None,
        components=(),
        indicators=(),
        whole=Fraction(100),
        weighted_rounding=None,
        sums_rounded=False,
        total_span=NOWHERE,
        total_rounding=None,
        bands=None,
        bands_span=None,
        policies=(),
        guarantees=(),
        about=About(),
        span=NOWHERE,
    )
