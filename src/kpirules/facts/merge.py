"""Facts from several places, put together."""

from __future__ import annotations

from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.facts import Facts, Supplied
from kpirules.facts.figures import grouped
from kpirules.facts.relations import disagreements
from kpirules.facts.set_problems import Overridden
from kpirules.model.rules import Rules


def merge(rules: Rules, period: int, *several: Facts) -> Checked[Facts]:
    """All facts together; where one is given more than once, the later counts.

    A file that changes what an earlier file says is reported as a warning.
    What is set by an option or a program was meant to change things, and the
    trace names it. Relations between facts of different sets are checked.
    """
    entries: dict[tuple[str, int], Supplied] = {}
    sets: dict[tuple[str, int], int] = {}
    findings: list[Problem] = []
    for number, facts in enumerate(several):
        for place, supplied in facts.entries.items():
            earlier = entries.get(place)
            if earlier is not None and _file_over_file(earlier, supplied):
                findings.append(_overridden(earlier, supplied, rules, period))
            entries[place] = supplied
            sets[place] = number
    sources = {name: source for facts in several for name, source in facts.sources.items()}
    tables = {place: rows for facts in several for place, rows in facts.tables.items()}
    merged = Facts(entries, sources, tables)
    return Checked(merged, (*findings, *disagreements(merged, rules, period, sets)))


def _file_over_file(earlier: Supplied, later: Supplied) -> bool:
    changed = (earlier.value, earlier.missing) != (later.value, later.missing)
    return changed and all(
        fact.span.file and not fact.span.file.startswith("--") for fact in (earlier, later)
    )


def _overridden(earlier: Supplied, later: Supplied, rules: Rules, period: int) -> Overridden:
    fact = rules.facts[later.name]
    return Overridden(
        later.span,
        fact.name,
        None if later.period == period else later.period,
        fact.span,
        _said(earlier),
        _said(later),
        earlier.span.file,
        earlier.span,
    )


def _said(supplied: Supplied) -> str:
    if isinstance(supplied.value, Fraction):
        return grouped(supplied.value)
    return supplied.written
