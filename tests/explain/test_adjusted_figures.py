"""Figures that the facts file calls adjusted: `***` wherever an indicator's score rests on them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.explain import cases

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.explain.document import Explanation, explain
from kpirules.explain.scorecard import scorecard_page
from kpirules.facts.files import facts_of, open_facts
from kpirules.project.results import scorecard_csv, scorecard_data
from kpirules.prose.words import Language

RULES = """
fact reached
  measured in point
  from 0 to 100
fact other
  measured in point
  from 0 to 100
indicator reach
  part of work
  weight 60
  measured in point
  formula reached
  score reach.result
indicator rest
  part of work
  weight 40
  measured in point
  formula other
  score rest.result
scorecard office
  period 2566
  component work weight 100
  total is the sum of the weighted scores
"""
FIGURES = {
    "former": "reached: {value: 80, formerly: 70, source: register, page: 8, note: counted twice}",
    "status": "reached: {value: 80, status: adjusted}",
    "thai": "reached: {ค่า: 80, สถานะ: ปรับผลการดำเนินงาน, ค่าเดิม: 70}",
}


def evaluated(figure: str, folder: Path) -> Evaluation:
    """The scorecard with an adjusted figure; the other indicator's is as first reported."""
    rules = cases.rules_of(RULES)
    path = folder / "facts.yaml"
    path.write_text(f"period: 2566\nfacts:\n  {FIGURES[figure]}\n  other: 50\n", encoding="utf-8")
    source = open_facts(path, "facts.yaml").value
    assert source is not None
    found = facts_of(source, rules, rules.scorecards["office"])
    assert found.findings == ()
    return evaluate(rules, "office", found.value)


@pytest.mark.parametrize("figure", FIGURES)
def test_only_what_rests_on_the_figure_is_marked(figure: str, tmp_path: Path) -> None:
    """The score is that of the figure as it is now."""
    evaluation = evaluated(figure, tmp_path)
    rows = list(csv.DictReader(io.StringIO(scorecard_csv(evaluation, "en"))))

    assert [(row["score"], row["marks"]) for row in rows[:2]] == [("80", "***"), ("50", "")]
    assert evaluation.total.value == 68


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        (
            "en",
            "*** reach: reached adjusted from 70 to 80: counted twice (source: register, page 8)",
        ),
        ("th", "*** reach: ปรับ reached จาก 70 เป็น 80: counted twice (แหล่งที่มา register หน้า 8)"),
    ],
)
def test_the_footnote_gives_both_figures(lang: Language, note: str, tmp_path: Path) -> None:
    """And why, and by which document."""
    assert note in cases.texts(scorecard_page(evaluated("former", tmp_path), lang))


def test_without_the_former_figure(tmp_path: Path) -> None:
    """A status alone says that it was adjusted."""
    told = cases.texts(scorecard_page(evaluated("status", tmp_path), "en"))

    assert "*** reach: reached adjusted to 80" in told


def test_as_data_and_in_an_explanation(tmp_path: Path) -> None:
    """JSON has both figures; the explanation of the fact has the former one."""
    evaluation = evaluated("former", tmp_path)
    indicators = scorecard_data(evaluation)["indicators"]
    assert isinstance(indicators, list)

    assert indicators[0]["marks"] == [
        {
            "mark": "***", "what": "adjusted_figure", "fact": "reached", "formerly": "70",
            "now": "80", "reason": "counted twice", "source": {"text": "register", "page": "8"},
        }
    ]  # fmt: skip
    assert indicators[1]["marks"] == []
    found = explain(evaluation, "reached")
    assert isinstance(found, Explanation)
    assert any("formerly 70" in each for each in cases.texts(found.page("en")))
