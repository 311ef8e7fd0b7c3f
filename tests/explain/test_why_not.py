"""Why not another level, band or outcome."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.explain import cases

from kpirules.evaluate.evaluation import Evaluation
from kpirules.explain.document import Explanation, explain
from kpirules.explain.targets import IndicatorTarget, find_target
from kpirules.explain.why_not import ScoreAnswer, why_not
from kpirules.prose.words import Language

CARD = cases.volunteers()


def said(evaluation: Evaluation, asked: str, not_this: str, lang: Language = "en") -> list[str]:
    """The lines of a why-not."""
    found = explain(evaluation, asked, not_this=not_this)
    assert isinstance(found, Explanation)
    return cases.texts(found.page(lang))


def test_a_level_in_countable_units() -> None:
    """7.95 points short are 44,216 more volunteers, since 73.035 is rounded to 73.04."""
    assert said(CARD, "indicator-2", "100") == [
        "not 100 points: needs 73.04%, has 65.09%, short 7.95 percentage points",
        "the result is rounded half up to 2 places, so 73.035% before rounding is enough",
        "changing one figure alone:",
        "volunteers “จำนวน อพม. สะสม”: 406,534 persons would be enough, 44,216 persons more than 362,318",
    ]  # fmt: skip


def test_the_same_in_thai() -> None:
    """The figures are the same."""
    assert said(CARD, "indicator-2", "๑๐๐", "th") == [
        "ไม่ได้ 100 คะแนน: ต้องได้ร้อยละ 73.04 แต่ได้ร้อยละ 65.09 ขาดอีก 7.95 จุดร้อยละ",
        "ผลการดำเนินงานปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น ค่าก่อนปัดเศษร้อยละ 73.035 จึงเพียงพอ",
        "ถ้าเปลี่ยนตัวเลขเดียว:",
        "จำนวน อพม. สะสม (volunteers): ถ้าเป็น 406,534 คน จะเพียงพอ เพิ่มจาก 362,318 อีก 44,216 คน",
    ]


def test_one_person_fewer_is_not_enough() -> None:
    """406,534 reach the level, 406,533 do not."""
    assert cases.volunteers(volunteers="406,534").indicators["indicator-2"].score.value == 100
    assert cases.volunteers(volunteers="406,533").indicators["indicator-2"].score.value != 100


def test_a_level_that_is_reached() -> None:
    """Then there is nothing to explain away."""
    assert said(CARD, "indicator-2", "75") == [
        "75 points is reached: the score is 77.92 points, and 65.09% is at least 64.04%"
    ]
    assert said(CARD, "indicator-2", "75", "th") == [
        "ถึง 75 คะแนนแล้ว: ได้ 77.92 คะแนน เพราะร้อยละ 65.09 ไม่น้อยกว่าร้อยละ 64.04"
    ]


def test_a_score_between_the_levels() -> None:
    """80 points need 65.84: the line gives 79.995 and more from there, which is rounded to 80."""
    first, *_, last = said(CARD, "indicator-2", "80")

    assert first == "not 80 points: needs 65.84%, has 65.09%, short 0.75 percentage points"
    assert last.endswith("366,457 persons would be enough, 4,139 persons more than 362,318")


def test_a_score_nobody_can_get() -> None:
    """The last score stays."""
    assert said(CARD, "indicator-2", "120") == ["no result gives 120 points"]
    assert said(CARD, "indicator-2", "120", "th") == ["ไม่มีผลการดำเนินงานใดได้ 120 คะแนน"]


def test_a_missing_result() -> None:
    """Nothing can be short of what is not there."""
    card = cases.volunteers(volunteers="not_announced")

    assert said(card, "indicator-2", "100") == [
        "not 100 points: there is no result (not announced (volunteers))"
    ]


def test_fewer_of_something() -> None:
    """A divisor may shrink, as far as other facts allow."""
    text = cases.VOLUNTEERS.replace(
        "formula households-result",
        "formula households-result / 50 percent * reached / visited * 100",
    ) + (
        "fact reached\n  measured in person\n  whole number from 0 to 100\n  at most visited\n"
        "fact visited\n  measured in person\n  whole number from 0 to 100\n"
    )  # fmt: skip
    card = cases.evaluated(
        text, volunteers="1", households_result="50.00", reached="49", visited="90"
    )
    found = said(card, "indicator-3", "100")

    assert found[0] == "not 100 points: needs 60.00%, has 54.44%, short 5.56 percentage points"
    assert found[-1] == "visited: 81 persons would be enough, 9 persons fewer than 90"
    assert found[-2] == "reached: 54 persons would be enough, 5 persons more than 49"
    assert found[-3].startswith("households-result “ร้อยละครัวเรือนที่พัฒนาแล้ว”: 55.10% would be enough")


def test_out_of_reach() -> None:
    """Not even the last value that the rules allow is enough."""
    text = cases.VOLUNTEERS.replace("from 0 to 60,000,000", "from 0 to 400,000")
    card = cases.evaluated(text, volunteers="362,318", households_result="1")

    assert said(card, "indicator-2", "100")[-1] == (
        "volunteers “จำนวน อพม. สะสม”: not even 400,000 persons would be enough"
    )
    assert said(card, "indicator-2", "100", "th")[-1] == (
        "จำนวน อพม. สะสม (volunteers): แม้ 400,000 คน ก็ยังไม่เพียงพอ"
    )


@pytest.mark.parametrize(
    ("mode", "enough", "people"),
    [
        ("half up", "73.035% before rounding", "406,534"),
        ("half even", "73.035% before rounding", "406,534"),
        ("down", None, "406,562"),
        ("up", "anything above 73.03% before rounding", "406,507"),
    ],
)
def test_every_mode_of_rounding(mode: str, enough: str | None, people: str) -> None:
    """How a result is rounded decides how many are enough."""
    text = cases.VOLUNTEERS.replace(
        "* 100\n  rounded to 2 places half up", f"* 100\n  rounded to 2 places {mode}"
    )
    card = cases.evaluated(text, volunteers="362,318", households_result="1")
    found = said(card, "indicator-2", "100")

    assert found[-1].split(": ")[1].startswith(f"{people} persons would be enough")
    if enough is None:
        assert not any("before rounding" in line for line in found)
    else:
        assert found[1].endswith(f"so {enough} is enough")


def test_lower_is_better() -> None:
    """Then a result has to come down."""
    found = said(cases.everything("slow and small"), "speed", "100")

    assert found[0] == "not 100 points: needs 3.0 days, has 12.0 days, short 9.0 days"
    assert found[1] == "scores are rounded half up to 2 places, so 3.0004 days is enough"
    assert found[-1] == "wait “เวลารอเฉลี่ย”: 3.0 days would be enough, 9.0 days less than 12.0"


def test_a_score_by_formula() -> None:
    """There are no levels to fall short of."""
    assert said(cases.everything("full"), "training", "100") == [
        "not 100 points: the formula gives 40 points"
    ]


def test_what_a_caller_evaluates_is_believed() -> None:
    """The search depends on nothing but what a fact's value leads to."""
    asked: list[tuple[str, Fraction]] = []

    def evaluate_with(fact: str, number: Fraction) -> Fraction | None:
        asked.append((fact, number))
        return Fraction(100) if number >= 500_000 else Fraction(1)

    target = find_target(CARD, "indicator-2")
    assert isinstance(target, IndicatorTarget)
    answer = why_not(CARD, target, "100", evaluate_with)

    assert isinstance(answer, ScoreAnswer)
    assert [change.to for change in answer.changes] == [500_000]
    assert {fact for fact, _ in asked} == {"volunteers"}


