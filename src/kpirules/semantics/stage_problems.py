"""Mistakes in the stages of an indicator."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code, value
from kpirules.semantics.figures import figure
from kpirules.text.span import Span


class StageEarnsNoMore(Struct, frozen=True):
    """A stage that earns no more than the one before; `earlier` is None for none at all."""

    code: ClassVar[str] = "KPI0502"
    span: Span
    name: str
    score: Fraction
    earlier: str | None
    before: Fraction
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.earlier is None:
            other = both("before the first stage", "ก่อนถึงขั้นแรก")
        else:
            other = both("stage {name}", "ขั้น {name}", name=code(self.earlier))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "stage {name} earns {score}, no more than the {before} of the one before it",
                "ขั้น {name} ได้ {score} คะแนน ซึ่งไม่มากกว่าขั้นก่อนหน้าที่ได้ {before} คะแนน",
                name=code(self.name),
                score=value(figure(self.score)),
                before=value(figure(self.before)),
            ),
            labels=((self.place, other),),
            notes=(
                both(
                    "stages stand from the first to the last, and each earns more than the one before",
                    "เรียงขั้นจากแรกไปสุดท้าย และแต่ละขั้นต้องได้คะแนนมากกว่าขั้นก่อน",
                ),
            ),
            helps=(
                both(
                    "put the stages in the order in which they are reached, or correct the score",
                    "เรียงขั้นตามลำดับที่ทำสำเร็จ หรือแก้คะแนน",
                ),
            ),
        )
