"""A diagnostic as lines: what is wrong, where, why, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kpirules.prose.words import plain
from kpirules.render.change import changes_of
from kpirules.render.excerpt import Excerpt
from kpirules.render.layout import NARROWEST, page_lines
from kpirules.render.pieces import Piece, pieces_of, spaces, width_of
from kpirules.render.place import path_of, region_of, where
from kpirules.render.snippet import Mark, gutter, last_line, snippet
from kpirules.render.visible import visible
from kpirules.render.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpirules.diagnostics.diagnostic import Diagnostic, Fix, Label
    from kpirules.prose.words import Language, Line
    from kpirules.render.change import Change
    from kpirules.render.pieces import Look, Pieces
    from kpirules.text.source import Source

_WORDS: dict[Language, dict[str, str]] = {
    "en": {"error": "error", "warning": "warning", "why": "why", "help": "help"},
    "th": {"error": "ข้อผิดพลาด", "warning": "คำเตือน", "why": "เพราะ", "help": "แก้ไข"},
}


class _Frame(NamedTuple):
    """What all parts of one finding share; `digits` is the width of its line numbers."""

    sources: Mapping[str, Source]
    words: dict[str, str]
    width: int
    digits: int

    @property
    def room(self) -> int:
        """The cells beside the gutter."""
        return self.width - self.digits - 3


def finding_lines(
    diagnostic: Diagnostic, sources: Mapping[str, Source], width: int, lang: Language
) -> list[Pieces]:
    """The whole finding at a width."""
    marked = _marked_files(diagnostic, sources)
    fixes = [(fix, changes_of(fix, sources)) for fix in diagnostic.fixes]
    digits = _digits(marked, [change for _, changes in fixes for change in changes], sources)
    frame = _Frame(sources, _WORDS[lang], max(width, NARROWEST), digits)

    lines = [*_headline(diagnostic, frame), *_places(diagnostic, marked, frame)]
    if diagnostic.picture:
        drawn = page_lines(diagnostic.picture, frame.room)
        begin = gutter(digits)
        lines.append(begin)
        lines.extend((*begin, *spaces(1), *line) if line else begin for line in drawn)
    remarks = [
        *((None, label.message) for label in _unplaced(diagnostic, sources)),
        *(("why", note) for note in diagnostic.notes),
        *(("help", line) for line in _helps(diagnostic)),
    ]
    if (remarks or fixes) and (marked or diagnostic.picture):
        lines.append(gutter(digits))
    for kind, remark in remarks:
        lines.extend(_remark(kind, remark, frame))
    for fix, changes in fixes:
        lines.extend(_fix(fix, changes, diagnostic.primary.span.file, frame))
    return lines


def concise_line(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Pieces:
    """The finding in one line of any length: `file:line:column: code headline`."""
    place = where(diagnostic.primary.span, sources)
    return (
        *((Piece("place", visible(place)), Piece("text", ": ")) if place else ()),
        Piece(diagnostic.severity, diagnostic.code),
        Piece("text", " "),
        *pieces_of(diagnostic.headline),
    )


# What is wrong, and where


def _headline(diagnostic: Diagnostic, frame: _Frame) -> list[Pieces]:
    severity = diagnostic.severity
    text = (
        Piece(severity, f"{frame.words[severity]}[{diagnostic.code}]"),
        Piece("strong", ": "),
        *pieces_of(diagnostic.headline, prose="strong"),
    )
    return wrap(text, frame.width, spaces(2))


def _marked_files(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> dict[str, list[Mark]]:
    """The marks of each file that can be shown, that of the finding first."""
    found: dict[str, list[Mark]] = {}
    for label in (diagnostic.primary, *diagnostic.labels):
        if region_of(label.span, sources) is not None:
            main = label is diagnostic.primary
            look: Look = diagnostic.severity if main else "aside"
            span, message = label.span, pieces_of(label.message, prose=look)
            mark = Mark(span.start, span.end, look, message, main)
            found.setdefault(span.file, []).append(mark)
    return found


def _places(diagnostic: Diagnostic, marked: dict[str, list[Mark]], frame: _Frame) -> list[Pieces]:
    """Each file with its marked lines; that of the finding is named even where it has none."""
    lines: list[Pieces] = []
    sources = frame.sources
    primary = diagnostic.primary.span
    if primary.file and primary.file not in marked:
        lines.extend(_arrow("-->", path_of(primary, sources), frame))
    spans = [label.span for label in (diagnostic.primary, *diagnostic.labels)]
    for file, marks in marked.items():
        first = next(span for span in spans if span.file == file and region_of(span, sources))
        sign = "-->" if file == primary.file else ":::"
        lines.extend(_arrow(sign, where(first, sources), frame))
        lines.extend(snippet(sources[file], marks, frame.width, frame.digits))
    return lines


def _arrow(sign: str, place: str, frame: _Frame) -> list[Pieces]:
    begin = (*spaces(frame.digits), Piece("gutter", sign), Piece("place", f" {visible(place)}"))
    return wrap(begin, frame.width, spaces(frame.digits + 4))


def _digits(
    marked: dict[str, list[Mark]], changes: list[Change], sources: Mapping[str, Source]
) -> int:
    """The width of the highest line number to be shown."""
    numbers = [last_line(sources[file], marks) for file, marks in marked.items()]
    numbers.extend(
        change.line + max(len(change.removed), len(change.added)) - 1 for change in changes
    )
    return len(str(max(numbers, default=1)))


# Why, and what to write instead


def _unplaced(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> list[Label]:
    """Labels with something to say about a place that cannot be shown."""
    return [
        label
        for label in (diagnostic.primary, *diagnostic.labels)
        if label.message and region_of(label.span, sources) is None
    ]


def _helps(diagnostic: Diagnostic) -> list[Line]:
    """The advice, without what a fix is going to say again."""
    titles = {plain(fix.title) for fix in diagnostic.fixes}
    return [line for line in diagnostic.helps if plain(line) not in titles]


def _remark(kind: str | None, remark: Line, frame: _Frame) -> list[Pieces]:
    look: Look = "help" if kind == "help" else "strong"
    begin = (
        *spaces(frame.digits + 1),
        Piece("gutter", "= "),
        *((Piece(look, f"{frame.words[kind]}:"), Piece("text", " ")) if kind else ()),
    )
    return wrap((*begin, *pieces_of(remark)), frame.width, spaces(width_of(begin)))


def _fix(fix: Fix, changes: list[Change], file: str, frame: _Frame) -> list[Pieces]:
    """The title of a fix and the lines as they would be; `file` is that of the finding."""
    lines = _remark("help", fix.title, frame)
    for change in changes:
        if change.file != file:
            place = f"{frame.sources[change.file].name}:{change.line}"
            lines.extend(_arrow(":::", place, frame))
            file = change.file
        lines.append(gutter(frame.digits))
        lines.extend(_changed(change, frame))
    return lines


def _changed(change: Change, frame: _Frame) -> list[Pieces]:
    focus = 0
    if change.removed and change.added:
        focus = _alike(change.removed[0], change.added[0])
    signed: tuple[tuple[str, Look, tuple[str, ...]], ...] = (
        ("-", "removed", change.removed),
        ("+", "added", change.added),
    )
    return [
        (
            Piece("gutter", f"{change.line + index:>{frame.digits}} "),
            Piece(look, f"{sign} {Excerpt(text, frame.room, focus).text}".rstrip()),
        )
        for sign, look, texts in signed
        for index, text in enumerate(texts)
    ]


def _alike(one: str, other: str) -> int:
    """How many letters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
