"""Facts from the command line: `--set NAME=VALUE`, `--set NAME@YEAR=VALUE`."""

from __future__ import annotations

from collections.abc import Sequence

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.conform import Destination, conform
from kpirules.facts.document import RawFact, RawFacts, Written
from kpirules.facts.facts import COMMAND_LINE, Facts
from kpirules.facts.set_problems import NoAssignment
from kpirules.facts.years import by_year
from kpirules.model.rules import Rules
from kpirules.text.source import Source
from kpirules.text.span import Span


def from_assignments(assignments: Sequence[str], rules: Rules, period: int) -> Checked[Facts]:
    """Facts for a fiscal year from `NAME=VALUE` texts, checked like a file.

    `NAME@2565=VALUE` is the fact of an earlier fiscal year.

    Findings point into a text called `--set` that has one assignment a line.
    """
    lines = [" ".join(assignment.splitlines()) for assignment in assignments]
    source = Source(COMMAND_LINE, "\n".join(lines))
    facts: list[RawFact] = []
    findings: list[Problem] = []
    start = 0
    for line in lines:
        name, sign, value = line.partition("=")
        if sign and name.strip():
            facts.append(RawFact(_piece(name, start), _piece(value, start + len(name) + 1), {}))
        else:
            findings.append(NoAssignment(Span(COMMAND_LINE, start, start + len(line)), line))
        start += len(line) + 1
    raw = by_year(RawFacts(facts=tuple(facts)), period)
    checked = conform(raw, rules, Destination(period), COMMAND_LINE, source)
    found = sorted((*findings, *checked.findings), key=lambda problem: problem.span.start)
    return Checked(checked.value, tuple(found))


def _piece(text: str, start: int) -> Written:
    """A text without the space around it, at its place."""
    bare = text.strip()
    start += len(text) - len(text.lstrip()) if bare else 0
    return Written(bare, start, start + len(bare), "quoted")
