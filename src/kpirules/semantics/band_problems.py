"""Mistakes in bands: totals that have no band, or two, and bands that have no total."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from string import ascii_lowercase
from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.bands import Band, Edge
from kpirules.prose.words import Language, Line, Listing, Page, code, line, muted, name, value
from kpirules.semantics.figures import decimals_of, figure, range_words
from kpirules.semantics.intervals import Bound, Range, Stretch, on_grid, range_of, stretch_of
from kpirules.semantics.number_line import Row, keys_shown, number_line
from kpirules.semantics.rule_text import InRuleWords, band_row, edges, word
from kpirules.text.span import Span


class Placed(Struct, frozen=True):
    """A band as written and with its open sides closed, and the stretch it then covers.

    `snapped` is the stretch on the grid of the deciding value, on which bands
    that follow each other have equal cuts.
    """

    written: Band
    closed: Band
    stretch: Stretch
    snapped: Stretch


class Mend(Struct, frozen=True):
    """A way to mend bands: one row changed, or a new row after it (`changed` is None)."""

    kind: Literal["lower", "upper", "swap", "open", "new_row"]
    band: Band
    changed: Band | None = None


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span


class GapBetweenBands(_Mistake, frozen=True):
    """Possible totals that lie in no band.

    An absent neighbour is the end of the bands; then `totals` says where the
    total can lie, and `unrounded` where it could if no score were rounded.
    """

    code: ClassVar[str] = "KPI0505"
    lower: Band | None
    upper: Band | None
    gap: Stretch
    grid: Fraction | None
    placed: tuple[Placed, ...]
    mends: tuple[Mend, ...] = ()
    totals: Stretch | None = None
    unrounded: Stretch | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        marks = [
            (band.span, both(en, th))
            for band, en, th in (
                (self.lower, "ends below the gap", "สิ้นสุดก่อนถึงช่องว่าง"),
                (self.upper, "begins above the gap", "เริ่มหลังช่องว่าง"),
            )
            if band is not None
        ]
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no band for a total {range}",
                "คะแนนรวม {range} ไม่อยู่ในระดับใด",
                range=range_words(range_of(self.gap, self.grid), of=True).line(lang),
            ),
            mark=next(said for span, said in marks if span == self.span),
            labels=tuple(mark for mark in marks if mark[0] != self.span),
            notes=self._notes(lang),
            helps=self._helps(),
            fixes=tuple(self._fix(mend, lang) for mend in self.mends),
            picture=_picture(self.placed, Row("?", (self.gap,), "bad", "░"), lang),
        )

    def _notes(self, lang: Language) -> tuple[Said, ...]:
        if self.totals is not None:
            said = _possible(self.totals, lang)
            if self.unrounded is None or not self.gap.met(self.unrounded).empty:
                return (said,)
            return (
                said,
                both(
                    "without rounding it would be {range}: "
                    "rounded scores can add up to a little more",
                    "ถ้าไม่ปัดเศษจะเป็นได้ {range} แต่คะแนนที่ปัดเศษแล้วอาจรวมกันได้เกินเล็กน้อย",
                    range=range_words(range_of(self.unrounded)).line(lang),
                ),
            )
        low, high = self.gap.low, self.gap.high
        if self.grid is not None:
            return (_deciding(self.grid),)
        if low.value == high.value:
            return ()
        return (
            both(
                "the exact total decides, and it can be {example}",
                "ตัดสินจากคะแนนรวมที่ไม่ปัดเศษ ซึ่งอาจเป็น {example} ได้",
                example=value(figure((low.value + high.value) / 2)),
            ),
        )

    def _helps(self) -> tuple[Said, ...]:
        """A table written for rounded totals fits once the total is rounded."""
        low, high = self.gap.low, self.gap.high
        if self.grid is not None or low.end or high.end:
            return ()
        places = max(decimals_of(low.value) or 0, decimals_of(high.value) or 0)
        if not on_grid(self.gap, Fraction(1, 10**places)).empty:
            return ()
        return (
            both(
                "with a total rounded to {places} places there is no gap: "
                "round it, and write {line}",
                "ถ้าปัดเศษคะแนนรวมเป็น {places} ตำแหน่งจะไม่มีช่องว่าง ให้ปัดเศษแล้วเขียน {line}",
                places=value(str(places)),
                line=code(word("DECIDED_ON_ROUNDED", self.file_lang)),
            ),
        )

    def _fix(self, mend: Mend, lang: Language) -> Fix:
        if mend.changed is not None:
            return _fix(mend, self.lower, self.upper, lang, self.file_lang)
        said = range_of(self.gap)
        low = said.low if self.lower is not None else None
        high = said.high if self.upper is not None else None
        row = band_row(_NEW[self.file_lang], None, edges(low, high, self.file_lang))
        end = Span(mend.band.span.file, mend.band.span.end, mend.band.span.end)
        title = both("add a band: {row}", "เพิ่มระดับ {row}", row=code(row))
        return Fix(title.line(lang), (Edit(end, f"\n  {row}"),))


class BandsOverlap(_Mistake, frozen=True):
    """Totals that lie in two bands."""

    code: ClassVar[str] = "KPI0506"
    lower: Band
    upper: Band
    shared: Stretch
    grid: Fraction | None
    placed: tuple[Placed, ...]
    mends: tuple[Mend, ...] = ()

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a total {range} is in two bands, {lower} and {upper}",
                "คะแนนรวม {range} อยู่ในสองระดับ คือ {lower} และ {upper}",
                range=range_words(range_of(self.shared, self.grid), of=True).line(lang),
                lower=name(self.lower.name),
                upper=name(self.upper.name),
            ),
            mark=both("begins here", "เริ่มตรงนี้"),
            labels=((self.lower.span, both("has not ended there", "ยังไม่สิ้นสุด")),),
            notes=(both("every total has exactly one band", "คะแนนรวมแต่ละค่าต้องอยู่ในระดับเดียว"),),
            fixes=tuple(
                _fix(mend, self.lower, self.upper, lang, self.file_lang) for mend in self.mends
            ),
            picture=_picture(self.placed, Row("!", (self.shared,), "bad", "░"), lang),
        )


class EmptyBand(_Mistake, frozen=True):
    """A band whose edges leave no total between them."""

    code: ClassVar[str] = "KPI0507"
    band: Band
    grid: Fraction | None
    mends: tuple[Mend, ...] = ()

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        halves = (Range(_bound(self.band.low), None), Range(None, _bound(self.band.high)))
        low, high = (range_words(half).line(lang) for half in halves)
        drawing = number_line(
            [Row(key, (stretch_of(half),)) for key, half in zip("ab", halves, strict=True)]
        )
        legend = Listing((line(muted("a  "), low), line(muted("b  "), high)))
        on = both(
            "no number is both {low} and {high}",
            "ไม่มีตัวเลขใดเป็นทั้ง {low} และ {high}",
            low=low,
            high=high,
        )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no total can be in the band {band}",
                "ไม่มีคะแนนรวมใดอยู่ในระดับ {band} ได้",
                band=name(self.band.name),
            ),
            notes=(on,) if self.grid is None or self.mends else (on, _deciding(self.grid)),
            fixes=tuple(_fix(mend, None, None, lang, self.file_lang) for mend in self.mends),
            picture=(drawing, legend) if drawing is not None else (),
        )


class SameBandTwice(_Mistake, frozen=True):
    """Two bands for the same totals: neither can be told from the other."""

    code: ClassVar[str] = "KPI0507"
    first: Band
    second: Band
    placed: tuple[Placed, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        own = next(each for each in self.placed if each.written == self.second)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{first} and {second} are bands for the same totals",
                "{first} และ {second} เป็นระดับของคะแนนรวมช่วงเดียวกัน",
                first=name(self.first.name),
                second=name(self.second.name),
            ),
            mark=both("no total is left for this band", "ไม่เหลือคะแนนรวมสำหรับระดับนี้"),
            labels=((self.first.span, both("has the same edge", "มีขอบเดียวกัน")),),
            helps=(
                both(
                    "give one of them another edge, or delete it",
                    "แก้ขอบของระดับหนึ่ง หรือลบออกหนึ่งระดับ",
                ),
            ),
            picture=_picture(self.placed, Row("!", (own.stretch,), "bad", "░"), lang),
        )


class BandBeyondReach(_Mistake, frozen=True):
    """A band in which no possible total lies."""

    code: ClassVar[str] = "KPI0507"
    band: Band
    totals: Stretch
    placed: tuple[Placed, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no total reaches the band {band}",
                "ไม่มีคะแนนรวมใดไปถึงระดับ {band}",
                band=name(self.band.name),
            ),
            notes=(_possible(self.totals, lang),),
            helps=(
                both(
                    "the bands must be for totals of the same scale",
                    "คะแนนเต็มของเกณฑ์ระดับต้องตรงกับของคะแนนรวม",
                ),
            ),
            picture=_picture(self.placed, Row("=", (self.totals,), "muted", "─"), lang),
        )


_NEW: dict[Language, str] = {"en": "new-band", "th": "ระดับใหม่"}

BandProblem = GapBetweenBands | BandsOverlap | EmptyBand | SameBandTwice | BandBeyondReach


def _bound(edge: Edge | None) -> Bound | None:
    return Bound(edge.value, edge.included) if edge is not None else None


def _possible(totals: Stretch, lang: Language) -> Said:
    return both(
        "by the weights and the scoring methods a total can be {range}",
        "ตามน้ำหนักและเกณฑ์การให้คะแนน คะแนนรวมเป็นได้ {range}",
        range=range_words(range_of(totals)).line(lang),
    )


def _deciding(grid: Fraction) -> Said:
    """What values a total can have that is rounded before it decides."""
    places = decimals_of(grid)
    if places is not None and grid == Fraction(1, 10**places):
        return both(
            "the total that decides is rounded to {places} places",
            "คะแนนรวมที่ใช้ตัดสินปัดเศษเป็น {places} ตำแหน่ง",
            places=value(str(places)),
        )
    return both(
        "the total that decides is rounded to a multiple of {step}",
        "คะแนนรวมที่ใช้ตัดสินปัดเศษเป็นทวีคูณของ {step}",
        step=value(figure(grid)),
    )


def _fix(
    mend: Mend, lower: Band | None, upper: Band | None, lang: Language, file_lang: Language
) -> Fix:
    """One row written anew."""
    band, changed = mend.band, mend.changed or mend.band
    names = {
        "band": name(band.name),
        "lower": name((lower or band).name),
        "upper": name((upper or band).name),
    }
    titles = {
        "lower": both(
            "let {lower} end where {upper} begins", "ให้ {lower} สิ้นสุดตรงที่ {upper} เริ่ม", **names
        ),
        "upper": both(
            "let {upper} begin where {lower} ends", "ให้ {upper} เริ่มตรงที่ {lower} สิ้นสุด", **names
        ),
        "swap": both("swap the two numbers", "สลับตัวเลขสองตัว"),
        "open": both("let {band} go on without a limit", "ให้ {band} ไม่มีขีดจำกัดด้านนอก", **names),
    }
    row = band_row(
        changed.name, changed.label, edges(_bound(changed.low), _bound(changed.high), file_lang)
    )
    return Fix(titles[mend.kind].line(lang), (Edit(band.span, row),))


def _picture(placed: Sequence[Placed], extra: Row, lang: Language) -> Page:
    """The bands over one number line, the stretch in question among them."""
    keys = [ascii_lowercase[index % 26] for index in range(len(placed))]
    rows = [Row(key, (each.stretch,)) for key, each in zip(keys, placed, strict=True)]
    stretch = extra.stretches[0]
    position = sum(each.stretch.low <= stretch.low for each in placed)
    drawing = number_line([*rows[:position], extra, *rows[position:]], focus=stretch)
    if drawing is None:
        return ()
    signs = {
        "?": ("no band", "ไม่อยู่ในระดับใด"),
        "!": ("two bands", "อยู่ในสองระดับ"),
        "=": ("possible totals", "คะแนนรวมที่เป็นไปได้"),
    }
    meanings = [_called(each, lang) for each in placed]
    meanings.insert(position, line(signs[extra.key][0 if lang == "en" else 1]))
    keys.insert(position, extra.key)
    shown = keys_shown(drawing)
    legend = [
        line(muted(f"{key}  "), meaning)
        for key, meaning in zip(keys, meanings, strict=True)
        if key in shown
    ]
    return (drawing, Listing(tuple(legend)))


def _called(each: Placed, lang: Language) -> Line:
    """A band as the legend names it: its name, its label, its range."""
    band = each.written
    label = f' "{band.label}"' if band.label is not None else ""
    return line(name(band.name), label, ": ", range_words(range_of(each.stretch)).line(lang))
