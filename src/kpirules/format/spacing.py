"""What stands between two words of a line."""

from __future__ import annotations

from collections.abc import Sequence

from lark import Token

_TIGHT_BEFORE = frozenset(("_COMMA", "RPAR", "DOT", "CARET"))
_TIGHT_AFTER = frozenset(("LPAR", "DOT", "CARET"))
_OPERANDS = frozenset(("NAME", "NUMBER", "RPAR"))


def spaced(tokens: Sequence[Token], words: Sequence[str], before: str | None = None) -> str:
    """Words with single spaces between them, and none where none belongs.

    `words` are what to write for the tokens; `before` is the kind of token that
    the line above ended with.
    """
    parts: list[str] = []
    for index, word in enumerate(words):
        if index and _apart(tokens, index, before):
            parts.append(" ")
        parts.append(word)
    return "".join(parts)


def _apart(tokens: Sequence[Token], index: int, before: str | None) -> bool:
    left, right = tokens[index - 1], tokens[index]
    if right.type in _TIGHT_BEFORE or left.type in _TIGHT_AFTER:
        return False
    if right.type == "LPAR":
        return left.type != "NAME"
    if left.type == "MINUS":
        earlier = tokens[index - 2].type if index > 1 else before
        return earlier in _OPERANDS
    return True
