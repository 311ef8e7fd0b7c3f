"""Findings as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpirules.prose.words import plain
from kpirules.render.place import path_of, region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpirules.diagnostics.diagnostic import Diagnostic
    from kpirules.text.source import Source

_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_commands(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """One line a finding: `::error file=…,line=…,col=…,title=KPI0302::message`."""
    return "".join(f"{_command(diagnostic, sources)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    span = diagnostic.primary.span
    properties: dict[str, str] = {}
    path = path_of(span, sources)
    if path:
        properties["file"] = path
    region = region_of(span, sources)
    if region is not None:
        properties["line"] = str(region.start.line)
        properties["endLine"] = str(region.end.line)
        # GitHub takes columns only for a place within one line.
        if region.start.line == region.end.line:
            properties["col"] = str(region.start.column)
            properties["endColumn"] = str(region.end.column)
    properties["title"] = diagnostic.code
    told = [diagnostic.headline, *diagnostic.notes, *diagnostic.helps]
    message = "\n".join(plain(line) for line in told).translate(_IN_DATA)
    shown = ",".join(f"{name}={text.translate(_IN_PROPERTY)}" for name, text in properties.items())
    return f"::{diagnostic.severity} {shown}::{message}"
