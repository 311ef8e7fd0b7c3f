"""`kpirules test --suggest`: what is pasted checks, passes, and covers what was left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.testing.test_coverage import DEPARTMENT, RULES

from kpirules.cli.main import run
from kpirules.project.books import load_book, load_text
from kpirules.semantics.cases import case_of
from kpirules.testing.coverage import coverage
from kpirules.testing.running import run_examples
from kpirules.testing.suggest import suggest


def suggested(text: str, lang: str = "en") -> tuple[str, int]:
    """The examples suggested for rules, and for how much none were found."""
    rules = load_text(text).value
    outcomes = run_examples(rules).outcomes
    found = suggest(rules, outcomes, coverage(rules, outcomes), lang)  # type: ignore[arg-type]
    return found.text, len(found.left)


def assert_pasted_holds(rules: str, examples: str, left: int) -> None:
    """The rules with the examples under them have no finding, and nothing else is uncovered."""
    checked = load_text(f"{rules}\n{examples}")
    outcomes = run_examples(checked.value).outcomes

    assert checked.findings == ()
    assert [each.findings for each in outcomes if not each.passed] == []
    assert sum(not each.by for each in coverage(checked.value, outcomes)) == left


@pytest.mark.parametrize("lang", ["en", "th"])
def test_what_is_pasted_passes_and_covers(lang: str) -> None:
    """From no examples at all, in either language."""
    examples, left = suggested(RULES, lang)

    assert left == 1  # steps of 50 points never add up to exactly 80
    assert_pasted_holds(RULES, examples, 1)


def test_it_goes_on_from_the_examples_there_are() -> None:
    """Only what is missing is suggested, and no name is taken twice."""
    own = "example training-40\n given trained = 39.9\n expect training.score = 0\n"
    examples, _ = suggested(RULES + own)

    assert "training-39-9" not in examples
    assert "example training-40-2\n" in examples
    assert_pasted_holds(RULES + own, examples, 1)


def test_each_result_is_to_be_confirmed() -> None:
    """Every expected line carries the comment; nobody takes it for a published figure."""
    examples, _ = suggested(RULES)
    expected = [line for line in examples.splitlines() if line.strip().startswith("expect")]

    assert expected
    assert all("  # confirm" in line for line in expected)


BY_FORMULA = """\
fact reach-a "reach a"
  measured in percent
  number from 0 to 100 with 2 decimals

fact reach-b "reach b"
  measured in percent
  number from 0 to 100 with 2 decimals

scoring by-mark "the mark itself"
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score

indicator one
  part of left
  weight 40
  measured in percent
  formula reach-a
  scored by by-mark
    0 at 0
    100 at 80

indicator two
  part of right
  weight 60
  measured in percent
  formula reach-b
  scored by by-mark
    0 at 0
    100 at 50

scorecard card
  period 2566
  component left weight 40
  component right weight 60
  weighted score rounded to 2 places half up
  total = min(left.score, right.score) * 0.5 + max(left.score, right.score) * 0.5
  graded by levels

bands levels
  decided on the exact total
  low "low" below 40
  middle "middle" at least 40 and below 75
  high "high" at least 75
"""


@pytest.mark.parametrize(
    "total",
    [
        "total = min(left.score, right.score) * 0.5 + max(left.score, right.score) * 0.5",
        "total = if one.score below 60 then left.score * 0.5 else right.score",
        "total is the lowest of the components",
    ],
)
def test_totals_that_are_no_sums_are_brought_to_their_bands(total: str) -> None:
    """Nobody can tell from the weights how far a fact must go; it is searched for, and evaluated."""
    rules = re.sub("total = .*", total, BY_FORMULA)
    examples, left = suggested(rules)

    assert "example total-40\n" in examples
    assert left == 0
    assert_pasted_holds(rules, examples, 0)


def test_distances_are_turned_round_on_either_side() -> None:
    """Where nearer is better, a result at the wanted distance is found."""
    nearer = RULES
    for before, after in (
        ("higher is better", "nearer to 50 is better"),
        ("50 at 40", "50 within 10"),
        ("100 at 100", "100 within 0"),
        ("below the first level", "short of the first level"),
        ("above the last level", "past the last level"),
    ):
        nearer = nearer.replace(before, after)
    examples, left = suggested(nearer)

    assert_pasted_holds(nearer, examples, left)
    assert "training-10-1" in examples


def test_the_department_without_examples_is_covered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole scorecard: every edge, row and policy is found by turning its rules round."""
    for path in DEPARTMENT.iterdir():
        text = path.read_text("utf-8") if path.suffix == ".kpi" else ""
        if text and not path.name.startswith("examples"):
            (tmp_path / path.name).write_text(text, "utf-8")
    (tmp_path / "facts.yaml").write_bytes((DEPARTMENT / "facts.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    before = load_book(tmp_path).value
    with pytest.raises(SystemExit) as stopped:
        run(["test", ".", "--suggest"])
    (tmp_path / "suggested.kpi").write_text(capsys.readouterr().out, "utf-8")
    book = load_book(tmp_path)
    outcomes = run_examples(book.value).outcomes

    assert stopped.value.code == 0
    assert len(book.value.examples) > len(before.examples) + 20
    assert not [finding for finding in book.findings if finding.code != "KPI0703"]
    assert [outcome.findings for outcome in outcomes if not outcome.passed] == []
    assert [each.demand for each in coverage(book.value, outcomes) if not each.by] == []


def test_facts_of_a_row_make_it_decide() -> None:
    """Also the row for all other cases."""
    rules = load_text(RULES).value
    table = rules.classifications["pace"]
    found = [case_of(table, row, rules) for row in table.outcomes]

    assert [[each.value for each in given] for given in found] == [[True], [False]]


def test_coverage_and_suggestions_are_asked_for_one_at_a_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """They print different things."""
    with pytest.raises(SystemExit) as stopped:
        run(["test", str(DEPARTMENT), "--coverage", "--suggest"])

    assert stopped.value.code == 2
    assert "--suggest" in capsys.readouterr().err
