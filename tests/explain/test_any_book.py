"""Whatever sound rules say, and whatever the facts, it can be explained."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.books import read
from tests.explain import cases
from tests.strategies import facts_of, written_books

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.explain.document import Explanation, explain
from kpirules.explain.inverse.again import evaluating
from kpirules.explain.scorecard import scorecard_page
from kpirules.explain.stage_answers import StageAnswer
from kpirules.explain.targets import IndicatorTarget
from kpirules.explain.why_not import ScoreAnswer, TotalAnswer
from kpirules.prose.words import Word

_ENGLISH = re.compile("[A-Za-z]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_QUOTED = {"name", "label", "value", "place", "source", "code", "unit"}
_BOTH = {"N/A", "N/A "}


@dataclass
class Drawn:
    """A sound book on facts that conform to it; in a report of a failure, as its author sees it."""

    evaluation: Evaluation

    def __repr__(self) -> str:
        """The rule files and the facts."""
        rules, facts = self.evaluation.rules, self.evaluation.facts
        files = "\n".join(source.text for source in rules.sources.values())
        supplied = "\n".join(f"{fact.name}: {fact.written}" for fact in facts.entries.values())
        return f"{files}\n{supplied}"


@st.composite
def drawn_evaluations(draw: st.DrawFn) -> Drawn:
    """A sound book on facts that conform to it, some of them missing."""
    rules = read(draw(written_books()).files).value
    return Drawn(evaluate(rules, next(iter(rules.scorecards)), draw(facts_of(rules))))


def asked_of(evaluation: Evaluation) -> list[str]:
    """All names that can be explained."""
    rules = evaluation.rules
    names = [*evaluation.indicators, *evaluation.components, *evaluation.values]
    names += [*evaluation.classes, *rules.facts, *rules.parameters]
    return [*names, *(f"{name}.score" for name in evaluation.indicators), "total"]


def explained(evaluation: Evaluation, asked: str, not_this: str | None = None) -> Explanation:
    """The explanation of a name that exists."""
    found = explain(evaluation, asked, not_this=not_this)
    assert isinstance(found, Explanation)
    return found


def stray(words: list[Word], letters: re.Pattern[str]) -> set[str]:
    """The program's own words that are in the other language."""
    return {
        word.text
        for word in words
        if word.kind not in _QUOTED and word.text not in _BOTH and letters.search(word.text)
    }


@given(drawn_evaluations(), st.data())
def test_every_page_in_both_languages(drawn: Drawn, data: st.DataObject) -> None:
    """Trees, steps, sentences, the table and the data, for any names there are."""
    evaluation = drawn.evaluation
    names = data.draw(st.lists(st.sampled_from(asked_of(evaluation)), min_size=1, max_size=4))
    for lang, other in (("en", _THAI), ("th", _ENGLISH)):
        said = list(cases.words_of(scorecard_page(evaluation, lang)))
        for asked in names:
            explanation = explained(evaluation, asked)
            for form in ("tree", "steps", "sentence"):
                said += cases.words_of(explanation.page(lang, form))
            json.dumps(explanation.to_dict())

        assert stray(said, other) == set()


@given(drawn_evaluations(), st.sampled_from(["50", "75", "80.5", "100", "120"]))
def test_every_why_not_of_a_score(drawn: Drawn, score: str) -> None:
    """What is reached is said to be, and what is said to be enough is enough."""
    evaluation = drawn.evaluation
    for name, outcome in evaluation.indicators.items():
        explanation = explained(evaluation, name, score)
        answer = explanation.answer
        has = outcome.score.value
        if outcome.indicator.made_of is not None:
            assert isinstance(answer, TotalAnswer)
            assert answer.reached == (isinstance(has, Fraction) and has >= Fraction(score))
            continue
        if outcome.indicator.stages is not None:
            assert isinstance(answer, StageAnswer)
            assert answer.reached == (isinstance(has, Fraction) and has >= Fraction(score))
            for lang in ("en", "th"):
                assert cases.texts(explanation.page(lang))
            json.dumps(explanation.to_dict())
            continue
        assert isinstance(answer, ScoreAnswer)
        assert answer.reached == (isinstance(has, Fraction) and has >= Fraction(score))

        evaluate_with = evaluating(
            evaluation, lambda again, name=name: again.indicators[name].score
        )
        for change in answer.changes:
            if change.verdict == "enough":
                assert change.to is not None
                reached = evaluate_with(change.fact.name, change.to)
                assert reached is not None
                assert reached >= Fraction(score)
        for lang in ("en", "th"):
            assert cases.texts(explanation.page(lang))
        json.dumps(explanation.to_dict())


@given(drawn_evaluations())
def test_every_why_not_of_a_band_and_of_a_row(drawn: Drawn) -> None:
    """Exactly the band and the row that apply are said to be reached."""
    evaluation = drawn.evaluation
    bands = evaluation.rules.bands.get(evaluation.scorecard.bands or "")
    graded = evaluation.band
    for band in bands.bands if bands is not None else ():
        explanation = explained(evaluation, "total", band.name)
        reached = json.loads(json.dumps(explanation.to_dict()))["why_not"]["reached"]

        assert graded is not None
        assert reached == (graded.value == band.name)
        assert cases.texts(explanation.page("th"))
    for name, table in evaluation.rules.classifications.items():
        for row in table.outcomes:
            explanation = explained(evaluation, name, row.name)
            answer = json.loads(json.dumps(explanation.to_dict()))["why_not"]

            assert answer["reached"] == (evaluation.classes[name].value == row.name)
            assert cases.texts(explanation.page("en"))


def test_the_part_asked_for_is_explained() -> None:
    """`name.score` is the score and not the whole indicator."""
    found = explained(cases.volunteers(), "indicator-2.score")

    assert isinstance(found.target, IndicatorTarget)
    assert found.target.part == "score"
