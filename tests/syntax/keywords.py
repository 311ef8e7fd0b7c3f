"""Which words of a rule file the reader takes as keywords, and putting others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

import kpirules.syntax.parse as reader
from kpirules.syntax import ast
from kpirules.syntax.grammar import Keyword, keywords
from kpirules.text.source import Source
from kpirules.text.span import Span

Word = tuple[Span, Keyword]


def keywords_in(text: str) -> list[Word]:
    """The keywords of a text, from the first to the last, with the fields asked for."""
    with _overheard() as heard:
        file = reader.parse(Source("text", text)).value
    fields, functions = _spelled("field"), _spelled("function")
    heard.update((name.span, fields[name.text]) for name in _fields(file) if name.text in fields)
    heard.update((name.span, functions[name.text]) for name in _called(file))
    return sorted(heard.items(), key=lambda word: word[0].start)


def respelled(text: str, spelled: Callable[[Keyword], str]) -> str:
    """The text with its keywords spelled another way."""
    for span, word in reversed(keywords_in(text)):
        text = text[: span.start] + spelled(word) + text[span.end :]
    return text


@contextmanager
def _overheard() -> Iterator[dict[Span, Keyword]]:
    """Listens to the reader as it decides what is a keyword."""
    heard: dict[Span, Keyword] = {}
    decide = reader._retyped
    table = keywords()

    def listen(line: Any, index: int, room: Any, state: Any) -> Any:
        taken, width = decide(line, index, room, state)
        if taken is not None and taken.type in table:
            heard[Span("text", taken.start_pos, taken.end_pos)] = table[taken.type]
        return taken, width

    reader._retyped = listen
    try:
        yield heard
    finally:
        reader._retyped = decide


def _fields(node: object) -> Iterator[ast.Name]:
    """The names after a dot, and `total` and `band` standing alone."""
    match node:
        case ast.Field(field=name) | ast.Target(field=ast.Name() as name):
            yield name
        case ast.Target(name=name) | ast.Reference(name=name) if name.text in _alone():
            yield name
        case Struct():
            for part in node.__struct_fields__:
                yield from _fields(getattr(node, part))
        case tuple():
            for part in node:
                yield from _fields(part)


def _called(node: object) -> Iterator[ast.Name]:
    """The names before a parenthesis."""
    if isinstance(node, ast.Call | ast.Round | ast.OverRows):
        yield node.function
    parts = node if isinstance(node, tuple) else ()
    if isinstance(node, Struct):
        parts = [getattr(node, part) for part in node.__struct_fields__]
    for part in parts:
        yield from _called(part)


def _spelled(section: str) -> dict[str, Keyword]:
    """The words of a section by their spellings."""
    return {
        spelling: word
        for word in keywords().values()
        if word.section == section
        for column in word.spellings.values()
        for spelling in column
    }


def _alone() -> list[str]:
    return [s for name in ("total", "band") for c in keywords()[name].spellings.values() for s in c]
