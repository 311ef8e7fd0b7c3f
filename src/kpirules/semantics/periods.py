"""Parameters in time: no year with two values, and one in every year that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.examples import Example
from kpirules.model.facts import Dated, Fact, Parameter
from kpirules.model.indicators import Classification, Indicator, Value
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.period_problems import (
    Asker,
    EndsBeforeStart,
    NoValueInPeriod,
    PeriodsOverlap,
)
from kpirules.semantics.seen import Seen
from kpirules.semantics.years import is_meant, overlaps, turned
from kpirules.text.span import Span
from kpirules.text.thai import name_key


def check_rows(parameter: Parameter) -> tuple[Problem, ...]:
    """Dated values that end before they start, and years with two values."""
    found: list[Problem] = [
        EndsBeforeStart(row.span, parameter, row) for row in parameter.values if turned(row)
    ]
    found.extend(
        PeriodsOverlap(later.span, parameter, earlier, later)
        for earlier, later in overlaps(parameter.values)
    )
    return tuple(found)


def check_periods(
    rules: Rules, seen: Iterable[Seen], watched: Rules, memory: Memory = FORGETFUL
) -> tuple[Problem, ...]:
    """Parameters without a value in a year for which a scorecard or an example needs them."""
    by_key = {each.key: each for each in seen}
    book = _book(rules, watched, memory)
    found: dict[tuple[str, int], NoValueInPeriod] = {}
    wholes: dict[tuple[str, int], tuple[_Lack, ...]] = {}

    def ask(asker: Asker, lacks: Iterable[_Lack]) -> None:
        for lack in lacks:
            if (lack.parameter, lack.year) not in found:
                place = _place(lack, asker, rules)
                parameter = rules.parameters[lack.parameter]
                found[lack.parameter, lack.year] = NoValueInPeriod(
                    place, parameter, asker, lack.year
                )

    def whole(key: str, period: int) -> tuple[_Lack, ...]:
        """What is lacking for all that a scorecard takes: whoever asks for a total asks for that."""
        if (key, period) not in wholes:
            everyone = by_key[key].everyone
            walk = partial(_walked, everyone, period, everyone, book)
            what = f"lacking in {key} for {period}"
            wholes[key, period] = memory.made(what, (everyone,), walk)
        return wholes[key, period]

    for key, card in rules.scorecards.items():
        asker = Asker(card.name, "scorecard", card.period, card.span)
        own = partial(_lacking_for_total, card, book)
        ask(asker, memory.made(f"lacking for the total of {key}", (card,), own))
        ask(asker, whole(key, card.period))
    of_examples = memory.notable(
        "lacking for examples", rules.examples, partial(_lacking_for, book=book)
    )
    for key, asks in memory.each("asked by examples", rules.examples, _asks).items():
        example = rules.examples[key]
        of_card = rules.scorecards.get(asks.card)
        period = _period(asks.period, of_card)
        if period is not None:
            asker = Asker(example.name, "example", period, example.span)
            if asks.whole and of_card is not None:
                ask(asker, whole(asks.card, period))
            ask(asker, of_examples.get(key, ()))
    return tuple(found.values())


def value_in(parameter: Parameter, period: int) -> Dated | None:
    """The row of a parameter that is in force in a year; None when there is none."""
    for row in parameter.values:
        if row.start <= period and (row.end is None or period <= row.end):
            return row
    return None


def periods_asked(rules: Rules) -> tuple[int, ...]:
    """The years for which a scorecard or an example asks."""
    cards = [card.period for card in rules.scorecards.values()]
    examples = [
        _period(example.period, rules.scorecards.get(example.scorecard or ""))
        for example in rules.examples.values()
    ]
    return tuple(sorted({period for period in (*cards, *examples) if period is not None}))


# Who asks for what


class _Asks(Struct, frozen=True):
    """The scorecard an example is for, its own year, and whether it asks for all indicators."""

    card: str
    period: int | None
    whole: bool


_OF_ALL = frozenset(("total", "band", "component"))
"""What hangs on all indicators."""


def _asks(example: Example) -> _Asks:
    whole = example.cases is not None or any(
        each.target.asked in _OF_ALL for each in example.expectations
    )
    return _Asks(example.scorecard or "", example.period, whole)


def _roots(example: Example) -> Iterator[str]:
    """The single things that an example asks for."""
    for expectation in example.expectations:
        target = expectation.target
        if target.asked not in _OF_ALL and target.asked != "weight":
            yield target.name


def _period(own: int | None, card: Scorecard | None) -> int | None:
    """The year of an example: its own, or that of its scorecard."""
    return own or (card.period if card is not None else None)


# What is needed for that

_OF_TOTAL = "\0total of "  # no name can hold this character


class _Mention(Struct, frozen=True):
    """Something a formula refers to, and through which other years."""

    name: str
    kind: Literal["parameter", "computed", "sum"]
    years: tuple[ex.InYear | ex.OverYears, ...]

    def years_from(self, year: int) -> tuple[int, ...]:
        """The fiscal years it is looked at in, when the formula is evaluated in one."""
        found: tuple[int, ...] = (year,)
        for each in self.years:
            if isinstance(each, ex.InYear):
                found = tuple(each.year_from(one) for one in found)
            else:
                found = tuple(other for one in found for other in each.years_from(one))
        return found


_Mentions = dict[str, tuple[_Mention, ...]]


class _Book(Struct, frozen=True):
    """What everything refers to, by name: all of it, and what of it counts in other years.

    Scores are those of the scorecard's own year: of other years only results are asked for.
    """

    rules: Rules
    scored: _Mentions
    results: _Mentions


def _book(rules: Rules, watched: Rules, memory: Memory) -> _Book:
    """What is noted of mentions says no places, which change with every letter typed before them."""
    found = []
    for name, of_indicators in (("scored", _scored), ("results", _results)):
        mentioned: _Mentions = {}
        passes: list[tuple[str, Mapping[str, Any], _FormulasOf]] = [
            ("facts", rules.facts, _of_fact),
            ("decision tables", rules.classifications, _of_classification),
            ("values", rules.values, _of_value),
            ("indicators", rules.indicators, of_indicators),
        ]
        for kind, things, formulas in passes:
            look = partial(_mentions, formulas=formulas, rules=watched)
            mentioned |= memory.notable(f"mentioned by {kind}, {name}", things, look)
        found.append(memory.table(f"mentions, {name}", memory.steady(name, mentioned)))
    return _Book(watched, *found)


_FormulasOf = Callable[[Any], Iterable[ex.Expr | None]]


def _mentions(owner: object, formulas: _FormulasOf, rules: Rules) -> tuple[_Mention, ...]:
    roots = [expr for expr in formulas(owner) if expr is not None]
    return tuple(dict.fromkeys(mention for mention, _ in _looked_at(roots, rules)))


def _looked_at(roots: Iterable[ex.Expr], rules: Rules) -> Iterator[tuple[_Mention, ex.Expr]]:
    for expr, years in _through_years(roots, rules):
        match expr:
            case ex.ParameterRef():
                yield _Mention(expr.name, "parameter", years), expr
            case ex.ValueRef() | ex.ClassRef() | ex.IndicatorRef():
                yield _Mention(expr.name, "computed", years), expr
            case ex.TotalRef() | ex.ComponentRef():
                yield _Mention("", "sum", years), expr
            case _:
                continue


class _Lack(Struct, frozen=True):
    """A parameter and the year it lacks a value in.

    `owner` refers to it, looked at in the year `at` and, if `scored`, for its score.
    """

    parameter: str
    year: int
    owner: str | None
    at: int
    scored: bool


def _lacking_for_total(card: Scorecard, book: _Book) -> tuple[_Lack, ...]:
    """What is lacking for the formula of a total and for its caps."""
    found: list[_Lack] = []
    pending: list[tuple[str, int]] = []
    for mention, _ in _looked_at(card.expressions, book.rules):
        for year in mention.years_from(card.period):
            if mention.kind == "computed":
                pending.append((mention.name, year))
            elif mention.kind == "parameter" and _lacks(mention.name, year, book.rules):
                lack = _Lack(
                    mention.name,
                    year,
                    f"{_OF_TOTAL}{name_key(card.name)}",
                    card.period,
                    scored=True,
                )
                found.append(lack)
    found.extend(_walk(pending, card.period, card.indicators, book))
    return tuple(found)


def _lacking_for(example: Example, book: _Book) -> tuple[_Lack, ...]:
    """What is lacking for the single things an example asks for."""
    card = book.rules.scorecards.get(example.scorecard or "")
    period = _period(example.period, card)
    if period is None:
        return ()
    return _walked(_roots(example), period, card.indicators if card is not None else (), book)


def _walked(
    roots: Iterable[str], period: int, members: tuple[str, ...], book: _Book
) -> tuple[_Lack, ...]:
    return tuple(_walk([(key, period) for key in roots], period, members, book))


def _walk(
    roots: list[tuple[str, int]], period: int, members: tuple[str, ...], book: _Book
) -> Iterator[_Lack]:
    """The parameters that lack a value for things, directly or through what they need."""
    pending = roots[::-1]
    seen: set[tuple[str, int]] = set()
    while pending:
        key, year = pending.pop()
        if (key, year) in seen:
            continue
        seen.add((key, year))
        if key in book.rules.parameters and _lacks(key, year, book.rules):
            yield _Lack(key, year, None, year, scored=False)
        scored = year == period
        for mention in (book.scored if scored else book.results).get(key, ()):
            for of_year in mention.years_from(year):
                if mention.kind == "computed":
                    pending.append((mention.name, of_year))
                elif mention.kind == "sum":
                    pending.extend((member, of_year) for member in members)
                elif _lacks(mention.name, of_year, book.rules):
                    yield _Lack(mention.name, of_year, key, year, scored=scored)


def _lacks(parameter: str, year: int, rules: Rules) -> bool:
    found = rules.parameters.get(parameter)
    return found is not None and not is_meant(found.values, year)


def _place(lack: _Lack, asker: Asker, rules: Rules) -> Span:
    """Where the parameter is referred to, or who asks for it by name."""
    if lack.owner is not None:
        formulas = _formulas(lack.owner, rules, scored=lack.scored)
        for mention, expr in _looked_at(formulas, rules):
            if mention.name == lack.parameter and lack.year in mention.years_from(lack.at):
                return expr.span
    return asker.span


def _through_years(
    roots: Iterable[ex.Expr], rules: Rules
) -> Iterator[tuple[ex.Expr, tuple[ex.InYear | ex.OverYears, ...]]]:
    """Expressions and their parts, each with what says in which years it is looked at.

    What computed columns and facts that follow from tables are made of is a part too.
    """
    opened: set[tuple[tuple[str, str], tuple[ex.InYear | ex.OverYears, ...]]] = set()
    pending: list[tuple[ex.Expr, tuple[ex.InYear | ex.OverYears, ...]]]
    pending = [(root, ()) for root in reversed(list(roots))]
    while pending:
        expr, years = pending.pop()
        yield expr, years
        inner = rules.formula_of(expr)
        if inner is not None and (inner[0], years) not in opened:
            opened.add((inner[0], years))
            pending.append((inner[1], years))
        if isinstance(expr, ex.InYear | ex.OverYears):
            pending.append((expr.operand, (*years, expr)))
        else:
            pending.extend((part, years) for part in reversed(ex.children(expr)))


def _formulas(key: str, rules: Rules, *, scored: bool) -> Iterator[ex.Expr]:
    """The expressions a thing is computed by."""
    found: Iterable[ex.Expr | None] = ()
    if key in rules.indicators:
        found = (_scored if scored else _results)(rules.indicators[key])
    elif key in rules.values:
        found = _of_value(rules.values[key])
    elif key in rules.classifications:
        found = _of_classification(rules.classifications[key])
    elif key in rules.facts:
        found = _of_fact(rules.facts[key])
    elif key.startswith(_OF_TOTAL):
        found = rules.scorecards[key.removeprefix(_OF_TOTAL)].expressions
    yield from (expr for expr in found if expr is not None)


def _scored(indicator: Indicator) -> tuple[ex.Expr, ...]:
    """A cancelled indicator computes nothing."""
    return indicator.expressions if indicator.cancelled is None else ()


def _results(indicator: Indicator) -> tuple[ex.Expr, ...]:
    return indicator.result_expressions if indicator.cancelled is None else ()


def _of_value(value: Value) -> tuple[ex.Expr | None, ...]:
    return value.formula, value.not_applicable


def _of_classification(table: Classification) -> tuple[ex.Expr | None, ...]:
    return tuple(row.condition for row in table.outcomes)


def _of_fact(fact: Fact) -> tuple[ex.Expr | None, ...]:
    return (fact.formula,)
