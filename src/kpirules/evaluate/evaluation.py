"""What evaluating a scorecard yields."""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.trace import Trace
from kpirules.facts.facts import Facts
from kpirules.model.blends import WEIGHTED
from kpirules.model.expressions import OfParts
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing, Scorecard

Scored = tuple[Trace, Trace, Missing | None]
"""An indicator's result, its score, and why there is none."""


class IndicatorOutcome(Struct, frozen=True):
    """One indicator: result, score, weight in force, and weighted score.

    `missing` says why there is no score. `counted_out` is whether the
    indicator takes no part in the total (its weight was given up). For what is
    part of another indicator, `part_of` says how the parts become one score, and
    its weighted score is what it adds to that; without such a sum, its score.
    """

    indicator: Indicator
    result: Trace
    score: Trace
    weight: Trace
    weighted: Trace
    missing: Missing | None
    counted_out: bool
    part_of: OfParts | None = None

    @property
    def has_weight(self) -> bool:
        """Whether weights count where it stands."""
        return self.part_of is None or self.part_of.blend in WEIGHTED

    @property
    def is_added(self) -> bool:
        """Whether it counts in a sum of weighted scores."""
        return self.part_of is None or self.part_of.blend == "weighted_mean"


class Evaluation(Struct, frozen=True):
    """A scorecard evaluated on facts. Mappings are by name key.

    `findings` are computations without a result, such as a division by zero,
    that the scorecard needs; `asides` are those of values beside it. Values that
    build on another scorecard's sums are not part of this evaluation. `derived` are
    the facts that follow from tables; `per_row` the decision tables for each row,
    `groups` the values that have a figure for each group of rows. Without a
    scorecard `results` and `scores` are those of the indicators.
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
    groups: dict[str, Trace] = {}
    results: dict[str, Trace] = {}
    scores: dict[str, Trace] = {}

    @property
    def alone(self) -> bool:
        """Whether there is no scorecard, and so no total."""
        return not self.scorecard.name

    def parts_of(self, indicator: Indicator) -> tuple[IndicatorOutcome, ...]:
        """The parts of an indicator; none of one with a formula of its own."""
        made_of = indicator.made_of
        return tuple(self.indicators[term.name] for term in made_of.terms) if made_of else ()
