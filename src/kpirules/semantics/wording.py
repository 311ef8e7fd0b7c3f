"""What kinds of things, kinds of values and units are called in messages."""

from __future__ import annotations

from typing import Literal

from kpirules.model.units import BUILT_IN, Unit
from kpirules.prose.words import Language, Line, line, unit

KindWord = Literal["number", "yes_no", "choice", "text", "date"]

_KINDS: dict[KindWord, tuple[str, str]] = {
    "number": ("a number", "ตัวเลข"),
    "yes_no": ("a yes or no", "ค่าใช่หรือไม่ใช่"),
    "choice": ("a choice", "ตัวเลือก"),
    "text": ("a text", "ข้อความ"),
    "date": ("a date", "วันที่"),
}
_THINGS = {
    "fact": ("a fact", "ข้อมูล"),
    "parameter": ("a parameter", "ค่ากำหนด"),
    "value": ("a value", "ค่าคำนวณ"),
    "indicator": ("an indicator", "ตัวชี้วัด"),
    "classify": ("a decision table", "ตารางจำแนก"),
    "table": ("a table", "ตาราง"),
    "component": ("a component", "องค์ประกอบ"),
    "unit": ("a unit", "หน่วย"),
    "scoring": ("a scoring method", "เกณฑ์การให้คะแนน"),
    "bands": ("bands", "เกณฑ์ระดับ"),
    "scorecard": ("a scorecard", "แบบประเมิน"),
    "example": ("an example", "ตัวอย่าง"),
}


def kind_said(kind: KindWord, lang: Language, *, needed: bool = False) -> Line:
    """A kind of value in words, as it is found or as it is needed."""
    if needed and kind == "yes_no":
        return line("a yes or no" if lang == "en" else "เงื่อนไขที่ตอบได้ว่าใช่หรือไม่ใช่")
    return line(_KINDS[kind][0 if lang == "en" else 1])


def things(kinds: tuple[str, ...], lang: Language, *, article: bool = True) -> Line:
    """Kinds of things in words: `a fact or a value`."""
    said = [_THINGS[kind][0 if lang == "en" else 1] for kind in kinds]
    if not article:
        said = [word.removeprefix("a ").removeprefix("an ") for word in said]
    if lang == "en":
        return line(" or ".join(said))
    return line("หรือ".join(said))


def unit_said(of: Unit, lang: Language, *, ratio: bool = False) -> Line:
    """A unit in words."""
    if of.is_number:
        if ratio:
            return line("a ratio" if lang == "en" else "อัตราส่วน")
        return line("a bare number" if lang == "en" else "ตัวเลขที่ไม่มีหน่วย")
    over = [_base(name, power, lang) for name, power in of.powers if power > 0]
    under = [_base(name, -power, lang) for name, power in of.powers if power < 0]
    per = " per " if lang == "en" else " ต่อ "
    if not over:
        return line(
            unit(
                f"a number{per}{per.join(under)}"
                if lang == "en"
                else f"จำนวนต่อ{' ต่อ '.join(under)}"
            )
        )
    text = per.join([" × ".join(over), *under])
    return line(unit(text))


def _base(name: str, power: int, lang: Language) -> str:
    words = BUILT_IN.get(name)
    said = name if words is None else words[0 if lang == "en" else 1]
    return said if power == 1 else f"{said}^{power}"
