"""Formulas of totals that are no points, ask components for what they have not, or leave one aside."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.units import Unit
from kpirules.prose.words import Language, code
from kpirules.semantics.rule_text import InRuleWords, rule_word
from kpirules.semantics.wording import unit_said
from kpirules.text.span import Span


class CountsForNothing(InRuleWords, frozen=True):
    """A component that the formula of the total does not ask for."""

    code: ClassVar[str] = "KPI0534"
    span: Span
    component: str
    scorecard: str
    formula: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        score = f"{self.component}.{rule_word('score', self.file_lang)}"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{component} counts for nothing in the total of {card}",
                "{component} ไม่มีผลต่อคะแนนรวมของ {card}",
                component=code(self.component),
                card=code(self.scorecard),
            ),
            labels=(
                (self.formula, both("nothing of it is asked for here", "สูตรนี้ไม่ได้ใช้องค์ประกอบนี้")),
            ),
            helps=(
                both(
                    "add {score} to the formula, or take the component and its indicators out",
                    "เพิ่ม {score} ในสูตร หรือลบองค์ประกอบและตัวชี้วัดในองค์ประกอบนี้",
                    score=code(score),
                ),
            ),
        )


class NoPoints(Struct, frozen=True):
    """A formula of a total that does not give points."""

    code: ClassVar[str] = "KPI0303"
    span: Span
    scorecard: str
    found: Unit

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the total of {card} is in points, but its formula gives {found}",
                "คะแนนรวมของ {card} มีหน่วยเป็นคะแนน แต่สูตรให้ผลเป็น {found}",
                card=code(self.scorecard),
                found=unit_said(self.found, lang),
            ),
            helps=(
                both(
                    "add points to points, and multiply or divide them by plain numbers only",
                    "คะแนนบวกลบกันได้ ส่วนการคูณหรือหารให้ใช้ตัวเลขที่ไม่มีหน่วย",
                ),
            ),
        )


class ComponentHasNo(InRuleWords, frozen=True):
    """`people.weighted`: a component has a score, and its name alone is its sum."""

    code: ClassVar[str] = "KPI0201"
    span: Span
    name: str
    component: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("a component has no {name}", "องค์ประกอบไม่มีค่า {name}", name=code(self.name)),
            helps=(
                both(
                    "{component} alone is the sum of its weighted scores, {score} its score",
                    "{component} คือผลรวมของคะแนนถ่วงน้ำหนัก {score} คือคะแนนขององค์ประกอบ",
                    component=code(self.component),
                    score=code(f"{self.component}.{rule_word('score', self.file_lang)}"),
                ),
            ),
        )
