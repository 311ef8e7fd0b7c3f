"""Where a line may begin inside Thai."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpirules.text import breaks
from kpirules.text.breaks import may_begin_line, thai_breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "ร้อยละของอาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์ (อพม.) ที่เพิ่มขึ้น"
THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E))


@pytest.fixture
def without_icu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Icu4py cannot be imported while this is in use."""
    monkeypatch.setitem(sys.modules, "icu4py", None)
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    breaks._dictionary.cache_clear()
    thai_breaks.cache_clear()
    yield
    breaks._dictionary.cache_clear()
    thai_breaks.cache_clear()


def parts(text: str) -> list[str]:
    """The text divided at its breaks."""
    edges = pairwise([0, *thai_breaks(text), len(text)])
    return [text[start:end] for start, end in edges]


def test_breaks_stand_between_words() -> None:
    """ICU finds the words; compounds of scorecards stay whole."""
    found = parts(SENTENCE)

    assert found == [
        *("ร้อยละ", "ของ", "อาสาสมัคร", "พัฒนา", "สังคม", "และ", "ความ", "มั่นคง", "ของ"),
        "มนุษย์ (อพม.) ที่",
        *("เพิ่ม", "ขึ้น"),
    ]


def test_letters_beyond_the_basic_plane_shift_nothing() -> None:
    """ICU counts UTF-16 units; offsets here count code points."""
    found = parts("😀ร้อยละของ😀สังคมและ")

    assert found == ["😀", "ร้อยละ", "ของ", "😀", "สังคม", "และ"]


@pytest.mark.parametrize(
    ("text", "offset"),
    [("ที่", 1), ("ที่", 2), ("กา", 1), ("ทำ", 1), ("ต่างๆ", 4), ("เก", 1), ("e\u0301", 1)],
)
def test_what_is_written_as_one_is_not_torn(text: str, offset: int) -> None:
    """Marks, following vowels and MAIYAMOK stay behind a letter, leading vowels before one."""
    assert not may_begin_line(text, offset)


@pytest.mark.usefixtures("without_icu")
def test_without_icu_breaks_are_ends_of_syllables() -> None:
    """Only breaks of which the spelling makes sure."""
    found = parts("ระดับคุณภาพและเป้าหมายที่เพิ่มขึ้นทำให้ได้คะแนน")

    assert found == ["ระ", "ดับคุณภาพ", "และ", "เป้าหมายที่", "เพิ่มขึ้นทำ", "ให้", "ได้คะ", "แนน"]


@settings(deadline=None)  # the first example loads ICU
@given(THAI)
def test_no_break_tears_a_letter(text: str) -> None:
    """Whatever ICU says of heaps of marks that are no words."""
    assert all(may_begin_line(text, offset) for offset in thai_breaks(text))


@pytest.mark.usefixtures("without_icu")
@given(THAI)
def test_no_break_tears_a_letter_without_icu(text: str) -> None:
    """The same of the fall-back."""
    assert all(may_begin_line(text, offset) for offset in thai_breaks(text))
