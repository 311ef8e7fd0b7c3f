"""Which name stands where, and what it stands for, in every rule file of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ide.corpus import FILES, GOOD, ROOT, alone

from kpirules.ide.book import Reading
from kpirules.ide.occurrences import Occurrence
from kpirules.ide.workspace import Workspace
from kpirules.model.units import BUILT_IN
from kpirules.text.thai import name_key

WORDS = {"function", "field", "file", "text"}
BUILT_IN_UNITS = {name_key(said) for name, words in BUILT_IN.items() for said in (name, *words)}


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", FILES)
def test_each_name_stands_where_it_is_said_to(name: str) -> None:
    """In the file as it is on disk, at every offset of it, and never twice."""
    found = alone(name)
    if found is None:
        return
    workspace, path = found
    reading = workspace.reading(path)
    file = next(each for each in reading.files if reading.path(each) == path)
    text = reading.source(file).text
    names = list(reading.names.in_file(file))
    spans = [each.span for each in names]

    assert spans == sorted(set(spans), key=lambda span: span.start)
    for each in names:
        for offset in (each.span.start, each.span.end):
            assert reading.names.at(file, offset) == each
        if not any(
            finding.span.start < each.span.end and each.span.start < finding.span.end
            for finding in reading.findings
        ):
            assert name_key(text[each.span.start : each.span.end]) == name_key(each.text)
    for offset in range(len(text) + 2):
        at = reading.names.at(file, offset)
        assert at is None or at.span.start <= offset <= at.span.end


@pytest.mark.parametrize("name", GOOD)
def test_in_sound_rules_every_name_is_declared(name: str) -> None:
    """Save for words of the language, and the components of rules without a scorecard."""
    found = alone(name)
    assert found is not None
    workspace, path = found

    assert undeclared(workspace.reading(path)) == []


@pytest.mark.parametrize(
    "folder", sorted({str(Path(name).parent) for name in FILES if name.startswith("rules")})
)
def test_in_the_rules_of_the_project_too(folder: str) -> None:
    """Books of several files, which use others."""
    assert undeclared(Workspace().reading(ROOT / folder / "any.kpi")) == []


def undeclared(reading: Reading) -> list[Occurrence]:
    """The names of a book that are declared nowhere in it."""
    names = reading.names
    every = [each for file in names.files for each in names.in_file(file)]
    declared = {each.thing for each in every if each.declares}
    has_card = bool(names.symbols.of("scorecard"))
    return [
        each
        for each in every
        if each.thing not in declared
        and each.thing.sort not in WORDS
        and not (each.thing.sort == "unit" and each.thing.key in BUILT_IN_UNITS)
        and not (each.thing.sort == "quantity" and not has_card)
    ]
