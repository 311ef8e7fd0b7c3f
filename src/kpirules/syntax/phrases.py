"""Keywords in a line of tokens: a keyword is one name or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from lark import Token

from kpirules.syntax.grammar import Grammar
from kpirules.text.thai import name_key

LogicalLine = list[Token]


class Placed(Token):
    """A token with its place and nothing else, made in a third of the time of Lark's own."""

    __slots__ = ()

    def __new__(cls, kind: str, text: str, start: int, end: int) -> Self:
        """A token of a kind, from one place in the text to another."""
        made = str.__new__(cls, text)
        made.type, made.value = kind, text
        made.start_pos, made.end_pos = start, end
        made.line = made.column = made.end_line = made.end_column = None
        return made


def keyword_at(line: LogicalLine, index: int, grammar: Grammar) -> Sequence[tuple[str, int]]:
    """The keywords that may begin at a token, longest first, each with its number of words."""
    token = line[index]
    if token.type != "NAME":
        return ()
    # Asked several times for each token: `value` is the plain text, which compares faster.
    key = token.value
    if not key.isascii():
        key = name_key(key)
    entries = grammar.phrases.get(key)
    if entries is None:
        return ()
    return grammar.alone.get(key) or [
        (terminal, len(keys))
        for keys, terminal in entries
        if len(keys) == 1 or _goes_on(line, index, keys)
    ]


def _goes_on(line: LogicalLine, index: int, keys: tuple[str, ...]) -> bool:
    """Whether the words of a phrase after its first one follow a token."""
    if index + len(keys) > len(line):
        return False
    for place, key in enumerate(keys[1:], index + 1):
        word = line[place]
        if word.type != "NAME" or name_key(word.value) != key:
            return False
    return True


def opened_by(line: LogicalLine, grammar: Grammar) -> str | None:
    """The kind of declaration whose keyword a line begins with."""
    first = line[0]
    if first.type != "NAME" or name_key(first.value) not in grammar.opening_words:
        return None
    for name, _ in keyword_at(line, 0, grammar):
        if name in grammar.declarations:
            return name
    return None


def opens_declaration(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a line begins with the keyword of a declaration."""
    return opened_by(line, grammar) is not None
