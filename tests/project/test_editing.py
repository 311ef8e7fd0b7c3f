"""After any edits an open book holds what a book read from the beginning holds: findings and rules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from tests.edits import Texts, edited
from tests.strategies import Written, written_books

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.findings import Checked
from kpirules.model.rules import Rules
from kpirules.project.books import compile_book
from kpirules.project.open_book import OpenBook
from kpirules.text.piece import Piece
from kpirules.text.source import Source
from kpirules.text.span import Span

ROOT = Path(__file__).resolve().parents[2]
CORPUS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in ("rules", "tests/corpus", "tests/literate")
    for path in sorted((ROOT / folder).rglob("*.kpi*"))
    if path.suffix in {".kpi", ".md"}
}
seeds = st.integers(0, 2**32)
Said = list[tuple[str, Diagnostic, Diagnostic]]


@pytest.fixture(autouse=True, scope="module")
def _at_the_root() -> Iterator[None]:
    """Names of files are paths from the root; `use` lines of the corpus lead somewhere."""
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


@given(written_books(), st.lists(seeds, min_size=1, max_size=6), st.integers(1, 2), seeds)
def test_edits_of_a_sound_book(book: Written, edits: list[int], files: int, undo: int) -> None:
    """Findings and rules are those of the texts as they are, whatever they were before."""
    texts: Texts = {f"book-{number}.kpi": "" for number in range(files)}
    for number, declaration in enumerate(book.declarations):
        texts[f"book-{number % files}.kpi"] += f"{declaration}\n"
    other = "".join(texts.values())
    editing = OpenBook()
    history = [texts]
    agree(editing, texts)
    for seed in edits:
        texts = edited(texts, seed, other)
        history.append(texts)
        agree(editing, texts)
    agree(editing, history[undo % len(history)])
    agree(editing, history[0])


@pytest.mark.parametrize("name", CORPUS)
def test_edits_of_the_corpus(name: str) -> None:
    """Every construct, sound and not, after edits one upon the other and back again."""
    random = Random(name)  # noqa: S311  # no secrets
    other = CORPUS[random.choice(sorted(CORPUS))] + "\n"
    texts = {name: CORPUS[name]}
    editing = OpenBook()
    agree(editing, texts)
    for _ in range(3):
        texts = edited(texts, random.randrange(2**32), other)
        agree(editing, texts)
    agree(editing, {name: CORPUS[name]})


def test_another_spelling_is_told_of_where_it_is_first_now() -> None:
    """Of all places with a spelling only the first is reported; mended there, the next one is."""
    fact = "fact ยอด-1\n  whole number from 0 to 9\n"
    values = [f"value {name}\n  formula ยอด-๑ + {name.count('b')}\n" for name in ("a", "b")]
    editing = OpenBook()
    for texts in (
        [fact, *values],
        [fact, values[0].replace("๑", "1"), values[1]],
        [fact, *values],
        [fact, values[1], values[0]],
    ):
        agree(editing, {"book.kpi": "".join(texts)})
        found = [finding.code for finding in editing.rules().findings]
        assert found.count("KPI0208") == 1, found


def agree(editing: OpenBook, texts: Texts) -> None:
    """An open book that has seen other texts says of these what one says that has not."""
    opened(editing, texts)
    now = editing.rules()
    anew = opened(OpenBook(), texts).rules()
    sources = [Source(name, text) for name, text in texts.items()]
    whole = compile_book(sources, {name: Path(name) for name in texts})

    assert said(now.findings) == said(anew.findings)
    assert sorted(said(now.findings), key=repr) == sorted(said(whole.findings), key=repr)
    assert held(now) == held(anew)
    assert held(now) == held(whole)


def opened(book: OpenBook, texts: Texts) -> OpenBook:
    """A book with these texts in it."""
    for name, text in texts.items():
        book.set_text(Path(name), text)
    return book


def said(findings: tuple[Problem, ...]) -> Said:
    """What findings say, in both languages."""
    return [(each.code, each.describe("en"), each.describe("th")) for each in findings]


def held(checked: Checked[Rules]) -> object:
    """Everything rules hold, in its order, with places counted in files."""
    rules = checked.value
    fields = [field for field in rules.__struct_fields__ if field != "sources"]
    return [(field, _in_files(getattr(rules, field), rules.sources)) for field in fields]


def _in_files(node: object, sources: dict[str, Source]) -> object:
    if isinstance(node, Span):
        piece = sources.get(node.file)
        return piece.in_file(node) if isinstance(piece, Piece) else node
    if isinstance(node, Struct):
        fields = node.__struct_fields__
        return (type(node), *(_in_files(getattr(node, name), sources) for name in fields))
    if isinstance(node, dict):
        return [(key, _in_files(value, sources)) for key, value in node.items()]
    if isinstance(node, list | tuple):
        return [_in_files(part, sources) for part in node]
    return node
