"""Levels of results where a method scores distances, and the other way round."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.scoring import Level, Method
from kpirules.prose.words import Language, code, name, value
from kpirules.semantics.rule_text import InRuleWords, level_row
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span


class LevelOfAnotherSort(_Mistake, frozen=True):
    """`75 at 5` where nearer is better, or `75 within 5` where it is not."""

    code: ClassVar[str] = "KPI0517"
    method: Method
    level: Level
    within: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        written = code(
            level_row(self.level.score, self.level.at_written, self.file_lang, within=self.within)
        )
        meant = level_row(
            self.level.score, self.level.at_written, self.file_lang, within=not self.within
        )
        parts = {"written": written, "method": name(self.method.name)}
        wanted = self.method.nearer_to
        if wanted is None:
            headline = both(
                "{written} is a distance, but {method} scores the result itself",
                "{written} เป็นระยะห่าง แต่ {method} ให้คะแนนตามตัวผลเอง",
                **parts,
            )
        else:
            headline = both(
                "{written} is a result, but {method} scores how far it is from {wanted}",
                "{written} เป็นผล แต่ {method} ให้คะแนนตามระยะห่างจาก {wanted}",
                wanted=value(wanted.written),
                **parts,
            )
        title = both("write {meant}", "เขียนว่า {meant}", meant=code(meant)).line(lang)
        place = self.method.span if wanted is None else wanted.span
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            labels=((place, both("by this method", "ตามเกณฑ์นี้")),),
            fixes=(Fix(title, (Edit(self.span, meant),)),),
        )


class DistanceBelowZero(_Mistake, frozen=True):
    """A level that asks for a distance below 0."""

    code: ClassVar[str] = "KPI0516"
    owner: str
    level: Level

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{owner} asks for a distance of {at}, but none is below 0",
                "{owner} กำหนดระยะห่างเป็น {at} แต่ระยะห่างไม่มีทางต่ำกว่า 0",
                owner=name(self.owner),
                at=value(self.level.at_written),
            ),
            helps=(
                both(
                    "write how far a result may be from what is wanted, on either side",
                    "เขียนว่าผลห่างจากค่าที่ต้องการได้ไม่เกินเท่าใด ไม่ว่าข้างมากหรือข้างน้อย",
                ),
            ),
        )
