"""Reading a file as text, and saying plainly why it is none."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.file_problems import (
    FileEmpty,
    FileKind,
    FileNotFound,
    FileNotOpened,
    FileNotText,
    FileNotUtf8,
    FileTooLarge,
)
from kpirules.diagnostics.findings import Checked
from kpirules.text.nearest import nearest
from kpirules.text.source import LITERATE, RULES, Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key

LARGEST = 8 * 1024 * 1024
"""The most bytes a file of rules or facts may have."""


def read_text(
    path: Path, name: str, *, old_thai: bool = False, largest: int = LARGEST
) -> Checked[Source | None]:
    """The text of a file, called `name` in messages; None when it is no readable text.

    A byte order mark at the start is dropped. Line endings stay as they are. With
    `old_thai`, text in the old Thai encoding is read too.
    """
    read = read_bytes(path, name, largest)
    if read.value is None:
        return Checked(None, read.findings)
    return decode(read.value, name, old_thai=old_thai, largest=largest)


def read_bytes(path: Path, name: str, largest: int = LARGEST) -> Checked[bytes | None]:
    """What a file holds; None when it cannot be opened or is too large."""
    whole = Span(name, 0, 0)
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_size > largest:
                return Checked(None, (FileTooLarge(whole, about.st_size, largest),))
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        return Checked(None, (_unopened(path, whole, error),))
    if len(data) > largest:
        return Checked(None, (FileTooLarge(whole, None, largest),))
    return Checked(data)


def decode(
    data: bytes, name: str, *, old_thai: bool = False, largest: int = LARGEST
) -> Checked[Source | None]:
    """The text of bytes that came from elsewhere, such as standard input."""
    whole = Span(name, 0, 0)
    problem: Problem
    if len(data) > largest:
        problem = FileTooLarge(whole, None, largest)
    elif (kind := _kind(data)) is not None:
        problem = FileNotText(whole, kind)
    elif (wide := _utf16(data)) is not None:
        problem = FileNotUtf8(whole, "utf16", *_first_line(wide))
    elif b"\0" in data:
        problem = FileNotText(whole, "data")
    else:
        try:
            text = data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            thai = _old_thai(data) if old_thai else None
            if thai is not None and not _thai_before(data, error.start):
                return Checked(Source(name, thai))
            problem = _other_encoding(data, error.start, whole)
        else:
            if text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
                return Checked(Source(name, text))
            problem = FileEmpty(whole, blank=bool(text))
    return Checked(None, (problem,))


# -------------------------------------------------------------------- not opened


def _unopened(path: Path, whole: Span, error: OSError | ValueError) -> Problem:
    if _is_folder(path):
        return FileNotOpened(whole, "folder", holds=_readable(path))
    if isinstance(error, PermissionError):
        return FileNotOpened(whole, "permission")
    if isinstance(error, OSError) and error.errno not in _NO_SUCH_PATH:
        return FileNotOpened(whole, "other", said=error.strerror or str(error))
    return _not_found(path, whole)


_NO_SUCH_PATH = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)
_READABLE = (RULES, LITERATE, ".yaml", ".yml", ".json", ".csv", ".xlsx")
_A_FEW = 3


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return []


def _readable(folder: Path) -> tuple[str, ...]:
    """A few files in a folder that could have been meant."""
    return tuple(name for name in _names(folder) if name.endswith(_READABLE))[:_A_FEW]


def _not_found(path: Path, whole: Span) -> FileNotFound:
    """Where the path leads nowhere, and what it may have meant."""
    missing, folder = path, path.parent
    while not _is_folder(folder) and folder != folder.parent:
        missing, folder = folder, folder.parent
    # One name can be stored in several spellings: file systems keep SARA AM and
    # tone marks as they were typed.
    by_key = {name_key(name).casefold(): name for name in _names(folder)}
    near = nearest(name_key(missing.name).casefold(), by_key)
    meant = None
    if near is not None:
        rest = path.relative_to(missing)
        meant = str((folder / by_key[near] / rest) if rest.parts else folder / by_key[near])
    return FileNotFound(whole, missing.name, str(folder), missing != path, meant)


# ---------------------------------------------------------------------- not text

_STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "zip"),
)
_INSIDE: tuple[tuple[bytes, FileKind], ...] = (
    (b"xl/", "excel"),
    (b"opendocument.spreadsheet", "excel"),
    (b"word/", "word"),
    (b"opendocument.text", "word"),
)


def _kind(data: bytes) -> FileKind | None:
    """What some well-known kinds of files begin with."""
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _INSIDE if mark in data), "zip")
    return next((kind for start, kind in _STARTS if data.startswith(start)), None)


# --------------------------------------------------------------- other encodings

_SAMPLE = 65_536


def _utf16(data: bytes) -> str | None:
    """The beginning of the text, if this is UTF-16."""
    sample = data[:_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sample.decode("utf-16", errors="replace")
    if b"\0" not in sample:
        return None
    # Without a mark: spaces and line ends have a zero byte, always on one side.
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd and even:
        return None
    text = sample.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
    readable = sum(sign.isprintable() or sign in "\t\r\n" for sign in text)
    return text if readable >= len(text) - 1 else None


_MOST = 0.8


def _other_encoding(data: bytes, start: int, whole: Span) -> FileNotUtf8:
    line = data.count(b"\n", 0, start) + 1
    if not _thai_before(data, start):
        text = _old_thai(data)
        if text is not None:
            return FileNotUtf8(whole, "thai", *_line_with(text, start))
    return FileNotUtf8(whole, "unknown", line, "", data[start])


def _thai_before(data: bytes, start: int) -> bool:
    """Whether there is Thai before the first wrong byte, which means: UTF-8, damaged here."""
    return any("ก" <= sign <= "๛" for sign in data[:start].decode("utf-8"))


def _old_thai(data: bytes) -> str | None:
    """The text, if this is Thai with one byte a letter."""
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    # Thai words are runs of Thai letters; the accents of other languages stand alone.
    if _THAI_RUN.search(text) is None:
        return None
    foreign = [sign for sign in text if sign > "\x7f"]
    thai = sum("ก" <= sign <= "๛" for sign in foreign)
    # Damaged UTF-8 read this way is full of these two pairs.
    pairs = text.count("เธ") + text.count("เน")
    return text if thai > _MOST * len(foreign) and pairs * 4 < thai else None


_THAI_RUN = re.compile("[ก-๛]{2}")


def _first_line(text: str) -> tuple[int, str]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if line.strip():
            return number, _short(line)
    return 1, ""


def _line_with(text: str, offset: int) -> tuple[int, str]:
    place = Source("", text).place(offset)
    return place.line, _short(Source("", text).line(place.line))


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


_SHOWN = 60
