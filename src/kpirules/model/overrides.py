"""What a scorecard changes in the indicators it takes, with the reason and the source."""

from fractions import Fraction

from msgspec import Struct

from kpirules.model.about import Because
from kpirules.model.scoring import Level
from kpirules.text.span import Span


class WeightBefore(Struct, frozen=True, tag=True):
    """The weight that the indicator itself states."""

    weight: Fraction
    span: Span


class TargetsBefore(Struct, frozen=True, tag=True):
    """The target levels that the indicator itself states."""

    levels: tuple[Level, ...]
    span: Span


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


class LeftOut(Struct, frozen=True):
    """An indicator of a scorecard's component that the scorecard does not take."""

    indicator: str
    because: Because
    span: Span
