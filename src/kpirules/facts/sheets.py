"""A sheet of a workbook as a source text, so that findings can point into it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpirules.facts.document import Written
from kpirules.facts.tables import EMPTY, Row, Table
from kpirules.text.source import Source


class Sheet(Source, frozen=True, dict=True):
    """A source whose text is a rendering of a sheet: one row a line, cells parted by tabs.

    Line numbers are row numbers, empty rows included, so that a snippet shows the
    row as Excel numbers it. `cells` are the rows with their places in that text;
    a cell's line ends and tabs are spaces there, which keeps the lengths. The
    place of a finding is called after the sheet and the cell:
    `facts.xlsx [ข้อมูล] B7`.
    """

    cells: tuple[Row, ...]

    def called(self, offset: int) -> str:
        """`file [sheet] cell`, such as `facts.xlsx [ข้อมูล] B7`."""
        return "".join(self.cited(offset))

    def cited(self, offset: int) -> tuple[str, str]:
        """The file and the sheet, and the cell: nobody counts lines in a workbook."""
        place = self.place(offset)
        before = self.line(place.line)[: place.column - 1]
        return f"{self.name} ", cell_name(place.line, before.count(_TAB) + 1)

    @property
    def table(self) -> Table:
        """The rows that have something in them."""
        return Table(self.name, tuple(row for row in self.cells if row))


def sheet(name: str, rows: Sequence[Sequence[Written]]) -> Sheet:
    """A sheet from cells that have no places yet."""
    lines: list[str] = []
    placed: list[Row] = []
    offset = 0
    for row in rows:
        cells: list[Written] = []
        shown: list[str] = []
        at = offset
        for cell in row:
            text = _BREAKS.sub(" ", cell.text)
            empty = not cell.text.strip()
            cells.append(EMPTY if empty else Written(cell.text, at, at + len(text), cell.form))
            shown.append(text)
            at += len(text) + 1
        while cells and cells[-1] is EMPTY:
            cells.pop()
            shown.pop()
        lines.append(_TAB.join(shown))
        placed.append(tuple(cells))
        offset += len(lines[-1]) + 1
    return Sheet(name, "\n".join(lines), tuple(placed))


def cell_name(row: int, column: int) -> str:
    """A cell as Excel calls it: row 7, column 2 is `B7`."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


_TAB = "\t"
_BREAKS = re.compile(r"[\t\r\n]")
