"""Every mend that soundness offers is text that reads, and takes the mistake away."""

from __future__ import annotations

import pytest
from tests.books import read_text
from tests.semantics.by_hand import codes

from kpirules.diagnostics.diagnostic import Fix
from kpirules.prose.words import Language

METHOD = """
scoring three-level
  {direction} is better
  below the first level 0
  between levels interpolate
  above the last level the last score
"""
INDICATOR = """
fact volunteers
  measured in percent
  from 0 to 100 with 2 decimals
indicator indicator-1
  part of performance
  weight 100
  measured in percent
  formula volunteers{plus}
  scored by three-level
    {levels}
scorecard card
  period 2566
  component performance "Performance Base" weight {weight}
  weighted score rounded to 2 places half up
  total is the sum of the rounded weighted scores
  graded by assessment
bands assessment
  {bands}
  decided on the {decides} total
"""
SOUND_LEVELS = "50 at 59.54\n    75 at 64.04\n    100 at 73.04"
SOUND_BANDS = "high at least 60\n  low below 60"


def _book(
    *,
    direction: str = "higher",
    levels: str = SOUND_LEVELS,
    bands: str = SOUND_BANDS,
    weight: str = "100",
    decides: str = "rounded",
    parameter: str = "",
) -> str:
    plus = " + goal" if parameter else ""
    more = f"parameter goal\n  measured in percent\n  {parameter}\n" if parameter else ""
    return (
        METHOD.format(direction=direction)
        + INDICATOR.format(levels=levels, bands=bands, weight=weight, decides=decides, plus=plus)
        + more
    )


BOOKS = {
    "targets exchanged": _book(levels="50 at 59.54\n    75 at 73.04\n    100 at 64.04"),
    "lines exchanged": _book(levels="75 at 64.04\n    50 at 59.54\n    100 at 73.04"),
    "levels turned round": _book(levels="50 at 73.04\n    75 at 64.04\n    100 at 59.54"),
    "levels in Thai digits": _book(levels="50 at ๕๙.๕๔\n    75 at ๗๓.๐๔\n    100 at ๖๔.๐๔"),
    "lower is better": _book(direction="lower", levels="50 at 3\n    75 at 1\n    100 at 2"),
    "level twice": _book(levels="50 at 10\n    50 at 10\n    100 at 20"),
    "gap": _book(bands='high "ขั้นสูง" at least 75\n  mid "กลาง" from 60 to 70\n  low below 60'),
    "gap on the exact total": _book(
        bands="high at least 75\n  mid from 60 to 74.99\n  low below 60", decides="exact"
    ),
    "one value missing": _book(bands="high above 60\n  low below 60"),
    "overlap": _book(bands="high at least 75\n  mid from 60 to 80\n  low below 60"),
    "one value twice": _book(bands="high at least 60\n  low at most 60"),
    "numbers swapped": _book(
        bands="high at least 75\n  mid at least 75 and below 60\n  low below 60"
    ),
    "bands end too early": _book(bands="high from 60 to 90\n  low from 10 to 59.99"),
    "component of another weight": _book(weight="90"),
    "periods overlap": _book(parameter="5 from 2560\n  6 from 2564"),
    "years swapped": _book(parameter="5 from 2570 to 2560"),
}


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("name", BOOKS)
def test_mends_mend(name: str, lang: Language) -> None:
    """Applied to the text, each mend leaves one mistake fewer, and none of another kind."""
    text = BOOKS[name]
    found = read_text(text).findings
    fixes = [(each, fix) for each in found for fix in each.describe(lang).fixes]

    assert fixes
    for mended, fix in fixes:
        left = codes(read_text(_applied(text, fix)).findings)
        before = codes(found)
        before.remove(mended.code)
        assert left == before, (fix, _applied(text, fix))


@pytest.mark.parametrize("name", ["sound", *BOOKS])
def test_messages_are_the_same_in_kind_in_both_languages(name: str) -> None:
    """As many places, notes and mends in Thai as in English."""
    text = BOOKS.get(name, _book())
    for found in read_text(text).findings:
        english, thai = found.describe("en"), found.describe("th")

        assert english.primary.span == thai.primary.span
        assert len(english.labels) == len(thai.labels)
        assert len(english.notes) == len(thai.notes)
        assert len(english.helps) == len(thai.helps)
        assert len(english.fixes) == len(thai.fixes)
        assert bool(english.picture) == bool(thai.picture)


def _applied(text: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda each: each.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
