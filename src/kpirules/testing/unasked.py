"""Expectations about something that the scorecard of an example does not have."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.evaluate.evaluation import Evaluation
from kpirules.model import examples as exm
from kpirules.model.overrides import LeftOut
from kpirules.prose.words import Language, code
from kpirules.testing.problems import asked_words
from kpirules.text.span import Span
from kpirules.text.thai import name_key

Lack = Literal["left_out", "not_taken", "no_bands", "elsewhere", "no_scorecard", "no_group"]


class NotOfScorecard(Struct, frozen=True):
    """What an example expects of its scorecard is nothing that this scorecard has."""

    code: ClassVar[str] = "KPI0701"
    span: Span
    target: exm.Target
    scorecard: str
    lack: Lack
    place: Span | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """What is the matter, and what to do about it."""
        asked = asked_words(self.target, lang)
        if self.lack == "no_group":
            return self._no_group(lang)
        if self.target.name and self.lack != "no_scorecard":
            asked = self.target.name
        labels = (
            () if self.place is None else ((self.place, both("left out here", "ไม่รวมตามบรรทัดนี้")),)
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(*_HEADLINES[self.lack], asked=code(asked), card=code(self.scorecard)),
            labels=labels,
            helps=(self._help(asked, lang),),
        )

    def _no_group(self, lang: Language) -> Diagnostic:
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no row belongs to the group {group} of {asked}",
                "ไม่มีแถวใดอยู่ในกลุ่ม {group} ของ {asked}",
                group=code(self.target.group or ""),
                asked=code(self.target.name),
            ),
            helps=(
                both(
                    "correct the name of the group, or give it a row",
                    "แก้ชื่อกลุ่ม หรือเพิ่มแถวของกลุ่มนี้",
                ),
            ),
        )

    def _help(self, asked: str, lang: Language) -> Said:
        match self.lack:
            case "left_out":
                return both(
                    "delete the expectation, or take {asked} into the scorecard again",
                    "ลบบรรทัดนี้ หรือให้แบบประเมินใช้ {asked} อีกครั้ง",
                    asked=code(asked),
                )
            case "no_scorecard":
                return both(
                    "declare a scorecard, or expect a value, a decision table, a result or a score",
                    "ประกาศแบบประเมิน หรือตรวจค่าคำนวณ ตารางจำแนก ผลการดำเนินงาน หรือคะแนนแทน",
                )
            case "no_bands":
                return both(
                    "add a line {line} to the scorecard",
                    "เพิ่มบรรทัด {line} ในแบบประเมิน",
                    line=code("graded by" if lang == "en" else "จัดระดับตาม"),
                )
            case _:
                return both(
                    "name the scorecard that has it with {line}",
                    "ระบุแบบประเมินที่มีรายการนี้ด้วย {line}",
                    line=code("for scorecard" if lang == "en" else "สำหรับแบบประเมิน"),
                )


_HEADLINES: dict[str, tuple[str, str]] = {
    "left_out": (
        "the scorecard {card} leaves {asked} out, so there is nothing to expect of it",
        "แบบประเมิน {card} ไม่รวม {asked} จึงไม่มีผลให้ตรวจ",
    ),
    "not_taken": (
        "{asked} is not part of the scorecard {card}",
        "{asked} ไม่อยู่ในแบบประเมิน {card}",
    ),
    "no_bands": (
        "the scorecard {card} has no bands",
        "แบบประเมิน {card} ไม่มีเกณฑ์ระดับ",
    ),
    "elsewhere": (
        "{asked} builds on indicators or sums that the scorecard {card} does not have",
        "{asked} ใช้ตัวชี้วัดหรือผลรวมที่แบบประเมิน {card} ไม่มี",
    ),
    "no_scorecard": (
        "{asked} needs a scorecard, and this example has none",
        "{asked} ต้องมีแบบประเมิน แต่ตัวอย่างนี้ไม่มี",
    ),
}


def not_of_scorecard(target: exm.Target, span: Span, found: Evaluation) -> NotOfScorecard:
    """Why there is nothing where an example looks for it."""
    card = found.scorecard
    if target.group is not None:
        return NotOfScorecard(span, target, card.name, "no_group")
    if found.alone:
        return NotOfScorecard(span, target, "", "no_scorecard")
    left = _left_out(target, found)
    if left is not None:
        return NotOfScorecard(span, target, card.name, "left_out", left.span)
    lack: Lack = "not_taken"
    if target.asked == "band":
        lack = "no_bands"
    elif target.asked in {"value", "class"}:
        lack = "elsewhere"
    return NotOfScorecard(span, target, card.name, lack)


def _left_out(target: exm.Target, found: Evaluation) -> LeftOut | None:
    """The line that leaves an indicator out, or the indicator that it is part of."""
    key = target.name
    while key in found.rules.indicators:
        for left in found.scorecard.left_out:
            if name_key(left.indicator) == key:
                return left
        key = found.rules.indicators[key].component
    return None
