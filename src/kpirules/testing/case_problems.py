"""Mistakes in a table of cases, and cases that do not come out as expected."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct, structs

from kpirules.diagnostics.diagnostic import Diagnostic, Fix, Label, Problem
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.facts.file_problems import brief, offered
from kpirules.model import examples as exm
from kpirules.prose.words import Language, Line, code, line
from kpirules.testing.problems import asked_words
from kpirules.text.span import Span

Fault = Literal["no_rows", "no_headings", "no_expectations", "expects_nothing", "same_case"]
"""What is wrong with a table of cases as a whole, or with a row. Each has its words below."""

_FAULTS: dict[Fault, tuple[str, str, str, str]] = {
    "no_rows": (
        "this table has no cases",
        "ตารางนี้ไม่มีกรณี",
        "write one case a row under the headings",
        "เขียนกรณีละแถวใต้หัวตาราง",
    ),
    "no_headings": (
        "this table is empty",
        "ตารางนี้ว่างเปล่า",
        "the first row names the columns: {case}, the names of facts, and {expect}",
        "แถวแรกเป็นหัวตาราง: {case} ชื่อข้อมูล และ {expect}",
    ),
    "no_expectations": (
        "no column of this table says what must come out",
        "ตารางนี้ไม่มีคอลัมน์ที่บอกผลที่ต้องได้",
        "give a column a heading such as {expect}, or write a line {expect} in the example",
        "ตั้งหัวคอลัมน์ เช่น {expect} หรือเขียนบรรทัด {expect} ในตัวอย่าง",
    ),
    "expects_nothing": (
        "this case does not say what must come out",
        "กรณีนี้ไม่บอกผลที่ต้องได้",
        "fill in a column {expect}, or delete the row",
        "กรอกคอลัมน์ {expect} หรือลบแถวนี้",
    ),
    "same_case": (
        "another case is called {written} already",
        "มีกรณีชื่อ {written} แล้ว",
        "give each case a name of its own, so that messages can tell them apart",
        "ตั้งชื่อแต่ละกรณีให้ต่างกัน เพื่อให้รู้ว่าข้อความหมายถึงกรณีใด",
    ),
}


class BadCases(Struct, frozen=True):
    """A table of cases, or a row of it, that cannot be run."""

    code: ClassVar[str] = "KPI0704"
    span: Span
    fault: Fault
    written: str = ""
    first: Span | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        en, th, help_en, help_th = _FAULTS[self.fault]
        slots = {
            "written": code(brief(self.written)),
            "case": code("case" if lang == "en" else "กรณี"),
            "expect": code("expect total" if lang == "en" else "ต้องได้ คะแนนรวม"),
        }
        labels = (
            ((self.first, both("the other one", "อีกกรณีหนึ่ง")),) if self.first is not None else ()
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(en, th, **slots),
            labels=labels,
            helps=(both(help_en, help_th, **slots),),
        )


class UnknownHeading(Struct, frozen=True):
    """A heading of a table of cases that stands for no fact, and expects nothing.

    A `result` is what the rules compute: it can only be expected.
    """

    code: ClassVar[str] = "KPI0704"
    span: Span
    heading: str
    result: bool
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        notes: tuple[Said, ...] = ()
        if self.result:
            notes = (
                both(
                    "the rules compute it: a case can expect it, not give it",
                    "กฎเป็นผู้คำนวณค่านี้ กรณีจึงคาดผลได้ แต่กำหนดให้ไม่ได้",
                ),
            )
        helps: tuple[Said, ...] = ()
        fixes: tuple[Fix, ...] = ()
        if self.meant is not None:
            hint = both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant))
            helps, fixes = offered(hint, self.span, self.meant, lang)
        expect = code("expect total" if lang == "en" else "ต้องได้ คะแนนรวม")
        known = both(
            "a column is headed by the name or label of a fact, or by what must come out, "
            "such as {expect}",
            "หัวคอลัมน์เป็นชื่อข้อมูล ชื่อเต็มของข้อมูล หรือผลที่ต้องได้ เช่น {expect}",
            expect=expect,
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "there is no fact {heading}",
                "ไม่มีข้อมูลชื่อ {heading}",
                heading=code(brief(self.heading)),
            ),
            notes=notes,
            helps=(*helps, known),
            fixes=fixes,
        )


class UnknownResult(Struct, frozen=True):
    """A column expects something that the rules do not compute.

    `bare` is an indicator without what is asked of it; `clause` words behind the name.
    """

    code: ClassVar[str] = "KPI0704"
    span: Span
    asked: str
    reason: Literal["unknown", "bare", "field", "clause"]
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        asked = code(brief(self.asked))
        said, hint = {
            "unknown": (
                both(
                    "the rules compute nothing called {asked}",
                    "กฎไม่ได้คำนวณสิ่งที่ชื่อ {asked}",
                    asked=asked,
                ),
                both(
                    "what may be expected: a value, a decision table, a component, "
                    "{total}, {band}, or {field} of an indicator",
                    "สิ่งที่คาดผลได้: ค่าคำนวณ ตารางจำแนก องค์ประกอบ {total} {band} หรือ {field} ของตัวชี้วัด",
                    total=code("total" if lang == "en" else "คะแนนรวม"),
                    band=code("band" if lang == "en" else "ระดับ"),
                    field=code(".score" if lang == "en" else ".คะแนน"),
                ),
            ),
            "bare": (
                both(
                    "{asked} is an indicator: say which of its figures",
                    "{asked} เป็นตัวชี้วัด ต้องบอกว่าตัวเลขใดของตัวชี้วัด",
                    asked=asked,
                ),
                _fields(lang),
            ),
            "field": (
                both(
                    "{asked} is nothing that can be asked of an indicator",
                    "{asked} ไม่ใช่สิ่งที่ถามได้จากตัวชี้วัด",
                    asked=asked,
                ),
                _fields(lang),
            ),
            "clause": (
                both(
                    "{asked} does not say how to round",
                    "{asked} ไม่ได้บอกวิธีปัดเศษ",
                    asked=asked,
                ),
                both(
                    "write {sample}",
                    "เขียน {sample}",
                    sample=code(
                        "rounded to 1 place half up"
                        if lang == "en"
                        else "ปัดเศษเป็น 1 ตำแหน่ง ครึ่งปัดขึ้น"
                    ),
                ),
            ),
        }[self.reason]
        helps: tuple[Said, ...] = ()
        fixes: tuple[Fix, ...] = ()
        if self.meant is not None:
            meant = both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant))
            helps, fixes = offered(meant, self.span, self.meant, lang)
        return finding(self.code, self.span, lang, said, helps=(*helps, hint), fixes=fixes)


def _fields(lang: Language) -> Said:
    words = (
        (".result", ".score", ".weighted", ".weight")
        if lang == "en"
        else (".ผลการดำเนินงาน", ".คะแนน", ".คะแนนถ่วงน้ำหนัก", ".น้ำหนัก")
    )
    return both(
        "write {a}, {b}, {c} or {d} behind its name",
        "เขียน {a} {b} {c} หรือ {d} ต่อท้ายชื่อ",
        **dict(zip("abcd", map(code, words), strict=True)),
    )


class OfCase(Struct, frozen=True):
    """Something wrong with a case: which case of which example, and in which column."""

    problem: Problem
    case: str
    example: str
    column: Span | None = None
    target: exm.Target | None = None

    @property
    def code(self) -> str:
        """The code of what is wrong."""
        return self.problem.code

    @property
    def span(self) -> Span:
        """The cell."""
        return self.problem.span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words, with the heading of its column."""
        said = self.problem.describe(lang)
        labels = said.labels
        if self.column is not None:
            heading = both("what this column expects", "ผลที่คอลัมน์นี้คาดไว้")
            labels = (Label(self.column, heading.line(lang)), *labels)
        return structs.replace(said, labels=labels, notes=(self._who(lang), *said.notes))

    def _who(self, lang: Language) -> Line:
        return line(
            "case " if lang == "en" else "กรณี ",
            code(self.case),
            " of the example " if lang == "en" else " ของตัวอย่าง ",
            code(self.example),
            *((": ", code(asked_words(self.target, lang))) if self.target is not None else ()),
        )
