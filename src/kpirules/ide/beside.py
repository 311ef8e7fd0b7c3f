"""Names in the files beside the rules: facts, rows of tables, cases of examples.

Only files of text that the rules name are looked into; of a workbook, or of a
text in an old encoding, an editor could not change a single word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kpirules.diagnostics.reading import read_text
from kpirules.facts.document import RawFact, Written
from kpirules.facts.files import read_document, read_table
from kpirules.facts.tables import Row
from kpirules.ide.book import Reading
from kpirules.ide.occurrences import IN, Thing
from kpirules.project.places import display_name, is_rule_file, normal, used_file
from kpirules.syntax import ast
from kpirules.syntax.grammar import grammar
from kpirules.syntax.phrases import keyword_at
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key

_READ = frozenset((".yaml", ".yml", ".json", ".csv"))


class Beside(Struct, frozen=True):
    """A place in a file that is no rule file."""

    path: Path
    source: Source
    span: Span


def named_beside(reading: Reading, thing: Thing) -> Iterator[Beside]:
    """Where a thing is named in the files that a book's scorecards and examples name."""
    seen: set[tuple[Path, bool]] = set()
    for file, written, is_cases in _named_files(reading):
        path = _found(written, reading.path(file).parent)
        if path is None or (path, is_cases) in seen:
            continue
        seen.add((path, is_cases))
        source = read_text(path, display_name(path)).value
        if source is not None:
            found = _in_cases(source, thing, path) if is_cases else _in_facts(source, thing, path)
            yield from found


def _named_files(reading: Reading) -> Iterator[tuple[str, str, bool]]:
    """The files that lines name: the rule file of the line, the path, whether it is one of cases."""
    for file, parts in reading.parts.items():
        for _, tree in parts:
            for declaration in tree.declarations:
                for line in declaration.lines:
                    if isinstance(line, ast.FactsLine | ast.CasesLine):
                        yield file, line.path.text, isinstance(line, ast.CasesLine)


def _found(written: str, near: Path) -> Path | None:
    found, _, _ = used_file(written, near)
    if found is None or is_rule_file(found) or found.suffix.casefold() not in _READ:
        return None
    return normal(found)


def _in_facts(source: Source, thing: Thing, path: Path) -> Iterator[Beside]:
    raw = read_document(source).value
    if raw.scorecard is not None and thing.sort == "scorecard":
        yield from _if_named(raw.scorecard, thing.key, path, source)
    for fact in (*raw.facts, *(each for year in raw.history for each in year.facts)):
        key = name_key(fact.name.text.strip())
        if thing.sort == "quantity":
            yield from _if_named(fact.name, thing.key, path, source)
        elif thing.sort == "option" and thing.owner == key and fact.value is not None:
            yield from _if_named(fact.value, thing.key, path, source)
        elif thing.owner.partition(IN)[0] == key:
            yield from _in_rows(fact, thing, path)


def _in_rows(fact: RawFact, thing: Thing, near: Path) -> Iterator[Beside]:
    """Columns by their headings, and options in the cells below."""
    path = _found(fact.value.text.strip(), near.parent) if fact.value is not None else None
    source = read_text(path, display_name(path)).value if path is not None else None
    if path is None or source is None or path.suffix.casefold() != ".csv":
        return
    headings, *rows = read_table(source).value.rows or ((),)
    column = thing.key if thing.sort == "column" else thing.owner.partition(IN)[2]
    for index, heading in enumerate(headings):
        if name_key(heading.text.strip()) != column:
            continue
        cells = [heading] if thing.sort == "column" else [_cell(row, index) for row in rows]
        for cell in cells:
            if cell is not None:
                yield from _if_named(cell, thing.key, path, source)


def _cell(row: Row, index: int) -> Written | None:
    return row[index] if index < len(row) else None


def _if_named(cell: Written, key: str, path: Path, source: Source) -> Iterator[Beside]:
    """The place of a name that is all of a text, perhaps in quotation marks."""
    if name_key(cell.text.strip()) != key:
        return
    found = source.text.find(cell.text.strip(), cell.start, cell.end)
    if found >= 0:
        yield Beside(path, source, Span(source.name, found, found + len(cell.text.strip())))


def _in_cases(source: Source, thing: Thing, path: Path) -> Iterator[Beside]:
    """The headings of cases: a fact, or what must come out, begins with its name."""
    if thing.sort != "quantity":
        return
    rows = read_table(source).value.rows
    for cell in next((row for row in rows if len(row) > 1), ()):
        written = source.text[cell.start : cell.end]
        tokens = [each for each in grammar().lark.lex(written) if each.type == "NAME"]
        keywords = keyword_at(tokens, 0, grammar()) if tokens else []
        asked = max((width for name, width in keywords if name == "EXPECT"), default=0)
        for token in tokens[asked : asked + 1]:
            start = cell.start + (token.start_pos or 0)
            if name_key(token.value) == thing.key:
                span = Span(source.name, start, start + len(token.value))
                yield Beside(path, source, span)
