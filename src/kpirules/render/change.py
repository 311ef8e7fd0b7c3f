"""What a fix would change, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpirules.diagnostics.diagnostic import Edit, Fix
    from kpirules.text.source import Source


class Change(NamedTuple):
    """From line `line` of a file on, `removed` gives way to `added`."""

    file: str
    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


def changes_of(fix: Fix, sources: Mapping[str, Source]) -> list[Change]:
    """The changed lines, file by file; nothing for edits of files that are not at hand."""
    found: list[Change] = []
    for file in dict.fromkeys(edit.span.file for edit in fix.edits):
        source = sources.get(file)
        if source is not None:
            edits = sorted(
                (edit for edit in fix.edits if edit.span.file == file),
                key=lambda edit: (edit.span.start, edit.span.end),
            )
            found.extend(_change(source, group) for group in _groups(source, edits))
    return [change for change in found if change.removed != change.added]


def _groups(source: Source, edits: list[Edit]) -> list[list[Edit]]:
    """Edits that touch the same lines go together."""
    groups: list[list[Edit]] = []
    reached = 0
    for edit in edits:
        first, last = _lines(source, edit)
        if groups and first <= reached:
            groups[-1].append(edit)
        else:
            groups.append([edit])
        reached = max(reached, last)
    return groups


def _lines(source: Source, edit: Edit) -> tuple[int, int]:
    """The first and last line that an edit changes.

    One that takes the end of a line away without putting another there joins
    the next line to it, so that line changes too.
    """
    start, end = edit.span.start, edit.span.end
    first, last = source.place(start), source.place(end)
    if end == start or last.column > 1 or last.line == first.line:
        return first.line, last.line
    whole = first.column == 1 and not edit.text
    ended = edit.text.endswith("\n")
    return first.line, last.line - 1 if whole or ended else last.line


def _change(source: Source, edits: list[Edit]) -> Change:
    first = _lines(source, edits[0])[0]
    last = max(_lines(source, edit)[1] for edit in edits)
    starts = source.line_starts
    begin = starts[first - 1]
    end = starts[last] if last < len(starts) else len(source.text)
    parts: list[str] = []
    position = begin
    for edit in edits:
        parts.extend((source.text[position : edit.span.start], edit.text))
        position = max(position, edit.span.end)
    parts.append(source.text[position:end])
    before = source.text[begin:end].splitlines()
    after = "".join(parts).splitlines()
    same = _common(before, after)
    before, after = before[same:], after[same:]
    tail = _common(before[::-1], after[::-1])
    return Change(
        edits[0].span.file,
        first + same,
        tuple(before[: len(before) - tail]),
        tuple(after[: len(after) - tail]),
    )


def _common(one: list[str], other: list[str]) -> int:
    """How many lines the two begin with alike."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
