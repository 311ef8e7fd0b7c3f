"""Facts from the command line: `--set NAME=VALUE`."""

from __future__ import annotations

from collections.abc import Sequence

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.conform import Destination, conform
from kpirules.facts.document import RawFact, RawFacts, Written
from kpirules.facts.facts import Facts
from kpirules.facts.set_problems import NoAssignment
from kpirules.model.rules import Rules
from kpirules.text.source import Source
from kpirules.text.span import Span

OPTION = "--set"


def from_assignments(assignments: Sequence[str], rules: Rules, period: int) -> Checked[Facts]:
    """Facts for a fiscal year from `NAME=VALUE` texts, checked like a file.

    Findings point into a text called `--set` that has one assignment a line.
    """
    lines = [" ".join(assignment.splitlines()) for assignment in assignments]
    source = Source(OPTION, "\n".join(lines))
    facts: list[RawFact] = []
    findings: list[Problem] = []
    start = 0
    for line in lines:
        name, sign, value = line.partition("=")
        if sign and name.strip():
            facts.append(RawFact(_piece(name, start), _piece(value, start + len(name) + 1), {}))
        else:
            findings.append(NoAssignment(Span(OPTION, start, start + len(line)), line))
        start += len(line) + 1
    checked = conform(RawFacts(facts=tuple(facts)), rules, Destination(period), OPTION, source)
    found = sorted((*findings, *checked.findings), key=lambda problem: problem.span.start)
    return Checked(checked.value, tuple(found))


def _piece(text: str, start: int) -> Written:
    """A text without the space around it, at its place."""
    bare = text.strip()
    start += len(text) - len(text.lstrip()) if bare else 0
    return Written(bare, start, start + len(bare), "quoted")
