"""Examples that do not come out as expected."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import ClassVar

from msgspec import Struct, structs

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.evaluate.approximate import Approximate
from kpirules.evaluate.missing import withheld
from kpirules.evaluate.trace import Gap, Result, Trace
from kpirules.explain.numbers import figure
from kpirules.model import examples as exm
from kpirules.prose.words import Language, Line, code, line, value
from kpirules.testing.parting import where_it_parts
from kpirules.text.dates import written_date
from kpirules.text.span import Span


class _Mistake(Struct, frozen=True):
    span: Span


class ExampleDiffers(_Mistake, frozen=True):
    """The rules give another value than the example expects."""

    code: ClassVar[str] = "KPI0701"
    expected: exm.ExpectValue | exm.ExpectMissing
    trace: Trace | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        wanted = (
            _plain(self.expected.value, lang)
            if isinstance(self.expected, exm.ExpectValue)
            else line(_REASONS[self.expected.status][0 if lang == "en" else 1])
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "expected {wanted}, found {found}",
                f"ต้องได้ {{wanted}} แต่{_came_to(self.trace)} {{found}}",
                wanted=wanted,
                found=_found(self.trace, lang),
            ),
            notes=where_it_parts(self.trace),
            helps=(
                *self._approximate(lang),
                both(
                    "see how it came about with {command}",
                    "ดูที่มาด้วย {command}",
                    command=code("kpirules explain"),
                ),
            ),
        )

    def _approximate(self, lang: Language) -> tuple[Said, ...]:
        """An approximate value never equals a written figure."""
        found = self.trace.value if self.trace is not None else None
        if not isinstance(found, Approximate) or isinstance(self.expected, exm.ExpectMissing):
            return ()
        said = both(
            "an approximate value equals no written figure: round it with a line {line}",
            "ค่าประมาณไม่เท่ากับตัวเลขที่เขียนได้พอดี ให้ปัดเศษด้วยบรรทัด {line}",
            line=code(
                "rounded to 3 places half up" if lang == "en" else "ปัดเศษเป็น 3 ตำแหน่ง ครึ่งปัดขึ้น"
            ),
        )
        return (said,)


class Consequence(Struct, frozen=True):
    """A difference that follows from another one in the same example."""

    problem: Problem
    of: exm.Target

    @property
    def code(self) -> str:
        """The code of what is wrong."""
        return self.problem.code

    @property
    def span(self) -> Span:
        """Where it is expected."""
        return self.problem.span

    def describe(self, lang: Language) -> Diagnostic:
        """The difference, and which one it follows from."""
        said = self.problem.describe(lang)
        note = both(
            "it was made with {of}, which differs too",
            "คำนวณจาก {of} ซึ่งไม่ตรงเช่นกัน",
            of=code(asked_words(self.of, lang)),
        )
        return structs.replace(said, notes=(*said.notes, note.line(lang)))


def asked_words(target: exm.Target, lang: Language) -> str:
    """What is asked for, as a rule file writes it."""
    words = _ASKED.get(target.asked)
    word = None if words is None else words[0 if lang == "en" else 1]
    if word is None:
        return target.name
    return f"{target.name}.{word}" if target.name else word


_ASKED: dict[exm.Asked, tuple[str, str]] = {
    "result": ("result", "ผลการดำเนินงาน"),
    "score": ("score", "คะแนน"),
    "weighted": ("weighted", "คะแนนถ่วงน้ำหนัก"),
    "weight": ("weight", "น้ำหนัก"),
    "total": ("total", "คะแนนรวม"),
    "band": ("band", "ระดับ"),
}


class ExampleRangeDiffers(_Mistake, frozen=True):
    """The range of a withheld value is another one."""

    code: ClassVar[str] = "KPI0701"
    expected: exm.ExpectBetween
    trace: Trace | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "expected withheld, between {low} and {high}; found {found}",
                f"ต้องระงับ และอยู่ระหว่าง {{low}} ถึง {{high}} แต่{_came_to(self.trace)} {{found}}",
                low=value(figure(self.expected.low)),
                high=value(figure(self.expected.high)),
                found=_found(self.trace, lang),
            ),
        )


class PublishedAgrees(_Mistake, frozen=True):
    """A published figure said to differ that does not."""

    code: ClassVar[str] = "KPI0702"
    published: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the published figure {figure} agrees with the computed one",
                "ค่าที่เผยแพร่ {figure} ตรงกับค่าที่คำนวณได้",
                figure=value(self.published),
            ),
            helps=(
                both(
                    "delete {published} and what follows it",
                    "ลบ {published} และข้อความที่ตามมา",
                    published=code("published" if lang == "en" else "เผยแพร่ว่า"),
                ),
            ),
        )


class ExampleNeedsPeriod(_Mistake, frozen=True):
    """An example of rules without a scorecard that does not say its year."""

    code: ClassVar[str] = "KPI0205"
    name: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the example {name} does not say its fiscal year",
                "ตัวอย่าง {name} ไม่ได้บอกปีงบประมาณ",
                name=code(self.name),
            ),
            helps=(
                both(
                    "add a line such as {sample}",
                    "เพิ่มบรรทัด เช่น {sample}",
                    sample=code("period 2566" if lang == "en" else "ปีงบประมาณ 2566"),
                ),
            ),
        )


_REASONS = {
    "withheld": ("withheld", "ระงับ"),
    "cancelled": ("cancelled", "ยกเลิก"),
    "not_announced": ("not announced", "ยังไม่ประกาศผล"),
    "not_applicable": ("not applicable", "ไม่ต้องประเมิน"),
    "absent": ("absent", "ไม่มีข้อมูล"),
    "undefined": ("no result", "คำนวณไม่ได้"),
}


def _plain(wanted: exm.PlainValue, lang: Language) -> Line:
    match wanted:
        case exm.NumberValue():
            return line(value(wanted.written))
        case exm.WordValue():
            return line(value(wanted.name))
        case exm.YesNoValue():
            return _value(wanted.yes, lang)
        case exm.TextValue():
            return line(value(wanted.text))
        case exm.DateValue():
            return line(value(written_date(wanted.date, lang)))


def _found(trace: Trace | None, lang: Language) -> Line:
    if trace is None:
        return line("nothing of that name" if lang == "en" else "ไม่มีรายการนี้")
    step = withheld(trace)
    if step is not None and step.low is not None and step.high is not None:
        said = both(
            "withheld, between {low} and {high}",
            "ระงับ อยู่ระหว่าง {low} ถึง {high}",
            low=value(figure(step.low)),
            high=value(figure(step.high)),
        )
        return said.line(lang)
    return _value(trace.value, lang)


def _came_to(trace: Trace | None) -> str:
    """How Thai leads over to what was found: a figure is computed, a reason is what there is."""
    computed = trace is not None and not isinstance(trace.value, Gap)
    return "คำนวณได้" if computed else "ผลคือ"


def _value(found: Result, lang: Language) -> Line:
    match found:
        case Gap():
            return line(_REASONS[found.reason][0 if lang == "en" else 1])
        case bool():
            return line(
                value(("yes" if found else "no") if lang == "en" else ("ใช่" if found else "ไม่ใช่"))
            )
        case Fraction() | Approximate():
            return line(value(figure(found)))
        case dt.date():
            return line(value(written_date(found, lang)))
        case _:
            return line(value(str(found)))
