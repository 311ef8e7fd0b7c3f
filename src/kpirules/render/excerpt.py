"""One line of a source as a terminal shows it: which cell each letter is in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from rich.cells import cell_len

from kpirules.render.visible import revealed
from kpirules.text.breaks import may_begin_line

_TAB = 4
_VARIATION = "\ufe0f"  # asks for the wide form of the letter before it


class Excerpt:
    """A line cut to a room of cells, so that the letter at `focus` is to be seen.

    `text` is the line as shown: tabs filled with spaces, unseen characters
    spelt out, `…` where something is cut off.
    """

    def __init__(self, line: str, room: int, focus: int = 0) -> None:
        """Cut the line; `focus` counts letters, `room` cells."""
        self._line = line
        self._shapes, self._edges = _shaped(line)
        self._left = 0
        self.room = room
        total = self._edges[-1]
        if total > room:
            at = self._edges[min(focus, len(line))]
            # A third of the room stays for what stands before the mark.
            if at > room * 2 // 3:
                self._left = min(at - room // 3, total - room + 1)
        self.text = self._cut(total)

    def cells(self, start: int, end: int) -> tuple[int, int]:
        """The cells of a stretch of the line, from and up to: at least one, all in the room."""
        begin = self._edges[min(start, len(self._line))]
        if start < len(self._line) and begin > 0 and self._edges[start + 1] == begin:
            # A mark has no cell of its own: it stands in that of the letter before it.
            begin = self._edges[bisect_left(self._edges, begin) - 1]
        stop = self._edges[min(end, len(self._line))]
        begin = min(max(begin - self._left, 0), self.room - 1)
        return begin, min(max(stop - self._left, begin + 1), self.room)

    def _cut(self, total: int) -> str:
        if total <= self.room:
            return "".join(self._shapes)
        low = self._left + 1 if self._left else 0
        high = self._left + self.room
        more = high < total
        top = high - 1 if more else high
        first = bisect_left(self._edges, low)
        last = bisect_right(self._edges, top) - 1
        while not may_begin_line(self._line, first):
            first += 1
        while last > first and not may_begin_line(self._line, last):
            last -= 1
        # What is cut through at the left leaves empty cells, so that the rest stays in its own.
        empty = " " * (min(self._edges[first], top) - low)
        before = f"…{empty}" if self._left else empty
        return before + "".join(self._shapes[first:last]) + ("…" if more else "")


def _shaped(line: str) -> tuple[list[str], list[int]]:
    """What is shown for each letter, and the cell at which each begins, with the end of all."""
    shapes: list[str] = []
    edges = [0]
    for at, letter in enumerate(line):
        used = edges[-1]
        if letter == "\t":
            shape = " " * (_TAB - used % _TAB)
            width = len(shape)
        elif letter == _VARIATION and at:
            shape = letter
            width = cell_len(line[at - 1] + letter) - cell_len(line[at - 1])
        else:
            shape = revealed(letter)
            width = cell_len(shape)
        shapes.append(shape)
        edges.append(used + width)
    return shapes, edges
