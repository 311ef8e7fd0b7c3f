"""Functions that do not exist, or are called in another way."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.units import Unit
from kpirules.prose.words import Language, code, joined, line
from kpirules.semantics.kind_problems import unit_code
from kpirules.semantics.name_problems import respell
from kpirules.semantics.rule_text import InRuleWords, rule_word
from kpirules.semantics.vocabulary import function_words
from kpirules.semantics.wording import unit_said
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    span: Span


class UnknownFunction(_Mistake, frozen=True):
    """A call of a function the language does not have."""

    code: ClassVar[str] = "KPI0211"
    name: str
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        names = joined([line(code(name)) for name in function_words(self.file_lang).values()], ", ")
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no function {name}", "ไม่มีฟังก์ชัน {name}", name=code(self.name)),
            helps=self._instead()
            if self.meant or self.name.casefold() in _WORDS
            else (both("the functions are: {names}", "ฟังก์ชันที่มี: {names}", names=names),),
            fixes=respell(self.span, self.meant, lang),
        )

    def _instead(self) -> tuple[Said, ...]:
        """What spreadsheets have as functions and rules as words."""
        pieces = _WORDS.get(self.name.casefold())
        if pieces is None:
            return ()
        sample = " ".join(rule_word(piece, self.file_lang) for piece in pieces)
        return (both("write {sample}", "เขียน {sample}", sample=code(sample)),)


_WORDS = {
    "if": ("if", "…", "then", "…", "else", "…"),
    "and": ("…", "and", "…"),
    "or": ("…", "or", "…"),
    "not": ("not", "…"),
    "iferror": ("…", "or else", "…"),
}


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
            needed = both("at least {n} values", "อย่างน้อย {n} ค่า", n=str(self.least))
        elif self.least == self.most:
            needed = both(_counted(self.least, "exactly "), " {n} ค่าพอดี", n=str(self.least))
        else:
            needed = both(
                "{n} to {m} values", " {n} ถึง {m} ค่า", n=str(self.least), m=str(self.most)
            )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{function} takes {needed}, but {found} in the parentheses",
                "ในวงเล็บของ {function} ต้องมี{needed} แต่มี {found} ค่า",
                function=code(self.function),
                needed=needed.line(lang),
                found=str(self.found)
                if lang == "th"
                else f"{self.found} {'stands' if self.found == 1 else 'stand'}",
            ),
        )


class NothingToRoundTo(_Mistake, frozen=True):
    """`round(x, 2)`: how a half is rounded is not said.

    `places` are those that were written, with the places in the text of what
    is rounded and of their number.
    """

    code: ClassVar[str] = "KPI0307"
    places: tuple[str, Span, Span] | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        written = self.file_lang
        fixes: tuple[Fix, ...] = ()
        if self.places is not None:
            count, first, second = self.places
            title = both("round half up, as most tables do", "ครึ่งปัดขึ้น เหมือนตารางส่วนใหญ่").line(lang)
            place = Span(first.file, first.end, second.end)
            fixes = (Fix(title, (Edit(place, _to_places(count, written)),)),)
        sample = rule_function("round", written)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this rounding does not say what happens half way",
                "การปัดเศษนี้ไม่ได้บอกว่าเศษครึ่งพอดีให้ปัดอย่างไร",
            ),
            helps=(
                both(
                    "write {sample}",
                    "เขียน {sample}",
                    sample=code(f"{sample}(…{_to_places('2', written)})"),
                ),
            ),
            fixes=fixes,
        )


class RoundsNothing(_Mistake, frozen=True):
    """`max(x to 2 places half up)`: only `round` rounds."""

    code: ClassVar[str] = "KPI0304"
    function: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        meant = rule_function("round", self.file_lang)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{function} does not round: only {meant} is told to how many places",
                "{function} ไม่ได้ปัดเศษ มีเฉพาะ {meant} ที่ระบุจำนวนตำแหน่งได้",
                function=code(self.function),
                meant=code(meant),
            ),
            fixes=respell(self.span, meant, lang),
        )


class NeedsBareNumber(_Mistake, frozen=True):
    """A unit where only a bare number has a meaning: the logarithm of baht, the root of persons."""

    code: ClassVar[str] = "KPI0309"
    function: str
    unit: Unit

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        function = (
            self.function if self.function == "^" else rule_function(self.function, self.file_lang)
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{function} needs a number without a unit here, and this is {unit}",
                "{function} ใช้กับค่าที่ไม่มีหน่วย แต่ตรงนี้มีหน่วยเป็น {unit}",
                function=code(function),
                unit=unit_said(self.unit, lang),
            ),
            helps=(
                both(
                    "divide by a quantity of the same unit: {sample}",
                    "หารด้วยค่าที่มีหน่วยเดียวกัน เช่น {sample}",
                    sample=code(f"… / 1 {unit_code(self.unit, self.file_lang)}"),
                ),
            ),
        )


def rule_function(name: str, lang: Language) -> str:
    """A function as a rule file in a language writes it."""
    return function_words(lang)[name]


def _counted(number: int, before: str) -> str:
    """`exactly 1 value`."""
    return f"{before}{{n}} {'value' if number == 1 else 'values'}"


def _to_places(count: str, lang: Language) -> str:
    words = [rule_word(word, lang) for word in ("to", "places", "half up")]
    to, places, half_up = words
    return f" {to} {count} {places} {half_up}"
