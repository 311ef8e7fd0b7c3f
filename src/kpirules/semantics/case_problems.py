"""Mistakes in decision tables: cases without an outcome, with two, and rows without a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from string import ascii_lowercase
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.facts import DateDomain, Fact
from kpirules.model.indicators import Classification, Outcome
from kpirules.prose.words import (
    Language,
    Line,
    Listing,
    Page,
    code,
    joined,
    line,
    muted,
    name,
    value,
)
from kpirules.semantics.domains import grid_of, numbers_of, stretch_of_domain
from kpirules.semantics.figures import figure, listed
from kpirules.semantics.intervals import Stretch, range_of
from kpirules.semantics.number_line import Row, keys_shown, number_line
from kpirules.semantics.rule_text import InRuleWords, unit_word, word
from kpirules.text.dates import written_date
from kpirules.text.span import Span


class Limits(Struct, frozen=True):
    """Some of the values of a fact: numbers without a hole, yes or no, or options."""

    fact: Fact
    parts: tuple[Stretch | bool | str, ...]
    unit: str | None

    @property
    def numbers(self) -> Stretch | None:
        """The stretch of numbers; None for yes, no and options."""
        first, last = self.parts[0], self.parts[-1]
        if isinstance(first, Stretch) and isinstance(last, Stretch):
            return Stretch(first.low, last.high)
        return None

    def condition(self, lang: Language) -> str:
        """The values as a condition of a rule file."""
        fact = self.fact.name
        if self.numbers is not None:
            return self._comparison(self.numbers, lang)
        first = self.parts[0]
        if isinstance(first, bool):
            return fact if first else f"{word('NOT', lang)} {fact}"
        options = [str(part) for part in self.parts]
        if len(options) == 1:
            return f"{fact} {word('IS', lang)} {options[0]}"
        return f"{fact} {word('ONE_OF', lang)} ({', '.join(options)})"

    def _comparison(self, numbers: Stretch, lang: Language) -> str:
        fact, domain = self.fact.name, numbers_of(self.fact.domain)
        if domain is None:
            return fact
        said = range_of(numbers, grid_of(domain))
        low, high = said.low, said.high
        if low is not None and high is not None and low.value == high.value:
            return f"{fact} = {self._figure(low.value, lang)}"
        whole = stretch_of_domain(domain)
        # What the declared range says already need not be said again.
        low = None if numbers.low == whole.low else low
        high = None if numbers.high == whole.high else high
        if low is not None and high is not None and low.included and high.included:
            ends = f" {word('AND', lang)} ".join(
                self._figure(end.value, lang) for end in (low, high)
            )
            return f"{fact} {word('BETWEEN', lang)} {ends}"
        sides = []
        if low is not None:
            operator = word("AT_LEAST" if low.included else "ABOVE", lang)
            sides.append(f"{fact} {operator} {self._figure(low.value, lang)}")
        if high is not None:
            operator = word("AT_MOST" if high.included else "BELOW", lang)
            sides.append(f"{fact} {operator} {self._figure(high.value, lang)}")
        return f" {word('AND', lang)} ".join(sides)

    def _figure(self, number: Fraction, lang: Language) -> str:
        return _shown(self.fact, number, self.unit, lang)


class Given(Struct, frozen=True):
    """The value of a fact in an example."""

    fact: Fact
    value: Fraction | bool | str
    unit: str | None


class RowPicture(Struct, frozen=True):
    """Where a row applies, on the number line of its one fact; no name for what is in question."""

    name: str | None
    stretches: tuple[Stretch, ...]


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span
    table: Classification


class CasesNotDecided(_Mistake, frozen=True):
    """Cases in which no row applies; `more` when there are others than those listed."""

    code: ClassVar[str] = "KPI0509"
    boxes: tuple[tuple[Limits, ...], ...]
    more: bool
    example: tuple[Given, ...]
    rows: tuple[RowPicture, ...]
    period: int | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        conditions = [_condition(box, self.file_lang) for box in self.boxes]
        new = "new-outcome" if self.file_lang == "en" else "ผลใหม่"
        when, otherwise = word("WHEN", self.file_lang), word("OTHERWISE", self.file_lang)
        rows = [f"{new} {when} {condition}" for condition in conditions if condition]
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{table} has no outcome when {condition}",
                "{table} ไม่มีผลสำหรับกรณีที่ {condition}",
                table=name(self.table.name),
                condition=code(conditions[0]),
            )
            if conditions[0]
            else both(
                "{table} has no outcome in any case",
                "{table} ไม่มีผลสำหรับทุกกรณี",
                table=name(self.table.name),
            ),
            notes=(
                *_example(self.example, self.file_lang),
                *(
                    both("nor when {condition}", "และกรณีที่ {condition}", condition=code(also))
                    for also in conditions[1:]
                ),
                *((both("nor in further cases", "และกรณีอื่นอีก"),) if self.more else ()),
                *_year(self.period),
            ),
            helps=(
                *(both("add a row: {row}", "เพิ่มข้อ {row}", row=code(row)) for row in rows),
                both(
                    "or end with a row for all other cases: {row}",
                    "หรือจบด้วยข้อสำหรับกรณีที่เหลือทั้งหมด {row}",
                    row=code(f"{new} {otherwise}"),
                ),
                *_undeclared(self.boxes),
            ),
            picture=_picture(self.rows, "?", lang),
        )


class CasesOverlap(_Mistake, frozen=True):
    """Cases in which two rows apply, where exactly one must."""

    code: ClassVar[str] = "KPI0510"
    first: Outcome
    second: Outcome
    box: tuple[Limits, ...]
    example: tuple[Given, ...]
    rows: tuple[RowPicture, ...]
    period: int | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        condition = _condition(self.box, self.file_lang)
        parts = {"first": name(self.first.name), "second": name(self.second.name)}
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{first} and {second} both apply when {condition}",
                "{first} และ {second} ตรงทั้งสองข้อเมื่อ {condition}",
                **parts,
                condition=code(condition),
            )
            if condition
            else both(
                "{first} and {second} both apply in every case",
                "{first} และ {second} ตรงทั้งสองข้อทุกกรณี",
                **parts,
            ),
            labels=((self.first.span, both("applies as well", "ตรงด้วยเช่นกัน")),),
            notes=(*_example(self.example, self.file_lang), *_year(self.period)),
            helps=(
                both(
                    "narrow one of the rows, or write {first_applies} and put them in order",
                    "แก้เงื่อนไขให้แคบลงหนึ่งข้อ หรือเขียน {first_applies} แล้วเรียงลำดับ",
                    first_applies=code(word("FIRST_APPLIES", self.file_lang)),
                ),
            ),
            picture=_picture(self.rows, "!", lang),
        )


class RowNeverApplies(_Mistake, frozen=True):
    """A row that no case reaches: its condition never holds, or rows `above` take all its cases."""

    code: ClassVar[str] = "KPI0514"
    row: Outcome
    above: tuple[Outcome, ...]
    period: int | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        above = [line(name(row.name)) for row in self.above]
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the row {row} of {table} never applies",
                "ข้อ {row} ของ {table} ไม่มีวันตรง",
                row=name(self.row.name),
                table=name(self.table.name),
            ),
            mark=both("its cases are decided above", "กรณีเหล่านี้ตัดสินไปแล้วในข้อก่อนหน้า")
            if above
            else both("this never holds", "เงื่อนไขนี้ไม่มีวันเป็นจริง"),
            labels=tuple((row.span, both("applies first", "ตรงก่อน")) for row in self.above),
            notes=(
                both(
                    "rows above it decide all its cases: {rows}",
                    "ข้อก่อนหน้าตัดสินไปแล้วทุกกรณี: {rows}",
                    rows=listed(above, lang),
                )
                if above
                else both(
                    "no values within the declared ranges of the facts meet the condition",
                    "ไม่มีค่าใดในช่วงที่กำหนดไว้ของข้อมูลที่ตรงตามเงื่อนไขนี้",
                ),
                *_year(self.period),
            ),
            helps=(
                both("put it above them, or delete it", "ย้ายขึ้นไปก่อนข้อเหล่านั้น หรือลบออก")
                if above
                else both(
                    "correct the condition or the declared ranges, or delete the row",
                    "แก้เงื่อนไขหรือช่วงที่กำหนดไว้ของข้อมูล หรือลบข้อนี้ออก",
                ),
            ),
        )


def _condition(box: Iterable[Limits], lang: Language) -> str:
    return f" {word('AND', lang)} ".join(limits.condition(lang) for limits in box)


def _example(example: tuple[Given, ...], lang: Language) -> tuple[Said, ...]:
    """`for example: dependents = 0, income = 100,000.01 baht`."""
    if not example:
        return ()
    said = [line(name(given.fact.name), " = ", _given(given, lang)) for given in example]
    return (both("for example: {case}", "ตัวอย่าง: {case}", case=joined(said, ", ")),)


def _given(given: Given, lang: Language) -> Line:
    if isinstance(given.value, bool):
        return line(value(word("YES" if given.value else "NO", lang)))
    if isinstance(given.value, str):
        return line(value(given.value))
    return line(value(_shown(given.fact, given.value, given.unit, lang)))


def _shown(fact: Fact, number: Fraction, unit: str | None, lang: Language) -> str:
    """A value as a rule file has it: a number with its unit, or a date."""
    if isinstance(fact.domain, DateDomain):
        return written_date(dt.date.fromordinal(int(number)), lang)
    return _with_unit(number, unit, lang)


def _with_unit(number: Fraction, unit: str | None, lang: Language) -> str:
    if unit is None or not number:
        return figure(number)
    return f"{figure(number)} {unit_word(unit, lang)}"


def _year(period: int | None) -> tuple[Said, ...]:
    if period is None:
        return ()
    return (
        both(
            "with the parameters of {year}",
            "ตามค่ากำหนดของปี {year}",
            year=value(str(period)),
        ),
    )


def _undeclared(boxes: Iterable[tuple[Limits, ...]]) -> tuple[Said, ...]:
    """A gap in one fact may lie where no figure will ever be: then its range is to be declared."""
    facts = dict.fromkeys(
        box[0].fact
        for box in boxes
        if len(box) == 1
        and (numbers := box[0].numbers) is not None
        and (numbers.low.end or numbers.high.end)
    )
    return tuple(
        both(
            "or declare the range of {fact}, if such figures cannot occur",
            "หรือกำหนดช่วงค่าของ {fact} ถ้าไม่มีทางเป็นค่าเช่นนั้น",
            fact=name(fact.name),
        )
        for fact in facts
    )


def _picture(rows: tuple[RowPicture, ...], sign: str, lang: Language) -> Page:
    """The rows over the number line of their one fact."""
    if not rows:
        return ()
    *named, marked = rows
    keys = [ascii_lowercase[index % 26] for index in range(len(named))]
    drawn = [Row(key, row.stretches) for key, row in zip(keys, named, strict=True)]
    focus = marked.stretches[0]
    drawing = number_line([*drawn, Row(sign, marked.stretches, "bad", "░")], focus=focus)
    if drawing is None:
        return ()
    shown = keys_shown(drawing)
    legend = [
        line(muted(f"{key}  "), name(row.name or ""))
        for key, row in zip(keys, named, strict=True)
        if key in shown
    ]
    signs = {"?": ("no row", "ไม่มีข้อใดตรง"), "!": ("two rows", "ตรงสองข้อ")}
    legend.append(line(muted(f"{sign}  "), signs[sign][0 if lang == "en" else 1]))
    return (drawing, Listing(tuple(legend)))
