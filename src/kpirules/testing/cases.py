"""The table of cases of an example: one case a row, each with its facts and expectations."""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.conform import Destination, conform
from kpirules.facts.document import RawFact, RawFacts, RawYear, Written
from kpirules.facts.facts import NO_FACTS, Facts
from kpirules.facts.file_problems import GivenTwice
from kpirules.facts.files import read_table
from kpirules.facts.tables import EMPTY, Row, Table, misplaced
from kpirules.model import examples as exm
from kpirules.model.rules import Rules
from kpirules.testing.case import Case
from kpirules.testing.case_problems import BadCases
from kpirules.testing.expected_cells import expectation
from kpirules.testing.headings import (
    AsideColumn,
    Asking,
    Column,
    ExpectedColumn,
    GivenColumn,
    asking,
    expects,
    read_heading,
)
from kpirules.text.source import Source
from kpirules.text.span import Span


def read_cases(
    source: Source, example: exm.Example, rules: Rules, period: int
) -> Checked[tuple[Case, ...]]:
    """The cases of a table; what is wrong with the table as a whole is among the findings.

    A cell that is empty gives nothing, or expects nothing.
    """
    read = read_table(source)
    table = read.value
    findings = list(read.findings)
    rows = _from_headings(table.rows)
    if not rows:
        nothing = BadCases(Span(source.name, 0, 0), "no_headings")
        return Checked((), (*findings, nothing))
    headings, *body = rows
    ask = asking(rules, example.scorecard, source.name)
    columns = _columns(headings, ask, findings)
    start = next(cell for cell in headings if cell is not EMPTY).span(source.name)
    expected = any(isinstance(column, ExpectedColumn) for column in columns.values())
    meant = any(expects(cell.text) for cell in headings)
    if not expected and not meant and not example.expectations:
        findings.append(BadCases(start, "no_expectations"))
    if not body:
        findings.append(BadCases(start, "no_rows"))
    whole = len(columns) == sum(cell is not EMPTY for cell in headings)
    reader = _Reader(source, table, headings, columns, example, rules, period, ask, whole, {})
    return Checked(tuple(_case(row, reader) for row in body), tuple(findings))


def _from_headings(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without the titles above the headings: a title has a row to itself."""
    for number, row in enumerate(rows):
        if sum(cell is not EMPTY for cell in row) > 1:
            return rows[number:]
    return rows


def _columns(headings: Row, ask: Asking, findings: list[Problem]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    first: dict[object, Written] = {}
    for index, cell in enumerate(headings):
        if cell is EMPTY:
            continue
        read = read_heading(cell, first=index == 0, ask=ask)
        if not isinstance(read, GivenColumn | ExpectedColumn | AsideColumn):
            findings.append(read)
            continue
        earlier = first.setdefault(_what(read), cell)
        if earlier is not cell and not isinstance(read, AsideColumn):
            place = earlier.span(ask.file)
            findings.append(GivenTwice(cell.span(ask.file), cell.text, None, place, earlier.text))
            continue
        found[index] = read
    return found


def _what(column: Column) -> object:
    match column:
        case GivenColumn(fact=fact, year=year):
            return fact, year
        case ExpectedColumn(target=target, rounding=rounding):
            how = (rounding.step, rounding.mode) if rounding is not None else None
            return target.asked, target.name, how
        case AsideColumn(heading=heading):
            return heading


class _Reader(Struct):
    """What reading the rows needs; `whole` is whether every heading was understood."""

    source: Source
    table: Table
    headings: Row
    columns: dict[int, Column]
    example: exm.Example
    rules: Rules
    period: int
    ask: Asking
    whole: bool
    names: dict[str, Span]


def _case(row: Row, reader: _Reader) -> Case:
    file = reader.source.name
    begin = next(cell for cell in row if cell is not EMPTY).span(file)
    number = reader.source.place(begin.start).line
    astray = misplaced(row, reader.headings, reader.table)
    called = _name(row, reader)
    name = called.text.strip() if called is not None else str(number)
    if astray is not None:
        return Case(name, number, begin, NO_FACTS, (), (astray,))
    problems: list[Problem] = []
    if called is not None:
        first = reader.names.setdefault(name, called.span(file))
        if first != called.span(file):
            problems.append(BadCases(called.span(file), "same_case", name, first))
    given = _facts(row, name, reader)
    problems.extend(given.findings)
    expectations: list[exm.Expectation] = []
    for index, column in reader.columns.items():
        if isinstance(column, ExpectedColumn) and (cell := _cell(row, index)) is not EMPTY:
            read = expectation(cell, column, reader.ask)
            if isinstance(read, exm.ExpectValue | exm.ExpectBetween | exm.ExpectMissing):
                expectations.append(read)
            else:
                problems.append(read)
    expected = expectations or problems or reader.example.expectations
    if not expected and reader.whole and _expects_something(reader):
        problems.append(BadCases(begin, "expects_nothing"))
    return Case(name, number, begin, given.value, tuple(expectations), tuple(problems))


def _expects_something(reader: _Reader) -> bool:
    return any(isinstance(column, ExpectedColumn) for column in reader.columns.values())


def _name(row: Row, reader: _Reader) -> Written | None:
    for index, column in reader.columns.items():
        if isinstance(column, AsideColumn) and column.names:
            cell = _cell(row, index)
            return cell if cell is not EMPTY else None
    return None


def _facts(row: Row, name: str, reader: _Reader) -> Checked[Facts]:
    own: list[RawFact] = []
    years: dict[int, list[RawFact]] = {}
    for index, column in reader.columns.items():
        cell = _cell(row, index)
        if not isinstance(column, GivenColumn) or cell is EMPTY:
            continue
        fact = reader.rules.facts[column.fact]
        given = RawFact(Written(fact.name, cell.start, cell.end), cell, {})
        if column.year is None or column.year == reader.period:
            own.append(given)
        else:
            years.setdefault(column.year, []).append(given)
    history = tuple(
        RawYear(Written(str(year), facts[0].name.start, facts[0].name.end), tuple(facts))
        for year, facts in years.items()
    )
    raw = RawFacts(facts=tuple(own), history=history)
    origin = f"{reader.example.name}, {name}"
    return conform(raw, reader.rules, Destination(reader.period), origin, reader.source)


def _cell(row: Row, index: int) -> Written:
    return row[index] if index < len(row) else EMPTY
