"""Formatting: twice is once, what is written stays, and what it means stays."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import books
from tests.meaning import meaning
from tests.strategies import sound_books, written_books
from tests.syntax.damage import in_file

from kpirules.format.formatting import formatted
from kpirules.project.books import load_text
from kpirules.syntax.parse import parse
from kpirules.text.source import Source

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in ("rules", "tests/corpus", "tests/literate", "tests/syntax")
    for path in sorted((ROOT / folder).rglob("*.kpi*"))
    if path.suffix in {".kpi", ".md"}
}
RULES = [name for name in TEXTS if name.startswith("rules/")]
SOUND = [name for name in TEXTS if "/bad/" not in name]


def letters(text: str) -> str:
    """A text without anything that only sets it apart."""
    return "".join(text.split()).removeprefix("\ufeff")


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_keeps_its_letters_and_is_done_at_once(name: str) -> None:
    """Nothing is added or lost, however damaged a file; a second time changes nothing."""
    text = formatted(Source(name, TEXTS[name]))

    assert letters(text) == letters(TEXTS[name])
    assert formatted(Source(name, text)) == text


@pytest.mark.parametrize("name", TEXTS)
def test_the_findings_stay_the_same(name: str) -> None:
    """What was wrong is wrong in the same way, and nothing else is."""
    text = formatted(Source(name, TEXTS[name]))

    before, after = parse(Source(name, TEXTS[name])), parse(Source(name, text))
    assert [each.code for each in after.findings] == [each.code for each in before.findings]


@pytest.mark.parametrize("name", RULES)
def test_the_rules_of_the_house_are_formatted(name: str) -> None:
    """What comes with the package is laid out as the command would."""
    assert formatted(Source(name, TEXTS[name])) == TEXTS[name]


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_keep_their_letters(seed: int) -> None:
    """Lines that cannot be read stay as they are, and cost no other line anything."""
    random = Random(seed)  # noqa: S311  # no secrets
    name = random.choice(sorted(TEXTS))
    text = TEXTS[name]
    for _ in range(random.randint(1, 5)):
        text = in_file(text, random)
    once = formatted(Source(name, text))

    assert letters(once) == letters(text)
    assert formatted(Source(name, once)) == once


@given(written_books(sound_books()))
def test_generated_files_mean_the_same(written: books.Written) -> None:
    """Whatever the layout a file comes in, its rules are those of the formatted one."""
    files = {name: formatted(Source(name, text)) for name, text in written.files.items()}

    assert meaning(books.read(files).value) == meaning(books.read(written.files).value)
    assert {name: formatted(Source(name, text)) for name, text in files.items()} == files


@given(st.data())
def test_layout_does_not_depend_on_the_blanks_before(data: st.DataObject) -> None:
    """Indents, spaces at the end and further empty lines of a file have no say."""
    name = data.draw(st.sampled_from(sorted(RULES)))
    lines = TEXTS[name].splitlines()
    drawn = st.sampled_from(["", " ", "\t", "      "])
    moved = "\n".join(
        f"{data.draw(drawn) if index % 7 == 0 else ''}{line.strip()}{data.draw(drawn)}"
        if line.strip() and not line.strip().startswith("#")
        else line
        for index, line in enumerate(lines)
    )

    assert formatted(Source(name, moved)) == TEXTS[name]


# ------------------------------------------------------------------------ translation


@pytest.mark.parametrize("name", RULES)
def test_there_and_back_is_the_identity(name: str) -> None:
    """Every rule file of the repository, into the other language and back."""
    text = TEXTS[name]
    thai = formatted(Source(name, text), "th")
    english = formatted(Source(name, text), "en")

    assert text in (thai, english)
    assert formatted(Source(name, english), "th") == thai
    assert formatted(Source(name, thai), "en") == english


@pytest.mark.parametrize("name", SOUND)
def test_translated_files_mean_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of a file do not depend on the language of its keywords."""
    monkeypatch.chdir(ROOT)
    rules = meaning(load_text(TEXTS[name], name).value)

    for to in ("en", "th"):
        text = formatted(Source(name, TEXTS[name]), to)  # type: ignore[arg-type]
        assert meaning(load_text(text, name).value) == rules
        assert formatted(Source(name, text), to) == text  # type: ignore[arg-type]


@given(written_books(sound_books()), st.sampled_from(["en", "th"]))
def test_generated_files_mean_the_same_in_either_language(written: books.Written, to: str) -> None:
    """Translated there, and back from there, generated rules stay what they are."""
    other = "th" if to == "en" else "en"
    there = {n: formatted(Source(n, t), to) for n, t in written.files.items()}  # type: ignore[arg-type]
    back = {n: formatted(Source(n, t), other) for n, t in there.items()}  # type: ignore[arg-type]
    again = {n: formatted(Source(n, t), to) for n, t in back.items()}  # type: ignore[arg-type]

    assert meaning(books.read(there).value) == meaning(books.read(written.files).value)
    assert {n: formatted(Source(n, t), other) for n, t in again.items()} == back  # type: ignore[arg-type]
