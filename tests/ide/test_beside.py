"""Another name is another name in the files of facts, rows and cases too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.ide.corpus import ROOT

from kpirules.ide.rename import Renamed, edited, rename
from kpirules.ide.workspace import Workspace
from kpirules.project.books import load_book
from kpirules.project.places import display_name
from kpirules.testing.running import run_examples

BOOKS = {
    "dsdw/2566": [
        ("volunteers", "people"),
        ("indicator-2", "ตัวที่สอง"),
        ("dsdw-2566", "กรม-๒๕๖๖"),
        ("households-result", "ผล"),
    ],
    "examples/households": [
        ("ครัวเรือน", "บ้าน"),
        ("จังหวัด", "ที่อยู่"),
        ("ครัวเรือนเปราะบาง-2566", "เปราะบาง"),
    ],
}


@pytest.mark.parametrize(
    ("book", "name", "other"), [(book, *pair) for book, pairs in BOOKS.items() for pair in pairs]
)
def test_examples_and_results_are_what_they_were(
    book: str, name: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All examples still hold, and a total that is computed from the facts file is the same."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "rules" / book
    before = outcome(home)
    workspace = Workspace([tmp_path])
    (path, offset) = next(
        (reading.path(file), each.span.start)
        for reading in [workspace.reading(home / "any.kpi")]
        for file in reading.names.files
        for each in reading.names.in_file(file)
        if each.text == name and each.declares
    )
    renamed = rename(workspace, path, offset, other, "en")

    assert isinstance(renamed, Renamed), renamed
    assert renamed.beside
    for place in {Path(edit.span.file).absolute() for edit in renamed.edits}:
        source = workspace.text(place)
        assert source is not None
        place.write_text(edited(source, renamed.edits), "utf-8", newline="")
    for place, (source, edits) in renamed.beside.items():
        assert source.name == display_name(place)
        place.write_text(edited(source, edits), "utf-8", newline="")

    assert outcome(home) == before


def outcome(home: Path) -> tuple[int, list[object]]:
    """How many examples of a book hold, and what does not."""
    book = load_book(home)
    assert book.value is not None
    ran = run_examples(book.value)
    failed = [each for outcome in ran.outcomes for each in outcome.findings]
    return len(ran.outcomes), [*book.findings, *failed]
