"""Everywhere a thing is named, in all books that know it."""

from __future__ import annotations

from pathlib import Path

from kpirules.ide.places import Place, name_at, place_of, readings_that_know
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name

_NOWHERE_ELSE = frozenset(("function", "field", "text"))
"""Words of the language, which everything would be full of, and mere data."""


def references(
    workspace: Workspace, path: Path, offset: int, *, declarations: bool = True
) -> tuple[Place, ...]:
    """Where the thing at an offset is named, in the order of files and places."""
    found = name_at(workspace, path, offset)
    if found is None or found.thing.sort in _NOWHERE_ELSE:
        return ()
    places = {
        (place.path, place.span): place
        for reading in readings_that_know(workspace, path, found.thing)
        for each in reading.names.of(found.thing)
        if declarations or not each.declares
        for place in (place_of(reading, each),)
    }
    return tuple(sorted(places.values(), key=lambda place: (str(place.path), place.span.start)))


def in_this_file(workspace: Workspace, path: Path, offset: int) -> tuple[Place, ...]:
    """Where the thing at an offset is named in the same file, to be marked while one looks at it."""
    found = name_at(workspace, path, offset)
    if found is None:
        return ()
    reading, file = workspace.reading(path), display_name(path)
    return tuple(
        place_of(reading, each) for each in reading.names.in_file(file) if each.thing == found.thing
    )
