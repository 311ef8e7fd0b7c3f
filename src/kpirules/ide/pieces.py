"""The pieces of a book, and what is made of each for as long as nobody edits it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Concatenate, ParamSpec, TypeVar

from kpirules.project.open_book import Part

P = ParamSpec("P")
T = TypeVar("T")


def touching(parts: Sequence[Part], start: int, end: int) -> Sequence[Part]:
    """The pieces of a file that a stretch of it touches; a stretch may also begin where one ends."""
    first = bisect_right(parts, start, key=_offset) - 1
    if first > 0 and _offset(parts[first]) == start:
        first -= 1
    return parts[max(0, first) : bisect_right(parts, end, key=_offset)]


def _offset(part: Part) -> int:
    return part[0].offset


class Kept:
    """What was made of pieces.

    It may depend on the tree of a piece and on its own lines, which never change, and on nothing
    else: neither on where the piece stands just now nor on any other one.
    """

    def __init__(self) -> None:
        """Nothing has been made."""
        self._made: dict[object, dict[str, Any]] = {}

    def of(
        self, make: Callable[Concatenate[Part, P], T], *given: P.args, **named: P.kwargs
    ) -> Callable[[Part], T]:
        """How to make something of a piece, or take what was made of it before."""
        known = self._made.setdefault((make, given, *named.items()), {})

        def made(part: Part) -> T:
            key = part[0].key
            if key not in known:
                known[key] = make(part, *given, **named)
            found: T = known[key]
            return found

        return made

    @property
    def size(self) -> int:
        """How much is kept."""
        return sum(map(len, self._made.values()))

    def forget(self, parts: Mapping[str, Sequence[Part]]) -> None:
        """Forget what was made of other pieces than these, when that is more than half of all."""
        most = 2 * sum(map(len, parts.values())) + _FEW
        for known in self._made.values():
            if len(known) > most:
                current = {piece.key for pieces in parts.values() for piece, _ in pieces}
                for key in known.keys() - current:
                    del known[key]


_FEW = 100
