"""Offsets and positions, findings and diagnostics: our data and that of the protocol.

We count code points from the beginning of a file. The protocol counts lines, and
in a line the units that server and editor agreed on: of UTF-16 unless the
editor offers others, so that a sign such as 🙂 counts for two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from kpirules.diagnostics.diagnostic import Diagnostic, Severity
from kpirules.prose.words import Language, plain
from kpirules.text.source import Source
from kpirules.text.span import Span

Encoding = types.PositionEncodingKind | str

_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_HALF_SIGNS = re.compile("[\ud800-\udfff]")

# ------------------------------------------------------------------------- places


def position_of(source: Source, offset: int, encoding: Encoding) -> types.Position:
    """The position of an offset."""
    place = source.place(offset)
    before = source.text[offset - place.column + 1 : offset]
    codec, width = _CODECS[encoding]
    units = len(before) if before.isascii() else len(before.encode(codec, "replace")) // width
    return types.Position(place.line - 1, units)


def offset_of(source: Source, position: types.Position, encoding: Encoding) -> int:
    """The offset of a position; beyond the end of a line, or of the text, that end."""
    if position.line >= len(source.line_starts):
        return len(source.text)
    start = source.line_starts[position.line]
    line = source.line(position.line + 1)
    if line.isascii():
        return start + min(position.character, len(line))
    codec, width = _CODECS[encoding]
    before = line.encode(codec, "replace")[: position.character * width]
    return start + len(before.decode(codec, "ignore"))


def range_of(source: Source, span: Span, encoding: Encoding) -> types.Range:
    """The range of a span of a text."""
    return types.Range(
        position_of(source, span.start, encoding), position_of(source, span.end, encoding)
    )


def edited(
    text: str, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: Encoding
) -> str:
    """A text after the changes of a message, one after the other."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            text = whole_signs(change.text)
            continue
        source = Source("", text)
        start = offset_of(source, change.range.start, encoding)
        end = max(start, offset_of(source, change.range.end, encoding))
        text = text[:start] + whole_signs(change.text) + text[end:]
    return text


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
    said: Diagnostic, source: Source, related: Sequence[types.DiagnosticRelatedInformation],
    encoding: Encoding,
) -> types.Diagnostic:  # fmt: skip
    """A finding as editors show it: the headline first, then why, then what to write instead."""
    return types.Diagnostic(
        range_of(source, said.primary.span, encoding),
        message_of(said),
        severity=_SEVERITIES[said.severity],
        code=said.code,
        source="kpirules",
        related_information=list(related),
    )


def message_of(said: Diagnostic) -> str:
    """All that a finding says but for its picture, which needs letters of one width."""
    label = plain(said.primary.message)
    lines = [plain(said.headline), *([label] if label else []), *map(plain, said.notes)]
    lines += [plain(line) for line in said.helps] or [plain(fix.title) for fix in said.fixes]
    return "\n".join(dict.fromkeys(lines))


def language_of(said: object) -> Language | None:
    """The language that an editor asks for, `th-TH` or `en_US`; None where it says none."""
    if not isinstance(said, str) or not said:
        return None
    return "th" if said.lower().startswith("th") else "en"
