"""Findings as plain data for other programs. Lines and columns count from 1, in code points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from kpirules.prose.words import plain
from kpirules.render.place import extent_of, path_of, region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Severity
    from kpirules.render.place import Region
    from kpirules.text.source import Place, Source
    from kpirules.text.span import Span


class Location(TypedDict):
    """A place in a file."""

    line: int
    column: int


class Located(TypedDict):
    """Where something is: `path` is empty for no file, the ends are null for a file as a whole."""

    path: str
    location: Location | None
    end_location: Location | None


class LabelData(Located):
    """Another place that matters."""

    message: str


class EditData(Located):
    """Put `content` from `location` up to `end_location`."""

    content: str


class FixData(TypedDict):
    """A change that mends the finding; only a `safe` one is for use unseen."""

    message: str
    applicability: Literal["safe", "unsafe"]
    edits: list[EditData]


class Finding(Located):
    """One finding."""

    code: str
    severity: Severity
    message: str
    label: str
    labels: list[LabelData]
    notes: list[str]
    help: list[str]
    fixes: list[FixData]


def findings_data(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]
) -> list[Finding]:
    """The findings as dicts, lists and strings, ready for any JSON encoder."""
    return [_finding(diagnostic, sources) for diagnostic in diagnostics]


def _finding(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Finding:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": plain(diagnostic.headline),
        **_located(diagnostic.primary.span, sources),
        "label": plain(diagnostic.primary.message),
        "labels": [_label(label, sources) for label in diagnostic.labels],
        "notes": [plain(note) for note in diagnostic.notes],
        "help": [plain(line) for line in diagnostic.helps],
        "fixes": [_fix(fix, sources) for fix in diagnostic.fixes],
    }


def _label(label: Label, sources: Mapping[str, Source]) -> LabelData:
    return {**_located(label.span, sources), "message": plain(label.message)}


def _fix(fix: Fix, sources: Mapping[str, Source]) -> FixData:
    return {
        "message": plain(fix.title),
        "applicability": "safe" if fix.safe else "unsafe",
        "edits": [_edit(edit, sources) for edit in fix.edits],
    }


def _edit(edit: Edit, sources: Mapping[str, Source]) -> EditData:
    # Not `_located`: text put at the very beginning of a file has a place.
    region = extent_of(edit.span, sources)
    return {**_ends(path_of(edit.span, sources), region), "content": edit.text}


def _located(span: Span, sources: Mapping[str, Source]) -> Located:
    return _ends(path_of(span, sources), region_of(span, sources))


def _ends(path: str, region: Region | None) -> Located:
    return {
        "path": path,
        "location": _location(region.start) if region else None,
        "end_location": _location(region.end) if region else None,
    }


def _location(place: Place) -> Location:
    return {"line": place.line, "column": place.column}
