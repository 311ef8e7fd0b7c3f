"""Years in which something is declared: which rows exclude each other, in words and in a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from string import ascii_lowercase
from typing import Protocol, TypeVar

from kpirules.diagnostics.phrasing import Said, both
from kpirules.prose.words import Language, Line, Listing, Page, line, muted, value
from kpirules.semantics.figures import listed
from kpirules.semantics.intervals import HIGHEST, Stretch, after, before
from kpirules.semantics.number_line import Row, keys_shown, number_line


class Spell(Protocol):
    """Fiscal years from a first to a last one, both included; None is until further notice."""

    @property
    def start(self) -> int:
        """The first year."""

    @property
    def end(self) -> int | None:
        """The last year."""


S = TypeVar("S", bound=Spell)


def turned(row: Spell) -> bool:
    """Whether a row ends before it starts."""
    return row.end is not None and row.end < row.start


def overlaps(rows: Iterable[S]) -> list[tuple[S, S]]:
    """The rows that share a year, the earlier one first."""
    straight = sorted((row for row in rows if not turned(row)), key=lambda row: row.start)
    return [
        (earlier, later)
        for earlier, later in combinations(straight, 2)
        if earlier.end is None or earlier.end >= later.start
    ]


def is_meant(rows: Iterable[Spell], year: int) -> bool:
    """Whether a row is for a year; one with its years exchanged is, as it was meant."""
    return any(
        row.end <= year <= row.start if turned(row) and row.end is not None else _holds(row, year)
        for row in rows
    )


def _holds(row: Spell, year: int) -> bool:
    return row.start <= year and (row.end is None or year <= row.end)


def stretch(row: Spell) -> Stretch:
    """The years of a row: years are whole, so its last year is the cut after it."""
    return Stretch(
        before(Fraction(row.start)), HIGHEST if row.end is None else after(Fraction(row.end))
    )


def years_listed(rows: Iterable[Spell], lang: Language) -> Line:
    """The years in which something is declared: `from 2562 to 2564, from 2567`."""
    ordered = sorted(rows, key=lambda row: row.start)
    return listed([said_years(row.start, row.end).line(lang) for row in ordered], lang)


def said_years(start: int, end: int | None) -> Said:
    """`from 2562 to 2564`, as it stands in a sentence."""
    parts = {"start": value(str(start)), "end": value(str(end))}
    if end is None:
        return both("from {start} on", "ตั้งแต่ปี {start} เป็นต้นไป", **parts)
    if end == start:
        return both("in {start}", "ในปี {start}", **parts)
    return both("from {start} to {end}", "ตั้งแต่ปี {start} ถึง {end}", **parts)


def years_picture(
    rows: Sequence[tuple[Spell, str | Line]], years: Stretch, sign: str, lang: Language
) -> Page:
    """The years of each row, called as told, and those in question."""
    ordered = sorted(
        ((row, called) for row, called in rows if not stretch(row).empty),
        key=lambda each: each[0].start,
    )
    keys = [ascii_lowercase[index % 26] for index in range(len(ordered))]
    drawn = [Row(key, (stretch(row),)) for key, (row, _) in zip(keys, ordered, strict=True)]
    stretches = (*(stretch(row) for row, _ in rows), years)
    ends = (cut.value for each in stretches for cut in (each.low, each.high))
    drawing = number_line(
        [*drawn, Row(sign, (years,), "bad", "░")], {end: str(end) for end in ends}, focus=years
    )
    if drawing is None:
        return ()
    shown = keys_shown(drawing)
    legend = [
        line(
            muted(f"{key}  "),
            value(called) if isinstance(called, str) else called,
            " ",
            said_years(row.start, row.end).line(lang),
        )
        for key, (row, called) in zip(keys, ordered, strict=True)
        if key in shown
    ]
    return (drawing, Listing(tuple(legend))) if legend else (drawing,)
