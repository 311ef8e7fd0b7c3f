"""A rule file as rows, one for each line of the text: what stands on it."""

from __future__ import annotations

from typing import Literal

from lark import Token
from msgspec import Struct

from kpirules.syntax import ast
from kpirules.syntax.grammar import grammar
from kpirules.syntax.literate import rules_text
from kpirules.syntax.parse import ReadLine, parse_lines
from kpirules.syntax.phrases import opens_declaration
from kpirules.text.source import Source

Kind = Literal["blank", "comment", "opening", "line", "more", "kept", "prose"]
"""What a row is.

opening: opens a declaration · line: begins a line of one · more: goes on with the row above ·
kept: cannot be read, and stays as it is · prose: outside the rules of a Markdown document
"""


_BLANK = " \t\r\n"  # an odd space is a mistake to be told of, not to be taken away


class Row(Struct, frozen=True):
    """One line of the text. `tokens` are those of a row that was read."""

    kind: Kind
    text: str
    tokens: tuple[Token, ...] = ()
    comment: str = ""
    indented: bool = False


class Text(Struct, frozen=True):
    """The rows of a file, and the tree they were read as."""

    rows: tuple[Row, ...]
    file: ast.File


def rows_of(source: Source) -> Text:
    """The rows of a rule file, however damaged."""
    checked, lines = parse_lines(source)
    starts = source.line_starts
    comments = {source.place(each.span.start).line: each.text for each in checked.value.comments}
    tokens: dict[int, list[Token]] = {}
    kinds: dict[int, Kind] = {}
    wrong = {
        number
        for found in checked.findings
        for number in range(
            source.place(found.span.start).line, source.place(found.span.end).line + 1
        )
    }
    for line in lines:
        _enter(line, source, tokens, kinds, wrong)
    rules = rules_text(source).value
    rows = []
    for number in range(1, len(starts) + 1):
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(source.text)
        text = source.text[start:end].rstrip("\r\n")
        own = rules[start:end].strip(_BLANK)
        comment = comments.get(number, "").rstrip(_BLANK)
        indented = text[:1].isspace()
        if rules[start:end] != source.text[start:end]:
            rows.append(Row("prose", text))
        elif number in kinds:
            found = tuple(tokens[number])
            rows.append(Row(kinds[number], own, found, comment if found else "", indented))
        elif not own:
            rows.append(Row("blank", ""))
        elif own == comment:
            rows.append(Row("comment", own, (), comment, indented))
        else:
            rows.append(Row("kept", own, indented=indented))
    return Text(tuple(rows), checked.value)


def _enter(
    line: ReadLine,
    source: Source,
    tokens: dict[int, list[Token]],
    kinds: dict[int, Kind],
    wrong: set[int],
) -> None:
    """Note on which rows the tokens of a line stand; a line with a mistake in it stays as it is."""
    rules = grammar()
    by_row: dict[int, list[Token]] = {}
    for token in line.tokens:
        by_row.setdefault(source.place(token.start_pos or 0).line, []).append(token)
    as_written = (
        line.whole
        and wrong.isdisjoint(by_row)
        and all(
            source.text[token.start_pos : token.end_pos] == token.value and "\n" not in token
            for token in line.tokens
        )
    )
    opens = line.tokens[0].type in rules.declarations or opens_declaration(list(line.tokens), rules)
    first: Kind = "opening" if opens else "line"
    for place, (number, found) in enumerate(by_row.items()):
        if number in tokens:  # two lines on one row: neither can be laid out alone
            as_written = False
        tokens[number] = found if as_written else []
        kinds[number] = ("more" if place else first) if as_written or opens else "kept"
