"""The interpreter and the naive reference evaluator say the same, to the last digit."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests import books
from tests.explain.cases import traces
from tests.plain import Book, Indicator, Table
from tests.reference import Evaluator, Gone, LastYear, Results
from tests.strategies import PERIOD, facts_of, sound_books, written_books

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Gap, Trace, Withheld
from kpirules.facts.facts import Facts, Supplied
from kpirules.model.bounds import bounds_of
from kpirules.model.rules import Rules
from kpirules.semantics.comparison_problems import ForegoneComparison
from kpirules.text.thai import name_key


@given(st.data())
def test_two_evaluators_agree(data: st.DataObject) -> None:
    """Results, scores, weights in force, weighted scores, sums, total or its range, band."""
    written = data.draw(written_books())
    checked = books.read(written.files)
    rules = checked.value
    assert books.errors_said(checked) == []  # no false alarm: these books are sound

    facts = data.draw(facts_of(rules))
    found = evaluate(rules, name_key(written.book.card.name), facts)

    assert as_found(found, written.book) == as_expected(
        Evaluator(
            ranged(written.book, rules),
            plain(facts, written.book),
            LastYear(written.book, plain(facts, written.book, PERIOD - 1)),
        ).run(),
        written.book,
    )


@given(st.data())
def test_two_evaluators_agree_on_what_is_carried_over(data: st.DataObject) -> None:
    """The same, where results of the previous year stand in for many that are missing."""
    written = data.draw(written_books(sound_books().map(carrying)))
    checked = books.read(written.files)
    rules = checked.value
    assert books.errors_said(checked) == []

    years = [data.draw(facts_of(rules, year, complete=True)) for year in (PERIOD - 1, PERIOD)]
    entries = {**years[0].entries, **years[1].entries}
    keys = sorted(key for key, year in entries if year == PERIOD)
    for key in data.draw(st.sets(st.sampled_from(keys))) if keys else ():
        entries[key, PERIOD] = Supplied(
            key, PERIOD, None, "not_announced", "not announced", "a strategy"
        )
    facts = Facts(entries, {})
    found = evaluate(rules, name_key(written.book.card.name), facts)
    last_year = LastYear(written.book, plain(facts, written.book, PERIOD - 1))

    assert as_found(found, written.book) == as_expected(
        Evaluator(ranged(written.book, rules), plain(facts, written.book), last_year).run(),
        written.book,
    )


def ranged(book: Book, rules: Rules) -> Book:
    """The same, with the ranges of scores by formulas: that these hold is a law of its own."""
    things = []
    for thing in book.things:
        found = rules.indicators.get(name_key(thing.name))
        if isinstance(thing, Indicator) and found is not None and found.score is not None:
            bounds = bounds_of(found.score, rules)
            things.append(replace(thing, score_range=(bounds.low, bounds.high)))
        else:
            things.append(thing)
    return replace(book, things=tuple(things))


def carrying(book: Book) -> Book:
    """The same, with a policy to carry results over."""
    policies = {"absent": "carry_over", "not_announced": "carry_over", "cancelled": "range"}
    return replace(book, card=replace(book.card, policies=policies))


@given(st.data())
def test_what_is_known_beforehand_is_so(data: st.DataObject) -> None:
    """A comparison that is said never to hold, or always, comes out so on any facts."""
    checked = books.read(data.draw(written_books()).files)
    told = {
        each.span: each.holds for each in checked.findings if isinstance(each, ForegoneComparison)
    }
    rules = checked.value
    card = next(iter(rules.scorecards))
    found = evaluate(rules, card, data.draw(facts_of(rules)))

    for trace in traces(found):
        if trace.span in told and isinstance(trace.value, bool):
            assert trace.value == told[trace.span]


def plain(facts: Facts, book: Book, year: int = PERIOD) -> dict[str, object]:
    """Supplied facts of a year by the names of the book."""
    names = {name_key(fact.name): fact.name for fact in book.facts}
    return {
        names[key]: Gone(each.missing, frozenset((names[key],))) if each.missing else each.value
        for (key, period), each in facts.entries.items()
        if period == year
    }


def as_found(found: Evaluation, book: Book) -> dict[str, object]:
    """An evaluation as a flat table."""
    names = {name_key(fact.name): fact.name for fact in book.facts}

    def of(trace: Trace) -> object:
        if isinstance(trace.value, Gap):
            return Gone(trace.value.reason, frozenset(map(names.get, trace.value.facts)))
        return trace.value

    table: dict[str, object] = {}
    for thing in (*book.things, *book.after):
        key = name_key(thing.name)
        if isinstance(thing, Indicator):
            outcome = found.indicators[key]
            table[f"{thing.name}.result"] = of(outcome.result)
            table[f"{thing.name}.score"] = of(outcome.score)
            table[f"{thing.name}.weight"] = of(outcome.weight)
            table[f"{thing.name}.weighted"] = of(outcome.weighted)
        else:
            table[thing.name] = of(
                (found.classes if isinstance(thing, Table) else found.values)[key]
            )
    for name, _ in book.card.components:
        trace = found.components[name_key(name)]
        table[name] = of(trace)
        table[f"{name} range"] = range_of(trace)
    table["total"], table["range"] = of(found.total), range_of(found.total)
    if found.band is not None:
        table["band"] = of(found.band)
    return table


def range_of(trace: Trace) -> object:
    """The range of a withheld sum."""
    return (trace.step.low, trace.step.high) if isinstance(trace.step, Withheld) else None


def as_expected(results: Results, book: Book) -> dict[str, object]:
    """The reference's results as the same table."""
    table: dict[str, object] = {}
    for thing in (*book.things, *book.after):
        value = results.things[thing.name]
        if isinstance(thing, Indicator):
            table[f"{thing.name}.result"] = value
            table[f"{thing.name}.score"] = results.scores[thing.name]
            table[f"{thing.name}.weight"] = results.weights[thing.name]
            table[f"{thing.name}.weighted"] = results.weighted[thing.name]
        else:
            chosen = isinstance(thing, Table) and isinstance(value, str)
            table[thing.name] = name_key(value) if chosen else value
    for name, _ in book.card.components:
        value = results.components[name]
        table[name] = value
        table[f"{name} range"] = results.ranges[name] if isinstance(value, Gone) else None
    table["total"], table["range"] = results.total, results.range
    if book.card.bands is not None:
        band = results.band
        table["band"] = name_key(band) if isinstance(band, str) else band
    return table
