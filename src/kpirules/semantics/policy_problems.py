"""Mistakes in what a scorecard says, or does not say, about its indicators."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code
from kpirules.semantics.rule_text import InRuleWords, rule_word
from kpirules.text.span import Span


class PolicyMissing(InRuleWords, frozen=True):
    """An indicator is cancelled, and nothing says what becomes of its weight."""

    code: ClassVar[str] = "KPI0205"
    span: Span
    scorecard: str
    indicator: str
    cancelled: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        when = f"{rule_word('when', self.file_lang)} {rule_word('cancelled', self.file_lang)}"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "scorecard {card} has no line {when}, although {indicator} is cancelled",
                "แบบประเมิน {card} ไม่มีบรรทัด {when} ทั้งที่ {indicator} ถูกยกเลิก",
                card=code(self.scorecard),
                when=code(when),
                indicator=code(self.indicator),
            ),
            labels=((self.cancelled, both("cancelled here", "ยกเลิกตรงนี้")),),
            notes=(
                both(
                    "its weight may go to others or be withheld; nothing is assumed",
                    "น้ำหนักอาจกระจายให้ตัวอื่นหรือระงับไว้ โปรแกรมไม่เดาให้",
                ),
            ),
            helps=(
                both(
                    "add a line such as {sample}",
                    "เพิ่มบรรทัด เช่น {sample}",
                    sample=code(
                        f"{when} {rule_word('redistribute within the component', self.file_lang)}"
                    ),
                ),
            ),
        )


class CancelledCarried(InRuleWords, frozen=True):
    """What is cancelled no longer counts: no result is carried over for it."""

    code: ClassVar[str] = "KPI0527"
    span: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        when = f"{rule_word('when', self.file_lang)} {rule_word('cancelled', self.file_lang)}"
        others = "redistribute within the component", "leave out of the denominator"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a cancelled indicator has no result that could be carried over",
                "ตัวชี้วัดที่ยกเลิกแล้วไม่มีผลของปีก่อนให้ใช้แทน",
            ),
            notes=(
                both(
                    "cancelled means that it no longer counts; last year's result would make it"
                    " count again",
                    "ยกเลิกหมายถึงไม่นับอีกต่อไป ถ้าใช้ผลของปีก่อนก็เท่ากับนับอยู่",
                ),
            ),
            helps=(
                both(
                    "write {first} or {second}",
                    "เขียน {first} หรือ {second}",
                    first=code(f"{when} {rule_word(others[0], self.file_lang)}"),
                    second=code(f"{when} {rule_word(others[1], self.file_lang)}"),
                ),
            ),
        )


class NothingRounded(InRuleWords, frozen=True):
    """Something is said to be rounded, and no line rounds it."""

    code: ClassVar[str] = "KPI0205"
    span: Span
    what: str
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        what = rule_word(self.what, self.file_lang)
        sample = (
            f"{what} {rule_word('rounded to', self.file_lang)} 2 "
            f"{rule_word('places', self.file_lang)} {rule_word('half up', self.file_lang)}"
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this speaks of a rounded {what}, but no line rounds it",
                "ตรงนี้พูดถึง {what} ที่ปัดเศษแล้ว แต่ไม่มีบรรทัดใดปัดเศษ",
                what=code(what),
            ),
            labels=((self.place, both("belongs to this", "เกี่ยวข้องกับรายการนี้")),),
            helps=(
                both("add a line such as {sample}", "เพิ่มบรรทัด เช่น {sample}", sample=code(sample)),
            ),
        )


class NoRoundedTotal(InRuleWords, frozen=True):
    """Bands decide on the rounded total of a scorecard that rounds none."""

    code: ClassVar[str] = "KPI0205"
    span: Span
    scorecard: str
    bands: str
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        sample = (
            f"{rule_word('total', self.file_lang)} {rule_word('rounded to', self.file_lang)} 2 "
            f"{rule_word('places', self.file_lang)} {rule_word('half up', self.file_lang)}"
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{bands} decides on the rounded total, but no line of {card} rounds it",
                "{bands} ตัดสินจากคะแนนรวมที่ปัดเศษแล้ว แต่ {card} ไม่มีบรรทัดใดปัดเศษคะแนนรวม",
                bands=code(self.bands),
                card=code(self.scorecard),
            ),
            labels=(
                (self.place, both("decides on the rounded total", "ตัดสินจากคะแนนรวมที่ปัดเศษแล้ว")),
            ),
            helps=(
                both(
                    "add a line to {card} such as {sample}",
                    "เพิ่มบรรทัดใน {card} เช่น {sample}",
                    card=code(self.scorecard),
                    sample=code(sample),
                ),
                both(
                    "or write {exact} in {bands}",
                    "หรือเขียน {exact} ใน {bands}",
                    exact=code(rule_word("decided on the exact total", self.file_lang)),
                    bands=code(self.bands),
                ),
            ),
        )


class ForeignPart(InRuleWords, frozen=True):
    """An indicator builds on a sum or a weighted score of another scorecard."""

    code: ClassVar[str] = "KPI0203"
    span: Span
    name: str
    indicator: str
    scorecard: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} is no part of {card}, in which {indicator} counts",
                "{name} ไม่ได้อยู่ใน {card} ที่ {indicator} นับรวม",
                name=code(self.name),
                card=code(self.scorecard),
                indicator=code(self.indicator),
            ),
            helps=(
                both(
                    "use its result or score, which do not depend on a scorecard",
                    "ใช้ผลการดำเนินงานหรือคะแนนแทน ซึ่งไม่ขึ้นกับแบบประเมิน",
                ),
            ),
        )
