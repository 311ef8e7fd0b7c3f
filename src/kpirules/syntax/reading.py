"""How a line would be read: the parser's tables, walked without building anything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lark.parsers.lalr_analysis import Shift

from kpirules.syntax.grammar import Grammar, grammar
from kpirules.syntax.phrases import LogicalLine, keyword_at

States = tuple[int, ...]
"""The parser's stack at some place."""


def accepted(states: States) -> frozenset[str]:
    """What can stand at a place. A row of the tables alone may promise too much."""
    row = _tables()[states[-1]]
    return frozenset(name for name in row if name.isupper() and step(states, name) is not None)


def step(states: States, terminal: str) -> States | None:
    """The place after a terminal; None where it cannot stand."""
    tables = _tables()
    stack = list(states)
    while (found := tables[stack[-1]].get(terminal)) is not None:
        action, argument = found
        if action is Shift:
            return (*stack, argument)
        size = len(argument.expansion)
        if size:
            del stack[-size:]
        stack.append(tables[stack[-1]][argument.origin.name][1])
        if stack[-1] in _ends():
            return None
    return None


def reads(line: LogicalLine, states: States, rules: Grammar) -> bool:
    """Whether a line can be read to its end."""
    return _beyond(line, states, rules)[1] is not None


def readable(line: LogicalLine, states: States, rules: Grammar) -> int:
    """How many words of a line can be read."""
    return _beyond(line, states, rules)[0]


def reads_as_lines(line: LogicalLine, states: States, rules: Grammar) -> bool:
    """Whether a line could be read if it were broken into several."""
    while line:
        index, after = _beyond(line, states, rules)
        if after is not None:
            return True
        before = _walk(line[:index], states, rules)[1]
        ended = step(before, "_NL")
        if index == 0 or ended is None:
            return False
        line, states = line[index:], ended
    return True


def read_so_far(
    line: LogicalLine, declaration: str | None, rules: Grammar
) -> tuple[tuple[str, ...], frozenset[str]] | None:
    """The terminals of the beginning of a line, and what can stand next; None where it cannot be read.

    The line stands in a declaration of a kind, given by its terminal, or opens one.
    """
    states: States | None = tuple(_state().state_stack)
    for terminal in () if declaration is None else (declaration, "NAME", "_NL"):
        states = None if states is None else step(states, terminal)
    if states is None:
        return None
    terminals: list[str] = []
    read, after = 0, states
    for terminal, index, place in _steps(line, states, rules):
        terminals.append(terminal)
        read, after = index, place
    return (tuple(terminals), accepted(after)) if read == len(line) else None


def _beyond(line: LogicalLine, states: States, rules: Grammar) -> tuple[int, States | None]:
    """How far a line can be read, and the place after it and its end."""
    index, states = _walk(line, states, rules)
    return index, step(states, "_NL") if index == len(line) else None


def _walk(line: LogicalLine, states: States, rules: Grammar) -> tuple[int, States]:
    """The first token that has no place, and the place before it."""
    read, after = 0, states
    for _, index, place in _steps(line, states, rules):
        read, after = index, place
    return read, after


def _steps(line: LogicalLine, states: States, rules: Grammar) -> Iterator[tuple[str, int, States]]:
    """The terminals of a line as far as it can be read, each with the place after it."""
    index = 0
    while index < len(line):
        room = _tables()[states[-1]]
        choices = [found for found in keyword_at(line, index, rules) if found[0] in room]
        terminal, width = choices[0] if choices else (line[index].type, 1)
        after = step(states, terminal)
        if after is None:
            return
        states = after
        index += width
        yield terminal, index, states


@cache
def _tables() -> dict[int, dict[str, tuple[Any, Any]]]:
    return _state().parse_conf.states  # type: ignore[no-any-return]


@cache
def _ends() -> frozenset[int]:
    return frozenset((_state().parse_conf.end_state,))


def _state() -> Any:  # noqa: ANN401  # Lark's parser state
    return grammar().lark.parse_interactive("", start="declaration").parser_state
