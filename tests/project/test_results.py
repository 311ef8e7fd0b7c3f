"""A scorecard as CSV, and cards beside each other."""

from __future__ import annotations

import csv
import io

from tests.explain import cases

from kpirules.evaluate.evaluation import Evaluation
from kpirules.project.card import card_of
from kpirules.project.results import scorecard_csv
from kpirules.prose.words import Language


def rows(evaluation: Evaluation, lang: Language = "en") -> list[list[str]]:
    """The cells of the table."""
    return list(csv.reader(io.StringIO(scorecard_csv(evaluation, lang))))


def test_a_withheld_total_has_its_range() -> None:
    """So do the components; every row is as long as the titles."""
    found = rows(cases.volunteers(volunteers="not_announced"))

    assert found[0][-4:] == ["low", "high", "marks", "remarks"]
    assert found[-1][0] == "total"
    assert found[-1][6:] == ["", "", "80", "100", "", ""]
    assert found[-2][:4] == ["component", "การประเมินประสิทธิผล", "performance", "100"]
    assert found[-2][6:] == ["", "", "80", "100", "", ""]
    assert {len(row) for row in found} == {12}


def test_a_known_total_is_both_ends_of_its_range() -> None:
    """As in `Card.range`; the titles are Thai in Thai."""
    found = rows(cases.volunteers(), "th")

    assert found[0][-4:] == ["ต่ำสุด", "สูงสุด", "เครื่องหมาย", "หมายเหตุ"]
    assert [row[0] for row in found[-2:]] == ["องค์ประกอบ", "คะแนนรวม"]
    assert found[-1][6:7] + found[-1][8:10] == ["95.58"] * 3


def test_cards_that_differ_in_an_indicator_are_not_equal() -> None:
    """Here only a result differs: score and total are the same."""
    one = card_of(cases.volunteers())
    other = card_of(cases.volunteers(households_result="94.56"))

    assert one.total == other.total
    assert one != other


def test_equal_cards_have_equal_hashes() -> None:
    """The same rules and facts, evaluated twice."""
    one, other = card_of(cases.volunteers()), card_of(cases.volunteers())

    assert one == other
    assert hash(one) == hash(other)
