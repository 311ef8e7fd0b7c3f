"""From the text of a table of micro-data to its rows, each cell held against its column.

Columns are converted one at a time, and each distinct text in a column once:
a register of a hundred thousand households has few provinces. Places of cells
are worked out for those that are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.document import Form, Written
from kpirules.facts.facts import Cell, Plain, Rows
from kpirules.facts.figures import exact
from kpirules.facts.file_problems import GivenTwice
from kpirules.facts.measures import Measures, measures
from kpirules.facts.row_problems import ColumnAbsent, ColumnsNotRead, RowsWithErrors
from kpirules.facts.row_texts import RowTexts
from kpirules.facts.table_problems import BadTable
from kpirules.facts.values import Desk, Missed, read_value
from kpirules.facts.vocabulary import normal
from kpirules.model.facts import Fact, NumberDomain
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing
from kpirules.model.tables import Table
from kpirules.text.nearest import nearest
from kpirules.text.span import Span
from kpirules.text.thai import name_key

MOST_LISTED = 20
"""How many rows with errors are listed in full; all are counted."""


class Purpose(Struct, frozen=True):
    """What rows are for: a table by key, a fiscal year, and who supplies them."""

    table: str
    period: int
    origin: str


def rows_of(texts: RowTexts, rules: Rules, purpose: Purpose) -> Checked[Rows | None]:
    """The rows of a table, and every mistake in them; None where the headings are wrong."""
    table = rules.tables[purpose.table]
    places, findings = _columns(texts, table)
    if places is None:
        return Checked(None, tuple(findings))
    clerk = _Clerk(texts, measures(rules.units), {}, {}, {})
    for key, column in table.columns.items():
        clerk.columns[key] = _converted(key, column, places[key], clerk)
    _too_long(texts, len(texts.headings), clerk)
    findings.extend(_listed(clerk, table))
    rows = Rows(
        purpose.table, purpose.period, len(texts.cells), clerk.columns, clerk.missing,
        texts.file, texts.starts, purpose.origin,
    )  # fmt: skip
    return Checked(rows, tuple(findings))


class _Clerk(Struct):
    """What has been read so far; `wrong` holds what is wrong with each bad row."""

    texts: RowTexts
    measures: Measures
    columns: dict[str, list[Cell]]
    missing: dict[str, dict[int, Missing]]
    wrong: dict[int, list[Callable[[], Problem]]]


# ---------------------------------------------------------------------- headings


def _columns(texts: RowTexts, table: Table) -> tuple[dict[str, int] | None, list[Problem]]:
    """Where each declared column stands; None where one is not there."""
    labels = _labels(table.columns)
    found: dict[str, int] = {}
    first: dict[str, Written] = {}
    strange: list[Written] = []
    findings: list[Problem] = []
    for index, heading in enumerate(texts.headings):
        if not heading.text.strip():
            continue
        key = name_key(heading.text.strip())
        if key not in table.columns:
            key = labels.get(normal(heading.text), "")
        if not key:
            strange.append(heading)
        elif key in found:
            span, earlier = heading.span(texts.file), first[key]
            findings.append(
                GivenTwice(span, heading.text, None, earlier.span(texts.file), earlier.text)
            )
        else:
            found[key], first[key] = index, heading
    absent = [key for key in table.columns if key not in found]
    spelled = {normal(heading.text): heading.text.strip() for heading in strange}
    for key in absent:
        column = table.columns[key]
        near = nearest(normal(column.name), spelled) or nearest(normal(column.label or ""), spelled)
        place = Span(texts.file, texts.headings[0].start, texts.headings[-1].end)
        findings.append(
            ColumnAbsent(place, column.name, column.label, column.span, spelled.get(near or ""))
        )
    if strange and not absent:
        names = tuple(heading.text.strip() for heading in strange)
        findings.append(ColumnsNotRead(strange[0].span(texts.file), table.name, names))
    bad = bool(absent) or any(isinstance(each, GivenTwice) for each in findings)
    return None if bad else found, findings


def _labels(columns: Mapping[str, Fact]) -> dict[str, str]:
    """Columns by their labels, where a label belongs to one only."""
    found: dict[str, list[str]] = {}
    for key, column in columns.items():
        if column.label:
            found.setdefault(normal(column.label), []).append(key)
    return {label: keys[0] for label, keys in found.items() if len(keys) == 1}


# ------------------------------------------------------------------------- cells


def _converted(key: str, column: Fact, place: int, clerk: _Clerk) -> list[Cell]:
    """The values of a column. What is missing or wrong is None, and noted."""
    desk = Desk(column, None, clerk.texts.file, clerk.measures)
    raw = clerk.texts.column(place)
    known: dict[tuple[str, Form] | str, Cell] = {}
    missed: dict[object, Missing] = {}
    bad: set[object] = set()
    for text in set(raw):
        found = _quickly(text, column)
        if found is None:
            read = _read(text, desk)
            if isinstance(read, Missed):
                missed[text] = read.reason
            elif isinstance(read, Plain):
                found = _plain(read)
            elif read is not None:
                bad.add(text)
        known[text] = found
    reasons = {
        row: missed[text]
        for row, text in enumerate(raw)
        if text in missed and missed[text] != "absent"
    } if missed else {}  # fmt: skip
    if reasons:
        clerk.missing[key] = reasons
    if bad:
        for row, text in enumerate(raw):
            if text in bad:
                clerk.wrong.setdefault(row, []).append(_complaint(row, place, desk, clerk.texts))
    return [known[text] for text in raw]


_FIGURE = re.compile(r"([0-9]{1,14})(?:\.([0-9]{1,6}))?")


def _quickly(text: tuple[str, Form] | str, column: Fact) -> Cell:
    """A plain figure that is as declared; None for everything else, which is read with care."""
    domain = column.domain
    if not isinstance(domain, NumberDomain) or not isinstance(text, str):
        return None
    found = _FIGURE.fullmatch(text)
    if found is None or not text.isascii() or len(text) > _SHORT:
        return None
    decimals = found[2] or ""
    if domain.decimals is not None and len(decimals) > domain.decimals:
        return None
    value: int | Fraction = exact(text) if decimals else int(text)
    if domain.low is not None and value < domain.low:
        return None
    return None if domain.high is not None and value > domain.high else _plain(value)


_SHORT = 14


def _read(text: tuple[str, Form] | str, desk: Desk) -> Plain | Missed | Problem | None:
    """What a cell says; None where it is empty."""
    said, form = text if isinstance(text, tuple) else (text, "plain")
    if not said.strip():
        return None
    return read_value(Written(said, 0, 0, form), desk)


def _plain(value: Plain | int) -> Cell:
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value


def _complaint(row: int, place: int, desk: Desk, texts: RowTexts) -> Callable[[], Problem]:
    """What is wrong with a cell, worked out when it is asked for: most are only counted."""

    def said() -> Problem:
        found = read_value(texts.at(row, place), desk)
        assert not isinstance(found, Plain | Missed)  # noqa: S101  # read before
        return found

    return said


def _too_long(texts: RowTexts, width: int, clerk: _Clerk) -> None:
    """Rows with a cell that has no heading above it: what else is wrong there follows from it."""
    for row, cells in enumerate(texts.cells):
        if len(cells) > width and any(map(_said, cells[width:])):
            clerk.wrong[row] = [_no_heading(row, width, texts)]


def _said(cell: str | Written) -> bool:
    return bool((cell if isinstance(cell, str) else cell.text).strip())


def _no_heading(row: int, width: int, texts: RowTexts) -> Callable[[], Problem]:
    """A figure that commas cut in two, or else the first cell without a heading."""

    def said() -> Problem:
        cells = [texts.at(row, index) for index in range(len(texts.cells[row]))]
        for head, tail in pairwise(cells):
            if _HEAD.fullmatch(head.text) and _TAIL.fullmatch(tail.text):
                span = Span(texts.file, head.start, tail.end)
                return BadTable(span, "torn", f"{head.text},{tail.text}")
        cell = next(cell for cell in cells[width:] if cell.text.strip())
        return BadTable(cell.span(texts.file), "no_heading", cell.text)

    return said


_HEAD = re.compile(r"-?[0-9]{1,3}")
_TAIL = re.compile(r"[0-9]{3}(\.[0-9]+)?")


def _listed(clerk: _Clerk, table: Table) -> Sequence[Problem]:
    """What is wrong with the first bad rows, and how many there are."""
    if not clerk.wrong:
        return ()
    bad = sorted(clerk.wrong)
    listed = [said() for row in bad[:MOST_LISTED] for said in clerk.wrong[row]]
    starts = clerk.texts.starts
    after = tuple(clerk.texts.line(row) for row in bad[MOST_LISTED : MOST_LISTED + _MOST_LINES])
    first = starts[bad[0]] if bad[0] < len(starts) else 0
    count = RowsWithErrors(
        Span(clerk.texts.file, first, first), table.name, len(bad), len(clerk.texts.cells),
        min(len(bad), MOST_LISTED), after, len(bad) > MOST_LISTED + _MOST_LINES,
    )  # fmt: skip
    return (*listed, count)


_MOST_LINES = 50
