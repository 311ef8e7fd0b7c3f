"""Indicators and named intermediate values."""

from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model.about import About, Because
from kpirules.model.caps import ScoreCap
from kpirules.model.expressions import Expr, OfParts, Stages
from kpirules.model.guarantees import Guarantee
from kpirules.model.overrides import Override
from kpirules.model.rounding import Rounding
from kpirules.model.scoring import Scale, in_force
from kpirules.model.units import Unit
from kpirules.text.span import NOWHERE, Span


class Group(Struct, frozen=True):
    """A group that is declared, whether or not it has rows."""

    key: str
    name: str
    label: str | None = None


class Grouping(Struct, frozen=True):
    """The column of a table, or its decision table for each row, by which figures are grouped.

    `declared` are the groups there can be; none where the column is a text, whose
    groups are those found in the rows.
    """

    table: str
    column: str
    by: Literal["text", "options", "yes_no", "outcomes"]
    declared: tuple[Group, ...]
    span: Span


class Value(Struct, frozen=True):
    """A named intermediate result. `unit` is None for a condition or a choice.

    With `grouping` it has a figure for each group of rows, and none of its own.
    """

    name: str
    label: str | None
    unit: Unit | None
    formula: Expr
    formula_span: Span
    rounding: Rounding | None
    not_applicable: Expr | None
    guarantees: tuple[Guarantee, ...]
    about: About
    span: Span
    grouping: Grouping | None = None


class Cancelled(Struct, frozen=True):
    """An indicator that no longer counts, and why."""

    because: Because
    span: Span


class Mark(Struct, frozen=True):
    """What a report marks: criteria that were changed, a result that was adjusted, and why.

    It changes no figure: the levels and the facts are already as they are now.
    """

    what: Literal["criteria_changed", "adjusted"]
    because: Because
    span: Span


class Indicator(Struct, frozen=True):
    """An indicator: how its result is computed, and how the result is scored.

    It is scored by `scale`, by `score`, or by one of `dated`, of which each holds in
    years of its own: seen from a year it has the `scale` of that year, or none.
    `overrides` are what the scorecard it is seen from changes in it; the other
    fields are as changed. `component` is
    the key of what it is part of: a component, or another indicator. Parts that
    count alike have the weight 1.
    """

    name: str
    label: str | None
    component: str
    weight: Fraction
    weight_span: Span
    unit: Unit
    formula: Expr
    formula_span: Span
    rounding: Rounding | None
    scale: Scale | None
    score: Expr | None
    not_applicable: Expr | None
    cancelled: Cancelled | None
    guarantees: tuple[Guarantee, ...]
    about: About
    span: Span
    component_span: Span = NOWHERE
    overrides: tuple[Override, ...] = ()
    marks: tuple[Mark, ...] = ()
    caps: tuple[ScoreCap, ...] = ()
    dated: tuple[Scale, ...] = ()

    @property
    def result_expressions(self) -> tuple[Expr, ...]:
        """What its result is computed from."""
        return tuple(part for part in (self.formula, self.not_applicable) if part is not None)

    @property
    def expressions(self) -> tuple[Expr, ...]:
        """What its result and its score are computed from."""
        scored = () if self.score is None else (self.score,)
        return (*self.result_expressions, *scored, *(cap.condition for cap in self.caps))

    @property
    def scales(self) -> tuple[Scale, ...]:
        """Every scale it has, whichever year it is for."""
        return self.dated or (() if self.scale is None else (self.scale,))

    def in_year(self, year: int) -> "Indicator":
        """The indicator with the levels in force in a fiscal year, and none where none are."""
        if self.dated:
            return replace(self, scale=in_force(self.dated, year))
        overrides = tuple(each.in_year(year) for each in self.overrides)
        return self if overrides == self.overrides else replace(self, overrides=overrides)

    @property
    def made_of(self) -> OfParts | None:
        """How its score is made of those of its parts; None where it has a formula of its own."""
        return self.formula if isinstance(self.formula, OfParts) else None

    @property
    def stages(self) -> Stages | None:
        """The stages that its result counts; None where it has a formula of its own."""
        return self.formula if isinstance(self.formula, Stages) else None


OutcomeOf = Literal["exactly_one", "first"]


class Outcome(Struct, frozen=True):
    """A row of a decision table; without a condition it is the row for all other cases."""

    name: str
    label: str | None
    condition: Expr | None
    span: Span


class Classification(Struct, frozen=True):
    """A decision table over facts, or with `table` for each row of that table."""

    name: str
    label: str | None
    hit: OutcomeOf
    outcomes: tuple[Outcome, ...]
    about: About
    span: Span
    table: str | None = None
