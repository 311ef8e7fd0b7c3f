"""Weights that are shared out: the table and the explanation show those in force."""

from __future__ import annotations

import pytest
from tests.explain import cases
from tests.explain.test_scorecard import table

from kpirules.explain.document import Explanation, explain
from kpirules.prose.words import Language

BOOK = """
fact waited
  measured in percent
  from 0 to 100
fact asked
  measured in percent
  from 0 to 100

scoring ladder
  higher is better
  below the first level 0
  between levels step
  above the last level the last score

indicator speed
  part of work
  weight 60
  measured in percent
  formula 5 - waited * (-3)
  scored by ladder
  100 at 10
indicator kindness
  part of care
  weight 40
  measured in percent
  formula asked
  scored by ladder
  100 at 10

scorecard card
  period 2566
  component work weight 60
  component care weight 40
  total is the sum of the weighted scores
  when not announced redistribute over the scorecard
"""

CARD = cases.evaluated(BOOK, waited="4", asked="not_announced")


def steps(target: str, lang: Language) -> list[str]:
    """The numbered steps to a target, without their places."""
    found = explain(CARD, target)
    assert isinstance(found, Explanation)
    return [text.partition(" (main.kpi")[0] for text in cases.texts(found.page(lang, "steps"))]


@pytest.mark.parametrize(
    ("lang", "sections"),
    [
        ("en", ["work: weight 60, in force 100†, 100 points",
                "care: weight 40, in force 0†, not announced (asked)"]),
        ("th", ["work น้ำหนัก 60 ใช้จริง 100†: 100 คะแนน",
                "care น้ำหนัก 40 ใช้จริง 0†: ยังไม่ประกาศผล (asked)"]),
    ],
)  # fmt: skip
def test_the_table_shows_weights_in_force(lang: Language, sections: list[str]) -> None:
    """Of components too: the weight of one went to the other."""
    rows = table(CARD, lang)

    assert [cells[0] for role, cells in rows if role == "section"] == sections


def test_steps_say_where_weights_went() -> None:
    """Each step is a sentence: the policy in parentheses, the sum at the end."""
    assert steps("total", "en")[5:10] == [
        "weight of speed: it gains its part of the 40 that kindness gave up (when not announced: redistribute over the scorecard)",
        "60 × (40 + 60) / 60 = 100",
        "weighted score of speed: 100 × 100 / 100 = 100 points",
        "component work: weight in force 100 instead of 60",
        "its one weighted score is 100 points",
    ]
    assert steps("total", "en")[-4:] == [
        "weight of kindness: its weight of 40 goes to the others and 0 is left (when not announced: redistribute over the scorecard)",
        "component care: not announced (asked) – kindness takes no part (when not announced: redistribute over the scorecard)",
        "total: kindness takes no part (when not announced: redistribute over the scorecard)",
        "what remains comes to 100 points",
    ]


def test_the_same_in_thai() -> None:
    """The policy reads as a clause."""
    assert steps("total", "th")[-4:] == [
        "น้ำหนักของ kindness: น้ำหนัก 40 กระจายให้ตัวชี้วัดอื่นจนเหลือ 0 (เมื่อยังไม่ประกาศผล ให้กระจายน้ำหนักทั้งแบบประเมิน)",
        "องค์ประกอบ care: ยังไม่ประกาศผล (asked) ไม่นับ kindness (เมื่อยังไม่ประกาศผล ให้กระจายน้ำหนักทั้งแบบประเมิน)",
        "คะแนนรวม: ไม่นับ kindness (เมื่อยังไม่ประกาศผล ให้กระจายน้ำหนักทั้งแบบประเมิน)",
        "ส่วนที่เหลือรวมได้ 100 คะแนน",
    ]


def test_a_negative_number_after_a_sign_stands_in_parentheses() -> None:
    """`4 × −3` is hard to read."""
    assert steps("total", "en")[2] == ("result of speed: 5 − waited × (−3) = 5 − 4 × (−3) = 17%")
