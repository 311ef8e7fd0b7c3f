"""From the rows of a table to what it says, for CSV files and workbooks alike.

A table has one of two shapes. Either each row gives one fact, in columns called
`name`, `value` and so on; or the headings are the facts, and a row gives all of
them. In both, a column `period` tells the years apart: the latest is the year of
the file, and earlier ones are its history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.document import RawFact, RawFacts, RawYear, Written
from kpirules.facts.figures import Figure, read_figure
from kpirules.facts.file_problems import GivenTwice
from kpirules.facts.table_problems import BadTable, Fault, UnknownColumn
from kpirules.facts.vocabulary import FACT_KEYS, FactKey, normal
from kpirules.text.nearest import nearest
from kpirules.text.span import Span
from kpirules.text.thai import western_digits

Row = tuple[Written, ...]
"""The cells of a row from the first column on; `EMPTY` where there is none."""

EMPTY = Written("")

Column = Literal["name", "period"] | FactKey

COLUMNS: dict[str, Column] = {
    **FACT_KEYS,
    "รายงานว่า": "reported",
    "name": "name",
    "fact": "name",
    "ชื่อ": "name",
    "ชื่อข้อมูล": "name",
    "ข้อมูล": "name",
    "period": "period",
    "year": "period",
    "fiscal year": "period",
    "ปีงบประมาณ": "period",
    "ปี": "period",
}
"""Headings of a table with one fact a row, as `normal` spells them."""


class Table(Struct, frozen=True):
    """The rows of a table that have something in them. `commas` is what parts the cells."""

    file: str
    rows: tuple[Row, ...]
    commas: bool = False


def table_facts(table: Table) -> Checked[RawFacts]:
    """What a table says, and everything in it that has no place there."""
    scribe = _Scribe(table.file, commas=table.commas)
    rows = _from_headings(table.rows)
    if not rows:
        scribe.findings.append(BadTable(Span(table.file, 0, 0), "nothing"))
        return Checked(RawFacts(), tuple(scribe.findings))
    headings, *body = rows
    if _one_fact_a_row(headings):
        entries = list(_facts_in_rows(headings, body, scribe))
    else:
        entries = _facts_in_columns(headings, body, scribe)
    if not body and not scribe.findings:
        scribe.wrong("no_rows", _first(headings))
    raw = _by_year(entries, scribe)
    return Checked(raw, tuple(sorted(scribe.findings, key=lambda found: found.span.start)))


class _Scribe(Struct):
    file: str
    commas: bool
    findings: list[Problem] = []

    def wrong(self, fault: Fault, at: Written, count: int = 0) -> None:
        self.findings.append(BadTable(at.span(self.file), fault, at.text, count))


class _Dated(Struct, frozen=True):
    """Facts of one year, if a year is said. `at` is where their row begins."""

    year: Written | None
    facts: tuple[RawFact, ...]
    at: Written


# ---------------------------------------------------------------------- headings


def _from_headings(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without the titles above the headings: a title has a row to itself."""
    for number, row in enumerate(rows):
        if {"name", "value"} <= {COLUMNS.get(normal(cell.text)) for cell in row}:
            return rows[number:]
        if sum(cell is not EMPTY for cell in row) > 1:
            break
    return rows


def _one_fact_a_row(headings: Row) -> bool:
    """Whether the headings are those of a table with one fact a row, as far as they are right."""
    said = [normal(cell.text) for cell in headings if cell is not EMPTY]
    known = {COLUMNS[word] for word in said if word in COLUMNS}
    strange = [word for word in said if word not in COLUMNS]
    if "value" in known or not strange:
        return bool(known - {"period"})
    near = [nearest(word, COLUMNS) for word in strange[:_A_FEW]]
    meant = {COLUMNS[word] for word in near if word is not None}
    return bool(meant) if "name" in known else {"name", "value"} <= meant


