"""Explanations as numbered steps, for reading from top to bottom."""

from __future__ import annotations

from tests.explain import cases

from kpirules.explain.document import Explanation, explain
from kpirules.prose.words import Heading, Language, Listing, plain

ENGLISH = [
    "volunteers “จำนวน อพม. สะสม”: 362,318 persons (source: ทะเบียน, page 8 · facts.yaml:1 · main.kpi:3)",
    "volunteer-goal “จำนวน อพม. เป้าหมาย”: 556,629 persons, in force from 2562 (source: รายงาน 2566, page 8 · main.kpi:14)",
    "result: volunteers / volunteer-goal × 100 = 362,318 / 556,629 × 100 = 65.0914…% (main.kpi:28)",
    "rounded half up to 2 places: 65.0914… → 65.09% (main.kpi:29)",
    "score: the result, 65.09%, lies between the target levels 64.04% (75 points) and 73.04% (100 points) (main.kpi:32, 33)",
    "a straight line between them: 75 + (100 − 75) × (65.09 − 64.04) / (73.04 − 64.04) = 77.9166… points (= 935/12) (main.kpi:20)",
    "rounded half up to 2 places: 77.9166… → 77.92 points (main.kpi:22)",
    "weighted score: 77.92 × 20 / 100 = 15.584 points (main.kpi:26)",
    "rounded half up to 2 places: 15.584 → 15.58 points (main.kpi:57)",
    "component performance “การประเมินประสิทธิผล”: 15.58 + 80.00 = 95.58 points (main.kpi:56)",
    "total: 95.58 points (main.kpi:58)",
    "band: quality “ระดับคุณภาพ” – because 95.58 is at least 90 (main.kpi:49)",
]

THAI = [
    "จำนวน อพม. สะสม (volunteers): 362,318 คน (แหล่งที่มา ทะเบียน หน้า 8 · facts.yaml:1 · main.kpi:3)",
    "จำนวน อพม. เป้าหมาย (volunteer-goal): 556,629 คน มีผลตั้งแต่ปี 2562 (แหล่งที่มา รายงาน 2566 หน้า 8 · main.kpi:14)",
    "ผลการดำเนินงาน: volunteers / volunteer-goal × 100 = 362,318 / 556,629 × 100 = ร้อยละ 65.0914… (main.kpi:28)",
    "ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น: 65.0914… → ร้อยละ 65.09 (main.kpi:29)",
    "คะแนน: ร้อยละ 65.09 อยู่ระหว่างเป้าหมายร้อยละ 64.04 (75 คะแนน) กับร้อยละ 73.04 (100 คะแนน) (main.kpi:32, 33)",
    "เทียบบัญญัติไตรยางศ์: 75 + (100 − 75) × (65.09 − 64.04) / (73.04 − 64.04) = 77.9166… คะแนน (= 935/12) (main.kpi:20)",
    "ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น: 77.9166… → 77.92 คะแนน (main.kpi:22)",
    "คะแนนถ่วงน้ำหนัก: 77.92 × 20 / 100 = 15.584 คะแนน (main.kpi:26)",
    "ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น: 15.584 → 15.58 คะแนน (main.kpi:57)",
    "องค์ประกอบ การประเมินประสิทธิผล (performance): 15.58 + 80.00 = 95.58 คะแนน (main.kpi:56)",
    "คะแนนรวม: 95.58 คะแนน (main.kpi:58)",
    "ระดับ: ระดับคุณภาพ (quality) เพราะ 95.58 ไม่น้อยกว่า 90 (main.kpi:49)",
]


def steps(explanation: object, lang: Language = "en") -> list[str]:
    """The numbered steps of an explanation."""
    assert isinstance(explanation, Explanation)
    heading, listing = explanation.page(lang, "steps")
    assert isinstance(heading, Heading)
    assert isinstance(listing, Listing)
    assert listing.numbered
    return [plain(item) for item in listing.items]


def test_an_indicator_goes_on_to_the_total_and_its_band() -> None:
    """From the volunteers to the weighted 15.58 and the total of 95.58, level of quality."""
    assert steps(explain(cases.volunteers(), "indicator-2")) == ENGLISH


def test_the_same_in_thai() -> None:
    """Step for step."""
    assert steps(explain(cases.volunteers(), "indicator-2"), "th") == THAI


def test_roundings_that_change_nothing_are_no_steps() -> None:
    """A step gets somewhere."""
    found = steps(explain(cases.volunteers(), "indicator-3"))

    assert not any("rounded" in step for step in found)
    assert "weighted score: 100.00 × 80 / 100 = 80 points (main.kpi:39)" in found


def test_steps_to_the_total_name_the_indicators() -> None:
    """Where several indicators have a result, each step says whose it is."""
    found = steps(explain(cases.department(), "band"))

    assert any(step.startswith("result of indicator-2: ") for step in found)
    assert found[-1].startswith("band: quality “ระดับคุณภาพ” – because 95.58 is at least 90")


def test_every_step_is_told_once() -> None:
    """What two values share is one step."""
    found = steps(explain(cases.everything("full"), "before-bonus"))

    assert sum(step.startswith("audited") for step in found) == 1
    assert sum(step.startswith("score of quality") for step in found) == 1


def test_a_withheld_total_says_why() -> None:
    """An indicator without a result leads to a range."""
    found = steps(explain(cases.volunteers(volunteers="not_announced"), "indicator-2"))

    assert found[-2] == (
        "total: withheld, between 80.00 and 100.00 points – not given, because indicator-2 has no score; 80 of 100 weight known (main.kpi:58); when not announced: show the range (main.kpi:60)"
    )
    assert found[-1] == (
        "band: not decided – still possible: high “ระดับมาตรฐานขั้นสูง” or quality “ระดับคุณภาพ”"
    )


def test_steps_may_begin_closer_to_the_end() -> None:
    """With a depth of one, the total begins at the components."""
    found = explain(cases.department(), "total", depth=1)

    assert [step.split(":")[0].split(" “")[0] for step in steps(found)] == [
        "component performance",
        "component potential",
        "total",
    ]
