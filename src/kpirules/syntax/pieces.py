"""A rule text cut where its declarations begin.

Lines before an opening line have no bearing on those from it on (every line
that opens a declaration ends the one before, whatever is wrong with it), so the
pieces can be read apart, and those that an edit has not touched need not be
read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpirules.syntax.grammar import Grammar
from kpirules.text.thai import name_key

_NAME = "[A-Za-z_\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e][A-Za-z0-9_\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59-]*"
_OPENING = re.compile(rf"(?:^|(?<=[\r\n]))[ \t]*({_NAME}(?:[ \t]+{_NAME}){{0,3}})")


def cut(text: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends; together they are the whole text, in order."""
    start = 0
    for found in _OPENING.finditer(text):
        if found.start() > start and _opens(found[1], grammar):
            yield start, found.start()
            start = found.start()
    if start < len(text) or not text:
        yield start, len(text)


def _opens(words: str, grammar: Grammar) -> bool:
    said = [name_key(word) for word in words.split()]
    return any(
        terminal in grammar.declarations and said[: len(keys)] == list(keys)
        for keys, terminal in grammar.phrases.get(said[0], ())
    )
