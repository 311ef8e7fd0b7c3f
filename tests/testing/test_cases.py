"""Tables of cases: what headings and cells mean, and where a failing case points."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from kpirules.model.examples import ExpectBetween, ExpectMissing, ExpectValue
from kpirules.project.books import load_text
from kpirules.prose.words import plain
from kpirules.testing.examples import Outcome
from kpirules.testing.running import run_examples

RULES = """
unit person
fact trained "officers trained"
  measured in person
  whole number from 0 to 1000
fact urgent
  yes or no
parameter goal
  measured in person
  200 from 2560
value share
  measured in percent
  formula trained / goal * 100
value growth
  measured in percent
  formula trained in 2566 / trained in 2565 * 100
classify pace
  first that applies
  fast "เร็ว" when urgent
  slow otherwise
example edges
  period 2566
  cases "cases.csv"
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def outcomes(table: str, rules: str = RULES) -> tuple[Outcome, ...]:
    """The cases of a table, run."""
    Path("cases.csv").write_text(table, "utf-8")
    checked = load_text(rules)
    assert checked.findings == ()

    return run_examples(checked.value).outcomes


def codes(found: tuple[Outcome, ...]) -> list[str]:
    """What is wrong, in order."""
    return [problem.code for outcome in found for problem in outcome.findings]


def test_facts_go_by_name_label_unit_and_year() -> None:
    """A heading may say the unit of a fact, and another year of it."""
    found = outcomes(
        "case,officers trained (person),trained in 2565,urgent,expect growth,expect pace\n"
        "a,30,20,yes,150,เร็ว\n"
        "b,30,,no,absent,slow\n"
    )

    assert [outcome.passed for outcome in found] == [True, True]
    assert [outcome.name for outcome in found] == ["edges: a", "edges: b"]


def test_an_empty_cell_leaves_what_the_example_says() -> None:
    """The line `given` holds where a row gives nothing, and only there."""
    found = outcomes(
        "case,trained,expect share\na,,50\nb,20,10\n", f"{RULES}  given trained = 100\n"
    )

    assert codes(found) == []


def test_an_expectation_of_the_example_is_one_of_every_row() -> None:
    """A table without columns that expect is run where the example itself expects."""
    found = outcomes("trained\n100\n101\n", f"{RULES}  expect share = 50\n")

    assert [outcome.passed for outcome in found] == [True, False]
    assert [outcome.case.name for outcome in found if outcome.case] == ["2", "3"]


def test_expected_cells_are_figures_ranges_and_reasons() -> None:
    """Each kind of expectation that a line may have, a cell may have."""
    found = outcomes(
        "trained,expect share rounded to 0 places half up\n"
        "101,51\n,withheld\nnot announced,not announced\n0,between 1 and 2\n"
    )
    kinds = [type(check.expectation) for outcome in found for check in outcome.checks]

    assert kinds == [ExpectValue, ExpectMissing, ExpectMissing, ExpectBetween]
    assert [outcome.passed for outcome in found] == [True, True, True, False]


def test_a_failing_case_points_to_its_cell() -> None:
    """The finding stands at the cell that expects, and names case and column."""
    found = outcomes("case,trained,expect share\na,100,51\n")
    (problem,) = found[0].findings
    said = problem.describe("en")

    assert (problem.span.file, problem.span.start) == ("cases.csv", 32)
    assert plain(said.notes[0]) == "case `a` of the example `edges`: `share`"
    assert [label.span.start for label in said.labels] == [13]


def test_all_rows_are_checked_whatever_is_wrong_in_one() -> None:
    """Nothing is lost: findings of every row are reported together."""
    found = outcomes("case,trained,expect share\na,9.5,1\nb,2000,1\nc,x,y\nd,100,50\n")

    assert codes(found) == ["KPI0402", "KPI0404", "KPI0402", "KPI0402"]
    assert found[-1].passed


def test_rows_are_not_compared_where_a_heading_is_wrong() -> None:
    """A column that was not understood would make every row come to something else."""
    found = outcomes("case,traned,expect share\na,100,50\nb,3.x,50\n")

    assert codes(found) == ["KPI0704"]


def test_a_sheet_of_excel_is_a_table_of_cases() -> None:
    """Cells of a workbook are read as exactly as those of CSV, percentages too."""
    with xlsxwriter.Workbook("cases.xlsx") as book:
        book.add_worksheet("notes").write(0, 0, "not here")
        sheet = book.add_worksheet("กรณี")
        sheet.write_row(0, 0, ["กรณี", "trained", "ต้องได้ share"])
        sheet.write_row(1, 0, ["หนึ่ง", 33])
        sheet.write(1, 2, 0.165, book.add_format({"num_format": "0.0%"}))
    checked = load_text(RULES.replace("cases.csv", "cases.xlsx"))
    (outcome,) = run_examples(checked.value).outcomes

    assert outcome.passed
    assert outcome.checks[0].trace is not None
    assert outcome.checks[0].trace.value == Fraction(33, 2)
    assert outcome.span.file == "cases.xlsx [กรณี]"
