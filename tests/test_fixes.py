"""Every fix that a message offers mends what the message is about.

Applied to the text, the finding is gone, and the lines it changed have no finding of another kind.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.test_corpus import BAD, CORPUS, DEPARTMENT, name_of, outcomes, uncomputed

from kpirules.diagnostics.diagnostic import Edit, Fix, Problem
from kpirules.facts.files import facts_of, open_facts
from kpirules.project.books import compile_book, is_sound, load_book
from kpirules.prose.words import Language, plain
from kpirules.text.source import Source

MENDABLE = [path for path in BAD if path.suffix != ".xlsx"]


@pytest.fixture(autouse=True)
def _in_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CORPUS)


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("path", MENDABLE, ids=name_of)
def test_fixes_of_the_corpus_mend(path: Path, lang: Language) -> None:
    """One after the other, each fix of each finding."""
    text = path.read_text("utf-8")
    before = found_in(path, text)
    for finding in before:
        for fix in finding.describe(lang).fixes:
            mended = applied(text, fix, name_of(path))
            after = found_in(path, mended)
            said = (finding.code, plain(fix.title), mended)

            assert headlines(after)[headline(finding)] < headlines(before)[headline(finding)], said
            assert codes_at(after, changed_lines(text, fix), mended) <= codes_at(
                before, written_lines(text, fix), text
            ), said


def applied(text: str, fix: Fix, name: str) -> str:
    """A text with the edits of a fix made."""
    assert fix.edits
    for edit in sorted(fix.edits, key=_start, reverse=True):
        assert edit.span.file == name, edit
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def found_in(path: Path, text: str) -> list[Problem]:
    """Everything wrong with a text that lies at the place of a file."""
    name = name_of(path)
    if path.suffix in {".yaml", ".csv"}:
        rules = load_book(DEPARTMENT).value
        opened = open_facts(path, name)
        assert rules is not None
        assert opened.value is not None
        source = Source(name, text)
        return list(facts_of(source, rules, rules.scorecards["dsdw-2566"]).findings)
    book = compile_book([Source(name, text)], {name: path})
    findings = list(book.findings)
    if is_sound(book):
        for outcome in outcomes(book.value):
            findings += [*outcome.findings, *uncomputed(outcome.example, book.value)]
    return [finding for finding in findings if finding.span.file == name]


def headline(finding: Problem) -> tuple[str, str]:
    """What tells findings of a text apart, wherever they are."""
    return finding.code, plain(finding.describe("en").headline)


def headlines(findings: list[Problem]) -> Counter[tuple[str, str]]:
    """How often each finding is made."""
    return Counter(map(headline, findings))


def codes_at(findings: list[Problem], lines: set[int], text: str) -> set[str]:
    """The kinds of findings on some lines."""
    return {each.code for each in findings if line_of(text, each.span.start) in lines}


def written_lines(text: str, fix: Fix) -> set[int]:
    """The lines that a fix changes, as they were numbered."""
    return {
        line
        for edit in fix.edits
        for line in range(line_of(text, edit.span.start), line_of(text, edit.span.end) + 1)
    }


def changed_lines(text: str, fix: Fix) -> set[int]:
    """The lines that a fix has changed, as they are numbered afterwards."""
    lines: set[int] = set()
    shift = 0
    for edit in sorted(fix.edits, key=_start):
        first = line_of(text, edit.span.start) + shift
        lines |= set(range(first, first + edit.text.count("\n") + 1))
        shift += edit.text.count("\n") - text[edit.span.start : edit.span.end].count("\n")
    return lines


def line_of(text: str, offset: int) -> int:
    """The number of a line, from 1."""
    return text.count("\n", 0, offset) + 1


def _start(edit: Edit) -> int:
    return edit.span.start
