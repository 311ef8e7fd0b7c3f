"""Keywords in a line of tokens: a keyword is one name or several."""

from __future__ import annotations

from lark import Token

from kpirules.syntax.grammar import Grammar
from kpirules.text.thai import name_key

LogicalLine = list[Token]


def keyword_at(line: LogicalLine, index: int, grammar: Grammar) -> list[tuple[str, int]]:
    """The keywords that may begin at a token, longest first, each with its number of words."""
    token = line[index]
    if token.type != "NAME":
        return []
    # Read a dozen times for each token: `value` is the plain text, which compares faster.
    entries = grammar.phrases.get(name_key(token.value))
    if entries is None:
        return []
    return [
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
    for name, _ in keyword_at(line, 0, grammar):
        if name in grammar.declarations:
            return name
    return None


def opens_declaration(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a line begins with the keyword of a declaration."""
    return opened_by(line, grammar) is not None
