"""Where the lines of a text begin, kept in blocks, so that an edit costs the blocks it touches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

# What editors and the grammar call a line; str.splitlines knows more of them.
_LINE_END = re.compile(r"\r\n|\r|\n")

_USUAL = 64
"""Lines in a block; an edited one may hold twice as many before it is divided."""


class _Block(Struct, frozen=True):
    """Some lines: where each begins, counted from the first of them, and how long all are."""

    starts: tuple[int, ...]
    length: int


class Lines:
    """The lines of one text. They never change: an edited text has others, made of the same blocks."""

    def __init__(self, blocks: tuple[_Block, ...]) -> None:
        self._blocks = blocks
        self._offsets = (0, *accumulate(block.length for block in blocks[:-1]))
        self._before = (0, *accumulate(len(block.starts) for block in blocks))

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text."""
        return cls(tuple(_blocks(text, is_last=True)))

    def __len__(self) -> int:
        """How many lines there are: at least one, and an empty one behind the last line end."""
        return self._before[-1]

    def start(self, index: int) -> int:
        """Where a line begins; the first one is 0."""
        number = bisect_right(self._before, index) - 1
        return self._offsets[number] + self._blocks[number].starts[index - self._before[number]]

    def at(self, offset: int) -> int:
        """The line of an offset; past the end it is the last one."""
        number = self._block_at(offset)
        starts = self._blocks[number].starts
        return self._before[number] + bisect_right(starts, offset - self._offsets[number]) - 1

    def starts(self) -> tuple[int, ...]:
        """Where all lines begin."""
        placed = zip(self._offsets, self._blocks, strict=True)
        return tuple(offset + start for offset, block in placed for start in block.starts)

    def edited(self, start: int, end: int, after: str) -> Lines:
        """The lines when what stood from `start` to `end` has made way for something else.

        `after` is the whole text as it is then. A block that is kept has a sign before
        and one behind it that were there as well: no CR and LF have come together or apart.
        """
        first, last = self._block_at(max(0, start - 1)), self._block_at(end)
        begin, behind = self._offsets[first], self._blocks[last + 1 :]
        stop = len(after) - sum(block.length for block in behind)
        between = _blocks(after[begin:stop], is_last=not behind)
        return Lines((*self._blocks[:first], *between, *behind))

    def _block_at(self, offset: int) -> int:
        return bisect_right(self._offsets, offset) - 1


def _blocks(text: str, *, is_last: bool) -> Iterator[_Block]:
    """The blocks of some whole lines; behind the last line end of a text is one more line."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    if not is_last:
        starts.pop()  # it is the first line of the next block
    while starts:
        own, starts = (
            (starts, []) if len(starts) <= 2 * _USUAL else (starts[:_USUAL], starts[_USUAL:])
        )
        end = starts[0] if starts else len(text)
        yield _Block(tuple(start - own[0] for start in own), end - own[0])
