"""Lines of a source as written, with marks and remarks under the right cells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kpirules.render.excerpt import Excerpt
from kpirules.render.pieces import Piece, spaces, width_of
from kpirules.render.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpirules.render.pieces import Look, Pieces
    from kpirules.text.source import Source

_ROOM_BESIDE = 24  # cells a remark needs beside its mark, or else it goes below


class Mark(NamedTuple):
    """A stretch of a source to mark, and what to say about it."""

    start: int
    end: int
    look: Look
    message: Pieces
    main: bool


class _Stroke(NamedTuple):
    """What a mark draws under one line: columns count from 0."""

    line: int
    start: int
    end: int
    mark: Mark
    message: Pieces


class _Drawn(NamedTuple):
    """A stroke in cells of the terminal."""

    start: int
    end: int
    look: Look
    main: bool
    message: Pieces


def last_line(source: Source, marks: Iterable[Mark]) -> int:
    """The highest line number that a snippet of these marks shows."""
    return max(stroke.line for mark in marks for stroke in _strokes(source, mark))


def snippet(source: Source, marks: Sequence[Mark], width: int, digits: int) -> list[Pieces]:
    """The marked lines under one another; `digits` is the width of the line numbers."""
    strokes = [stroke for mark in marks for stroke in _strokes(source, mark)]
    numbers = sorted({stroke.line for stroke in strokes})
    lines: list[Pieces] = [gutter(digits)]
    for before, number in pairwise([numbers[0], *numbers]):
        hidden = range(before + 1, number)
        if len(hidden) == 1:
            between = Excerpt(source.line(before + 1), width - digits - 3)
            lines.append(_numbered(before + 1, digits, between.text))
        elif hidden:
            lines.append((Piece("gutter", "." * min(3, digits + 2)),))
        here = [stroke for stroke in strokes if stroke.line == number]
        lines.extend(_marked(source.line(number), number, here, width, digits))
    return lines


def gutter(digits: int, number: int | None = None) -> Pieces:
    """The beginning of a line: its number, or room for one, and the rule."""
    label = "" if number is None else str(number)
    return (Piece("gutter", f"{label:>{digits}} |"),)


def _numbered(number: int, digits: int, text: str) -> Pieces:
    begin = gutter(digits, number)
    return (*begin, Piece("text", f" {text}")) if text else begin


def _strokes(source: Source, mark: Mark) -> list[_Stroke]:
    """A mark within one line is one stroke; over several, one in the first and one in the last."""
    start, end = mark.start, mark.end
    while end > start and source.text[end - 1 : end] in {"\n", "\r"}:
        end -= 1
    first, last = source.place(start), source.place(max(start, end))
    if first.line == last.line:
        return [_Stroke(first.line, first.column - 1, last.column - 1, mark, mark.message)]
    text = source.line(last.line)
    indent = len(text) - len(text.lstrip())
    return [
        _Stroke(first.line, first.column - 1, len(source.line(first.line)), mark, ()),
        _Stroke(last.line, min(indent, last.column - 1), last.column - 1, mark, mark.message),
    ]


def _marked(
    text: str, number: int, strokes: list[_Stroke], width: int, digits: int
) -> list[Pieces]:
    room = max(width - digits - 3, 1)
    focus = next((s.start for s in strokes if s.mark.main), strokes[0].start)
    excerpt = Excerpt(text, room, focus)
    drawn = [
        _Drawn(*excerpt.cells(s.start, s.end), s.mark.look, s.mark.main, s.message) for s in strokes
    ]
    begin = gutter(digits)
    return [
        _numbered(number, digits, excerpt.text),
        *((*begin, *spaces(1), *row) for row in _mark_rows(drawn, room)),
    ]


def _mark_rows(drawn: list[_Drawn], room: int) -> list[Pieces]:
    """The row of marks, then the remarks that do not fit beside them, from right to left."""
    drawn = sorted(drawn, key=lambda stroke: (stroke.start, stroke.end))
    marks = _painted(drawn)
    told = [stroke for stroke in drawn if stroke.message]
    used = width_of(marks)
    rows = [marks]
    if told and told[-1].end == used:
        beside = room - used - 1
        message = told[-1].message
        if width_of(message) <= beside or beside >= _ROOM_BESIDE:
            first, *rest = wrap(message, beside)
            rows = [(*marks, *spaces(1), *first)]
            told.pop()
            rows.extend((*_posts(told, used + 1), *line) for line in rest)
    above: int | None = None
    while told:
        stroke = told.pop()
        if above is None or above == stroke.start:
            # Without a post, two remarks about one place would read as one.
            rows.append(_posts([*told, stroke], stroke.start + 1))
        rows.extend(_below(told, stroke, room))
        above = stroke.start
    return rows


def _painted(drawn: list[_Drawn]) -> Pieces:
    """All marks in one row: a part is drawn over the whole, and the main mark over its equal."""
    cells: list[Piece] = [Piece("text", " ")] * max(stroke.end for stroke in drawn)
    for stroke in sorted(drawn, key=lambda stroke: (stroke.start - stroke.end, stroke.main)):
        sign = Piece(stroke.look, "^" if stroke.main else "-")
        cells[stroke.start : stroke.end] = [sign] * (stroke.end - stroke.start)
    return _merged(cells)


def _below(others: list[_Drawn], stroke: _Drawn, room: int) -> list[Pieces]:
    """A remark under its mark, beside the posts of those still to come."""
    needed = min(width_of(stroke.message), _ROOM_BESIDE)
    begin = _posts(others, max(0, min(stroke.start, room - needed)))
    return [(*begin, *line) for line in wrap(stroke.message, room - width_of(begin))]


def _posts(strokes: list[_Drawn], width: int) -> Pieces:
    cells: list[Piece] = [Piece("text", " ")] * width
    for stroke in strokes:
        if stroke.start < width:
            cells[stroke.start] = Piece(stroke.look, "|")
    return _merged(cells)


def _merged(cells: list[Piece]) -> Pieces:
    """Neighbours of one look as one piece."""
    merged: list[Piece] = []
    for piece in cells:
        if merged and merged[-1].look == piece.look:
            merged[-1] = Piece(piece.look, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)
