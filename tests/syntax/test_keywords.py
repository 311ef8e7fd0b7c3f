"""Keywords mean the same in every spelling; translating a file changes nothing it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import books
from tests.meaning import meaning
from tests.strategies import LANGUAGES, sound_books
from tests.syntax.keywords import keywords_in, respelled
from tests.writing import arrange, write

from kpirules.syntax.grammar import Keyword, keywords
from kpirules.text.thai import name_key

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "rules"
EVERY = (HERE / "every_keyword.kpi").read_text("utf-8")
RULE_FILES = {
    path.relative_to(RULES).as_posix(): path.read_text("utf-8")
    for path in sorted(RULES.rglob("*.kpi"))
}
BOOKS = sorted({Path(name).parent.as_posix() for name in RULE_FILES})

SPELLINGS = [
    pytest.param(word, spelling, id=f"{word.name}-{spelling}")
    for word in keywords().values()
    for column in word.spellings.values()
    for spelling in column
]


def test_the_sample_has_every_keyword() -> None:
    """A keyword added to the table needs its place in `every_keyword.kpi`."""
    assert {word.name for _, word in keywords_in(EVERY)} == set(keywords())


@pytest.mark.parametrize(("word", "spelling"), SPELLINGS)
def test_a_keyword_reads_the_same_in_every_spelling(word: Keyword, spelling: str) -> None:
    """In the place of one spelling stands another, and the file says the same."""
    changed = EVERY
    for span, found in reversed(keywords_in(EVERY)):
        if found.name == word.name:
            changed = changed[: span.start] + spelling + changed[span.end :]
    before, after = (
        books.read_folder({"every.kpi": text}, RULE_FILES) for text in (EVERY, changed)
    )

    assert books.errors_said(before) == books.errors_said(after) == []
    assert meaning(after.value) == meaning(before.value)


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("language", ["en", "th"])
def test_translating_rules_changes_nothing(book: str, language: str) -> None:
    """The department's own rules, keyword by keyword in the other language, mean the same."""
    translated = {
        name: respelled(text, lambda word: word.spelled(language))
        for name, text in RULE_FILES.items()
    }
    before, after = _compiled(book, RULE_FILES), _compiled(book, translated)

    assert after.findings == ()
    assert meaning(after.value) == meaning(before.value)


@pytest.mark.parametrize("name", RULE_FILES)
def test_translating_there_and_back_is_where_it_was(name: str) -> None:
    """English and back again is the same Thai, letter by letter."""
    thai = respelled(RULE_FILES[name], lambda word: word.spelled("th"))
    english = respelled(thai, lambda word: word.spelled("en"))

    assert english != thai
    assert respelled(english, lambda word: word.spelled("th")) == thai


@given(sound_books(), st.integers(0, 2**32), LANGUAGES)
def test_generated_books_translate_as_well(book: object, seed: int, languages: tuple) -> None:
    """Whatever the language can say, it says in both languages."""
    files = arrange(write(book, seed, languages), seed)
    changed = {
        name: respelled(text, lambda word: word.spelled("th" if "en" in languages else "en"))
        for name, text in files.items()
    }

    assert meaning(books.read(changed).value) == meaning(books.read(files).value)


THAI = st.text(
    st.sampled_from(
        [chr(code) for code in range(0x0E01, 0x0E5C) if code not in range(0x0E3B, 0x0E3F)]
    )
    | st.sampled_from("aZ09_-\u200b\u200d\u0e4d\u0e32\u0e33\u0e48\u0e49\u0e40\u0e38"),
    max_size=12,
)


@given(THAI)
def test_a_name_has_one_key(name: str) -> None:
    """The key of a key is the key."""
    assert name_key(name_key(name)) == name_key(name)


@given(THAI)
def test_a_key_has_western_digits_and_nothing_invisible(name: str) -> None:
    """What looks the same is the same: no zero-width sign and no Thai digit is left in a key."""
    assert not set(name_key(name)) & set("\u200b\u200c\u200d\u2060\ufeff\u00ad๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("นํ้าหนัก", "น้ำหนัก"),  # NIKHAHIT and SARA AA for SARA AM
        ("น้ํำหนัก".replace("ํำ", "ำ"), "น้ำหนัก"),
        ("เเผน", "แผน"),  # SARA E twice for SARA AE
        ("ที่", "ท่ี"),  # tone mark before the vowel
        ("หมู่", "หมู่"),
        ("ปี๒๕๖๖", "ปี2566"),
        ("ตัว\u200bชี้วัด", "ตัวชี้วัด"),
    ],
)
def test_spellings_that_look_alike_are_one_name(one: str, other: str) -> None:
    """However a keyboard or a PDF has put the marks, the name is the same."""
    assert name_key(one) == name_key(other)


def _compiled(book: str, texts: dict[str, str]) -> object:
    """A folder of the rules, with what its files use."""
    home = {name: text for name, text in texts.items() if Path(name).parent.as_posix() == book}
    return books.read_folder(home, texts)
