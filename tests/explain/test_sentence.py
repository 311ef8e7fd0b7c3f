"""Explanations in one sentence."""

from __future__ import annotations

import pytest
from tests.explain import cases

from kpirules.evaluate.evaluation import Evaluation
from kpirules.explain.document import Explanation, explain

FULL = cases.volunteers()
WITHHELD = cases.volunteers(volunteers="not_announced")


@pytest.mark.parametrize(
    ("evaluation", "asked", "english", "thai"),
    [
        (
            FULL,
            "indicator-2",
            "In fiscal year 2566, indicator-2 “ร้อยละของ อพม. ที่เพิ่มขึ้น” came to 65.09% (362,318 of 556,629 persons), which earns 77.92 points and, with a weight of 20, 15.58 points of the total; the total is 95.58 points, in the band “ระดับคุณภาพ”.",
            "ในปีงบประมาณ พ.ศ. 2566 ตัวชี้วัด “ร้อยละของ อพม. ที่เพิ่มขึ้น” มีผลการดำเนินงานร้อยละ 65.09 (362,318 จาก 556,629 คน) ได้ 77.92 คะแนน คิดเป็นคะแนนถ่วงน้ำหนัก 15.58 จากน้ำหนัก 20 คะแนนรวมเป็น 95.58 คะแนน อยู่ในระดับคุณภาพ",
        ),
        (
            WITHHELD,
            "indicator-2",
            "In fiscal year 2566, indicator-2 “ร้อยละของ อพม. ที่เพิ่มขึ้น” has no score yet (not announced); the total is not given yet, but it must be between 80.00 and 100.00 points.",
            "ในปีงบประมาณ พ.ศ. 2566 ตัวชี้วัด “ร้อยละของ อพม. ที่เพิ่มขึ้น” ยังไม่มีคะแนน (ยังไม่ประกาศผล) ยังไม่มีคะแนนรวม แต่จะอยู่ระหว่าง 80.00 ถึง 100.00 คะแนน",
        ),
        (
            FULL,
            "total",
            "In fiscal year 2566, dsdw “กรมพัฒนาสังคมและสวัสดิการ” came to a total of 95.58 points, which is at least 90 and so in the band “ระดับคุณภาพ”.",
            "ในปีงบประมาณ พ.ศ. 2566 แบบประเมิน “กรมพัฒนาสังคมและสวัสดิการ” ได้คะแนนรวม 95.58 คะแนน ซึ่งไม่น้อยกว่า 90 จึงอยู่ในระดับคุณภาพ",
        ),
        (
            WITHHELD,
            "band",
            "In fiscal year 2566, the total of dsdw “กรมพัฒนาสังคมและสวัสดิการ” is not given yet, but it must be between 80.00 and 100.00 points.",
            "ในปีงบประมาณ พ.ศ. 2566 แบบประเมิน “กรมพัฒนาสังคมและสวัสดิการ” ยังไม่มีคะแนนรวม แต่จะอยู่ระหว่าง 80.00 ถึง 100.00 คะแนน",
        ),
        (
            FULL,
            "performance",
            "In fiscal year 2566, component performance “การประเมินประสิทธิผล”: 95.58 points.",
            "ในปีงบประมาณ พ.ศ. 2566 องค์ประกอบ การประเมินประสิทธิผล (performance): 95.58 คะแนน",
        ),
        (
            cases.everything("full"),
            "old",
            "In fiscal year 2566, old “ตัวชี้วัดเดิม” is cancelled and takes no part in the total; the total is 80.1 points, in the band “ดี”. Cancelled: เลิกวัดแล้ว.",
            "ในปีงบประมาณ พ.ศ. 2566 ตัวชี้วัด “ตัวชี้วัดเดิม” ยกเลิก จึงไม่นับรวมในคะแนนรวม คะแนนรวมเป็น 80.1 คะแนน อยู่ในระดับ ดี ยกเลิก: เลิกวัดแล้ว",
        ),
        (
            cases.everything("full"),
            "size",
            "In fiscal year 2566, size “ขนาดหน่วยงาน”: big “ใหญ่”.",
            "ในปีงบประมาณ พ.ศ. 2566 ขนาดหน่วยงาน (size): ใหญ่ (big)",
        ),
    ],
)
def test_sentence(evaluation: Evaluation, asked: str, english: str, thai: str) -> None:
    """One sentence in each language, fit to be read out."""
    found = explain(evaluation, asked)
    assert isinstance(found, Explanation)

    assert cases.texts(found.page("en", "sentence")) == [english]
    assert cases.texts(found.page("th", "sentence")) == [thai]
