"""Where output goes: findings and results on standard output, progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import has_errors
from kpirules.prose.words import Language
from kpirules.render.terminal import print_diagnostics
from kpirules.text.source import Source

CLEAN, FOUND, REFUSED = 0, 1, 2
"""Exit codes: nothing wrong; findings or failed examples; wrong usage or bad input."""


def console() -> Console:
    """Standard output as Rich knows it; 80 columns wide where it is no terminal."""
    width = None if sys.stdout.isatty() else 80
    return Console(highlight=False, width=width, soft_wrap=False, emoji=False, markup=False)


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
