"""The outline of a file: what it declares, and what that is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kpirules.ide.workspace import Workspace
from kpirules.project.open_book import Part
from kpirules.project.places import display_name
from kpirules.syntax import ast
from kpirules.text.piece import Piece
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


def outline(workspace: Workspace, path: Path) -> tuple[Entry, ...]:
    """What a file declares, in the order it is written."""
    parts = workspace.reading(path).parts.get(display_name(path), ())
    return tuple(entry for part in parts for entry in _entries(part))


def search(workspace: Workspace, words: str) -> tuple[tuple[Path, Entry], ...]:
    """What the books of open files declare under a name or label that says some words."""
    wanted = name_key(words).casefold()
    found: dict[tuple[Path, Span], Entry] = {}
    for reading in workspace.readings_with(workspace.open_files):
        for name, parts in reading.parts.items():
            for part in parts:
                for entry in _with_inner(_entries(part)):
                    if wanted in name_key(f"{entry.called} {entry.label}").casefold():
                        found[reading.path(name), entry.name] = entry
    return tuple((path, entry) for (path, _), entry in found.items())


def _with_inner(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from entry.inside


def _entries(part: Part) -> Iterator[Entry]:
    piece, file = part
    for declaration in file.declarations:
        if not declaration.name.text:
            continue  # its opening line could not be read
        inside = tuple(
            entry for line in declaration.lines if (entry := _line(line, piece)) is not None
        )
        yield _entry(declaration.kind, declaration, piece, inside)


def _line(line: ast.Line, piece: Piece) -> Entry | None:
    match line:
        case ast.Component():
            return _entry("component", line, piece)
        case ast.Column():
            return _entry("column", line, piece)
        case ast.Let():
            return _entry("let", line, piece)
        case ast.Band():
            return _entry("band", line, piece)
        case ast.Outcome():
            return _entry("outcome", line, piece)
        case ast.Stage():
            return _entry("stage", line, piece)
        case _:
            return None


_Named = ast.Declaration | ast.Component | ast.Column | ast.Let | ast.Band | ast.Outcome | ast.Stage


def _entry(kind: Kind, node: _Named, piece: Piece, inside: tuple[Entry, ...] = ()) -> Entry:
    label = node.label.text if node.label is not None else ""
    parts = (node.span, node.name.span, *((node.label.span,) if node.label else ()))
    start, end = min(each.start for each in parts), max(each.end for each in parts)
    if isinstance(node, ast.Declaration):
        start, end = _extent(node, start, end)
    whole = piece.in_file(Span(piece.key, start, end))
    return Entry(kind, node.name.text, label, piece.in_file(node.name.span), whole, inside)


def _extent(node: ast.Declaration, start: int, end: int) -> tuple[int, int]:
    """From the opening line of a declaration to its last line."""
    spans = [line.span for line in node.lines]
    return (
        min((start, *(span.start for span in spans))),
        max((end, *(span.end for span in spans))),
    )
