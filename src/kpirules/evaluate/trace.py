"""How every value came about.

Evaluation yields one `Trace` per value: what rule gave it (`step`), from which
parts, and, where something else could have happened, what did not and why.
Explanations only render traces; they compute nothing of their own.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.evaluate.approximate import Approximate, Real
from kpirules.facts.facts import Plain, Supplied
from kpirules.model.bands import Band, Bands
from kpirules.model.blends import Blend
from kpirules.model.caps import BandCap, ScoreCap
from kpirules.model.expressions import Aggregate, Expr, Stage, Stages
from kpirules.model.facts import Dated, Fact, Parameter
from kpirules.model.indicators import (
    Cancelled,
    Classification,
    Group,
    Grouping,
    Indicator,
    Outcome,
    Value,
)
from kpirules.model.rounding import Rounding
from kpirules.model.scorecards import Component, Missing, PolicyLine, Scorecard
from kpirules.model.scoring import Above, Below, Level, Method, Wanted
from kpirules.model.tables import LetColumn, Table
from kpirules.model.units import Unit
from kpirules.text.span import Span


class Gap(Struct, frozen=True):
    """There is no value, for this reason; `facts` are the names of what is missing.

    `elsewhen` are the names and years of what is missing in years other than the one
    evaluated. `undefined` is a computation without a result (a division by zero, a result
    that the scoring method refuses); the others are reasons a fact may have.
    """

    reason: Missing | Literal["undefined"]
    facts: tuple[str, ...] = ()
    elsewhen: tuple[tuple[str, int], ...] = ()


Result = Plain | Approximate | Gap


# ------------------------------------------------------------------- expressions


class Literally(Struct, frozen=True):
    """A number, yes, no or an option, as written in the rules."""

    expression: Expr


class FactSupplied(Struct, frozen=True):
    """A fact as supplied, or supplied as missing."""

    fact: Fact
    supplied: Supplied


class FactAbsent(Struct, frozen=True):
    """A fact that nobody supplied for this period."""

    fact: Fact
    period: int


class InForce(Struct, frozen=True):
    """A parameter: the value in force in the period, and those that are not."""

    parameter: Parameter
    dated: Dated
    period: int


class Computed(Struct, frozen=True):
    """An operator or function applied to the parts.

    For `and` and `or` the parts are the conditions looked at, the last one the
    one that decided. `missing` parts make the whole missing.
    """

    expression: Expr


class Chosen(Struct, frozen=True):
    """`if`: parts are the condition and the branch taken; the other was not evaluated."""

    expression: Expr
    condition: bool
    not_taken: Expr


class FellBack(Struct, frozen=True):
    """`or else`: the second where the first is missing. Parts are what was looked at."""

    expression: Expr
    used_second: bool


# ------------------------------------------------------------------ rows of tables


class CellSupplied(Struct, frozen=True):
    """A cell of the row looked at, which stands at `place`."""

    column: Fact
    place: Span


class LetOf(Struct, frozen=True):
    """A computed column of the row looked at; its one part is its formula."""

    let: LetColumn
    place: Span


class SampleRow(Struct, frozen=True):
    """A row shown as an example: where it stands, and how its condition and figure came about."""

    place: Span
    condition: Trace | None
    operand: Trace | None


class Aggregated(Struct, frozen=True):
    """A figure over the rows of a table. Parts are the values from outside the rows.

    Of `rows`, `matching` meet the condition, and of `unknown` it is not known
    whether they do; `unvalued` rows that count have no figure. Where that makes
    the whole missing, it lies between `low` and `high` (None: nothing is known
    on that side). `samples` are the first rows that match, `open` the first in
    the way of a value.
    """

    expression: Aggregate
    table: Table
    rows: int
    matching: int
    unknown: int
    unvalued: int
    low: Fraction | None
    high: Fraction | None
    samples: tuple[SampleRow, ...]
    open: SampleRow | None


class TableAbsent(Struct, frozen=True):
    """Nobody supplied the rows of a table for this period."""

    expression: Aggregate | None
    table: Table
    period: int


class RowsDecided(Struct, frozen=True):
    """A decision table for each row: how many rows have each outcome, and how many none.

    The value is the number of rows that have one.
    """

    classification: Classification
    table: Table
    period: int
    counts: tuple[tuple[Outcome, int], ...]
    rows: int
    samples: tuple[SampleRow, ...]
    open: SampleRow | None


class Derived(Struct, frozen=True):
    """A fact that follows from tables; the part is its formula.

    Where it was `supplied` too, both agree, or there is no value.
    """

    fact: Fact
    supplied: Supplied | None
    period: int


# ----------------------------------------------------------------- named things


# `period` is the fiscal year in which they were computed.


class ValueOf(Struct, frozen=True):
    """A named value; its one part is its formula, rounded where the rules say so."""

    value: Value
    period: int


class ResultOf(Struct, frozen=True):
    """An indicator's result; its one part is the formula, rounded where the rules say so."""

    indicator: Indicator
    period: int