def _columns(headings: Row, scribe: _Scribe) -> dict[int, Column | None]:
    """What each column with a heading is; None where that is not known, which is reported."""
    found: dict[int, Column | None] = {}
    first: dict[Column, Written] = {}
    meant: set[Column] = set()
    for index, cell in enumerate(headings):
        if cell is EMPTY:
            continue
        word = normal(cell.text)
        known = COLUMNS.get(word)
        found[index] = known
        if known is None:
            near = nearest(word, COLUMNS) if len(meant) < _A_FEW else None
            if near is not None:
                meant.add(COLUMNS[near])
            scribe.findings.append(UnknownColumn(cell.span(scribe.file), cell.text, near))
        elif known in first:
            earlier = first[known]
            place = earlier.span(scribe.file)
            scribe.findings.append(
                GivenTwice(cell.span(scribe.file), cell.text, None, place, earlier.text)
            )
            found[index] = None
        else:
            first[known] = cell
    missing: tuple[tuple[Column, Fault], ...] = (
        ("name", "no_name_column"),
        ("value", "no_value_column"),
    )
    for column, fault in missing:
        if column not in first and column not in meant:
            scribe.wrong(fault, _first(headings))
    return found


_A_FEW = 20


def _first(row: Row) -> Written:
    return next(cell for cell in row if cell is not EMPTY)


# ---------------------------------------------------------------- one fact a row


def _facts_in_rows(headings: Row, body: Sequence[Row], scribe: _Scribe) -> Iterable[_Dated]:
    columns = _columns(headings, scribe)
    if not {"name", "value"} <= set(columns.values()):
        return  # one report says it all
    for row in body:
        if _torn(row, columns, scribe) or not _all_headed(row, columns, scribe):
            continue
        cells = {
            column: row[index]
            for index, column in columns.items()
            if column is not None and index < len(row) and row[index] is not EMPTY
        }
        name = cells.get("name")
        if name is None:
            scribe.wrong("no_name", _first(row))
            continue
        remarks = {key: cells[key] for key in _REMARKS if key in cells}
        yield _Dated(cells.get("period"), (RawFact(name, cells.get("value"), remarks),), name)


_REMARKS: tuple[FactKey, ...] = tuple(
    dict.fromkeys(key for key in FACT_KEYS.values() if key != "value")
)


def _all_headed(row: Row, headed: Iterable[int], scribe: _Scribe) -> bool:
    """Whether each cell has a heading above it; the first that has none is reported."""
    known = set(headed)
    for index, cell in enumerate(row):
        if cell is not EMPTY and index not in known:
            scribe.wrong("no_heading", cell)
            return False
    return True


def misplaced(row: Row, headings: Row, table: Table) -> Problem | None:
    """What stands in a row outside the columns, or is cut into several of them by commas."""
    scribe = _Scribe(table.file, commas=table.commas, findings=[])
    columns: dict[int, Column | None] = {
        index: None for index, cell in enumerate(headings) if cell is not EMPTY
    }
    if _torn(row, columns, scribe) or not _all_headed(row, columns, scribe):
        return scribe.findings[0]
    return None


_HEAD = re.compile(r"[-+−]?[0-9]{1,3}")
_TAIL = re.compile(r"[0-9]{3}(\.[0-9]+)?")
_WORDS = frozenset({"unit", "source", "note", "as-of", "status", "period"})
"""Columns that three digits alone say nothing in: a year has four."""


def _torn(row: Row, columns: dict[int, Column | None], scribe: _Scribe) -> bool:
    """Whether commas cut a figure in two, such as `volunteers,362,318`; that is reported.

    It shows where the row is longer than the headings, or where three digits
    right after the value stand for a unit or a source.
    """
    if not scribe.commas:
        return False
    too_long = len(row) > max(columns) + 1
    for index, cell in enumerate(row):
        beside_value = columns.get(index) == "value" and columns.get(index + 1) in _WORDS
        tail = _tail(row, index) if too_long or beside_value else []
        if tail:
            text = ",".join(part.text for part in (cell, *tail))
            scribe.wrong("torn", Written(text, cell.start, tail[-1].end))
            return True
    return False


