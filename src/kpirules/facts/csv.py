"""Reading CSV, cell by cell, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.document import Form, Written
from kpirules.facts.table_problems import BadTable
from kpirules.facts.tables import EMPTY, Row, Table
from kpirules.text.source import Source
from kpirules.text.span import Span

SEPARATORS = ",;\t"


def read_csv(source: Source) -> tuple[Table, tuple[Problem, ...]]:
    """The table in a text, and the quotation marks that do not come in pairs.

    The separator is the one that stands most often in the first line with text,
    where commas between thousands do not count.
    A text between quotation marks may hold separators and line ends; where its
    closing mark is missing it is taken to end with its line, so that the rest
    can be read. The place of a quoted text is what stands between the marks.
    """
    text = source.text
    start, separator = separator_of(text)
    findings: list[Problem] = []
    rows: list[Row] = []
    row: list[Written] = []
    for cell, ends in _cells(source, start, separator, findings):
        row.append(cell)
        if ends:
            while row and row[-1] is EMPTY:
                row.pop()
            if row:
                rows.append(tuple(row))
            row = []
    return Table(source.name, tuple(rows), commas=separator == ","), tuple(findings)


_DECLARED = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n|$)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def separator_of(text: str) -> tuple[int, str]:
    """Where the table begins, and what parts its cells: Excel may say so in the first line."""
    declared = _DECLARED.match(text)
    if declared is not None:
        return declared.end(), declared[1]
    found = _LINE.search(text)
    first = _THOUSANDS.sub("", _QUOTED.sub("", found[0])) if found is not None else ""
    return 0, max(SEPARATORS, key=first.count)


def _cells(
    source: Source, at: int, separator: str, findings: list[Problem]
) -> Iterator[tuple[Written, bool]]:
    """Each cell, and whether its row ends with it."""
    text = source.text
    blank = " \u00a0" if separator == "\t" else " \t\u00a0"
    opening = re.compile(f'[{blank}]*"')
    plain = re.compile(f"[^{separator}\r\n]*")
    while True:
        opened = opening.match(text, at)
        whole = _QUOTED.match(text, opened.end() - 1) if opened is not None else None
        if whole is not None:
            inside = whole[0][1:-1].replace('""', '"')
            cell = _written(inside, whole.start() + 1, whole.end() - 1, "quoted")
            rest = _end(plain, text, whole.end())
            after = text[whole.end() : rest].strip(blank)
            if after:
                span = Span(source.name, whole.end(), rest)
                findings.append(BadTable(span, "after_quote", after))
        else:
            rest = _end(plain, text, at)
            if opened is not None:
                rest = _end(_TO_LINE_END, text, at)
                span = Span(source.name, opened.end() - 1, opened.end())
                findings.append(BadTable(span, "unclosed_quote"))
                at = opened.end()
            said = text[at:rest]
            bare = said.strip(blank)
            begin = at + len(said) - len(said.lstrip(blank))
            cell = _written(bare, begin, begin + len(bare), "plain")
        sign = text[rest : rest + 1]
        ends = sign != separator
        yield cell, ends
        if not sign:
            return
        at = rest + (2 if text.startswith("\r\n", rest) else 1)


_TO_LINE_END = re.compile(r"[^\r\n]*")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return at if found is None else found.end()


def _written(text: str, start: int, end: int, form: Form) -> Written:
    return Written(text, start, end, form) if text.strip() else EMPTY
