"""What evaluating a scorecard yields."""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.trace import Trace
from kpirules.facts.facts import Facts
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing, Scorecard


class IndicatorOutcome(Struct, frozen=True):
    """One indicator: result, score, weight in force, and weighted score.

    `missing` says why there is no score. `counted_out` is whether the
    indicator takes no part in the total (its weight was given up).
    """

    indicator: Indicator
    result: Trace
    score: Trace
    weight: Trace
    weighted: Trace
    missing: Missing | None
    counted_out: bool


class Evaluation(Struct, frozen=True):
    """A scorecard evaluated on facts. Mappings are by name key.

    `findings` are computations without a result, such as a division by zero,
    that the scorecard needs; `asides` are those of values beside it. Values that
    build on another scorecard's sums are not part of this evaluation. `derived` are
    the facts that follow from tables; `per_row` the decision tables for each row.
    """

    rules: Rules
    scorecard: Scorecard
    period: int
    facts: Facts
    values: dict[str, Trace]
    classes: dict[str, Trace]
    indicators: dict[str, IndicatorOutcome]
    components: dict[str, Trace]
    total: Trace
    band: Trace | None
    findings: tuple[Problem, ...]
    asides: tuple[Problem, ...] = ()
    derived: dict[str, Trace] = {}
    per_row: dict[str, Trace] = {}
