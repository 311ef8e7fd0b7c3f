"""Lines that are missing, written twice, or say what cannot be."""

from __future__ import annotations

from typing import ClassVar, Literal

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.scorecards import Missing
from kpirules.prose.words import Language, code, joined, line
from kpirules.semantics.name_problems import did_you_mean, respell
from kpirules.semantics.rule_text import InRuleWords, rule_word
from kpirules.semantics.wording import things
from kpirules.syntax import ast
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    span: Span


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
        words = [line(code(rule_word(needed, self.file_lang))) for needed in self.needed]
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
                    sample=code(self.sample_en if self.file_lang == "en" else self.sample_th),
                ),
            ),
        )


class LineTwice(_Mistake, frozen=True):
    """A line that may stand only once in a declaration.

    A line on what is missing may stand once for each reason: `status`.
    """

    code: ClassVar[str] = "KPI0206"
    written: str
    first: Span
    status: Missing | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a second line {written}: only one may stand here",
                "มีบรรทัด {written} ซ้ำ ใช้ได้เพียงบรรทัดเดียว",
                written=code(self._line()),
            ),
            labels=((self.first, both("the first one", "บรรทัดแรก")),),
            helps=(both("delete one of them", "ลบออกหนึ่งบรรทัด"),),
        )

    def _line(self) -> str:
        written = rule_word(self.written, self.file_lang)
        if self.status is None:
            return written
        return f"{written} {rule_word(self.status.replace('_', ' '), self.file_lang)}"


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
                one=code(rule_word(self.one, self.file_lang)),
                other=code(rule_word(self.other, self.file_lang)),
            ),
            labels=((self.place, both("the other line", "อีกบรรทัดหนึ่ง")),),
            notes=(self.why,),
            helps=(both("delete one of the two lines", "ลบออกหนึ่งบรรทัด"),),
        )


class Cycle(_Mistake, frozen=True):
    """Things that need each other."""

    code: ClassVar[str] = "KPI0204"
    names: tuple[str, ...]
    places: tuple[Span, ...]
    over_years: bool = False

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        accumulate = both(
            "to accumulate over years, add up a fact: {sample}",
            "ถ้าต้องการยอดสะสมหลายปี ให้รวมข้อมูลของแต่ละปี: {sample}",
            sample=code(
                "sum of … from 2562 to this period" if lang == "en" else "ผลรวมของ … ตั้งแต่ 2562 ถึงปีนี้"
            ),
        )
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
                *((accumulate,) if self.over_years else ()),
            ),
        )


NumberRule = Literal["year", "page", "places", "step", "decimals", "equals"]

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


class EndsSwapped(_Mistake, frozen=True):
    """`from 100 to 0`: nothing lies between the ends, as they are written."""

    code: ClassVar[str] = "KPI0308"
    low: str
    high: str
    low_span: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        parts = {"low": code(self.low), "high": code(self.high)}
        title = both("swap {low} and {high}", "สลับ {low} กับ {high}", **parts)
        edits = (Edit(self.low_span, self.high), Edit(self.span, self.low))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no number is from {low} to {high}: the smaller end stands first",
                "ไม่มีตัวเลขใดอยู่ตั้งแต่ {low} ถึง {high} ต้องเขียนตัวเลขที่น้อยกว่าก่อน",
                **parts,
            ),
            fixes=(Fix(title.line(lang), edits),),
        )


def ends_swapped(low: ast.Number, high: ast.Number) -> EndsSwapped:
    """What is wrong with two ends of which the second is the smaller."""
    return EndsSwapped(high.span, low.written, high.written, low.span)


class PartOfItself(_Mistake, frozen=True):
    """Components that lie within one another."""

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
                "component {name} is part of itself",
                "องค์ประกอบ {name} อยู่ในตัวเอง",
                name=code(self.names[0]),
            ),
            labels=tuple(
                (place, both("takes part in the circle", "อยู่ในวงอ้างอิง"))
                for place in self.places[1:]
            ),
            notes=(both("the circle: {path}", "อ้างอิงวนกันดังนี้: {path}", path=path),),
            helps=(
                both(
                    "let the outermost one stand without {words}",
                    "ให้องค์ประกอบชั้นนอกสุดไม่มี {words}",
                    words=code(rule_word("part of", self.file_lang)),
                ),
            ),
        )
