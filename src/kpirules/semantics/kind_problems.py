"""Kinds and units that do not go together, and arithmetic without a result."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.units import Unit
from kpirules.prose.words import Language, code
from kpirules.semantics.rule_text import InRuleWords, rule_word, unit_word
from kpirules.semantics.wording import KindWord, kind_said, unit_said
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    span: Span


class WrongKind(_Mistake, frozen=True):
    """A value of the wrong kind: a number where yes or no is needed, and so on."""

    code: ClassVar[str] = "KPI0301"
    needed: KindWord
    found: KindWord

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        helps: tuple[Said, ...] = ()
        if self.needed == "yes_no" and self.found == "number":
            helps = (
                both(
                    "compare it with something: {sample}",
                    "นำไปเปรียบเทียบ เช่น {sample}",
                    sample=code(f"… {rule_word('at least', self.file_lang)} 10"),
                ),
            )
        elif self.needed == "date":
            helps = (
                both(
                    "write a date such as {sample}, or the name of one",
                    "เขียนวันที่ เช่น {sample} หรือชื่อของข้อมูลที่เป็นวันที่",
                    sample=code("1 October 2565" if self.file_lang == "en" else "1 ตุลาคม 2565"),
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this is {found}, but {needed} is needed here",
                "ตรงนี้เป็น{found} แต่ต้องเป็น{needed}",
                found=kind_said(self.found, lang),
                needed=kind_said(self.needed, lang, needed=True),
            ),
            helps=helps,
        )


class KindsDiffer(_Mistake, frozen=True):
    """Two values that should be of one kind."""

    code: ClassVar[str] = "KPI0301"
    other: Span
    first: KindWord
    second: KindWord

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{first} and {second} cannot stand for each other",
                "{first} กับ {second} ใช้แทนกันไม่ได้",
                first=kind_said(self.first, lang),
                second=kind_said(self.second, lang),
            ),
            mark=both("this is {kind}", "ตรงนี้เป็น{kind}", kind=kind_said(self.second, lang)),
            labels=(
                (
                    self.other,
                    both("this is {kind}", "ตรงนี้เป็น{kind}", kind=kind_said(self.first, lang)),
                ),
            ),
            helps=(both("write the same kind in both places", "เขียนค่าชนิดเดียวกันทั้งสองแห่ง"),),
        )


class UnitsDiffer(_Mistake, frozen=True):
    """Quantities of different units added or compared."""

    code: ClassVar[str] = "KPI0302"
    other: Span
    left: Unit
    right: Unit
    bare: tuple[str, Span] | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        left, right = unit_said(self.left, lang), unit_said(self.right, lang)
        helps: tuple[Said, ...]
        fixes: tuple[Fix, ...] = ()
        if self.right.is_number or self.left.is_number:
            named = unit_code(self.left if self.right.is_number else self.right, self.file_lang)
            number, place = self.bare if self.bare is not None else ("100", None)
            said = both(
                "write the unit after the number: {sample}",
                "เขียนหน่วยหลังตัวเลข: {sample}",
                sample=code(f"{number} {named}"),
            )
            helps = (said,)
            if place is not None:
                end = Span(place.file, place.end, place.end)
                fixes = (Fix(said.line(lang), (Edit(end, f" {named}"),)),)
        else:
            helps = (
                both(
                    "only quantities of one unit can be added or compared; "
                    "a ratio of both may be what is meant",
                    "บวกหรือเปรียบเทียบได้เฉพาะค่าที่มีหน่วยเดียวกัน อาจต้องใช้อัตราส่วนแทน",
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{left} and {right} cannot be added or compared",
                "{left} กับ {right} นำมาบวกหรือเปรียบเทียบกันไม่ได้",
                left=left,
                right=right,
            ),
            mark=both("{unit}", "{unit}", unit=right),
            labels=((self.other, both("{unit}", "{unit}", unit=left)),),
            helps=helps,
            fixes=fixes,
        )


class UnitNotDeclared(_Mistake, frozen=True):
    """A formula whose unit is not the declared one."""

    code: ClassVar[str] = "KPI0303"
    name: str
    declared: Unit
    declared_at: Span
    found: Unit
    times_hundred: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        helps: tuple[Said, ...] = ()
        fixes: tuple[Fix, ...] = ()
        if self.times_hundred:
            helps = (
                both(
                    "percent is a ratio of like quantities times 100: write {sample}",
                    "ร้อยละคืออัตราส่วนของสิ่งเดียวกันคูณ 100: เขียน {sample}",
                    sample=code("… * 100"),
                ),
            )
            end = Span(self.span.file, self.span.end, self.span.end)
            title = both("multiply by 100", "คูณ 100").line(lang)
            fixes = (Fix(title, (Edit(end, " * 100"),)),)
        elif not self.found.is_number:
            helps = (
                both(
                    "change the formula, or write {line}",
                    "แก้สูตร หรือเขียน {line}",
                    line=code(
                        f"{rule_word('measured in', self.file_lang)} {unit_code(self.found, self.file_lang)}"
                    ),
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the formula of {name} gives {found}, not {declared}",
                "สูตรของ {name} ให้ผลเป็น {found} ไม่ใช่ {declared}",
                name=code(self.name),
                found=unit_said(self.found, lang, ratio=self.times_hundred),
                declared=unit_said(self.declared, lang),
            ),
            labels=((self.declared_at, both("declared here", "กำหนดหน่วยไว้ตรงนี้")),),
            helps=helps,
            fixes=fixes,
        )


class DivisionByZero(_Mistake, frozen=True):
    """A division by a written zero."""

    code: ClassVar[str] = "KPI0305"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("nothing can be divided by zero", "หารด้วยศูนย์ไม่ได้"),
            helps=(
                both(
                    "if the divisor can be zero, say what that means with {line}",
                    "ถ้าตัวหารอาจเป็นศูนย์ ให้เขียน {line}",
                    line=code(f"{rule_word('not applicable when', self.file_lang)} …"),
                ),
            ),
        )


class PowerOutOfReach(_Mistake, frozen=True):
    """A written whole exponent that is too large."""

    code: ClassVar[str] = "KPI0306"
    largest: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a whole exponent goes from -{n} to {n}",
                "เลขชี้กำลังที่เป็นจำนวนเต็มต้องอยู่ตั้งแต่ -{n} ถึง {n}",
                n=str(self.largest),
            ),
            helps=(both("check the exponent", "ตรวจเลขชี้กำลัง"),),
        )


class RoundingWithoutMode(_Mistake, frozen=True):
    """A rounding that does not say what happens half way."""

    code: ClassVar[str] = "KPI0307"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        said = rule_word("half up", self.file_lang)
        end = Span(self.span.file, self.span.end, self.span.end)
        title = both("round half up, as most tables do", "ครึ่งปัดขึ้น เหมือนตารางส่วนใหญ่").line(lang)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this rounding does not say what happens half way",
                "การปัดเศษนี้ไม่ได้บอกว่าเศษครึ่งพอดีให้ปัดอย่างไร",
            ),
            notes=(
                both(
                    "with round targets an exact half comes up in most tables, and "
                    "half up and half even then print different figures",
                    "เมื่อเป้าหมายเป็นเลขกลม มักมีเศษครึ่งพอดี และแต่ละวิธีปัดได้ตัวเลขไม่เท่ากัน",
                ),
            ),
            helps=(
                both(
                    "end the line with {a}, {b}, {c} or {d}",
                    "ลงท้ายบรรทัดด้วย {a}, {b}, {c} หรือ {d}",
                    a=code(rule_word("half up", self.file_lang)),
                    b=code(rule_word("half even", self.file_lang)),
                    c=code(rule_word("up", self.file_lang)),
                    d=code(rule_word("down", self.file_lang)),
                ),
            ),
            fixes=(Fix(title, (Edit(end, f" {said}"),)),),
        )


def unit_code(unit: Unit, lang: Language) -> str:
    """A unit as a rule file in a language writes it."""
    over = [unit_word(name, lang) for name, power in unit.powers if power > 0]
    under = [unit_word(name, lang) for name, power in unit.powers if power < 0]
    return f" {rule_word('per', lang)} ".join(["*".join(over) or "1", *under])
