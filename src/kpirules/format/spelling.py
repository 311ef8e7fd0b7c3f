"""What is written for the words of a line: as they were, or in the other language.

A writer's choice among several words for the same thing stays; in the other
language it becomes the first of its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from lark import Token

from kpirules.semantics.vocabulary import field_of, function_of
from kpirules.syntax.grammar import Column, Keyword, keywords
from kpirules.text.thai import name_key, western_digits


def words_of(tokens: Sequence[Token], to: Column | None) -> list[str]:
    """What to write for tokens; keywords are translated when `to` names a language."""
    return [_word(tokens, index, to) for index in range(len(tokens))]


def _word(tokens: Sequence[Token], index: int, to: Column | None) -> str:
    token = tokens[index]
    table = keywords()
    if token.type == "NAME":
        asked = _asked_for(tokens, index)
        if asked is None or to is None or _is_in(table[asked], str(token), to):
            return str(token)
        return table[asked].spelled(to)
    word = table.get(token.type)
    if word is None:
        return str(token)
    if to is None or _is_in(word, str(token), to):
        return " ".join(token.split())
    return _agreeing(word, to, tokens, index)


def _asked_for(tokens: Sequence[Token], index: int) -> str | None:
    """The field or the function that a name stands for where it stands."""
    if index and tokens[index - 1].type == "DOT":
        return field_of(name_key(tokens[index]))
    if index + 1 < len(tokens) and tokens[index + 1].type == "LPAR":
        return function_of(name_key(tokens[index]))
    return None


def _is_in(word: Keyword, written: str, column: Column) -> bool:
    """Whether a keyword is written in a language."""
    return _key(written) in map(_key, word.spellings[column])


def _agreeing(word: Keyword, column: Column, tokens: Sequence[Token], index: int) -> str:
    """The first spelling, or after the number one that without the plural's s."""
    spelling = word.spelled(column)
    singular = spelling.removesuffix("s")
    one = (
        index > 0
        and tokens[index - 1].type == "NUMBER"
        and western_digits(tokens[index - 1]) == "1"
    )
    return singular if one and singular in word.spellings[column] else spelling


def _key(text: str) -> str:
    return " ".join(name_key(part) for part in text.split())