# -- totals and bands


def test_a_band_that_is_reached() -> None:
    """The total lies in it."""
    assert said(CARD, "band", "quality") == [
        "quality “ระดับคุณภาพ” is reached: the total is 95.58 points, at least 90"
    ]
    assert said(CARD, "band", "ระดับคุณภาพ", "th") == [
        "ถึง ระดับคุณภาพ (quality) แล้ว: คะแนนรวม 95.58 คะแนน ไม่น้อยกว่า 90"
    ]


def test_a_band_the_total_lies_above() -> None:
    """Too good for it."""
    assert said(CARD, "total", "high") == [
        "not high “ระดับมาตรฐานขั้นสูง”: it is for totals at least 75 and below 90, and the total, 95.58 points, lies above"
    ]


def test_a_band_out_of_reach_for_now_and_who_has_room() -> None:
    """What is missing, and which indicators could still add it."""
    card = cases.volunteers(households_result="45.00")

    assert said(card, "indicator-2", "quality") == [
        "not quality “ระดับคุณภาพ”: it needs at least 90, the total is 65.58 points, short 24.42 points",
        "what the indicators could still add:",
        "indicator-3 “ร้อยละความสำเร็จ”: up to 30.00 points (score 62.50 of 100, weight 80), enough on its own",
        "indicator-2 “ร้อยละของ อพม. ที่เพิ่มขึ้น”: up to 4.42 points (score 77.92 of 100, weight 20)",
    ]  # fmt: skip
    assert said(card, "band", "quality", "th")[0] == (
        "ไม่ใช่ ระดับคุณภาพ (quality): ต้องไม่น้อยกว่า 90 แต่คะแนนรวมได้ 65.58 คะแนน ขาดอีก 24.42 คะแนน"
    )


