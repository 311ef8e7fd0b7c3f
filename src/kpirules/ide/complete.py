"""What can stand at a place: keywords in the language of the file, and names of the right kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kpirules.ide.pieces import touching
from kpirules.ide.workspace import Workspace
from kpirules.model.units import BUILT_IN
from kpirules.project.places import display_name
from kpirules.semantics.symbols import Kind, Symbol, Symbols
from kpirules.semantics.vocabulary import field_of, function_words
from kpirules.syntax import ast
from kpirules.syntax.grammar import Column, Grammar, grammar
from kpirules.syntax.literate import rules_text
from kpirules.syntax.phrases import LogicalLine, opened_by
from kpirules.syntax.reading import read_so_far
from kpirules.syntax.tokens import lex
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key

Sort = Kind | Literal["keyword", "function", "field", "band", "built-in"]


class Choice(Struct, frozen=True):
    """Something to write: `text` takes the place of `span`, the part that is typed already."""

    sort: Sort
    text: str
    detail: str
    span: Span


_WORD = re.compile(r"[A-Za-z0-9_\u0e01-\u0e4e\u0e50-\u0e59-]*\Z")
_TEXT = re.compile(r'"[^"]*"')
_BEGINNING = 4_000
"""Signs of a file that surely hold a declaration."""

_MOST_WORDS = 5
"""Of a keyword, that may be typed before one asks for the rest."""

_QUANTITIES: tuple[Kind, ...] = (
    "fact", "parameter", "value", "indicator", "classify", "component", "table",
)  # fmt: skip
_MEANT: dict[str, tuple[Kind, ...]] = {
    "MEASURED_IN": ("unit",),
    "PER": ("unit",),
    "NUMBER": ("unit",),
    "PART_OF": ("component", "indicator"),
    "SCORED_BY": ("scoring",),
    "GRADED_BY": ("bands",),
    "FOR_SCORECARD": ("scorecard",),
    "INCLUDES": ("indicator",),
    "LEAVES_OUT": ("indicator",),
    "INSTEAD_WEIGHT": ("indicator",),
    "INSTEAD_TARGETS": ("indicator",),
    "GIVEN": ("fact", "table"),
    "EXPECT": ("indicator", "value", "classify", "component", "parameter", "fact"),
    "RISING_IN": ("fact",),
    "FALLING_IN": ("fact",),
    "WITHHOLDING": ("fact",),
    "OVER": ("table",),
    "ROW_OF": ("table",),
    "FOR_EACH_ROW_OF": ("table",),
}
"""What a name means by the word before it; elsewhere it is a quantity."""

_NEW = frozenset(
    ("UNIT", "FACT", "PARAMETER", "VALUE", "SCORING", "INDICATOR", "BANDS", "SCORECARD",
     "TABLE", "CLASSIFY", "EXAMPLE", "COMPONENT", "COLUMN", "LET", "STAGE")
)  # fmt: skip
"""After these stands a name that nobody has used yet."""

_OVER_ROWS = frozenset(
    ("FORMULA", "SCORE_IS", "NOT_APPLICABLE_WHEN", "LET", "TOTAL", "STAGE", "SCORE_AT_MOST",
     "TOTAL_AT_MOST", "NOT_ABOVE", "ROW_OF", "BY", "NAME")
)  # fmt: skip
"""Lines with formulas, in which columns and functions may stand."""


def complete(workspace: Workspace, path: Path, offset: int) -> tuple[Choice, ...]:
    """What can be written at an offset, the most specific first."""
    source = workspace.text(path)
    if source is None:
        return ()
    rules = grammar()
    whole = rules_text(source).value
    text = whole[:offset]
    start = max(source.text.rfind("\n", 0, offset), source.text.rfind("\r", 0, offset)) + 1
    if text[start:] != source.text[start:offset] or {'"', "#"} & set(_TEXT.sub("", text[start:])):
        return ()  # prose of a Markdown document, a text or a comment
    here = _here(workspace, path, text, start, rules)
    symbols = workspace.reading(path).names.symbols
    column = _column(whole[:_BEGINNING])
    found = [*_next(here, symbols, column, rules), *_phrases(here, column, rules)]
    return tuple({(each.sort, each.text): each for each in found}.values())


class _Here(Struct, frozen=True):
    """A place: the declaration it is in, the words of its line before it, and what is typed of one."""

    declaration: str | None
    line: LogicalLine
    typed: Span
    offset: int


def _here(workspace: Workspace, path: Path, text: str, start: int, rules: Grammar) -> _Here:
    """Where the end of a text is, whose last line begins at `start`; a formula may have begun above."""
    begun = _WORD.search(text, start)
    end = len(text) if begun is None else begun.start()
    name = display_name(path)
    parts = workspace.reading(path).parts.get(name, ())
    first = max((piece.offset for piece, _ in touching(parts, end, end)), default=0)
    # A word at the place itself shows whether a line begins there, or one goes on.
    lines = lex(Source("", f"{text[first:end]}x"), rules).lines
    *before, last = lines or [[]]
    line = [token for token in last if (token.start_pos or 0) < end - first]
    kinds = [kind for each in before if (kind := opened_by(each, rules)) is not None]
    own = opened_by(line, rules) if line else None
    declaration = kinds[-1] if kinds and own is None else None
    return _Here(declaration, line, Span(name, end, len(text)), first)


def _next(here: _Here, symbols: Symbols, column: Column, rules: Grammar) -> Iterator[Choice]:
    """What can stand behind the words that are complete."""
    read = read_so_far(here.line, here.declaration, rules)
    if read is None:
        return
    terminals, accepted = read
    if terminals[-1:] == ("DOT",):
        yield from _fields(column, rules, here.typed)
        return
    if "NAME" in accepted and not (terminals and terminals[-1] in _NEW):
        yield from _values(here, symbols)
        yield from _names(terminals, symbols, column, here.typed)
    words = accepted & rules.keywords.keys()
    yield from _keywords(sorted(words - rules.declarations), column, rules, here.typed)
    if not here.line:
        yield from _keywords(sorted(rules.declarations), column, rules, here.typed)


def _phrases(here: _Here, column: Column, rules: Grammar) -> Iterator[Choice]:
    """Keywords of several words, of which some are typed."""
    for count in range(1, min(_MOST_WORDS, len(here.line)) + 1):
        words = here.line[-count:]
        if any(word.type != "NAME" for word in words):
            return
        line = here.line[:-count]
        read = read_so_far(line, here.declaration, rules)
        if read is None:
            continue
        names = (read[1] if line else read[1] | rules.declarations) & rules.keywords.keys()
        start = here.offset + (words[0].start_pos or 0)
        span = Span(here.typed.file, start, here.typed.end)
        typed = name_key(" ".join(words))
        for choice in _keywords(sorted(names), column, rules, span):
            if name_key(choice.text).startswith(f"{typed} "):
                yield choice


@lru_cache(8)
def _column(beginning: str) -> Column:
    """The language in which a file's keywords are written: that of its first declaration."""
    rules = grammar()
    for line in lex(Source("", beginning), rules).lines:
        if opened_by(line, rules) is not None:
            return "en" if line[0].isascii() else "th"
    return "en"


