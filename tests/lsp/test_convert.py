"""Positions and edits: whatever the signs, editor and server mean the same place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from tests.lsp.conftest import position

from kpirules.lsp.convert import edited, offset_of, path_of, position_of, range_of, whole_signs
from kpirules.text.source import Source
from kpirules.text.span import Span

SIGNS = "ab \n\r\tกำ้่ํา๑🙂𝒙é\u200b\u2028\x0b\x0c\x1d\x85"
TEXTS = st.text(SIGNS, max_size=40)
ENCODINGS = ["utf-8", "utf-16", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
def test_there_and_back_is_the_same_offset(encoding: str, text: str) -> None:
    """Between the two signs of a line end is the end of the line; everywhere else it is exact."""
    source = Source("", text)
    for offset in range(len(text) + 1):
        back = offset_of(source, position_of(source, offset, encoding), encoding)
        inside = text[offset - 1 : offset + 1] == "\r\n" and offset > 0

        assert back == (offset - 1 if inside else offset)


@given(text=TEXTS)
def test_positions_are_those_of_an_editor(text: str) -> None:
    """Lines end at CR, LF or both and nowhere else; a sign beyond U+FFFF counts for two."""
    source = Source("", text)

    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert position_of(source, offset, "utf-16") == position(text, offset)


@given(text=TEXTS, line=st.integers(0, 50), character=st.integers(0, 200))
def test_no_position_is_outside_the_text(text: str, line: int, character: int) -> None:
    """Beyond the end of a line is its end; beyond the end of the text is its end."""
    offset = offset_of(Source("", text), types.Position(line, character), "utf-16")

    assert 0 <= offset <= len(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(
    text=TEXTS,
    made=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), TEXTS), max_size=5),
)
def test_changes_bit_by_bit_are_the_whole(
    encoding: str, text: str, made: list[tuple[int, int, str]]
) -> None:
    """Edits of stretches, one after the other, give the text that the editor has."""
    changes: list[types.TextDocumentContentChangeEvent] = []
    after = text
    for one, other, words in made:
        start, end = sorted((min(one, len(after)), min(other, len(after))))
        if "\r\n" in (after[start - 1 : start + 1], after[end - 1 : end + 1]):
            continue  # no editor stands there
        span = range_of(Source("", after), Span("", start, end), encoding)
        changes.append(types.TextDocumentContentChangePartial(span, words))
        after = after[:start] + words + after[end:]

    source = Source("a.kpi", text)
    assert source.line_table  # known, and so brought up to date by each change
    whole = types.TextDocumentContentChangeWholeDocument(after)
    assert edited(source, changes, encoding) == Source("a.kpi", after)
    assert edited(source, [whole], encoding) == Source("a.kpi", after)
    one_by_one, anew = edited(source, changes, encoding), Source("a.kpi", after)
    for offset in range(len(after) + 1):
        place = position_of(anew, offset, encoding)
        assert position_of(one_by_one, offset, encoding) == place
        assert offset_of(one_by_one, place, encoding) == offset_of(anew, place, encoding)


def test_halves_of_signs_never_come_in() -> None:
    """Some editors cut a sign in two; no file could hold that."""
    assert whole_signs("a\ud83d b") == "a\ufffd b"


def test_a_text_without_a_file_has_a_place_of_its_own(tmp_path: Path) -> None:
    """So that it is a book by itself, and still finds the files of the folder."""
    untitled = tmp_path / "Untitled-1" / "Untitled-1.kpi"

    assert path_of("untitled:Untitled-1", tmp_path) == untitled
    assert path_of((tmp_path / "ก ข.kpi").as_uri(), tmp_path) == tmp_path / "ก ข.kpi"
