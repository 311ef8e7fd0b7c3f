"""Running `example`s: given facts, expected results, compared exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked, has_errors
from kpirules.evaluate.approximate import surely
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.inputs import group_figure, input_trace
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.missing import withheld
from kpirules.evaluate.rounding import round_trace
from kpirules.evaluate.trace import Gap, Result, Trace
from kpirules.facts.conform import from_given
from kpirules.facts.facts import NO_FACTS, Facts, Plain
from kpirules.facts.relations import disagreements
from kpirules.model import examples as exm
from kpirules.model.rules import Rules
from kpirules.testing.case import Case
from kpirules.testing.case_problems import OfCase
from kpirules.testing.parting import holds
from kpirules.testing.problems import (
    Consequence,
    ExampleDiffers,
    ExampleNeedsPeriod,
    ExampleRangeDiffers,
    PublishedAgrees,
)
from kpirules.text.span import Span

FactsOf = Callable[[str, exm.Example], Checked[Facts]]
"""Reads the facts file an example names, as the rule file writes it."""


class Check(Struct, frozen=True):
    """One expectation: what was found, and, where it is not as expected, the problem."""

    expectation: exm.Expectation
    trace: Trace | None
    problem: Problem | None


class Outcome(Struct, frozen=True):
    """An example that was run, or one `case` of its table.

    `problems` are those of its facts, before any comparison; then nothing was evaluated.
    `differing` are expectations that hold, and for which a report prints another figure.
    """

    example: exm.Example
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    case: Case | None = None
    evaluation: Evaluation | None = None

    @property
    def name(self) -> str:
        """What the example is called, and the case."""
        return self.example.name if self.case is None else f"{self.example.name}: {self.case.name}"

    @property
    def span(self) -> Span:
        """Where it stands: the name of the example, or the row."""
        return self.example.span if self.case is None else self.case.span

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.problems and all(check.problem is None for check in self.checks)

    @property
    def findings(self) -> tuple[Problem, ...]:
        """Everything that is wrong."""
        return (*self.problems, *(check.problem for check in self.checks if check.problem))

    @property
    def differing(self) -> tuple[exm.ExpectValue, ...]:
        """Expectations that hold although a published figure says otherwise."""
        return tuple(
            check.expectation
            for check in self.checks
            if check.problem is None
            and isinstance(check.expectation, exm.ExpectValue)
            and check.expectation.published is not None
        )


def run_example(
    rules: Rules, example: exm.Example, facts_of: FactsOf, case: Case | None = None
) -> Outcome:
    """Run one example, or a case of it, on its scorecard, or on values alone where there is none."""
    period = period_of(rules, example)
    if period is None:
        return Outcome(example, (), (ExampleNeedsPeriod(example.span, example.name),), case)
    read = facts_of(example.facts, example) if example.facts is not None else Checked(NO_FACTS)
    given = from_given(example, rules, period)
    problems = [*read.findings, *given.findings]
    facts = read.value.replaced(*given.value.entries.values())
    for rows in given.value.tables.values():
        facts = facts.with_rows(rows)
    expectations = example.expectations
    if case is not None:
        together = _with_case(facts, case, rules, period)
        facts, expectations = together.value, (*expectations, *case.expectations)
        own = (*case.problems, *together.findings)
        problems.extend(OfCase(each, case.name, example.name) for each in own)
    if has_errors(problems):
        return Outcome(example, (), tuple(problems), case)
    evaluation = evaluate(rules, example.scorecard, facts, period)
    checks = _linked([_check(expectation, evaluation) for expectation in expectations])
    if case is not None:
        checks = tuple(_of_case(check, case, example) for check in checks)
    return Outcome(example, checks, (), case, evaluation)


def period_of(rules: Rules, example: exm.Example) -> int | None:
    """The fiscal year of an example: its own, or that of its scorecard."""
    if example.period is not None or example.scorecard is None:
        return example.period
    return rules.scorecards[example.scorecard].period


def _with_case(facts: Facts, case: Case, rules: Rules, period: int) -> Checked[Facts]:
    """Facts with those of a row in their place, and how these stand to the others."""
    whole = facts.replaced(*case.facts.entries.values())
    sets = {place: int(place in case.facts.entries) for place in whole.entries}
    return Checked(whole, tuple(disagreements(whole, rules, period, sets)))


def _linked(checks: list[Check]) -> tuple[Check, ...]:
    """Checks of which each difference names one that it follows from, if there is one."""
    failed = [check for check in checks if check.problem is not None and check.trace is not None]
    linked: list[Check] = []
    for check in checks:
        cause = _cause(check, failed) if check.problem is not None else None
        if cause is None or check.problem is None:
            linked.append(check)
        else:
            problem = Consequence(check.problem, cause.expectation.target)
            linked.append(Check(check.expectation, check.trace, problem))
    return tuple(linked)


def _cause(check: Check, failed: list[Check]) -> Check | None:
    if check.trace is None:
        return None
    causes = [other for other in failed if other.trace and holds(check.trace, other.trace)]
    return next(
        (one for one in causes if one.trace and not any(_holds(one, other) for other in causes)),
        None,
    )


def _holds(one: Check, other: Check) -> bool:
    return bool(one.trace and other.trace and holds(one.trace, other.trace))


def _of_case(check: Check, case: Case, example: exm.Example) -> Check:
    if check.problem is None:
        return check
    own = check.expectation in case.expectations
    target = check.expectation.target
    column = target.span if own else None
    problem = OfCase(check.problem, case.name, example.name, column, target)
    return Check(check.expectation, check.trace, problem)


def _check(expectation: exm.Expectation, evaluation: Evaluation) -> Check:
    target = expectation.target
    trace = _asked(target, evaluation)
    if trace is None:
        # Few examples ask for what is not there.
        from kpirules.testing.unasked import not_of_scorecard  # noqa: PLC0415

        return Check(expectation, None, not_of_scorecard(target, expectation.span, evaluation))
    match expectation:
        case exm.ExpectValue():
            problem = _compare(expectation, trace)
        case exm.ExpectBetween():
            problem = _compare_range(expectation, trace)
        case exm.ExpectMissing():
            problem = _compare_missing(expectation, trace)
        case _:
            assert_never(expectation)
    return Check(expectation, trace, problem)


def _asked(target: exm.Target, evaluation: Evaluation) -> Trace | None:
    """The trace of what an example asks for; None where the scorecard does not have it."""
    match target.asked:
        case "total":
            return None if evaluation.alone else evaluation.total
        case "band":
            return evaluation.band
        case "component":
            return evaluation.components.get(target.name)
        case "class":
            return evaluation.classes.get(target.name)
        case "value" if target.group is not None:
            return group_figure(evaluation, target.name, target.group)
        case "value":
            computed = evaluation.values.get(target.name) or evaluation.derived.get(target.name)
            return computed or input_trace(evaluation, target.name)
        case _:
            outcome = evaluation.indicators.get(target.name)
            if outcome is None:
                found = {"result": evaluation.results, "score": evaluation.scores}
                return found.get(target.asked, {}).get(target.name)
            fields = {
                "result": outcome.result,
                "score": outcome.score,
                "weighted": outcome.weighted,
                "weight": outcome.weight,
            }
            return fields[target.asked]


def _compare(expected: exm.ExpectValue, trace: Trace | None) -> Problem | None:
    if trace is not None and expected.rounded is not None:
        undecided: list[Problem] = []
        trace = round_trace(trace, expected.rounded, undecided)
        if undecided:
            return undecided[0]
    found: Result | None = trace.value if trace is not None else None
    wanted = _plain(expected.value)
    if type(found) is not type(wanted) or found != wanted:
        return ExampleDiffers(expected.span, expected, trace)
    if expected.published is not None and expected.published == wanted:
        return PublishedAgrees(expected.span, expected.published_written or "")
    return None


def _compare_range(expected: exm.ExpectBetween, trace: Trace | None) -> Problem | None:
    step = withheld(trace) if trace is not None else None
    if step is not None and surely(lambda: (step.low, step.high) == (expected.low, expected.high)):
        return None
    return ExampleRangeDiffers(expected.span, expected, trace)


def _compare_missing(expected: exm.ExpectMissing, trace: Trace | None) -> Problem | None:
    found = trace.value if trace is not None else None
    if isinstance(found, Gap) and expected.status in {"withheld", found.reason}:
        return None
    return ExampleDiffers(expected.span, expected, trace)


def _plain(value: exm.PlainValue) -> Plain:
    match value:
        case exm.NumberValue():
            return value.value
        case exm.WordValue():
            return value.name
        case exm.YesNoValue():
            return value.yes
        case exm.TextValue():
            return value.text
        case exm.DateValue():
            return value.date
        case _:
            assert_never(value)
