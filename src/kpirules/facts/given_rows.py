"""The rows that an example gives a table, checked like those of a file."""

from __future__ import annotations

from collections.abc import Callable

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.document import RawFact, Written
from kpirules.facts.facts import Facts
from kpirules.facts.row_texts import RowTexts
from kpirules.facts.rows import Purpose, rows_of
from kpirules.facts.tables import EMPTY
from kpirules.model.examples import Example, Given, GivenRow
from kpirules.model.rules import Rules

Read = Callable[[Given], RawFact]
"""What is given, as it would stand in a facts file."""


def with_given_rows(
    facts: Facts, example: Example, rules: Rules, period: int, read: Read
) -> Checked[Facts]:
    """Facts with the rows of an example; findings point into its rule file."""
    findings: list[Problem] = []
    for table in dict.fromkeys(row.table for row in example.rows):
        texts = _row_texts([row for row in example.rows if row.table == table], rules, read)
        found = rows_of(texts, rules, Purpose(table, period, example.name))
        findings.extend(found.findings)
        if found.value is not None:
            facts = facts.with_rows(found.value)
    return Checked(facts, tuple(findings))


def _row_texts(rows: list[GivenRow], rules: Rules, read: Read) -> RowTexts:
    """Rows of an example as the cells of a table with all its columns."""
    columns = rules.tables[rows[0].table].columns
    cells = []
    for row in rows:
        given = {cell.fact: read(cell).value or EMPTY for cell in row.cells}
        cells.append(tuple(given.get(key, EMPTY) for key in columns))
    headings = tuple(Written(column.name) for column in columns.values())
    file = rows[0].span.file
    return RowTexts(
        file, rules.sources.get(file), headings, cells, [row.span.start for row in rows]
    )
