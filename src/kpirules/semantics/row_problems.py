"""Columns and tables named where they mean nothing."""

from __future__ import annotations

from typing import ClassVar, Literal

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.aggregates import THAI, Aggregation
from kpirules.prose.words import Language, Part, code, joined, line
from kpirules.semantics.name_problems import did_you_mean, respell
from kpirules.semantics.rule_text import InRuleWords, word
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    span: Span


class ColumnWithoutRow(_Mistake, frozen=True):
    """A column in a formula that is about no row of its table."""

    code: ClassVar[str] = "KPI0214"
    name: str
    tables: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        tables = joined([line(code(table)) for table in self.tables], ", ")
        sample = f"{_said('sum', self.file_lang)}({self.name} {word('OVER', self.file_lang)} {self.tables[0]})"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} is a column of {tables}: each row has its own value",
                "{name} เป็นคอลัมน์ของ {tables} ซึ่งแต่ละแถวมีค่าของตัวเอง",
                name=code(self.name),
                tables=tables,
            ),
            helps=(
                both(
                    "say what over the rows is meant, for example {sample}",
                    "บอกว่าหมายถึงค่าใดจากทุกแถว เช่น {sample}",
                    sample=code(sample),
                ),
            ),
        )


class OutcomeWithoutRow(_Mistake, frozen=True):
    """A decision table for each row, asked where there is no row of that table."""

    code: ClassVar[str] = "KPI0214"
    name: str
    table: str
    declared: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        sample = f"{_said('count', self.file_lang)}({self.table} {word('WHERE', self.file_lang)} {self.name} = …)"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} has an outcome for each row of {table}, not one for all",
                "{name} มีผลของแต่ละแถวใน {table} ไม่ใช่ผลเดียวสำหรับทั้งหมด",
                name=code(self.name),
                table=code(self.table),
            ),
            labels=((self.declared, both("declared here", "กำหนดไว้ตรงนี้")),),
            helps=(
                both(
                    "count the rows with an outcome: {sample}",
                    "นับแถวที่ได้ผลนั้น: {sample}",
                    sample=code(sample),
                ),
            ),
        )


class TableAsValue(_Mistake, frozen=True):
    """A table where a single value is needed."""

    code: ClassVar[str] = "KPI0214"
    name: str
    declared: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} is a table, but a single value is needed here",
                "{name} เป็นตาราง แต่ตรงนี้ต้องเป็นค่าเดียว",
                name=code(self.name),
            ),
            labels=((self.declared, both("declared here", "กำหนดไว้ตรงนี้")),),
            helps=(
                both(
                    "say what over its rows is meant, for example {sample}",
                    "บอกว่าหมายถึงค่าใดจากทุกแถว เช่น {sample}",
                    sample=code(f"{_said('count', self.file_lang)}({self.name})"),
                ),
            ),
        )


class NoSuchColumn(_Mistake, frozen=True):
    """A row with a column that its table does not have, or that is computed."""

    code: ClassVar[str] = "KPI0214"
    name: str
    table: str
    meant: str | None
    computed: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {"name": code(self.name), "table": code(self.table)}
        if self.computed:
            headline = both(
                "{name} of {table} is computed from other columns, not supplied",
                "{name} ของ {table} คำนวณจากคอลัมน์อื่น ไม่ต้องให้",
                **slots,
            )
        else:
            headline = both("{table} has no column {name}", "{table} ไม่มีคอลัมน์ {name}", **slots)
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            helps=(did_you_mean(self.meant),) if self.meant else (),
            fixes=respell(self.span, self.meant, lang),
        )


Misuse = Literal["shape", "no_table", "no_operand", "operand", "no_condition", "function"]

_SAID: dict[Misuse, tuple[str, str]] = {
    "shape": (
        "{function} goes over the rows of one table",
        "{function} คิดจากแถวของตารางเดียว",
    ),
    "no_table": (
        "{function} goes over the rows of a table, and this is none",
        "{function} คิดจากแถวของตาราง แต่ตรงนี้ไม่ใช่ตาราง",
    ),
    "no_operand": (
        "{function} needs a figure of each row",
        "{function} ต้องบอกว่าใช้ตัวเลขใดของแต่ละแถว",
    ),
    "operand": (
        "{function} counts rows and takes no figure of them",
        "{function} นับแถว จึงไม่ใช้ตัวเลขของแถว",
    ),
    "no_condition": (
        "{function} needs a condition: which rows of them all?",
        "{function} ต้องมีเงื่อนไขว่าแถวใดจากทั้งหมด",
    ),
    "function": (
        "{function} does not go over the rows of a table",
        "{function} ไม่ใช่ฟังก์ชันที่คิดจากแถวของตาราง",
    ),
}


class NotOverRows(_Mistake, frozen=True):
    """A figure over rows that is not written as one."""

    code: ClassVar[str] = "KPI0310"
    how: Misuse
    function: str
    table: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        named = self.function
        if self.file_lang == "th":
            named = next((thai for each, thai in THAI.items() if each == named), named)
        slots: dict[str, Part] = {"function": code(named)}
        table = self.table or "…"
        where, over = word("WHERE", self.file_lang), word("OVER", self.file_lang)
        if self.how == "function":
            names = joined(
                [line(code(name)) for name in (THAI if self.file_lang == "en" else THAI.values())],
                ", ",
            )
            helps = both("the functions that do are: {names}", "ฟังก์ชันที่ใช้ได้: {names}", names=names)
        elif self.table is None:
            helps = both(
                "declare the table first, with a line {sample}",
                "กำหนดตารางก่อน ด้วยบรรทัด {sample}",
                sample=code(f"{word('TABLE', self.file_lang)} …"),
            )
        else:
            sample = f"{named}({table} {where} …)"
            if self.function not in {"count", "share"}:
                sample = f"{named}(… {over} {table} {where} …)"
            helps = both("write {sample}", "เขียนว่า {sample}", sample=code(sample))
        en, th = _SAID[self.how]
        return finding(self.code, self.span, lang, both(en, th, **slots), helps=(helps,))


def _said(function: Aggregation, lang: Language) -> str:
    return function if lang == "en" else THAI[function]
