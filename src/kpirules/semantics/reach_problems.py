"""Mistakes about levels that no result comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.scoring import Level, Scale
from kpirules.prose.words import Language, Page, Paragraph, line, name, value
from kpirules.semantics.figures import figure, listed
from kpirules.semantics.intervals import HIGHEST, LOWEST, Stretch, after, before
from kpirules.semantics.level_problems import levels_picture
from kpirules.semantics.number_line import Row
from kpirules.text.span import Span


class LevelOutOfReach(Struct, frozen=True):
    """Levels beyond the best result that declared ranges allow, the easiest first."""

    code: ClassVar[str] = "KPI0516"
    span: Span
    owner: str
    scale: Scale
    levels: tuple[Level, ...]
    best: Fraction
    formula: Span
    facts: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        easiest, *others = self.levels
        parts = {
            "owner": name(self.owner),
            "at": value(easiest.at_written),
            "best": value(figure(self.best)),
        }
        higher = self.scale.method.direction == "higher"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no result of {owner} reaches the level {at}: it is {best} at most",
                "ไม่มีผลของ {owner} ที่ถึงเป้าหมาย {at} เพราะผลสูงสุดคือ {best}",
                **parts,
            )
            if higher
            else both(
                "no result of {owner} reaches the level {at}: it is {best} at least",
                "ไม่มีผลของ {owner} ที่ถึงเป้าหมาย {at} เพราะผลต่ำสุดคือ {best}",
                **parts,
            ),
            labels=(
                (self.formula, self._limit(higher=higher)),
                *((level.span, both("nor this level", "เป้าหมายนี้ก็ไม่ถึง")) for level in others),
            ),
            helps=(
                both("check the target", "ตรวจเป้าหมาย"),
                *self._ranges(lang),
            ),
            picture=self._picture(lang, higher=higher),
        )

    def _picture(self, lang: Language, *, higher: bool) -> Page:
        """The levels under the results there can be."""
        # The side that does not matter is left open: what limits it is another question.
        stretch = (
            Stretch(LOWEST, after(self.best)) if higher else Stretch(before(self.best), HIGHEST)
        )
        drawn = levels_picture(self.scale, self.levels, lang, extra=(Row("✓", (stretch,)),))
        legend = both("✓ results there can be", "✓ ผลที่เป็นไปได้")
        return (*drawn, Paragraph(legend.line(lang))) if drawn else ()

    def _limit(self, *, higher: bool) -> Said:
        best = value(figure(self.best))
        if higher:
            return both("never more than {best}", "ไม่มีทางเกิน {best}", best=best)
        return both("never less than {best}", "ไม่มีทางต่ำกว่า {best}", best=best)

    def _ranges(self, lang: Language) -> tuple[Said, ...]:
        """Where no fact is taken, there is no range to be wrong."""
        if not self.facts:
            return ()
        names = listed([line(name(each)) for each in self.facts], lang)
        return (
            both(
                "or check the declared range of {facts}",
                "หรือตรวจช่วงค่าที่กำหนดไว้ของ {facts}",
                facts=names,
            ),
        )
