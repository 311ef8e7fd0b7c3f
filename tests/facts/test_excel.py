"""Facts from workbooks of Excel: cells of every kind, sheets, and files that are none."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.books import read_text
from tests.facts.book import card, headline, rule_book

from kpirules.diagnostics.findings import Checked
from kpirules.facts.excel import read_workbook
from kpirules.facts.facts import Facts
from kpirules.facts.files import facts_of, open_facts, read_facts
from kpirules.facts.sheets import Sheet, cell_name
from kpirules.model.scorecards import no_scorecard
from kpirules.prose.words import plain
from kpirules.render.place import where

RULES, CARD = rule_book(), card()
HEADINGS = ["name", "value"]

Rows = Sequence[Sequence[Any]]


def workbook(rows: Rows, *, formats: dict[str, str] | None = None, **more: Rows) -> bytes:
    """A workbook with a sheet, and more of them; formats of numbers by the name of the cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, lines in {"Sheet1": rows, **more}.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                for column, value in enumerate(line):
                    shown = (formats or {}).get(cell_name(number + 1, column + 1))
                    sheet.write(
                        number, column, value, book.add_format({"num_format": shown or "General"})
                    )
    return out.getvalue()


def read(data: bytes) -> Checked[Facts]:
    """Bytes as a workbook of facts."""
    text = read_workbook(data, "facts.xlsx")

    assert text.findings == ()
    assert text.value is not None
    return facts_of(text.value, RULES, CARD)


def replaced(data: bytes, old: str, new: str) -> bytes:
    """A workbook with a piece of a sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            after.writestr(name, text.replace(old, new) if "sheet1" in name else text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "cell", "value", "written"),
    [
        ("volunteers", 362_318, Fraction(362_318), "362318"),
        ("volunteers", "362,318", Fraction(362_318), "362,318"),
        ("volunteers", "๕ คน", Fraction(5), "๕ คน"),
        ("households-result", 94.55, Fraction(9455, 100), "94.55"),
        ("households-result", "๑๒.๕", Fraction(25, 2), "๑๒.๕"),
        ("ratio", 0.1, Fraction(1, 10), "0.1"),
        ("ratio", -1e-7, Fraction(-1, 10**7), "-0.0000001"),
        ("announced", True, True, "True"),
        ("announced", "ไม่ใช่", False, "ไม่ใช่"),
        ("attendance", "late", "late", "late"),
        ("volunteers", "not announced", None, "not announced"),
    ],
)
def test_cells_are_read(name: str, cell: object, value: object, written: str) -> None:
    """A number is its shortest decimal; text is text; in both shapes of a table."""
    for rows in ([HEADINGS, [name, cell]], [[name], [cell]]):
        checked = read(workbook(rows))
        (supplied,) = checked.value.entries.values()

        assert checked.findings == ()
        assert (supplied.value, supplied.written) == (value, written)
        assert supplied.origin == "facts.xlsx [Sheet1]"


def test_a_percentage_is_what_the_cell_shows() -> None:
    """Excel keeps 0.9455 where it shows 94.55%; a fact in another unit refuses it."""
    formats = {"B2": "0.00%", "B3": '0"%"', "B4": "0%"}
    rows = [HEADINGS, ["households-result", 0.9455], ["ratio", 5], ["pmqa-score", 0.5]]
    checked = read(workbook(rows, formats=formats))

    assert {key: fact.value for (key, _), fact in checked.value.entries.items()} == {
        "households-result": Fraction(9455, 100),
        "ratio": 5,
    }
    assert [headline(problem) for problem in checked.findings] == [
        "KPI0403 `pmqa-score` is measured in points, but `%` is written"
    ]


def test_years_pages_and_dates_are_read() -> None:
    """Whole numbers come without decimals, dates as ISO writes them."""
    rows = [
        [*HEADINGS, "period", "page", "as-of"],
        ["volunteers", 5, 2566, 8, dt.date(2023, 9, 30)],
        ["volunteers", 4, 2565, "8-9", ""],
    ]
    checked = read(workbook(rows, formats={"E2": "dd/mm/yyyy"}))
    supplied = checked.value.entries["volunteers", 2566]

    assert checked.findings == ()
    assert (supplied.provenance.page, supplied.provenance.as_of) == ("8", "2023-09-30")
    assert checked.value.entries["volunteers", 2565].value == 4


@pytest.mark.parametrize(
    ("rows", "place", "expected"),
    [
        ([HEADINGS, ["ratio", 1 / 3]], "B2", "KPI0408 `ratio` ends in digits left by"),
        ([HEADINGS, ["volunteers", 1.5]], "B2", "KPI0402 `volunteers` is a whole number"),
        ([HEADINGS, ["volunteers", True]], "B2", "KPI0402 `volunteers` is a number, but `True`"),
        ([HEADINGS, [], ["volunteer", 5]], "A3", "KPI0401 there is no fact `volunteer`"),
        ([HEADINGS, ["volunteers", ""]], "A2", "KPI0402 `volunteers` has no value"),
        ([HEADINGS, ["", 5]], "B2", "KPI0409 this row does not say which fact it gives"),
        ([[], ["", *HEADINGS, "unti"], ["", "volunteers", 5]], "D2", "KPI0410 a table of facts"),
        ([HEADINGS, ["volunteers", "a\tb\nc"]], "B2", "KPI0402 `volunteers` is a number"),
        ([HEADINGS, ["volunteers", 5, "x"]], "C2", "KPI0409 `x` stands in a column"),
        ([["volunteers"], [5], [6]], "A3", "KPI0409 this table has 2 rows"),
    ],
)  # fmt: skip
def test_a_finding_is_called_after_its_cell(rows: Rows, place: str, expected: str) -> None:
    """File, sheet and cell; its line in the text is the row."""
    text = read_workbook(workbook([], ข้อมูล=rows), "facts.xlsx").value
    assert text is not None
    (problem,) = facts_of(text, RULES, CARD).findings

    assert headline(problem).startswith(expected)
    assert where(problem.span, {text.name: text}) == f"facts.xlsx [ข้อมูล] {place}"
    assert text.place(problem.span.start).line == int(place[1:])
    assert problem.describe("th").fixes == ()


def test_an_error_in_a_cell_is_no_empty_cell() -> None:
    """#N/A and the like are shown as Excel shows them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write(1, 0, "volunteers")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    (problem,) = read(out.getvalue()).findings

    assert headline(problem) == "KPI0402 `volunteers` is a number, but `#DIV/0!` is written"