class Rounded(Struct, frozen=True):
    """The part, rounded. `before` is the part's value; `tie` says it was exactly half way."""

    rounding: Rounding
    before: Real
    tie: bool


class CarriedOver(Struct, frozen=True):
    """The result of the previous fiscal year, `year`, in place of one that is missing.

    Parts are the year's own result, which is missing, and that of the previous one.
    """

    indicator: Indicator
    policy: PolicyLine
    period: int
    year: int


class NotApplicableHere(Struct, frozen=True):
    """`not applicable when …` held; the part is the condition."""

    owner: Indicator | Value
    period: int


class CancelledHere(Struct, frozen=True):
    """The indicator is cancelled."""

    indicator: Indicator
    cancelled: Cancelled
    period: int


class Decided(Struct, frozen=True):
    """A decision table: the outcome that applied, and those that did not.

    Parts are the conditions of the rows looked at, in order; `looked_at` are
    their rows. `outcome` is None when a missing fact leaves it open.
    """

    classification: Classification
    outcome: Outcome | None
    looked_at: tuple[Outcome, ...]
    period: int


class GroupFigure(Struct, frozen=True):
    """The figure of one group; the part is what its formula came to, `rows` how many it has."""

    value: Value
    group: Group
    rows: int


class Grouped(Struct, frozen=True):
    """A value with a figure for each group of rows; the parts are the figures.

    The value is how many groups there are. Of `unknown` rows the group is missing:
    they may belong to any; `first` is where the first of them stands.
    """

    value: Value
    grouping: Grouping
    table: Table
    period: int
    rows: int
    unknown: int
    first: Span | None


class StagesReached(Struct, frozen=True):
    """The stages of an indicator: how many are reached, or the number of the highest.

    Parts are the conditions that were looked at: in order from the first stage
    up to the first one that is not reached, else from the last stage down to the
    highest that is. `looked_at` are their stages, `possible` the numbers that the
    result may be: one, unless something is missing.
    """

    stages: Stages
    looked_at: tuple[Stage, ...]
    possible: tuple[int, ...]


# ------------------------------------------------------------------ from result to score
# The first part is always the result that is scored.


class Distance(Struct, frozen=True):
    """How far the result is from what is wanted: what a method scores where nearer is better."""

    indicator: Indicator
    wanted: Wanted


class Interpolated(Struct, frozen=True):
    """The result lies between two levels: a straight line between their scores."""

    indicator: Indicator
    method: Method
    lower: Level
    upper: Level


class Stepped(Struct, frozen=True):
    """The score of the last level reached; `missed` is the next one."""

    indicator: Indicator
    method: Method
    reached: Level
    missed: Level | None


class BelowFirst(Struct, frozen=True):
    """The result falls short of the first level; the method says what happens."""

    indicator: Indicator
    method: Method
    first: Level
    policy: Below


class AboveLast(Struct, frozen=True):
    """The result reaches or passes the last level; the method says what happens."""

    indicator: Indicator
    method: Method
    last: Level
    policy: Above
    exactly: bool


class ScoredByFormula(Struct, frozen=True):
    """`score EXPR`: the part is the expression."""

    indicator: Indicator


class NotScored(Struct, frozen=True):
    """No score because the result is missing; the part is the result."""

    indicator: Indicator


class NotCarried(Struct, frozen=True):
    """No score, because the result of the previous fiscal year, `year`, is missing too.

    Parts are the year's own result and that of the previous one.
    """

    indicator: Indicator
    policy: PolicyLine
    year: int


class ScoredZero(Struct, frozen=True):
    """The scorecard's policy gives a missing indicator the score zero."""

    indicator: Indicator
    policy: PolicyLine


# ------------------------------------------------------------------- from score to total


class WeightOf(Struct, frozen=True):
    """The weight as declared."""

    indicator: Indicator


