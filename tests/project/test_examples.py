"""The systems under `rules/examples` are checked and tested with the rest, and meant only by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpirules.project.books import load_book
from kpirules.project.choose import choose
from kpirules.project.places import books_under, bundled, is_example
from kpirules.testing.examples import run_example

RULES = bundled()
EXAMPLES = sorted(book.name for book in books_under(RULES / "examples"))


def test_nobody_named_a_scorecard() -> None:
    """Among the bundled rules the department's is meant."""
    choice = choose(RULES, None)

    assert choice.chosen is not None
    assert choice.chosen.scorecard == "dsdw-2566"


def test_an_example_is_found_by_its_name() -> None:
    """The scorecard of an example is named like any other."""
    choice = choose(RULES, "us-aqi")

    assert choice.chosen is not None
    assert choice.chosen.card.label == "Air Quality Index"


def test_an_unknown_name_knows_all() -> None:
    """Whoever misspells a name is offered those of the examples too."""
    (problem,) = choose(RULES, "us-aqo").findings

    assert "us-aqi" in str(problem)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_meant_where_it_lies(name: str) -> None:
    """In its own folder an example needs no name, unless it has several scorecards."""
    folder = RULES / "examples" / name
    book = load_book(folder)
    assert book.value is not None
    cards = [card.name for card in book.value.scorecards.values()]

    assert (choose(folder, None).chosen is not None) == (len(cards) == 1)
    assert all(choose(folder, card).chosen is not None for card in cards)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_holds(name: str) -> None:
    """No finding, and every published figure comes out."""
    book = load_book(RULES / "examples" / name)
    assert book.value is not None
    outcomes = [
        run_example(book.value, example, lambda *_: None)  # type: ignore[arg-type, return-value]
        for example in book.value.examples.values()
    ]

    assert book.findings == ()
    assert outcomes
    assert all(outcome.passed for outcome in outcomes)


def test_only_a_folder_below_counts() -> None:
    """A folder of one's own may be called `examples`."""
    assert is_example(Path("rules/examples/us-aqi"), Path("rules"))
    assert not is_example(Path("rules/examples/us-aqi"), Path("rules/examples"))
    assert not is_example(Path("rules/examples"), Path("elsewhere"))
