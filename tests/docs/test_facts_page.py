"""The examples of the page on facts files say the same in every format."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from kpirules.facts.facts import Facts
from kpirules.facts.files import read_facts
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard, no_scorecard
from kpirules.project.books import load_text

PAGE = (Path(__file__).parents[2] / "docs" / "facts.md").read_text("utf-8")
ENGLISH, THAI = PAGE.split("## ไทย", 1)
NAMES = {ENGLISH: ("volunteers", "households-result"), THAI: ("จำนวน-อพม", "ผลครัวเรือน")}

both_halves = pytest.mark.parametrize("half", [ENGLISH, THAI], ids=["en", "th"])


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep nothing between tests."""
    monkeypatch.setenv("KPIRULES_CACHE", str(tmp_path / "cache"))


def blocks(half: str, kind: str) -> list[str]:
    """The fenced blocks of a kind in one language."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", half, re.MULTILINE | re.DOTALL)


def book(half: str) -> tuple[Rules, Scorecard]:
    """The rules of the page; they have no scorecard."""
    (text,) = blocks(half, "kpi")
    checked = load_text(text)

    assert checked.findings == ()
    return checked.value, no_scorecard(2566)


def figures(facts: Facts) -> dict[tuple[str, int], object]:
    """What is given, by fact and year."""
    return {key: supplied.value for key, supplied in facts.entries.items()}


def expected(half: str) -> dict[tuple[str, int], Fraction]:
    """What every example of the page says."""
    volunteers, households = NAMES[half]
    return {
        (volunteers, 2566): Fraction(362_318),
        (households, 2566): Fraction(9455, 100),
        (volunteers, 2565): Fraction(306_371),
    }


@both_halves
@pytest.mark.parametrize(("kind", "number"), [("yaml", 0), ("json", 0), ("csv", 0), ("csv", 1)])
def test_examples_say_the_same(half: str, kind: str, number: int, tmp_path: Path) -> None:
    """Each is read without a finding."""
    file = tmp_path / f"facts.{kind}"
    file.write_text(blocks(half, kind)[number], "utf-8")
    checked = read_facts(file, *book(half))

    assert checked.findings == ()
    assert figures(checked.value) == expected(half)


@both_halves
@pytest.mark.parametrize("number", [0, 1])
def test_tables_are_read_from_excel_and_in_the_old_thai_encoding(
    half: str, number: int, tmp_path: Path
) -> None:
    """The tables of the page, as Excel in Thailand saves them."""
    text = blocks(half, "csv")[number]
    old, workbook = tmp_path / "facts.csv", tmp_path / "facts.xlsx"
    old.write_bytes(text.encode("cp874"))
    with xlsxwriter.Workbook(workbook) as written:
        sheet = written.add_worksheet("facts")
        for row, cells in enumerate(csv.reader(io.StringIO(text))):
            sheet.write_row(row, 0, cells)

    for file in (old, workbook):
        checked = read_facts(file, *book(half))

        assert checked.findings == ()
        assert figures(checked.value) == expected(half)
