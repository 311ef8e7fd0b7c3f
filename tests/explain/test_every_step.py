"""Every step and every kind of expression is explained, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from tests.explain import cases

from kpirules.evaluate.trace import Grouped, Step, Trace
from kpirules.explain.alternatives import alternatives
from kpirules.explain.document import Form, explain
from kpirules.explain.formulas import written
from kpirules.explain.outline import outline
from kpirules.explain.reader import Reader, reading
from kpirules.explain.scorecard import scorecard_page
from kpirules.explain.targets import Unknown
from kpirules.explain.teller import Teller
from kpirules.explain.tree import tree
from kpirules.explain.working import step_remarks
from kpirules.model.expressions import Expr, children
from kpirules.prose.words import Language, Line, Page, Word, plain

LANGUAGES: tuple[Language, ...] = ("en", "th")
STEPS = get_args(Step)
ALL = [
    (variant, trace)
    for variant in cases.VARIANTS
    for trace in cases.traces(cases.everything(variant))
]

_LETTERS = re.compile("[A-Za-z]")
# What is not prose: names and labels of the rules, what files and people wrote, units that the
# rules name in English only, the built-in functions, and the mark N/A of the official table.
_NOT_PROSE = {"name", "label", "value", "place", "source", "code"}
_FOREIGN = {"case", "N/A", "N/A "}


def prose(line: Line) -> Iterator[Word]:
    """The words of a line that are the program's own."""
    return (word for word in line if word.kind not in _NOT_PROSE and word.text not in _FOREIGN)


def lines_about(trace: Trace, reader: Reader) -> list[Line]:
    """All that is said of one trace."""
    remarks = (*step_remarks(trace, reader), *alternatives(trace, reader))
    return [outline(trace, reader), *(remark.line for remark in remarks)]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_the_cases_hold_every_step(step: type) -> None:
    """No step is left out of what follows."""
    assert any(isinstance(trace.step, step) for _, trace in ALL)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_has_an_outline(step: type, lang: Language) -> None:
    """Each step is said in a line: what it is, and its value."""
    for variant, trace in ALL:
        if isinstance(trace.step, step):
            said = plain(outline(trace, reading(cases.everything(variant), lang)))

            what, colon, value = said.partition(": ")
            assert what
            assert colon
            assert value


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_can_head_a_tree(step: type, lang: Language) -> None:
    """Each step can be explained by itself, down to the facts."""
    for variant, trace in ALL:
        if isinstance(trace.step, step):
            evaluation = cases.everything(variant)
            reader = reading(evaluation, lang)

            assert plain(tree(Teller(evaluation, reader).trace(trace), reader).line)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_every_step_shows_in_the_explanation_of_something(step: type) -> None:
    """Someone who asks for the indicators, values and tables by name meets every step."""
    shown = set()
    for variant in cases.VARIANTS:
        evaluation = cases.everything(variant)
        rows = (*evaluation.derived, *evaluation.per_row, *evaluation.groups)
        for asked in ("band", *evaluation.values, *evaluation.classes, *rows):
            found = explain(evaluation, asked)
            assert not isinstance(found, Unknown)
            teller = Teller(evaluation, reading(evaluation, "en"))
            waiting = [teller.trace(found.target.trace)]
            while waiting:
                telling = waiting.pop()
                waiting += telling.parts
                shown |= {type(under.step) for under in _first_parts(telling.trace)}
                for figure in (
                    telling.trace.parts if isinstance(telling.trace.step, Grouped) else ()
                ):
                    shown |= {type(under.step) for under in _first_parts(figure)}
                for row in cases.of_rows(telling.trace):
                    shown |= {type(under.step) for under in _first_parts(row)}

    assert step in shown


def _first_parts(trace: Trace) -> Iterator[Trace]:
    """A trace, its first part, the first part of that, and so on."""
    yield trace
    while trace.parts:
        trace = trace.parts[0]
        yield trace


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_expression_is_written(lang: Language) -> None:
    """No formula is a riddle in either language."""
    rules = cases.capped_rules()
    reader = Reader(lang, rules, 2566)
    formulas = [value.formula for value in rules.values.values()]
    staged = cases.staged_rules().indicators.values()
    for owner in (*staged, *rules.indicators.values(), *rules.scorecards.values()):
        formulas += owner.expressions
    formulas += [
        row.condition
        for table in rules.classifications.values()
        for row in table.outcomes
        if row.condition is not None
    ]
    kinds = set()
    while formulas:
        formula = formulas.pop()
        kinds.add(type(formula))
        formulas.extend(children(formula))
        assert plain(written(formula, reader))

    assert kinds == set(get_args(Expr))


def test_thai_has_no_stray_english() -> None:
    """In Thai, only names, labels, quotations and places hold Latin letters."""
    stray = {
        word.text
        for variant, trace in ALL
        for line in lines_about(trace, reading(cases.everything(variant), "th"))
        for word in prose(line)
        if _LETTERS.search(word.text)
    }

    assert stray == set()


@pytest.mark.parametrize("as_", get_args(Form))
@pytest.mark.parametrize("variant", cases.VARIANTS)
def test_thai_pages_have_no_stray_english(variant: str, as_: Form) -> None:
    """The same holds for whole pages in every form."""
    evaluation = cases.everything(variant)
    pages: list[Page] = [scorecard_page(evaluation, "th")]
    for asked in (
        "band",
        "growth",
        "speed",
        "award",
        "old",
        "size",
        "before-bonus",
        "goal",
        "done",
    ):
        found = explain(evaluation, asked)
        assert not isinstance(found, Unknown)
        pages.append(found.page("th", as_))

    stray = {
        word.text
        for page in pages
        for line in cases.lines(page)
        for word in prose(line)
        if _LETTERS.search(word.text)
    }

    assert stray == set()


def test_english_has_no_stray_thai() -> None:
    """And the other way round."""
    stray = {
        word.text
        for variant, trace in ALL
        for line in lines_about(trace, reading(cases.everything(variant), "en"))
        for word in prose(line)
        if re.search("[\u0e00-\u0e7f]", word.text)
    }

    assert stray == set()
