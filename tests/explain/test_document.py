"""Explanations as objects and as data."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from tests.explain import cases

from kpirules.explain.document import Explanation, explain
from kpirules.explain.machine import unit_of
from kpirules.explain.targets import Unknown
from kpirules.model.units import NUMBER, base

CARD = cases.volunteers()


def data(asked: str, *, not_this: str | None = None, depth: int | None = None) -> dict[str, object]:
    """An explanation after a round trip through JSON."""
    found = explain(CARD, asked, not_this=not_this, depth=depth)
    assert isinstance(found, Explanation)
    made: dict[str, object] = json.loads(json.dumps(found.to_dict()))
    return made


def test_an_indicator_as_data() -> None:
    """Names are stable, numbers are text, and nothing is lost."""
    found = data("indicator-2")

    assert {key: found[key] for key in ("schema", "kind", "scorecard", "period", "target")} == {
        "schema": "kpirules/1",
        "kind": "explanation",
        "scorecard": "dsdw",
        "period": 2566,
        "target": {"kind": "indicator", "name": "indicator-2"},
    }
    node = found["explanation"]
    assert isinstance(node, dict)
    result, score, weighted = node.pop("parts")
    assert node == {
        "node": "indicator",
        "what": "indicator",
        "name": "indicator-2",
        "label": "ร้อยละของ อพม. ที่เพิ่มขึ้น",
        "period": None,
        "value": "15.58",
        "unit": "point",
        "status": "known",
        "missing": [],
        "missing_of_other_years": [],
        "rule": {"file": "main.kpi", "line": 24},
        "sources": [{"text": "รายงาน 2566", "page": "8"}],
        "repeated": False,
        "result": "65.09",
        "score": "77.92",
        "weight": "20",
        "weighted": "15.58",
        "part_of": None,
        "marks": [],
        "overrides": [],
        "levels_in_force": None,
    }
    volunteers, goal = result.pop("parts")
    assert result == {
        "node": "computed",
        "what": "result",
        "name": "indicator-2",
        "label": "ร้อยละของ อพม. ที่เพิ่มขึ้น",
        "period": 2566,
        "value": "65.09",
        "unit": "percent",
        "status": "known",
        "missing": [],
        "missing_of_other_years": [],
        "rule": {"file": "main.kpi", "line": 28},
        "sources": [],
        "repeated": False,
        "formula": "volunteers / volunteer-goal * 100",
        "roundings": [
            {
                "mode": "half_up",
                "step": "0.01",
                "places": 2,
                "before": "36231800/556629",
                "after": "65.09",
                "tie": False,
            }
        ],
    }
    assert (volunteers["node"], volunteers["value"], volunteers["unit"]) == (
        "fact_supplied", "362318", "person",
    )  # fmt: skip
    assert (volunteers["written"], volunteers["figure"]) == (
        "362,318", {"file": "facts.yaml", "line": 1},
    )  # fmt: skip
    assert goal["values"] == [
        {"value": "500000", "from": 2558, "to": 2561, "in_force": False},
        {"value": "556629", "from": 2562, "to": None, "in_force": True},
    ]
    assert (score["node"], score["lower"], score["upper"]) == (
        "interpolated", {"score": "75", "at": "64.04"}, {"score": "100", "at": "73.04"},
    )  # fmt: skip
    assert weighted["factors"] == ["77.92", "20"]


def test_depth_holds_for_data_too() -> None:
    """The parts of a part may be left out."""
    node = data("indicator-2", depth=1)["explanation"]

    assert isinstance(node, dict)
    assert [part["parts"] for part in node["parts"]] == [[], [], []]


def test_a_missing_value_is_null_and_says_why() -> None:
    """`status` has the reason."""
    found = explain(cases.volunteers(volunteers="not_announced"), "total")
    assert isinstance(found, Explanation)
    node = found.to_dict()["explanation"]

    assert isinstance(node, dict)
    assert (node["value"], node["status"], node["missing"]) == (
        None, "not_announced", ["volunteers"],
    )  # fmt: skip
    assert (node["low"], node["high"], node["known_weight"], node["without_score"]) == (
        "80", "100", "80", ["indicator-2"],
    )  # fmt: skip


def test_a_why_not_as_data() -> None:
    """Thresholds and changes are exact."""
    assert data("indicator-2", not_this="100")["why_not"] == {
        "asked": "100",
        "reached": False,
        "capped": False,
        "score": "77.92",
        "result": "65.09",
        "carried_from": None,
        "level": "73.04",
        "needed": {"value": "73.04", "included": True},
        "enough_before_rounding": {"value": "73.035", "included": True},
        "better": "higher",
        "changes": [
            {
                "fact": "volunteers",
                "now": "362318",
                "verdict": "enough",
                "to": "406534",
                "by": "44216",
                "unit": "person",
                "limit": None,
            }
        ],
    }


@pytest.mark.parametrize(
    ("asked", "not_this"),
    [("band", "high"), ("total", "98"), ("indicator-2", "nonsense"), ("performance", "100")],
)
def test_every_answer_is_data(asked: str, not_this: str) -> None:
    """Any why-not goes through JSON."""
    answer = data(asked, not_this=not_this)["why_not"]

    assert isinstance(answer, dict)
    assert answer["reached"] in (False, None)


def test_an_outcome_as_data() -> None:
    """A decision table lists its rows, and which applies."""
    found = explain(cases.everything("full"), "size", not_this="tiny")
    assert isinstance(found, Explanation)
    made = found.to_dict()

    node, answer = made["explanation"], made["why_not"]
    assert isinstance(node, dict)
    assert [(row["name"], row["applies"]) for row in node["outcomes"]] == [
        ("big", True),
        ("middle-sized", False),
        ("tiny", False),
    ]
    assert answer == {"asked": "tiny", "reached": False, "outcome": "big", "condition": None}


@pytest.mark.parametrize("variant", cases.VARIANTS)
def test_everything_is_data(variant: str) -> None:
    """Every step of every kind goes through JSON, in order and without floats."""
    evaluation = cases.everything(variant)
    for asked in ("band", *evaluation.values, *evaluation.classes, "goal", "done"):
        found = explain(evaluation, asked)
        assert isinstance(found, Explanation)

        assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
        assert not list(floats(found.to_dict()))


def floats(made: object) -> list[float]:
    """The floats anywhere in nested data."""
    if isinstance(made, dict):
        return [each for part in made.values() for each in floats(part)]
    if isinstance(made, list):
        return [each for part in made for each in floats(part)]
    return [made] if isinstance(made, float) else []


def test_units_as_data() -> None:
    """Units of units are spelled with signs."""
    assert unit_of(base("household") / base("person")) == "household/person"
    assert unit_of(base("metre") ** 2 * base("day")) == "day*metre^2"
    assert unit_of(NUMBER / base("day")) == "1/day"
    assert unit_of(NUMBER) is None


def test_an_unknown_name_is_no_explanation() -> None:
    """It is said as data, not raised."""
    assert isinstance(explain(CARD, "nobody"), Unknown)


def test_a_why_not_in_one_sentence() -> None:
    """The verdict stands alone."""
    found = explain(CARD, "indicator-2", not_this="100")
    assert isinstance(found, Explanation)

    assert cases.texts(found.page("en", "sentence")) == [
        "not 100 points: needs 73.04%, has 65.09%, short 7.95 percentage points"
    ]


def test_explanations_are_values() -> None:
    """Asking twice gives equal explanations."""
    assert explain(CARD, "indicator-2") == explain(CARD, "indicator-2")
    assert CARD.indicators["indicator-2"].score.value == Fraction("77.92")
