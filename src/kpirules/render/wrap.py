"""Wrapping to a width in cells, without tearing Thai words, names or numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kpirules.render.pieces import Piece, cut, text_of, width_of
from kpirules.text.breaks import THAI, may_begin_line, thai_breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpirules.render.pieces import Pieces

_GAP = re.compile(r" +(?=[^ ])")
# In a name or a path: after a hyphen and the like, but never inside a number.
_JOINT = re.compile(r"(?<=[-/\\_])(?=\w)|(?<=[.,:;])(?=[^\W\d])")
_DIGIT = re.compile(r"\d")
_KEPT_WHOLE = frozenset({"name", "place", "code", "keyword", "value"})
_KEPT_UP_TO = 24
_LAST_TIER = 3


def wrap(pieces: Pieces, width: int, hang: Pieces = ()) -> list[Pieces]:
    """The pieces as lines of at most `width` cells, all but the first begun by `hang`.

    Breaks at spaces and between Thai words. Where a single word is too wide it
    breaks inside names and paths, then between any two letters.
    """
    lines: list[Pieces] = []
    rest = width - width_of(hang)
    for part in hard_lines(pieces):
        first = rest if lines else width
        if width_of(part) <= first:
            found = [part]
        else:
            found = [cut(part, start, end) for start, end in _ranges(part, first, rest)]
        for line in found:
            lines.append((*hang, *line) if lines else line)
    return lines


def hard_lines(pieces: Pieces) -> list[Pieces]:
    """The pieces, divided where their text has line feeds."""
    text = text_of(pieces)
    if "\n" not in text:
        return [pieces]
    lines: list[Pieces] = []
    start = 0
    for row in text.split("\n"):
        lines.append(cut(pieces, start, start + len(row)))
        start += len(row) + 1
    return lines


def widest_word(pieces: Pieces) -> int:
    """The cells of the widest stretch that wrapping keeps in one line if it can."""
    widest = 0
    for part in hard_lines(pieces):
        text = text_of(part)
        for start, end in _stretches(0, len(text), _preferred(part)):
            widest = max(widest, cell_len(text[start:end].rstrip(" ")))
    return widest


def _ranges(pieces: Pieces, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """The offsets at which each line begins and ends, its last spaces left out.

    The first line may take `first` cells, the others `rest`.
    """
    text = text_of(pieces)
    limit = first
    breaks = _Breaks(pieces, text)
    waiting = list(reversed(breaks.chunks(0, len(text), 0)))
    start = used = 0
    while waiting:
        begin, end, tier = waiting.pop()
        needed = cell_len(text[begin:end].rstrip(" "))
        if used + needed <= limit:
            used += cell_len(text[begin:end])
        elif needed > rest and tier < _LAST_TIER:
            waiting.extend(reversed(breaks.chunks(begin, end, tier + 1)))
        else:
            if text[start:begin].strip(" "):
                yield start, start + len(text[start:begin].rstrip(" "))
            start, limit, used = begin, rest, cell_len(text[begin:end])
    yield start, len(text.rstrip(" "))


class _Breaks:
    """Where a text may be broken, in tiers: the first is best."""

    def __init__(self, pieces: Pieces, text: str) -> None:
        self._text = text
        self._tiers = [_preferred(pieces)]

    def chunks(self, start: int, end: int, tier: int) -> list[tuple[int, int, int]]:
        """The stretch divided at the breaks of a tier; tiers are asked for in their order."""
        if tier == len(self._tiers):
            further = (_inside_names, _between_letters, _between_cells)
            self._tiers.append(further[tier - 1](self._text))
        return [(begin, stop, tier) for begin, stop in _stretches(start, end, self._tiers[tier])]


def _preferred(pieces: Pieces) -> list[int]:
    """The breaks between words, without those inside a short name or number."""
    text = text_of(pieces)
    found = _between_words(text)
    closed: set[int] = set()
    position = 0
    before: Piece | None = None
    for piece in pieces:
        end = position + len(piece.text)
        if _is_kept(piece):
            closed.update(range(position + 1, end))
        if piece.look == "unit" and before is not None and before.look == "value":
            closed.add(position + len(piece.text) - len(piece.text.lstrip(" ")))
        if piece.text.strip(" "):
            before = piece
        position = end
    return [at for at in found if at not in closed]


def _is_kept(piece: Piece) -> bool:
    if piece.look not in _KEPT_WHOLE or cell_len(piece.text) > _KEPT_UP_TO:
        return False
    return piece.look != "value" or _DIGIT.search(piece.text) is not None


def _between_words(text: str) -> list[int]:
    """After spaces, and between Thai words. A sign of repetition stays with its word."""
    found = [gap.end() for gap in _GAP.finditer(text) if may_begin_line(text, gap.end())]
    if THAI.search(text):
        # Hyphens join the parts of one name: อพม-สะสม.
        found.extend(at for at in thai_breaks(text) if text[at - 1] != "-")
        found.sort()
    return found


def _inside_names(text: str) -> list[int]:
    return sorted({*_between_words(text), *(joint.start() for joint in _JOINT.finditer(text))})


def _between_letters(text: str) -> list[int]:
    return [at for at in range(1, len(text)) if may_begin_line(text, at)]


def _between_cells(text: str) -> list[int]:
    # A heap of vowels without end is no word of any language: only that it fits counts.
    return [at for at in range(1, len(text)) if cell_len(text[at])]


def _stretches(start: int, end: int, breaks: list[int]) -> list[tuple[int, int]]:
    """The stretches into which the breaks divide the text from `start` to `end`."""
    edges = [start, *(at for at in breaks if start < at < end), end]
    return list(pairwise(edges))


def clip(pieces: Pieces, width: int) -> Pieces:
    """The pieces, or as much of their beginning as fits with a sign that there is more."""
    if width_of(pieces) <= width:
        return pieces
    text = text_of(pieces)
    end = used = 0
    for at, letter in enumerate(text):
        used += cell_len(letter)
        if used > width - 1:
            break
        end = at + 1
    while end and not may_begin_line(text, end):
        end -= 1
    return (*cut(pieces, 0, end), Piece("guide", "…"))
