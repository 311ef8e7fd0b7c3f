"""A source text and its lines."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from kpirules.text.lines import Lines
from kpirules.text.span import Span

RULES = ".kpi"
LITERATE = ".kpi.md"
"""How the names of rule files end: rules alone, and rules in a Markdown document."""


class Place(Struct, frozen=True):
    """A line and a column, both counted from 1; columns count code points."""

    line: int
    column: int


class Source(Struct, frozen=True, dict=True):
    """A decoded file: `name` is what messages call it, `text` is what it says."""

    name: str
    text: str

    @cached_property
    def line_table(self) -> Lines:
        """Where its lines begin."""
        return Lines.of(self.text)

    @property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        return self.line_table.starts()

    def place(self, offset: int) -> Place:
        """The line and column of an offset; past the end is the last line."""
        index = self.line_table.at(offset)
        return Place(index + 1, offset - self.line_table.start(index) + 1)

    def called(self, offset: int) -> str:
        """What messages call an offset: `file:line:column`."""
        place = self.place(offset)
        return f"{self.name}:{place.line}:{place.column}"

    def cited(self, offset: int) -> tuple[str, str]:
        """How explanations cite an offset, in two parts so that lines of one file share the first.

        The first is the file and what parts it from the second, the line.
        """
        return f"{self.name}:", str(self.place(offset).line)

    def line(self, number: int) -> str:
        """The text of a line, without its ending."""
        if not 1 <= number <= len(self.line_table):
            return ""
        start = self.line_table.start(number - 1)
        end = self.line_table.start(number) if number < len(self.line_table) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def excerpt(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def edited(self, start: int, end: int, words: str) -> Source:
        """The text with `words` in the place of a stretch; what is known of its lines is not lost."""
        text = f"{self.text[:start]}{words}{self.text[end:]}"
        after = Source(self.name, text)
        if "line_table" in self.__dict__:
            after.__dict__["line_table"] = self.line_table.edited(start, end, text)
        return after
