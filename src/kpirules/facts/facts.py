"""Supplied facts: a value or the reason there is none, and where it comes from."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from kpirules.model.scorecards import Missing
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span

Plain = Fraction | bool | str
"""A value: a number, yes or no, or the key of an option."""


class Provenance(Struct, frozen=True):
    """Where a figure comes from.

    `reported` is a differing figure some report prints. An `adjusted` figure took
    the place of another one, `formerly`, where that is known.
    """

    source: str | None = None
    page: str | None = None
    note: str | None = None
    as_of: str | None = None
    status: str | None = None
    reported: str | None = None
    formerly: str | None = None
    adjusted: bool = False


class Supplied(Struct, frozen=True):
    """One fact in one fiscal year: exactly one of `value` and `missing` is set.

    `written` is the figure as supplied; `origin` says who supplied it: the name
    of a file, `--set`, `python`, or the name of an example.
    """

    name: str
    period: int
    value: Plain | None
    missing: Missing | None
    written: str
    origin: str
    provenance: Provenance = Provenance()
    span: Span = NOWHERE


class Facts(Struct, frozen=True):
    """Facts by name key and fiscal year, and the texts they were read from."""

    entries: dict[tuple[str, int], Supplied]
    sources: dict[str, Source]

    def get(self, name: str, period: int) -> Supplied | None:
        """The fact in that year, or None when it was not supplied."""
        return self.entries.get((name, period))

    def replaced(self, *changed: Supplied) -> Facts:
        """These facts with some supplied anew."""
        entries = dict(self.entries)
        entries.update({(fact.name, fact.period): fact for fact in changed})
        return Facts(entries, self.sources)


NO_FACTS = Facts({}, {})
