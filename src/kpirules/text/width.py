"""How many cells a text takes where every letter has one width."""

from __future__ import annotations

import unicodedata

_NO_CELL = frozenset(("Mn", "Me", "Cf"))


def width_of(text: str) -> int:
    """The cells of a text: none for a mark above or below a letter, two for a wide letter."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
