"""`kpirules test` for other programs: JSON, JUnit's XML, annotations of GitHub."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kpirules.cli.main import run

RULES = """unit person
fact trained
  measured in person
  whole number from 0 to 1000
value double
  measured in person
  formula trained * 2
example one
  period 2566
  given trained = 2
  expect double = 4
example other "ไม่ตรง <&>"
  period 2566
  given trained = 2
  expect double = 5
example many
  period 2566
  cases "cases.csv"
"""
CASES = "case,trained,expect double\na,3,6\nb,3,7\nc,2.5,5\n"

# The schema that Jenkins, GitLab and others read: what each element may and must have.
ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "disabled", "errors"},
    "testsuite": {
        "name", "tests", "failures", "errors", "time", "disabled", "skipped", "timestamp",
        "hostname", "id", "package",
    },
    "testcase": {"name", "assertions", "time", "classname", "status"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
}  # fmt: skip
REQUIRED = {"testsuite": {"name", "tests"}, "testcase": {"name"}}
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
    "failure": set(),
    "error": set(),
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules.kpi").write_text(RULES, "utf-8")
    Path("cases.csv").write_text(CASES, "utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    """The exit code of a command line, and what it prints."""
    with pytest.raises(SystemExit) as stopped:
        run(["test", "rules.kpi", "--lang", "en", *words])
    return stopped.value.code, capsys.readouterr().out


def assert_fits_the_schema(element: ET.Element) -> None:
    """Element by element, as the schema has it."""
    assert set(element.attrib) <= ATTRIBUTES[element.tag]
    assert set(element.attrib) >= REQUIRED.get(element.tag, set())
    assert {child.tag for child in element} <= CHILDREN[element.tag]
    for child in element:
        assert_fits_the_schema(child)


def test_junit_fits_the_common_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """A suite for each file, a case for each example and row, counts that add up."""
    code, shown = said(capsys, "--output-format", "junit")
    root = ET.fromstring(shown)  # noqa: S314  # our own output
    assert_fits_the_schema(root)
    suites = {suite.get("name"): suite for suite in root}

    assert code == 1
    assert list(suites) == ["rules.kpi", "cases.csv"]
    assert [root.get(each) for each in ("tests", "failures", "errors")] == ["5", "2", "1"]
    for suite in root:
        assert suite.get("tests") == str(len(suite))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("errors") == str(len(suite.findall("testcase/error")))
    (failure,) = suites["rules.kpi"].findall("testcase/failure")
    assert failure.get("message") == "rules.kpi:15:3: expected 5, found 4"
    assert "cases.csv:3:5" in (suites["cases.csv"].find("testcase/failure").text or "")


def test_junit_tells_rules_that_cannot_be_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Findings of the rules themselves are errors, and the exit code says so too."""
    Path("rules.kpi").write_text(RULES.replace("trained * 2", "traind * 2"), "utf-8")
    code, shown = said(capsys, "--output-format", "junit")
    root = ET.fromstring(shown)  # noqa: S314  # our own output
    assert_fits_the_schema(root)

    assert code == 2
    assert root.get("errors") == "1"


def test_json_says_what_was_expected_and_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Exact figures as text, with the place of the row."""
    code, shown = said(capsys, "--output-format", "json")
    data = json.loads(shown)
    case = data["examples"][3]

    assert code == 1
    assert (data["schema"], data["passed"], data["failed"]) == ("kpirules/1", 2, 3)
    assert (case["name"], case["case"], case["file"], case["line"]) == (
        "many", "b", "cases.csv", 3
    )  # fmt: skip
    assert case["figures"] == [
        {"asked": "double", "expected": {"value": "7"}, "found": {"value": "6"}, "passed": False}
    ]
    assert case["findings"][0]["code"] == "KPI0701"


def test_github_annotates_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """One annotation for each finding, at its file and line."""
    code, shown = said(capsys, "--output-format", "github")

    assert code == 1
    assert [line.split(",col")[0] for line in shown.splitlines()] == [
        "::error file=rules.kpi,line=15,endLine=15",
        "::error file=cases.csv,line=3,endLine=3",
        "::error file=cases.csv,line=4,endLine=4",
    ]


@pytest.mark.parametrize("output", ["text", "json", "junit", "github"])
def test_no_examples_fail_where_that_is_asked(
    output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--fail-on-empty` holds whatever is printed."""
    Path("rules.kpi").write_text(RULES.split("example", maxsplit=1)[0], "utf-8")

    assert said(capsys, "--output-format", output)[0] == 0
    assert said(capsys, "--output-format", output, "--fail-on-empty")[0] == 1
