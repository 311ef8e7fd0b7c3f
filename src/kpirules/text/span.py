"""A stretch of a source text."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, array_like=True):
    """Characters `start` up to, not including, `end` of the file `file`.

    Offsets count Unicode code points of the decoded text.
    """

    file: str
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of the other."""
        return Span(self.file, self.start, max(self.end, other.end))


NOWHERE = Span("", 0, 0)
