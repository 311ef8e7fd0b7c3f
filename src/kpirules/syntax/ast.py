"""The syntax tree: what a rule file says, line by line, before anyone asks what it means.

A file is a list of declarations; a declaration has a kind, a name, a label
and lines; a line says one thing. Every node knows its span. Nothing here has
behaviour.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.text.span import Span


class Node(Struct, frozen=True, kw_only=True):
    """Anything that was written."""

    span: Span


class Name(Node, frozen=True):
    """A name as the writer spelled it; `key` is what spellings of it share."""

    text: str
    key: str


class Text(Node, frozen=True):
    """Text in quotes, without them."""

    text: str


class Number(Node, frozen=True):
    """A number, exactly; `decimals` is how many were written."""

    value: Fraction
    written: str
    decimals: int


# ------------------------------------------------------------------ expressions


class NumberExpr(Node, frozen=True):
    """A number, perhaps with a unit: `100,000 baht`."""

    number: Number
    unit: Name | None


class YesNo(Node, frozen=True):
    """`yes` or `no`."""

    yes: bool


class Reference(Node, frozen=True):
    """A bare name."""

    name: Name


class Field(Node, frozen=True):
    """`indicator-2.score`."""

    owner: Name
    field: Name


class Call(Node, frozen=True):
    """`max(a, b)`."""

    function: Name
    arguments: tuple[Expr, ...]


class Negate(Node, frozen=True):
    """`-a`."""

    operand: Expr


class Chain(Node, frozen=True):
    """Operators of one rank from left to right: `a + b - c`, `a * b / c`.

    `operators[i]` stands between `operands[i]` and `operands[i + 1]`.
    """

    operands: tuple[Expr, ...]
    operators: tuple[Literal["+", "-", "*", "/"], ...]


class Power(Node, frozen=True):
    """`a ^ b`."""

    base: Expr
    exponent: Expr


CompareOperator = Literal["=", "!=", "<", "<=", ">", ">="]


class Comparison(Node, frozen=True):
    """`a at least b`."""

    left: Expr
    operator: CompareOperator
    right: Expr


class BetweenExpr(Node, frozen=True):
    """`a between b and c`, both ends included."""

    operand: Expr
    low: Expr
    high: Expr


class Among(Node, frozen=True):
    """`a one of (b, c)`."""

    operand: Expr
    options: tuple[Name, ...]


class Not(Node, frozen=True):
    """`not a`."""

    operand: Expr


class Junction(Node, frozen=True):
    """`a and b and c`, or the same with `or`."""

    operator: Literal["and", "or"]
    operands: tuple[Expr, ...]


class If(Node, frozen=True):
    """`if c then a else b`."""

    condition: Expr
    then: Expr
    otherwise: Expr


class OrElse(Node, frozen=True):
    """`a or else b`: b where a is missing."""

    first: Expr
    second: Expr


Expr = (
    NumberExpr
    | YesNo
    | Reference
    | Field
    | Call
    | Negate
    | Chain
    | Power
    | Comparison
    | BetweenExpr
    | Among
    | Not
    | Junction
    | If
    | OrElse
)


# ------------------------------------------------- lines of any declaration


class SourceLine(Node, frozen=True):
    """`source "…" page 8`."""

    text: Text
    page: Number | None


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


RoundingMode = Literal["half_up", "half_even", "up", "down"]


class Rounded(Node, frozen=True):
    """`rounded to 2 places half up`, `rounded to the nearest 0.5 half up`."""

    places: Number | None
    step: Number | None
    mode: RoundingMode | None
    thai: bool = False


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
    """`75 at 64.04`: the score 75 is reached at the result 64.04."""

    score: Number
    at: Number


class ScoreLine(Node, frozen=True):
    """`score EXPR`: the score by a formula instead of levels."""

    expression: Expr


class NotApplicable(Node, frozen=True):
    """`not applicable when EXPR`."""

    condition: Expr


class Cancelled(Node, frozen=True):
    """`cancelled "reason"`."""

    reason: Text | None


class Direction(Node, frozen=True):
    """`higher is better`."""

    higher: bool


class Outside(Node, frozen=True):
    """`below the first level …` or `above the last level …`.

    One of: a fixed score, a line from a point, the last score, extrapolation, refusal.
    """

    side: Literal["below", "above"]
    policy: Literal["fixed", "from_point", "last_score", "extrapolate", "refuse"]
    score: Number | None = None
    at: Number | None = None


class BetweenLevels(Node, frozen=True):
    """`between levels interpolate`."""

    interpolate: bool


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


class DecidedOn(Node, frozen=True):
    """`decided on the rounded total`."""

    rounded: bool


class Period(Node, frozen=True):
    """`period 2566`."""

    year: Number


class FactsLine(Node, frozen=True):
    """`facts "facts.yaml"`."""

    path: Text


class Component(Node, frozen=True):
    """`component performance "…" weight 70`."""

    name: Name
    label: Text | None
    weight: Number


class WeightsLine(Node, frozen=True):
    """`weights add up to 102`, or `weights are relative` (no total)."""

    total: Number | None


class WeightedScore(Node, frozen=True):
    """`weighted score rounded to 2 places half up`."""

    rounded: Rounded


class TotalOf(Node, frozen=True):
    """`total is the sum of the rounded weighted scores`."""

    rounded: bool


class TotalRounded(Node, frozen=True):
    """`total rounded to 2 places half up`."""

    rounded: Rounded


class GradedBy(Node, frozen=True):
    """`graded by assessment-bands`."""

    bands: Name


Status = Literal["cancelled", "not_announced", "not_applicable", "absent"]
Policy = Literal["redistribute_component", "redistribute_all", "range", "withhold", "zero"]


class When(Node, frozen=True):
    """`when cancelled redistribute within the component`."""

    status: Status
    policy: Policy


# ------------------------------------------- lines of decision tables and examples


class HitPolicy(Node, frozen=True):
    """`exactly one applies`, `first that applies`."""

    first: bool


class Outcome(Node, frozen=True):
    """`level-3 "…" when COND`; without a condition: `otherwise`."""

    name: Name
    label: Text | None
    condition: Expr | None


class Target(Node, frozen=True):
    """What an example or a guarantee speaks of: `total`, `indicator-2.score`."""

    name: Name
    field: Name | None


class Given(Node, frozen=True):
    """`given volunteers = 306,371`, `given pmqa not announced`."""

    name: Name
    value: Number | YesNo | Name | None
    status: Status | None = None


class Expect(Node, frozen=True):
    """`expect total = 95.58`, also with the figure a report printed instead."""

    target: Target
    value: Number | YesNo | Name
    published: Number | None = None
    remark: Text | None = None


class ExpectBetween(Node, frozen=True):
    """`expect total between 80.58 and 95.58`: the range of a withheld value."""

    target: Target
    low: Number
    high: Number


class ExpectStatus(Node, frozen=True):
    """`expect total is withheld`, `expect indicator-6.score is not announced`."""

    target: Target
    status: Literal["withheld"] | Status


Line = (
    SourceLine
    | AboutLine
    | Measured
    | Equals
    | NumberDomain
    | YesNoDomain
    | OptionsDomain
    | Relation
    | Dated
    | Formula
    | Rounded
    | PartOf
    | Weight
    | ScoredBy
    | Level
    | ScoreLine
    | NotApplicable
    | Cancelled
    | Direction
    | Outside
    | BetweenLevels
    | RisingGuarantee
    | BetweenGuarantee
    | NamedGuarantee
    | WithholdingGuarantee
    | Band
    | DecidedOn
    | Period
    | FactsLine
    | Component
    | WeightsLine
    | WeightedScore
    | TotalOf
    | TotalRounded
    | GradedBy
    | When
    | HitPolicy
    | Outcome
    | Given
    | Expect
    | ExpectBetween
    | ExpectStatus
)

# ------------------------------------------------------------------ declarations

DeclarationKind = Literal[
    "unit",
    "fact",
    "parameter",
    "value",
    "scoring",
    "indicator",
    "bands",
    "scorecard",
    "classify",
    "example",
]


class Declaration(Node, frozen=True):
    """A declaration.

    `damaged` when some of its lines could not be read: then nobody should
    complain that a line is missing.
    """

    kind: DeclarationKind
    name: Name
    label: Text | None
    lines: tuple[Line, ...]
    damaged: bool = False


class Use(Node, frozen=True):
    """`use "opdc/2566.kpi"`."""

    path: Text


class Comment(Node, frozen=True):
    """`# …`, with its sign."""

    text: str


class File(Struct, frozen=True):
    """A rule file as read; `comments` are kept for the formatter."""

    name: str
    uses: tuple[Use, ...]
    declarations: tuple[Declaration, ...]
    comments: tuple[Comment, ...]
