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


class Range(Plain, frozen=True):
    """From one place to another."""

    start: Position
    end: Position


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
