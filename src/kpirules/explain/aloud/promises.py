"""What rules promise of themselves, read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kpirules.explain.aloud.announcer import Announcer
from kpirules.explain.formulas import FIELDS
from kpirules.explain.numbers import figure
from kpirules.model.guarantees import (
    Bounded,
    Continuous,
    EveryCaseDecided,
    Guarantee,
    Rising,
    WithholdingNeverHelps,
)
from kpirules.prose.words import Line, joined, line, value

_SUMS = {"total": ("total", "คะแนนรวม")}


def promises(guarantees: Iterable[Guarantee], reader: Announcer) -> Iterator[Line]:
    """All guarantees of a declaration in one sentence; nothing where there are none."""
    said = [_said(each, reader) for each in guarantees]
    if said:
        begin = reader.pick("guaranteed: ", "กฎรับรองว่า ")
        yield line(begin, joined(said, reader.pick("; ", " และ")))


def _said(guarantee: Guarantee, reader: Announcer) -> Line:
    match guarantee:
        case Rising(rising=True):
            return reader.say(
                "it never falls when {fact} grows",
                "ไม่ลดลงเมื่อ {fact} เพิ่มขึ้น",
                fact=reader.name(guarantee.fact),
            )
        case Rising():
            return reader.say(
                "it never rises when {fact} grows", "ไม่เพิ่มขึ้นเมื่อ {fact} เพิ่มขึ้น",
                fact=reader.name(guarantee.fact),
            )  # fmt: skip
        case Bounded():
            en, th = (FIELDS | _SUMS)[guarantee.field]
            field = reader.pick(f"the {en}", th)
            return reader.say(
                "{field} lies between {low} and {high}", "{field}อยู่ระหว่าง {low} ถึง {high}",
                field=field, low=value(figure(guarantee.low)), high=value(figure(guarantee.high)),
            )  # fmt: skip
        case Continuous():
            return reader.say("the score makes no jumps", "คะแนนไม่กระโดด")
        case EveryCaseDecided():
            return reader.say("every case is decided", "มีผลทุกกรณี")
        case WithholdingNeverHelps():
            return reader.say(
                "leaving out {fact} never raises the total", "การไม่ให้ {fact} ไม่ทำให้คะแนนรวมสูงขึ้น",
                fact=reader.name(guarantee.fact),
            )  # fmt: skip
        case _:
            assert_never(guarantee)
