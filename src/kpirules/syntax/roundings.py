"""Roundings in the order people say them: `rounded half up to 2 decimals`."""

from __future__ import annotations

from lark import Token

from kpirules.syntax.grammar import Grammar
from kpirules.syntax.phrases import LogicalLine

_MODES = ("HALF_UP", "HALF_EVEN", "ROUND_UP", "ROUND_DOWN")


def mode_last(line: LogicalLine, index: int, rules: Grammar) -> LogicalLine | None:
    """The rest of a line from a place on as the language says it: how to round comes last.

    None where it does not say how to round before it says to what.
    """

    def words(name: str) -> LogicalLine:
        return [Token("NAME", word) for word in rules.keywords[name].spelled("en").split()]

    rounded, *to = words("ROUNDED_TO")
    if line[index] != rounded:
        return None
    for mode in map(words, _MODES):
        end = index + 1 + len(mode)
        number = end + len(to)
        said = line[index + 1 : number]
        if said == [*mode, *to] and number < len(line) and line[number].type == "NUMBER":
            return [rounded, *to, line[number], *words("PLACES"), *mode]
    return None
