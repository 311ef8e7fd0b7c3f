"""Who reads: the language, and the rules whose names and labels are shown."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from kpirules.evaluate.approximate import Real
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import Gap, Result
from kpirules.explain import quantities
from kpirules.explain.numbers import figure
from kpirules.facts.facts import NO_FACTS, Facts
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Policy
from kpirules.model.units import POINT, Unit
from kpirules.prose import words
from kpirules.prose.words import Language, Line, Part, Word, line
from kpirules.text.dates import written_date
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key

_THAI_THEN_SPACE = re.compile("[\u0e01-\u0e4e] $")
_PERCENT = words.unit("ร้อยละ")

# The first year that is clearly counted from the Buddha and not from Christ.
_FIRST_BUDDHIST_YEAR = 2400

_REASONS = {
    "absent": ("no data", "ไม่มีข้อมูล"),
    "not_announced": ("not announced", "ยังไม่ประกาศผล"),
    "not_applicable": ("not applicable", "ไม่ต้องประเมิน"),
    "cancelled": ("cancelled", "ยกเลิก"),
    "undefined": ("no result", "คำนวณไม่ได้"),
}
_POLICIES: dict[Policy, tuple[str, str]] = {
    "redistribute_component": (
        "redistribute within the component",
        "กระจายน้ำหนักในองค์ประกอบ",
    ),
    "redistribute_all": ("redistribute over the scorecard", "กระจายน้ำหนักทั้งแบบประเมิน"),
    "leave_out": ("leave out of the denominator", "ตัดออกจากตัวหาร"),
    "carry_over": ("use the result of the previous period", "ใช้ผลการดำเนินงานของปีก่อนหน้า"),
    "range": ("show the range", "แสดงช่วงคะแนน"),
    "withhold": ("withhold", "ระงับคะแนนรวม"),
    "zero": ("score zero", "ให้คะแนนศูนย์"),
}


class Reader(Struct, frozen=True):
    """A language, and the rules and facts that explanations name and cite."""

    lang: Language
    rules: Rules
    period: int
    facts: Facts = NO_FACTS

    def say(self, en: str, th: str, **parts: Part) -> Line:
        """A sentence in the reader's language."""
        said = words.say(self.lang, en=en, th=th, **parts)
        return _closed_up(said) if self.lang == "th" else said

    def pick(self, en: str, th: str) -> str:
        """A phrase in the reader's language."""
        return th if self.lang == "th" else en

    # -- names

    def name(self, key: str) -> Word:
        """A thing of the rules, spelled as its writer declared it."""
        return words.name(self._declared(key)[0])

    def column(self, table: str, key: str) -> Word:
        """A column of a table, spelled as its writer declared it."""
        found = self.rules.tables[table]
        column = found.columns.get(key) or found.lets.get(key)
        return words.name(key if column is None else column.name)

    def called(self, name: str, label: str | None) -> Line:
        """What people call a thing, and the name by which the rules know it."""
        if not label or name_key(label) == name_key(name):
            return (words.name(name),)
        if self.lang == "th":
            return line(Word("label", label), " (", words.name(name), ")")
        return line(words.name(name), " “", Word("label", label), "”")

    def known_as(self, key: str) -> Line:
        """What people call the thing with a name, and the name."""
        return self.called(*self._declared(key))

    def names(self, keys: tuple[str, ...]) -> Line:
        """Several names, one after the other."""
        return words.joined([(self.name(key),) for key in keys], ", ")

    def _declared(self, key: str) -> tuple[str, str | None]:
        key = name_key(key)
        rules = self.rules
        for things in (rules.facts, rules.indicators, rules.values, rules.parameters,
                       rules.classifications, rules.tables, rules.scorecards, rules.bands):  # fmt: skip
            found = things.get(key)
            if found is not None:
                return found.name, found.label
        for card in rules.scorecards.values():
            for component in card.components:
                if name_key(component.name) == key:
                    return component.name, component.label
        return key, None

    def dated(self, said: Line, period: int | None) -> Line:
        """What is said of a thing, with its fiscal year where that is not the one evaluated."""
        if period is None or period == self.period:
            return said
        year = words.value(str(period))
        return self.say("{what} in {year}", "{what} ในปี {year}", what=said, year=year)

    def lacking(self, gap: Gap) -> Line:
        """The facts that leave a gap, with the years of those of other years."""
        own = [(self.name(key),) for key in gap.facts]
        others = [self.dated((self.name(key),), year) for key, year in gap.elsewhen]
        return words.joined([*own, *others], ", ")

    # -- values

    def quantity(self, number: Real, unit: Unit | None, places: int | None = None) -> Line:
        """A number with its unit."""
        return quantities.quantity(number, unit, self.lang, self.rules.units, places)

    def literal(self, number: Fraction, places: int | None, of: Unit) -> Line:
        """A number as a formula is written with it, in whose unit is no doubt."""
        del of
        return (words.value(figure(number, places)),)

    def difference(self, number: Real, unit: Unit | None, places: int | None = None) -> Line:
        """How far two quantities are apart."""
        return quantities.difference(number, unit, self.lang, self.rules.units, places)

    def points(self, number: Real, places: int | None = None) -> Line:
        """A score."""
        return self.quantity(number, POINT, places)

    def value(self, result: Result, unit: Unit | None, places: int | None = None) -> Line:
        """Any value, or why there is none."""
        if isinstance(result, Gap):
            return self.missing(result)
        if isinstance(result, bool):
            yes, no = self.pick("yes", "ใช่"), self.pick("no", "ไม่ใช่")
            return (words.value(yes if result else no),)
        if isinstance(result, str):
            return (words.value(result),)
        if isinstance(result, dt.date):
            return (words.value(written_date(result, self.lang)),)
        return self.quantity(result, unit, places)

    def missing(self, gap: Gap) -> Line:
        """Why there is no value."""
        return (Word("bad", self.pick(*_REASONS[gap.reason])),)

    def reason(self, status: str) -> Line:
        """Why something has no value, inside a sentence."""
        return (words.keyword(self.pick(*_REASONS[status])),)

    def policy(self, policy: Policy) -> Line:
        """What the rules say about missing indicators, as they say it."""
        return (words.keyword(self.pick(*_POLICIES[policy])),)

    def year(self, period: int) -> Line:
        """A fiscal year."""
        era = "พ.ศ. " if period >= _FIRST_BUDDHIST_YEAR else "ค.ศ. "
        return self.say(
            "fiscal year {year}", f"ปีงบประมาณ {era}{{year}}", year=words.value(str(period))
        )

    # -- places

    def source(self, span: Span) -> Source | None:
        """The file that a rule or a figure stands in; None where it stands in none."""
        return self.rules.sources.get(span.file) or self.facts.sources.get(span.file)

    def excerpt(self, span: Span) -> str | None:
        """The text of a rule as it is written, in one line; None where it stands in no file."""
        source = self.source(span)
        return None if source is None else " ".join(source.excerpt(span).split())


def _closed_up(said: Line) -> Line:
    """Thai without the space that figures want and a word such as ร้อยละ does not."""
    found = list(said)
    for index, (before, after) in enumerate(pairwise(said)):
        gap = before.kind == "text" and _THAI_THEN_SPACE.search(before.text)
        if gap and after == _PERCENT:
            found[index] = Word("text", before.text[:-1])
    return tuple(found)


def reading(evaluation: Evaluation, lang: Language) -> Reader:
    """The reader of an evaluation."""
    return Reader(lang, evaluation.rules, evaluation.period, evaluation.facts)
