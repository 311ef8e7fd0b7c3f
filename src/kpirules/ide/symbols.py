"""The outline of a file: what it declares, and what that is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kpirules.ide.workspace import Workspace
from kpirules.project.open_book import Part
from kpirules.syntax import ast
from kpirules.text.span import Span
from kpirules.text.thai import name_key

Kind = ast.DeclarationKind | Literal["component", "column", "let", "band", "outcome", "stage"]


class Entry(Struct, frozen=True):
    """A declaration or a line that names something. `whole` encloses `name`."""

    kind: Kind
    called: str
    label: str
    name: Span
    whole: Span
    inside: tuple[Entry, ...] = ()


def outline(part: Part) -> tuple[Entry, ...]:
    """What a piece of a file declares, in the order it is written, with the places in the piece."""
    return tuple(
        _entry(
            declaration.kind,
            declaration,
            tuple(entry for line in declaration.lines if (entry := _line(line)) is not None),
        )
        for declaration in part[1].declarations
        if declaration.name.text  # else its opening line could not be read
    )


def search(workspace: Workspace, words: str) -> tuple[tuple[Path, Entry], ...]:
    """What the books of open files declare under a name or label that says some words."""
    wanted = name_key(words).casefold()
    found: dict[tuple[Path, Span], Entry] = {}
    for reading in workspace.readings_with(workspace.open_files):
        outlined = reading.kept.of(outline)
        for name, parts in reading.parts.items():
            for part in parts:
                for entry in _with_inner(outlined(part)):
                    if wanted in name_key(f"{entry.called} {entry.label}").casefold():
                        place = part[0].in_file(entry.name)
                        found[reading.path(name), place] = replace(entry, name=place, inside=())
    return tuple((path, entry) for (path, _), entry in found.items())


def _with_inner(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from entry.inside


def _line(line: ast.Line) -> Entry | None:
    match line:
        case ast.Component():
            return _entry("component", line)
        case ast.Column():
            return _entry("column", line)
        case ast.Let():
            return _entry("let", line)
        case ast.Band():
            return _entry("band", line)
        case ast.Outcome():
            return _entry("outcome", line)
        case ast.Stage():
            return _entry("stage", line)
        case _:
            return None


_Named = ast.Declaration | ast.Component | ast.Column | ast.Let | ast.Band | ast.Outcome | ast.Stage


def _entry(kind: Kind, node: _Named, inside: tuple[Entry, ...] = ()) -> Entry:
    label = node.label.text if node.label is not None else ""
    parts = (node.span, node.name.span, *((node.label.span,) if node.label else ()))
    start, end = min(each.start for each in parts), max(each.end for each in parts)
    if isinstance(node, ast.Declaration):
        start, end = _extent(node, start, end)
    whole = Span(node.span.file, start, end)
    return Entry(kind, node.name.text, label, node.name.span, whole, inside)


def _extent(node: ast.Declaration, start: int, end: int) -> tuple[int, int]:
    """From the opening line of a declaration to its last line."""
    spans = [line.span for line in node.lines]
    return (
        min((start, *(span.start for span in spans))),
        max((end, *(span.end for span in spans))),
    )
