"""Mistakes in how a rule file is written."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, Line, code, joined, keyword, line, plain
from kpirules.syntax.slip_problems import Mend
from kpirules.text.span import Span


class Expected(Struct, frozen=True):
    """Something that could have stood in a place: a keyword as the file has it, or a kind of word."""

    kind: Literal["keyword", "number", "name", "text", "end", "operator", "formula"]
    word: str = ""


_KINDS = {
    "number": ("a number", "ตัวเลข"),
    "name": ("a name", "ชื่อ"),
    "text": ('text in "quotes"', 'ข้อความใน "เครื่องหมายคำพูด"'),
    "end": ("the end of the line", "จบบรรทัด"),
    "operator": ("an operator such as +", "เครื่องหมายคำนวณ เช่น +"),
    "formula": ("a name, a number or a parenthesis", "ชื่อ ตัวเลข หรือวงเล็บ"),
}


class _Mistake(Struct, frozen=True):
    """A mistake has a place."""

    span: Span


class UnexpectedWord(_Mistake, frozen=True):
    """A word where the line needs another."""

    code: ClassVar[str] = "KPI0101"
    found: str
    before: str
    expected: tuple[Expected, ...]
    meant: str | None
    mend: Mend | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.before:
            headline = both(
                "{found} cannot stand after {before}",
                "{found} อยู่ต่อจาก {before} ไม่ได้",
                found=code(self.found),
                before=code(self.before),
            )
        else:
            headline = both(
                "a line cannot begin with {found} here",
                "บรรทัดตรงนี้ขึ้นต้นด้วย {found} ไม่ได้",
                found=code(self.found),
            )
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            helps=(self.mend.said(),) if self.mend else _hints(self.expected, self.meant, lang),
            fixes=(self.mend.fix(lang),) if self.mend else _respell(self.span, self.meant, lang),
        )


class UnknownLine(_Mistake, frozen=True):
    """A line that begins with a word the language does not have there."""

    code: ClassVar[str] = "KPI0102"
    word: str
    declaration: str
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        help_ = (
            _did_you_mean(self.meant)
            if self.meant
            else both(
                "a line begins with a keyword such as {a} or {b}; "
                "text that is not a rule stands after #",
                "บรรทัดต้องขึ้นต้นด้วยคำสำคัญ เช่น {a} หรือ {b} ข้อความที่ไม่ใช่กฎให้เขียนหลังเครื่องหมาย #",
                a=keyword("weight" if self.declaration.isascii() else "น้ำหนัก"),
                b=keyword("formula" if self.declaration.isascii() else "สูตร"),
            )
        )
        return finding(
            self.code,
            self.span,
            lang,
            both("no line begins with {word}", "ไม่มีบรรทัดใดขึ้นต้นด้วย {word}", word=code(self.word)),
            helps=(help_,),
            fixes=_respell(self.span, self.meant, lang),
        )


class MisplacedLine(_Mistake, frozen=True):
    """A line that exists, but not in this declaration."""

    code: ClassVar[str] = "KPI0103"
    word: str
    declaration: str
    homes: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        homes = joined([line(keyword(home)) for home in self.homes], ", ")
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a line {word} has no meaning under {declaration}",
                "บรรทัด {word} ใช้ใต้ {declaration} ไม่ได้",
                word=code(self.word),
                declaration=code(self.declaration),
            ),
            helps=(
                both("it may stand under: {homes}", "ใช้ได้ใต้: {homes}", homes=homes),
                both(
                    "perhaps the line that opens it is missing above",
                    "อาจขาดบรรทัดแรกของรายการที่อยู่ข้างบน",
                ),
            ),
        )


class UnfinishedLine(_Mistake, frozen=True):
    """A line that ends too early."""

    code: ClassVar[str] = "KPI0104"
    written: str
    expected: tuple[Expected, ...]
    missing_else: str | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        helps = _hints(self.expected, None, lang)
        if self.missing_else is not None:
            helps = (
                both(
                    "{else_} is missing: say after it what holds in all other cases",
                    "ขาด {else_} ให้เขียนต่อท้ายว่ากรณีอื่นทั้งหมดเป็นเท่าใด",
                    else_=keyword(self.missing_else),
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the line {written} is not finished",
                "บรรทัด {written} ยังไม่จบ",
                written=code(self.written),
            ),
            helps=helps,
        )


class UnclosedParenthesis(_Mistake, frozen=True):
    """An opening parenthesis without its closing one."""

    code: ClassVar[str] = "KPI0105"
    end: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("this parenthesis is not closed", "วงเล็บนี้ไม่มีวงเล็บปิด"),
            fixes=(
                _fix(
                    both(
                        "write {sign} where it ends, for example at the end",
                        "เติม {sign} ตรงที่วงเล็บจบ เช่น ท้ายสูตร",
                        sign=code(")"),
                    ),
                    self.end,
                    ")",
                    lang,
                ),
            ),
        )


class MinusWithoutSpaces(_Mistake, frozen=True):
    """`a -b`, which may be a difference or the name `a-b`."""

    code: ClassVar[str] = "KPI0111"
    left: str
    right: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        difference = f"{self.left} - {self.right}"
        return finding(
            self.code,
            self.span,
            lang,
            both("a minus has a space on both sides", "เครื่องหมายลบต้องเว้นวรรคทั้งสองข้าง"),
            notes=(
                both(
                    "without spaces {name} would be a name",
                    "ถ้าไม่เว้นวรรค {name} จะหมายถึงชื่อ",
                    name=code(f"{self.left}-{self.right}"),
                ),
            ),
            fixes=(
                _fix(
                    both("write {difference}", "เขียน {difference}", difference=code(difference)),
                    self.span,
                    "- ",
                    lang,
                ),
            ),
        )


class ReservedName(_Mistake, frozen=True):
    """A word that opens declarations, used as a name."""

    code: ClassVar[str] = "KPI0112"
    word: str
    offer: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{word} is a word of the language and cannot be a name",
                "{word} เป็นคำสำคัญของภาษากฎ ใช้เป็นชื่อไม่ได้",
                word=code(self.word),
            ),
            helps=(
                both(
                    "choose another name, such as {offer}",
                    "เลือกชื่ออื่น เช่น {offer}",
                    offer=code(self.offer),
                ),
            ),
        )


class MissingSpace(_Mistake, frozen=True):
    """`weight20`: a keyword with what should follow it."""

    code: ClassVar[str] = "KPI0114"
    head: str
    rest: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        apart = f"{self.head} {self.rest}"
        return finding(
            self.code,
            self.span,
            lang,
            both("a space is missing after {head}", "ขาดช่องว่างหลัง {head}", head=code(self.head)),
            fixes=_respell(self.span, apart, lang, _write(apart)),
        )


class NestedTooDeeply(_Mistake, frozen=True):
    """A formula that nobody could read either."""

    code: ClassVar[str] = "KPI0116"
    depth: int
    deepest: int
    thai: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this formula is nested {depth} deep; at most {deepest} is read",
                "สูตรนี้ซ้อนกัน {depth} ชั้น อ่านได้ไม่เกิน {deepest} ชั้น",
                depth=str(self.depth),
                deepest=str(self.deepest),
            ),
            helps=(
                both(
                    "give parts of it names with {value}, or use a decision table ({classify})",
                    "แยกบางส่วนเป็น {value} หรือใช้ตารางจำแนก ({classify})",
                    value=keyword("ค่าคำนวณ" if self.thai else "value"),
                    classify=keyword("จำแนก" if self.thai else "classify"),
                ),
            ),
        )


_MANY = 7


def _hints(expected: tuple[Expected, ...], meant: str | None, lang: Language) -> tuple[Said, ...]:
    if meant is not None:
        return (_did_you_mean(meant),)
    if not expected or len(expected) > _MANY:
        return ()
    words = _either([_word(entry, lang) for entry in expected], lang)
    return (both("here can stand: {words}", "ตรงนี้ใช้ได้: {words}", words=words),)


def _either(words: list[Line], lang: Language) -> Line:
    """`a, b or c`."""
    last = " or " if lang == "en" else " หรือ "
    if len(words) < 2:
        return joined(words, "")
    return joined([joined(words[:-1], ", "), words[-1]], last)


def _word(entry: Expected, lang: Language) -> Line:
    if entry.kind == "keyword":
        return line(keyword(entry.word))
    en, th = _KINDS[entry.kind]
    return line(en if lang == "en" else th)


def _write(meant: str) -> Said:
    return both("write {meant}", "เขียน {meant}", meant=code(meant))


def _did_you_mean(meant: str) -> Said:
    return both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(meant))


def _respell(
    span: Span, meant: str | None, lang: Language, said: Said | None = None
) -> tuple[Fix, ...]:
    if meant is None:
        return ()
    return (_fix(said or _did_you_mean(meant), span, meant, lang),)


def _fix(title: Said, span: Span, text: str, lang: Language) -> Fix:
    said = title.line(lang)
    return Fix(said if plain(said) else line(text), (Edit(span, text),), safe=True)