def test_merged_cells_name_only_the_first_row() -> None:
    """A name over two rows is the name of the first; the second asks for one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.merge_range(1, 0, 2, 0, "volunteers")
        sheet.write_column(1, 1, [5, 6])
    checked = read(out.getvalue())

    assert checked.value.entries["volunteers", 2566].value == 5
    assert [problem.code for problem in checked.findings] == ["KPI0409"]


@pytest.mark.parametrize("name", ["facts", "Facts ", "ข้อมูล"])
def test_the_sheet_of_facts_is_found_by_its_name(name: str) -> None:
    """Wherever it stands; without one it is the first."""
    good, other = [HEADINGS, ["volunteers", 5]], [HEADINGS, ["volunteers", 7]]
    named = read(workbook(other, notes=other, **{name: good}))
    first = read(workbook(good, notes=other))

    assert [fact.value for fact in named.value.entries.values()] == [5]
    assert [fact.value for fact in first.value.entries.values()] == [5]


def test_an_empty_sheet_is_said() -> None:
    """Headings are what it needs."""
    (problem,) = read(workbook([])).findings

    assert headline(problem) == "KPI0409 this table is empty"


def locked() -> bytes:
    """How a workbook with a password begins and what it holds."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("f.xls", b"", "KPI0006 `f.xls` is a workbook as Excel wrote them before 2007"),
        ("f.ods", b"", "KPI0006 `f.ods` is a workbook of another kind than .xlsx"),
        ("f.xlsx", locked()[:8], "KPI0006 `f.xlsx` is a workbook as Excel wrote them before 2007"),
        ("f.xlsx", locked(), "KPI0006 `f.xlsx` is protected with a password"),
        ("f.xlsx", b"name,value", "KPI0006 `f.xlsx` is no Excel workbook, or it is damaged"),
        ("f.xlsx", workbook([])[:-40], "KPI0006 `f.xlsx` is no Excel workbook, or it is damaged"),
        ("f.xlsx", b"", "KPI0005 `f.xlsx` is empty"),
    ],
)
def test_what_is_no_workbook_is_said(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    """By what it is, with what to do in Excel."""
    file = tmp_path / name
    file.write_bytes(data)
    (problem,) = open_facts(file, name).findings

    assert headline(problem) == expected
    assert headline(problem, "th") != expected
    assert problem.describe("th").helps


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """As for every other format, also where workbooks of that kind are not read."""
    for name in ("facts.xlsx", "facts.xls"):
        (problem,) = read_facts(tmp_path / name, RULES, CARD, name=name).findings

        assert problem.code == "KPI0001"


def test_a_missing_package_comes_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line to copy."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (problem,) = read_workbook(workbook([HEADINGS, ["volunteers", 5]]), "facts.xlsx").findings
    (help_,) = problem.describe("en").helps

    assert '`pip install "kpirules[tables]"`' in plain(help_)


def test_a_stray_cell_far_away_is_said_before_it_takes_memory() -> None:
    """A table of facts has some hundred cells."""
    data = replaced(
        workbook([HEADINGS, ["volunteers", 5]]),
        "</sheetData>",
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    )
    (problem,) = read_workbook(data, "facts.xlsx").findings

    assert "reaches down to cell `XFD1048576`" in headline(problem)


def test_a_sheet_is_its_text() -> None:
    """One row a line, cells parted by tabs, empty rows kept."""
    text = read_workbook(workbook([[], ["", "ชื่อ", "ค่า"], [], ["", "a\nb", 5, ""]]), "f").value

    assert isinstance(text, Sheet)
    assert text.text == "\n\tชื่อ\tค่า\n\n\ta b\t5"


# ------------------------------------------------------------------ whatever comes


@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9),
                       max_value=10**9, places=4),
    percent=st.booleans(),
)  # fmt: skip
@settings(deadline=None, max_examples=50)
def test_any_number_comes_back_exactly(number: Decimal, *, percent: bool) -> None:
    """What was typed is what counts, up to the fifteen digits that Excel keeps."""
    name = "households-result" if percent else "budget"
    formats = {"B2": "0.00%"} if percent else {}
    text = read_workbook(workbook([HEADINGS, [name, float(number)]], formats=formats), "f").value
    assert isinstance(text, Sheet)
    shown = text.cells[1][1].text

    assert Fraction(shown.rstrip("%")) == Fraction(str(number)) * (100 if percent else 1)


