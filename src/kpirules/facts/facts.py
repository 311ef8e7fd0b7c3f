"""Supplied facts: a value or the reason there is none, and where it comes from."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from msgspec import Struct

from kpirules.model.scorecards import Missing
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span

Plain = Fraction | bool | str | dt.date
"""A value: a number, yes or no, the key of an option or a text, a date."""


COMMAND_LINE = "--set"
"""The origin of a figure that somebody tries, and that stands in no file."""


class Provenance(Struct, frozen=True):
    """Where a figure comes from.

    `reported` is a differing figure some report prints. An `adjusted` figure took
    the place of another one, `formerly`, where that is known.
    """

    source: str | None = None
    page: str | None = None
    note: str | None = None
    as_of: str | None = None
    status: str | None = None
    reported: str | None = None
    formerly: str | None = None
    adjusted: bool = False


class Supplied(Struct, frozen=True):
    """One fact in one fiscal year: exactly one of `value` and `missing` is set.

    `written` is the figure as supplied; `origin` says who supplied it: the name
    of a file, `--set`, `python`, or the name of an example.
    """

    name: str
    period: int
    value: Plain | None
    missing: Missing | None
    written: str
    origin: str
    provenance: Provenance = Provenance()
    span: Span = NOWHERE


Cell = int | Fraction | bool | str | dt.date | None
"""A value in a column: whole numbers are ints, which compute as exactly and much faster."""


class Rows(Struct, frozen=True):
    """The rows of a table in one fiscal year.

    Each column has a value a row, None where there is none; `missing` says why,
    unless the cell is simply empty. `starts` are the offsets in `file` at which
    the rows begin.
    """

    table: str
    period: int
    size: int
    columns: dict[str, list[Cell]]
    missing: dict[str, dict[int, Missing]]
    file: str
    starts: list[int]
    origin: str

    def place(self, row: int) -> Span:
        """Where a row stands; nowhere where it came from no file."""
        if row >= len(self.starts):
            return NOWHERE
        return Span(self.file, self.starts[row], self.starts[row])


class TableFile(Struct, frozen=True):
    """The file that holds the rows of a table, as a facts file names it; `span` is where."""

    table: str
    period: int
    path: str
    span: Span


class Facts(Struct, frozen=True):
    """Facts by name key and fiscal year, and the texts they were read from.

    `tables` are the rows supplied for tables; `files` those still to be read.
    """

    entries: dict[tuple[str, int], Supplied]
    sources: dict[str, Source]
    tables: dict[tuple[str, int], Rows] = {}
    files: tuple[TableFile, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was supplied, no fact and no row."""
        return not self.entries and not self.tables

    def get(self, name: str, period: int) -> Supplied | None:
        """The fact in that year, or None when it was not supplied."""
        return self.entries.get((name, period))

    def replaced(self, *changed: Supplied) -> Facts:
        """These facts with some supplied anew."""
        entries = dict(self.entries)
        entries.update({(fact.name, fact.period): fact for fact in changed})
        return Facts(entries, self.sources, self.tables, self.files)

    def rows(self, table: str, period: int) -> Rows | None:
        """The rows of a table in that year, or None when they were not supplied."""
        return self.tables.get((table, period))

    def with_rows(self, rows: Rows, source: Source | None = None) -> Facts:
        """These facts with the rows of a table, read from a text."""
        sources = self.sources if source is None else {**self.sources, source.name: source}
        files = tuple(
            each for each in self.files if (each.table, each.period) != (rows.table, rows.period)
        )
        return Facts(self.entries, sources, {**self.tables, (rows.table, rows.period): rows}, files)


NO_FACTS = Facts({}, {})
