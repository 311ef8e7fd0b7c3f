"""Mistakes in weights."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.scorecards import Component
from kpirules.prose.words import Language, Line, code, joined, line, name, value
from kpirules.semantics.figures import figure
from kpirules.semantics.rule_text import InRuleWords, component_row, word
from kpirules.text.span import Span


class Weighed(Struct, frozen=True):
    """Something with a weight, and where the weight was written."""

    name: str
    weight: Fraction
    span: Span
    kind: Literal["indicator", "component"]


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span


class WeightNotAllowed(_Mistake, frozen=True):
    """A weight of zero or less."""

    code: ClassVar[str] = "KPI0511"
    weighed: Weighed

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        zero = self.weighed.weight == 0
        parts = {"owner": name(self.weighed.name), "weight": value(figure(self.weighed.weight))}
        only_shown = both(
            "what is only to be shown is a {value}; what no longer counts is {cancelled}",
            "ถ้าเพียงต้องการแสดงค่า ให้เขียนเป็น {value} ถ้าไม่นับแล้ว ให้เขียนว่า {cancelled}",
            value=code(word("VALUE", self.file_lang)),
            cancelled=code(word("CANCELLED", self.file_lang)),
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{owner} has weight {weight}; a weight must be above 0",
                "{owner} มีน้ำหนัก {weight} แต่น้ำหนักต้องมากกว่า 0",
                **parts,
            ),
            notes=(both("with weight 0 it never counts", "น้ำหนัก 0 ทำให้ไม่มีผลต่อคะแนนรวมเลย"),)
            if zero
            else (both("a better score would lower the total", "คะแนนที่ดีขึ้นจะทำให้คะแนนรวมลดลง"),),
            helps=(only_shown,)
            if zero and self.weighed.kind == "indicator"
            else (both("write a weight above 0", "เขียนน้ำหนักที่มากกว่า 0"),),
        )


class IndicatorsDoNotAddUp(_Mistake, frozen=True):
    """Indicators whose weights are more or less than the weight of their component.

    `mended` is the component with a weight that makes everything add up.
    """

    code: ClassVar[str] = "KPI0501"
    component: Component
    weighed: tuple[Weighed, ...]
    mended: Component | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        total = total_of(self.weighed)
        component, mended = self.component, self.mended
        nested = any(each.kind == "component" for each in self.weighed)
        parts, thai_parts = ("parts", "ส่วนต่าง ๆ ") if nested else ("indicators", "ตัวชี้วัด")
        fixes: tuple[Fix, ...] = ()
        if mended is not None:
            row = component_row(mended.name, mended.label, mended.weight, self.file_lang)
            title = both("write {row}", "เขียน {row}", row=code(row)).line(lang)
            fixes = (Fix(title, (Edit(component.span, row),)),)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                f"the {parts} of {{component}} weigh {{total}}, not {{weight}}",
                f"{thai_parts}ใน {{component}} มีน้ำหนักรวม {{total}} แต่ควรเป็น {{weight}}",
                component=name(component.name),
                total=value(figure(total)),
                weight=value(figure(component.weight)),
            ),
            mark=difference(total, component.weight),
            labels=labels_of(self.weighed),
            notes=sums_of(self.weighed),
            helps=(
                both(
                    "change the weight of one of them, or of {component}"
                    if nested
                    else "change the weight of an indicator, or of {component}",
                    "แก้น้ำหนักของส่วนใดส่วนหนึ่ง หรือของ {component}"
                    if nested
                    else "แก้น้ำหนักของตัวชี้วัด หรือของ {component}",
                    component=name(component.name),
                ),
            ),
            fixes=fixes,
        )


class ComponentWithoutIndicators(_Mistake, frozen=True):
    """A component that no indicator is part of."""

    code: ClassVar[str] = "KPI0501"
    component: Component

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no indicator is part of {component}, which weighs {weight}",
                "ไม่มีตัวชี้วัดใดอยู่ใน {component} ซึ่งมีน้ำหนัก {weight}",
                component=name(self.component.name),
                weight=value(figure(self.component.weight)),
            ),
            helps=(
                both(
                    "write {line} in its indicators",
                    "เขียน {line} ในตัวชี้วัดขององค์ประกอบนี้",
                    line=code(f"{word('PART_OF', self.file_lang)} {self.component.name}"),
                ),
            ),
        )


class ComponentsDoNotAddUp(_Mistake, frozen=True):
    """Components whose weights are more or less than the whole."""

    code: ClassVar[str] = "KPI0501"
    scorecard: str
    whole: Fraction
    weighed: tuple[Weighed, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        total = total_of(self.weighed)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the components of {scorecard} weigh {total}, not {whole}",
                "องค์ประกอบของ {scorecard} มีน้ำหนักรวม {total} แต่ควรเป็น {whole}",
                scorecard=name(self.scorecard),
                total=value(figure(total)),
                whole=value(figure(self.whole)),
            ),
            mark=difference(total, self.whole),
            labels=labels_of(self.weighed),
            notes=sums_of(self.weighed),
            helps=(
                both("change the weight of a component", "แก้น้ำหนักขององค์ประกอบ"),
                both(
                    "where that is meant, write {total} or {relative}",
                    "ถ้าตั้งใจให้เป็นเช่นนั้น เขียน {total} หรือ {relative}",
                    total=code(f"{word('WEIGHTS_ADD_UP_TO', self.file_lang)} {figure(total)}"),
                    relative=code(word("WEIGHTS_RELATIVE", self.file_lang)),
                ),
            ),
        )


def total_of(weighed: tuple[Weighed, ...]) -> Fraction:
    """What weights add up to."""
    return sum((each.weight for each in weighed), Fraction(0))


def difference(total: Fraction, wanted: Fraction) -> Said:
    """What is missing, or too much."""
    if total < wanted:
        return both("{much} is missing", "ขาดอยู่ {much}", much=value(figure(wanted - total)))
    return both("{much} too much", "เกินอยู่ {much}", much=value(figure(total - wanted)))


def labels_of(weighed: tuple[Weighed, ...]) -> tuple[tuple[Span, Said], ...]:
    """Each weight, where it was written."""
    return tuple(
        (
            each.span,
            both(
                "{owner}: {weight}",
                "{owner}: {weight}",
                owner=name(each.name),
                weight=value(figure(each.weight)),
            ),
        )
        for each in weighed
    )


def sums_of(weighed: tuple[Weighed, ...]) -> tuple[Said, ...]:
    """The sum written out: `15 + 20 + 20 = 55`; one term needs none."""
    if len(weighed) < 2:
        return ()
    parts: list[Line] = [line(value(figure(each.weight))) for each in weighed]
    said = both(
        "{parts} = {total}",
        "{parts} = {total}",
        parts=joined(parts, " + "),
        total=value(figure(total_of(weighed))),
    )
    return (said,)
