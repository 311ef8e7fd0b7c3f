"""A piece of a text that is a source of its own, wherever in the text it stands just now."""

from __future__ import annotations

from kpirules.text.source import Place, Source
from kpirules.text.span import Span


class Piece(Source, frozen=True, dict=True):
    """Some whole lines of a file, which `name` is the name of.

    Spans in a piece have its `key` as their file and count from its beginning,
    so they stay what they are when the text before the piece changes. `offset`
    and `lines` say how much of the file comes before it.
    """

    key: str = ""
    offset: int = 0
    lines: int = 0

    def place(self, offset: int) -> Place:
        """The line and column of an offset in the piece, counted in the file."""
        found = super().place(offset)
        return Place(found.line + self.lines, found.column)

    def line(self, number: int) -> str:
        """The text of a line of the file; empty outside the piece."""
        return super().line(number - self.lines)

    def in_file(self, span: Span) -> Span:
        """The same stretch, counted from the beginning of the file."""
        return Span(self.name, self.offset + span.start, self.offset + span.end)
