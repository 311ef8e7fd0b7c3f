"""What the reader says of the commonest mistakes, and what its fixes make of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.prose.words import plain
from kpirules.syntax.parse import parse
from kpirules.text.source import Source

HERE = Path(__file__).parent


class Mistake(Struct, frozen=True):
    """A line of a declaration that is written wrongly, and the only message about it."""

    opening: str
    line: str
    code: str
    headline: str
    help: str | None = None
    fixed: str | None = None


BANDS = "bands grade"
LEVELS = "indicator i1"
FACT = "fact passed"
CARD = "scorecard card"
NOTHING = ""

MISTAKES = [
    # A suggestion never turns a meaning round, and never is what was written.
    Mistake(
        BANDS, "good ต่ำกวา 75", "KPI0101", "`ต่ำกวา` cannot stand after `good`",
        "did you mean `ต่ำกว่า`?", "good ต่ำกว่า 75",
    ),
    Mistake(
        BANDS, "good ไม่ต่ำกวา 75", "KPI0101", "`ไม่ต่ำกวา` cannot stand after `good`",
        "did you mean `ไม่ต่ำกว่า`?", "good ไม่ต่ำกว่า 75",
    ),
    Mistake(
        LEVELS, "applicable when yes", "KPI0102", "no line begins with `applicable`",
        "a line begins with a keyword such as weight or formula; text that is not a rule stands after #",
    ),
    Mistake(
        LEVELS, "ยกเลิกตัวชี้วัด", "KPI0102", "no line begins with `ยกเลิกตัวชี้วัด`",
        "did you mean `ยกเลิก`?", "ยกเลิก",
    ),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.line or mistake.opening)
def test_the_message_says_what_to_write(mistake: Mistake) -> None:
    """One message about the line, whose fix makes the line right."""
    text = text_of(mistake.opening, mistake.line)
    found = diagnostics(text)

    assert [(each.code, plain(each.headline)) for each in found] == [
        (mistake.code, mistake.headline)
    ]
    assert mistake.help in {None, *map(plain, found[0].helps[:1])}
    if mistake.fixed is not None:
        mended = applied(text, found[0])

        assert mended == text_of(mistake.opening, mistake.fixed)
        assert parse(Source("x.kpi", mended)).findings == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.line or mistake.opening)
def test_the_message_is_in_thai_as_well(mistake: Mistake) -> None:
    """Each sentence has its Thai, with the same fix."""
    text = text_of(mistake.opening, mistake.line)
    english, thai = (
        [each.describe(lang) for each in parse(Source("x.kpi", text)).findings]
        for lang in ("en", "th")
    )

    assert all(plain(a.headline) != plain(b.headline) for a, b in zip(english, thai, strict=True))
    assert [len(each.helps) for each in thai] == [len(each.helps) for each in english]
    assert [each.fixes and each.fixes[0].edits for each in thai] == [
        each.fixes and each.fixes[0].edits for each in english
    ]


def text_of(opening: str, line: str) -> str:
    """A declaration of one line."""
    return f"{opening}\n  {line}\n" if opening else f"{line}\n"


def diagnostics(text: str) -> list[Diagnostic]:
    """What the reader says of a text, in English."""
    return [each.describe("en") for each in parse(Source("x.kpi", text)).findings]


def applied(text: str, said: Diagnostic) -> str:
    """The text after the first fix."""
    for edit in sorted(said.fixes[0].edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
