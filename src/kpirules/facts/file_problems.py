"""Mistakes in how a facts file is written, whatever it says."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, code
from kpirules.text.span import Span

SAMPLE = "volunteers: 362,318"
BRACES = '{value: 54, source: "…", page: 5}'


class _InFile(Struct, frozen=True):
    """A mistake has a place."""

    span: Span


Ask = Literal[
    "nothing", "top_text", "top_list", "no_facts_line", "head", "list_of_facts",
    "text_for_facts", "history", "list_for_figure", "group_for_text", "name", "year",
]  # fmt: skip
"""What is in the wrong shape. Each has its words in `_SHAPES`."""

_SHAPES: dict[Ask, tuple[str, str]] = {
    "nothing": ("this file says nothing", "แฟ้มนี้ไม่มีเนื้อหา"),
    "top_text": ("this is not a facts file", "แฟ้มนี้ไม่ใช่แฟ้มข้อมูล"),
    "top_list": ("a facts file is not a list", "แฟ้มข้อมูลไม่ใช่รายการ"),
    "no_facts_line": (
        "{name} stands outside {facts}",
        "{name} อยู่นอก {facts}",
    ),
    "head": ("nothing readable stands after {name}", "หลัง {name} ไม่มีค่าที่อ่านได้"),
    "list_of_facts": (
        "under {name} stands a list instead of names and figures",
        "ใต้ {name} เป็นรายการ แทนที่จะเป็นชื่อกับตัวเลข",
    ),
    "text_for_facts": (
        "after {name} stands text instead of names and figures",
        "หลัง {name} เป็นข้อความ แทนที่จะเป็นชื่อกับตัวเลข",
    ),
    "history": (
        "{name} holds no years",
        "{name} ไม่ได้แยกเป็นปี",
    ),
    "list_for_figure": (
        "{name} has a list instead of one figure",
        "{name} เป็นรายการ แทนที่จะเป็นตัวเลขเดียว",
    ),
    "group_for_text": (
        "further entries stand under {name}, where one text or figure belongs",
        "ใต้ {name} มีรายการย่อย ทั้งที่ต้องเป็นข้อความหรือตัวเลขเดียว",
    ),
    "name": ("a name is expected here", "ตรงนี้ต้องเป็นชื่อ"),
    "year": ("{name} is not a year", "{name} ไม่ใช่ปี"),
}

_SHOULD: dict[Ask, tuple[str, str, str]] = {
    "head": (
        "write it on the same line, such as {example}",
        "เขียนไว้ในบรรทัดเดียวกัน เช่น {example}",
        "period: 2566",
    ),
    "history": (
        "under it stand years, and under each year the facts: {example}",
        "ข้างใต้เป็นปี และใต้แต่ละปีเป็นข้อมูล: {example}",
        "2565: {volunteers: 306371}",
    ),
    "list_for_figure": ("write one figure: {example}", "เขียนตัวเลขเดียว: {example}", SAMPLE),
    "group_for_text": (
        "the entries of a fact stand side by side: {example}",
        "รายการของข้อมูลหนึ่งอยู่ชั้นเดียวกัน: {example}",
        BRACES,
    ),
    "year": (
        "a fiscal year has four digits: {example}",
        "ปีงบประมาณเป็นเลขสี่หลัก: {example}",
        "2566",
    ),
}
_OTHERWISE = (
    "a facts file has the line {facts} and under it, indented, lines such as {example}",
    "แฟ้มข้อมูลมีบรรทัด {facts} และข้างใต้ย่อหน้าเป็นบรรทัด เช่น {example}",
    SAMPLE,
)


class WrongShape(_InFile, frozen=True):
    """Something that reads well, but is not built like a facts file."""

    code: ClassVar[str] = "KPI0409"
    ask: Ask
    name: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        en, th = _SHAPES[self.ask]
        help_en, help_th, example = _SHOULD.get(self.ask, _OTHERWISE)
        facts = code("facts:")
        return finding(
            self.code,
            self.span,
            lang,
            both(en, th, name=code(brief(self.name)), facts=facts),
            helps=(both(help_en, help_th, example=code(example), facts=facts),),
        )


class SplitFigure(_InFile, frozen=True):
    """`{value: 362,318}`: between braces the comma ends the entry."""

    code: ClassVar[str] = "KPI0409"
    name: str
    written: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        quoted = f'"{self.written}"'
        hint = both(
            "write {quoted} or {bare}",
            "เขียน {quoted} หรือ {bare}",
            quoted=code(quoted),
            bare=code(self.written.replace(",", "")),
        )
        helps, fixes = offered(hint, self.span, quoted, lang, safe=True)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "between braces the comma cuts {written} in two",
                "ระหว่างวงเล็บปีกกา จุลภาคจะตัด {written} ออกเป็นสองส่วน",
                written=code(self.written),
            ),
            helps=helps,
            fixes=fixes,
        )


class UnknownKey(_InFile, frozen=True):
    """A key that a facts file does not have: of a fact, or at its top where `fact` is None."""

    code: ClassVar[str] = "KPI0410"
    key: str
    fact: str | None
    meant: str | None
    torn: bool = False

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.fact is None:
            headline = both(
                "a facts file has no key {key}", "แฟ้มข้อมูลไม่มีคำสำคัญ {key}", key=code(brief(self.key))
            )
            keys = "scorecard, period, facts, history"
        else:
            headline = both(
                "a fact has no key {key}, as {fact} has here",
                "ข้อมูลไม่มีคำสำคัญ {key} อย่างที่เขียนใน {fact}",
                key=code(brief(self.key)),
                fact=code(brief(self.fact)),
            )
            keys = "value, unit, source, page, note, as-of, status, reported, formerly"
        if self.meant is not None:
            hint = both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant))
        elif self.torn:
            hint = both(
                "between braces a comma begins the next entry; "
                "put text with a comma between quotation marks",
                "ระหว่างวงเล็บปีกกา จุลภาคเป็นการขึ้นรายการใหม่ ข้อความที่มีจุลภาคต้องอยู่ในเครื่องหมายคำพูด",
            )
        elif self.fact is None:
            hint = both(
                "its keys are {keys}; facts stand under {facts}",
                "คำสำคัญของแฟ้มคือ {keys} ส่วนข้อมูลอยู่ใต้ {facts}",
                keys=keys,
                facts=code("facts:"),
            )
        else:
            hint = both("its keys are {keys}", "คำสำคัญของข้อมูลคือ {keys}", keys=keys)
        helps, fixes = offered(hint, self.span, self.meant, lang)
        return finding(self.code, self.span, lang, headline, helps=helps, fixes=fixes)


class GivenTwice(_InFile, frozen=True):
    """One fact or key given twice in one place, perhaps in two spellings.

    `inside` is the fact a key belongs to, or the year of a fact of the history.
    """

    code: ClassVar[str] = "KPI0406"
    name: str
    inside: str | None
    first: Span
    first_name: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        name, first = code(brief(self.name)), code(brief(self.first_name))
        if self.name != self.first_name:
            headline = both(
                "{name} is the same as {first}, which is given already",
                "{name} คือรายการเดียวกับ {first} ซึ่งให้ไว้แล้ว",
                name=name,
                first=first,
            )
        elif self.inside is not None:
            headline = both(
                "{name} is given twice in {inside}",
                "มี {name} ซ้ำใน {inside}",
                name=name,
                inside=code(brief(self.inside)),
            )
        else:
            headline = both("{name} is given twice", "มี {name} ซ้ำ", name=name)
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            labels=((self.first, both("first given here", "ครั้งแรกอยู่ตรงนี้")),),
            helps=(both("keep one of the two", "เก็บไว้เพียงรายการเดียว"),),
        )


_SHOWN = 60


def brief(text: str) -> str:
    """What the user wrote, cut to a length that fits a sentence, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def ungrouped(figure: str | None) -> str | None:
    """A figure without commas, which between braces would cut it in two."""
    return None if figure is None else figure.replace(",", "")


def offered(
    hint: Said, span: Span, text: str | None, lang: Language, *, safe: bool = False
) -> tuple[tuple[Said, ...], tuple[Fix, ...]]:
    """A hint as a fix that writes `text` there; as help where there is no file to write to."""
    if text is None or not span.end or not _editable(span.file):
        return (hint,), ()
    return (), (Fix(hint.line(lang), (Edit(span, text),), safe=safe),)


def _editable(file: str) -> bool:
    """Whether it is a text: `--set` is an option, and `facts.xlsx [sheet]` is in a workbook."""
    return not file.startswith("--") and not file.endswith("]")
