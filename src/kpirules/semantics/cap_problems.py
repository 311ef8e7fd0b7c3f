"""Caps that name no band, or that never have an effect."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, code, joined, line, value
from kpirules.semantics.figures import figure
from kpirules.semantics.name_problems import respell
from kpirules.semantics.rule_text import InRuleWords, rule_word
from kpirules.text.span import Span


class _Mistake(Struct, frozen=True):
    """A mistake has a place."""

    span: Span


class UnknownBand(_Mistake, frozen=True):
    """`not above excellent`, where no band is called so."""

    code: ClassVar[str] = "KPI0201"
    name: str
    owner: str
    bands: tuple[str, ...]
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} is none of the bands of {owner}",
                "{name} ไม่ใช่ระดับใน {owner}",
                name=code(self.name),
                owner=code(self.owner),
            ),
            helps=(
                both(
                    "the bands are: {bands}",
                    "ระดับที่มีคือ: {bands}",
                    bands=joined([line(code(band)) for band in self.bands], ", "),
                ),
            ),
            fixes=respell(self.span, self.meant, lang),
        )


class NoBands(InRuleWords, frozen=True):
    """`not above …` in a scorecard that is not graded."""

    code: ClassVar[str] = "KPI0205"
    span: Span
    scorecard: str
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{card} has no bands, so none can be kept from it",
                "{card} ไม่มีการจัดระดับ จึงจำกัดระดับไม่ได้",
                card=code(self.scorecard),
            ),
            labels=((self.place, both("this scorecard is not graded", "แบบประเมินนี้ไม่มีการจัดระดับ")),),
            helps=(
                both(
                    "add a line {graded}, or cap the total: {capped}",
                    "เพิ่มบรรทัด {graded} หรือจำกัดคะแนนรวม: {capped}",
                    graded=code(f"{rule_word('graded by', self.file_lang)} …"),
                    capped=code(
                        f"{rule_word('total at most', self.file_lang)} 60 "
                        f"{rule_word('when', self.file_lang)} …"
                    ),
                ),
            ),
        )


class BestBand(_Mistake, frozen=True):
    """A cap to the best band, above which there is none."""

    code: ClassVar[str] = "KPI0520"
    band: str
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this cap never has an effect: no band is above {band}",
                "ข้อจำกัดนี้ไม่มีผล: ไม่มีระดับใดสูงกว่า {band}",
                band=code(self.band),
            ),
            labels=((self.place, both("the best band", "ระดับที่ดีที่สุด")),),
            helps=(
                both(
                    "name the best band that may still be given, or take the line out",
                    "ระบุระดับสูงสุดที่ยังให้ได้ หรือลบบรรทัดนี้",
                ),
            ),
        )


class NothingAbove(_Mistake, frozen=True):
    """A cap that no score or total comes above."""

    code: ClassVar[str] = "KPI0520"
    owner: str
    most: Fraction
    greatest: Fraction

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        parts = {"owner": code(self.owner), "greatest": value(figure(self.greatest))}
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "this cap never has an effect: {owner} cannot come above {greatest}",
                "ข้อจำกัดนี้ไม่มีผล: {owner} ได้ไม่เกิน {greatest} อยู่แล้ว",
                **parts,
            ),
            helps=(
                both(
                    "write a figure below {greatest}, or take the line out",
                    "เขียนค่าที่ต่ำกว่า {greatest} หรือลบบรรทัดนี้",
                    **parts,
                ),
            ),
        )


class NeverHolds(_Mistake, frozen=True):
    """A cap whose condition holds for no facts."""

    code: ClassVar[str] = "KPI0520"
    condition: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("this cap never applies", "ข้อจำกัดนี้ไม่มีวันมีผล"),
            labels=((self.condition, _IMPOSSIBLE),),
            helps=(
                both(
                    "see whether a sign or a figure is the wrong way round",
                    "ตรวจว่าเครื่องหมายหรือตัวเลขสลับกันหรือไม่",
                ),
            ),
        )


_IMPOSSIBLE: Said = both("holds for no facts there can be", "ไม่เป็นจริงสำหรับข้อมูลใดที่เป็นไปได้")
