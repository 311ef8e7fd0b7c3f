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
    found = []
    for keys, terminal in grammar.phrases.get(name_key(token), ()):
        words = line[index : index + len(keys)]
        if len(words) == len(keys) and all(
            word.type == "NAME" and name_key(word) == key
            for word, key in zip(words, keys, strict=True)
        ):
            found.append((terminal, len(keys)))
    return found


def opened_by(line: LogicalLine, grammar: Grammar) -> str | None:
    """The kind of declaration whose keyword a line begins with."""
    found = (name for name, _ in keyword_at(line, 0, grammar) if name in grammar.declarations)
    return next(found, None)


def opens_declaration(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a line begins with the keyword of a declaration."""
    return opened_by(line, grammar) is not None
