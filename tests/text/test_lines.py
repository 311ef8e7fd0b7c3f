"""Where lines begin: an edited text has the same lines as one that is looked through from the beginning."""

from __future__ import annotations

import re
from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from kpirules.text.lines import Lines
from kpirules.text.source import Source

WORDS = st.text("ab\n\r\r\nกำ้🙂\u2028\x0b\x0c\x85", max_size=30)
MANY = st.tuples(st.sampled_from(["\n", "\r", "\r\n", "ก้\n", "\n\r"]), st.integers(0, 400)).map(
    lambda made: made[0] * made[1]
)
TEXTS = st.lists(WORDS | MANY, max_size=6).map("".join)


def plain(text: str) -> tuple[int, ...]:
    """Where lines begin, found in the plain way."""
    return (0, *(found.end() for found in re.finditer("\r\n|\r|\n", text)))


@given(TEXTS)
def test_lines_begin_behind_line_ends(text: str) -> None:
    """CR, LF or both; nothing else ends a line."""
    lines, starts = Lines.of(text), plain(text)

    assert lines.starts() == starts
    assert len(lines) == len(starts)
    assert tuple(map(lines.start, range(len(lines)))) == starts
    for offset in range(0, len(text) + 2, 7):
        assert lines.at(offset) == bisect_right(starts, offset) - 1


@given(text=TEXTS, made=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), WORDS | MANY)))
def test_edited_lines_are_those_of_the_edited_text(
    text: str, made: list[tuple[float, float, str]]
) -> None:
    """Whatever comes together or apart: one CR and one LF are a single line end."""
    source = Source("a.kpi", text)
    assert source.line_starts == plain(text)
    for one, other, words in made:
        start, end = sorted((int(one * len(source.text)), int(other * len(source.text))))
        after = source.text[:start] + words + source.text[end:]
        source = source.edited(start, end, words)

        assert source == Source("a.kpi", after)
        assert source.line_starts == plain(after)
        assert len(source.line_table) == len(plain(after))


def test_a_thousand_line_ends_one_by_one() -> None:
    """Blocks are divided as they grow; nothing is lost, nor when all is deleted."""
    source = Source("a.kpi", "x\n" * 200)
    for turn in range(1_000):
        assert len(source.line_table) == 201 + turn
        source = source.edited(150, 150, "\n")
    assert source.line_starts == plain(source.text)
    for _ in range(700):
        source = source.edited(100, 101, "")
    assert source.line_starts == plain(source.text)
    assert source.edited(0, len(source.text), "").line_starts == (0,)
