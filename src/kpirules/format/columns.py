"""Which lines stand in columns below each other, and where their columns begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lark import Token
from msgspec import Struct

from kpirules.format.spacing import spaced
from kpirules.text.width import width_of


class Cell(Struct, frozen=True):
    """A part of a line; a number is put so that its decimal point is below that above."""

    text: str
    number: bool = False


class Columns(Struct, frozen=True):
    """The cells of a line; lines of one `shape` that follow each other share their columns."""

    shape: str
    cells: tuple[Cell, ...]


Say = Callable[[int, int], str]
"""The text of a line from one of its tokens up to another."""

_EDGES = ("AT_LEAST", "ABOVE", "AT_MOST", "BELOW", "FROM", "WHEN", "OTHERWISE")
_SIGNED = ("MINUS", "NUMBER")


def columns_of(tokens: Sequence[Token], words: Sequence[str]) -> Columns | None:
    """The columns of a line; None for one that stands alone. `words` are what to write."""

    def say(start: int, end: int) -> str:
        return spaced(tokens[start:end], words[start:end])

    types = [token.type for token in tokens]
    number = _number(types, 0)
    if number:
        return _after_number(types, number, say)
    match types:
        case ["COMPONENT", "NAME", *rest]:
            return _named("component", 2, rest, ("WEIGHT",), say)
        case ["NAME", *rest]:
            return _named(
                "row",
                1,
                rest,
                ("AT_LEAST", "ABOVE", "AT_MOST", "BELOW", "FROM", "WHEN", "OTHERWISE"),
                say,
            )
        case ["WHEN", _, *_]:
            return Columns("when", (Cell(say(0, 2)), Cell(say(2, len(types)))))
        case [("BELOW_FIRST" | "BETWEEN_LEVELS" | "ABOVE_LAST"), *_]:
            return Columns("outside", (Cell(say(0, 1)), Cell(say(1, len(types)))))
        case _:
            return None


def _after_number(types: list[str], number: int, say: Say) -> Columns | None:
    """A level `50 at 59.54`, or a dated value `556,629 from 2562`."""
    if types[number : number + 1] == ["AT"] and _number(types, number + 1) == len(types):
        score, at, target = say(0, number), say(number, number + 1), say(number + 1, len(types))
        return Columns("level", (Cell(score, number=True), Cell(at), Cell(target, number=True)))
    if types[number : number + 1] in (["FROM"], ["IN"]):
        rest = say(number, len(types))
        return Columns("dated", (Cell(say(0, number), number=True), Cell(rest)))
    return None


def _named(
    shape: str, named: int, rest: list[str], sides: tuple[str, ...], say: Say
) -> Columns | None:
    """A name, its label if it has one, and what is said of it."""
    label = named + 1 if rest[:1] == ["TEXT"] else named
    after = rest[label - named :]
    if not after or after[0] not in sides:
        return None
    said = say(label, named + len(rest))
    if shape == "component":
        weight = say(label, label + 1)
        figure = say(label + 1, named + len(rest))
        return Columns(
            shape,
            (Cell(say(0, named)), Cell(say(named, label)), Cell(weight), Cell(figure, number=True)),
        )
    return Columns(shape, (Cell(say(0, named)), Cell(say(named, label)), Cell(said)))


def _number(types: list[str], at: int) -> int:
    """Where a number that begins at a token ends; 0 when none does."""
    if types[at : at + 2] == list(_SIGNED):
        return at + 2
    return at + 1 if types[at : at + 1] == ["NUMBER"] else 0


def aligned(lines: Sequence[Columns]) -> list[str]:
    """Lines of one shape, their columns below each other."""
    edges: list[tuple[int, int]] = []
    for place in range(max(len(line.cells) for line in lines)):
        cells = [line.cells[place] for line in lines if place < len(line.cells)]
        before = max((_before_point(cell) for cell in cells if cell.number), default=0)
        edges.append((before, max(before - _lead(cell) + width_of(cell.text) for cell in cells)))
    return [_line(line, edges) for line in lines]


def _line(line: Columns, edges: list[tuple[int, int]]) -> str:
    shown = ""
    for cell, (before, width) in zip(line.cells, edges, strict=False):
        if not width:
            continue
        text = " " * (before - _lead(cell)) + cell.text
        shown += text + " " * (width - width_of(text) + 1)
    return shown.rstrip()


def _lead(cell: Cell) -> int:
    return _before_point(cell) if cell.number else 0


def _before_point(cell: Cell) -> int:
    return width_of(cell.text.partition(".")[0])
