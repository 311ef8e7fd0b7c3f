"""Which book and which scorecard a command means."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.findings import Checked, has_errors
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.project.books import load_book
from kpirules.project.places import (
    books_with_scorecards,
    display_name,
    is_example,
    rule_files,
)
from kpirules.prose.words import Language, code, joined, line
from kpirules.text.nearest import nearest
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span
from kpirules.text.thai import name_key


class Chosen(Struct, frozen=True):
    """A scorecard, by name key, and the rules it belongs to; None where they have no scorecard."""

    rules: Rules
    scorecard: str | None

    @property
    def card(self) -> Scorecard | None:
        """The scorecard itself."""
        return None if self.scorecard is None else self.rules.scorecards[self.scorecard]


class Choice(Struct, frozen=True):
    """What was chosen, what is wrong, and the texts that findings point into.

    `chosen` is None when there is no scorecard, when there are several, or when
    the rules of the one meant are not sound.
    """

    chosen: Chosen | None
    findings: tuple[Problem, ...]
    sources: dict[str, Source] = {}


def choose(path: Path, scorecard: str | None, target: str | None = None) -> Choice:
    """The scorecard below a path: the one named, or the only one, or the only one with the target.

    Books below a folder `examples` are looked at only where no other can be meant.
    """
    books = books_with_scorecards(path)
    if not books:
        return _nothing(path, scorecard)
    examples = [book for book in books if is_example(book, path)]
    others = [book for book in books if book not in examples]
    if not examples or not others:
        return _chosen(path, books, scorecard, target)
    choice = _chosen(path, others, scorecard, target)
    named = scorecard is not None and choice.chosen is None
    return _chosen(path, books, scorecard, target) if named else choice


def _chosen(path: Path, books: list[Path], scorecard: str | None, target: str | None) -> Choice:
    loaded = [load_book(book) for book in books]
    everything = [
        (book, key) for book in loaded if book.value is not None for key in book.value.scorecards
    ]
    wanted = name_key(scorecard) if scorecard is not None else None
    fitting = [(book, key) for book, key in everything if wanted in {None, key}]
    if target is not None and len(fitting) > 1:
        fitting = [
            (book, key) for book, key in fitting if book.value and _knows(book.value, target)
        ] or fitting
    if len(fitting) != 1:
        return _not_one(fitting, everything, loaded, scorecard) or _nothing_declared(path)
    book, key = fitting[0]
    if book.value is None or has_errors(book.findings):
        return _unsound([book])
    return Choice(Chosen(book.value, key), book.findings, book.value.sources)


def _unsound(books: list[Checked[Rules | None]]) -> Choice:
    """No choice, because these books are wrong."""
    findings = tuple(found for book in books for found in book.findings)
    sources = {
        name: source
        for book in books
        if book.value is not None
        for name, source in book.value.sources.items()
    }
    return Choice(None, findings, sources)


def _knows(rules: Rules, target: str) -> bool:
    key = name_key(target)
    return any(
        key in table
        for table in (rules.indicators, rules.values, rules.facts, rules.classifications)
    )


def _nothing(path: Path, scorecard: str | None) -> Choice:
    """No scorecard is declared: the rules alone, if they are sound and no scorecard is asked for."""
    if not rule_files(path):
        return _nothing_declared(path)
    book = load_book(path)
    if book.value is None or has_errors(book.findings):
        return _unsound([book])
    if scorecard is not None:
        return _nothing_declared(path)
    return Choice(Chosen(book.value, None), book.findings, book.value.sources)


def _nothing_declared(path: Path) -> Choice:
    return Choice(None, (NoScorecard(NOWHERE, display_name(path)),))


def _not_one(
    fitting: list[tuple[Checked[Rules | None], str]],
    everything: list[tuple[Checked[Rules | None], str]],
    loaded: list[Checked[Rules | None]],
    scorecard: str | None,
) -> Choice | None:
    names = tuple(
        book.value.scorecards[key].name for book, key in everything if book.value is not None
    )
    if not fitting and scorecard is not None and names:
        return Choice(None, (UnknownScorecard(NOWHERE, scorecard, names),))
    if not fitting:
        unsound = _unsound(loaded)
        return unsound if unsound.findings else None
    return Choice(None, (SeveralScorecards(NOWHERE, names),))


class _Mistake(Struct, frozen=True):
    span: Span


class NoScorecard(_Mistake, frozen=True):
    """No rules with a scorecard below a path."""

    code: ClassVar[str] = "KPI0212"
    path: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no scorecard in {path}", "ไม่มีแบบประเมินใน {path}", path=code(self.path)),
            helps=(
                both(
                    "name the folder of the rules with {option}",
                    "ระบุโฟลเดอร์ของกฎด้วย {option}",
                    option=code("--rules PATH"),
                ),
            ),
        )


class UnknownScorecard(_Mistake, frozen=True):
    """No scorecard is called so."""

    code: ClassVar[str] = "KPI0212"
    name: str
    names: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        close = nearest(self.name, self.names)
        offered = (close,) if close else self.names
        names = joined([line(code(name)) for name in offered], ", ")
        return finding(
            self.code,
            self.span,
            lang,
            both("no scorecard is called {name}", "ไม่มีแบบประเมินชื่อ {name}", name=code(self.name)),
            helps=(both("the scorecards are: {names}", "แบบประเมินที่มี: {names}", names=names),),
        )


class SeveralScorecards(_Mistake, frozen=True):
    """Several scorecards, and nobody said which."""

    code: ClassVar[str] = "KPI0603"
    names: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        names = joined([line(code(name)) for name in self.names], ", ")
        return finding(
            self.code,
            self.span,
            lang,
            both("there are several scorecards: {names}", "มีหลายแบบประเมิน: {names}", names=names),
            helps=(
                both(
                    "choose one with {option}", "เลือกด้วย {option}", option=code("--scorecard NAME")
                ),
            ),
        )
