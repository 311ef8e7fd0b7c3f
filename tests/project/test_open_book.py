"""A book that is being edited says the same as one that is read from the beginning."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from tests.bench.loading import rules_of
from tests.meaning import meaning
from tests.syntax.damage import in_file

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.project.books import load_text
from kpirules.project.open_book import OpenBook
from kpirules.syntax import ast, rereading
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


@pytest.mark.parametrize("seed", range(60))
def test_a_book_that_is_edited_means_what_its_text_says(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Declarations changed, renamed, moved, doubled, lost: the rules are those of a fresh reading."""
    monkeypatch.chdir(ROOT)
    random = Random(seed)  # noqa: S311  # no secrets
    name = random.choice(sorted(TEXTS))
    text = TEXTS[name]
    book = OpenBook()
    for _ in range(8):
        book.set_text(Path(name), text)
        edited, fresh = book.rules(), load_text(text, name)

        assert told(edited.findings) == told(fresh.findings)
        assert meaning(edited.value) == meaning(fresh.value)
        assert edited.value.order == fresh.value.order
        text = random.choice(EDITS)(text, random)


def _declarations(text: str) -> list[str]:
    return [text[start:end] for start, end in cut(text, grammar())]


def _renamed(text: str, random: Random) -> str:
    """One name becomes another everywhere, or at one place only."""
    names = re.findall(r"[A-Za-z\u0e01-\u0e4e][\w-]{3,}", text)
    if not names:
        return text
    old, new = random.choice(names), random.choice([*names, "another"])
    return text.replace(old, new, random.choice([1, -1]))


def _another_number(text: str, random: Random) -> str:
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return text
    found = random.choice(numbers)
    return text[: found.start()] + str(random.choice([0, 1, 7, 50, 100])) + text[found.end() :]


def _declaration_lost(text: str, random: Random) -> str:
    parts = _declarations(text) or [""]
    del parts[random.randrange(len(parts))]
    return "".join(parts)


def _declaration_doubled(text: str, random: Random) -> str:
    parts = _declarations(text) or [""]
    return "".join([*parts, random.choice(parts)])


def _declarations_moved(text: str, random: Random) -> str:
    parts = _declarations(text)
    random.shuffle(parts)
    return "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)


def _line_of_another(text: str, random: Random) -> str:
    rows = text.splitlines(keepends=True) or [""]
    at = random.randrange(len(rows))
    return "".join([*rows[:at], random.choice(rows), *rows[at:]])


EDITS = (
    _renamed, _renamed, _another_number, _another_number, _declaration_lost,
    _declaration_doubled, _declarations_moved, _line_of_another, in_file,
)  # fmt: skip


def test_only_what_depends_on_an_edit_is_worked_out_again() -> None:
    """A target, a unit, a name: each costs what hangs on it, in rules of any length."""
    text = rules_of(40)
    file = Path("rules.kpi")
    book = OpenBook()
    book.set_text(file, text)
    book.rules()

    def again(old: str, new: str) -> set[str]:
        assert old in text
        book.set_text(file, text.replace(old, new, 1))
        book.rules()
        made = {what for what, _ in book.memory.made_anew}
        names = {
            of.name.text if isinstance(of.name, ast.Name) else of.name
            for _, of in book.memory.made_anew
            if hasattr(of, "name") and not isinstance(of, ast.File)
        }
        assert "computed" in made or "fact" in made
        book.set_text(file, text)
        book.rules()
        return names

    assert again("50 at 40.00017", "50 at 41.00017") == {"indicator-17"}
    assert again('"those who took part, 23"', '"participants"') == {
        "part-23", "indicator-23",
    }  # fmt: skip


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


@pytest.mark.parametrize("name", ["values", "facts", "indicators", "names", "decision"])
def test_a_table_may_be_called_like_anything(name: str) -> None:
    """What is remembered of a table is not taken for what is remembered of all values."""
    text = f"table {name}\n  column age whole number\n  let older = age + 1\n"
    book = OpenBook()
    book.set_text(Path("rules.kpi"), text)

    assert meaning(book.rules().value) == meaning(load_text(text, "rules.kpi").value)
