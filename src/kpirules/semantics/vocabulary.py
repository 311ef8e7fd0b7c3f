"""Words that are names to the grammar: fields such as `result`, functions such as `max`."""

from __future__ import annotations

from functools import cache

from kpirules.prose.words import Language
from kpirules.syntax.grammar import Section, keywords
from kpirules.text.thai import name_key


def field_of(key: str) -> str | None:
    """The field a word asks for, or None when it is no such word."""
    return _meanings("field").get(key)


def function_of(key: str) -> str | None:
    """The function a word calls, or None when there is no such function."""
    return _meanings("function").get(key)


def function_words(lang: Language) -> dict[str, str]:
    """What the functions are called in a language, by name."""
    words = keywords().values()
    return {word.name: word.spelled(lang) for word in words if word.section == "function"}


def words_of(*fields: str) -> list[str]:
    """The spellings of some fields, in every language."""
    return [
        spelling
        for field in fields
        for column in keywords()[field].spellings.values()
        for spelling in column
    ]


@cache
def _meanings(section: Section) -> dict[str, str]:
    return {
        name_key(spelling): word.name
        for word in keywords().values()
        if word.section == section
        for column in word.spellings.values()
        for spelling in column
    }
