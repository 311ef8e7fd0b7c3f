"""A source text and its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from msgspec import Struct

from kpirules.text.span import Span

RULES = ".kpi"
LITERATE = ".kpi.md"
"""How the names of rule files end: rules alone, and rules in a Markdown document."""

# What editors and the grammar call a line; str.splitlines knows more of them.
_LINE_END = re.compile(r"\r\n|\r|\n")


class Place(Struct, frozen=True):
    """A line and a column, both counted from 1; columns count code points."""

    line: int
    column: int


class Source(Struct, frozen=True, dict=True):
    """A decoded file: `name` is what messages call it, `text` is what it says."""

    name: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        ends = [found.end() for found in _LINE_END.finditer(self.text)]
        return (0, *ends)

    def place(self, offset: int) -> Place:
        """The line and column of an offset; past the end is the last line."""
        index = bisect_right(self.line_starts, offset) - 1
        return Place(index + 1, offset - self.line_starts[index] + 1)

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
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def excerpt(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]
