"""A book that is being edited says the same as one that is read from the beginning."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.syntax.damage import in_file

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.project.books import load_text
from kpirules.project.open_book import OpenBook
from kpirules.syntax import rereading
from kpirules.syntax.grammar import grammar
from kpirules.syntax.pieces import cut
from kpirules.text.source import Source

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in ("rules", "tests/corpus", "tests/literate")
    for path in sorted((ROOT / folder).rglob("*.kpi*"))
    if path.suffix in {".kpi", ".md"}
}


def told(findings: tuple[Problem, ...]) -> list[tuple[str, Diagnostic, Diagnostic]]:
    """What findings say, in both languages, by place."""
    said = [(each.code, each.describe("en"), each.describe("th")) for each in findings]
    return sorted(said, key=repr)


@pytest.mark.parametrize("name", TEXTS)
def test_reading_piece_by_piece_says_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every finding of every file, at the same place, with the same words."""
    monkeypatch.chdir(ROOT)
    book = OpenBook()
    book.set_text(Path(name), TEXTS[name])
    pieces = book.rules()
    whole = load_text(TEXTS[name], name)

    assert told(pieces.findings) == told(whole.findings)


@pytest.mark.parametrize("seed", range(40))
def test_edits_one_after_another_say_what_the_text_says_then(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A book that has seen many damaged versions of a file has no memory of them."""
    monkeypatch.chdir(ROOT)
    random = Random(seed)  # noqa: S311  # no secrets
    name = random.choice(sorted(TEXTS))
    text = TEXTS[name]
    book = OpenBook()
    for _ in range(6):
        book.set_text(Path(name), text)
        assert told(book.rules().findings) == told(load_text(text, name).findings)
        text = in_file(text, random) if random.random() < 0.8 else TEXTS[name]


@pytest.mark.parametrize("name", TEXTS)
def test_pieces_are_the_whole_text(name: str) -> None:
    """Nothing is left out between pieces, and each but the first opens a declaration."""
    text = TEXTS[name]
    pieces = list(cut(text, grammar()))

    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(start < end for start, end in pieces) or not text


def test_only_the_edited_piece_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit in one declaration leads to one parse, of that declaration."""
    name = "rules/dsdw/2566/indicators.kpi"
    text = TEXTS[name]
    read: list[str] = []
    parse = rereading.parse
    monkeypatch.setattr(
        rereading, "parse", lambda source: (read.append(source.text), parse(source))[1]
    )
    monkeypatch.chdir(ROOT)
    book = OpenBook()
    book.set_text(Path(name), text)
    book.rules()
    read.clear()
    edited = text.replace("73.04", "74.04")
    book.set_text(Path(name), f"# first\n{edited}")
    rules = book.rules().value

    assert edited != text
    assert [part for part in read if "74.04" not in part] == [
        part for part in read if part.startswith("# first")
    ]
    assert 1 <= len(read) <= 1 + edited.count("74.04")
    span = next(iter(rules.indicators.values())).span
    place = rules.sources[span.file].place(span.start)
    assert Source(name, f"# first\n{edited}").line(place.line).startswith("ตัวชี้วัด")
