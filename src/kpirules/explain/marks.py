"""The marks of a report: cancelled, criteria changed, adjusted; with their reasons and sources."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.explain.cited import Cited, source_line
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.about import Because
from kpirules.model.indicators import Indicator, Mark
from kpirules.prose.words import Line, Word, line, name

CANCELLED = "*"
_SIGNS = {"criteria_changed": "**", "adjusted": "***"}
_WORDS = {
    "criteria_changed": ("criteria changed", "เปลี่ยนแปลงเกณฑ์การประเมิน"),
    "adjusted": ("score adjusted, because the result was", "ปรับคะแนนเนื่องจากการปรับผลการดำเนินงาน"),
}


def signs(indicator: Indicator) -> str:
    """The signs behind an indicator, as reports print them: `*`, `**`, `***`."""
    found = [CANCELLED] if indicator.cancelled is not None else []
    found += dict.fromkeys(_SIGNS[mark.what] for mark in indicator.marks)
    return ", ".join(found)


def sign_of(mark: Mark) -> str:
    """The sign of a mark."""
    return _SIGNS[mark.what]


def mark_remarks(indicator: Indicator, reader: Reader) -> Remarks:
    """What the marks say, for an explanation."""
    return tuple(Remark(_said(mark, reader), (mark.span,)) for mark in indicator.marks)


def mark_notes(indicator: Indicator, reader: Reader) -> Iterator[Line]:
    """What the marks say, for the foot of a table."""
    for mark in indicator.marks:
        yield line(f"{sign_of(mark)} ", name(indicator.name), ": ", _said(mark, reader))


def _said(mark: Mark, reader: Reader) -> Line:
    said = (Word("text", reader.pick(*_WORDS[mark.what])),)
    return line(said, because(mark.because, reader))


def because(why: Because, reader: Reader) -> Line:
    """`: resolution 4/2566 (source: …, page 3)`; nothing where no reason is given."""
    said: Line = ()
    if why.reason:
        said = line(": ", Word("source", why.reason))
    if why.source is not None:
        page = str(why.source.page) if why.source.page is not None else None
        said = line(said, " (", source_line((Cited(why.source.text, page),), reader), ")")
    return said
