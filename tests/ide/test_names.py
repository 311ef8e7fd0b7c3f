"""Definitions, references and other names, for every name in every rule file of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ide.corpus import FILES, GOOD, ROOT, alone

from kpirules.ide.definition import definition
from kpirules.ide.references import in_this_file, references
from kpirules.ide.rename import Refused, Renamed, can_rename, edited, rename
from kpirules.ide.symbols import Entry, outline
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", FILES)
def test_nothing_fails_at_any_name_or_between(name: str) -> None:
    """Good files and bad ones: at the ends of all names, and at every seventh offset."""
    found = alone(name)
    if found is None:
        return
    workspace, path = found
    source = workspace.text(path)
    assert source is not None
    file = display_name(path)
    ends = [each.span.start for each in workspace.reading(path).names.in_file(file)]
    for offset in (*ends, *range(0, len(source.text) + 2, 7)):
        places = references(workspace, path, offset)
        declared = definition(workspace, path, offset)
        own = [place for place in places if place.path == path]

        assert set(own) <= set(in_this_file(workspace, path, offset))
        assert all(place in places for place in declared if place.span.end) or not places
        can_rename(workspace, path, offset)


@pytest.mark.parametrize("name", FILES)
def test_the_outline_holds_together(name: str) -> None:
    """Each entry encloses its name and what is inside it, in order."""
    found = alone(name)
    if found is None:
        return
    workspace, path = found

    def check(entries: tuple[Entry, ...], start: int, end: int) -> None:
        for entry in entries:
            assert start <= entry.whole.start <= entry.name.start
            assert entry.name.end <= entry.whole.end <= end
            check(entry.inside, entry.whole.start, entry.whole.end)

    for part in workspace.reading(path).parts[display_name(path)]:
        check(outline(part), 0, len(part[0].text))


@pytest.mark.parametrize("name", GOOD)
def test_another_name_and_back_is_what_was(name: str) -> None:
    """Every name of every good file: the rules stay sound, and nothing else has moved."""
    found = alone(name)
    assert found is not None
    workspace, path = found
    reading = workspace.reading(path)
    things = {}
    for each in reading.names.in_file(display_name(path)):
        things.setdefault(each.thing, each)
    for each in list(things.values())[:25]:
        able = can_rename(workspace, path, each.span.start)
        there = rename(workspace, path, each.span.start, "ชื่ออื่น-๑", "en")
        if isinstance(able, Refused):
            assert there == able
            continue
        assert isinstance(there, Renamed), (each, there)
        texts = changed(workspace, there)
        trial = workspace.with_texts(texts)
        assert trial.reading(path).findings == ()
        offset = next(
            now.span.start
            for now in trial.reading(path).names.in_file(display_name(path))
            if now.text == "ชื่ออื่น-๑"
        )
        back = rename(trial, path, offset, each.text, "en")
        assert isinstance(back, Renamed), (each, back)
        after = changed(trial, back)
        for place in texts:
            source = workspace.text(place)
            assert source is not None
            assert after[place] == source.text


def changed(workspace: Workspace, renamed: Renamed) -> dict[Path, str]:
    """The texts of the files that a new name changes."""
    sources = {}
    for edit in renamed.edits:
        path = Path(edit.span.file).absolute()
        sources[path] = workspace.text(path)
    return {path: edited(source, renamed.edits) for path, source in sources.items() if source}
