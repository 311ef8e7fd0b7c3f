"""Number lines drawn in text.

One row a line, each with a short key; what the keys stand for is told under
the drawing. Only characters one cell wide in every terminal are used, and
none of another script than the digits, so that nothing is out of line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from kpirules.prose.words import Drawing, Kind, Line, Word
from kpirules.semantics.figures import figure
from kpirules.semantics.intervals import EVERYTHING, Cut, Stretch

_WIDTH = 60
_MARGIN = 4
_APART = 4  # so that between two edges there is room to see what lies there


class Row(Struct, frozen=True):
    """What is drawn on one line: stretches of the number line, filled with `fill`."""

    key: str
    stretches: tuple[Stretch, ...]
    look: Kind = "text"
    fill: str = "═"


class _Axis(Struct, frozen=True):
    """The columns of the values shown; `cut_low` when lower ones are left out."""

    columns: dict[Fraction, int]
    left: int
    right: int
    cut_low: bool
    cut_high: bool


def number_line(
    rows: Sequence[Row],
    texts: Mapping[Fraction, str] | None = None,
    focus: Stretch = EVERYTHING,
) -> Drawing | None:
    """Rows over one axis, ● where an end belongs to the stretch and ○ where it does not.

    `texts` says how values are written. Where there is no room for all values,
    those round `focus` are shown; None where not even these fit.
    """
    written = texts or {}
    values = sorted({value for row in rows for value in _ends(row)})
    labels = {value: written.get(value, figure(value)) for value in values}
    left = max((len(row.key) for row in rows), default=0) + 2
    axis = _fitted(values, labels, focus, left)
    if axis is None:
        return None
    drawn = [(row, cells) for row in rows if (cells := _cells(row, axis)).strip()]
    return Drawing(
        (
            (Word("value", _labels(axis, labels)),),
            (Word("muted", _scale(axis)),),
            *(_line(row, cells, left) for row, cells in drawn),
        )
    )


def keys_shown(drawing: Drawing) -> set[str]:
    """The keys of the rows that found room in a drawing."""
    return {line[0].text.strip() for line in drawing.lines[2:]}


def _ends(row: Row) -> list[Fraction]:
    return [cut.value for part in row.stretches for cut in (part.low, part.high) if not cut.end]


# Where values stand


def _fitted(
    values: list[Fraction], labels: Mapping[Fraction, str], focus: Stretch, left: int
) -> _Axis | None:
    """As many values as have room, those in focus first, then their neighbours."""
    ends = {cut.value for cut in (focus.low, focus.high) if not cut.end}
    needed = [index for index, value in enumerate(values) if value in ends]
    if not values:
        return None
    if not needed or len(needed) == len(values):
        columns = _columns(values, labels, left)
        if columns is not None:
            return _Axis(columns, left, _WIDTH, cut_low=False, cut_high=False)
        needed = [0]
    first, last = needed[0], needed[-1] + 1
    columns = _columns(values[first:last], labels, left)
    grows = True
    while columns is not None and grows:
        grows = False
        for low, high in ((first - 1, last), (first, last + 1)):
            if low < 0 or high > len(values):
                continue
            wider = _columns(values[low:high], labels, left)
            if wider is not None:
                first, last, columns, grows = low, high, wider, True
    if columns is None:
        return None
    return _Axis(columns, left, _WIDTH, cut_low=first > 0, cut_high=last < len(values))


def _columns(
    values: list[Fraction], labels: Mapping[Fraction, str], left: int
) -> dict[Fraction, int] | None:
    """A column for each value: to scale as far as the labels have room; None without room."""
    sizes = [len(labels[value]) for value in values]
    first = left + max(_MARGIN, sizes[0] // 2)
    last = _WIDTH - 1 - max(_MARGIN, sizes[-1] - sizes[-1] // 2)
    width = values[-1] - values[0]
    if not width:
        return {values[0]: (first + last) // 2} if first <= last else None
    columns = [first + int((value - values[0]) / width * (last - first)) for value in values]
    apart = [
        max(_APART, size - size // 2 + 1 + following // 2) for size, following in pairwise(sizes)
    ]
    for index, room in enumerate(apart):
        columns[index + 1] = max(columns[index + 1], columns[index] + room)
    columns[-1] = min(columns[-1], last)
    for index in reversed(range(len(apart))):
        columns[index] = min(columns[index], columns[index + 1] - apart[index])
    if columns[0] < first:
        return None
    return dict(zip(values, columns, strict=True))


# What is written there


def _labels(axis: _Axis, labels: Mapping[Fraction, str]) -> str:
    text = ""
    for value, column in axis.columns.items():
        start = column - len(labels[value]) // 2
        text = text.ljust(start) + labels[value]
    return text


def _scale(axis: _Axis) -> str:
    cells = [" "] * axis.left + ["─"] * (axis.right - axis.left)
    for column in axis.columns.values():
        cells[column] = "┼"
    if axis.cut_low:
        cells[axis.left] = "…"
    if axis.cut_high:
        cells[axis.right - 1] = "…"
    return "".join(cells)


def _cells(row: Row, axis: _Axis) -> str:
    cells = [" "] * axis.right
    for stretch in row.stretches:
        low, high = _column(stretch.low, axis), _column(stretch.high, axis)
        if low >= axis.right or high < axis.left:
            continue
        for column in range(max(low, axis.left), min(high, axis.right - 1) + 1):
            cells[column] = row.fill
        if stretch.low.end:
            cells[axis.left] = "◄"
        elif low >= axis.left:
            cells[low] = "○" if stretch.low.after else "●"
        if stretch.high.end:
            cells[axis.right - 1] = "►"
        elif high < axis.right:
            cells[high] = "●" if stretch.high.after else "○"
    return "".join(cells)


def _column(cut: Cut, axis: _Axis) -> int:
    """The column of a cut; beyond the axis for one that is not shown."""
    if cut.end:
        return axis.left if cut.end < 0 else axis.right - 1
    shown = axis.columns.get(cut.value)
    if shown is not None:
        return shown
    return axis.left - 1 if cut.value < min(axis.columns) else axis.right


def _line(row: Row, cells: str, left: int) -> Line:
    """A row: its key, then its stretches."""
    key = row.key.rjust(left - 1).ljust(left)
    return (Word("muted", key), Word(row.look, cells[left:].rstrip()))
