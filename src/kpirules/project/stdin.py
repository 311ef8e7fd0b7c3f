"""Standard input in the place of a file, which the command line writes as `-`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kpirules.diagnostics.file_problems import FileNotOpened
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.reading import decode
from kpirules.text.source import LITERATE, Source
from kpirules.text.span import Span

WRITTEN = "-"
NAME = "stdin"
"""How messages name it."""

STDIN = Path("<stdin>")
"""Stands for standard input where a path is wanted; `./-` is a file of that name."""


def place_of(written: str) -> Path:
    """The path that someone wrote, or standard input."""
    return STDIN if written == WRITTEN else Path(written)


# No rule begins like this, so whatever has such a line is a document with rules in it.
_BLOCK = re.compile(
    r"^[ \t>*+-]*(?:`{3,}|~{3,})[ \t]*kpi(?=[\s,:{]|\Z)", re.IGNORECASE | re.MULTILINE
)


def rules_on_stdin() -> Checked[Source | None]:
    """The rules on standard input, or the Markdown document that has them.

    There is no file name to tell the two apart, so messages name a document
    `stdin.kpi.md`: then readers see how it was taken.
    """
    read = read_stdin()
    if read.value is None or not _BLOCK.search(read.value.text):
        return read
    return Checked(Source(NAME + LITERATE, read.value.text), read.findings)


def read_stdin() -> Checked[Source | None]:
    """The text on standard input."""
    try:
        data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    except OSError as error:
        span = Span(NAME, 0, 0)
        return Checked(None, (FileNotOpened(span, "other", said=error.strerror or str(error)),))
    return decode(data, NAME)
