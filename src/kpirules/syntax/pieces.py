"""A rule text cut where its declarations begin.

Lines before an opening line have no bearing on those from it on (every line
that opens a declaration ends the one before, whatever is wrong with it), so the
pieces can be read apart, and those that an edit has not touched need not be
read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpirules.syntax.grammar import Column, Grammar
from kpirules.text.thai import name_key

_NAME = "[A-Za-z_\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e][A-Za-z0-9_\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59-]*"
_OPENING = re.compile(rf"(?:^|(?<=[\r\n]))[ \t]*(({_NAME})(?:[ \t]+{_NAME}){{0,3}})")


def cut(text: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends; together they are the whole text, in order."""
    start = 0
    first_words = _first_words(grammar)
    for found in _OPENING.finditer(text):
        if found.start() <= start or name_key(found[2]) not in first_words:
            continue
        if _opens(found[1], grammar):
            yield start, found.start()
            start = found.start()
    if start < len(text) or not text:
        yield start, len(text)


def language_at(text: str, offset: int, grammar: Grammar) -> Column:
    """The language a rule text is written in at a place: that of the nearest keyword above.

    Only the beginnings of lines are looked at, that of its own line first. Rows
    of levels and of bands begin with a number or a name, which say nothing.
    """
    end = text.find("\n", offset)
    for row in reversed(text[: end if end >= 0 else len(text)].splitlines()):
        found = _OPENING.match(row)
        if found is not None and any(_keywords(found[1], grammar)):
            return "en" if found[1].split()[0].isascii() else "th"
    return "en"


def _first_words(grammar: Grammar) -> frozenset[str]:
    """The words that lines may begin with which open a declaration."""
    return frozenset(
        first
        for first, phrases in grammar.phrases.items()
        if any(terminal in grammar.declarations for _, terminal in phrases)
    )


def _opens(words: str, grammar: Grammar) -> bool:
    return any(terminal in grammar.declarations for terminal in _keywords(words, grammar))


def _keywords(words: str, grammar: Grammar) -> Iterator[str]:
    """The keywords that some words may begin with."""
    said = [name_key(word) for word in words.split()]
    for keys, terminal in grammar.phrases.get(said[0], ()):
        if said[: len(keys)] == list(keys):
            yield terminal
