"""What can be written, at every place of every corpus file."""

from __future__ import annotations

import pytest
from tests.ide.corpus import FILES, GOOD, alone

from kpirules.ide.complete import complete
from kpirules.project.places import display_name


@pytest.mark.parametrize("file", GOOD)
def test_whatever_was_written_is_offered(file: str) -> None:
    """At the end of each name that is declared, the name itself is among the choices."""
    found = alone(file)
    assert found is not None
    workspace, path = found
    names = workspace.reading(path).names
    declared = {each.thing for each in names.in_file(display_name(path)) if each.declares}
    source = workspace.text(path)
    assert source is not None
    for each in names.in_file(display_name(path)):
        known = each.thing in declared or each.thing.sort == "field"
        if each.declares or not known or each.thing.sort in {"example", "stage"}:
            continue
        offered = {choice.text for choice in complete(workspace, path, each.span.end)}
        assert each.text in offered, source.line(source.place(each.span.start).line)


@pytest.mark.parametrize("file", FILES)
def test_no_place_is_too_much(file: str) -> None:
    """Every seventh place, sound or damaged; what is replaced is what stands before the place."""
    found = alone(file)
    if found is None:
        return
    workspace, path = found
    source = workspace.text(path)
    assert source is not None
    for offset in range(0, len(source.text) + 1, 7):
        for choice in complete(workspace, path, offset):
            assert choice.text
            assert choice.span.end == offset
            assert "\n" not in source.text[choice.span.start : offset]
