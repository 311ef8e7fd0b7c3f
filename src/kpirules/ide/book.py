"""One book as an editor has it, and how it reads at a moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.ide.occurrences import Names
from kpirules.ide.pieces import Kept
from kpirules.model.rules import Rules
from kpirules.project.open_book import OpenBook, Part, ReadFile
from kpirules.project.places import normal
from kpirules.text.source import Source


class Reading:
    """How a book reads: its rules, what is wrong, and its files by their names in messages.

    Spans in `rules` and in the trees of `parts` are those of pieces; spans of
    findings, and of all that features answer, are those of files.
    """

    def __init__(
        self,
        home: Path,
        rules: Rules,
        findings: tuple[Problem, ...],
        parts: dict[str, tuple[Part, ...]],
        files: dict[str, tuple[Path, Source]],
        kept: Kept,
    ) -> None:
        self.home = home
        self.rules = rules
        self.findings = findings
        self.parts = parts
        self.files = files
        self.kept = kept
        """What is made of single pieces, now or in readings before."""

    @cached_property
    def names(self) -> Names:
        """The names that stand in the files."""
        return Names(self.parts, self.kept)

    @cached_property
    def findings_by_file(self) -> dict[str, tuple[Problem, ...]]:
        """The findings of each file that has any, in the order of their places."""
        found: dict[str, list[Problem]] = {}
        for finding in self.findings:
            found.setdefault(finding.span.file, []).append(finding)
        return {name: tuple(problems) for name, problems in found.items()}

    def source(self, name: str) -> Source:
        """The text of a file."""
        return self.files[name][1]

    def path(self, name: str) -> Path:
        """The place of a file."""
        return self.files[name][0]


class Book:
    """The rule files of one folder, read again when one of them has changed."""

    def __init__(
        self,
        home: Path,
        own_files: Callable[[Path], tuple[Path, ...]],
        read_own: Callable[[Path], Checked[Source | None]],
        read_file: ReadFile,
    ) -> None:
        self.home = home
        self._own_files = own_files
        self._read_own = read_own
        self._read_file = read_file
        self._open_book = OpenBook(read_file)
        self._texts: dict[Path, Source] = {}
        self._kept = Kept()
        self._reading: Reading | None = None

    def touch(self) -> None:
        """Something has changed."""
        self._reading = None

    def reading(self) -> Reading:
        """How the book reads now."""
        if self._reading is None:
            self._reading = self._read()
        return self._reading

    def _read(self) -> Reading:
        unread: list[Problem] = []
        texts: dict[Path, Source] = {}
        for path in self._own_files(self.home):
            read = self._read_own(path)
            unread.extend(read.findings)
            if read.value is not None:
                texts[path] = read.value
        for path in self._texts.keys() - texts.keys():
            self._open_book.drop(path)
        for path, source in texts.items():
            if self._texts.get(path) is not source:
                self._open_book.set_text(path, source.text)
        self._texts = texts
        checked = self._open_book.rules()
        parts = self._open_book.parts
        files = {source.name: (path, source) for path, source in texts.items()}
        for name in parts.keys() - files.keys():
            place = self._open_book.place_of(name)
            used = self._read_file(place, name).value
            if used is not None:
                files[name] = (normal(place), used)
        self._kept.forget(parts)
        findings = (*unread, *checked.findings)
        return Reading(self.home, checked.value, findings, parts, files, self._kept)
