"""The nearest spelling, found without comparing every name letter by letter."""

from __future__ import annotations

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from kpirules.text.nearest import nearest

NAMES = st.text(st.sampled_from("abc-12กขค์"), min_size=1, max_size=8)


@given(NAMES, st.lists(NAMES, max_size=12), st.sampled_from([0.3, 0.6, 0.8]))
def test_it_is_the_one_that_comparing_all_finds(word: str, known: list[str], cutoff: float) -> None:
    """Ties too: the same name whatever the order."""
    expected = get_close_matches(word, known, n=1, cutoff=cutoff)

    assert nearest(word, known, cutoff) == (expected[0] if expected else None)
