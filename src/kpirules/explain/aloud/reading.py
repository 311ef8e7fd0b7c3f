"""Declarations read aloud, by name or all of some files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from kpirules.explain.aloud.announcer import Announcer, announcer
from kpirules.explain.aloud.cards import (
    bands_said,
    classification_said,
    component_said,
    method_read,
    scorecard_said,
)
from kpirules.explain.aloud.indicators import indicator_said, value_said
from kpirules.explain.aloud.inputs import fact_said, parameter_said, table_said, unit_said
from kpirules.explain.targets import Unknown
from kpirules.model.rules import Rules
from kpirules.prose.words import Language, Line
from kpirules.text.nearest import nearest
from kpirules.text.span import NOWHERE, Span
from kpirules.text.thai import name_key

_TOTAL = frozenset(map(name_key, ("total", "คะแนนรวม")))
_BAND = frozenset(map(name_key, ("band", "ระดับ")))


class Aloud(Struct, frozen=True):
    """A declaration in sentences: what it is called, where it stands, and what it says."""

    name: str
    span: Span
    line: Line


Sort = Literal["unit", "method", "bands", "quantity", "scorecard"]
"""Names of one sort are told apart by their keys."""


def read_aloud(
    rules: Rules,
    asked: str,
    lang: Language,
    scorecard: str | None = None,
    sort: Sort | None = None,
) -> Aloud | Unknown:
    """What a name of the rules says: an indicator, a component, a fact; `total` is the scorecard.

    With `sort` only names of that sort are meant.
    """
    key = name_key(asked.strip())
    card = _card(rules, scorecard)
    if card is not None and key in _TOTAL and sort is None:
        key = name_key(card)
    if card is not None and key in _BAND and sort is None:
        key = rules.scorecards[name_key(card)].bands or key
    reader = _reader(rules, lang, card)
    spoken = {
        name_key(each.name): each for each in _declarations(reader) if sort in {None, each.sort}
    }
    labels = {name_key(label): key for key, label in _labels(rules)}
    found = spoken.get(key) or spoken.get(labels.get(key, ""))
    if found is None:
        return Unknown(asked, nearest(asked, [each.name for each in spoken.values()]))
    return Aloud(found.name, found.span, reader.told(found.said))


def all_aloud(rules: Rules, files: Collection[str], lang: Language) -> tuple[Aloud, ...]:
    """Every declaration of some files, in the order in which they stand there."""
    reader = _reader(rules, lang, _card(rules, None))
    found = [
        Aloud(each.name, each.span, reader.told(each.said))
        for each in _declarations(reader)
        if each.span.file in files
    ]
    return tuple(sorted(found, key=lambda each: (each.span.file, each.span.start)))


def _card(rules: Rules, asked: str | None) -> str | None:
    """The scorecard that is meant, or the only one."""
    if asked is not None and name_key(asked) in rules.scorecards:
        return asked
    return next(iter(rules.scorecards)) if len(rules.scorecards) == 1 else None


def _reader(rules: Rules, lang: Language, card: str | None) -> Announcer:
    period = 0 if card is None else rules.scorecards[name_key(card)].period
    return announcer(rules, lang, period)


class _Spoken(NamedTuple):
    """A declaration, and its sentences, which are made when they are asked for."""

    sort: Sort
    name: str
    span: Span
    said: Iterator[Line]


def _declarations(reader: Announcer) -> Iterator[_Spoken]:
    """Everything that can be read, the most likely to be asked for last."""
    rules = reader.rules
    for unit in rules.units.values():
        yield _Spoken("unit", unit.name, unit.span or NOWHERE, unit_said(unit, reader))
    for method in rules.methods.values():
        yield _Spoken("method", method.name, method.span, method_read(method, reader))
    for bands in rules.bands.values():
        yield _Spoken("bands", bands.name, bands.span, bands_said(bands, reader))
    for parameter in rules.parameters.values():
        yield _Spoken("quantity", parameter.name, parameter.span, parameter_said(parameter, reader))
    for fact in rules.facts.values():
        yield _Spoken("quantity", fact.name, fact.span, fact_said(fact, reader))
    for table in rules.tables.values():
        yield _Spoken("quantity", table.name, table.span, table_said(table, reader))
    for value in rules.values.values():
        yield _Spoken("quantity", value.name, value.span, value_said(value, reader))
    for decided in rules.classifications.values():
        yield _Spoken("quantity", decided.name, decided.span, classification_said(decided, reader))
    for card in rules.scorecards.values():
        for component in card.components:
            said = component_said(card, component, reader)
            yield _Spoken("quantity", component.name, component.span, said)
    for indicator in rules.indicators.values():
        yield _Spoken("quantity", indicator.name, indicator.span, indicator_said(indicator, reader))
    for card in rules.scorecards.values():
        yield _Spoken("scorecard", card.name, card.span, scorecard_said(card, reader))


def _labels(rules: Rules) -> Iterator[tuple[str, str]]:
    for things in (rules.facts, rules.values, rules.parameters, rules.classifications,
                   rules.tables, rules.indicators, rules.scorecards):  # fmt: skip
        for key, thing in things.items():
            if thing.label is not None:
                yield key, thing.label
