"""A remark of an explanation: a sentence, and the rule it speaks of."""

from __future__ import annotations

from msgspec import Struct

from kpirules.explain.reader import Reader
from kpirules.prose.words import Line, Word, joined, line
from kpirules.text.span import Span


class Remark(Struct, frozen=True):
    """A sentence; `spans` are the rules that make it so.

    `idle` marks a rounding that changed nothing: true, but no step forward.
    """

    line: Line
    spans: tuple[Span, ...] = ()
    idle: bool = False


Remarks = tuple[Remark, ...]


def places(spans: tuple[Span, ...], reader: Reader) -> Line:
    """Files and lines, each once: `indicators.kpi:66, 67 · 2566.kpi:24`."""
    found: dict[str, list[str]] = {}
    for span in spans:
        place = reader.place(span)
        if place is not None:
            file, _, number = place.text.rpartition(":")
            numbers = found.setdefault(file, [])
            if number not in numbers:
                numbers.append(number)
    return joined(
        [(Word("place", f"{file}:{', '.join(numbers)}"),) for file, numbers in found.items()],
        " · ",
    )


def with_place(remark: Remark, reader: Reader) -> Line:
    """The sentence, and in parentheses where its rules stand."""
    where = places(remark.spans, reader)
    return line(remark.line, " (", where, ")") if where else remark.line
