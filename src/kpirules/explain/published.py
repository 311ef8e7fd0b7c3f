"""Figures that a report prints otherwise than they are here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.trace import FactSupplied, Trace
from kpirules.explain.layers import facts_behind
from kpirules.explain.numbers import figure
from kpirules.explain.outline import Field, field
from kpirules.explain.reader import Reader
from kpirules.model.examples import Example, ExpectValue, NumberValue
from kpirules.prose import words
from kpirules.prose.words import Line, Word, line, value
from kpirules.text.thai import name_key, western_digits


def differing_figures(
    outcome: IndicatorOutcome, evaluation: Evaluation, reader: Reader
) -> tuple[Line, ...]:
    """Each figure behind an indicator that some report prints otherwise, and how."""
    return (*_reported(outcome.result, reader), *_published(outcome, evaluation, reader))


def _reported(result: Trace, reader: Reader) -> Iterator[Line]:
    """What the facts file says a report prints."""
    for trace in facts_behind(result):
        step = trace.step
        if isinstance(step, FactSupplied) and step.supplied.provenance.reported:
            said = _instead(
                reader.dated((words.name(step.fact.name),), step.supplied.period),
                step.supplied.provenance.reported, step.supplied.written, reader,
            )  # fmt: skip
            yield _with_remark(said, step.supplied.provenance.note)


def _published(outcome: IndicatorOutcome, evaluation: Evaluation, reader: Reader) -> Iterator[Line]:
    """What examples of the same year, that expect the very value found, say a report prints."""
    name = name_key(outcome.indicator.name)
    found: dict[str, tuple[Field, Trace]] = {
        "result": ("result", outcome.result),
        "score": ("score", outcome.score),
        "weighted": ("weighted", outcome.weighted),
    }
    for expected in _expectations(evaluation):
        target = expected.target
        if name_key(target.name) != name or target.asked not in found:
            continue
        what_field, trace = found[target.asked]
        if expected.published is None or not isinstance(expected.value, NumberValue):
            continue
        if isinstance(trace.value, Fraction) and trace.value == expected.value.value:
            what = reader.say(
                "the {field} of {name}", "{field}ของ {name}",
                field=field(what_field, reader), name=words.name(outcome.indicator.name),
            )  # fmt: skip
            printed = expected.published_written or figure(expected.published)
            said = _instead(what, printed, expected.value.written, reader)
            yield _with_remark(said, expected.remark)


def _expectations(evaluation: Evaluation) -> Iterator[ExpectValue]:
    for example in evaluation.rules.examples.values():
        if _is_of_year(example, evaluation):
            for expected in example.expectations:
                if isinstance(expected, ExpectValue):
                    yield expected


def _is_of_year(example: Example, evaluation: Evaluation) -> bool:
    return (example.period or evaluation.scorecard.period) == evaluation.period


def _instead(what: Line, printed: str, used: str, reader: Reader) -> Line:
    return reader.say(
        "a report prints {printed} instead of {used} for {what}",
        "รายงานพิมพ์ {what} เป็น {printed} ไม่ใช่ {used}",
        what=what, printed=value(western_digits(printed)), used=value(western_digits(used)),
    )  # fmt: skip


def _with_remark(said: Line, remark: str | None) -> Line:
    return line(said, ": ", Word("source", remark)) if remark else said
