"""Facts that do not fit one another, the scorecard, the year, or how they are given."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.facts.file_problems import brief
from kpirules.facts.problems import OfFact
from kpirules.prose.words import Language, Part, code, value
from kpirules.text.dates import shown
from kpirules.text.span import Span


class FactsDisagree(OfFact, frozen=True):
    """Two facts that do not stand to each other as declared."""

    code: ClassVar[str] = "KPI0407"
    figure: str | dt.date
    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    other: str
    other_figure: str | dt.date
    other_span: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {
            "who": self.who,
            "figure": value(shown(self.figure, lang)),
            "must": _MUST[self.operator][0 if lang == "en" else 1],
            "other": code(self.other),
            "other_figure": value(shown(self.other_figure, lang)),
        }
        labels = [(self.declared, both("declared here", "กำหนดไว้ตรงนี้"))]
        if self.other_span.end:
            here = both("{other} is {other_figure}", "{other} คือ {other_figure}", **slots)
            labels.insert(0, (self.other_span, here))
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{who} is {figure}; it must be {must} {other}, which is {other_figure}",
                "{who} คือ {figure} แต่ต้อง{must} {other} ซึ่งคือ {other_figure}",
                **slots,
            ),
            labels=tuple(labels),
            helps=(
                both(
                    "check both against their sources: one of the two figures is wrong",
                    "ตรวจทั้งสองค่ากับแหล่งที่มา เพราะต้องมีค่าหนึ่งที่ผิด",
                ),
            ),
        )


_MUST = {
    "=": ("equal to", "เท่ากับ"),
    "!=": ("other than", "ไม่เท่ากับ"),
    "<": ("below", "น้อยกว่า"),
    "<=": ("at most", "ไม่เกิน"),
    ">": ("above", "มากกว่า"),
    ">=": ("at least", "ไม่น้อยกว่า"),
}


class OtherScorecard(Struct, frozen=True):
    """A facts file that says it belongs to another scorecard, or another year."""

    code: ClassVar[str] = "KPI0411"
    span: Span
    found: str
    wanted: str
    what: Literal["scorecard", "period"]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {"found": code(brief(self.found)), "wanted": code(self.wanted)}
        if self.what == "scorecard":
            said = both(
                "these facts are for the scorecard {found}, not for {wanted}",
                "ข้อมูลชุดนี้เป็นของแบบประเมิน {found} ไม่ใช่ {wanted}",
                **slots,
            )
            help_ = both(
                "use the file of {wanted}; write {wanted} here only if the facts are its own",
                "ใช้แฟ้มของ {wanted} แก้ตรงนี้เป็น {wanted} เฉพาะเมื่อเป็นข้อมูลของ {wanted} จริง",
                **slots,
            )
        else:
            said = both(
                "these facts are for the year {found}, not for {wanted}",
                "ข้อมูลชุดนี้เป็นของปี {found} ไม่ใช่ปี {wanted}",
                **slots,
            )
            help_ = both(
                "use the facts of {wanted}; write {wanted} here only if they are of that year",
                "ใช้แฟ้มข้อมูลของปี {wanted} แก้ตรงนี้เป็น {wanted} เฉพาะเมื่อเป็นข้อมูลของปีนั้นจริง",
                **slots,
            )
        return finding(self.code, self.span, lang, said, helps=(help_,))


class WrongYear(Struct, frozen=True):
    """A year that cannot be meant: of another era, or in the history and not before the period."""

    code: ClassVar[str] = "KPI0411"
    span: Span
    found: int
    period: int
    instead: int | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {
            "found": code(str(self.found)),
            "period": value(str(self.period)),
            "instead": code(str(self.instead)),
            "facts": code("facts:"),
        }
        if self.instead is not None:
            said = both(
                "{found} is a year of another era; the scorecard's year is {period}",
                "{found} เป็นปีคนละศักราชกับแบบประเมิน ซึ่งเป็นของปี {period}",
                **slots,
            )
            help_ = both("write {instead}", "เขียน {instead}", **slots)
        else:
            said = both(
                "{found} is no year of the history of {period}",
                "{found} ไม่ใช่ปีย้อนหลังของปี {period}",
                **slots,
            )
            help_ = both(
                "the history holds earlier years; facts of {period} stand under {facts}",
                "ข้อมูลย้อนหลังเป็นของปีก่อน ๆ ข้อมูลของปี {period} อยู่ใต้ {facts}",
                **slots,
            )
        return finding(self.code, self.span, lang, said, helps=(help_,))


class Overridden(OfFact, frozen=True):
    """A fact of one file that a later one replaces: `was` by `now`."""

    code: ClassVar[str] = "KPI0412"
    was: str
    now: str
    earlier: str
    earlier_span: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The warning in words."""
        slots: dict[str, Part] = {
            "who": self.who,
            "was": value(self.was),
            "now": value(self.now),
            "earlier": code(self.earlier),
        }
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{who} is {now} here, which replaces {was} of {earlier}",
                "{who} คือ {now} ที่นี่ ซึ่งแทนที่ {was} จาก {earlier}",
                **slots,
            ),
            labels=((self.earlier_span, both("replaced", "ถูกแทนที่")),),
        )


class NoAssignment(Struct, frozen=True):
    """A `--set` without a name or an equals sign."""

    code: ClassVar[str] = "KPI0409"
    span: Span
    written: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        slots: dict[str, Part] = {
            "written": code(brief(self.written)),
            "example": code("--set volunteers=362318"),
        }
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "after {option} stands a name, an equals sign and a value, not {written}",
                "หลัง {option} ต้องเป็น ชื่อ เครื่องหมาย = แล้วค่า ไม่ใช่ {written}",
                option=code("--set"),
                **slots,
            ),
            helps=(both("write, for example, {example}", "เขียน เช่น {example}", **slots),),
        )
