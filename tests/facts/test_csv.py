"""Facts from CSV: both shapes of a table, every way of writing it, and every mistake."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.facts.book import card, headline, rule_book

from kpirules.diagnostics.findings import Checked
from kpirules.facts.csv import read_csv
from kpirules.facts.facts import Facts
from kpirules.facts.files import facts_of, read_facts
from kpirules.facts.tables import COLUMNS, table_facts
from kpirules.facts.vocabulary import FACT_KEYS, normal
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.project.supply import supplied_facts
from kpirules.text.source import Source

RULES, CARD = rule_book(), card()
FIVE = {("volunteers", 2566): Fraction(5)}
BOTH = {**FIVE, ("volunteers", 2565): Fraction(4)}


def read(text: str) -> Checked[Facts]:
    """A text as a CSV file of facts."""
    return facts_of(Source("facts.csv", text), RULES, CARD)


def figures(facts: Facts) -> dict[tuple[str, int], object]:
    """What is given, by fact and year."""
    return {key: supplied.value for key, supplied in facts.entries.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,value\nvolunteers,5\n", FIVE),
        ("name,value\r\nvolunteers,5\r\n", FIVE),
        ("name,value\rvolunteers,5", FIVE),
        ("name;value\nvolunteers;5\n", FIVE),
        ("name\tvalue\nvolunteers\t5\n", FIVE),
        ("sep=;\r\nname;value\r\nvolunteers;5\r\n", FIVE),
        ("VALUE , Name\n 5 , volunteers\n", FIVE),
        ('"name","value"\n"volunteers","5"\n', FIVE),
        ("ชื่อ,ค่า\nvolunteers,๕\n", FIVE),
        ("name,value\nจำนวน อพม. สะสม,5 คน\n", FIVE),
        ("name,value,,\nvolunteers,5,,,\n,,,\n\n  \n", FIVE),
        ("Facts of 2566,\n\nname,value\nvolunteers,5\n", FIVE),
        ("volunteers\n5\n", FIVE),
        ("จำนวน อพม. สะสม\n5\n", FIVE),
        ("volun\u00adteers\n5\n", FIVE),
        ("จำนวน\u200b อพม. สะสม\ufeff\n5\n", FIVE),
        ("fact\u00ad,va\u200blue\nvolunteers,5\n", FIVE),
        ("name,value,period\nvolunteers,5,2566\nvolunteers,4,2565\n", BOTH),
        ("name,value,period\nvolunteers,4,2565\nvolunteers,5,2566\n", BOTH),
        ("ชื่อ,ค่า,ปีงบประมาณ\nvolunteers,5,พ.ศ. ๒๕๖๖\nvolunteers,4,๒๕๖๕\n", BOTH),
        ("period,volunteers\n2566,5\n2565,4\n", BOTH),
        ("period,volunteers,north\n2566,5,1\n2565,4,\n", {**BOTH, ("north", 2566): Fraction(1)}),
        ('name,value\nvolunteers,"1,234"\n', {("volunteers", 2566): Fraction(1234)}),
        ("name;value\nvolunteers;1,234\n", {("volunteers", 2566): Fraction(1234)}),
        ("name,value,page\nvolunteers,5,318\n", FIVE),
        ("name,value\nvolunteers,not announced\n", {("volunteers", 2566): None}),
        ("name,value,status\nvolunteers,,ยังไม่ประกาศผล\n", {("volunteers", 2566): None}),
        ("name,value\nattendance,late\n", {("attendance", 2566): "late"}),
    ],
)
def test_tables_are_read(text: str, expected: dict[tuple[str, int], object]) -> None:
    """Both shapes, in every way that programs write them."""
    checked = read(text)

    assert checked.findings == ()
    assert figures(checked.value) == expected


def test_remarks_stand_in_columns() -> None:
    """All that a facts file knows beside a value, under headings in either language."""
    english = "name,value,unit,source,page,note,as-of,status,reported"
    thai = "ชื่อ,ค่า,หน่วย,แหล่งที่มา,หน้า,หมายเหตุ,ณ วันที่,สถานะ,รายงานว่า"
    row = 'volunteers,5,คน,"a ""b"", c",8,"two\nlines",2566-09-30,audited,6'
    for headings in (english, thai):
        checked = read(f"{headings}\n{row}\n")
        (supplied,) = checked.value.entries.values()
        about = supplied.provenance

        assert checked.findings == ()
        assert (about.source, about.page, about.note) == ('a "b", c', "8", "two\nlines")
        assert (about.as_of, about.status, about.reported) == ("2566-09-30", "audited", "6")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,value,vlaue\nvolunteers,5,\n", ["0410 a table of facts has no column `vlaue`"]),
        ("nmae,vlaue\nnorth,5\n", ["0410 a table of facts has no column `nmae`", "0410 a table of facts has no column `vlaue`"]),
        ("name,value,value\nvolunteers,5,\n", ["0406 `value` is given twice"]),
        ("name,value,ค่า\nvolunteers,5,\n", ["0406 `ค่า` is the same as `value`, which is given already"]),
        ("value\n5\n", ["0409 no column says which fact a row gives"]),
        ("name,unit\nvolunteers,คน\n", ["0409 no column holds the values"]),
        ("name,value\n", ["0409 there are no rows under the headings"]),
        ("volunteers\n", ["0409 there are no rows under the headings"]),
        ("volunteers;362,318\nnorth;5\n", ["0409 the first row holds the figure `362,318`, where headings belong"]),
        ("volunteers,5\nnorth,5\n", ["0409 the first row holds the figure `5`, where headings belong"]),
        ("name,value\n,5\n", ["0409 this row does not say which fact it gives"]),
        ("name,value\nvolunteers,5,x\n", ["0409 `x` stands in a column without a heading"]),
        ("name,value\nvolunteers,1,234\n", ["0409 the commas cut `1,234` into several columns"]),
        ("name,value,note\nnorth,1,234\n", ["0409 the commas cut `1,234` into several columns"]),
        ("name,value,period\nvolunteers,1,234,2566\n", ["0409 the commas cut `1,234` into several columns"]),
        ("name,value,period,note\nvolunteers,1,234,2566,\n", ["0409 the commas cut `1,234` into several columns"]),
        ("north,volunteers\n5,1,234\n", ["0409 the commas cut `1,234` into several columns"]),
        (
            "volunteers\n5\n6\n",
            ["0409 this table has 2 rows of facts, and nothing tells them apart"],
        ),
        (
            "period,volunteers\n2566,5\n2565,4\n๒๕๖๖,6\n",
            ["0409 2 rows give the facts of the year `๒๕๖๖`"],
        ),
        ("period,ปี,volunteers\n2566,,5\n", ["0406 `ปี` is the same as `period`, which is given already"]),
        (
            "name,value,period\nnorth,5,\nvolunteers,5,2566\n",
            ["0409 this row says no year, though other rows do"],
        ),
        ("name,value,period\nnorth,5,2566\nnorth,4,last\n", ["0409 `last` is not a year"]),
        (
            "name,value,period\nnorth,5,2568\nnorth,4,2567\nnorth,3,2566\n",
            ["0411 these facts are for the year `2568`, not for `2566`"],
        ),
        ('name,value\nvolunteers,"5\nnorth,5\n', ["0409 this text has no closing quotation mark"]),
        ('name,value\nvolunteers,"5"x\n', ["0409 `x` follows the closing quotation mark"]),
        ("name,value\nvolunteer,5\n", ["0401 there is no fact `volunteer`"]),
        ("period,volunteer\n2566,5\n2565,4\n", ["0401 there is no fact `volunteer`"]),
        ("name,value\nvolunteers,\n", ["0402 `volunteers` has no value"]),
        ("volunteers,north\n5,\n", ["0402 `north` has no value"]),
        ("name,value\nnorth,5\nnorth,6\n", ["0406 `north` is given twice"]),
        ("name;value\nhouseholds-result;59,54\n", ["0402 `households-result` is a number, but `59,54` is written"]),
        ("name,value,unit\nvolunteers,5,บาท\n", ["0403 `volunteers` is measured in person, but `บาท` is written"]),
    ],
)  # fmt: skip
def test_mistakes_are_named(text: str, expected: list[str]) -> None:
    """Each once, in both languages."""
    findings = read(text).findings

    assert [headline(problem) for problem in findings] == [f"KPI{wanted}" for wanted in expected]
    assert all(headline(problem, "th") != headline(problem) for problem in findings)


@pytest.mark.parametrize(
    ("text", "marked", "line"),
    [
        ('name,value\nnorth,5\r\nvolunteers,"5 ""x"""\n', '5 ""x""', 3),
        ("name,value,unti\nnorth,5,\n", "unti", 1),
        ('name,value\nnorth,"5"\nvolunteers, 1,234\n', "1,234", 3),
        ("volunteers ,north\n5, many \n", "many", 2),
        ('name,value\n"vol\nunteers",5\n', "vol\nunteers", 2),
    ],
)
def test_a_finding_points_at_its_cell(text: str, marked: str, line: int) -> None:
    """At what stands in it, without quotation marks and space around it."""
    source = Source("facts.csv", text)
    (problem,) = facts_of(source, RULES, CARD).findings

    assert source.excerpt(problem.span) == marked
    assert source.place(problem.span.start).line == line


