"""Where a name is declared, or which file a path means."""

from __future__ import annotations

from pathlib import Path

from kpirules.ide.places import Place, name_at, place_of
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name, normal, used_file
from kpirules.text.source import Source
from kpirules.text.span import Span


def definition(workspace: Workspace, path: Path, offset: int) -> tuple[Place, ...]:
    """The declarations of the name at an offset; a component may have one in each scorecard."""
    found = name_at(workspace, path, offset)
    if found is None:
        return ()
    if found.thing.sort == "file":
        return _file(workspace, path, found.text)
    reading = workspace.reading(path)
    return tuple(place_of(reading, each) for each in reading.names.of(found.thing) if each.declares)


def _file(workspace: Workspace, path: Path, written: str) -> tuple[Place, ...]:
    used, _, _ = used_file(written, path.parent)
    if used is None:
        return ()
    name = display_name(used)
    source = workspace.text(used) or Source(name, "")
    return (Place(normal(used), source, Span(name, 0, 0)),)
