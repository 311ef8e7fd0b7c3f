"""Where a finding is, as people and tools count: file, line, column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpirules.text.source import Place, Source
    from kpirules.text.span import Span


class Region(NamedTuple):
    """A span of a known source: what messages call the file, and both ends."""

    path: str
    start: Place
    end: Place


def region_of(span: Span, sources: Mapping[str, Source]) -> Region | None:
    """The region of a span, or None where it is in no known file or means a file as a whole."""
    return None if span.start == span.end == 0 else extent_of(span, sources)


def extent_of(span: Span, sources: Mapping[str, Source]) -> Region | None:
    """The region of a span in a known file, even where it is empty and at the beginning."""
    source = sources.get(span.file)
    if source is None:
        return None
    return Region(source.name, source.place(span.start), source.place(span.end))


def path_of(span: Span, sources: Mapping[str, Source]) -> str:
    """What messages call the file of a span; empty where it is in none."""
    source = sources.get(span.file)
    return span.file if source is None else source.name


def where(span: Span, sources: Mapping[str, Source]) -> str:
    """What messages call the place, `file:line:column`, or as much of it as is known."""
    if region_of(span, sources) is None:
        return path_of(span, sources)
    return sources[span.file].called(span.start)
