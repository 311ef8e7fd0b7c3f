"""A fix as lines that go and lines that come."""

from __future__ import annotations

import pytest

from kpirules.diagnostics.diagnostic import Edit, Fix
from kpirules.prose.words import line
from kpirules.render.change import Change, changes_of
from kpirules.text.source import Source
from kpirules.text.span import Span

TEXT = "one\ntwo\nthree\nfour\n"


def changes(*edits: tuple[int, int, str]) -> list[Change]:
    """The changes that edits of the text make."""
    fix = Fix(line("mend"), tuple(Edit(Span("f", start, end), text) for start, end, text in edits))
    return changes_of(fix, {"f": Source("f.kpi", TEXT)})


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((4, 7, "2"), (2, ("two",), ("2",))),
        ((4, 8, ""), (2, ("two",), ())),
        ((4, 4, "and\n"), (2, (), ("and",))),
        ((0, 0, "zero\n"), (1, (), ("zero",))),
        ((3, 4, " "), (1, ("one", "two"), ("one two",))),
        ((7, 7, "\nand"), (3, (), ("and",))),
        ((4, 14, "2\n3\n"), (2, ("two", "three"), ("2", "3"))),
        ((len(TEXT), len(TEXT), "five\n"), (5, (), ("five",))),
    ],
)
def test_an_edit_changes_whole_lines(
    edit: tuple[int, int, str], expected: tuple[int, tuple[str, ...], tuple[str, ...]]
) -> None:
    """Only those that differ are shown."""
    assert changes(edit) == [Change("f", *expected)]


def test_edits_of_one_line_are_one_change() -> None:
    """And edits of others stand by themselves."""
    assert changes((0, 1, "O"), (2, 3, "E"), (14, 18, "4")) == [
        Change("f", 1, ("one",), ("OnE",)),
        Change("f", 4, ("four",), ("4",)),
    ]


def test_a_file_that_is_not_at_hand_shows_nothing() -> None:
    """Its title still does."""
    assert changes_of(Fix(line("mend"), (Edit(Span("other", 0, 1), ""),)), {}) == []
