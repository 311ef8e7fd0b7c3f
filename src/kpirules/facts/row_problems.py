"""Mistakes in the rows of a table, and in its headings."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.facts.file_problems import brief
from kpirules.prose.words import Language, Part, code, joined, line, value
from kpirules.text.span import NOWHERE, Span


class ColumnAbsent(Struct, frozen=True):
    """A declared column that a table file does not have. `meant` is a heading that comes near."""

    code: ClassVar[str] = "KPI0414"
    span: Span
    column: str
    label: str | None
    declared: Span
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        helps: list[Said] = []
        if self.meant is not None:
            helps.append(
                both(
                    "the heading {meant} comes near: write it as it is declared",
                    "หัวคอลัมน์ {meant} ใกล้เคียง ให้เขียนตามที่กำหนดไว้",
                    meant=code(brief(self.meant)),
                )
            )
        if self.label:
            helps.append(
                both(
                    "the heading is {name} or {label}",
                    "หัวคอลัมน์คือ {name} หรือ {label}",
                    name=code(self.column),
                    label=code(self.label),
                )
            )
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no column {name}", "ไม่มีคอลัมน์ {name}", name=code(self.column)),
            labels=_declared(self.declared),
            helps=tuple(helps),
        )


class TableNeedsFile(Struct, frozen=True):
    """A table given in some other way than by naming the file that holds its rows."""

    code: ClassVar[str] = "KPI0402"
    span: Span
    table: str
    found: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {
            "table": code(self.table),
            "found": code(brief(self.found)),
            "sample": code(f"{self.table}.csv"),
        }
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{table} is a table, and {found} names no file with its rows",
                "{table} เป็นตาราง แต่ {found} ไม่ใช่ชื่อแฟ้มที่มีแถวข้อมูล",
                **slots,
            )
            if self.found
            else both(
                "{table} is a table, and no file with its rows is named",
                "{table} เป็นตาราง แต่ไม่ได้ระบุแฟ้มที่มีแถวข้อมูล",
                **slots,
            ),
            helps=(
                both(
                    "name a CSV or Excel file, such as {sample}; where there is none, leave the line out",
                    "ระบุแฟ้ม CSV หรือ Excel เช่น {sample} ถ้ายังไม่มีข้อมูลไม่ต้องเขียนบรรทัดนี้",
                    **slots,
                ),
            ),
        )


class ColumnsNotRead(Struct, frozen=True):
    """Columns of a file that its table does not declare, and that are not read."""

    code: ClassVar[str] = "KPI0415"
    span: Span
    table: str
    names: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        shown = [line(code(brief(name))) for name in self.names[:_A_FEW]]
        more = len(self.names) - len(shown)
        names = joined(shown, ", ")
        if more:
            names = line(names, f" … (+{more})")
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "columns that {table} does not declare are not read: {names}",
                "ไม่อ่านคอลัมน์ที่ {table} ไม่ได้กำหนดไว้: {names}",
                table=code(self.table),
                names=names,
            ),
            helps=(
                both(
                    "to use one, declare it in the table with a line {sample}",
                    "ถ้าต้องการใช้ ให้กำหนดในตารางด้วยบรรทัด {sample}",
                    sample=code("column …" if lang == "en" else "คอลัมน์ …"),
                ),
            ),
        )


class RowsWithErrors(Struct, frozen=True):
    """How many rows have errors. `listed` of them were reported one by one before.

    `after` are the lines of the next ones; `more` is whether there are still others.
    """

    code: ClassVar[str] = "KPI0413"
    span: Span
    table: str
    bad: int
    rows: int
    listed: int
    after: tuple[int, ...]
    more: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {
            "table": code(self.table),
            "bad": value(f"{self.bad:,}"),
            "rows": value(f"{self.rows:,}"),
            "listed": value(f"{self.listed:,}"),
            "lines": _ranges(self.after) + (" …" if self.more else ""),
        }
        notes: tuple[Said, ...] = ()
        if self.after:
            notes = (
                both(
                    "the first {listed} are listed; the next are on lines {lines}",
                    "แสดง {listed} แถวแรก แถวถัดไปอยู่ในบรรทัดที่ {lines}",
                    **slots,
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{bad} of the {rows} rows of {table} has an error, so none is used"
                if self.bad == 1
                else "{bad} of the {rows} rows of {table} have errors, so none is used",
                "{bad} จาก {rows} แถวของ {table} มีข้อผิดพลาด จึงยังไม่ใช้ทั้งตาราง",
                **slots,
            ),
            notes=notes,
            helps=(
                both(
                    "mend these rows in the file; a row left out would change the figures",
                    "แก้แถวเหล่านี้ในแฟ้ม การตัดแถวทิ้งจะทำให้ตัวเลขเปลี่ยน",
                ),
            ),
        )


_A_FEW = 8


def _declared(place: Span) -> tuple[tuple[Span, Said], ...]:
    if place == NOWHERE:
        return ()
    return ((place, both("declared here", "กำหนดไว้ตรงนี้")),)


def _ranges(lines: tuple[int, ...]) -> str:
    """Numbers with runs of neighbours drawn together: `3, 7–9`."""
    runs: list[list[int]] = []
    for number in lines:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in runs)
