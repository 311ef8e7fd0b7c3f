"""What names mean and rules come to, at every name of every corpus file."""

from __future__ import annotations

import pytest
from tests.ide.corpus import FILES, ROOT, alone

from kpirules.ide.colours import KINDS, colour
from kpirules.ide.hints import hints
from kpirules.ide.hover import hover
from kpirules.ide.lenses import explained, lenses, outcome
from kpirules.ide.occurrences import mentions_of_piece
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name
from kpirules.prose.words import Language

LANGUAGES: tuple[Language, ...] = ("en", "th")


@pytest.mark.parametrize("file", FILES)
def test_nothing_a_writer_may_have_open_is_too_much(file: str) -> None:
    """Sound or damaged: each name is read or not, each lens answers, in both languages."""
    found_alone = alone(file)
    if found_alone is None:
        return
    workspace, path = found_alone
    reading = workspace.reading(path)
    names = tuple(reading.names.in_file(display_name(path)))
    parts = reading.parts[display_name(path)]
    for mention in (each for part in parts for each in mentions_of_piece(part)):
        assert colour(mention, reading.names) in {*KINDS, None}
    for lang in LANGUAGES:
        for each in names:
            found = hover(workspace, path, each.span.start, lang)
            assert found is None or (found.line and found.span == each.span)
        hints(workspace, path, lang)
        for lens in (each for part in parts for each in lenses(part)):
            answer = explained if lens.what == "explain" else outcome
            assert answer(workspace, path, lens.name, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_department_sees_its_results(lang: Language) -> None:
    """Beside each indicator, component and the scorecard itself, as `kpirules evaluate` prints them."""
    folder = ROOT / "rules/dsdw/2566"
    workspace = Workspace()
    indicators = [hint.text for hint in hints(workspace, folder / "indicators.kpi", lang)]
    card = [hint.text for hint in hints(workspace, folder / "scorecard.kpi", lang)]

    assert sum("65.09" in text and "77.92" in text for text in indicators) == 1
    assert sum("95.58" in text for text in card) == 1
    assert sum("65.58" in text for text in card) == 1
    assert sum("30.00" in text for text in card) == 1
