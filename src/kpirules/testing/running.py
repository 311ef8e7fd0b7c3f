"""Running all examples of a rule book, with the files they name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked, has_errors
from kpirules.facts.facts import Facts
from kpirules.facts.files import open_facts
from kpirules.model.examples import CaseFile, Example
from kpirules.model.rules import Rules
from kpirules.model.scorecards import no_scorecard
from kpirules.project.places import display_name, named_file
from kpirules.project.supply import named_facts
from kpirules.project.table_files import TableFileMissing
from kpirules.testing.case import Case
from kpirules.testing.case_problems import OfCase
from kpirules.testing.examples import Outcome, period_of, run_example
from kpirules.testing.problems import ExampleNeedsPeriod
from kpirules.text.source import Source


class Ran(Struct, frozen=True):
    """What came of the examples, and the texts they are in: rules, facts, tables of cases."""

    outcomes: tuple[Outcome, ...]
    sources: dict[str, Source]


def run_examples(rules: Rules) -> Ran:
    """Run every example, and every case of those with a table of cases."""
    runner = _Runner(rules, dict(rules.sources))
    outcomes = [
        outcome for example in rules.examples.values() for outcome in runner.outcomes(example)
    ]
    return Ran(tuple(outcomes), runner.sources)


def run_one(rules: Rules, key: str) -> Ran:
    """Run one example, by its name key, with all its cases."""
    runner = _Runner(rules, dict(rules.sources))
    return Ran(runner.outcomes(rules.examples[key]), runner.sources)


class _Runner:
    """The files that examples of a rule book name, each read once."""

    def __init__(self, rules: Rules, sources: dict[str, Source]) -> None:
        self.rules = rules
        self.sources = sources
        self._read: dict[int, Checked[Facts]] = {}

    def outcomes(self, example: Example) -> tuple[Outcome, ...]:
        if example.cases is None:
            return (run_example(self.rules, example, self._facts),)
        period = period_of(self.rules, example)
        if period is None:
            needs = ExampleNeedsPeriod(example.span, example.name)
            return (Outcome(example, (), (needs,)),)
        opened = self._open(example.cases)
        if opened.value is None:
            return (Outcome(example, (), opened.findings),)
        # Reading a table of cases needs the words of the grammar; few examples have one.
        from kpirules.testing.cases import read_cases  # noqa: PLC0415

        read = read_cases(opened.value, example, self.rules, period)
        findings: tuple[Problem, ...] = (*opened.findings, *read.findings)
        if has_errors(findings):
            # Without a column that was not understood, rows come to something else.
            return (Outcome(example, (), findings), *_unread(example, read.value))
        return tuple(run_example(self.rules, example, self._facts, case) for case in read.value)

    def _open(self, cases: CaseFile) -> Checked[Source | None]:
        found, looked_in, meant = named_file(cases.path, cases.span)
        if found is None:
            missing = TableFileMissing(cases.span, cases.path, looked_in, meant)
            return Checked(None, (missing,))
        opened = open_facts(found, display_name(found), sheets=_SHEETS)
        if opened.value is not None:
            self.sources[opened.value.name] = opened.value
        return opened

    def _facts(self, written: str, example: Example) -> Checked[Facts]:
        """The facts file of an example, read once for all its cases."""
        if id(example) not in self._read:
            period = period_of(self.rules, example) or 0
            card = self.rules.scorecards.get(example.scorecard or "") or no_scorecard(period)
            facts = named_facts(self.rules, card, written, example.span, period)
            self.sources.update(facts.value.sources)
            self._read[id(example)] = facts
        return self._read[id(example)]


def _unread(example: Example, cases: tuple[Case, ...]) -> Iterator[Outcome]:
    """What is wrong with the rows of a table that cannot be run."""
    for case in cases:
        if case.problems:
            found = tuple(OfCase(each, case.name, example.name) for each in case.problems)
            yield Outcome(example, (), found, case)


_SHEETS = ("cases", "กรณี", "กรณีทดสอบ")
"""What the sheet of cases is called where it is not the first one."""
