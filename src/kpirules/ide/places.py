"""Places in files, as features answer them."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from kpirules.ide.book import Reading
from kpirules.ide.occurrences import Occurrence, Thing
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name
from kpirules.text.source import Source
from kpirules.text.span import Span


class Place(Struct, frozen=True):
    """A stretch of a file; its span counts from the beginning of the file."""

    path: Path
    source: Source
    span: Span


def name_at(workspace: Workspace, path: Path, offset: int) -> Occurrence | None:
    """The name at an offset of a file."""
    return workspace.reading(path).names.at(display_name(path), offset)


def place_of(reading: Reading, occurrence: Occurrence) -> Place:
    """Where a name stands."""
    path, source = reading.files[occurrence.span.file]
    return Place(path, source, occurrence.span)


def readings_that_know(workspace: Workspace, path: Path, thing: Thing) -> list[Reading]:
    """The book of a file, and all others that have the file in which one of its things is declared."""
    own = workspace.reading(path)
    declaring = {own.path(each.span.file) for each in own.names.of(thing) if each.declares}
    others = workspace.readings_with(declaring)
    return [own, *(each for each in others if each is not own)]
