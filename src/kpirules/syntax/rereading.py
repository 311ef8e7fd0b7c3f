"""Reading texts that change: only the pieces that an edit has touched are read again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import count

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.syntax import ast
from kpirules.syntax.grammar import grammar
from kpirules.syntax.literate import rules_text
from kpirules.syntax.parse import parse
from kpirules.syntax.pieces import cut
from kpirules.text.common import common_end, common_start
from kpirules.text.piece import Piece
from kpirules.text.source import LITERATE, Source

_NUMBERED = "\0"
"""Between the name of a file and the number of a piece of it; no name can hold it."""


class _Read(Struct, frozen=True):
    """A piece from `start` to `end`, the rules in it, and how they read."""

    start: int
    end: int
    body: str
    piece: Piece
    tree: Checked[ast.File]
    line_ends: int
    part: tuple[Piece, ast.File]


def file_of(key: str) -> str:
    """The name of the file that a piece is of, which `key` is the key of."""
    return key.partition(_NUMBERED)[0]


class Rereader:
    """Remembers how the pieces of texts read, as long as they are in use."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self._texts: dict[str, tuple[str, list[_Read]]] = {}
        self._keys = count()

    def read(self, source: Source) -> Checked[tuple[tuple[Piece, ast.File], ...]]:
        """How a text reads now: its pieces, and what is wrong in them.

        A piece that was there before keeps its tree, the very same one.
        """
        rules = rules_text(source)
        before, known = self._texts.get(source.name, ("", []))
        first, last = 0, len(known)
        if not source.name.endswith(LITERATE):  # there a mark may make all below it other text
            first, last = _untouched(before, source.text, known)
        found = known[:first]
        begin = found[-1].end if found else 0
        moved = len(source.text) - len(before)
        end = known[last].start + moved if last < len(known) else len(source.text)
        if begin < end or not source.text:
            found.extend(self._between(source, rules.value, begin, end, known[first:last], found))
        found.extend(_further_on(known[last:], moved, found))
        self._texts[source.name] = (source.text, found)
        findings: list[Problem] = list(rules.findings)
        for misread in [each.tree.findings for each in found if each.tree.findings]:
            findings.extend(misread)
        return Checked(tuple([each.part for each in found]), tuple(findings))

    def _between(
        self,
        source: Source,
        text: str,
        begin: int,
        end: int,
        known: list[_Read],
        above: list[_Read],
    ) -> Iterator[_Read]:
        """The pieces of a stretch, of which some may be known from before, and now stand elsewhere."""
        trees: dict[str, list[Checked[ast.File]]] = {}
        for each in reversed(known):
            trees.setdefault(each.body, []).append(each.tree)
        lines = _lines_to_the_end(above)
        for start, stop in cut(text[begin:end], grammar()):
            place = slice(begin + start, begin + stop)
            body, whole = text[place], source.text[place]
            again = trees.get(body)
            key = f"{source.name}{_NUMBERED}{next(self._keys)}" if not again else ""
            tree = again.pop() if again else parse(Source(key, body))
            piece = Piece(source.name, whole, tree.value.name, begin + start, lines)
            ends = _line_ends(whole)
            lines += ends
            part = (piece, tree.value)
            yield _Read(begin + start, begin + stop, body, piece, tree, ends, part)


def _untouched(before: str, after: str, known: list[_Read]) -> tuple[int, int]:
    """How many pieces an edit has left alone at the beginning, and from which one on at the end.

    A piece ends where the line that opens the next one begins, so that line must be the same
    too, and be ended by another piece: `fact` may have become `facts`.
    """
    same = common_start(before, after)
    first = max(0, bisect_right(known, same, key=lambda each: each.end) - 2)
    rest = min(len(before), len(after)) - same
    behind = common_end(before, after, rest)
    last = bisect_right(known, len(before) - behind, key=lambda each: each.start)
    return first, max(first, last)


def _further_on(known: list[_Read], moved: int, above: list[_Read]) -> Iterator[_Read]:
    """Pieces that are as they were, but for where they stand."""
    if not known:
        return
    lines = _lines_to_the_end(above) - known[0].piece.lines
    for each in known:
        old = each.piece
        if not moved and not lines:
            yield each
            continue
        start = each.start + moved
        piece = Piece(old.name, old.text, old.key, start, old.lines + lines)
        part = (piece, each.tree.value)
        yield _Read(start, each.end + moved, each.body, piece, each.tree, each.line_ends, part)


def _lines_to_the_end(above: list[_Read]) -> int:
    """How many lines end before what comes after some pieces."""
    return above[-1].piece.lines + above[-1].line_ends if above else 0


def _line_ends(text: str) -> int:
    """How many lines end in a stretch of text, whatever they end with."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")
