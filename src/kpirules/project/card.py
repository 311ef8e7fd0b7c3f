"""What evaluating yields, for programs: a card, and on it the indicators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import has_errors
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Gap, GroupFigure, Trace, Withheld
from kpirules.explain.carried import carried_from
from kpirules.explain.scorecard import scorecard_page
from kpirules.facts.mappings import from_mapping
from kpirules.facts.merge import merge
from kpirules.project.errors import FactsError
from kpirules.project.explanations import Explanation, explanation_of
from kpirules.project.numbers import exact, plain
from kpirules.project.results import scorecard_data
from kpirules.prose.words import Language
from kpirules.render.terminal import to_text
from kpirules.text.thai import name_key

Number = Decimal | Fraction
"""A Decimal where the number terminates, a Fraction where it does not."""


@frozen
class IndicatorResult:
    """One indicator of an evaluated scorecard.

    Attributes:
        name: As the rules spell it.
        label: What people call it, or None.
        weight: The weight in force, after any redistribution.
        result: The result in the indicator's unit; None where it is missing.
        score: The score in points; None where it is missing.
        weighted: Score x weight / whole, rounded as declared; None where missing.
        missing: Why the year has no result or score of its own: `absent`,
            `not_announced`, `not_applicable` or `cancelled`; None where it has.
        carried_from: The previous fiscal year, where its result was carried over;
            else None.

    """

    name: str
    label: str | None
    weight: Number | None
    result: Number | None
    score: Number | None
    weighted: Number | None
    missing: str | None
    carried_from: int | None
    _evaluation: Evaluation = field(repr=False, eq=False)

    def explain(self, lang: Language = "en") -> Explanation:
        """How this indicator came about."""
        return explanation_of(self._evaluation, self.name, lang)


@frozen
class Card(Mapping[str, IndicatorResult]):
    """An evaluated scorecard: a mapping from indicators' names to their results.

    Attributes:
        name: The scorecard's name.
        period: The fiscal year evaluated, in the Buddhist era.
        total: The total in points; None where it is withheld.
        band: The name of the band the total lies in; None where that is open.
        range: Where the total lies, both ends included: twice the total, or the
            exact range of a withheld one (an end is None where it has no bound).
        missing: The names of the indicators without a score.
        known_weight: The weight of the indicators that are scored.

    """

    name: str
    period: int
    total: Number | None
    band: str | None
    range: tuple[Number | None, Number | None]
    missing: tuple[str, ...]
    known_weight: Number
    _evaluation: Evaluation = field(repr=False, eq=False)
    _indicators: dict[str, IndicatorResult] = field(repr=False, hash=False)

    def __getitem__(self, name: str) -> IndicatorResult:
        """An indicator by its name, in any spelling of it."""
        return self._indicators[name_key(name)]

    def __iter__(self) -> Iterator[str]:
        """The names of the indicators, as declared."""
        return (indicator.name for indicator in self._indicators.values())

    def __len__(self) -> int:
        """How many indicators there are."""
        return len(self._indicators)

    def __contains__(self, name: object) -> bool:
        """Whether an indicator has this name, in any spelling of it."""
        return isinstance(name, str) and name_key(name) in self._indicators

    def value(self, name: str) -> Number | bool | str | dt.date | None:
        """What a value, a decision table or a component came to; None where it is missing.

        Raises:
            KeyError: Nothing of that kind has the name.

        """
        key = name_key(name)
        found = self._evaluation
        for table in (found.values, found.classes, found.components):
            if key in table:
                return plain(table[key].value)
        raise KeyError(name)

    def groups(self, name: str) -> dict[str, Number | None]:
        """The figure of each group of a value that is grouped; None where it is missing.

        Raises:
            KeyError: No grouped value has the name.

        """
        trace = self._evaluation.groups[name_key(name)]
        figures = ((each.step, each.value) for each in trace.parts)
        return {
            step.group.name: plain(value)  # type: ignore[misc]  # figures are numbers
            for step, value in figures
            if isinstance(step, GroupFigure)
        }

    @property
    def findings(self) -> tuple[Problem, ...]:
        """Computations without a result, such as a division by zero."""
        return self._evaluation.findings

    def explain(self, target: str = "total", lang: Language = "en") -> Explanation:
        """How anything came about: `total`, `band`, an indicator, a component, a value, a fact."""
        return explanation_of(self._evaluation, target, lang)

    def replace(self, **facts: object) -> Card:
        """What if: the same scorecard with some facts supplied anew. Nothing here changes.

        Names with a minus are given as `replace(**{"pmqa-score": 460})`; an
        underscore stands for the minus where no fact is spelled with one.

        Raises:
            FactsError: A fact is unknown or does not conform.

        """
        before = self._evaluation
        named = {_spelled(name, before): value for name, value in facts.items()}
        changed = from_mapping(named, before.rules, before.period)
        together = merge(before.rules, before.period, before.facts, changed.value)
        findings = (*changed.findings, *together.findings)
        if has_errors(findings):
            raise FactsError(findings, together.value.sources)
        return card_of(
            evaluate(before.rules, name_key(before.scorecard.name), together.value, before.period)
        )

    def to_dict(self) -> dict[str, object]:
        """The scorecard as plain data (`kpirules/1`), numbers as exact text."""
        return scorecard_data(self._evaluation)

    def to_text(self, lang: Language = "en", width: int = 80) -> str:
        """The official table."""
        return to_text(scorecard_page(self._evaluation, lang), width)

    def __str__(self) -> str:
        """The official table in English."""
        return self.to_text()


def card_of(evaluation: Evaluation) -> Card:
    """The public face of an evaluation."""
    indicators = {
        key: _indicator(found, evaluation) for key, found in evaluation.indicators.items()
    }
    band = plain(evaluation.band.value) if evaluation.band is not None else None
    scored = [
        found
        for found in evaluation.indicators.values()
        if found.part_of is None and not isinstance(found.score.value, Gap)
    ]
    known = sum((_weight(found.weight) for found in scored), Fraction(0))
    return Card(
        evaluation.scorecard.name,
        evaluation.period,
        _number(evaluation.total),
        band if isinstance(band, str) else None,
        _range(evaluation.total),
        tuple(found.name for found in indicators.values() if found.score is None),
        exact(known),
        evaluation,
        indicators,
    )


def _indicator(outcome: IndicatorOutcome, evaluation: Evaluation) -> IndicatorResult:
    return IndicatorResult(
        outcome.indicator.name,
        outcome.indicator.label,
        _number(outcome.weight) if outcome.has_weight else None,
        _number(outcome.result),
        _number(outcome.score),
        _number(outcome.weighted) if outcome.is_added else None,
        outcome.missing,
        carried_from(outcome),
        evaluation,
    )


def _number(trace: Trace) -> Number | None:
    return exact(trace.value) if isinstance(trace.value, Real) else None


def _weight(trace: Trace) -> Fraction:
    return trace.value if isinstance(trace.value, Fraction) else Fraction(0)


def _range(total: Trace) -> tuple[Number | None, Number | None]:
    if isinstance(total.step, Withheld):
        low, high = total.step.low, total.step.high
        return (
            None if low is None else exact(low),
            None if high is None else exact(high),
        )
    return _number(total), _number(total)


def _spelled(name: str, evaluation: Evaluation) -> str:
    """A keyword argument cannot have a minus in it."""
    if name_key(name.partition("@")[0]) in evaluation.rules.facts:
        return name
    return name.replace("_", "-")
