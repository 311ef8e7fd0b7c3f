"""The cells of a table as texts, row by row, and where each stands."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.csv import read_csv, separator_of
from kpirules.facts.document import Form, Written
from kpirules.facts.sheets import Sheet
from kpirules.facts.tables import EMPTY, Row
from kpirules.text.source import Source

Key = tuple[str, Form] | str
"""What a cell says: its text, and where it matters how it was written, that too."""


class RowTexts(Struct, frozen=True):
    """Headings and rows. The cells of a row are plain texts, or texts with their places.

    `source` is the text they stand in; None where they come from a program.
    """

    file: str
    source: Source | None
    headings: Row
    cells: Sequence[Sequence[str] | Row]
    starts: list[int]
    separator: str = ","

    def column(self, index: int) -> list[Key]:
        """What the rows say in a column; nothing where a row is too short."""
        return [_key(row[index]) if index < len(row) else "" for row in self.cells]

    def at(self, row: int, index: int) -> Written:
        """A cell with its place."""
        cells = self.cells[row]
        cell = cells[index]
        if isinstance(cell, Written):
            return cell
        start = self.starts[row]
        line = self.source.text[start:] if self.source is not None else ""
        parts = line.split("\n", 1)[0].rstrip("\r").split(self.separator)
        start += sum(len(part) + 1 for part in parts[:index])
        start += len(parts[index]) - len(parts[index].lstrip(_BLANK))
        return Written(cell, start, start + len(cell))

    def line(self, row: int) -> int:
        """The number of a row's line in the file; in a program's rows, of the row."""
        if self.source is None or row >= len(self.starts):
            return row + 1
        return self.source.place(self.starts[row]).line


def row_texts(source: Source) -> tuple[RowTexts | None, tuple[Problem, ...]]:
    """The rows of a CSV text or of a sheet; None where there is not even a heading."""
    if isinstance(source, Sheet):
        return _placed(source, source.table.rows), ()
    if '"' in source.text or "\r" in source.text.replace("\r\n", ""):
        table, findings = read_csv(source)
        return _placed(source, table.rows), findings
    return _split(source), ()


def _placed(source: Source, rows: Sequence[Row]) -> RowTexts | None:
    if not rows:
        return None
    headings, *body = rows
    starts = [next(cell.start for cell in row if cell is not EMPTY) for row in body]
    return RowTexts(source.name, source, headings, body, starts)


_BLANK = " \t\u00a0"


def _split(source: Source) -> RowTexts | None:
    """The rows of a text without quotation marks: each line is one, and separators part its cells."""
    begin, separator = separator_of(source.text)
    headings: Row | None = None
    cells: list[list[str]] = []
    starts: list[int] = []
    at = begin
    for line in source.text[begin:].split("\n"):
        parts = [part.strip(_BLANK) for part in line.rstrip("\r").split(separator)]
        if not any(parts):
            at += len(line) + 1
            continue
        if headings is None:
            headings = tuple(_headings(line.rstrip("\r"), separator, at))
        else:
            cells.append(parts)
            starts.append(at)
        at += len(line) + 1
    if headings is None:
        return None
    return RowTexts(source.name, source, headings, cells, starts, separator)


def _headings(line: str, separator: str, at: int) -> list[Written]:
    found = []
    for part in line.split(separator):
        bare = part.strip(_BLANK)
        start = at + len(part) - len(part.lstrip(_BLANK))
        found.append(Written(bare, start, start + len(bare)) if bare else EMPTY)
        at += len(part) + 1
    return found


def _key(cell: str | Written) -> Key:
    if isinstance(cell, str):
        return cell
    return cell.text if cell.form == "plain" else (cell.text, cell.form)
