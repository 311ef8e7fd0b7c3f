"""Guarantees that no rules could keep."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.guarantees import Rising
from kpirules.model.scoring import Wanted
from kpirules.prose.words import Language, code, name, value
from kpirules.semantics.rule_text import InRuleWords, word
from kpirules.text.span import Span


class BestInTheMiddle(InRuleWords, frozen=True):
    """A score that is to go one way only, though results on both sides of what is wanted score less."""

    code: ClassVar[str] = "KPI0209"
    span: Span
    indicator: str
    promise: Rising
    wanted: Wanted
    fact: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        said = f"{word('GUARANTEE', self.file_lang)} {self._way()} {self.fact}"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{promise} cannot be kept: the score of {indicator} is best at {wanted} and lower on"
                " both sides",
                "{promise} เป็นไปไม่ได้ เพราะคะแนนของ {indicator} สูงสุดที่ {wanted} และลดลงทั้งสองข้าง",
                promise=code(said),
                indicator=name(self.indicator),
                wanted=value(self.wanted.written),
            ),
            labels=((self.wanted.span, both("nearer is better", "ยิ่งใกล้ยิ่งดี")),),
            notes=(
                both(
                    "as the fact grows, the score must never fall",
                    "เมื่อข้อมูลนี้เพิ่มขึ้น คะแนนต้องไม่ลดลงเลย",
                )
                if self.promise.rising
                else both(
                    "as the fact grows, the score must never rise",
                    "เมื่อข้อมูลนี้เพิ่มขึ้น คะแนนต้องไม่เพิ่มขึ้นเลย",
                ),
            ),
            helps=(
                both(
                    "delete this line, or use a scoring method that says {higher} or {lower}",
                    "ลบบรรทัดนี้ หรือใช้เกณฑ์การให้คะแนนที่เขียนว่า {higher} หรือ {lower}",
                    higher=code(word("HIGHER_IS_BETTER", self.file_lang)),
                    lower=code(word("LOWER_IS_BETTER", self.file_lang)),
                ),
            ),
        )

    def _way(self) -> str:
        return word("RISING_IN" if self.promise.rising else "FALLING_IN", self.file_lang)
