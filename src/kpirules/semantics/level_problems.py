"""Mistakes in target levels, and in what happens outside of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Literal

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.scoring import Level, Method, Scale
from kpirules.prose.words import Language, Page, Paragraph, code, joined, line, name, value
from kpirules.semantics.figures import figure, listed
from kpirules.semantics.intervals import Stretch, at
from kpirules.semantics.number_line import Row, number_line
from kpirules.semantics.rule_text import InRuleWords, level_row, word
from kpirules.text.span import Span
from kpirules.text.thai import western_digits


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span


class TooFewLevels(_Mistake, frozen=True):
    """Fewer levels than the method needs."""

    code: ClassVar[str] = "KPI0508"
    owner: str
    method: Method
    count: int
    needed: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{owner} has {count} level, and its scoring method needs {needed}",
                "{owner} มีเป้าหมาย {count} ระดับ แต่เกณฑ์การให้คะแนนต้องใช้ {needed} ระดับ",
                owner=name(self.owner),
                count=value(str(self.count)),
                needed=value(str(self.needed)),
            ),
            labels=(
                (
                    self.method.between_span,
                    both(
                        "scores lie on a line between two levels", "คะแนนอยู่บนเส้นตรงระหว่างสองเป้าหมาย"
                    ),
                ),
            )
            if self.method.between == "interpolate"
            else (),
            helps=(
                both(
                    "add a line with a score and its target, such as {sample}",
                    "เพิ่มบรรทัดที่มีคะแนนและเป้าหมาย เช่น {sample}",
                    sample=code(_row(self.method, Fraction(100), "80", self.file_lang)),
                ),
            ),
        )


class SameTarget(_Mistake, frozen=True):
    """Two levels at one target: no result lies between them."""

    code: ClassVar[str] = "KPI0503"
    owner: str
    scale: Scale
    first: Level
    second: Level

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        same = self.first.score == self.second.score
        parts = {
            "owner": name(self.owner),
            "at": value(self.second.at_written),
            "one": value(figure(self.first.score)),
            "other": value(figure(self.second.score)),
        }
        headline = (
            both("{owner} has the level {at} twice", "{owner} มีเป้าหมาย {at} ซ้ำกัน", **parts)
            if same
            else both(
                "{owner} gives two scores at {at}: {one} and {other}",
                "{owner} ให้สองคะแนนที่เป้าหมาย {at} คือ {one} และ {other}",
                **parts,
            )
        )
        title = both("delete the second line", "ลบบรรทัดหลัง").line(lang)
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            labels=((self.first.span, both("the same target", "เป้าหมายเดียวกัน")),),
            helps=()
            if same
            else (both("give each score its own target", "ให้แต่ละคะแนนมีเป้าหมายของตัวเอง"),),
            fixes=(Fix(title, (Edit(self.second.span, ""),)),) if same else (),
            picture=levels_picture(self.scale, (self.first, self.second), lang),
        )


class LevelsOutOfOrder(_Mistake, frozen=True):
    """Targets that neither rise nor fall from line to line.

    `mended` are the levels line by line as they may have been meant: only the
    lines sorted (`lines`), or the targets exchanged between scores (`targets`).
    """

    code: ClassVar[str] = "KPI0502"
    owner: str
    scale: Scale
    before: Level
    level: Level
    how: Literal["lines", "targets"] | None
    mended: tuple[Level, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        order = joined([line(value(level.at_written)) for level in self.scale.levels], ", ")
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the targets of {owner} are out of order: {order}",
                "เป้าหมายของ {owner} ไม่เรียงลำดับ: {order}",
                owner=name(self.owner),
                order=order,
            ),
            mark=both(
                "{at} comes after {before}",
                "{at} อยู่หลัง {before}",
                at=value(self.level.at_written),
                before=value(self.before.at_written),
            ),
            notes=(direction_note(self.scale.method),),
            fixes=self._fixes(lang),
            picture=levels_picture(self.scale, (self.level,), lang),
        )

    def _fixes(self, lang: Language) -> tuple[Fix, ...]:
        old, new = self.scale.levels, self.mended
        match self.how:
            case "lines":
                title = both("write the levels in order", "เรียงบรรทัดเป้าหมายใหม่")
            case "targets":
                title = _exchange(old, new, lang)
            case None:
                return ()
        return _rewritten(title, self.scale.method, old, new, lang, self.file_lang)


class AgainstDirection(_Mistake, frozen=True):
    """A better result that scores less."""

    code: ClassVar[str] = "KPI0504"
    owner: str
    scale: Scale
    easier: Level
    harder: Level
    mended: tuple[Level, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        higher = self.scale.method.direction == "higher"
        parts = {
            "owner": name(self.owner),
            "easier": value(self.easier.at_written),
            "harder": value(self.harder.at_written),
            "more": value(figure(self.easier.score)),
            "less": value(figure(self.harder.score)),
        }
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{owner} gives {less} at {harder} but {more} at {easier}",
                "{owner} ให้ {less} คะแนนที่ {harder} แต่ให้ {more} คะแนนที่ {easier}",
                **parts,
            ),
            mark=both("a better result, a lower score", "ผลดีกว่าแต่ได้คะแนนน้อยกว่า"),
            labels=(
                (
                    self.easier.span,
                    both("a worse result, a higher score", "ผลด้อยกว่าแต่ได้คะแนนมากกว่า"),
                ),
            ),
            notes=(direction_note(self.scale.method),),
            helps=(
                both(
                    "where that is meant, use a scoring method that says {direction}",
                    "ถ้าตั้งใจให้เป็นเช่นนั้น ให้ใช้เกณฑ์การให้คะแนนที่เขียนว่า {direction}",
                    direction=code(
                        word("LOWER_IS_BETTER" if higher else "HIGHER_IS_BETTER", self.file_lang)
                    ),
                ),
            )
            if self._turned_round()
            else (),
            fixes=_rewritten(
                _exchange(self.scale.levels, self.mended, lang),
                self.scale.method,
                self.scale.levels,
                self.mended,
                lang,
                self.file_lang,
            ),
            picture=levels_picture(self.scale, (self.harder,), lang),
        )

    def _turned_round(self) -> bool:
        """Whether every harder target scores less: then the direction may be what is wrong."""
        if self.scale.method.nearer_to is not None:
            return False
        ordered = sorted(self.scale.levels, key=lambda level: level.at)
        scores = [level.score for level in ordered]
        falling = sorted(scores, reverse=True)
        return scores == (falling if self.scale.method.direction == "higher" else falling[::-1])


def _row(method: Method, score: Fraction, at: str, lang: Language) -> str:
    return level_row(score, at, lang, within=method.nearer_to is not None)


def direction_note(method: Method) -> Said:
    """What the direction of a method asks of the targets."""
    if method.nearer_to is not None:
        return both(
            "nearer is better, so a higher score needs a smaller distance",
            "เกณฑ์นี้ยิ่งใกล้ยิ่งดี คะแนนที่สูงกว่าต้องมีระยะห่างที่น้อยกว่า",
        )
    if method.direction == "higher":
        return both(
            "higher is better, so a higher score needs a higher target",
            "เกณฑ์นี้ยิ่งมากยิ่งดี คะแนนที่สูงกว่าต้องมีเป้าหมายที่สูงกว่า",
        )
    return both(
        "lower is better, so a higher score needs a lower target",
        "เกณฑ์นี้ยิ่งน้อยยิ่งดี คะแนนที่สูงกว่าต้องมีเป้าหมายที่ต่ำกว่า",
    )


def levels_picture(
    scale: Scale,
    bad: Sequence[Level],
    lang: Language,
    extra: tuple[Row, ...] = (),
    last: tuple[Row, ...] = (),
) -> Page:
    """Each score over the number line of results, in the order written.

    Rows of `extra` stand above the levels, those of `last` below.
    """
    rows = [
        Row(figure(level.score), (at(level.at),), "bad" if level in bad else "text")
        for level in scale.levels
    ]
    texts = {level.at: western_digits(level.at_written) for level in scale.levels}
    focus = [level.at for level in bad] or [scale.levels[0].at]
    drawing = number_line(
        [*extra, *rows, *last],
        texts,
        focus=Stretch(at(min(focus)).low, at(max(focus)).high),
    )
    if drawing is None:
        return ()
    legend = (
        both(
            "● the target of each score: the higher the score, the farther to the {side}",
            "● เป้าหมายของแต่ละคะแนน: คะแนนยิ่งสูง จุดต้องยิ่งไปทาง{side}",
            side=_SIDES[scale.method.direction][0 if lang == "en" else 1],
        )
        if not (extra or last)
        else both("the score of each row, over the results", "คะแนนของแต่ละแถว ตามผลการดำเนินงาน")
    )
    return (drawing, Paragraph(legend.line(lang)))


_SIDES = {"higher": ("right", "ขวา"), "lower": ("left", "ซ้าย")}


def _exchange(old: Sequence[Level], new: Sequence[Level], lang: Language) -> Said:
    """What to call the exchange of targets between scores."""
    pairs = tuple(zip(old, new, strict=True))
    moved = [line(value(after.at_written)) for before, after in pairs if before.at != after.at]
    if not moved:
        scores = [
            line(value(figure(after.score)))
            for before, after in pairs
            if before.score != after.score
        ]
        return both(
            "exchange the scores {scores}", "สลับคะแนน {scores}", scores=listed(scores, lang)
        )
    return both(
        "exchange the targets {targets}",
        "สลับเป้าหมาย {targets}",
        targets=listed(moved, lang),
    )


def _rewritten(
    title: Said,
    method: Method,
    old: Sequence[Level],
    new: Sequence[Level],
    lang: Language,
    file_lang: Language,
) -> tuple[Fix, ...]:
    """Level rows written anew, each in the place of an old one."""
    edits = tuple(
        Edit(before.span, _row(method, after.score, after.at_written, file_lang))
        for before, after in zip(old, new, strict=True)
        if (before.score, before.at) != (after.score, after.at)
    )
    return (Fix(title.line(lang), edits),)
