"""A file in its one layout, as edits of single lines, so that an editor keeps its place."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

from kpirules.diagnostics.diagnostic import Edit
from kpirules.format.formatting import formatted
from kpirules.ide.workspace import Workspace
from kpirules.text.source import Source
from kpirules.text.span import Span


def formatting(workspace: Workspace, path: Path) -> tuple[Edit, ...]:
    """What `kpirules format` would change in a file; nothing where it holds no text."""
    source = workspace.text(path)
    if source is None or not source.text.strip():
        return ()
    return changes(source, formatted(source))


def changes(source: Source, after: str) -> tuple[Edit, ...]:
    """The lines in which a text differs from another, as edits of the first."""
    if source.text == after:
        return ()
    old, new = _lines(source), _lines(Source(source.name, after))
    starts = (*source.line_starts, len(source.text))
    matcher = SequenceMatcher(None, old, new)
    return tuple(
        Edit(Span(source.name, starts[first], starts[last]), "".join(new[begin:end]))
        for how, first, last, begin, end in matcher.get_opcodes()
        if how != "equal"
    )


def _lines(source: Source) -> list[str]:
    ends = (*source.line_starts[1:], len(source.text))
    return [source.text[start:end] for start, end in zip(source.line_starts, ends, strict=True)]