def _tail(row: Row, index: int) -> list[Written]:
    """The cells after one that go on with its figure."""
    tail: list[Written] = []
    if row[index].form == "plain" and _HEAD.fullmatch(western_digits(row[index].text)):
        for number in range(index + 1, len(row)):
            cell = row[number]
            if cell.form != "plain" or not _TAIL.fullmatch(western_digits(cell.text)):
                break
            tail.append(cell)
    return tail


# -------------------------------------------------------------- facts as columns


def _facts_in_columns(headings: Row, body: Sequence[Row], scribe: _Scribe) -> list[_Dated]:
    figure = next((cell for cell in headings if _is_figure(cell.text)), None)
    if figure is not None:
        scribe.wrong("no_headings", figure)
        return []
    periods = _period_columns(headings, scribe)
    period = periods[0] if periods else None
    columns: dict[int, Column | None] = {
        index: None for index, cell in enumerate(headings) if cell is not EMPTY
    }
    years = [_cell(row, period) for row in body]
    said = [_year_key(year) for year in years if year is not EMPTY]
    if len(body) > 1 and not said:
        scribe.wrong("several_rows", _first(body[1]), len(body))
        return []
    again = _said_before([year for year in years if year is not EMPTY])
    if again is not None:
        scribe.wrong("same_year", again, said.count(_year_key(again)))
        return []
    latest = max(said, key=_order, default="")
    found = []
    for row, year in zip(body, years, strict=True):
        if _torn(row, columns, scribe) or not _all_headed(row, columns, scribe):
            continue
        # In an earlier year an empty cell says that the fact is not given.
        wanted = year is EMPTY or _year_key(year) == latest
        facts = tuple(
            RawFact(heading, _cell(row, index), {})
            for index, heading in enumerate(headings)
            if heading is not EMPTY
            and index not in periods
            and (wanted or _cell(row, index) is not EMPTY)
        )
        found.append(_Dated(None if year is EMPTY else year, facts, _first(row)))
    return found


def _period_columns(headings: Row, scribe: _Scribe) -> list[int]:
    """Where the years stand; a second such column is reported."""
    places = [
        index for index, cell in enumerate(headings) if COLUMNS.get(normal(cell.text)) == "period"
    ]
    for index in places[1:]:
        cell, first = headings[index], headings[places[0]]
        scribe.findings.append(
            GivenTwice(cell.span(scribe.file), cell.text, None, first.span(scribe.file), first.text)
        )
    return places


def _cell(row: Row, index: int | None) -> Written:
    return row[index] if index is not None and index < len(row) else EMPTY


def _is_figure(text: str) -> bool:
    read = read_figure(text) if text else None
    return isinstance(read, Figure) and not read.before and not read.after


# ------------------------------------------------------------------------- years


def _by_year(entries: Sequence[_Dated], scribe: _Scribe) -> RawFacts:
    """The facts of the latest year, and those of earlier years as history."""
    dated = [entry for entry in entries if entry.year is not None]
    if not dated:
        return RawFacts(facts=tuple(chain.from_iterable(entry.facts for entry in entries)))
    years: dict[str, tuple[Written, list[RawFact]]] = {}
    for entry in entries:
        if entry.year is None:
            scribe.wrong("no_year", entry.at)
        else:
            years.setdefault(_year_key(entry.year), (entry.year, []))[1].extend(entry.facts)
    latest = max(years, key=_order)
    period, facts = years.pop(latest)
    history = tuple(RawYear(year, tuple(each)) for year, each in years.values())
    return RawFacts(period=period, facts=tuple(facts), history=history)


def _year_key(written: Written) -> str:
    return western_digits(written.text).strip().removeprefix("พ.ศ.").strip()


def _said_before(years: Sequence[Written]) -> Written | None:
    """The first year that an earlier row has as well."""
    seen: set[str] = set()
    for year in years:
        if _year_key(year) in seen:
            return year
        seen.add(_year_key(year))
    return None


def _order(year: str) -> int:
    """Years in order; what is none comes before all, to be reported with the history."""
    return int(year) if len(year) == len("2566") and year.isascii() and year.isdigit() else -1
