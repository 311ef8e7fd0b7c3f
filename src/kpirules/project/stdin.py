"""Standard input in the place of a file, which the command line writes as `-`."""

from __future__ import annotations

import sys
from pathlib import Path

from kpirules.diagnostics.file_problems import FileNotOpened
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.reading import decode
from kpirules.text.source import Source
from kpirules.text.span import Span

WRITTEN = "-"
NAME = "stdin"
"""How messages name it."""

STDIN = Path("<stdin>")
"""Stands for standard input where a path is wanted; `./-` is a file of that name."""


def place_of(written: str) -> Path:
    """The path that someone wrote, or standard input."""
    return STDIN if written == WRITTEN else Path(written)


def read_stdin() -> Checked[Source | None]:
    """The text on standard input."""
    try:
        data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    except OSError as error:
        span = Span(NAME, 0, 0)
        return Checked(None, (FileNotOpened(span, "other", said=error.strerror or str(error)),))
    return decode(data, NAME)