def test_a_number_of_points() -> None:
    """Totals and components can be asked for points."""
    assert said(CARD, "total", "98")[0] == (
        "not 98 points: it needs at least 98, the total is 95.58 points, short 2.42 points"
    )
    assert said(CARD, "performance", "90") == [
        "90 points is reached: the component performance “การประเมินประสิทธิผล” is 95.58 points, at least 90"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "band", "english", "thai"),
    [
        (
            {"volunteers": "not_announced"},
            "quality",
            "quality “ระดับคุณภาพ” is still open: it needs at least 90, and the total must be between 80.00 and 100.00 points",
            "ระดับคุณภาพ (quality) ยังเป็นไปได้: ต้องไม่น้อยกว่า 90 และคะแนนรวมอยู่ระหว่าง 80.00 ถึง 100.00 คะแนน",
        ),
        (
            {"volunteers": "not_announced"},
            "improve",
            "improve “ระดับต้องปรับปรุง” is out of reach: it needs below 75, and the total must be between 80.00 and 100.00 points",
            "ระดับต้องปรับปรุง (improve) เป็นไปไม่ได้แล้ว: ต้องน้อยกว่า 75 แต่คะแนนรวมอยู่ระหว่าง 80.00 ถึง 100.00 คะแนน",
        ),
        (
            {"households_result": "not_announced", "volunteers": "1"},
            "quality",
            "quality “ระดับคุณภาพ” is out of reach: it needs at least 90, and the total must be between 0.00 and 80.00 points",
            "ระดับคุณภาพ (quality) เป็นไปไม่ได้แล้ว: ต้องไม่น้อยกว่า 90 แต่คะแนนรวมอยู่ระหว่าง 0.00 ถึง 80.00 คะแนน",
        ),
    ],
)  # fmt: skip
def test_a_withheld_total(figures: dict[str, str], band: str, english: str, thai: str) -> None:
    """Some bands are still open, others are not."""
    card = cases.volunteers(**figures)

    assert said(card, "band", band)[0] == english
    assert said(card, "band", band, "th")[0] == thai


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            [
                "still without a score:",
                "indicator-2 “ร้อยละของ อพม. ที่เพิ่มขึ้น”: not announced (volunteers), weight 20",
            ],
        ),
        (
            "th",
            [
                "ตัวชี้วัดที่ยังไม่มีคะแนน:",
                "ร้อยละของ อพม. ที่เพิ่มขึ้น (indicator-2): ยังไม่ประกาศผล (volunteers) น้ำหนัก 20",
            ],
        ),
    ],
)
def test_a_withheld_total_names_what_is_missing(lang: Language, expected: list[str]) -> None:
    """Whoever asks wants to know what to wait for."""
    card = cases.volunteers(volunteers="not_announced")

    assert said(card, "band", "quality", lang)[1:3] == expected


def test_scores_between_levels_are_rounded_too() -> None:
    """90 points need 69.44% without rounding, and 89.5 points are rounded to 90."""
    coarse = cases.VOLUNTEERS.replace(
        "the last score\n  rounded to 2 places", "the last score\n  rounded to 0 places"
    )
    card = cases.evaluated(coarse, volunteers="362,318", households_result="94.55")

    assert said(card, "indicator-2", "90")[:2] == [
        "not 90 points: needs 69.26%, has 65.09%, short 4.17 percentage points",
        "scores are rounded half up to a whole number, so 69.26% is enough",
    ]


# -- decision tables


def test_a_row_that_does_not_apply() -> None:
    """The condition that fails is named."""
    card = cases.everything("slow and small")

    assert said(card, "size", "big") == [
        "not big: staff above 100 does not hold (30 > 100) (main.kpi:85)"
    ]
    assert said(card, "size", "กลาง", "th") == [
        "ไม่ใช่ middle-sized: staff มากกว่า 50 ไม่เป็นจริง (30 > 50) planned มากกว่า 500 ไม่เป็นจริง (60 > 500) (main.kpi:86)"
    ]  # fmt: skip


def test_a_row_after_the_one_that_applies() -> None:
    """The first that applies ends the search."""
    assert said(cases.everything("full"), "size", "middle-sized") == [
        "not middle-sized “กลาง”: an earlier row, big “ใหญ่”, applies first"
    ]
    assert said(cases.everything("full"), "size", "tiny") == [
        "not tiny “เล็ก”: only where no other row applies, and big “ใหญ่” does"
    ]


def test_a_row_that_applies() -> None:
    """Then it is so."""
    assert said(cases.everything("full"), "size", "big") == [
        "big “ใหญ่” applies: staff above 100 and planned above 10 holds (101 > 100 and 60 > 10)"
    ]
    assert said(cases.everything("slow and small"), "size", "tiny") == [
        "tiny “เล็ก” applies: no other row does"
    ]


# -- no answer


def test_what_could_never_be() -> None:
    """What it could be is listed; a slip is put right."""
    assert said(CARD, "indicator-2", "excellent") == [
        "`excellent` is nothing this could come to – it could be `50`, `75`, `100`, `improve`, `high`, `quality`"
    ]  # fmt: skip
    assert said(CARD, "band", "qualty") == [
        "`qualty` is nothing this could come to; did you mean `quality`?"
    ]
    assert said(CARD, "volunteers", "5") == ["`5` is nothing this could come to"]
