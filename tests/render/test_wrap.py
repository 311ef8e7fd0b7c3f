"""Wrapping: nothing too wide, nothing torn, nothing lost."""

from __future__ import annotations

import sys
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpirules.prose.words import Line, Word, line, name, unit, value
from kpirules.render.pieces import Piece, pieces_of, spaces, text_of, width_of
from kpirules.render.wrap import clip, widest_word, wrap

LONG = "ร้อยละของอาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์ (อพม.) ที่เพิ่มขึ้น"
MARKS = frozenset("\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45")
TONES = frozenset("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
WORDS = st.lists(
    st.sampled_from(
        [
            *("ร้อยละ", "น้ำหนัก", "ของ", "มนุษย์", "ต่าง ๆ", "ที่", "เพิ่มขึ้น", "ฯลฯ"),
            *(" ", "  ", " (", ") ", "score", "65.09", "1,234,567", "a/b/c.kpi", "日本", "😀", "/"),
        ]
    ),
    max_size=30,
)
LINES = st.lists(
    st.builds(
        lambda kind, parts: Word(kind, "".join(parts)),
        st.sampled_from(["text", "value", "unit", "name", "label", "code", "place"]),
        WORDS,
    ),
    max_size=4,
).map(tuple)


def shown(words: Line, width: int, hang: int = 0) -> list[str]:
    """The wrapped lines as text."""
    return [text_of(row) for row in wrap(pieces_of(words), width, spaces(hang))]


def test_thai_breaks_between_words() -> None:
    """As a reader of Thai would break it."""
    assert shown(line(LONG), 30, 2) == [
        "ร้อยละของอาสาสมัครพัฒนาสังคมและ",
        "  ความมั่นคงของมนุษย์ (อพม.) ที่เพิ่ม",
        "  ขึ้น",
    ]


def test_a_name_a_number_and_its_unit_stay_whole() -> None:
    """A name is for copying, and a number without its unit says little."""
    words = line(name("อาสาสมัคร-พัฒนา-สังคม"), " คือ ", value("362,318"), " ", unit("คน"))

    assert shown(words, 22) == ["อาสาสมัคร-พัฒนา-สังคม คือ", "362,318 คน"]


def test_what_is_too_wide_breaks_at_its_joints() -> None:
    """A path after its slashes."""
    assert shown(line("see ", Word("place", "rules/dsdw/2566.kpi")), 12) == [
        "see rules/",
        "dsdw/2566.",
        "kpi",
    ]


def test_maiyamok_stays_with_its_word() -> None:
    """Although a space is written before it."""
    assert shown(line("บริการต่าง ๆ"), 9) == ["บริการ", "ต่าง ๆ"]


def test_line_feeds_end_lines() -> None:
    """A remark may have several lines."""
    assert shown(line("one\ntwo"), 20, 2) == ["one", "  two"]


def test_a_line_that_fits_needs_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading ICU costs more than everything else here."""
    monkeypatch.setattr("kpirules.render.wrap.thai_breaks", lambda _: pytest.fail("asked"))

    assert shown(line(LONG), 80) == [LONG]


@settings(deadline=None)  # the first example loads ICU
@given(LINES, st.integers(8, 60), st.integers(0, 2))
def test_wrapping_keeps_the_text_and_the_width(words: Line, width: int, hang: int) -> None:
    """No line is too wide, none begins with half a letter, and only spaces go."""
    pieces = pieces_of(words)
    rows = wrap(pieces, width, spaces(hang))

    assert all(width_of(row) <= width for row in rows)
    assert "".join(map(text_of, rows)).replace(" ", "") == text_of(pieces).replace(" ", "")
    assert not any(text_of(row).lstrip(" ")[:1] in MARKS | TONES for row in rows[1:])


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E)), st.integers(1, 9))
def test_heaps_of_thai_letters_fit_too(text: str, width: int) -> None:
    """Even where no rule of spelling helps."""
    rows = wrap((Piece("text", text),), width)

    assert all(width_of(row) <= width for row in rows)
    assert "".join(map(text_of, rows)) == text


@given(LINES, st.integers(2, 60))
def test_clipping_fits(words: Line, width: int) -> None:
    """With the sign that something is missing."""
    clipped = clip(pieces_of(words), width)

    assert width_of(clipped) <= width


def test_the_widest_word_is_known() -> None:
    """It is the width below which a column would tear a word."""
    assert widest_word(pieces_of(line("ที่เพิ่มขึ้น ", value("1,234,567"), " in all"))) == 9


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    """ICU waits for Thai text that is too wide; of Rich only the console's own parts come in."""
    script = (
        "import sys; from kpirules.render.terminal import to_text;"
        "from kpirules.prose.words import Paragraph, line;"
        "to_text((Paragraph(line('ร้อยละ' * 9)),), 80);"
        "print(*sorted(sys.modules))"
    )
    done = run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())

    assert "rich.segment" in loaded
    assert loaded.isdisjoint(
        {"icu4py", "rich.markdown", "rich.syntax", "rich.traceback", "rich.table", "pygments"}
    )
