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
    """Files with lines or cells, each once: `facts.xlsx [ข้อมูล] B7 · indicators.kpi:66, 67`."""
    found: dict[str, dict[str, None]] = {}
    for span in spans:
        source = reader.source(span)
        if source is not None:
            file, at = source.cited(span.start)
            found.setdefault(file, {})[at] = None
    return joined([(Word("place", file + ", ".join(each)),) for file, each in found.items()], " · ")


def with_place(remark: Remark, reader: Reader) -> Line:
    """The sentence, and in parentheses where its rules stand."""
    where = places(remark.spans, reader)
    return line(remark.line, " (", where, ")") if where else remark.line
