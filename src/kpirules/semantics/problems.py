"""Mistakes in names, structure, kinds and units."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.functions import FUNCTIONS
from kpirules.model.units import Unit
from kpirules.prose.words import Language, code, joined, keyword, line
from kpirules.semantics.rule_text import rule_word
from kpirules.semantics.wording import KindWord, kind_said, things, unit_said
from kpirules.text.span import Span


class _Mistake(Struct, frozen=True):
    span: Span


class UnknownName(_Mistake, frozen=True):
    """A name that nothing declares."""

    code: ClassVar[str] = "KPI0201"
    name: str
    kinds: tuple[str, ...]
    meant: str | None
    difference: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        helps: list[Said] = []
        if self.difference:
            helps.append(
                both(
                    "a minus between names needs spaces: {difference}",
                    "เครื่องหมายลบระหว่างชื่อต้องเว้นวรรค: {difference}",
                    difference=code(self.difference),
                )
            )
        elif self.meant:
            helps.append(did_you_mean(self.meant))
        else:
            helps.append(
                both(
                    "declare it, for example with a line {fact}",
                    "กำหนดชื่อนี้ก่อน เช่น ด้วยบรรทัด {fact}",
                    fact=code(f"{'fact' if lang == 'en' else 'ข้อมูล'} {self.name}"),
                )
                if not self.kinds or "fact" in self.kinds
                else both(
                    "declare it with a line that begins with {kind}",
                    "กำหนดชื่อนี้ด้วยบรรทัดที่ขึ้นต้นด้วย {kind}",
                    kind=things(self.kinds, lang),
                )
            )
        return finding(
            self.code,
            self.span,
            lang,
            both("nothing is called {name}", "ไม่รู้จักชื่อ {name}", name=code(self.name)),
            helps=tuple(helps),
            fixes=respell(self.span, self.difference or self.meant, lang),
        )


class DeclaredTwice(_Mistake, frozen=True):
    """Two declarations of one name."""

    code: ClassVar[str] = "KPI0202"
    name: str
    first: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("{name} is declared twice", "ใช้ชื่อ {name} ซ้ำ", name=code(self.name)),
            labels=((self.first, both("first declared here", "กำหนดครั้งแรกตรงนี้")),),
            helps=(
                both(
                    "give one of them another name, or delete one",
                    "ตั้งชื่ออื่นให้รายการหนึ่ง หรือลบออกหนึ่งรายการ",
                ),
            ),
        )


class BuiltInUnit(_Mistake, frozen=True):
    """A declared unit that every file knows already."""

    code: ClassVar[str] = "KPI0202"
    name: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the unit {name} is built in and cannot be declared again",
                "หน่วย {name} มีอยู่แล้วในภาษา กำหนดซ้ำไม่ได้",
                name=code(self.name),
            ),
            helps=(both("delete this declaration", "ลบรายการนี้"),),
        )


class NameOfAnotherKind(_Mistake, frozen=True):
    """A name that exists, but is not the kind of thing needed there."""

    code: ClassVar[str] = "KPI0203"
    name: str
    is_a: str
    needed: tuple[str, ...]
    declared: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} is {is_a}, but {needed} is needed here",
                "{name} เป็น{is_a} แต่ตรงนี้ต้องเป็น{needed}",
                name=code(self.name),
                is_a=things((self.is_a,), lang),
                needed=things(self.needed, lang)
                if self.needed
                else line(
                    "a fact, a parameter or a value" if lang == "en" else "ข้อมูล ค่ากำหนด หรือค่าคำนวณ"
                ),
            ),
            labels=((self.declared, both("declared here", "กำหนดไว้ตรงนี้")),),
        )


class Cycle(_Mistake, frozen=True):
    """Things that need each other."""

    code: ClassVar[str] = "KPI0204"
    names: tuple[str, ...]
    places: tuple[Span, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        path = joined([line(code(name)) for name in (*self.names, self.names[0])], " → ")
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} needs itself to be computed",
                "{name} ต้องใช้ค่าของตัวเองในการคำนวณ",
                name=code(self.names[0]),
            ),
            labels=tuple(
                (place, both("takes part in the circle", "อยู่ในวงอ้างอิง"))
                for place in self.places
                if place != self.span
            ),
            notes=(both("the circle: {path}", "อ้างอิงวนกันดังนี้: {path}", path=path),),
            helps=(
                both(
                    "let one of them build on facts only",
                    "ให้รายการใดรายการหนึ่งคำนวณจากข้อมูลเท่านั้น",
                ),
            ),
        )


class MissingLine(_Mistake, frozen=True):
    """A declaration without a line it needs."""

    code: ClassVar[str] = "KPI0205"
    kind: str
    name: str
    needed: tuple[str, ...]
    sample_en: str
    sample_th: str
    why: Said

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        words = [line(code(rule_word(needed, lang))) for needed in self.needed]
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{kind} {name} has no line {needed}",
                "{kind} {name} ไม่มีบรรทัด {needed}",
                kind=things((self.kind,), lang, article=False),
                name=code(self.name),
                needed=joined(words, " or " if lang == "en" else " หรือ "),
            ),
            notes=(self.why,),
            helps=(
                both(
                    "add a line such as {sample}",
                    "เพิ่มบรรทัด เช่น {sample}",
                    sample=code(self.sample_en if lang == "en" else self.sample_th),
                ),
            ),
        )


class LineTwice(_Mistake, frozen=True):
    """A line that may stand only once in a declaration."""

    code: ClassVar[str] = "KPI0206"
    written: str
    first: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a second line {written}: only one may stand here",
                "มีบรรทัด {written} ซ้ำ ใช้ได้เพียงบรรทัดเดียว",
                written=code(rule_word(self.written, lang)),
            ),
            labels=((self.first, both("the first one", "บรรทัดแรก")),),
            helps=(both("delete one of them", "ลบออกหนึ่งบรรทัด"),),
        )


class UsedFileMissing(_Mistake, frozen=True):
    """`use` of a file that is not there."""

    code: ClassVar[str] = "KPI0207"
    path: str
    looked_in: tuple[str, ...]
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        places = joined([line(code(place)) for place in self.looked_in], ", ")
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no file {path}", "ไม่พบแฟ้ม {path}", path=code(self.path)),
            notes=(both("looked in {places}", "ค้นใน {places}", places=places),),
            helps=(did_you_mean(self.meant),) if self.meant else (),
            fixes=respell(self.span, f'"{self.meant}"', lang) if self.meant else (),
        )


class TwoSpellings(_Mistake, frozen=True):
    """One name in two spellings, or two names that look alike."""

    code: ClassVar[str] = "KPI0208"
    written: str
    declared: str
    place: Span
    alike: bool = False

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        headline = (
            both(
                "{written} looks like {declared}, which is another name",
                "{written} ดูเหมือน {declared} ซึ่งเป็นคนละชื่อ",
                written=code(self.written),
                declared=code(self.declared),
            )
            if self.alike
            else both(
                "{written} is spelled {declared} where it is declared",
                "{written} เขียนต่างจากที่กำหนดไว้ คือ {declared}",
                written=code(self.written),
                declared=code(self.declared),
            )
        )
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            labels=((self.place, both("declared here", "กำหนดไว้ตรงนี้")),),
            fixes=() if self.alike else respell(self.span, self.declared, lang),
        )


class LinesExclude(_Mistake, frozen=True):
    """Two lines of which only one may stand."""

    code: ClassVar[str] = "KPI0209"
    one: str
    other: str
    place: Span
    why: Said

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{one} and {other} exclude each other",
                "{one} กับ {other} ใช้พร้อมกันไม่ได้",
                one=code(rule_word(self.one, lang)),
                other=code(rule_word(self.other, lang)),
            ),
            labels=((self.place, both("the other line", "อีกบรรทัดหนึ่ง")),),
            notes=(self.why,),
        )


class UnknownUnit(_Mistake, frozen=True):
    """A unit that nothing declares."""

    code: ClassVar[str] = "KPI0210"
    name: str
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no unit {name}", "ไม่มีหน่วย {name}", name=code(self.name)),
            helps=(did_you_mean(self.meant),)
            if self.meant
            else (
                both(
                    "declare it with a line {sample}",
                    "กำหนดด้วยบรรทัด {sample}",
                    sample=code(f'{"unit" if lang == "en" else "หน่วย"} {self.name} "…"'),
                ),
            ),
            fixes=respell(self.span, self.meant, lang),
        )


class UnknownFunction(_Mistake, frozen=True):
    """A call of a function the language does not have."""

    code: ClassVar[str] = "KPI0211"
    name: str
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no function {name}", "ไม่มีฟังก์ชัน {name}", name=code(self.name)),
            helps=()
            if self.meant
            else (
                both(
                    "the functions are: {names}",
                    "ฟังก์ชันที่มี: {names}",
                    names=joined([line(code(name)) for name in (*FUNCTIONS, "known")], ", "),
                ),
            ),
            fixes=respell(self.span, self.meant, lang),
        )


class IndicatorWithoutField(_Mistake, frozen=True):
    """An indicator in a formula, without saying what of it."""

    code: ClassVar[str] = "KPI0203"
    name: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        result = "result" if lang == "en" else "ผลการดำเนินงาน"
        score = "score" if lang == "en" else "คะแนน"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} is an indicator: say what of it is meant",
                "{name} เป็นตัวชี้วัด ต้องบอกว่าหมายถึงค่าใด",
                name=code(self.name),
            ),
            helps=(
                both(
                    "write {a} or {b}",
                    "เขียน {a} หรือ {b}",
                    a=code(f"{self.name}.{result}"),
                    b=code(f"{self.name}.{score}"),
                ),
            ),
        )


class UnknownField(_Mistake, frozen=True):
    """A field that things of that kind do not have."""

    code: ClassVar[str] = "KPI0201"
    name: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        fields = ("result", "score", "weighted") if lang == "en" else (
            "ผลการดำเนินงาน", "คะแนน", "คะแนนถ่วงน้ำหนัก",
        )  # fmt: skip
        return finding(
            self.code,
            self.span,
            lang,
            both("an indicator has no {name}", "ตัวชี้วัดไม่มีค่า {name}", name=code(self.name)),
            helps=(
                both(
                    "it has: {fields}",
                    "มีค่า: {fields}",
                    fields=joined([line(keyword(field)) for field in fields], ", "),
                ),
            ),
        )


class UnknownOption(_Mistake, frozen=True):
    """A name that is none of the options."""

    code: ClassVar[str] = "KPI0201"
    name: str
    owner: str
    options: tuple[str, ...]
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} is none of the options of {owner}",
                "{name} ไม่ใช่ตัวเลือกของ {owner}",
                name=code(self.name),
                owner=code(self.owner),
            ),
            helps=(
                did_you_mean(self.meant)
                if self.meant
                else both(
                    "the options are: {options}",
                    "ตัวเลือกคือ: {options}",
                    options=joined([line(code(option)) for option in self.options], ", "),
                ),
            ),
            fixes=respell(self.span, self.meant, lang),
        )


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
                    sample=code("… at least 10" if lang == "en" else "… ไม่น้อยกว่า 10"),
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
            labels=(
                (
                    self.other,
                    both("this is {kind}", "ตรงนี้เป็น{kind}", kind=kind_said(self.first, lang)),
                ),
            ),
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
            named = unit_code(self.left if self.right.is_number else self.right)
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


class WrongArguments(_Mistake, frozen=True):
    """A function with too few or too many values."""

    code: ClassVar[str] = "KPI0304"
    function: str
    least: int
    most: int | None
    found: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.most is None:
            needed = both("at least {n}", "อย่างน้อย {n} ค่า", n=str(self.least))
        elif self.least == self.most:
            needed = both("exactly {n}", "{n} ค่าพอดี", n=str(self.least))
        else:
            needed = both("{n} to {m}", "{n} ถึง {m} ค่า", n=str(self.least), m=str(self.most))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{function} takes {needed} values, but {found} are given",
                "ในวงเล็บของ {function} ต้องมี {needed} แต่มี {found} ค่า",
                function=code(self.function),
                needed=needed.line(lang),
                found=str(self.found),
            ),
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
                    line=code(f"{rule_word('not applicable when', lang)} …"),
                ),
            ),
        )


class PowerOutOfReach(_Mistake, frozen=True):
    """An exponent that is not a small whole number."""

    code: ClassVar[str] = "KPI0306"
    largest: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "an exponent must be written as a whole number from -{n} to {n}",
                "เลขยกกำลังต้องเขียนเป็นจำนวนเต็ม ตั้งแต่ -{n} ถึง {n}",
                n=str(self.largest),
            ),
        )


class RoundingWithoutMode(_Mistake, frozen=True):
    """A rounding that does not say what happens half way."""

    code: ClassVar[str] = "KPI0307"
    thai: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        # The mended line must be in one language: that of its writer.
        said = rule_word("half up", "th" if self.thai else "en")
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
                    a=code(rule_word("half up", lang)),
                    b=code(rule_word("half even", lang)),
                    c=code(rule_word("up", lang)),
                    d=code(rule_word("down", lang)),
                ),
            ),
            fixes=(Fix(title, (Edit(end, f" {said}"),)),),
        )


NumberRule = Literal["year", "page", "places", "step", "decimals", "ordered", "equals"]

_NUMBER_RULES: dict[NumberRule, Said] = {
    "year": both(
        "a fiscal year is a whole number of the Buddhist era, such as 2566",
        "ปีงบประมาณเป็นจำนวนเต็มปีพุทธศักราช เช่น 2566",
    ),
    "page": both("a page is a whole number from 1", "เลขหน้าเป็นจำนวนเต็มตั้งแต่ 1"),
    "places": both("places are a whole number from 0 to 20", "จำนวนตำแหน่งเป็นจำนวนเต็มตั้งแต่ 0 ถึง 20"),
    "step": both("a step is a number above 0", "ขั้นการปัดเศษต้องมากกว่า 0"),
    "decimals": both(
        "decimals are a whole number from 0 to 20", "จำนวนหลักทศนิยมเป็นจำนวนเต็มตั้งแต่ 0 ถึง 20"
    ),
    "ordered": both("the second number must not be below the first", "ตัวเลขหลังต้องไม่น้อยกว่าตัวเลขแรก"),
    "equals": both("a unit equals more than 0 of another", "หน่วยต้องเท่ากับหน่วยอื่นมากกว่า 0"),
}


class WrongNumber(_Mistake, frozen=True):
    """A number that cannot stand in its line: a year of 66, a page of 0."""

    code: ClassVar[str] = "KPI0308"
    written: str
    rule: NumberRule
    meant: str | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{written} cannot stand here", "ใช้ {written} ตรงนี้ไม่ได้", written=code(self.written)
            ),
            notes=(_NUMBER_RULES[self.rule],),
            helps=(did_you_mean(self.meant),) if self.meant else (),
            fixes=respell(self.span, self.meant, lang),
        )


def did_you_mean(meant: str) -> Said:
    """The hint that offers one spelling."""
    return both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(meant))


def respell(span: Span, meant: str | None, lang: Language) -> tuple[Fix, ...]:
    """The fix that writes one spelling in the place of another."""
    if meant is None:
        return ()
    return (Fix(did_you_mean(meant).line(lang), (Edit(span, meant),)),)


def unit_code(unit: Unit) -> str:
    """A unit as a rule file writes it."""
    over = [name for name, power in unit.powers if power > 0]
    under = [name for name, power in unit.powers if power < 0]
    return " per ".join(["*".join(over) or "1", *under])
