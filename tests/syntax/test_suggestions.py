"""What the reader suggests, for every word of the language with one letter lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.prose.words import plain
from kpirules.syntax.grammar import grammar
from kpirules.syntax.parse import parse
from kpirules.syntax.phrases import opens_declaration
from kpirules.text.source import Source
from kpirules.text.thai import name_key

EVERYTHING = Path(__file__).with_name("every_keyword.kpi").read_text("utf-8")


def lines() -> Iterator[tuple[str, str]]:
    """Each line of the file that has every keyword, and the line that opens its declaration."""
    rules = grammar()
    opening = ""
    for line in EVERYTHING.splitlines():
        words = [token for token in rules.lark.lex(line) if token.type != "COMMENT"]
        if words and opens_declaration(words, rules):
            opening = line
        elif words:
            yield opening, line


@pytest.mark.parametrize(("opening", "line"), list(lines()))
def test_one_letter_lost(opening: str, line: str) -> None:
    """At most one finding; its fix makes the line right and never turns its meaning round."""
    for index, letter in enumerate(line):
        written = line[:index] + line[index + 1 :]
        if letter == " " or ("(" in line and letter in "()"):
            continue
        text = f"{opening}\n{written}\n"
        found = said_of(text)
        if not found:
            continue
        (only,) = found
        for fix in only.fixes[:1]:
            mended = text
            for edit in fix.edits:
                mended = mended[: edit.span.start] + edit.text + mended[edit.span.end :]

            assert name_key(mended) != name_key(text)
            assert [plain(each.headline) for each in said_of(mended)] == []
            assert ("ไม่" in mended) == ("ไม่" in text)
            assert (" not " in mended) == (" not " in text)


def said_of(text: str) -> list[Diagnostic]:
    """What the reader says of a text."""
    return [each.describe("en") for each in parse(Source("x.kpi", text)).findings]
