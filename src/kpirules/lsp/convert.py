"""Offsets and positions, findings and diagnostics: our data and that of the protocol.

We count code points from the beginning of a file. The protocol counts lines, and
in a line the units that server and editor agreed on: of UTF-16 unless the
editor offers others, so that a sign such as 🙂 counts for two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from kpirules.diagnostics.diagnostic import Severity
from kpirules.ide.findings import Told
from kpirules.lsp import wire
from kpirules.prose.words import Language
from kpirules.text.source import Source
from kpirules.text.span import Span

Encoding = types.PositionEncodingKind | str

_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_HALF_SIGNS = re.compile("[\ud800-\udfff]")

# ------------------------------------------------------------------------- places


def position_of(source: Source, offset: int, encoding: Encoding) -> types.Position:
    """The position of an offset."""
    return types.Position(*_counted(source, offset, encoding))


def _counted(source: Source, offset: int, encoding: Encoding) -> tuple[int, int]:
    lines = source.line_table
    line = lines.at(offset)
    return line, _units(source.text[lines.start(line) : offset], encoding)


def _units(text: str, encoding: Encoding) -> int:
    """How long a text is for an editor."""
    if text.isascii():
        return len(text)
    codec, width = _CODECS[encoding]
    return len(text.encode(codec, "replace")) // width


def offset_of(source: Source, position: types.Position, encoding: Encoding) -> int:
    """The offset of a position; beyond the end of a line, or of the text, that end."""
    if position.line >= len(source.line_table):
        return len(source.text)
    start = source.line_table.start(position.line)
    line = source.line(position.line + 1)
    if line.isascii():
        return start + min(position.character, len(line))
    codec, width = _CODECS[encoding]
    before = line.encode(codec, "replace")[: position.character * width]
    return start + len(before.decode(codec, "ignore"))


def lines_of(source: Source, place: types.Range) -> tuple[int, int]:
    """From the beginning of the first line of a range to the end of its last line."""
    lines = source.line_table
    first, behind = place.start.line, place.end.line + 1
    start = lines.start(first) if first < len(lines) else len(source.text)
    return start, lines.start(behind) - 1 if behind < len(lines) else len(source.text)


def range_of(source: Source, span: Span, encoding: Encoding) -> types.Range:
    """The range of a span of a text."""
    return types.Range(
        position_of(source, span.start, encoding), position_of(source, span.end, encoding)
    )


def plain_range(source: Source, span: Span, encoding: Encoding) -> wire.Range:
    """The same, for what is sent in great numbers."""
    return wire.Range(
        wire.Position(*_counted(source, span.start, encoding)),
        wire.Position(*_counted(source, span.end, encoding)),
    )


def edited(
    source: Source, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: Encoding
) -> Source:
    """A text after the changes of a message, one after the other."""
    for change in changes:
        words = whole_signs(change.text)
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            source = Source(source.name, words)
            continue
        start = offset_of(source, change.range.start, encoding)
        end = max(start, offset_of(source, change.range.end, encoding))
        source = source.edited(start, end, words)
    return source


def whole_signs(text: str) -> str:
    """A text from an editor without halves of signs, which no file can hold."""
    return _HALF_SIGNS.sub("\ufffd", text)


# -------------------------------------------------------------------------- files


def path_of(uri: str, folder: Path) -> Path:
    """The file of an address; what has no file yet stands alone in a folder of its own."""
    written = to_fs_path(uri) if uri.startswith("file:") else None
    if written is not None:
        return Path(written)
    name = re.sub(r"[^\w.-]+", "-", uri.partition(":")[2]).strip("-") or "untitled"
    return folder / name / (name if name.endswith((".kpi", ".kpi.md")) else f"{name}.kpi")


def uri_of(path: Path) -> str:
    """The address of a file."""
    return from_fs_path(str(path)) or path.as_uri()


# ----------------------------------------------------------------------- findings

_SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
}


def diagnostic_of(
    told: Told, source: Source, related: Iterable[wire.Related], encoding: Encoding
) -> wire.Diagnostic:
    """A finding as editors show it: the headline first, then why, then what to write instead."""
    said = told.said.diagnostic
    return wire.Diagnostic(
        plain_range(source, told.span, encoding),
        _SEVERITIES[said.severity].value,
        said.code,
        "kpirules",
        told.said.message,
        tuple(related),
    )


def language_of(said: object) -> Language | None:
    """The language that an editor asks for, `th-TH` or `en_US`; None where it says none."""
    if not isinstance(said, str) or not said:
        return None
    return "th" if said.lower().startswith("th") else "en"
