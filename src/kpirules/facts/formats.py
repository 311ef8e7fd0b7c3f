"""What a workbook says of its cells beside their values: percentages, errors, and how far they reach.

A cell that shows 94.55% holds 0.9455, and one that shows #N/A holds nothing, as
readers of values tell it. Both would be taken for what they are not.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

Cell = tuple[int, int]
"""A row and a column, both counted from 1."""

FARTHEST = 200_000
"""The most cells in the rectangle that a table of facts takes up."""

MOST_BYTES = 64 * 1024 * 1024
"""The most bytes a workbook may unpack to."""


class Looks(Struct, frozen=True):
    """Cells shown as percentages, cells that show an error, and the last row and column used."""

    percentages: frozenset[Cell]
    errors: dict[Cell, str]
    last: Cell


def unpacked(data: bytes) -> int | None:
    """How many bytes a workbook comes to; None where it is none."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def looks(data: bytes, sheet: str) -> Looks | None:
    """The looks of a sheet; None where the workbook is not built as Excel builds them."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            path = _path(archive, sheet)
            return None if path is None else _looks(_part(archive, path), _formats(archive))
    except (BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError,
            EOFError, zlib.error):  # fmt: skip
        return None


def _path(archive: ZipFile, sheet: str) -> str | None:
    """Where in the workbook a sheet lies."""
    ids = {
        _attribute(found[0], "name"): _attribute(found[0], "id")
        for found in _tags("sheet", _part(archive, "xl/workbook.xml"))
    }
    for found in _tags("Relationship", _part(archive, "xl/_rels/workbook.xml.rels")):
        if _attribute(found[0], "Id") == ids.get(sheet):
            target = _attribute(found[0], "Target") or ""
            return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return None


def _formats(archive: ZipFile) -> list[bool]:
    """For each style of cells, whether it shows percentages."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = _part(archive, "xl/styles.xml")
    percent = {"9", "10"}  # the two that Excel has built in
    for found in _tags("numFmt", styles):
        shown = _ASIDE.sub("", _attribute(found[0], "formatCode") or "")
        number = _attribute(found[0], "numFmtId")
        if "%" in shown and number is not None:
            percent.add(number)
    block = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    used = _tags("xf", block[0]) if block else []
    return [_attribute(found[0], "numFmtId") in percent for found in used]


_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a format shows as it is, and its conditions."""


def _looks(text: str, percent: list[bool]) -> Looks:
    percentages: set[Cell] = set()
    errors: dict[Cell, str] = {}
    rows = columns = 0
    for found in _CELL.finditer(text):
        opening = found["opening"]
        place = _place(_attribute(opening, "r") or "")
        if place is None:
            continue
        style = _attribute(opening, "s") or "0"
        if style.isascii() and style.isdigit() and percent[int(style) : int(style) + 1] == [True]:
            percentages.add(place)
        shown = _VALUE.search(found["inside"] or "")
        if shown is not None or found["inside"]:
            rows, columns = max(rows, place[0]), max(columns, place[1])
        if _attribute(opening, "t") == "e" and shown is not None:
            errors[place] = unescape(shown[1])
    return Looks(frozenset(percentages), errors, (rows, columns))


_CELL = re.compile(
    r"<(?:\w+:)?c(?P<opening>\s[^>]*?)(?:/>|>(?P<inside>.*?)</(?:\w+:)?c>)", re.DOTALL
)
_VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]*)<")


def _place(written: str) -> Cell | None:
    found = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", written)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _part(archive: ZipFile, path: str) -> str:
    return archive.read(path).decode("utf-8", errors="replace")


def _tags(name: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"<(?:\w+:)?{name}\s[^>]*>", text))


def _attribute(tag: str, name: str) -> str | None:
    found = re.search(rf"""\s(?:\w+:)?{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return None if found is None else unescape(found[1] if found[1] is not None else found[2])
