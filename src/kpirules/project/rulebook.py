"""Rules as programs use them: load, check, look at, evaluate."""

from __future__ import annotations

import os
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from attrs import field, frozen

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.file_problems import FileNotFound
from kpirules.diagnostics.findings import has_errors
from kpirules.evaluate.interpreter import evaluate
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.model.scoring import Scale
from kpirules.project.books import load_book, load_text
from kpirules.project.card import Card, card_of
from kpirules.project.choose import NoScorecard, SeveralScorecards, UnknownScorecard
from kpirules.project.errors import FactsError, RulesError
from kpirules.project.numbers import exact
from kpirules.project.periods import OtherCalendar
from kpirules.project.places import (
    books_under,
    books_with_scorecards,
    is_example,
    is_folder,
    rule_files,
)
from kpirules.project.supply import Given, supplied_facts
from kpirules.text.era import is_fiscal_year
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span
from kpirules.text.thai import name_key

Number = Decimal | Fraction
Where = str | os.PathLike[str]


@frozen
class LevelView:
    """A target level: `score` points are reached at the result `at`."""

    score: Number
    at: Number


@frozen
class DatedLevelsView:
    """Target levels in force from one fiscal year to another; None is until further notice."""

    start: int
    end: int | None
    levels: tuple[LevelView, ...]


@frozen
class IndicatorView:
    """An indicator as the rules declare it, without any facts.

    Attributes:
        name: As the rules spell it.
        label: What people call it, or None.
        component: The name of the component it is part of.
        weight: The weight as declared.
        levels: The target levels, least demanding first; empty where the score
            is a formula, or where levels hold in some years only.
        dated_levels: The target levels for each of the years told, where they
            do not hold in every year.

    """

    name: str
    label: str | None
    component: str
    weight: Number
    levels: tuple[LevelView, ...]
    dated_levels: tuple[DatedLevelsView, ...] = ()

    def curve(self) -> tuple[tuple[Number, Number], ...]:
        """The corners of the score curve between the levels: (result, score) pairs."""
        return tuple((level.at, level.score) for level in self.levels)


@frozen
class RuleBook:
    """Sound rules.

    Attributes:
        findings: Warnings; rules with errors do not load.

    """

    findings: tuple[Problem, ...]
    _rules: Rules = field(repr=False)

    @property
    def scorecards(self) -> tuple[str, ...]:
        """The names of the scorecards."""
        return tuple(card.name for card in self._rules.scorecards.values())

    def __getitem__(self, name: str) -> IndicatorView:
        """An indicator by its name, in any spelling of it."""
        return _view(self._rules.indicators[name_key(name)])

    def evaluate(
        self,
        facts: Given | None = None,
        *,
        period: int | None = None,
        scorecard: str | None = None,
    ) -> Card:
        """Evaluate a scorecard.

        Args:
            facts: A mapping, the path of a facts file, or None for the facts file
                that the scorecard names.
            period: Another fiscal year (Buddhist era) than the scorecard's.
            scorecard: Which one, where there are several.

        Raises:
            FactsError: The facts do not conform to the rules; it carries all findings.
            RulesError: There is no such scorecard, or none was chosen of several,
                or the period is a year of another calendar.

        """
        if period is not None and not is_fiscal_year(period):
            raise RulesError((OtherCalendar(NOWHERE, period),), self._rules.sources)
        card = self._card(scorecard)
        read = supplied_facts(self._rules, card, period=period, given=facts)
        if has_errors(read.findings):
            raise FactsError(read.findings, {**self._rules.sources, **read.value.sources})
        return card_of(evaluate(self._rules, name_key(card.name), read.value, period))

    def _card(self, name: str | None) -> Scorecard:
        cards = self._rules.scorecards
        if name is not None and name_key(name) in cards:
            return cards[name_key(name)]
        problem: Problem | None = None
        if name is not None:
            problem = UnknownScorecard(NOWHERE, name, self.scorecards)
        elif not cards:
            problem = NoScorecard(NOWHERE, ", ".join(self._rules.sources))
        elif len(cards) > 1:
            problem = SeveralScorecards(NOWHERE, self.scorecards)
        if problem is not None:
            raise RulesError((problem,), self._rules.sources)
        return next(iter(cards.values()))


def load(where: Where) -> RuleBook:
    """Load rules.

    Args:
        where: A rule file, the folder of a rule book, a folder with one book
            that declares a scorecard below it, or the text of rules (anything
            with a line break in it).

    Raises:
        RulesError: Something is wrong with the rules; it carries all findings.

    """
    findings, rules, sources = _read(where)
    if rules is None or has_errors(findings):
        raise RulesError(findings, sources)
    return RuleBook(findings, rules)


def check(where: Where | Sequence[Where]) -> tuple[Problem, ...]:
    """Everything that is wrong with rules; never raises for what a user may have written.

    Args:
        where: As for `load`, or several; all books below a folder are checked.

    """
    places = [where] if isinstance(where, str | os.PathLike) else list(where)
    found: dict[tuple[object, ...], Problem] = {}
    for place in places:
        if isinstance(place, str) and "\n" in place:
            findings: tuple[Problem, ...] = load_text(place).findings
        elif _names_nothing(place):
            findings = (_no_file(),)
        else:
            findings = tuple(
                finding for book in books_under(Path(place)) for finding in load_book(book).findings
            )
        found.update({(finding.code, finding.span): finding for finding in findings})
    return tuple(found.values())


def _read(where: Where) -> tuple[tuple[Problem, ...], Rules | None, dict[str, Source]]:
    if isinstance(where, str) and "\n" in where:
        read = load_text(where)
        return read.findings, read.value, read.value.sources
    if _names_nothing(where):
        return (_no_file(),), None, {}
    path = Path(where)
    if is_folder(path) and not rule_files(path):
        found = books_with_scorecards(path)
        books = [book for book in found if not is_example(book, path)] or found
        if len(books) != 1:
            problem = NoScorecard(NOWHERE, str(where))
            return (problem,), None, {}
        path = books[0]
    book = load_book(path)
    return book.findings, book.value, book.value.sources if book.value else {}


def _names_nothing(where: Where) -> bool:
    """Whether this is an empty text, which as a path would be the current folder."""
    return isinstance(where, str) and not where.strip()


def _no_file() -> Problem:
    return FileNotFound(Span("", 0, 0), "", str(Path.cwd()), is_folder=False, meant=None)


def _view(indicator: Indicator) -> IndicatorView:
    scale = indicator.scale
    return IndicatorView(
        indicator.name,
        indicator.label,
        indicator.component,
        exact(indicator.weight),
        _levels(scale) if scale is not None else (),
        tuple(
            DatedLevelsView(each.years.start, each.years.end, _levels(each))
            for each in indicator.dated
            if each.years is not None
        ),
    )


def _levels(scale: Scale) -> tuple[LevelView, ...]:
    return tuple(LevelView(exact(level.score), exact(level.at)) for level in scale.levels)
