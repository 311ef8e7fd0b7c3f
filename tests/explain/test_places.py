"""Where a figure stands, as explanations cite it: a line of a file, or a cell of a sheet."""

from __future__ import annotations

import pytest
from tests.explain import cases

from kpirules.explain.machine import place_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import places
from kpirules.facts.document import Written
from kpirules.facts.files import facts_of
from kpirules.facts.sheets import sheet
from kpirules.project.books import load_book
from kpirules.prose.words import Language, plain
from kpirules.text.source import Source
from kpirules.text.span import Span

ROWS = [["name", "value"], ["volunteers", "362,318"], [], ["pmqa-score", "479.48"]]


def csv() -> Source:
    """The figures as a CSV file."""
    return Source("facts.csv", "\n".join(";".join(row) for row in ROWS))


def workbook() -> Source:
    """The figures as a sheet of a workbook."""
    return sheet("facts.xlsx [ข้อมูล]", [[Written(cell) for cell in row] for row in ROWS])


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize(
    ("source", "cited", "found"),
    [
        (csv(), "facts.csv:2, 4", {"file": "facts.csv", "line": 4}),
        (
            workbook(),
            "facts.xlsx [ข้อมูล] B2, B4",
            {"file": "facts.xlsx [ข้อมูล]", "line": 4, "cell": "B4"},
        ),
    ],
    ids=["csv", "workbook"],
)
def test_a_figure_is_cited_as_its_program_shows_it(
    source: Source, cited: str, found: dict[str, object], lang: Language
) -> None:
    """Editors number lines; Excel names cells."""
    reader, spans = reading(source, lang)

    assert plain(places((*spans, *spans), reader)) == cited
    assert place_of(spans[-1], reader) == found


def reading(source: Source, lang: Language) -> tuple[Reader, list[Span]]:
    """Whoever reads of the figures in a text, and where they stand in it."""
    rules = load_book(cases.ROOT / "rules" / "dsdw" / "2566").value
    facts = facts_of(source, rules, rules.scorecards["dsdw-2566"])
    assert facts.findings == ()
    spans = [supplied.span for supplied in facts.value.entries.values()]
    return Reader(lang, rules, 2566, facts.value), spans