def test_a_torn_figure_comes_with_a_fix() -> None:
    """Quotation marks around it make the row right."""
    text = "name,value\nvolunteers,362,318\n"
    (fix,) = read(text).findings[0].describe("en").fixes
    (edit,) = fix.edits
    mended = read(text[: edit.span.start] + edit.text + text[edit.span.end :])

    assert fix.safe
    assert figures(mended.value) == {("volunteers", 2566): 362_318}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620"])
def test_encodings_of_excel_are_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without a mark, and what Excel in Thailand saves."""
    file = tmp_path / "Facts.CSV"
    file.write_bytes("ชื่อ,ค่า,หมายเหตุ\r\nอพม-สะสม,๕,ยอดสะสม\r\n".encode(encoding))
    checked = read_facts(file, RULES, CARD)
    (supplied,) = checked.value.entries.values()

    assert checked.findings == ()
    assert (supplied.value, supplied.provenance.note) == (5, "ยอดสะสม")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("name,value\ncafé,5\n".encode("latin-1"), "KPI0003"),
        ("ชื่อ,ค่า\n".encode() + b"\xa1,5\n", "KPI0003"),
        ("ชื่อ,ค่า\n".encode("utf-16"), "KPI0003"),
        (b"PK\x03\x04xl/", "KPI0002"),
        (b"", "KPI0005"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes, code: str) -> None:
    """Only then is the encoding worth a finding."""
    file = tmp_path / "facts.csv"
    file.write_bytes(data)
    (problem,) = read_facts(file, RULES, CARD).findings

    assert problem.code == code


def test_the_option_takes_csv(tmp_path: Path, rules: Rules, scorecard: Scorecard) -> None:
    """The file of the year asked for, as for YAML."""
    file = tmp_path / "facts.csv"
    file.write_text("name,value,period\nvolunteers,5,2567\nvolunteers,4,2566\n", "utf-8")
    checked = supplied_facts(rules, scorecard, period=2567, files=[str(file)])

    assert checked.findings == ()
    assert figures(checked.value) == {("volunteers", 2567): 5, ("volunteers", 2566): 4}


def test_headings_include_the_keys_of_a_fact() -> None:
    """What a key is called in YAML, a column is called too."""
    assert COLUMNS.items() >= FACT_KEYS.items()


# ------------------------------------------------------------------ whatever comes

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8
).filter(lambda text: text.strip() == text and text.strip(" \t\u00a0"))
separators = st.sampled_from(",;\t")


def written(rows: list[list[str]], separator: str, *, quoted: bool, end: str) -> str:
    """Rows as a program writes them."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


