"""Lines of bands, scorecards, decision tables and examples."""

from __future__ import annotations

from typing import Literal

from kpirules.syntax.ast.expressions import (
    DateExpr,
    Expr,
    Name,
    Node,
    Number,
    Rounded,
    Text,
    YesNo,
)
from kpirules.syntax.ast.lines import Because, Blend, Target

# --------------------------------------------------- lines of bands and scorecards

EdgeOperator = Literal["<", "<=", ">", ">="]


class Edge(Node, frozen=True):
    """`at least 90`."""

    operator: EdgeOperator
    value: Number


class Band(Node, frozen=True):
    """`quality "ระดับคุณภาพ" at least 90`."""

    name: Name
    label: Text | None
    edges: tuple[Edge, ...]


class BandCap(Node, frozen=True):
    """`not above basic when EXPR "reason"`."""

    band: Name
    condition: Expr
    because: Because | None


class DecidedOn(Node, frozen=True):
    """`decided on the rounded total`."""

    rounded: bool


class Period(Node, frozen=True):
    """`period 2566`."""

    year: Number


class FactsLine(Node, frozen=True):
    """`facts "facts.yaml"`."""

    path: Text


class CasesLine(Node, frozen=True):
    """`cases "results-2566.csv"`, of an example."""

    path: Text


class Component(Node, frozen=True):
    """`component performance "…" weight 70`, `component training weight 30 part of performance`."""

    name: Name
    label: Text | None
    weight: Number
    parent: Name | None = None


class WeightsLine(Node, frozen=True):
    """`weights add up to 102`, or `weights are relative` (no total)."""

    total: Number | None


class WeightedScore(Node, frozen=True):
    """`weighted score rounded to 2 places half up`."""

    rounded: Rounded


class TotalOf(Node, frozen=True):
    """`total is the sum of the weighted scores`, `total is the lowest of the components`, `total = …`."""

    rounded: bool
    blend: Blend | None = None
    formula: Expr | None = None


class TotalRounded(Node, frozen=True):
    """`total rounded to 2 places half up`."""

    rounded: Rounded


class GradedBy(Node, frozen=True):
    """`graded by assessment-bands`."""

    bands: Name


Status = Literal["cancelled", "not_announced", "not_applicable", "absent"]
Policy = Literal[
    "redistribute_component",
    "redistribute_all",
    "leave_out",
    "carry_over",
    "range",
    "withhold",
    "zero",
]


class When(Node, frozen=True):
    """`when cancelled redistribute within the component`."""

    status: Status
    policy: Policy


# ------------------------------------------- lines of decision tables and examples


class EachRow(Node, frozen=True):
    """`for each row of households`."""

    table: Name


class HitPolicy(Node, frozen=True):
    """`exactly one applies`, `first that applies`."""

    first: bool


class Outcome(Node, frozen=True):
    """`level-3 "…" when COND`; without a condition: `otherwise`."""

    name: Name
    label: Text | None
    condition: Expr | None


class Given(Node, frozen=True):
    """`given volunteers = 306,371`, `given volunteers in 2565 not announced`."""

    name: Name
    year: Number | None
    value: Number | YesNo | Name | Text | DateExpr | None
    status: Status | None = None


class Cell(Node, frozen=True):
    """`income = 120,000`."""

    name: Name
    value: Number | YesNo | Name | Text | DateExpr


class RowOf(Node, frozen=True):
    """`row of households income = 120,000, dependents = 3`; a column left out has no value."""

    table: Name
    cells: tuple[Cell, ...]


class Expect(Node, frozen=True):
    """`expect total = 95.58`, also with the figure a report printed instead.

    With `rounded to 1 place half up` the value is compared as it would be printed.
    """

    target: Target
    value: Number | YesNo | Name | DateExpr
    published: Number | None = None
    remark: Text | None = None
    rounded: Rounded | None = None


class ExpectBetween(Node, frozen=True):
    """`expect total between 80.58 and 95.58`: the range of a withheld value."""

    target: Target
    low: Number
    high: Number


class ExpectStatus(Node, frozen=True):
    """`expect total is withheld`, `expect indicator-6.score is not announced`."""

    target: Target
    status: Literal["withheld"] | Status


CardLine = (
    Band
    | BandCap
    | DecidedOn
    | Period
    | FactsLine
    | CasesLine
    | Component
    | WeightsLine
    | WeightedScore
    | TotalOf
    | TotalRounded
    | GradedBy
    | When
    | EachRow
    | HitPolicy
    | Outcome
    | Given
    | RowOf
    | Expect
    | ExpectBetween
    | ExpectStatus
)
