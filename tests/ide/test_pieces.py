"""Pieces of a file: which of them a stretch touches, and what is kept of them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kpirules.ide.pieces import Kept, touching
from kpirules.ide.workspace import Workspace
from kpirules.project.open_book import Part
from kpirules.project.places import display_name

FILE = Path("/nowhere/a.kpi")
TEXTS = st.lists(
    st.sampled_from(
        ["fact f\n", "\r\n# ก้🙂\r\n", "unit u\r", "value v\n  formula f + 1\n", "  x\n"]
    ),
    max_size=12,
).map("".join)


def parts_of(workspace: Workspace, text: str) -> tuple[Part, ...]:
    """The pieces of a text as it is read now."""
    workspace.set_text(FILE, text)
    return workspace.reading(FILE).parts[display_name(FILE)]


@given(text=TEXTS, one=st.integers(0, 150), other=st.integers(0, 150))
def test_a_stretch_touches_what_it_reaches(text: str, one: int, other: int) -> None:
    """Also the piece that ends where it begins, and the one that begins where it ends."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    parts = parts_of(Workspace(), text)
    reached = [
        part
        for part in parts
        if part[0].offset <= end and start <= part[0].offset + len(part[0].text)
    ]

    assert [*touching(parts, start, end)] == reached


def test_what_was_made_of_a_piece_is_forgotten_with_it() -> None:
    """After many edits not much more is kept than the file has pieces."""
    kept, workspace = Kept(), Workspace()
    made: list[str] = []

    def key(part: Part) -> str:
        made.append(part[0].key)
        return part[0].key

    for turn in range(1_000):
        parts = parts_of(workspace, f"fact f\nfact g-{turn}\nfact h\n")
        kept.forget({FILE.name: parts})
        assert [kept.of(key)(part) for part in parts] == [piece.key for piece, _ in parts]
        assert turn > 0 or kept.size == len(parts)

    assert len(made) < 3_000
    assert kept.size < 200
