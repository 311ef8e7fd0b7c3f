"""A rule book that is being edited: after an edit only what it touched is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.moved import Moved
from kpirules.diagnostics.reading import read_text
from kpirules.model.rules import Rules
from kpirules.pipeline import compile_rules
from kpirules.project.places import display_name, used_file
from kpirules.semantics.name_problems import UsedFileMissing
from kpirules.semantics.remembering import Remembering
from kpirules.syntax.ast import File, Use
from kpirules.syntax.rereading import Rereader, file_of
from kpirules.text.piece import Piece
from kpirules.text.source import Source
from kpirules.text.span import Span

ReadFile = Callable[[Path, str], Checked[Source | None]]
"""Gives the text of a file that a book uses, under the name that messages have for it."""

Part = tuple[Piece, File]
"""A piece of a text, and how it reads."""


class OpenBook:
    """The texts of a book as they stand in an editor, and how they read.

    Spans in the rules are those of pieces (see `Piece`), which `rules.sources`
    holds; those of findings are of the files.
    """

    def __init__(self, read_file: ReadFile = read_text) -> None:
        """No text is open."""
        self._texts: dict[str, Source] = {}
        self._places: dict[str, Path] = {}
        self._reader = Rereader()
        self._read_file = read_file
        self.memory = Remembering()
        self.parts: dict[str, tuple[Part, ...]] = {}
        """What was read last of each file, own ones and used ones, by its name in messages."""

    def set_text(self, path: Path, text: str) -> str:
        """Open a file, or say what it holds now; the answer is what messages call it."""
        name = display_name(path)
        self._places[name] = path
        self._texts[name] = Source(name, text)
        return name

    def drop(self, path: Path) -> None:
        """A file is no longer one of the book's own."""
        self._texts.pop(display_name(path), None)

    def place_of(self, name: str) -> Path:
        """The file that messages call by a name: one that was read."""
        return self._places[name]

    def rules(self) -> Checked[Rules]:
        """The rules of all open texts and of the files they use, and everything wrong with them."""
        self.parts = {}

        def read(source: Source) -> Checked[tuple[tuple[Source, File], ...]]:
            parts = self._reader.read(source)
            self.parts[source.name] = parts.value
            return Checked(parts.value, parts.findings)

        def fetch(use: Use) -> Checked[Source | None]:
            return self._used(use, self._places[file_of(use.span.file)].parent)

        try:
            compiled = compile_rules(self._texts.values(), fetch, read, self.memory)
        except Exception:
            self.memory = Remembering()  # what was only half noted must not be believed
            raise
        return Checked(compiled.value, self._placed(compiled.findings))

    def _placed(self, findings: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The findings with the places they have in the files, file by file from the top."""
        if not findings:
            return ()
        pieces = {piece.key: piece for parts in self.parts.values() for piece, _ in parts}

        def move(span: Span) -> Span:
            piece = pieces.get(span.file)
            return span if piece is None else piece.in_file(span)

        placed = (Moved(finding, move) for finding in findings)
        return tuple(sorted(placed, key=lambda finding: (finding.span.file, finding.span.start)))

    def _used(self, use: Use, near: Path) -> Checked[Source | None]:
        found, looked_in, meant = used_file(use.path.text, near)
        if found is None:
            missing = UsedFileMissing(use.path.span, use.path.text, looked_in, meant)
            return Checked(None, (missing,))
        name = display_name(found)
        self._places[name] = found
        return Checked(self._texts[name]) if name in self._texts else self._read_file(found, name)
