"""Text with its look: what the layout works on, between meaning and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len

from kpirules.prose.words import Kind
from kpirules.render.visible import revealed, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpirules.prose.words import Line, Word

Look = (
    Kind
    | Literal[
        "heading",
        "guide",  # the lines of trees and tables
        "gutter",  # line numbers and the rule beside them
        "error",
        "warning",
        "aside",  # a mark that is not the main one
        "help",
        "added",
        "removed",
    ]
)


class Piece(NamedTuple):
    """Some text in one look."""

    look: Look
    text: str


Pieces = tuple[Piece, ...]


def width_of(pieces: Iterable[Piece]) -> int:
    """How many cells of a terminal the pieces take."""
    return sum(cell_len(piece.text) for piece in pieces)


def text_of(pieces: Iterable[Piece]) -> str:
    """The bare text."""
    return "".join(piece.text for piece in pieces)


def pieces_of(line: Line, *, prose: Look = "text") -> Pieces:
    """A line of words as pieces; its plain words take the look `prose`."""
    return tuple(_piece(word, prose) for word in line if word.text)


def cut(pieces: Pieces, start: int, end: int) -> Pieces:
    """The pieces between two offsets of their text."""
    found: list[Piece] = []
    position = 0
    for piece in pieces:
        part = piece.text[max(0, start - position) : max(0, end - position)]
        if part:
            found.append(Piece(piece.look, part))
        position += len(piece.text)
    return tuple(found)


def spaces(count: int) -> Pieces:
    """So many empty cells."""
    return (Piece("text", " " * count),) if count > 0 else ()


def _piece(word: Word, prose: Look) -> Piece:
    if word.kind == "code":
        return Piece("code", f"`{revealed(word.text)}`")
    return Piece(prose if word.kind == "text" else word.kind, visible(word.text))
