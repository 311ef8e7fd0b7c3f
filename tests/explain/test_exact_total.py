"""Bands that the exact total decides, where the total that is shown would lie in another one."""

from __future__ import annotations

import pytest
from tests.explain import cases
from tests.explain.test_scorecard import below

from kpirules.explain.document import Explanation, explain
from kpirules.prose.words import Language

BOOK = """
fact points-earned
  measured in point
  from 0 to 100

indicator service
  part of work
  weight 100
  measured in point
  formula points-earned
  score points-earned

bands grades
  good at least 90
  fair below 90
  decided on the exact total

scorecard card
  period 2566
  component work weight 100
  total is the sum of the weighted scores
  total rounded to 2 places half up
  graded by grades
"""

CARD = cases.evaluated(BOOK, points_earned="89.995")


@pytest.mark.parametrize(
    ("lang", "verdict"),
    [
        ("en", "band: fair (decided on the exact total, 89.995)"),
        ("th", "ระดับ: fair (ตัดสินจากคะแนนรวมที่ไม่ปัดเศษ คือ 89.995)"),
    ],
)
def test_the_table_says_what_decided(lang: Language, verdict: str) -> None:
    """The table shows 90.00, which would be good."""
    assert verdict in below(CARD, lang)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            "In fiscal year 2566, card came to a total of 90.00 points; the exact total, 89.995, is below 90 and so in the band fair.",
        ),
        (
            "th",
            "ในปีงบประมาณ พ.ศ. 2566 card ได้คะแนนรวม 90.00 คะแนน คะแนนรวมที่ไม่ปัดเศษ คือ 89.995 น้อยกว่า 90 จึงอยู่ในระดับ fair",
        ),
    ],
)
def test_the_sentence_does_not_contradict_itself(lang: Language, sentence: str) -> None:
    """90.00 is not below 90."""
    found = explain(CARD, "total")
    assert isinstance(found, Explanation)

    assert cases.texts(found.page(lang, "sentence")) == [sentence]


def test_a_total_on_the_edge_is_not_short_of_nothing() -> None:
    """What has to be above 90 is not reached by 90."""
    above = BOOK.replace("at least 90", "above 90").replace("below 90", "at most 90")
    found = explain(cases.evaluated(above, points_earned="90"), "band", not_this="good")
    assert isinstance(found, Explanation)

    assert cases.texts(found.page("en"))[0] == (
        "not good: it needs above 90, and the total is just 90 points"
    )