class Redistributed(Struct, frozen=True):
    """The weight after other indicators' weight was shared out in proportion.

    New weight = declared x (`shared` + `remaining`) / `remaining`: `shared` is
    the weight given up by `given_up`, `remaining` the declared weight of those
    that share it. An indicator that gives up its own weight has weight 0.
    """

    indicator: Indicator
    policies: tuple[PolicyLine, ...]
    given_up: tuple[str, ...]
    shared: Fraction
    remaining: Fraction


class Weighted(Struct, frozen=True):
    """Score x weight / whole. Parts are the score and the weight."""

    indicator: Indicator
    whole: Fraction


class Share(Struct, frozen=True):
    """What a total is a share of: points of the `counted` weight stand for those of the `whole`."""

    counted: Fraction
    whole: Fraction


class Added(Struct, frozen=True):
    """A component's or the scorecard's sum of weighted scores, which are the parts.

    `counted_out` are the indicators that take no part, each with its policy. Where
    some were left out of the denominator, the sum counts for the whole: sum x whole / counted.
    """

    of: Component | Scorecard
    counted_out: tuple[tuple[str, PolicyLine], ...]
    share: Share | None = None


class ComponentScore(Struct, frozen=True):
    """A component's sum on the scale of scores: sum x `whole` / `weight` in force; the part is the sum."""

    of: Component
    whole: Fraction
    weight: Fraction


class Blended(Struct, frozen=True):
    """What the scores of several parts come to together: their mean, the lowest of them.

    Parts are their scores; those of a weighted mean are their weighted scores,
    which add up to it. `weights` are the weights in force of the parts, none
    where all count alike; `counted_out` those that take no part.
    """

    of: Indicator | Scorecard
    blend: Blend
    weights: tuple[Fraction, ...]
    counted_out: tuple[tuple[str, PolicyLine], ...]


class TotalByFormula(Struct, frozen=True):
    """The total a scorecard's formula gave; the part is what the formula came to."""

    of: Scorecard


class Withheld(Struct, frozen=True):
    """A sum, or another blend of scores, that is not given because parts are missing.

    It lies between `low` and `high`, both included (None: nothing is known on
    that side). `known_weight` of `weight` is scored. `missing` are the
    indicators without a score. Parts are all weighted scores. The ends of a total
    count for the whole, as the sum will (`Added.share`).
    """

    of: Component | Scorecard | Indicator
    low: Real | None
    high: Real | None
    known_weight: Fraction
    weight: Fraction
    missing: tuple[str, ...]
    policies: tuple[PolicyLine, ...]
    share: Share | None = None


class Capped(Struct, frozen=True):
    """A score or a total under caps.

    The first part is what it was before; the others are the conditions of the caps,
    in order. `binding` is the cap that lowered it. Where caps are open, `figures` are those it may be
    (empty where it was missing before), and it lies between `low` and `high`.
    """

    of: Indicator | Scorecard
    binding: ScoreCap | None
    figures: tuple[Real, ...]
    low: Real | None
    high: Real | None


class Graded(Struct, frozen=True):
    """The band of the total.

    The first part is the total that decides, the others are the conditions of the
    `caps`, in order. `possible` holds the bands that are still possible, `before`
    those that were possible before any cap.
    """

    bands: Bands
    band: Band | None
    possible: tuple[Band, ...]
    before: tuple[Band, ...] = ()
    caps: tuple[BandCap, ...] = ()


Step = (
    Literally
    | FactSupplied
    | FactAbsent
    | InForce
    | Computed
    | Chosen
    | FellBack
    | CellSupplied
    | LetOf
    | Aggregated
    | TableAbsent
    | RowsDecided
    | Derived
    | ValueOf
    | ResultOf
    | CarriedOver
    | Rounded
    | NotApplicableHere
    | CancelledHere
    | Decided
    | StagesReached
    | GroupFigure
    | Grouped
    | Distance
    | Interpolated
    | Stepped
    | BelowFirst
    | AboveLast
    | ScoredByFormula
    | NotScored
    | NotCarried
    | ScoredZero
    | WeightOf
    | Redistributed
    | Weighted
    | Added
    | ComponentScore
    | Blended
    | TotalByFormula
    | Withheld
    | Capped
    | Graded
)


class Trace(Struct, frozen=True):
    """A value, the step that gave it, the parts it was made of, and the place of the rule."""

    value: Result
    unit: Unit | None
    step: Step
    parts: tuple[Trace, ...]
    span: Span
