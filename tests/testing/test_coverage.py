"""`kpirules test --coverage`: what examples should try, and what of it they do."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from kpirules.cli.main import run
from kpirules.project.books import load_book, load_text
from kpirules.testing.coverage import Covered, coverage
from kpirules.testing.demands import EdgeDemand, PolicyDemand, RowDemand
from kpirules.testing.running import run_examples
from kpirules.text.width import width_of

DEPARTMENT = Path(__file__).resolve().parents[2] / "rules" / "dsdw" / "2566"

RULES = """
fact trained
  measured in percent
  from 0 to 100 with 1 decimal
fact late
  yes or no
scoring steps
  higher is better
  below the first level 0
  between levels step
  above the last level the last score
indicator training
  part of work
  weight 100
  measured in percent
  formula trained
  scored by steps
    50 at 40
    100 at 100
bands b
  good at least 80
  bad below 80
  decided on the exact total
classify pace
  first that applies
  slow when late
  timely otherwise
scorecard office
  period 2566
  component work weight 100
  total is the sum of the weighted scores
  graded by b
  when cancelled redistribute within the component
  when not announced show the range
"""


def covered(examples: str, rules: str = RULES) -> tuple[Covered, ...]:
    """What some examples cover of the rules."""
    checked = load_text(rules + examples)
    assert checked.findings == ()

    return coverage(checked.value, run_examples(checked.value).outcomes)


def levels(found: tuple[Covered, ...]) -> dict[Fraction | None, bool]:
    """Results at the levels of the indicator, and whether they are covered."""
    return {
        each.demand.window.point: bool(each.by)
        for each in found
        if isinstance(each.demand, EdgeDemand) and each.demand.of is not None
    }


def test_a_level_has_a_result_on_it_and_one_on_either_side() -> None:
    """At the decimals of the fact; past 100 there is no result, so none is asked for."""
    found = levels(covered("example e\n given trained = 39.9\n expect training.score = 0\n"))

    assert found == {
        Fraction("39.9"): True,
        Fraction(40): False,
        Fraction("40.1"): False,
        Fraction("99.9"): False,
        Fraction(100): False,
    }


def test_the_rounding_of_a_result_says_how_near_its_sides_are() -> None:
    """Rounded to whole percent, the results beside 40 are 39 and 41."""
    rounded = RULES.replace("formula trained\n", "formula trained\n  rounded to 0 places half up\n")
    found = levels(covered("example e\n expect total is absent\n", rounded))

    assert list(found) == [39, 40, 41, 99, 100]


def test_only_what_is_expected_counts() -> None:
    """A score that was computed, and that nothing expected depends on, is not tested."""
    bare = covered("example e\n given trained = 40\n expect training.result = 40\n")
    through = covered("example e\n given trained = 40\n expect total = 50\n")
    wrong = covered("example e\n given trained = 40\n expect total = 51\n")

    assert [levels(each)[Fraction(40)] for each in (bare, through, wrong)] == [False, True, False]


def test_rows_and_policies_are_covered_by_what_decided() -> None:
    """Each row of a decision table; a policy that no example can bring about is not asked for."""
    found = covered(
        "example late\n given late = yes\n expect pace = slow\n"
        "example open\n given trained not announced\n expect total between 0 and 100\n"
    )
    rest = [each for each in found if not isinstance(each.demand, EdgeDemand)]

    assert [(type(each.demand), each.by) for each in rest] == [
        (PolicyDemand, ("open",)),
        (RowDemand, ("late",)),
        (RowDemand, ()),
    ]


def test_a_total_that_nothing_rounds_has_sides_up_to_the_next_edge() -> None:
    """Any total below 80 is short of it, where totals have no step."""
    found = covered("example e\n given trained = 40\n expect band = bad\n")
    bands = [
        (each.demand.window.low, each.demand.window.high, bool(each.by))
        for each in found
        if isinstance(each.demand, EdgeDemand) and each.demand.of is None
    ]

    assert bands == [(None, 80, True), (80, 80, False), (80, None, False)]


def test_distances_count_where_nearer_is_better() -> None:
    """Nearer than wanted there is nothing: past a distance of 0 no result is asked for."""
    nearer = RULES
    for before, after in (
        ("higher is better", "nearer to 50 is better"),
        ("50 at 40", "50 within 10"),
        ("100 at 100", "100 within 0"),
        ("below the first level", "short of the first level"),
        ("above the last level", "past the last level"),
    ):
        nearer = nearer.replace(before, after)
    found = levels(covered("example e\n given trained = 60\n expect training.score = 50\n", nearer))

    assert found == {
        Fraction("10.1"): False, Fraction(10): True, Fraction("9.9"): False,
        Fraction("0.1"): False, Fraction(0): False,
    }  # fmt: skip


def test_the_department_has_an_example_for_everything() -> None:
    """Every edge on both sides, every row, every policy."""
    book = load_book(DEPARTMENT).value
    found = coverage(book, run_examples(book).outcomes)

    assert len(found) > 70
    assert [each.demand for each in found if not each.by] == []


@pytest.mark.parametrize("lang", ["en", "th"])
def test_it_is_told_within_80_columns(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is covered, by which example, and exit code 0 where nothing is left."""
    with pytest.raises(SystemExit) as stopped:
        run(["test", str(DEPARTMENT), "--coverage", "--lang", lang])
    shown = capsys.readouterr().out

    assert stopped.value.code == 0
    assert "✓ 59.54" in shown
    assert max(map(width_of, shown.splitlines())) <= 80


def test_data_name_what_is_not_covered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON, with the place of the edge; exit code 1 where something is left."""
    monkeypatch.chdir(tmp_path)
    Path("a.kpi").write_text(RULES, "utf-8")
    with pytest.raises(SystemExit) as stopped:
        run(["test", "a.kpi", "--coverage", "--output-format", "json"])
    data = json.loads(capsys.readouterr().out)

    assert stopped.value.code == 1
    assert (data["schema"], data["covered"]) == ("kpirules/1", 0)
    assert data["demands"][0] == {
        "kind": "level", "scorecard": "office", "of": "training", "named": "50", "edge": "40",
        "side": "short", "low": "39.9", "high": "39.9", "included": True, "covered_by": [],
        "file": "a.kpi", "line": 18,
    }  # fmt: skip


def test_coverage_is_no_report_of_results(capsys: pytest.CaptureFixture[str]) -> None:
    """JUnit and annotations have no place for what is not there."""
    with pytest.raises(SystemExit) as stopped:
        run(["test", str(DEPARTMENT), "--coverage", "--output-format", "junit"])

    assert stopped.value.code == 2
    assert "coverage" in capsys.readouterr().err
