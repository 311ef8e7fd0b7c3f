"""Who reads rules aloud: things are called by their labels, and sentences are put together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kpirules.explain.cited import about_sources, definition_line, source_line
from kpirules.explain.formulas import written
from kpirules.explain.numbers import written_places
from kpirules.explain.quantities import unit_name
from kpirules.explain.reader import Reader
from kpirules.explain.roundings import rounding_words
from kpirules.model.about import About
from kpirules.model.expressions import Expr
from kpirules.model.rounding import Rounding
from kpirules.model.rules import Rules
from kpirules.model.units import Unit
from kpirules.prose.words import Language, Line, Word, joined, line, plain, unit, value
from kpirules.text.breaks import THAI


class Announcer(Reader, frozen=True):
    """A reader to whom things in formulas are called by their labels, in quotes."""

    def name(self, key: str) -> Word:
        """A thing by its label where it has one."""
        label = self._declared(key)[1]
        return super().name(key) if label is None else Word("label", f"“{label}”")

    def column(self, table: str, key: str) -> Word:
        """A column by its label where it has one."""
        found = self.rules.tables[table]
        column = found.columns.get(key) or found.lets.get(key)
        if column is None or column.label is None:
            return super().column(table, key)
        return Word("label", f"“{column.label}”")

    def formula(self, expression: Expr) -> Line:
        """A formula or a condition."""
        return written(expression, self)

    def at(self, spelled: str, number: Fraction, of: Unit | None) -> Line:
        """A number as it is written in the rules, with its unit."""
        return self.quantity(number, of, written_places(spelled))

    def unit(self, of: Unit) -> Line:
        """What something is measured in."""
        if of.is_number:
            return (unit(self.pick("bare numbers", "จำนวนที่ไม่มีหน่วย")),)
        said: Line = (unit(unit_name(of, self.lang, self.rules.units)),)
        return line(_gap(said), said) if self.lang == "th" else said

    def rounding(self, rounding: Rounding | None) -> Line:
        """`, rounded half up to 2 places`; nothing where nothing is rounded."""
        if rounding is None:
            return ()
        return line(self.pick(", ", " "), rounding_words(rounding, self))

    def literal(self, number: Fraction, places: int | None, of: Unit) -> Line:
        """A number in a formula, with its unit."""
        return self.quantity(number, of, places)

    def listed(self, parts: list[Line], between: str = ", ") -> Line:
        """`a, b and c`."""
        if len(parts) < 2:
            return joined(parts, "")
        last = self.pick(" and ", f" และ{_gap(parts[-1])}")
        return line(joined(parts[:-1], between), last, parts[-1])

    def about(self, about: About) -> Iterable[Line]:
        """Definitions and sources, each a sentence of its own; notes are for who reads the rules."""
        for text in about.definitions:
            yield definition_line(text, self)
        if about.sources:
            yield source_line(about_sources(about), self)

    def years(self, start: int, end: int | None) -> Line:
        """`from fiscal year 2562 to 2565`."""
        first = value(str(start))
        if end is None:
            return self.say("from fiscal year {a} on", "ตั้งแต่ปีงบประมาณ {a} เป็นต้นไป", a=first)
        if end == start:
            return self.say("in fiscal year {a}", "ในปีงบประมาณ {a}", a=first)
        return self.say(
            "from fiscal year {a} to {b}", "ตั้งแต่ปีงบประมาณ {a} ถึง {b}", a=first, b=value(str(end))
        )

    def told(self, sentences: Iterable[Line]) -> Line:
        """Sentences one after the other, as the language sets them."""
        return joined([_ended(each, self.lang) for each in sentences if each], " ")


def _gap(said: Line) -> str:
    """Thai closes up with Thai; before anything else stands a space."""
    return "" if THAI.match(plain(said)) else " "


def announcer(rules: Rules, lang: Language, period: int = 0) -> Announcer:
    """Who reads these rules."""
    return Announcer(lang, rules, period)


def _ended(sentence: Line, lang: Language) -> Line:
    if lang == "th":
        return sentence
    first = sentence[0]
    if first.kind == "text":
        sentence = (Word("text", first.text[:1].upper() + first.text[1:]), *sentence[1:])
    return line(sentence, ".")
