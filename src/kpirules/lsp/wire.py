"""What is sent in great numbers, in its plain form.

The library of the protocol checks each field of each position that it makes, and looks up how
to send it; for all the lines of a long file that takes longer than all else. The names
are those of the protocol, and what is not said is left out.
"""

from __future__ import annotations

from msgspec import Struct


class Plain(Struct, frozen=True, rename="camel", omit_defaults=True):
    """Anything sent as it is."""


class Position(Plain, frozen=True):
    """A line, and how far in it, both counted from 0."""

    line: int
    character: int

    def below(self, lines: int) -> Position:
        """The same with some lines above all."""
        return Position(self.line + lines, self.character)


class Range(Plain, frozen=True):
    """From one place to another."""

    start: Position
    end: Position

    def below(self, lines: int) -> Range:
        """The same with some lines above all."""
        return Range(self.start.below(lines), self.end.below(lines))


class Location(Plain, frozen=True):
    """A place in a file."""

    uri: str
    range: Range


class Related(Plain, frozen=True):
    """Another place that matters to a finding, and why."""

    location: Location
    message: str


class Diagnostic(Plain, frozen=True):
    """A finding."""

    range: Range
    severity: int
    code: str
    source: str
    message: str
    related_information: tuple[Related, ...] = ()


class Published(Plain, frozen=True):
    """All findings of a file, as its text was in a version."""

    uri: str
    diagnostics: tuple[Diagnostic, ...]
    version: int | None = None


class Tokens(Plain, frozen=True):
    """The colours of names, five numbers for each."""

    data: list[int]
    result_id: str | None = None


class TokenEdit(Plain, frozen=True):
    """Numbers that make way for others."""

    start: int
    delete_count: int
    data: list[int]


class TokenEdits(Plain, frozen=True):
    """What has changed in the colours."""

    edits: tuple[TokenEdit, ...]
    result_id: str


class Symbol(Plain, frozen=True):
    """What a file declares."""

    name: str
    kind: int
    range: Range
    selection_range: Range
    detail: str | None = None
    children: tuple[Symbol, ...] = ()

    def below(self, lines: int) -> Symbol:
        """The same with some lines above all."""
        inside = tuple(each.below(lines) for each in self.children)
        whole, name = self.range.below(lines), self.selection_range.below(lines)
        return Symbol(self.name, self.kind, whole, name, self.detail, inside)


class Command(Plain, frozen=True):
    """What the editor asks to be done when someone clicks."""

    title: str
    command: str
    arguments: tuple[str, ...]


class Lens(Plain, frozen=True):
    """What stands above a line, to be clicked."""

    range: Range
    command: Command

    def below(self, lines: int) -> Lens:
        """The same with some lines above all."""
        return Lens(self.range.below(lines), self.command)


class TextEdit(Plain, frozen=True):
    """A stretch of a text, and what takes its place."""

    range: Range
    new_text: str


class Item(Plain, frozen=True):
    """Something that can be written."""

    label: str
    kind: int
    sort_text: str
    text_edit: TextEdit
    detail: str | None = None


class Items(Plain, frozen=True):
    """All that can be written at a place."""

    items: tuple[Item, ...]
    is_incomplete: bool
