"""Where output goes: findings and results on standard output, progress on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from rich.console import Console

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import has_errors
from kpirules.prose.words import Language
from kpirules.render.terminal import print_diagnostics
from kpirules.text.source import Source

CLEAN, FOUND, REFUSED = 0, 1, 2
"""Exit codes: nothing wrong; findings or failed examples; wrong usage or bad input."""


_NARROWEST = 20


def width() -> int:
    """The width of the terminal; elsewhere that of COLUMNS, or 80."""
    return max(_NARROWEST, _columns())


def _columns() -> int:
    # What `shutil.get_terminal_size` does, without loading all of shutil: a tenth of the start.
    with suppress(KeyError, ValueError):
        if (asked := int(os.environ["COLUMNS"])) > 0:
            return asked
    with suppress(AttributeError, ValueError, OSError):
        if sys.__stdout__ and (found := os.get_terminal_size(sys.__stdout__.fileno()).columns) > 0:
            return found
    return 80


def console() -> Console:
    """Standard output as Rich knows it. NO_COLOR means no codes at all, bold and dim neither."""
    return Console(
        highlight=False,
        width=None if sys.stdout.isatty() else width(),
        soft_wrap=False,
        emoji=False,
        markup=False,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
    )


def show_what_can_be_shown() -> None:
    """Print a question mark for each sign that the encoding of the output lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(errors="replace")


def write(text: str) -> None:
    """Plain text on standard output, always in UTF-8 where the system lets us choose."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(value: Any) -> None:  # noqa: ANN401  # plain data of any shape
    """Data as JSON, indented, with letters as they are."""
    from msgspec import json  # noqa: PLC0415  # only this output needs it

    write(json.format(json.encode(value), indent=2).decode())


def say_findings(findings: Iterable[Problem], sources: Mapping[str, Source], lang: Language) -> int:
    """Print findings in full; the exit code for bad input."""
    findings = tuple(findings)
    print_diagnostics([finding.describe(lang) for finding in findings], sources, console(), lang)
    return REFUSED if has_errors(findings) else CLEAN
