"""A table as lines: columns where they fit, one row under the other where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from kpirules.render.pieces import Piece, pieces_of, spaces, width_of
from kpirules.render.wrap import hard_lines, widest_word, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpirules.prose.words import Column, Row, Table
    from kpirules.render.pieces import Pieces

_GAP = 2
_LONGEST_WORD = 16  # a longer word in a column of text may be broken
_READABLE = 16  # cells that a column of text needs
_COMFORTABLE = 24
_TITLE_HEIGHTS = (1, 2, 3)

Align = Literal["left", "right"]


class _Column(NamedTuple):
    """A column with its cells as pieces."""

    title: Pieces
    align: Align
    cells: list[Pieces]

    @property
    def natural(self) -> int:
        """The width at which nothing in it wraps."""
        return max(_width(self.title), self.body)

    @property
    def body(self) -> int:
        """The width at which none of its cells wraps, its title aside."""
        return max(map(_width, self.cells), default=0)

    @property
    def floor(self) -> int:
        """The width below which a number or a short word would be torn."""
        words = [widest_word(cell) for cell in self.cells]
        if self.align == "left":
            words = [min(word, _LONGEST_WORD) for word in words]
        return max((widest_word(self.title), *words))


def table_lines(table: Table, width: int) -> list[Pieces]:
    """The table at a width. Numbers never wrap; text wraps between words."""
    columns = [
        _column(column, [row for row in table.rows if row.role != "section"], index)
        for index, column in enumerate(table.columns)
    ]
    room = width - _GAP * (len(columns) - 1)
    natural = [column.natural for column in columns]
    widths = natural if sum(natural) <= room else _fitted(columns, room)
    return _grid(table, columns, widths, width) if widths else _records(table, width)


def _column(column: Column, rows: list[Row], index: int) -> _Column:
    return _Column(
        pieces_of(column.title, prose="strong"),
        column.align,
        [_cell(row, index) for row in rows],
    )


def _cell(row: Row, index: int) -> Pieces:
    if index >= len(row.cells):
        return ()
    return pieces_of(row.cells[index], prose="strong" if row.role == "total" else "text")


def _width(pieces: Pieces) -> int:
    return max(map(width_of, hard_lines(pieces)))


# Widths


def _fitted(columns: list[_Column], room: int) -> list[int] | None:
    """Widths that share the room, or None where no sensible ones do.

    Titles of numbers wrap first, at most to three lines; if text still has too
    little room they wrap at every word.
    """
    floors = [column.floor for column in columns]
    wanted = [
        column.natural if column.align == "left" else max(column.body, floor)
        for column, floor in zip(columns, floors, strict=True)
    ]
    for height in _TITLE_HEIGHTS:
        least = [
            floor if column.align == "left" else max(floor, _title_width(column, floor, height))
            for column, floor in zip(columns, floors, strict=True)
        ]
        widths = _shared(least, wanted, room)
        if widths is not None and _at_least(_COMFORTABLE, columns, widths, wanted):
            return _shared(widths, [column.natural for column in columns], room)
    widths = _shared(floors, wanted, room)
    if widths is not None and _at_least(_READABLE, columns, widths, wanted):
        return widths
    return None


def _at_least(cells: int, columns: list[_Column], widths: list[int], wanted: list[int]) -> bool:
    return all(
        width >= min(cells, most)
        for column, width, most in zip(columns, widths, wanted, strict=True)
        if column.align == "left"
    )


def _title_width(column: _Column, floor: int, height: int) -> int:
    """The least width at which the title takes no more than so many lines."""
    natural = _width(column.title)
    for width in range(floor, natural):
        if len(wrap(column.title, width)) <= height:
            return width
    return natural


def _shared(least: list[int], most: list[int], room: int) -> list[int] | None:
    """Widths from `least` towards `most`: the narrowest columns grow first."""
    if sum(least) > room:
        return None
    widths = list(least)
    for _ in range(room - sum(least)):
        growing = [at for at, width in enumerate(widths) if width < most[at]]
        if not growing:
            break
        widths[min(growing, key=widths.__getitem__)] += 1
    return widths


# Columns side by side


def _grid(table: Table, columns: list[_Column], widths: list[int], room: int) -> list[Pieces]:
    aligns = [column.align for column in columns]
    rule = (Piece("guide", "─" * min(room, sum(widths) + _GAP * (len(widths) - 1))),)
    lines: list[Pieces] = []
    if any(column.title for column in columns):
        lines.extend(_side_by_side([c.title for c in columns], aligns, widths, hang_low=True))
        lines.append(rule)
    for index, row in enumerate(table.rows):
        if row.role == "section":
            if index:
                lines.append(())
            lines.extend(wrap(_section(row), room))
            continue
        if row.role == "total":
            lines.append(rule)
        cells = [_cell(row, at) for at in range(len(columns))]
        lines.extend(_side_by_side(cells, aligns, widths))
    return lines


def _side_by_side(
    cells: Sequence[Pieces], aligns: list[Align], widths: list[int], *, hang_low: bool = False
) -> list[Pieces]:
    """One row; its cells begin in the same line, or end in it where they hang low."""
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped), default=0)
    lines: list[Pieces] = []
    for number in range(height):
        parts: list[Piece] = []
        for cell, align, width in zip(wrapped, aligns, widths, strict=True):
            at = number - (height - len(cell)) if hang_low else number
            text = cell[at] if 0 <= at < len(cell) else ()
            free = spaces(width - width_of(text))
            parts.extend((*free, *text) if align == "right" else (*text, *free))
            parts.extend(spaces(_GAP))
        while parts and parts[-1].text.isspace():
            parts.pop()
        lines.append(tuple(parts))
    return lines


# Rows one under the other


def _records(table: Table, width: int) -> list[Pieces]:
    """Each row as its first cell, and under it the others beside their titles."""
    titles = [pieces_of(column.title, prose="muted") for column in table.columns]
    beside = min(max(map(_width, titles[1:]), default=0), (width - 4) // 2)
    numbers = max(
        (
            _width(_cell(row, at))
            for row in table.rows
            for at, column in enumerate(table.columns)
            if at and column.align == "right" and row.role != "section"
        ),
        default=0,
    )
    lines: list[Pieces] = []
    for row in table.rows:
        if row.role == "section":
            lines.extend([(), *wrap(_section(row), width)])
            continue
        rule = (Piece("guide", "─" * width),) if row.role == "total" else ()
        lines.append(rule)
        if row.cells:
            lines.extend(wrap(pieces_of(row.cells[0], prose="strong"), width))
        for at, title in enumerate(titles[1:], start=1):
            cell = _cell(row, at)
            if cell:
                right = table.columns[at].align == "right"
                lines.extend(_entry(title, cell, beside, numbers if right else 0, width))
    return lines[1:] if lines and not lines[0] else lines


def _entry(title: Pieces, cell: Pieces, beside: int, numbers: int, width: int) -> list[Pieces]:
    room = width - 4 - beside
    left = wrap(title, beside)
    right = wrap((*spaces(min(numbers, room) - width_of(cell)), *cell), room)
    lines: list[Pieces] = []
    for number in range(max(len(left), len(right))):
        begin = left[number] if number < len(left) else ()
        line = (*spaces(2), *begin)
        if number < len(right):
            line = (*line, *spaces(beside - width_of(begin) + 2), *right[number])
        lines.append(line)
    return lines


def _section(row: Row) -> Pieces:
    return pieces_of(row.cells[0], prose="strong") if row.cells else ()
