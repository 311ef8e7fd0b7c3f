"""Bytes kept between runs, in the user's cache folder.

Whatever is kept here can be made again, so every failure (no folder, no
right to write, a damaged file) is the same as finding nothing.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from kpirules.text.fingerprint import SIZE, fingerprint

_NO_PLACE = (OSError, RuntimeError)  # Path.home raises the second for an account without a home


def read(name: str) -> bytes | None:
    """What was kept under this name; None when nothing whole is there."""
    try:
        data = (_folder() / name).read_bytes()
    except _NO_PLACE:
        return None
    digest, body = data[:SIZE], data[SIZE:]
    return body if fingerprint(body) == digest else None


def write(name: str, body: bytes) -> None:
    """Keep bytes under a name; other processes see all of them or none."""
    with suppress(*_NO_PLACE):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.{os.getpid()}.part"
        try:
            part.write_bytes(fingerprint(body) + body)
            part.replace(folder / name)
        finally:
            part.unlink(missing_ok=True)


def _folder() -> Path:
    """The cache folder, as each system wants it; KPIRULES_CACHE overrides it."""
    chosen = os.environ.get("KPIRULES_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "kpirules"
