"""`volunteers@2565`: a fact of another fiscal year, where facts are given one by one."""

from __future__ import annotations

from msgspec.structs import replace

from kpirules.facts.document import RawFact, RawFacts, RawYear, Written
from kpirules.text.thai import western_digits

SIGN = "@"


def by_year(raw: RawFacts, period: int) -> RawFacts:
    """Facts given one by one; those that name another year than the one evaluated are history."""
    own: list[RawFact] = []
    others: dict[str, tuple[Written, list[RawFact]]] = {}
    for fact in raw.facts:
        name, year = _parted(fact.name)
        if year is None or western_digits(year.text) == str(period):
            own.append(replace(fact, name=name))
            continue
        _, several = others.setdefault(western_digits(year.text), (year, []))
        several.append(replace(fact, name=name))
    history = tuple(RawYear(year, tuple(several)) for year, several in others.values())
    return replace(raw, facts=tuple(own), history=(*raw.history, *history))


def _parted(name: Written) -> tuple[Written, Written | None]:
    """A name and the year behind it, each at its place; where there is no text both have none."""
    before, sign, after = name.text.rpartition(SIGN)
    if not sign:
        return name, None
    if name.end == name.start:
        return replace(name, text=before.strip()), replace(name, text=after.strip())
    bare = before.rstrip()
    year = name.end - len(after.lstrip())
    return (
        replace(name, text=bare, end=name.start + len(bare)),
        replace(name, text=after.strip(), start=year),
    )
