"""Facts that do not agree with what the rules declare."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.facts.file_problems import brief, offered, ungrouped
from kpirules.facts.measures import Names
from kpirules.prose.words import Language, Line, Part, code, joined, line, unit
from kpirules.text.span import NOWHERE, Span


class UnknownFact(Struct, frozen=True):
    """A name that no fact has. `is_a` is what else in the rules has it."""

    code: ClassVar[str] = "KPI0401"
    span: Span
    name: str
    meant: str | None
    is_a: Literal["parameter", "value", "indicator", "classification"] | None
    shared: tuple[str, ...] = ()

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.shared:
            hint = both(
                "several facts are called so; name one of them: {names}",
                "มีข้อมูลชื่อนี้หลายรายการ ให้ระบุรายการใดรายการหนึ่ง: {names}",
                names=_listed(self.shared),
            )
        elif self.is_a == "parameter":
            hint = both(
                "it is a parameter, whose value the rules fix",
                "เป็นค่ากำหนด ซึ่งกฎกำหนดค่าไว้แล้ว",
            )
        elif self.is_a is not None:
            hint = both(
                "it is computed from facts by the rules, not supplied",
                "เป็นค่าที่กฎคำนวณจากข้อมูล ไม่ต้องให้",
            )
        elif self.meant is not None:
            hint = both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant))
        else:
            hint = both(
                "a fact must be declared in the rules before it can be supplied",
                "ต้องกำหนดข้อมูลนี้ในกฎก่อน จึงจะให้ค่าได้",
            )
        helps, fixes = offered(hint, self.span, self.meant, lang)
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no fact {name}", "ไม่มีข้อมูลชื่อ {name}", name=code(brief(self.name))),
            helps=helps,
            fixes=fixes,
        )


class OfFact(Struct, frozen=True):
    """A mistake in one figure: of which fact, of which year if it is history, declared where."""

    span: Span
    fact: str
    year: int | None
    declared: Span

    @property
    def who(self) -> Line:
        """The fact, with its year in brackets where that is needed."""
        return line(code(self.fact), *(() if self.year is None else (f" ({self.year})",)))

    def place(self) -> tuple[tuple[Span, Said], ...]:
        """Where the rules declare the fact."""
        if self.declared == NOWHERE:
            return ()
        return ((self.declared, both("declared here", "กำหนดไว้ตรงนี้")),)


def statuses(lang: Language) -> Said:
    """What to write for a fact that has no value."""
    words = (
        ("not announced", "not applicable", "absent")
        if lang == "en"
        else ("ยังไม่ประกาศผล", "ไม่ต้องประเมิน", "ไม่มีข้อมูล")
    )
    return both(
        "where there is none, write {a}, {b} or {c}",
        "ถ้าไม่มี ให้เขียน {a} {b} หรือ {c}",
        a=code(words[0]),
        b=code(words[1]),
        c=code(words[2]),
    )


Wanted = Literal["number", "yes_no", "option"]

_WANTED: dict[Wanted, tuple[str, str]] = {
    "number": ("a number", "ตัวเลข"),
    "yes_no": ("yes or no", "ใช่หรือไม่ใช่"),
    "option": ("one of {options}", "อย่างใดอย่างหนึ่งใน {options}"),
}
_HOW: dict[Wanted, tuple[str, str]] = {
    "number": (
        "write figures like {x} or {y}: a point before decimals, commas between thousands",
        "เขียนตัวเลขแบบ {x} หรือ {y}: จุดนำทศนิยม จุลภาคคั่นหลักพัน",
    ),
    "yes_no": ("write {yes} or {no}", "เขียน {yes} หรือ {no}"),
    "option": ("write one of them as it is declared", "เขียนตัวเลือกตามที่กำหนดไว้"),
}


_ERRORS_OF_EXCEL = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#SPILL!", "#VALUE!"}
)
_NOT_COMPUTED = both(
    "Excel shows this where it could not compute the cell: mend its formula, or write the figure",
    "Excel แสดงข้อความนี้เมื่อคำนวณเซลล์ไม่ได้ ให้แก้สูตรในเซลล์ หรือเขียนตัวเลขแทน",
)


class WrongKind(OfFact, frozen=True):
    """Something that is no value of the declared kind.

    `foreign` is whether `found` names a kind of Python object instead of quoting.
    `key` is the key it stands at where that is not the value itself.
    """

    code: ClassVar[str] = "KPI0402"
    found: str
    wanted: Wanted
    options: tuple[str, ...] = ()
    instead: str | None = None
    foreign: bool = False
    key: str | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        found = code(brief(self.found))
        en, th = _WANTED[self.wanted]
        how_en, how_th = _HOW[self.wanted]
        slots: dict[str, Part] = {
            "options": _listed(self.options),
            "x": code("362,318"),
            "y": code("59.54"),
            "yes": code("yes" if lang == "en" else "ใช่"),
            "no": code("no" if lang == "en" else "ไม่ใช่"),
        }
        who = line(self.who, " → ", code(self.key)) if self.key else self.who
        wanted = both(en, th, **slots).line(lang)
        said = (
            both(
                "{who} is {wanted}, but a value of type {found} is given",
                "{who} ต้องเป็น{wanted} แต่ค่าที่ให้เป็นชนิด {found}",
                who=who,
                wanted=wanted,
                found=found,
            )
            if self.foreign
            else both(
                "{who} is {wanted}, but {found} is written",
                "{who} ต้องเป็น{wanted} แต่เขียนไว้ว่า {found}",
                who=who,
                wanted=wanted,
                found=found,
            )
        )
        helps: list[Said] = [both(how_en, how_th, **slots)]
        fixes: tuple[Fix, ...] = ()
        if self.found in _ERRORS_OF_EXCEL:
            helps = [_NOT_COMPUTED]
        if self.instead is not None:
            meant = both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.instead))
            first, fixes = offered(meant, self.span, ungrouped(self.instead), lang)
            helps = [*first, *helps]
        elif self.key is None:
            helps.append(statuses(lang))
        return finding(
            self.code,
            self.span,
            lang,
            said,
            labels=self.place(),
            helps=tuple(helps),
            fixes=fixes,
        )


class NoValue(OfFact, frozen=True):
    """A fact without a value, or with a mark that may mean several things.

    `found` is that mark; `cancelled` is a word of its own.
    """

    code: ClassVar[str] = "KPI0402"
    found: str
    reason: Literal["empty", "unclear", "cancelled", "both"]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        found = code(brief(self.found))
        said = {
            "empty": both("{who} has no value", "{who} ไม่มีค่า", who=self.who),
            "unclear": both(
                "{found} does not say why {who} has no value",
                "{found} ไม่บอกว่าเหตุใด {who} จึงไม่มีค่า",
                found=found,
                who=self.who,
            ),
            "cancelled": both(
                "{who} is a fact, and {found} is said of indicators only",
                "{who} เป็นข้อมูล ส่วนคำว่า {found} ใช้กับตัวชี้วัดเท่านั้น",
                found=found,
                who=self.who,
            ),
            "both": both(
                "{who} has a value and is also {found}",
                "{who} มีค่าแล้ว แต่บอกว่า {found} ด้วย",
                found=found,
                who=self.who,
            ),
        }[self.reason]
        helps = [statuses(lang)]
        if self.reason == "both":
            helps = [both("keep one of the two", "เก็บไว้อย่างเดียว")]
        elif self.reason == "cancelled":
            helps = [
                both(
                    "write the line {cancelled} under the indicator in the rule file",
                    "เขียนบรรทัด {cancelled} ใต้ตัวชี้วัดในแฟ้มกฎ",
                    cancelled=code("cancelled" if lang == "en" else "ยกเลิก"),
                ),
                *helps,
            ]
        return finding(self.code, self.span, lang, said, labels=self.place(), helps=tuple(helps))


class WrongUnit(OfFact, frozen=True):
    """A figure with a unit that is not the declared one.

    `figure` is the figure alone; `instead` what it comes to in the declared unit,
    where that is known.
    """

    code: ClassVar[str] = "KPI0403"
    found: str
    known: bool
    unit: Names
    figure: str | None
    instead: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {
            "who": self.who,
            "unit": unit(self.unit[0 if lang == "en" else 1]),
            "found": code(brief(self.found)),
        }
        helps: tuple[Said, ...] = ()
        if self.instead is not None:
            helps = (both("write {instead}", "เขียน {instead}", instead=code(self.instead)),)
        elif self.figure is not None:
            helps = (
                both(
                    "if the figure is in the declared unit, write {figure}; "
                    "remarks go under {note}",
                    "ถ้าตัวเลขเป็นหน่วยที่กำหนดไว้ ให้เขียน {figure} ส่วนข้อสังเกตเขียนที่ {note}",
                    figure=code(self.figure),
                    note=code("note" if lang == "en" else "หมายเหตุ"),
                ),
            )
        elif all(self.unit):
            helps = (both("give the figure in {unit}", "ให้ตัวเลขเป็นหน่วย{unit}", **slots),)
        notes: tuple[Said, ...] = ()
        if not self.known:
            notes = (
                both(
                    "{found} is no unit that the rules know",
                    "{found} ไม่ใช่หน่วยที่กฎรู้จัก",
                    found=code(brief(self.found)),
                ),
            )
        said = (
            both(
                "{who} is measured in {unit}, but {found} is written",
                "{who} มีหน่วยเป็น{unit} แต่เขียนหน่วยไว้ว่า {found}",
                **slots,
            )
            if all(self.unit)
            else both(
                "{who} is a number without a unit, but {found} is written",
                "{who} เป็นตัวเลขไม่มีหน่วย แต่เขียนหน่วยไว้ว่า {found}",
                **slots,
            )
        )
        return finding(
            self.code,
            self.span,
            lang,
            said,
            labels=self.place(),
            notes=notes,
            helps=helps,
        )


def _listed(words: tuple[str, ...]) -> Line:
    return joined([line(code(word)) for word in words], ", ")