@given(
    rows=st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=5),
    separator=separators,
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(deadline=None)
def test_any_facts_one_a_row_come_back(
    rows: list[tuple[str, str, str]], separator: str, end: str
) -> None:
    """Names, values and sources, word for word."""
    text = written([["name", "value", "source"], *map(list, rows)], separator, quoted=True, end=end)
    source = Source("facts.csv", text)
    table, findings = read_csv(source)
    raw = table_facts(table)
    facts = [(fact.name.text, fact.value, fact.remarks["source"].text) for fact in raw.value.facts]

    assert (findings, raw.findings) == ((), ())
    assert [(name, value and value.text, said) for name, value, said in facts] == rows


@given(
    facts=st.dictionaries(
        # `fact -`, or with a soft hyphen, is a spelling of the heading `fact`: see below.
        texts.map("fact {}".format).filter(lambda name: normal(name) not in COLUMNS),
        texts, min_size=1, max_size=5,
    ),
    separator=separators,
)  # fmt: skip
@example(facts={"fact a": "1,234", "fact b": "x"}, separator=",")
@settings(deadline=None)
def test_any_facts_as_columns_come_back(facts: dict[str, str], separator: str) -> None:
    """Headings and the one row under them, word for word."""
    names = list(facts)
    text = written([names, list(facts.values())], separator, quoted=True, end="\r\n")
    table, findings = read_csv(Source("facts.csv", text))
    raw = table_facts(table)

    assert (findings, raw.findings) == ((), ())
    assert [(fact.name.text, fact.value and fact.value.text) for fact in raw.value.facts] == list(
        zip(names, facts.values(), strict=True)
    )


@given(
    numbers=st.dictionaries(
        st.sampled_from(["ratio", "budget"]),
        st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9),
                    max_value=10**9),
        min_size=1,
    ),
    separator=separators,
    wide=st.booleans(),
)  # fmt: skip
@settings(deadline=None)
def test_any_figures_come_back_exactly(
    numbers: dict[str, object], separator: str, *, wide: bool
) -> None:
    """Through the file and the rules, in both shapes, with commas between thousands."""
    rows = [[name, f"{number:,}"] for name, number in numbers.items()]
    table = (
        [list(column) for column in zip(*rows, strict=True)] if wide else [["name", "value"], *rows]
    )
    checked = read(written(table, separator, quoted=wide, end="\r\n"))

    assert checked.findings == ()
    assert figures(checked.value) == {
        (name, 2566): Fraction(str(number)) for name, number in numbers.items()
    }


@given(data=st.binary(max_size=200) | st.text("\"',;\t\r\n name,value๑5ชื่อค่า").map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_a_file_holds_nothing_raises(tmp_path: Path, data: bytes) -> None:
    """From disk to facts, with words for everything that is wrong."""
    file = tmp_path / "facts.csv"
    file.write_bytes(data)
    for problem in read_facts(file, RULES, CARD).findings:
        assert problem.describe("en").headline
        assert problem.describe("th").headline
