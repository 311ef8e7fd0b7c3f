"""The words that ask for a field: `result`, `score`, `total`, in any language."""

from __future__ import annotations

from functools import cache

from kpirules.syntax.grammar import keywords
from kpirules.text.thai import name_key


def field_of(key: str) -> str | None:
    """The field a word asks for, or None when it is no such word."""
    return _fields().get(key)


def words_of(*fields: str) -> list[str]:
    """The spellings of some fields, in every language."""
    return [
        spelling
        for field in fields
        for column in keywords()[field].spellings.values()
        for spelling in column
    ]


@cache
def _fields() -> dict[str, str]:
    return {
        name_key(spelling): word.name
        for word in keywords().values()
        if word.section == "field"
        for column in word.spellings.values()
        for spelling in column
    }
