"""Mistakes in what a scoring method gives outside of the levels it is used with.

The line is the method's, the levels are each indicator's own: so a mistake
names the line once, and every level it does not go with.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.scoring import FixedScore, FromPoint, Level, Scale, ToPoint
from kpirules.prose.words import Language, Page, Part, name, value
from kpirules.semantics.figures import figure
from kpirules.semantics.intervals import HIGHEST, LOWEST, Stretch, after, at, before
from kpirules.semantics.level_problems import direction_note, levels_picture
from kpirules.semantics.number_line import Row
from kpirules.text.span import Span


class Case(Struct, frozen=True):
    """An indicator, its outermost level, and the line of its method that does not go with it."""

    owner: str
    scale: Scale
    level: Level
    line: FixedScore | FromPoint | ToPoint


class _Mistake(Struct, frozen=True):
    span: Span
    cases: tuple[Case, ...]


class MoreForLess(_Mistake, frozen=True):
    """A result short of the first level scores more than one that reaches it."""

    code: ClassVar[str] = "KPI0504"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        case = self.cases[0]
        parts = _parts(case)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "short of the first level of {owner} gives {score}, reaching it only {reached}",
                "ไม่ถึงเป้าหมายแรกของ {owner} ได้ {score} คะแนน แต่ถึงเป้าหมายกลับได้เพียง {reached} คะแนน",
                **parts,
            ),
            labels=_labels(self.cases, _REACHED),
            helps=(
                both(
                    "give {reached} or less short of the first level",
                    "ให้ไม่เกิน {reached} คะแนนเมื่อไม่ถึงเป้าหมายแรก",
                    **parts,
                ),
            ),
            picture=levels_picture(case.scale, (), lang, extra=(_outer_row(case, short=True),)),
        )


class LessForMore(_Mistake, frozen=True):
    """A result past the last level scores less than one that just reaches it."""

    code: ClassVar[str] = "KPI0504"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        case = self.cases[0]
        parts = _parts(case)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "past the last level of {owner} gives {score}, just reaching it gives {reached}",
                "เกินเป้าหมายสุดท้ายของ {owner} ได้ {score} คะแนน แต่ถึงเป้าหมายพอดีได้ {reached} คะแนน",
                **parts,
            ),
            labels=_labels(self.cases, _REACHED),
            helps=(
                both(
                    "give {reached} or more above the last level",
                    "ให้ไม่น้อยกว่า {reached} คะแนนเมื่อเกินเป้าหมายสุดท้าย",
                    **parts,
                ),
            ),
            picture=levels_picture(case.scale, (), lang, last=(_outer_row(case, short=False),)),
        )


class PointOnLevel(_Mistake, frozen=True):
    """A line from a point to the first level, or on from the last, where both are at one place."""

    code: ClassVar[str] = "KPI0503"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        case = self.cases[0]
        parts = _parts(case)
        return finding(
            self.code,
            self.span,
            lang,
            _on_level(case, parts),
            labels=_labels(self.cases, _outermost(case)),
            helps=(_move_point(case, parts),),
            picture=_point_picture(case, lang),
        )


class PointPastLevel(_Mistake, frozen=True):
    """A line to the first level from a better result, or one from the last level to a worse."""

    code: ClassVar[str] = "KPI0502"

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        case = self.cases[0]
        parts = _parts(case)
        return finding(
            self.code,
            self.span,
            lang,
            _past_level(case, parts),
            labels=_labels(self.cases, _outermost(case)),
            notes=(direction_note(case.scale.method),),
            helps=(_move_point(case, parts),),
            picture=_point_picture(case, lang),
        )


_REACHED = ("reaching this level gives {reached}", "ถึงเป้าหมายนี้ได้ {reached} คะแนน")
_FIRST = ("the first level is at {at}", "เป้าหมายแรกอยู่ที่ {at}")
_LAST = ("the last level is at {at}", "เป้าหมายสุดท้ายอยู่ที่ {at}")


def _outermost(case: Case) -> tuple[str, str]:
    return _LAST if isinstance(case.line, ToPoint) else _FIRST


def _on_level(case: Case, parts: dict[str, Part]) -> Said:
    if isinstance(case.line, ToPoint):
        return both(
            "the line on from the last level of {owner} has no length: both ends are at {point}",
            "เส้นต่อจากเป้าหมายสุดท้ายของ {owner} ไม่มีความยาว เพราะทั้งสองปลายอยู่ที่ {point}",
            **parts,
        )
    return both(
        "the line to the first level of {owner} has no length: both ends are at {point}",
        "เส้นไปยังเป้าหมายแรกของ {owner} ไม่มีความยาว เพราะทั้งสองปลายอยู่ที่ {point}",
        **parts,
    )


def _past_level(case: Case, parts: dict[str, Part]) -> Said:
    if isinstance(case.line, ToPoint):
        return both(
            "the line on from the last level of {owner} ends at {point}, short of the level at {at}",
            "เส้นต่อจากเป้าหมายสุดท้ายของ {owner} จบที่ {point} ซึ่งยังไม่ถึงเป้าหมาย {at}",
            **parts,
        )
    return both(
        "the line to the first level of {owner} begins at {point}, past the level at {at}",
        "เส้นไปยังเป้าหมายแรกของ {owner} เริ่มที่ {point} ซึ่งเลยเป้าหมาย {at} ไปแล้ว",
        **parts,
    )


def _parts(case: Case) -> dict[str, Part]:
    """The words of a case: what the line of the method says, and what the level says."""
    parts: dict[str, Part] = {
        "owner": name(case.owner),
        "at": value(case.level.at_written),
        "reached": value(figure(case.level.score)),
        "score": value(figure(case.line.score)),
    }
    if isinstance(case.line, FromPoint | ToPoint):
        parts["point"] = value(figure(case.line.at))
    return parts


def _labels(cases: tuple[Case, ...], said: tuple[str, str]) -> tuple[tuple[Span, Said], ...]:
    """Each level that the line does not go with."""
    return tuple((case.level.span, both(said[0], said[1], **_parts(case))) for case in cases)


def _move_point(case: Case, parts: dict[str, Part]) -> Said:
    higher = case.scale.method.direction == "higher"
    if isinstance(case.line, ToPoint):
        if higher:
            return both("let it end above {at}", "ให้จบที่ค่าสูงกว่า {at}", **parts)
        return both("let it end below {at}", "ให้จบที่ค่าต่ำกว่า {at}", **parts)
    if higher:
        return both("let it begin below {at}", "ให้เริ่มที่ค่าต่ำกว่า {at}", **parts)
    return both("let it begin above {at}", "ให้เริ่มที่ค่าสูงกว่า {at}", **parts)


def _outer_row(case: Case, *, short: bool) -> Row:
    """Results short of the first level or past the last; for a line, its far end."""
    if isinstance(case.line, FixedScore):
        return _side_row(case, short=short)
    return _point_row(case)


def _side_row(case: Case, *, short: bool) -> Row:
    """The results on one side of a level, with the score they get."""
    to_the_left = short == (case.scale.method.direction == "higher")
    level = case.level.at
    # The level itself is reached: it belongs to neither side.
    stretch = Stretch(LOWEST, before(level)) if to_the_left else Stretch(after(level), HIGHEST)
    return Row(figure(case.line.score), (stretch,), "bad")


def _point_picture(case: Case, lang: Language) -> Page:
    if isinstance(case.line, ToPoint):
        return levels_picture(case.scale, (), lang, last=(_point_row(case),))
    return levels_picture(case.scale, (), lang, extra=(_point_row(case),))


def _point_row(case: Case) -> Row:
    point = case.line.at if isinstance(case.line, FromPoint | ToPoint) else case.level.at
    return Row(figure(case.line.score), (at(point),), "bad")
