"""Mistakes in what may be supplied as a fact."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.model.facts import Fact, NumberDomain, Relation
from kpirules.prose.words import Language, Line, Page, Word, code, name, value
from kpirules.semantics.figures import range_words
from kpirules.semantics.intervals import Bound, Range, between, range_of
from kpirules.semantics.number_line import Row, number_line
from kpirules.semantics.rule_text import InRuleWords, word
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    """A mistake has a place."""

    span: Span


class EmptyDomain(_Mistake, frozen=True):
    """A fact for which nothing may be supplied."""

    code: ClassVar[str] = "KPI0515"
    fact: Fact

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        domain = self.fact.domain
        notes: tuple[Said, ...]
        if not isinstance(domain, NumberDomain):
            notes = (both("it has no options", "ไม่มีตัวเลือกเลย"),)
        else:
            low = Bound(domain.low, included=True) if domain.low is not None else None
            high = Bound(domain.high, included=True) if domain.high is not None else None
            notes = (
                both(
                    "no number with {decimals} decimals is both {low} and {high}",
                    "ไม่มีตัวเลขทศนิยม {decimals} หลักที่เป็นทั้ง {low} และ {high}",
                    low=range_words(Range(low, None)).line(lang),
                    high=range_words(Range(None, high)).line(lang),
                    decimals=value(str(domain.decimals)),
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "nothing can be supplied for {fact}",
                "ไม่มีค่าใดที่ใช้กับข้อมูล {fact} ได้",
                fact=name(self.fact.name),
            ),
            notes=notes,
            helps=(
                both("change the range, or allow decimals", "แก้ช่วงค่า หรือกำหนดให้มีทศนิยม")
                if isinstance(domain, NumberDomain)
                else both("add its options", "เพิ่มตัวเลือก"),
            ),
        )


class ImpossibleRelation(_Mistake, frozen=True):
    """A relation to another fact that the ranges of the two leave no room for."""

    code: ClassVar[str] = "KPI0515"
    fact: Fact
    relation: Relation
    other: Fact

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{fact} can never be {operator} {other}",
                "{fact} ไม่มีทาง {operator} {other}",
                fact=name(self.fact.name),
                operator=_operator(self.relation, self.file_lang),
                other=name(self.other.name),
            ),
            labels=((self.other.span, both("declared here", "กำหนดไว้ตรงนี้")),)
            if self.other.span != self.span
            else (),
            notes=tuple(_range(fact, lang) for fact in dict.fromkeys((self.fact, self.other))),
            helps=(
                both(
                    "correct the range of one of them, or delete this line",
                    "แก้ช่วงค่าของข้อมูลหนึ่ง หรือลบบรรทัดนี้",
                )
                if self.fact is not self.other
                else both("delete this line", "ลบบรรทัดนี้"),
            ),
            picture=self._picture(),
        )

    def _picture(self) -> Page:
        rows = [
            Row(key, (between(fact.domain.low, fact.domain.high),))
            for key, fact in zip("ab", (self.fact, self.other), strict=True)
            if isinstance(fact.domain, NumberDomain)
        ]
        drawing = number_line(rows) if self.fact is not self.other else None
        return (drawing,) if drawing is not None else ()


class RelationsExclude(_Mistake, frozen=True):
    """Relations that cannot hold together; `way` says that `high` is at most `low`."""

    code: ClassVar[str] = "KPI0515"
    low: Fact
    high: Fact
    way: tuple[Relation, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        parts = {"low": name(self.low.name), "high": name(self.high.name)}
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{low} cannot be below {high}: other lines say it is not",
                "{low} น้อยกว่า {high} ไม่ได้ เพราะบรรทัดอื่นกำหนดไว้ตรงข้าม",
                **parts,
            ),
            labels=tuple(
                (
                    relation.span,
                    both("so {high} is at most {low}", "จึงทำให้ {high} ไม่เกิน {low}", **parts),
                )
                for relation in self.way
            ),
            helps=(both("delete one of these lines", "ลบออกหนึ่งบรรทัด"),),
        )


_OPERATORS: dict[str, str] = {
    "<": "BELOW",
    "<=": "AT_MOST",
    ">": "ABOVE",
    ">=": "AT_LEAST",
    "=": "IS",
    "!=": "IS_NOT",
}


def _operator(relation: Relation, lang: Language) -> Word:
    return code(word(_OPERATORS[relation.operator], lang))


def _range(fact: Fact, lang: Language) -> Said:
    domain = fact.domain
    said: Line = ()
    if isinstance(domain, NumberDomain):
        said = range_words(range_of(between(domain.low, domain.high))).line(lang)
    return both("{fact} is {range}", "{fact} เป็นได้ {range}", fact=name(fact.name), range=said)
