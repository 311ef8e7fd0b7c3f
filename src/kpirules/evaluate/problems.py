"""Computations that have no result."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.evaluate.approximate import MOST_DIGITS
from kpirules.facts.figures import grouped
from kpirules.model.functions import thai_name
from kpirules.prose.words import Language, code, joined, line, value
from kpirules.text.span import NOWHERE, Span


class _Mistake(Struct, frozen=True):
    span: Span


class DividedByZero(_Mistake, frozen=True):
    """A divisor that is zero with these facts."""

    code: ClassVar[str] = "KPI0601"
    elsewhen: int | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        headline = (
            both("this divisor is zero with these facts", "ตัวหารนี้เป็นศูนย์เมื่อใช้ข้อมูลชุดนี้")
            if self.elsewhen is None
            else both(
                "this divisor is zero with the facts of {year}",
                "ตัวหารนี้เป็นศูนย์เมื่อใช้ข้อมูลของปี {year}",
                year=str(self.elsewhen),
            )
        )
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            helps=(
                both(
                    "say what that means with a line {sample}",
                    "เขียนไว้ว่ากรณีนี้ให้ทำอย่างไร เช่น {sample}",
                    sample=code(
                        "not applicable when … = 0" if lang == "en" else "ไม่ต้องประเมินเมื่อ … = 0"
                    ),
                ),
            ),
        )


class NoRealResult(_Mistake, frozen=True):
    """A root, power or logarithm that is no number with these facts."""

    code: ClassVar[str] = "KPI0601"
    function: str
    why: Literal["negative", "not_positive", "out_of_reach"]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        called = thai_name(self.function) if lang == "th" else self.function
        why = {
            "negative": both(
                "{function} of a negative number is no number",
                "หา {function} ของจำนวนลบไม่ได้",
                function=code(called),
            ),
            "not_positive": both(
                "{function} is taken of numbers above zero only",
                "{function} หาได้เฉพาะจำนวนที่มากกว่าศูนย์",
                function=code(called),
            ),
            "out_of_reach": both(
                "{function} comes to a number of more than a thousand digits",
                "{function} ได้จำนวนที่ยาวเกินหนึ่งพันหลัก",
                function=code(called),
            ),
        }[self.why]
        sample = "not applicable when …" if lang == "en" else "ไม่ต้องประเมินเมื่อ …"
        said = both(
            "say what that means with a line {sample}",
            "เขียนไว้ว่ากรณีนี้ให้ทำอย่างไร เช่น {sample}",
            sample=code(sample),
        )
        return finding(self.code, self.span, lang, why, helps=(said,))


class NotDecided(_Mistake, frozen=True):
    """A question about an approximate number that its digits do not answer."""

    code: ClassVar[str] = "KPI0604"
    asked: Literal["comparison", "rounding", "score", "band", "function"]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        said = {
            "comparison": both(
                "whether this holds cannot be decided", "ตัดสินไม่ได้ว่าเงื่อนไขนี้เป็นจริงหรือไม่"
            ),
            "rounding": both(
                "to which side this is rounded cannot be decided", "ตัดสินไม่ได้ว่าต้องปัดเศษไปทางใด"
            ),
            "score": both("between which levels this lies cannot be decided",
                          "ตัดสินไม่ได้ว่าค่านี้อยู่ระหว่างเป้าหมายใด"),
            "band": both("in which band the total lies cannot be decided",
                         "ตัดสินไม่ได้ว่าคะแนนรวมอยู่ในระดับใด"),
            "function": both("what this comes to cannot be decided", "ตัดสินไม่ได้ว่าสูตรนี้ได้ค่าเท่าใด"),
        }[self.asked]  # fmt: skip
        return finding(
            self.code,
            self.span,
            lang,
            said,
            notes=(
                both(
                    "the value is approximate, and {digits} digits do not tell it from the limit",
                    "ค่านี้เป็นค่าประมาณ และทศนิยม {digits} หลักยังแยกไม่ออกจากเกณฑ์",
                    digits=str(MOST_DIGITS),
                ),
                both("nothing is guessed", "โปรแกรมไม่เดาผล"),
            ),
            helps=(
                both(
                    "leave out what undoes itself, such as the square of a root",
                    "ตัดส่วนที่หักล้างกันเองออกจากสูตร เช่น กำลังสองของราก",
                )
                if self.asked == "rounding"
                else both(
                    "round the approximate value on a line of its own first",
                    "ปัดเศษค่าประมาณด้วยบรรทัดของตัวเองก่อน แล้วจึงนำไปใช้",
                ),
            ),
        )


class ResultRefused(_Mistake, frozen=True):
    """A result outside the levels, where the method gives no score."""

    code: ClassVar[str] = "KPI0601"
    indicator: str
    result: str
    policy: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the result {result} of {indicator} lies outside its levels and is not scored",
                "ผล {result} ของ {indicator} อยู่นอกเป้าหมายและไม่มีคะแนน",
                result=code(self.result),
                indicator=code(self.indicator),
            ),
            labels=((self.policy, both("this line says so", "กำหนดไว้ในบรรทัดนี้")),),
            helps=(
                both(
                    "check the facts; if the result is right, say in that line what it scores",
                    "ตรวจข้อมูล ถ้าผลถูกต้องแล้ว ให้กำหนดคะแนนในบรรทัดนั้น",
                ),
            ),
        )


class NoValueInPeriod(_Mistake, frozen=True):
    """A parameter without a value in the year evaluated."""

    code: ClassVar[str] = "KPI0512"
    name: str
    period: int
    years: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} has no value in {period}",
                "{name} ไม่มีค่าในปี {period}",
                name=code(self.name),
                period=str(self.period),
            ),
            notes=(
                both("it has values for {years}", "มีค่าสำหรับ {years}", years=self.years),
                both(
                    "the value of another year is never taken in its place",
                    "ไม่มีการใช้ค่าของปีอื่นแทน",
                ),
            ),
        )


class NoTargetsInPeriod(_Mistake, frozen=True):
    """An indicator without target levels in the year evaluated."""

    code: ClassVar[str] = "KPI0512"
    name: str
    period: int
    years: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} has no target levels in {period}",
                "{name} ไม่มีเป้าหมายในปี {period}",
                name=code(self.name),
                period=str(self.period),
            ),
            notes=(
                both("it has some for {years}", "มีเป้าหมายสำหรับ {years}", years=self.years),
                both(
                    "those of another year are never taken in their place",
                    "ไม่มีการใช้เป้าหมายของปีอื่นแทน",
                ),
            ),
        )


class YearsToCome(_Mistake, frozen=True):
    """A sum or mean over years of which even the first is after the year evaluated."""

    code: ClassVar[str] = "KPI0601"
    start: int
    period: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the years begin in {start}, after {period}, the year evaluated",
                "ช่วงปีเริ่มในปี {start} ซึ่งอยู่หลังปี {period} ที่ประเมิน",
                start=str(self.start),
                period=str(self.period),
            ),
        )


class NobodyToShare(_Mistake, frozen=True):
    """A weight to be shared out, and no indicator left to take it."""

    code: ClassVar[str] = "KPI0601"
    within: str
    why: Said

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no indicator is left in {within} to take the weight",
                "ไม่เหลือตัวชี้วัดใน {within} ที่จะรับน้ำหนัก",
                within=code(self.within),
            ),
            notes=(self.why,),
        )


class CasesClash(_Mistake, frozen=True):
    """Rows of a decision table that hold together, or none that holds."""

    code: ClassVar[str] = "KPI0601"
    table: str
    rows: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        rows = joined([line(code(row)) for row in self.rows], ", ")
        helps = (
            both(
                "add a row for such facts, or end with a row {otherwise}",
                "เพิ่มข้อสำหรับกรณีนี้ หรือจบด้วยข้อ {otherwise}",
                otherwise=code("otherwise" if lang == "en" else "นอกเหนือจากนี้"),
            )
            if not self.rows
            else both(
                "narrow the conditions, or write {first}",
                "แก้เงื่อนไขให้แคบลง หรือเขียน {first}",
                first=code("first that applies" if lang == "en" else "ใช้ข้อแรกที่ตรง"),
            ),
        )
        if not self.rows:
            headline = both(
                "no row of {table} holds for these facts",
                "ไม่มีข้อใดของ {table} ตรงกับข้อมูลชุดนี้",
                table=code(self.table),
            )
        else:
            headline = both(
                "several rows of {table} hold for these facts: {rows}",
                "หลายข้อของ {table} ตรงกับข้อมูลชุดนี้: {rows}",
                table=code(self.table),
                rows=rows,
            )
        return finding(self.code, self.span, lang, headline, helps=helps)


class RowsWithoutResult(_Mistake, frozen=True):
    """Rows of a table for which a formula has no result, such as a divisor of zero."""

    code: ClassVar[str] = "KPI0601"
    table: str
    count: int
    first: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                f"this has no result for {{count}} row{'' if self.count == 1 else 's'} of {{table}}",
                "คำนวณไม่ได้สำหรับ {count} แถวของ {table}",
                count=value(f"{self.count:,}"),
                table=code(self.table),
            ),
            labels=((self.first, both("the first such row", "แถวแรกที่คำนวณไม่ได้")),)
            if self.first != NOWHERE
            else (),
            helps=(
                both(
                    "say in the condition which rows count, before the part without a result",
                    "ระบุในเงื่อนไขว่านับแถวใด ก่อนส่วนที่คำนวณไม่ได้",
                ),
            ),
        )


class NoRows(_Mistake, frozen=True):
    """A mean, a least, a greatest or a share of no rows at all."""

    code: ClassVar[str] = "KPI0601"
    function: str
    table: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no row of {table} is there to take the {function} of",
                "{table} ไม่มีแถวให้คิด {function}",
                table=code(self.table),
                function=code(self.function),
            ),
            helps=(
                both(
                    "say what that means with a line {sample}",
                    "เขียนไว้ว่ากรณีนี้ให้ทำอย่างไร เช่น {sample}",
                    sample=code(
                        "not applicable when count(…) = 0"
                        if lang == "en"
                        else "ไม่ต้องประเมินเมื่อ count(…) = 0"
                    ),
                ),
            ),
        )


class FactDiffersFromTable(_Mistake, frozen=True):
    """A fact that was supplied, and comes out otherwise from the table supplied with it."""

    code: ClassVar[str] = "KPI0605"
    fact: str
    supplied: object
    derived: object
    formula: Span
    declared: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{fact} is supplied as {supplied}, but its table gives {derived}",
                "{fact} ให้ค่าไว้เป็น {supplied} แต่คำนวณจากตารางได้ {derived}",
                fact=code(self.fact),
                supplied=value(_said(self.supplied, lang)),
                derived=value(_said(self.derived, lang)),
            ),
            labels=((self.formula, both("computed by this formula", "คำนวณด้วยสูตรนี้")),),
            helps=(
                both(
                    "find out which of the two is right; leave {fact} out to take it from the table",
                    "ตรวจสอบว่าค่าใดถูกต้อง ถ้าจะใช้ค่าจากตารางไม่ต้องให้ {fact}",
                    fact=code(self.fact),
                ),
            ),
        )


class FactNotAllowed(_Mistake, frozen=True):
    """A fact that comes out of a table as nobody could have supplied it."""

    code: ClassVar[str] = "KPI0605"
    fact: str
    derived: object
    declared: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{fact} comes to {derived}, outside its declared range or decimals",
                "{fact} คำนวณได้ {derived} อยู่นอกช่วงหรือจำนวนทศนิยมที่กำหนดไว้",
                fact=code(self.fact),
                derived=value(_said(self.derived, lang)),
            ),
            labels=((self.declared, both("declared here", "กำหนดไว้ตรงนี้")),),
        )


def _said(result: object, lang: Language) -> str:
    if isinstance(result, bool):
        yes, no = ("yes", "no") if lang == "en" else ("ใช่", "ไม่ใช่")
        return yes if result else no
    return grouped(result) if isinstance(result, Fraction) else str(result)
