"""The examples of the language page are rules."""

from __future__ import annotations

import re
from pathlib import Path

from kpirules.project.books import load_text
from kpirules.syntax.parse import parse
from kpirules.testing.examples import run_example
from kpirules.text.source import Source

PAGE = (Path(__file__).parents[2] / "docs" / "language" / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    """The fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_whole_examples_are_sound_and_come_out_as_expected() -> None:
    """Each whole rule file has no finding, and its examples pass."""
    for text in blocks("kpi"):
        checked = load_text(text)
        outcomes = [
            run_example(checked.value, example, lambda *_: None)  # type: ignore[arg-type, return-value]
            for example in checked.value.examples.values()
        ]

        assert checked.findings == ()
        assert outcomes
        assert all(outcome.passed for outcome in outcomes)


def test_parts_can_be_read() -> None:
    """Each part of a rule file is written as the grammar wants it."""
    for text in blocks("kpi-part"):
        assert parse(Source("part", text)).findings == ()
