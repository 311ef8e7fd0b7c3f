"""`kpirules check --watch`: again whenever a rule file is saved.

Files are looked at twice a second instead of asking the system to call: rule files are few, and on
the network drives of an office such calls never come.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from kpirules.project.places import books_under, rule_files

_PAUSE = 0.5

Stamp = tuple[tuple[str, int, int], ...]


def watch(paths: list[Path], look: Callable[[], int], waiting: str) -> int:
    """Look, and look again after each change, until the user stops it; the last exit code."""
    code = 0
    seen: Stamp | None = None
    try:
        while True:
            now = _stamp(paths)
            if now != seen:
                seen = now
                if sys.stdout.isatty():
                    sys.stdout.write("\033[2J\033[H")
                code = look()
                sys.stdout.write(f"\n{time.strftime('%H:%M:%S')} {waiting}\n")
                sys.stdout.flush()
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return code


def _stamp(paths: list[Path]) -> Stamp:
    """What tells whether a file was saved: its name, time and size."""
    found: list[tuple[str, int, int]] = []
    for path in paths:
        for book in books_under(path):
            for file in rule_files(book):
                try:
                    about = file.stat()
                except OSError:
                    continue
                found.append((str(file), about.st_mtime_ns, about.st_size))
    return tuple(sorted(found))
