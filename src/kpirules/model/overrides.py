"""What a scorecard changes in the indicators it takes, with the reason and the source."""

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model.about import Because
from kpirules.model.scoring import Level, Scale, in_force
from kpirules.text.span import Span


class WeightBefore(Struct, frozen=True, tag=True):
    """The weight that the indicator itself states."""

    weight: Fraction
    span: Span


class TargetsBefore(Struct, frozen=True, tag=True):
    """The target levels that the indicator itself states; `dated` where each has years of its own.

    `levels` and `span` are then those of the year it is seen from.
    """

    levels: tuple[Level, ...]
    span: Span
    dated: tuple[Scale, ...] = ()

    def in_year(self, year: int) -> "TargetsBefore":
        """What the indicator itself states for a fiscal year."""
        found = in_force(self.dated, year)
        if not self.dated:
            return self
        if found is None:
            return replace(self, levels=(), span=self.dated[0].span)
        return replace(self, levels=found.levels, span=found.span)


class ComponentBefore(Struct, frozen=True, tag=True):
    """The component that the indicator itself is part of."""

    component: str
    span: Span


class Override(Struct, frozen=True):
    """A change that holds in one scorecard: where it is written, and what it takes the place of."""

    scorecard: str
    before: WeightBefore | TargetsBefore | ComponentBefore
    because: Because
    span: Span

    def in_year(self, year: int) -> "Override":
        """The change as it is in a fiscal year."""
        if not isinstance(self.before, TargetsBefore) or not self.before.dated:
            return self
        return replace(self, before=self.before.in_year(year))


class LeftOut(Struct, frozen=True):
    """An indicator of a scorecard's component that the scorecard does not take."""

    indicator: str
    because: Because
    span: Span
