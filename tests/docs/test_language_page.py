"""The examples of the language pages are rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpirules.project.books import load_text
from kpirules.syntax.parse import parse
from kpirules.testing.examples import run_example
from kpirules.text.source import Source

PAGES = sorted((Path(__file__).parents[2] / "docs" / "language").glob("*.md"))


def blocks(page: Path, kind: str) -> list[str]:
    """The fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whole_examples_are_sound_and_come_out_as_expected(page: Path) -> None:
    """Each whole rule file has no finding, and its examples pass."""
    for text in blocks(page, "kpi"):
        checked = load_text(text)
        outcomes = [
            run_example(checked.value, example, lambda *_: None)  # type: ignore[arg-type, return-value]
            for example in checked.value.examples.values()
        ]

        assert checked.findings == ()
        assert outcomes
        assert all(outcome.passed for outcome in outcomes)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_parts_can_be_read(page: Path) -> None:
    """Each part of a rule file is written as the grammar wants it."""
    for text in blocks(page, "kpi-part"):
        assert parse(Source("part", text)).findings == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_examples(page: Path) -> None:
    """No page of the language goes without one that is run."""
    assert blocks(page, "kpi")
