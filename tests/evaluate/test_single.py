"""Single results are those of the whole evaluation, whatever is asked for first."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import books
from tests.strategies import facts_of, sound_books, written_books

from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.single import Singly
from kpirules.facts.facts import Facts
from kpirules.model.rules import Rules
from kpirules.project.books import load_book
from kpirules.project.places import books_with_scorecards
from kpirules.project.supply import supplied_facts
from kpirules.text.thai import name_key

ROOT = Path(__file__).resolve().parents[2]


@given(st.data())
def test_of_any_book(data: st.DataObject) -> None:
    """Generated ones, with facts that are missing."""
    written = data.draw(written_books(sound_books()))
    rules = books.read(written.files).value

    agree(
        rules, name_key(written.book.card.name), data.draw(facts_of(rules)), data.draw(st.randoms())
    )


@pytest.mark.parametrize("home", books_with_scorecards(ROOT / "rules"), ids=str)
def test_of_the_rules_of_the_project(home: Path) -> None:
    """On the facts files that scorecards name; others on no facts at all."""
    rules = load_book(home).value
    assert rules is not None
    for key, card in rules.scorecards.items():
        facts = supplied_facts(rules, card)
        assert facts.findings == ()
        for seed in range(3):
            agree(rules, key, facts.value, Random(seed))  # noqa: S311  # no secrets


def agree(rules: Rules, card: str, facts: Facts, random: Random) -> None:
    """All that can be asked for is what it is in the whole evaluation; of all else there is nothing."""
    whole, singly = evaluate(rules, card, facts), Singly(rules, card, facts)
    keys = [*rules.facts, *rules.values, *rules.classifications, *rules.indicators]
    keys += [
        name_key(each.name) for other in rules.scorecards.values() for each in other.components
    ]
    random.shuffle(keys)
    if random.random() < 1 / 2:
        assert (singly.total, singly.band) == (whole.total, whole.band)
    for key in keys:
        outcome = whole.indicators.get(key)
        scored = None if outcome is None else (outcome.result, outcome.score)
        single = whole.values.get(key) or whole.classes.get(key)
        assert singly.indicator(key) == scored, key
        assert singly.value(key) == single, key
        assert singly.component(key) == whole.components.get(key), key
    assert (singly.total, singly.band) == (whole.total, whole.band)
