"""Figures that the declared numbers do not allow, or that are not exact."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.facts.file_problems import brief, offered, ungrouped
from kpirules.facts.measures import Names
from kpirules.facts.problems import OfFact, statuses
from kpirules.model.units import BUILT_IN
from kpirules.prose.words import Language, Part, code, line, unit, value


class OutOfRange(OfFact, frozen=True):
    """A figure below the lowest or above the highest that is declared."""

    code: ClassVar[str] = "KPI0404"
    figure: str
    unit: Names
    low: str | None
    high: str | None
    above: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        limit = self.high if self.above else self.low
        called = self.unit[0 if lang == "en" else 1]
        measured = line(" ", unit(called)) if called else ()
        if called and lang == "en" and called != BUILT_IN["percent"][0]:
            # Nobody knows the plural of a unit that the rules declare.
            measured = line(" (", unit(called), ")")
        percent = line(unit(called), " ") if called == BUILT_IN["percent"][1] else line(" ")
        slots: dict[str, Part] = {
            "who": self.who,
            "figure": value(self.figure),
            "limit": value(limit or ""),
            "low": value(self.low or ""),
            "high": value(self.high or ""),
            "unit": measured if percent == line(" ") else (),
            "percent": percent,  # which stands before the figure in Thai
        }
        said = (
            both(
                "{who} is {figure}, above the highest value declared, {limit}",
                "{who} มีค่า {figure} ซึ่งมากกว่าค่าสูงสุดที่กำหนดไว้ คือ {limit}",
                **slots,
            )
            if self.above
            else both(
                "{who} is {figure}, below the lowest value declared, {limit}",
                "{who} มีค่า {figure} ซึ่งน้อยกว่าค่าต่ำสุดที่กำหนดไว้ คือ {limit}",
                **slots,
            )
        )
        if self.low is not None and self.high is not None:
            range_ = both(
                "the rules allow {low} to {high}{unit}",
                "กฎกำหนดให้อยู่ระหว่าง{percent}{low} ถึง {high}{unit}",
                **slots,
            )
        elif self.low is not None:
            range_ = both(
                "the rules allow {low}{unit} or more",
                "กฎกำหนดให้ไม่น้อยกว่า{percent}{low}{unit}",
                **slots,
            )
        else:
            range_ = both(
                "the rules allow at most {high}{unit}",
                "กฎกำหนดให้ไม่เกิน{percent}{high}{unit}",
                **slots,
            )
        return finding(
            self.code,
            self.span,
            lang,
            said,
            labels=self.place(),
            notes=(range_,),
            helps=(
                both(
                    "look for a digit too many or too few; if the figure is right, "
                    "the range in the rules must change",
                    "ตรวจว่าพิมพ์เลขเกินหรือขาดหรือไม่ ถ้าตัวเลขถูกแล้ว ต้องแก้ช่วงในกฎ",
                ),
            ),
        )


class TooLong(OfFact, frozen=True):
    """A figure of more digits than any quantity has."""

    code: ClassVar[str] = "KPI0404"
    most: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{who} has more than {most} digits; no figure is that long",
                "{who} ยาวกว่า {most} หลัก ไม่มีตัวเลขใดยาวขนาดนั้น",
                who=self.who,
                most=value(f"{self.most:,}"),
            ),
            labels=self.place(),
        )


class FractionForWhole(OfFact, frozen=True):
    """A fraction where a whole number is declared."""

    code: ClassVar[str] = "KPI0402"
    figure: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{who} is a whole number, but {figure} is written",
                "{who} เป็นจำนวนเต็ม แต่เขียนไว้ว่า {figure}",
                who=self.who,
                figure=code(brief(self.figure)),
            ),
            labels=self.place(),
            helps=(
                both(
                    "write the count itself; nothing is rounded for you",
                    "เขียนจำนวนนับจริง โปรแกรมไม่ปัดเศษให้",
                ),
            ),
        )


class TooManyDecimals(OfFact, frozen=True):
    """A figure with more decimals than declared; `found` is None where they never end."""

    code: ClassVar[str] = "KPI0405"
    figure: str
    found: int | None
    most: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {
            "who": self.who,
            "figure": code(brief(self.figure)),
            "found": value(str(self.found)),
            "most": value(str(self.most)),
        }
        said = (
            both(
                "{who} has at most {most} decimals, but those of {figure} never end",
                "{who} มีทศนิยมไม่เกิน {most} ตำแหน่ง แต่ {figure} เป็นทศนิยมไม่รู้จบ",
                **slots,
            )
            if self.found is None
            else both(
                "{who} has at most {most} decimals, but {figure} has {found}",
                "{who} มีทศนิยมไม่เกิน {most} ตำแหน่ง แต่ {figure} มี {found} ตำแหน่ง",
                **slots,
            )
        )
        return finding(
            self.code,
            self.span,
            lang,
            said,
            labels=self.place(),
            helps=(
                both(
                    "write the figure as its source gives it; nothing is rounded for you. "
                    "If it has more decimals there, the declaration must allow them",
                    "เขียนตัวเลขตามแหล่งที่มา โปรแกรมไม่ปัดเศษให้ "
                    "ถ้าแหล่งที่มามีทศนิยมมากกว่านี้ ต้องแก้จำนวนตำแหน่งทศนิยมในกฎ",
                ),
            ),
        )


class FloatNoise(OfFact, frozen=True):
    """A figure with the traces of binary arithmetic; `meant` is the figure without them."""

    code: ClassVar[str] = "KPI0408"
    figure: str
    meant: str | None
    python: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.python:
            said = both(
                "{who} is given as a float that stands for no exact figure: {figure}",
                "{who} ให้มาเป็น float ซึ่งไม่ใช่ตัวเลขที่แน่นอน: {figure}",
                who=self.who,
                figure=code(self.figure),
            )
            exact = "Decimal" if self.meant is None else f'Decimal("{self.meant}")'
            help_ = both(
                "give {exact}, {int}, {fraction} or the figure as text",
                "ให้ค่าเป็น {exact}, {int}, {fraction} หรือข้อความ",
                exact=code(exact),
                int=code("int"),
                fraction=code("Fraction"),
            )
        else:
            said = both(
                "{who} ends in digits left by computer arithmetic: {figure}",
                "{who} มีเลขท้ายที่เป็นเศษจากการคำนวณของคอมพิวเตอร์: {figure}",
                who=self.who,
                figure=code(self.figure),
            )
            help_ = both(
                "write {meant}, if that is what the source says",
                "เขียน {meant} ถ้าแหล่งที่มาเป็นค่านี้",
                meant=code(self.meant or ""),
            )
            if self.meant is None:
                help_ = both(
                    "write the figure as its source gives it; in Excel, format the cell as text first",
                    "เขียนตัวเลขตามแหล่งที่มา ใน Excel ให้กำหนดรูปแบบเซลล์เป็นข้อความก่อน",
                )
        helps, fixes = offered(help_, self.span, self.meant, lang)
        return finding(
            self.code,
            self.span,
            lang,
            said,
            labels=self.place(),
            notes=(
                both(
                    "such digits decide ties when scores are rounded, so they are never guessed away",
                    "เศษเช่นนี้มีผลเมื่อปัดเศษคะแนน โปรแกรมจึงไม่เดาให้",
                ),
            ),
            helps=helps,
            fixes=fixes,
        )


class ScientificNotation(OfFact, frozen=True):
    """A figure such as `3.6e5`. `instead` is the same in full."""

    code: ClassVar[str] = "KPI0408"
    figure: str
    instead: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        help_ = both("write all its digits", "เขียนให้ครบทุกหลัก")
        if self.instead is not None:
            help_ = both(
                "write {instead}, if the source gives no more digits",
                "เขียน {instead} ถ้าแหล่งที่มาไม่มีหลักมากกว่านี้",
                instead=code(self.instead),
            )
        helps, fixes = offered(help_, self.span, ungrouped(self.instead), lang)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{who} is written in powers of ten: {figure}",
                "{who} เขียนในรูปยกกำลังของสิบ: {figure}",
                who=self.who,
                figure=code(brief(self.figure)),
            ),
            labels=self.place(),
            notes=(
                both(
                    "spreadsheets write figures so when they have dropped digits",
                    "โปรแกรมตารางคำนวณเขียนแบบนี้เมื่อตัดบางหลักทิ้งไปแล้ว",
                ),
            ),
            helps=helps,
            fixes=fixes,
        )


class NotFinite(OfFact, frozen=True):
    """Infinity, or what computers call not a number."""

    code: ClassVar[str] = "KPI0408"
    figure: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{who} is {figure}, which is no figure",
                "{who} คือ {figure} ซึ่งไม่ใช่ตัวเลข",
                who=self.who,
                figure=code(brief(self.figure)),
            ),
            labels=self.place(),
            helps=(statuses(lang),),
        )
