"""What a cell of a table of cases expects."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from functools import cache

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.document import Written
from kpirules.facts.facts import Plain
from kpirules.facts.values import Desk, Missed, missing_reason, read_value
from kpirules.facts.vocabulary import YES_NO, normal
from kpirules.model import examples as exm
from kpirules.model.about import About
from kpirules.model.facts import Domain, Fact, NumberDomain, OptionsDomain, YesNoDomain
from kpirules.model.units import NUMBER, POINT, Unit
from kpirules.syntax.grammar import keywords
from kpirules.testing.headings import Asking, ExpectedColumn
from kpirules.text.span import NOWHERE
from kpirules.text.thai import name_key


def expectation(cell: Written, column: ExpectedColumn, ask: Asking) -> exm.Expectation | Problem:
    """What must come out: a figure, a word, a range, or why there is none."""
    target, span = column.target, cell.span(ask.file)
    wanted = _like(column, ask)
    choice = _choices(target, ask).get(normal(cell.text))
    if choice is not None:
        return exm.ExpectValue(target, exm.WordValue(choice), None, None, None, span)
    if normal(cell.text) in _withheld():
        return exm.ExpectMissing(target, "withheld", span)
    reason = missing_reason(cell)
    if reason is not None:
        return exm.ExpectMissing(target, reason, span)
    desk = Desk(wanted, None, ask.file, ask.measures)
    ends = _between().fullmatch(cell.text.strip())
    if ends is not None:
        return _range(cell, (ends["low"], ends["high"]), column, desk)
    if _open_kind(target, ask) and normal(cell.text) not in YES_NO:
        word = exm.WordValue(name_key(cell.text.strip()))
        return exm.ExpectValue(target, word, None, None, None, span)
    found = read_value(cell, desk)
    if not isinstance(found, Plain):
        assert not isinstance(found, Missed)  # noqa: S101  # reasons were read above
        return found
    plain = _plain(found, cell.text.strip())
    return exm.ExpectValue(target, plain, None, None, None, span, column.rounding)


def _range(
    cell: Written, ends: tuple[str, str], column: ExpectedColumn, desk: Desk
) -> exm.Expectation | Problem:
    figures: list[Fraction] = []
    for end in ends:
        found = read_value(Written(end.strip(), cell.start, cell.end, cell.form), desk)
        if not isinstance(found, Fraction):
            assert not isinstance(found, Plain | Missed)  # noqa: S101  # it is a number's domain
            return found
        figures.append(found)
    low, high = sorted(figures)
    return exm.ExpectBetween(column.target, low, high, cell.span(desk.file))


def _plain(found: Plain, written: str) -> exm.PlainValue:
    match found:
        case bool():
            return exm.YesNoValue(found)
        case Fraction():
            return exm.NumberValue(found, written)
        case dt.date():
            return exm.DateValue(found)
        case str():
            return exm.WordValue(found)


def _like(column: ExpectedColumn, ask: Asking) -> Fact:
    """What is expected, as a fact without limits: its figures are read like those of facts."""
    unit, domain = _kind(column.target, ask)
    name = " ".join(column.heading.text.split())
    return Fact(name, None, unit, domain, (), About(), NOWHERE)


def _kind(target: exm.Target, ask: Asking) -> tuple[Unit, Domain]:
    number = NumberDomain(None, None, None)
    rules = ask.rules
    match target.asked:
        case "band" | "class":
            return NUMBER, OptionsDomain(tuple(dict.fromkeys(_choices(target, ask).values())))
        case "result":
            return rules.indicators[target.name].unit, number
        case "weight":
            return NUMBER, number
        case "value":
            return _value_kind(target.name, ask)
        case _:
            return POINT, number


def _value_kind(key: str, ask: Asking) -> tuple[Unit, Domain]:
    fact = ask.rules.facts.get(key)
    if fact is not None:
        free = NumberDomain(None, None, None)
        return fact.unit, free if isinstance(fact.domain, NumberDomain) else fact.domain
    unit = ask.rules.values[key].unit
    return (NUMBER, YesNoDomain()) if unit is None else (unit, NumberDomain(None, None, None))


def _open_kind(target: exm.Target, ask: Asking) -> bool:
    """Whether what is expected is yes or no, or one of some words: the rules do not list them."""
    value = ask.rules.values.get(target.name) if target.asked == "value" else None
    return value is not None and value.unit is None


def _choices(target: exm.Target, ask: Asking) -> dict[str, str]:
    """The keys of bands or outcomes, by name and by label."""
    rules = ask.rules
    if target.asked == "band":
        card = rules.scorecards.get(ask.card or "")
        bands = rules.bands.get((card.bands or "") if card is not None else "")
        among = [(each.name, each.label) for each in bands.bands] if bands is not None else []
    elif target.asked == "class":
        among = [(each.name, each.label) for each in rules.classifications[target.name].outcomes]
    else:
        return {}
    found = {normal(label): name_key(name) for name, label in among if label}
    found.update((normal(name), name_key(name)) for name, _ in among)
    return found


@cache
def _withheld() -> frozenset[str]:
    return frozenset(normal(word) for word in _spellings("WITHHELD"))


@cache
def _between() -> re.Pattern[str]:
    """`between 54 and 74`."""
    between = "|".join(map(re.escape, _spellings("BETWEEN")))
    joined = "|".join(map(re.escape, (*_spellings("AND"), *_spellings("TO"))))
    return re.compile(rf"(?:{between})\s*(?P<low>.+?)\s*(?:{joined})\s*(?P<high>.+)", re.IGNORECASE)


def _spellings(keyword: str) -> list[str]:
    return [word for column in keywords()[keyword].spellings.values() for word in column]