def _keywords(names: list[str], column: Column, rules: Grammar, span: Span) -> Iterator[Choice]:
    other: Column = "th" if column == "en" else "en"
    for name in names:
        word = rules.keywords[name]
        yield Choice("keyword", word.spelled(column), word.spelled(other), span)


def _fields(
    column: Column,
    rules: Grammar,
    span: Span,
    names: tuple[str, ...] = ("result", "score", "weighted", "weight"),
) -> Iterator[Choice]:
    for name in names:
        english, thai = rules.keywords[name].spelled("en"), rules.keywords[name].spelled("th")
        yield from _spelled("field", column, (english, thai), (thai, english), span)


def _spelled(
    sort: Sort, column: Column, english: tuple[str, str], thai: tuple[str, str], span: Span
) -> Iterator[Choice]:
    """A word of the language and what it means, that of the file's language first."""
    for text, detail in (english, thai) if column == "en" else (thai, english):
        yield Choice(sort, text, detail, span)


def _names(
    terminals: tuple[str, ...], symbols: Symbols, column: Column, span: Span
) -> Iterator[Choice]:
    last = terminals[-1] if terminals else ""
    kinds = _MEANT.get(last, _QUANTITIES)
    for symbol in symbols.of(*kinds):
        yield Choice(symbol.kind, symbol.name.text, _label(symbol), span)
    if kinds == ("unit",):
        for name, (english, thai) in BUILT_IN.items():
            yield from _spelled("built-in", column, (name, thai), (thai, english), span)
    if last == "NOT_ABOVE":
        for symbol in symbols.of("bands"):
            yield from _listed(symbol, span)
    if kinds is _QUANTITIES and terminals and terminals[0] in _OVER_ROWS:
        for table in symbols.columns.values():
            for symbol in table.values():
                yield Choice("fact", symbol.name.text, _label(symbol), span)
        english_words, thai_words = function_words("en"), function_words("th")
        for name, said in english_words.items():
            there = thai_words[name]
            yield from _spelled("function", column, (said, there), (there, said), span)
    if last == "EXPECT":
        yield from _fields(column, grammar(), span, ("total", "band"))
    if last == "GUARANTEE":
        yield from _fields(column, grammar(), span, ("result", "score", "weighted", "total"))
    if last == "FOR_GROUP":
        columns = [each for table in symbols.columns.values() for each in table.values()]
        for symbol in (*columns, *symbols.of("classify")):
            yield from _listed(symbol, span)


def _values(here: _Here, symbols: Symbols) -> Iterator[Choice]:
    """What the thing before an `=`, an `is` or a `one of` can be: options, outcomes, bands."""
    for token in reversed([token for token in here.line if token.type == "NAME"]):
        key = name_key(token.value)
        asked = symbols.peek("quantity", key)
        found = [asked] if asked is not None else []
        found += [table[key] for table in symbols.columns.values() if key in table]
        if field_of(key) == "band":
            found = symbols.of("bands")
        for symbol in found:
            yield from _listed(symbol, here.typed)
        if found:
            return


def _listed(symbol: Symbol, span: Span) -> Iterator[Choice]:
    """The names that a declaration lists: its options, outcomes or bands."""
    for line in (symbol.line,) if symbol.line is not None else symbol.declaration.lines:
        match line:
            case ast.Band() | ast.Outcome():
                label = line.label.text if line.label is not None else ""
                yield Choice("band", line.name.text, label, span)
            case (
                ast.OptionsDomain(options=options)
                | ast.Column(domain=ast.OptionsDomain(options=options))
            ):
                yield from (Choice("band", option.text, "", span) for option in options)
            case _:
                continue


def _label(symbol: Symbol) -> str:
    """What people call a thing."""
    node = symbol.component or symbol.line or symbol.declaration
    label = node.label
    return label.text if label is not None else ""
