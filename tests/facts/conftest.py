"""What the tests of facts share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.facts.book import ReadFacts, card, rule_book

from kpirules.facts.files import facts_of
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.text.source import Source


@pytest.fixture(scope="session")
def rules() -> Rules:
    """Facts of every kind."""
    return rule_book()


@pytest.fixture(scope="session")
def scorecard() -> Scorecard:
    """A scorecard of the fiscal year 2566."""
    return card()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep nothing between tests, nor for the person who runs them."""
    monkeypatch.setenv("KPIRULES_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def read(rules: Rules, scorecard: Scorecard) -> ReadFacts:
    """Reads a text as a facts file."""
    return lambda text: facts_of(Source("facts.yaml", text), rules, scorecard)
