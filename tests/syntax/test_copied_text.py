"""Lines copied from word processors, spreadsheets and documents: what is said of them, and the fix."""

from __future__ import annotations

import pytest
from tests.syntax.test_messages import (
    BANDS,
    CARD,
    FACT,
    LEVELS,
    Mistake,
    applied,
    diagnostics,
    text_of,
)

from kpirules.prose.words import plain
from kpirules.syntax.parse import parse
from kpirules.text.source import Source

MARKS = ["*", "-", "•", "–", "\uf0b7", "1.", "2)", "(3)", "ก.", "a)", "2.1"]
COPIED = [
    *(
        Mistake(
            LEVELS, f"{mark} weight 60", "KPI0113",
            f"a line begins with its keyword, without `{mark}` before it",
            f"delete `{mark}`", "weight 60",
        )
        for mark in MARKS
    ),
    Mistake(
        LEVELS, "- 50 at 60", "KPI0113", "a line begins with its keyword, without `-` before it",
        "delete `-`", "50 at 60",
    ),
    Mistake(
        LEVELS, "น้ำหนัก20%", "KPI0114", "a space is missing after `น้ำหนัก`",
        "write `น้ำหนัก 20`", "น้ำหนัก 20",
    ),
    Mistake(
        LEVELS, "weight20 %", "KPI0114", "a space is missing after `weight`",
        "write `weight 20`", "weight 20",
    ),
    Mistake(
        LEVELS, "weight 60% of total", "KPI0101", "`of` cannot stand after `60`",
        "write `weight 60`", "weight 60",
    ),
    Mistake(
        LEVELS, "น้ำหนัก 60 คะแนน", "KPI0101", "`คะแนน` cannot stand after `60`",
        "write `น้ำหนัก 60`", "น้ำหนัก 60",
    ),
    Mistake(
        LEVELS, "50 at 60 (minimum)", "KPI0101", "`(` cannot stand after `60`",
        "the line ends before this; a remark stands after `#`: `# (minimum)`",
        "50 at 60 # (minimum)",
    ),
    Mistake(
        "parameter goal", "5 ล้านบาท from 2566", "KPI0101", "`ล้านบาท` cannot stand after `5`",
        "write `5,000,000 from 2566`", "5,000,000 from 2566",
    ),
    Mistake(
        "parameter goal", "1.25 million baht from 2566", "KPI0101",
        "`million` cannot stand after `1.25`",
        "write `1,250,000 from 2566`", "1,250,000 from 2566",
    ),
    Mistake(
        CARD, "total is the sum of the exact weighted scores", "KPI0101",
        "`the` cannot stand after `is`",
        "write `total is the sum of the weighted scores`",
        "total is the sum of the weighted scores",
    ),
    Mistake(
        "value v", "formula 0 < a + 1 < 5", "KPI0101", "`<` cannot stand after `1`",
        "write `0 < a + 1 and a + 1 < 5`", "formula 0 < a + 1 and a + 1 < 5",
    ),
    Mistake(
        "value v", "formula not 10 baht >= (a + 1) * 2 >= 5 baht and c", "KPI0101",
        "`>=` cannot stand after `2`",
        "write `(a + 1) * 2 between 5 baht and 10 baht`",
        "formula not (a + 1) * 2 between 5 baht and 10 baht and c",
    ),
    Mistake(
        "value v", "formula max(0 < a < 5, 1)", "KPI0101", "`<` cannot stand after `a`",
        "write `0 < a and a < 5`", "formula max(0 < a and a < 5, 1)",
    ),
    Mistake(
        "value v", "formula 1 + if a then 1 else 2", "KPI0101", "`if` cannot stand after `+`",
        "write `(if a then 1 else 2)`", "formula 1 + (if a then 1 else 2)",
    ),
    Mistake(
        "value v", "formula max(2 * if a then 1 else 2, 3)", "KPI0101",
        "`if` cannot stand after `*`",
    ),
    Mistake(
        FACT, "measured in per\u200bson", "KPI0108",
        "an invisible character stands here: `zero-width space (U+200B)`",
        "delete it", "measured in person",
    ),
    Mistake(
        FACT, 'note\u200b"a"', "KPI0108",
        "an invisible character stands here: `zero-width space (U+200B)`",
        "delete it", 'note"a"',
    ),
    Mistake(
        LEVELS, "weight\u200b20", "KPI0108",
        "an invisible character stands here: `zero-width space (U+200B)`",
        "put a plain space", "weight 20",
    ),
    Mistake(
        CARD, "period 1/10/2565 - 30/9/2566", "KPI0101", "`/` cannot stand after `1`",
        "write `2566`", "period 2566",
    ),
    Mistake(
        CARD, "ปีงบประมาณ พ.ศ. ๒๕๖๖", "KPI0101", "`พ` cannot stand after `ปีงบประมาณ`",
        "write `๒๕๖๖`", "ปีงบประมาณ ๒๕๖๖",
    ),
    Mistake(
        "scoring s", "higher better", "KPI0102", "no line begins with `higher better`",
        "did you mean `higher is better`?", "higher is better",
    ),
    Mistake(
        "scoring s", "below first level 0", "KPI0102", "no line begins with `below first level`",
        "did you mean `below the first level`?", "below the first level 0",
    ),
    Mistake(
        "value v", "formula max(a; 1)", "KPI0113", "`;` has no meaning in a rule",
        "write `,`", "formula max(a, 1)",
    ),
    Mistake(
        FACT, "note ``words''", "KPI0101", "text stands in quotation marks",
        'write `"words"`', 'note "words"',
    ),
    Mistake(
        BANDS, "• good at least 75", "KPI0113", "`•` has no meaning in a rule",
    ),
]  # fmt: skip


@pytest.mark.parametrize("mistake", COPIED, ids=lambda mistake: mistake.line[:40])
def test_a_copied_line_is_told_once(mistake: Mistake) -> None:
    """One message about the line, whose fix makes the line right."""
    text = text_of(mistake.opening, mistake.line)
    found = diagnostics(text)

    assert [(each.code, plain(each.headline)) for each in found] == [
        (mistake.code, mistake.headline)
    ]
    assert mistake.help in {None, *(plain(fix.title) for fix in found[0].fixes)}
    if mistake.fixed is not None:
        mended = applied(text, found[0])

        assert mended == text_of(mistake.opening, mistake.fixed)
        assert parse(Source("x.kpi", mended)).findings == ()


def test_a_formula_goes_on_with_an_operator() -> None:
    """A sign before a name is no list mark, whatever the name is."""
    text = "value v\n  formula a\n    - weighted\n    * total\n    + score\n"

    assert parse(Source("x.kpi", text)).findings == ()


def test_lines_that_lost_their_opening_line_are_one_finding() -> None:
    """All of them, up to the next declaration."""
    text = "scorecard card\n  period 2566\n  weight 20\n  formula a\n  75 at 80\nunit person\n"
    (found,) = diagnostics(text)

    assert plain(found.headline) == "the line `indicator …` is missing above these 3 lines"
    assert parse(Source("x.kpi", applied(text, found))).findings == ()


def test_a_single_line_in_the_wrong_place_is_only_that() -> None:
    """The lines below it belong where they stand."""
    text = "fact a\n  weight 20\n  measured in person\n"

    assert [each.code for each in diagnostics(text)] == ["KPI0103"]


def test_mistakes_among_orphaned_lines_are_told() -> None:
    """They are read as the lines of what they belong to."""
    text = "scorecard card\n  weight 20\n  formula a\n  measurd in percent\n"

    assert [each.code for each in diagnostics(text)] == ["KPI0103", "KPI0102"]
