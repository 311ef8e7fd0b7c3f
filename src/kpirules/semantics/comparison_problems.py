"""Comparisons whose outcome is known before any figure is."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.bounds import Bounds
from kpirules.model.facts import Fact, NumberDomain, Parameter
from kpirules.prose.words import Language, Line, code, line, name, value
from kpirules.semantics.figures import listed, range_words
from kpirules.semantics.intervals import between, range_of
from kpirules.text.span import Span


class Side(Struct, frozen=True):
    """One side of a comparison as it is written, and within which bounds it stays."""

    written: str
    bounds: Bounds
    literal: bool


class ForegoneComparison(Struct, frozen=True):
    """A comparison that never holds, or a condition that always does.

    `inputs` are the facts and parameters whose declarations say so, `relations` the
    lines that say how two facts stand to each other, where it follows from those.
    """

    code: ClassVar[str] = "KPI0519"
    span: Span
    written: str
    holds: bool
    sides: tuple[Side, ...]
    inputs: tuple[Fact | Parameter, ...]
    relations: tuple[Span, ...] = ()

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        parts = {"written": code(self.written)}
        headline = (
            both("{written} always holds", "{written} เป็นจริงเสมอ", **parts)
            if self.holds
            else both("{written} never holds", "{written} ไม่มีวันเป็นจริง", **parts)
        )
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            labels=tuple((each.span, _declared(each, lang)) for each in self.inputs)
            if not self.relations
            else tuple((span, both("by this line", "ตามบรรทัดนี้")) for span in self.relations),
            notes=tuple(
                both(
                    "{side} is {range}",
                    "{side} เป็นได้ {range}",
                    side=code(side.written),
                    range=_range(side.bounds, lang),
                )
                for side in self.sides
                if not (side.literal or self.relations)
            ),
            helps=(
                both(
                    "check the comparison, or the line that it follows from",
                    "ตรวจการเปรียบเทียบ หรือบรรทัดที่ทำให้เป็นเช่นนั้น",
                )
                if self.relations
                else both(
                    "check the comparison, or the declared range of {names}",
                    "ตรวจการเปรียบเทียบ หรือช่วงค่าที่กำหนดไว้ของ {names}",
                    names=listed([line(name(each.name)) for each in self.inputs], lang),
                )
                if self.inputs
                else both("check the comparison", "ตรวจการเปรียบเทียบ"),
            ),
        )


def _range(bounds: Bounds, lang: Language) -> Line:
    return range_words(range_of(between(bounds.low, bounds.high))).line(lang)


def _declared(declared: Fact | Parameter, lang: Language) -> Said:
    """The range of a fact, or the values of a parameter, where it is declared."""
    if isinstance(declared, Parameter):
        values = [line(value(row.written)) for row in declared.values]
        return both("it is {values}", "มีค่า {values}", values=listed(values, lang))
    domain = declared.domain
    if not isinstance(domain, NumberDomain):
        return both("declared here", "กำหนดไว้ตรงนี้")
    if domain.low is None and domain.high is None:
        return both("declared here, in whole numbers", "กำหนดไว้ตรงนี้เป็นจำนวนเต็ม")
    said = _range(Bounds(domain.low, domain.high), lang)
    if domain.decimals == 0:
        return both("a whole number {range}", "เป็นจำนวนเต็ม {range}", range=said)
    if domain.decimals:
        return both(
            "{range}, with {places} decimal" + ("" if domain.decimals == 1 else "s"),
            "เป็นได้ {range} ทศนิยม {places} หลัก",
            range=said,
            places=str(domain.decimals),
        )
    return both("{range}", "เป็นได้ {range}", range=said)
