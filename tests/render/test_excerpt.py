"""A source line in cells: marks stand under what they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kpirules.render.excerpt import Excerpt

LETTERS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E),
        st.sampled_from("ab \t日\u200b\u202e\ufe0f❤\x1b"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "word", "cells"),
    [
        ("น้ำหนัก 25", "25", (6, 8)),
        ("\tน้ำหนัก 25", "น้ำหนัก", (4, 9)),
        ("  \tx", "x", (4, 5)),
        ("日本 x", "本", (2, 4)),
        ("a\u200bb", "\u200b", (1, 9)),
        ("ที่", "\u0e48", (0, 1)),
        ("❤\ufe0fx", "x", (2, 3)),
    ],
)
def test_a_mark_stands_under_its_word(text: str, word: str, cells: tuple[int, int]) -> None:
    """Marks have no cell of their own, tabs have several, unseen characters are spelt out."""
    start = text.index(word)

    assert Excerpt(text, 80).cells(start, start + len(word)) == cells


def test_unseen_characters_are_shown() -> None:
    """A finding about one must not look like a finding about nothing."""
    assert Excerpt("a\u200bb\x1b[0m", 80).text == "a<U+200B>b␛[0m"


def test_a_long_line_is_cut_round_the_focus() -> None:
    """With a sign at either end that there is more."""
    excerpt = Excerpt("one two three four five six seven", 16, 19)

    assert excerpt.text == "…our five six s…"
    assert excerpt.cells(19, 23) == (5, 9)


@given(LETTERS, st.integers(8, 40), st.integers(0, 60), st.integers(0, 5))
def test_text_and_marks_stay_in_their_room(text: str, room: int, start: int, length: int) -> None:
    """Whatever stands in the line, and wherever the mark is."""
    excerpt = Excerpt(text, room, start)
    begin, end = excerpt.cells(start, start + length)

    assert cell_len(excerpt.text) <= room
    assert 0 <= begin < end <= room
