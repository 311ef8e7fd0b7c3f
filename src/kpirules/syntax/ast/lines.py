"""Lines of quantities and indicators, and those any declaration can have."""

from __future__ import annotations

from typing import Literal

from kpirules.syntax.ast.expressions import (
    CompareOperator,
    DateExpr,
    Expr,
    Name,
    Node,
    Number,
    Rounded,
    Text,
    YesNo,
)

# ------------------------------------------------- lines of any declaration


class SourceLine(Node, frozen=True):
    """`source "…" page 8`."""

    text: Text
    page: Number | None


class Because(Node, frozen=True):
    """`"resolution 4/2566" source "…" page 3`, at the end of a line."""

    reason: Text | None
    source: SourceLine | None


class AboutLine(Node, frozen=True):
    """`note`, `owner`, `definition` or `linked to`, with its text."""

    what: Literal["note", "owner", "definition", "linked_to"]
    text: Text


# ------------------------------------------------------- lines about quantities


class UnitName(Node, frozen=True):
    """`baht per person`: the first name over all the others."""

    names: tuple[Name, ...]


class Measured(Node, frozen=True):
    """`measured in person`."""

    unit: UnitName


class Equals(Node, frozen=True):
    """`equals 1,000 baht`, of a unit."""

    amount: Number
    unit: UnitName


class NumberDomain(Node, frozen=True):
    """`whole number from 0 to 60,000,000`, `number from 0 to 100 with 2 decimals`."""

    whole: bool
    low: Number | None
    high: Number | None
    decimals: Number | None


class YesNoDomain(Node, frozen=True):
    """`yes or no`."""


class OptionsDomain(Node, frozen=True):
    """`one of a, b, c`."""

    options: tuple[Name, ...]


class TextDomain(Node, frozen=True):
    """`text`, of a fact or a column."""


class DateDomain(Node, frozen=True):
    """`date from 1 October 2565 to 30 September 2566`."""

    low: DateExpr | None
    high: DateExpr | None


class Column(Node, frozen=True):
    """`column income "…" measured in baht from 0 to 1,000,000`."""

    name: Name
    label: Text | None
    measured: Measured | None
    domain: NumberDomain | YesNoDomain | OptionsDomain | TextDomain | DateDomain | None


class Let(Node, frozen=True):
    """`let income-growth = …`: a column computed from the others of its row."""

    name: Name
    label: Text | None
    expression: Expr


class Relation(Node, frozen=True):
    """`at most trained-organisations`: how a fact stands to another fact."""

    operator: CompareOperator
    other: Name


class Dated(Node, frozen=True):
    """`556,629 from 2562`, `3,760 from 2566 to 2568`, `1,720 in 2565`."""

    value: Number
    start: Number
    end: Number | None
    open_end: bool


class Formula(Node, frozen=True):
    """`formula …`."""

    expression: Expr


# ---------------------------------------------------------- lines about scoring


class PartOf(Node, frozen=True):
    """`part of performance`."""

    component: Name


class Weight(Node, frozen=True):
    """`weight 20`."""

    number: Number


class ScoredBy(Node, frozen=True):
    """`scored by three-level`."""

    method: Name


class Level(Node, frozen=True):
    """`75 at 64.04`: the score 75 is reached at the result 64.04.

    `75 within 5`: it is reached where the result is no farther than 5 from what is wanted.
    """

    score: Number
    at: Number
    within: bool = False


class Targets(Node, frozen=True):
    """`targets from 2565`, `targets from 2562 to 2564`, `targets in 2565`: the levels below hold then."""

    start: Number
    end: Number | None


class GroupedBy(Node, frozen=True):
    """`by province`: one figure for each group of rows."""

    column: Name


class ScoreLine(Node, frozen=True):
    """`score EXPR`: the score by a formula instead of levels."""

    expression: Expr


Blend = Literal[
    "weighted_mean", "mean", "lowest", "highest", "geometric_mean", "weighted_geometric_mean"
]


class OfParts(Node, frozen=True):
    """`score is the weighted mean of its parts`."""

    how: Blend


class Stages(Node, frozen=True):
    """`stages in order`: each one only counts after those before it. `in any order`: the highest."""

    in_order: bool


class Stage(Node, frozen=True):
    """`stage built "the system runs" 75 when system-runs`: a named stage, what it earns, and when."""

    name: Name
    label: Text | None
    score: Number
    condition: Expr


class BeforeFirst(Node, frozen=True):
    """`before the first stage 0`: the score where no stage is reached."""

    score: Number


class ScoreCap(Node, frozen=True):
    """`score at most 60 when EXPR "reason"`, of an indicator; of a scorecard, for its total."""

    most: Number
    condition: Expr
    because: Because | None


class NotApplicable(Node, frozen=True):
    """`not applicable when EXPR`."""

    condition: Expr


class Cancelled(Node, frozen=True):
    """`cancelled "reason" source "…" page 3`."""

    because: Because | None


class Marked(Node, frozen=True):
    """`criteria changed "reason"`, `adjusted "reason"`: what a report marks and a reader must know."""

    mark: Literal["criteria_changed", "adjusted"]
    because: Because


class Direction(Node, frozen=True):
    """`higher is better`, or `nearer to 100 is better`."""

    higher: bool
    nearer_to: Number | None = None


class Outside(Node, frozen=True):
    """`below the first level …` or `above the last level …`.

    One of: a fixed score, a line from a point or to one, the last score, extrapolation,
    refusal.
    """

    side: Literal["below", "above"]
    policy: Literal["fixed", "from_point", "to_point", "last_score", "extrapolate", "refuse"]
    score: Number | None = None
    point: Level | None = None


class BetweenLevels(Node, frozen=True):
    """`between levels interpolate`."""

    interpolate: bool


class Target(Node, frozen=True):
    """What an example or a guarantee speaks of: `total`, `indicator-2.score`."""

    name: Name
    field: Name | None
    group: Text | Name | YesNo | None = None


class RisingGuarantee(Node, frozen=True):
    """`guarantee rising in volunteers`."""

    rising: bool
    fact: Name


class BetweenGuarantee(Node, frozen=True):
    """`guarantee score between 0 and 100`."""

    target: Target
    low: Number
    high: Number


class NamedGuarantee(Node, frozen=True):
    """`guarantee continuous`, `guarantee every case decided`."""

    what: Literal["continuous", "every_case_decided"]


class WithholdingGuarantee(Node, frozen=True):
    """`guarantee withholding volunteers never raises the total`."""

    fact: Name


QuantityLine = (
    SourceLine
    | AboutLine
    | Measured
    | Equals
    | NumberDomain
    | YesNoDomain
    | OptionsDomain
    | TextDomain
    | DateDomain
    | Relation
    | Column
    | Let
    | Dated
    | Formula
    | Rounded
    | PartOf
    | Weight
    | ScoredBy
    | Level
    | Targets
    | ScoreLine
    | OfParts
    | GroupedBy
    | Stages
    | Stage
    | BeforeFirst
    | ScoreCap
    | NotApplicable
    | Cancelled
    | Marked
    | Direction
    | Outside
    | BetweenLevels
    | RisingGuarantee
    | BetweenGuarantee
    | NamedGuarantee
    | WithholdingGuarantee
)
