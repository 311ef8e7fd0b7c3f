"""Mistakes in figures for each group of rows."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code, joined, line
from kpirules.semantics.rule_text import InRuleWords, rule_word
from kpirules.text.nearest import nearest
from kpirules.text.span import Span


class NothingToGroup(InRuleWords, frozen=True):
    """`by province` below a formula that is no figure over the rows of one table."""

    code: ClassVar[str] = "KPI0310"
    span: Span
    column: str
    tables: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "there is nothing to group: the formula has no figure over the rows of a table",
                "ไม่มีอะไรให้แยกกลุ่ม เพราะสูตรไม่ได้คิดจากแถวของตาราง",
            )
            if self.tables < 2
            else both(
                "the formula goes over the rows of several tables, and only those of one can be grouped",
                "สูตรคิดจากแถวของหลายตาราง แต่แยกกลุ่มได้ทีละตาราง",
            ),
            helps=(
                both(
                    "write a number over rows, such as {sample}",
                    "เขียนสูตรที่คิดจากแถว เช่น {sample}",
                    sample=code(f"{rule_word('count', self.file_lang)}(…)"),
                ),
            ),
        )


class GroupedByWhat(InRuleWords, frozen=True):
    """`by income`: no column of names, or no column of this table at all."""

    code: ClassVar[str] = "KPI0213"
    span: Span
    name: str
    table: str
    columns: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        meant = nearest(self.name, self.columns)
        title = both("did you mean {name}?", "หมายถึง {name} หรือไม่", name=code(meant or ""))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "rows of {table} cannot be grouped by {name}",
                "แยกกลุ่มแถวของ {table} ตาม {name} ไม่ได้",
                table=code(self.table),
                name=code(self.name),
            ),
            notes=(
                both(
                    "groups come from a column that is a text, a choice, or yes or no, or from a decision "
                    "table for each row",
                    "กลุ่มได้มาจากคอลัมน์ที่เป็นข้อความ ตัวเลือก หรือใช่หรือไม่ใช่ หรือจากตารางจำแนกรายแถว",
                ),
            ),
            helps=(
                both(
                    "the columns that can be used are: {columns}",
                    "คอลัมน์ที่ใช้ได้คือ: {columns}",
                    columns=joined([line(code(each)) for each in self.columns], ", "),
                ),
            )
            if self.columns
            else (),
            fixes=(Fix(title.line(lang), (Edit(self.span, meant),)),) if meant else (),
        )


class GroupedAsValue(InRuleWords, frozen=True):
    """A value with a figure for each group, asked for as if it had one."""

    code: ClassVar[str] = "KPI0310"
    span: Span
    name: str
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} has a figure for each group, and no single one",
                "{name} มีค่าของแต่ละกลุ่ม ไม่ได้มีค่าเดียว",
                name=code(self.name),
            ),
            labels=((self.place, both("grouped here", "แยกกลุ่มตรงนี้")),),
            helps=(
                both(
                    "use the figure over all rows: a value with the same formula and without {by}",
                    "ใช้ค่าจากทุกแถว คือค่าคำนวณที่มีสูตรเดียวกันโดยไม่มี {by}",
                    by=code(rule_word("by", self.file_lang)),
                ),
                both(
                    "in an example, name the group: {sample}",
                    "ในตัวอย่าง ให้ระบุกลุ่ม: {sample}",
                    sample=code(f'{self.name} {rule_word("for", self.file_lang)} "…"'),
                ),
            ),
        )


class UnknownGroup(InRuleWords, frozen=True):
    """`expect poor for easth = 3`: none of the declared groups."""

    code: ClassVar[str] = "KPI0201"
    span: Span
    group: str
    name: str
    groups: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        meant = nearest(self.group, self.groups)
        title = both("did you mean {name}?", "หมายถึง {name} หรือไม่", name=code(meant or ""))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{group} is none of the groups of {name}",
                "{group} ไม่ใช่กลุ่มใดของ {name}",
                group=code(self.group),
                name=code(self.name),
            ),
            helps=(
                both(
                    "the groups are: {groups}",
                    "กลุ่มที่มีคือ: {groups}",
                    groups=joined([line(code(each)) for each in self.groups], ", "),
                ),
            ),
            fixes=(Fix(title.line(lang), (Edit(self.span, meant),)),) if meant else (),
        )


class GroupOfNothing(InRuleWords, frozen=True):
    """`expect total for "ตาก" = 3`: what has one figure is not grouped."""

    code: ClassVar[str] = "KPI0310"
    span: Span
    name: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} has one figure, and no groups",
                "{name} มีค่าเดียว ไม่ได้แยกกลุ่ม",
                name=code(self.name),
            ),
            helps=(
                both(
                    "delete the group here, or group the value with a line {by}",
                    "ลบกลุ่มตรงนี้ หรือเพิ่มบรรทัด {by} ในค่าคำนวณ",
                    by=code(rule_word("by", self.file_lang) + " …"),
                ),
            ),
        )
