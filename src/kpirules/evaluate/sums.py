"""What totals that are no sums ask of a scorecard's weights, sums and ranges."""

from __future__ import annotations

from typing import Protocol

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.approximate import Range
from kpirules.evaluate.evaluation import IndicatorOutcome, Scored
from kpirules.evaluate.expressions import Named
from kpirules.evaluate.parts import Parts
from kpirules.evaluate.trace import Gap, Trace
from kpirules.evaluate.weights import Weights
from kpirules.model.rounding import Rounding
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Component, Scorecard


class Sums(Protocol):
    """A scorecard above its indicators' scores."""

    rules: Rules
    card: Scorecard
    names: Named
    findings: list[Problem]
    weights: Weights

    @property
    def parts(self) -> Parts:
        """The parts of indicators."""

    def score_of(self, key: str, /) -> Scored:
        """An indicator's result, its score and why it has none."""

    def outcome(self, key: str) -> IndicatorOutcome:
        """An indicator with its weight in force and its weighted score."""

    def component(self, key: str) -> Trace:
        """The sum of a component."""

    def counted_within(self, component: str) -> list[str]:
        """The indicators in a component, however deep, that take part."""

    def missing(self, members: list[str]) -> tuple[str, ...]:
        """Those among indicators that count and have no weighted score."""

    def range_of_sum(self, keys: list[str], rounding: Rounding | None, *, exact: bool) -> Range:
        """The range of a sum in which some are missing."""

    def withheld(
        self,
        of: Component | Scorecard,
        members: list[str],
        missing: tuple[str, ...],
        limits: Range,
        parts: tuple[Trace, ...],
        gap: Gap | None = None,
    ) -> Trace:
        """A sum that is not given, between what it lies, for want of some indicators."""
