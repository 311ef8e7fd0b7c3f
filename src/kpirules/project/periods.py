"""The fiscal year that a program asks for."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code
from kpirules.text.era import likely_year
from kpirules.text.span import Span


class OtherCalendar(Struct, frozen=True):
    """A year to evaluate that is not one of the Buddhist era."""

    code: ClassVar[str] = "KPI0308"
    span: Span
    year: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        meant = likely_year(self.year)
        helps = (
            ()
            if meant is None
            else (both("write {meant}", "เขียนว่า {meant}", meant=code(f"period={meant}")),)
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{period} is no fiscal year of the Buddhist era, such as {such}",
                "{period} ไม่ใช่ปีงบประมาณในพุทธศักราช เช่น {such}",
                period=code(f"period={self.year}"),
                such=code(str(meant or 2566)),
            ),
            helps=helps,
        )
