"""The words of a facts file, in both languages."""

from __future__ import annotations

import re
from typing import Literal

from kpirules.model.scorecards import Missing
from kpirules.text.thai import name_key

TopKey = Literal["scorecard", "period", "facts", "history"]
FactKey = Literal[
    "value", "unit", "source", "page", "note", "as-of", "status", "reported", "formerly"
]

_BETWEEN = re.compile(r"[\s_-]+")


def normal(text: str) -> str:
    """One spelling of a word for looking it up: small letters, one space between words."""
    return _BETWEEN.sub(" ", name_key(text).casefold()).strip()


TOP_KEYS: dict[str, TopKey] = {
    "scorecard": "scorecard",
    "แบบประเมิน": "scorecard",
    "period": "period",
    "ปีงบประมาณ": "period",
    "facts": "facts",
    "ข้อมูล": "facts",
    "history": "history",
    "ข้อมูลย้อนหลัง": "history",
}

FACT_KEYS: dict[str, FactKey] = {
    "value": "value",
    "ค่า": "value",
    "unit": "unit",
    "หน่วย": "unit",
    "source": "source",
    "แหล่งที่มา": "source",
    "page": "page",
    "หน้า": "page",
    "note": "note",
    "หมายเหตุ": "note",
    "as of": "as-of",
    "ณ วันที่": "as-of",
    "status": "status",
    "สถานะ": "status",
    "reported": "reported",
    "เผยแพร่ว่า": "reported",
    "formerly": "formerly",
    "ค่าเดิม": "formerly",
    "เดิม": "formerly",
}

STATUSES: dict[str, Missing] = {
    "not announced": "not_announced",
    "ยังไม่ประกาศผล": "not_announced",
    "not applicable": "not_applicable",
    "ไม่ต้องประเมิน": "not_applicable",
    "absent": "absent",
    "ไม่มีข้อมูล": "absent",
    "null": "absent",
    "cancelled": "cancelled",
    "ยกเลิก": "cancelled",
}
"""Reasons for having no value. A fact is never cancelled: only an indicator is, by a rule."""

ADJUSTED = frozenset({"adjusted", "ปรับผลการดำเนินงาน", "ปรับผล"})
"""Statuses of a figure that was changed after it was reported."""

UNCLEAR = frozenset(
    {"", "/", "~", "?", ".", "–", "—", "n/a", "na", "n.a.", "none", "nil", "tbd", "pending", "ไม่มี", "รอผล"}
)  # fmt: skip
"""Marks that people put for several reasons. `-` is the empty word here, as `normal` spells it."""

YES_NO: dict[str, bool] = {
    "yes": True,
    "true": True,
    "ใช่": True,
    "no": False,
    "false": False,
    "ไม่ใช่": False,
}

NOT_FINITE = frozenset({"nan", ".nan", "inf", ".inf", "+.inf", "+inf", "infinity", "∞"})
"""As `normal` spells them, so with no minus."""

SCALES: dict[str, int] = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "พันล้าน": 10**9,
    "ล้าน": 10**6,
    "แสน": 10**5,
    "หมื่น": 10**4,
    "พัน": 10**3,
}
"""Words that multiply a figure, the longer before those they begin with."""
