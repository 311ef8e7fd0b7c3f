"""Mistakes in how a table of facts is built, whatever its figures say."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.facts.file_problems import brief, offered
from kpirules.prose.words import Language, Part, code, value
from kpirules.text.span import Span

Fault = Literal[
    "nothing", "no_rows", "no_headings", "no_name_column", "no_value_column", "no_heading",
    "no_name", "no_year", "several_rows", "same_year", "torn", "unclosed_quote", "after_quote",
]  # fmt: skip
"""What is wrong with a table. Each has its words in `_FAULTS`."""

_ONE_FACT_A_ROW = (
    "the first row names the columns: {name}, {value}, and others such as {unit}, {period}, {source}",
    "แถวแรกต้องเป็นหัวคอลัมน์: {name} {value} และอื่น ๆ เช่น {unit} {period} {source}",
)

_FAULTS: dict[Fault, tuple[str, str, str, str]] = {
    "nothing": ("this table is empty", "ตารางนี้ว่างเปล่า", *_ONE_FACT_A_ROW),
    "no_rows": (
        "there are no rows under the headings",
        "ใต้หัวตารางไม่มีแถวข้อมูล",
        "write the facts into the rows under the headings",
        "เขียนข้อมูลในแถวถัดจากหัวตาราง",
    ),
    "no_headings": (
        "the first row holds the figure {written}, where headings belong",
        "แถวแรกมีตัวเลข {written} ทั้งที่ต้องเป็นหัวตาราง",
        *_ONE_FACT_A_ROW,
    ),
    "no_name_column": (
        "no column says which fact a row gives",
        "ไม่มีคอลัมน์ที่บอกว่าแต่ละแถวเป็นข้อมูลใด",
        "give the column with the names of the facts the heading {name}",
        "ตั้งหัวคอลัมน์ที่เป็นชื่อข้อมูลว่า {name}",
    ),
    "no_value_column": (
        "no column holds the values",
        "ไม่มีคอลัมน์ที่เป็นค่าของข้อมูล",
        "give the column with the figures the heading {value}",
        "ตั้งหัวคอลัมน์ที่เป็นตัวเลขว่า {value}",
    ),
    "no_heading": (
        "{written} stands in a column without a heading",
        "{written} อยู่ในคอลัมน์ที่ไม่มีหัว",
        "give the column a heading; in CSV, put text that holds a separator between quotation marks",
        "ตั้งหัวให้คอลัมน์นั้น ในแฟ้ม CSV ข้อความที่มีเครื่องหมายคั่นอยู่ข้างในต้องอยู่ในเครื่องหมายคำพูด",
    ),
    "no_name": (
        "this row does not say which fact it gives",
        "แถวนี้ไม่บอกว่าเป็นข้อมูลใด",
        "write the name of the fact in each row, also where it is the one of the row above",
        "เขียนชื่อข้อมูลในทุกแถว แม้จะเป็นชื่อเดียวกับแถวบน",
    ),
    "no_year": (
        "this row says no year, though other rows do",
        "แถวนี้ไม่บอกปี ทั้งที่แถวอื่นบอก",
        "in a table with a column {period}, every row says its year",
        "ในตารางที่มีคอลัมน์ {period} ทุกแถวต้องบอกปี",
    ),
    "several_rows": (
        "this table has {count} rows of facts, and nothing tells them apart",
        "ตารางนี้มีข้อมูล {count} แถว และไม่มีอะไรบอกว่าแต่ละแถวต่างกันอย่างไร",
        "a facts file is of one agency: keep its row, or give each row its year in a column {period}",
        "แฟ้มข้อมูลเป็นของหน่วยงานเดียว ให้เหลือแถวของหน่วยงานนั้น หรือเพิ่มคอลัมน์ {period} ให้แต่ละแถวเป็นคนละปี",
    ),
    "same_year": (
        "{count} rows give the facts of the year {written}",
        "มีข้อมูลของปี {written} ถึง {count} แถว",
        "a facts file is of one agency: keep one row for each year",
        "แฟ้มข้อมูลเป็นของหน่วยงานเดียว ให้เหลือปีละแถวเดียว",
    ),
    "torn": (
        "the commas cut {written} into several columns",
        "จุลภาคตัด {written} ออกเป็นหลายคอลัมน์",
        "write {quoted} or {bare}",
        "เขียน {quoted} หรือ {bare}",
    ),
    "unclosed_quote": (
        "this text has no closing quotation mark",
        "ข้อความนี้ไม่มีเครื่องหมายคำพูดปิด",
        "put {quote} where the text ends; a quotation mark inside is written twice",
        "เติม {quote} ท้ายข้อความ ส่วนเครื่องหมายคำพูดที่อยู่ข้างในให้เขียนซ้ำสองตัว",
    ),
    "after_quote": (
        "{written} follows the closing quotation mark",
        "มี {written} ต่อท้ายเครื่องหมายคำพูดปิด",
        "put the whole text between quotation marks; one inside is written twice",
        "ใส่เครื่องหมายคำพูดครอบทั้งข้อความ ส่วนตัวที่อยู่ข้างในให้เขียนซ้ำสองตัว",
    ),
}


class BadTable(Struct, frozen=True):
    """A table that is not built like one of facts; `count` is of what there is too much of."""

    code: ClassVar[str] = "KPI0409"
    span: Span
    fault: Fault
    written: str = ""
    count: int = 0

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        en, th, help_en, help_th = _FAULTS[self.fault]
        quoted = f'"{self.written}"'
        slots: dict[str, Part] = {
            **{key: code(names[lang == "th"]) for key, names in _HEADINGS.items()},
            "written": code(brief(self.written)),
            "quoted": code(quoted),
            "bare": code(self.written.replace(",", "")),
            "count": value(f"{self.count:,}"),
            "quote": code('"'),
        }
        torn = quoted if self.fault == "torn" else None
        helps, fixes = offered(both(help_en, help_th, **slots), self.span, torn, lang, safe=True)
        return finding(
            self.code, self.span, lang, both(en, th, **slots), helps=helps, fixes=fixes
        )  # fmt: skip


_HEADINGS = {
    "name": ("name", "ชื่อ"),
    "value": ("value", "ค่า"),
    "unit": ("unit", "หน่วย"),
    "period": ("period", "ปีงบประมาณ"),
    "source": ("source", "แหล่งที่มา"),
    "page": ("page", "หน้า"),
    "as_of": ("as-of", "ณ วันที่"),
    "status": ("status", "สถานะ"),
    "reported": ("reported", "เผยแพร่ว่า"),
    "formerly": ("formerly", "ค่าเดิม"),
    "note": ("note", "หมายเหตุ"),
}


class UnknownColumn(Struct, frozen=True):
    """A heading that no column of a table with one fact a row has."""

    code: ClassVar[str] = "KPI0410"
    span: Span
    heading: str
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots = {key: code(names[lang == "th"]) for key, names in _HEADINGS.items()}
        known = both(
            "its columns are {name}, {value}, {unit}, {period}, {source}, {page}, {as_of}, "
            "{status}, {reported}, {formerly} and {note}, which takes remarks of any kind",
            "คอลัมน์ที่ใช้ได้คือ {name} {value} {unit} {period} {source} {page} {as_of} {status} "
            "{reported} {formerly} และ {note} ซึ่งเขียนข้อสังเกตใด ๆ ก็ได้",
            **slots,
        )
        helps: tuple[Said, ...] = ()
        fixes: tuple[Fix, ...] = ()
        if self.meant is not None:
            meant = both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant))
            helps, fixes = offered(meant, self.span, self.meant, lang)
        # The nearest word need not be the one that was meant.
        helps = (*helps, known)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a table of facts has no column {heading}",
                "ตารางข้อมูลไม่มีคอลัมน์ {heading}",
                heading=code(brief(self.heading)),
            ),
            helps=helps,
            fixes=fixes,
        )


Obstacle = Literal["missing", "old", "other", "locked", "damaged", "spread"]
"""Why a workbook cannot be read. Each has its words in `_OBSTACLES`."""

_OBSTACLES: dict[Obstacle, tuple[str, str, str, str]] = {
    "missing": (
        "{file} is an Excel workbook, and the package that reads them is not installed",
        "{file} เป็นสมุดงาน Excel แต่ยังไม่ได้ติดตั้งแพ็กเกจที่ใช้อ่าน",
        "install it with {install}, or save the sheet as CSV UTF-8",
        "ติดตั้งด้วย {install} หรือบันทึกแผ่นงานเป็น CSV UTF-8",
    ),
    "old": (
        "{file} is a workbook as Excel wrote them before 2007",
        "{file} เป็นสมุดงาน Excel รูปแบบเก่าก่อนปี 2007",
        "in Excel: File, Save As, Excel Workbook (*.xlsx)",
        "ใน Excel: ไฟล์ › บันทึกเป็น › สมุดงาน Excel (*.xlsx)",
    ),
    "other": (
        "{file} is a workbook of another kind than .xlsx",
        "{file} เป็นสมุดงานรูปแบบอื่นที่ไม่ใช่ .xlsx",
        "save it as an Excel Workbook (*.xlsx) or as CSV UTF-8",
        "บันทึกเป็นสมุดงาน Excel (*.xlsx) หรือ CSV UTF-8",
    ),
    "locked": (
        "{file} is protected with a password",
        "{file} ตั้งรหัสผ่านไว้",
        "in Excel: File, Info, Protect Workbook, Encrypt with Password; then delete the password",
        "ใน Excel: ไฟล์ › ข้อมูล › ป้องกันสมุดงาน › เข้ารหัสลับด้วยรหัสผ่าน แล้วลบรหัสผ่านออก",
    ),
    "damaged": (
        "{file} is no Excel workbook, or it is damaged",
        "{file} ไม่ใช่สมุดงาน Excel หรือแฟ้มเสียหาย",
        "open it in Excel and save it again as an Excel Workbook (*.xlsx)",
        "เปิดด้วย Excel แล้วบันทึกใหม่เป็นสมุดงาน Excel (*.xlsx)",
    ),
    "spread": (
        "the sheet of {file} reaches down to cell {cell}, too far to be a table of facts",
        "แผ่นงานใน {file} มีข้อมูลไปถึงเซลล์ {cell} ไกลเกินกว่าจะเป็นตารางข้อมูล",
        "delete the rows and columns outside the table, or copy the table to a new workbook",
        "ลบแถวและคอลัมน์ที่อยู่นอกตาราง หรือคัดลอกเฉพาะตารางไปไว้ในสมุดงานใหม่",
    ),
}


class WorkbookNotRead(Struct, frozen=True):
    """An Excel workbook that cannot be read; `cell` is the last one where that is why."""

    code: ClassVar[str] = "KPI0006"
    span: Span
    obstacle: Obstacle
    cell: str = ""

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        en, th, help_en, help_th = _OBSTACLES[self.obstacle]
        slots: dict[str, Part] = {
            "file": code(self.span.file),
            "cell": code(self.cell),
            "install": code('pip install "kpirules[tables]"'),
        }
        return finding(
            self.code,
            self.span,
            lang,
            both(en, th, **slots),
            helps=(both(help_en, help_th, **slots),),
        )
