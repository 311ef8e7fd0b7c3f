"""Names that mean nothing, two things, or something else."""

from __future__ import annotations

from typing import ClassVar, Literal

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding, looked_in
from kpirules.prose.words import Language, code, joined, keyword, line
from kpirules.semantics.rule_text import InRuleWords, word
from kpirules.semantics.wording import things
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    span: Span


Answer = Literal["YES", "NO"]


class UnknownName(_Mistake, frozen=True):
    """A name that nothing declares; `answer` is what it says where it is no name at all."""

    code: ClassVar[str] = "KPI0201"
    name: str
    kinds: tuple[str, ...]
    meant: str | None
    difference: str | None
    answer: Answer | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        helps: list[Said] = []
        notes: tuple[Said, ...] = ()
        meant = self.difference or self.meant
        if self.answer is not None:
            meant = word(self.answer, self.file_lang)
        if self.difference:
            notes = (
                both(
                    "a minus between names needs a space on both sides",
                    "เครื่องหมายลบระหว่างชื่อต้องเว้นวรรคทั้งสองข้าง",
                ),
            )
        elif not meant:
            helps.append(
                both(
                    "declare it, for example with a line {fact}",
                    "กำหนดชื่อนี้ก่อน เช่น ด้วยบรรทัด {fact}",
                    fact=code(f"{word('FACT', self.file_lang)} {self.name}"),
                )
                if not self.kinds or "fact" in self.kinds
                else both(
                    "declare it with a line {sample}",
                    "กำหนดชื่อนี้ด้วยบรรทัด {sample}",
                    sample=code(f"{word(self.kinds[0].upper(), self.file_lang)} {self.name} …"),
                )
            )
        return finding(
            self.code,
            self.span,
            lang,
            both("nothing is called {name}", "ไม่รู้จักชื่อ {name}", name=code(self.name)),
            notes=notes,
            helps=tuple(helps),
            fixes=respell(self.span, meant, lang),
        )


class DeclaredTwice(_Mistake, frozen=True):
    """Two declarations of one name; `free` is one that nothing has, for the second."""

    code: ClassVar[str] = "KPI0202"
    name: str
    first: Span
    free: str | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        fixes: tuple[Fix, ...] = ()
        if self.free is not None:
            title = both("call this one {name}", "ให้รายการนี้ใช้ชื่อ {name}", name=code(self.free))
            fixes = (Fix(title.line(lang), (Edit(self.span, self.free),)),)
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
            fixes=fixes,
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
                "หน่วย {name} มีอยู่แล้วในภาษากฎ กำหนดซ้ำไม่ได้",
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


class UsedFileMissing(_Mistake, frozen=True):
    """`use` of a file that is not there."""

    code: ClassVar[str] = "KPI0207"
    path: str
    looked_in: tuple[str, ...]
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no file {path}", "ไม่พบแฟ้ม {path}", path=code(self.path)),
            notes=(looked_in(self.looked_in, lang),),
            helps=()
            if self.meant
            else (both("check the folder and the spelling", "ตรวจโฟลเดอร์และตัวสะกดของชื่อแฟ้ม"),),
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
            helps=(
                both(
                    "if they are the same, write one of them everywhere; if not, choose clearer names",
                    "ถ้าเป็นสิ่งเดียวกัน ให้เขียนแบบเดียวกันทุกแห่ง ถ้าไม่ใช่ ให้ตั้งชื่อที่ต่างกันชัดเจน",
                ),
            )
            if self.alike
            else (),
            fixes=() if self.alike else respell(self.span, self.declared, lang),
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
            helps=(
                both(
                    "if it is a unit of its own, declare it with a line {sample}",
                    "ถ้าเป็นหน่วยใหม่ ให้กำหนดด้วยบรรทัด {sample}",
                    sample=code(f'{word("UNIT", self.file_lang)} {self.name} "…"'),
                )
                if self.meant
                else both(
                    "declare it with a line {sample}",
                    "กำหนดด้วยบรรทัด {sample}",
                    sample=code(f'{word("UNIT", self.file_lang)} {self.name} "…"'),
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
        result, score = (word(field, self.file_lang) for field in ("result", "score"))
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
        fields = [word(field, self.file_lang) for field in ("result", "score", "weighted")]
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
                both(
                    "the options are: {options}",
                    "ตัวเลือกคือ: {options}",
                    options=joined([line(code(option)) for option in self.options], ", "),
                ),
            ),
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
