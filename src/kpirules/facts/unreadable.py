"""Lines of a facts file that cannot be read at all."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.facts.file_problems import BRACES, SAMPLE, offered
from kpirules.prose.words import Language, Part, code, value
from kpirules.text.span import Span

Reason = Literal[
    "tab", "colon_inside", "no_space", "no_colon", "unclosed_quote", "after_quote",
    "unclosed_brace", "no_comma", "stray", "sign", "beside", "indent", "dash", "lone_dash",
    "escape", "control", "alias", "anchor", "tag", "deep", "second", "line",
]  # fmt: skip
"""Why a line cannot be read. Each has its words in `_REASONS`."""

_REASONS: dict[Reason, tuple[str, str, str, str]] = {
    "tab": (
        "this line begins with a tab",
        "บรรทัดนี้ย่อหน้าด้วยแท็บ",
        "indent with spaces, two for each step",
        "ย่อหน้าด้วยช่องว่าง ขั้นละสองช่อง",
    ),
    "colon_inside": (
        "this text has a colon in it and stands without quotation marks",
        "ข้อความนี้มีเครื่องหมาย : อยู่ข้างใน แต่ไม่อยู่ในเครื่องหมายคำพูด",
        "write {instead}",
        "เขียน {instead}",
    ),
    "no_space": (
        "a space is missing after the colon",
        "ขาดช่องว่างหลังเครื่องหมาย :",
        "write {instead}",
        "เขียน {instead}",
    ),
    "no_colon": (
        "there is no colon in {written}",
        "{written} ไม่มีเครื่องหมาย :",
        "each line is a name, a colon and what is said of it, such as {sample}",
        "แต่ละบรรทัดคือ ชื่อ เครื่องหมาย : แล้วค่า เช่น {sample}",
    ),
    "unclosed_quote": (
        "this text has no closing quotation mark",
        "ข้อความนี้ไม่มีเครื่องหมายคำพูดปิด",
        "put {written} where the text ends, or leave the first one out",
        "เติม {written} ท้ายข้อความ หรือไม่ต้องมีทั้งสองข้าง",
    ),
    "after_quote": (
        "something follows the closing quotation mark",
        "มีข้อความต่อท้ายเครื่องหมายคำพูดปิด",
        "put the whole text between quotation marks, or none of it",
        "ใส่เครื่องหมายคำพูดครอบทั้งข้อความ หรือไม่ใส่เลย",
    ),
    "unclosed_brace": (
        "{written} is not closed, or a comma is missing after it",
        "{written} ไม่มีตัวปิด หรือขาดจุลภาคคั่นข้างใน",
        "between braces the entries are parted by commas: {braces}",
        "ระหว่างวงเล็บปีกกาใช้จุลภาคคั่น: {braces}",
    ),
    "no_comma": (
        "a comma is missing before this, or {written} above is not closed",
        "ขาดจุลภาคคั่นก่อนตรงนี้ หรือ {written} ข้างบนไม่มีตัวปิด",
        "between braces the entries are parted by commas: {braces}",
        "ระหว่างวงเล็บปีกกาใช้จุลภาคคั่น: {braces}",
    ),
    "stray": (
        "{written} has no place here",
        "{written} ไม่ควรอยู่ตรงนี้",
        "delete it, or put the text it belongs to between quotation marks",
        "ลบออก หรือใส่ข้อความนั้นไว้ในเครื่องหมายคำพูด",
    ),
    "sign": (
        "text cannot begin with {written} outside quotation marks",
        "ข้อความนอกเครื่องหมายคำพูดขึ้นต้นด้วย {written} ไม่ได้",
        "put the text between quotation marks",
        "ใส่ข้อความไว้ในเครื่องหมายคำพูด",
    ),
    "beside": (
        "{written} stands under a line that has its figure already",
        "{written} อยู่ใต้บรรทัดที่มีตัวเลขแล้ว",
        "give the figure a line of its own beside it: {value}",
        "ย้ายตัวเลขไปเขียนเป็นบรรทัดคู่กัน: {value}",
    ),
    "indent": (
        "this line does not line up with the ones above",
        "บรรทัดนี้ย่อหน้าไม่ตรงกับบรรทัดข้างบน",
        "facts that belong together begin in the same column",
        "ข้อมูลที่อยู่กลุ่มเดียวกันต้องเริ่มที่คอลัมน์เดียวกัน",
    ),
    "dash": (
        "a facts file has no lists with dashes",
        "แฟ้มข้อมูลไม่ใช้รายการที่ขึ้นต้นด้วยขีด",
        "write {sample} without a dash",
        "เขียน {sample} โดยไม่ต้องมีขีดนำหน้า",
    ),
    "lone_dash": (
        "a dash does not say why there is no value",
        "เครื่องหมาย - ไม่บอกว่าเหตุใดจึงไม่มีค่า",
        "write {not_announced}, {not_applicable} or {absent}",
        "เขียน {not_announced} {not_applicable} หรือ {absent}",
    ),
    "escape": (
        "{written} has no meaning between these quotation marks",
        "{written} ไม่มีความหมายในเครื่องหมายคำพูดนี้",
        "write the letter itself, a backslash as {backslash}",
        "พิมพ์ตัวอักษรนั้นตรง ๆ ถ้าต้องการเครื่องหมายทับกลับหลังให้เขียน {backslash}",
    ),
    "control": (
        "an invisible character that no text needs stands here: {written}",
        "มีอักขระที่มองไม่เห็นซึ่งข้อความไม่ต้องใช้: {written}",
        "delete it; copied text often brings it along",
        "ลบออก มักติดมากับข้อความที่คัดลอกมา",
    ),
    "alias": (
        "{written} refers to another place in the file, which a facts file may not",
        "{written} อ้างถึงที่อื่นในแฟ้ม ซึ่งแฟ้มข้อมูลใช้ไม่ได้",
        "write the figure itself; text that begins with * stands between quotation marks",
        "เขียนตัวเลขนั้นเอง ข้อความที่ขึ้นต้นด้วย * ต้องอยู่ในเครื่องหมายคำพูด",
    ),
    "anchor": (
        "{written} gives this place a name, which a facts file has no use for",
        "{written} เป็นการตั้งชื่อตำแหน่ง ซึ่งแฟ้มข้อมูลไม่ใช้",
        "delete it; text that begins with & stands between quotation marks",
        "ลบออก ข้อความที่ขึ้นต้นด้วย & ต้องอยู่ในเครื่องหมายคำพูด",
    ),
    "tag": (
        "{written} has no meaning in a facts file",
        "{written} ไม่มีความหมายในแฟ้มข้อมูล",
        "delete it; text that begins with ! stands between quotation marks",
        "ลบออก ข้อความที่ขึ้นต้นด้วย ! ต้องอยู่ในเครื่องหมายคำพูด",
    ),
    "deep": (
        "from here on, too many things stand inside one another",
        "ตั้งแต่ตรงนี้ซ้อนกันหลายชั้นเกินไป",
        "a facts file has four levels: {levels}",
        "แฟ้มข้อมูลมีสี่ชั้น: {levels}",
    ),
    "second": (
        "a second set of facts begins here",
        "ข้อมูลชุดที่สองเริ่มตรงนี้",
        "one file holds one set; put the rest into another file",
        "หนึ่งแฟ้มมีข้อมูลหนึ่งชุด ย้ายส่วนที่เหลือไปอีกแฟ้ม",
    ),
    "line": (
        "this line is not understood",
        "อ่านบรรทัดนี้ไม่เข้าใจ",
        "each line is a name, a colon and what is said of it, such as {sample}",
        "แต่ละบรรทัดคือ ชื่อ เครื่องหมาย : แล้วค่า เช่น {sample}",
    ),
}


class Unreadable(Struct, frozen=True):
    """A line that cannot be read.

    `instead` is the stretch as it should be written, where that is certain.
    `opened` is where what stands here began. `more` is in how many further lines
    the same mistake is made.
    """

    code: ClassVar[str] = "KPI0409"
    span: Span
    reason: Reason
    written: str = ""
    instead: str | None = None
    opened: Span | None = None
    more: int = 0

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        en, th, help_en, help_th = _REASONS[self.reason]
        slots: dict[str, Part] = {
            "written": code(self.written),
            "instead": code((self.instead or "").strip()),
            "sample": code(SAMPLE),
            "braces": code(BRACES),
            "value": code("value: 54"),
            "backslash": code("\\\\"),
            "not_announced": code("not announced" if lang == "en" else "ยังไม่ประกาศผล"),
            "not_applicable": code("not applicable" if lang == "en" else "ไม่ต้องประเมิน"),
            "absent": code("absent" if lang == "en" else "ไม่มีข้อมูล"),
            "levels": "history → 2565 → volunteers → value",
        }
        notes: tuple[Said, ...] = ()
        if self.more:
            notes = (
                both(
                    "the same in {more} more lines"
                    if self.more > 1
                    else "the same in {more} more line",
                    "อีก {more} บรรทัดก็เช่นกัน",
                    more=value(f"{self.more:,}"),
                ),
            )
        hint = both(help_en, help_th, **slots)
        helps, fixes = offered(hint, self.span, self.instead, lang, safe=True)
        return finding(
            self.code,
            self.span,
            lang,
            both(en, th, **slots),
            labels=((self.opened, both("opened here", "เปิดตรงนี้")),) if self.opened else (),
            notes=notes,
            helps=helps,
            fixes=fixes,
        )
