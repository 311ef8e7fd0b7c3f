"""Dates and texts in facts of every format."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.books import read_text

from kpirules.facts.files import facts_of
from kpirules.facts.mappings import from_mapping
from kpirules.model.rules import Rules
from kpirules.text.source import Source

RULES = """
fact approved
  date from 1 October 2565 to 30 September 2566
fact finished
  date
  at least approved
fact province
  text
fact f
  measured in percent
indicator i
  part of c
  weight 100
  measured in percent
  formula f
  score 1
scorecard card
  period 2566
  component c weight 100
  total is the sum of the weighted scores
"""


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Rules with two dates and a text."""
    return read_text(RULES).value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "facts: {approved: 2022-10-01, finished: 30 ก.ย. 2566, province: น่าน}"),
        ("a.yaml", "facts:\n  approved: 1 October 2565\n  finished: 2566-09-30\n  province: 'น่าน'\n"),
        ("a.json", '{"facts": {"approved": "2022-10-01", "finished": "2023-09-30", "province": "น่าน"}}'),
        ("a.csv", "fact,value\napproved,1 ตุลาคม 2565\nfinished,2023-09-30\nprovince,น่าน\n"),
    ],
)  # fmt: skip
def test_dates_and_texts_are_read_from_every_format(rules: Rules, name: str, text: str) -> None:
    """Each in the forms that people write there."""
    read = facts_of(Source(name, text), rules, rules.scorecards["card"])

    assert read.findings == ()
    assert {key: each.value for (key, _), each in read.value.entries.items()} == {
        "approved": dt.date(2022, 10, 1), "finished": dt.date(2023, 9, 30), "province": "น่าน",
    }  # fmt: skip


def test_python_dates_are_dates(rules: Rules) -> None:
    """Beside dates as texts."""
    given = {"approved": dt.date(2022, 10, 1), "finished": "30 September 2566"}
    read = from_mapping(given, rules, 2566)

    assert read.findings == ()
    assert read.value.entries["approved", 2566].value == dt.date(2022, 10, 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"approved": "30/09/2566"}, "KPI0402"), ({"approved": 5}, "KPI0402"),
        ({"approved": "1 October 65"}, "KPI0402"), ({"approved": "2021-10-01"}, "KPI0404"),
        ({"approved": "2023-10-01"}, "KPI0404"), ({"approved": True}, "KPI0402"),
        ({"approved": "2023-02-01", "finished": "2023-01-01"}, "KPI0407"),
        ({"approved": {"value": "2022-10-01", "formerly": "soon"}}, "KPI0402"),
    ],
)  # fmt: skip
def test_what_is_no_date_of_the_range_is_refused(
    rules: Rules, given: dict[str, object], code: str
) -> None:
    """Other forms, dates outside the range, dates against a relation; also beside the value."""
    (finding,) = from_mapping(given, rules, 2566).findings

    assert finding.code == code
    assert finding.describe("th").headline != finding.describe("en").headline


def test_a_missing_date_says_why(rules: Rules) -> None:
    """As for every fact."""
    read = from_mapping({"approved": "not announced", "province": None}, rules, 2566)

    assert [each.missing for each in read.value.entries.values()] == ["not_announced", "absent"]