@given(data=st.binary(max_size=200), at=st.integers(0, 5_000), whole=st.booleans())
@settings(deadline=None)
def test_whatever_a_file_holds_nothing_raises(data: bytes, at: int, *, whole: bool) -> None:
    """Random bytes, and a workbook with random bytes in it."""
    good = workbook([HEADINGS, ["volunteers", 5]])
    damaged = data if whole else good[:at] + data + good[at + len(data) :]
    text = read_workbook(damaged, "facts.xlsx")
    found = text.findings if text.value is None else facts_of(text.value, RULES, CARD).findings
    for problem in found:
        assert problem.describe("en").headline
        assert problem.describe("th").headline


DATES = """
fact approved
  date from 1 October 2565 to 30 September 2566
fact finished
  date
fact typed
  date
"""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.date(2022, 10, 3), "dd/mm/yyyy"),
        (dt.datetime(2022, 10, 3), "[$-D07041E]d mmm yyyy"),  # noqa: DTZ001  # cells have no zone
        ("3 ต.ค. 2565", "@"),
        ("๓ ตุลาคม ๒๕๖๕", "@"),
        ("2565-10-03", "General"),
        ("2022-10-03", "General"),
    ],
)
def test_a_date_is_a_date_however_it_is_shown(value: object, shown: str) -> None:
    """Cells of dates, in either era on the screen, and dates typed as text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": shown}) as book:
        book.add_worksheet().write_row(0, 0, HEADINGS)
        book.worksheets()[0].write_row(1, 0, ["approved", value])
    read = read_workbook(out.getvalue(), "facts.xlsx").value
    assert read is not None
    checked = facts_of(read, read_text(DATES).value, no_scorecard(2566))

    assert checked.findings == ()
    (supplied,) = checked.value.entries.values()
    assert supplied.value == dt.date(2022, 10, 3)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (dt.datetime(2022, 10, 3, 14, 30), "leave out the time of day: `2022-10-03`"),  # noqa: DTZ001
        (44837, "in Excel a number such as this may be a date: format the cell as a date"),
        ("3/10/2565", "write `30 September 2566` or `2023-09-30`"),
    ],
)
def test_what_may_be_another_day_is_no_date(value: object, said: str) -> None:
    """A time of day, a bare number, and a month that may be the day: each is asked for."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "d/m/yyyy"}) as book:
        book.add_worksheet().write_row(0, 0, HEADINGS)
        book.worksheets()[0].write_row(1, 0, ["approved", value])
    read = read_workbook(out.getvalue(), "facts.xlsx").value
    assert read is not None
    (finding,) = facts_of(read, read_text(DATES).value, no_scorecard(2566)).findings

    assert plain(finding.describe("en").helps[0]).startswith(said)
