"""The language pages: their examples are rules, their tables are up to date, and no word is left out."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from tests.evaluate.missing_table import TableName, as_markdown

from kpirules.diagnostics.codes import CODES
from kpirules.format.formatting import formatted
from kpirules.project.books import load_text
from kpirules.prose.words import Language
from kpirules.syntax.grammar import Keyword, keywords
from kpirules.syntax.parse import parse
from kpirules.testing.running import run_examples
from kpirules.text.source import Source

FOLDER = Path(__file__).parents[2] / "docs" / "language"
INDEX, CARD = FOLDER / "README.md", FOLDER / "card.md"
PAGES = sorted(set(FOLDER.glob("*.md")) - {CARD})
LANGUAGES: tuple[Language, ...] = ("en", "th")

HEADINGS = {
    "en": ("Lines", "Exact meaning", "Mistakes", "Example"),
    "th": ("บรรทัดที่เขียนได้", "ความหมายที่แน่นอน", "ข้อผิดพลาดที่พบบ่อย", "ตัวอย่าง"),
}
"""What a page on a declaration has, in this order, and others may have more of."""

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def blocks(text: str, kind: str) -> list[str]:
    """The fenced blocks of a kind."""
    fenced = re.findall(_FENCED, text, re.MULTILINE | re.DOTALL)
    return [inside for _, found, inside in fenced if found == kind]


_FENCED = r"^(`{3,})(\S*)\n(.*?)^\1$"


def halves(page: Path) -> dict[Language, str]:
    """A page in each language; nothing where it is not divided by `## English` and `## ไทย`."""
    parts = re.split(r"^## (?:English|ไทย)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {"en": parts[1], "th": parts[2]} if len(parts) == 3 else {}


DIVIDED = [page for page in PAGES if halves(page)]
halves_of_pages = pytest.mark.parametrize(
    ("page", "lang"),
    list(product(DIVIDED, LANGUAGES)),
    ids=lambda part: part.name if isinstance(part, Path) else part,
)


# --------------------------------------------------------------------- examples


def _rules_of(text: str) -> list[tuple[str, list[str]]]:
    """The rule files of a page, each with the tables that stand between it and the next."""
    found: list[tuple[str, list[str]]] = []
    for _, kind, inside in re.findall(_FENCED, text, re.MULTILINE | re.DOTALL):
        if kind == "kpi":
            found.append((inside, []))
        elif kind == "csv" and found:
            found[-1][1].append(inside)
    return found


@every_page
def test_whole_examples_are_sound_and_come_out_as_expected(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each whole rule file has no finding, and its examples pass, with the files beside it."""
    monkeypatch.chdir(tmp_path)
    for text, beside in _rules_of(page.read_text("utf-8")):
        for table in beside:
            (tmp_path / "edges.csv").write_text(table, "utf-8")
        checked = load_text(text)

        assert checked.findings == ()
        outcomes = run_examples(checked.value).outcomes
        assert outcomes
        assert [outcome.findings for outcome in outcomes if not outcome.passed] == []


@every_page
def test_parts_can_be_read(page: Path) -> None:
    """Each part of a rule file is written as the grammar wants it."""
    for text in blocks(page.read_text("utf-8"), "kpi-part"):
        assert parse(Source("part", text)).findings == ()


@every_page
def test_a_page_has_examples(page: Path) -> None:
    """No page of the language goes without one that is run; nor does half a page."""
    assert blocks(page.read_text("utf-8"), "kpi")
    assert all(blocks(half, "kpi") for half in halves(page).values())


@halves_of_pages
def test_examples_are_written_as_the_formatter_writes(
    page: Path, lang: Language, request: pytest.FixtureRequest
) -> None:
    """In its layout, and in the words of the language; `--reset-golden` writes them anew."""
    text = page.read_text("utf-8")
    rules = [part for kind in ("kpi", "kpi-part") for part in blocks(halves(page)[lang], kind)]
    written = [formatted(Source("example", part), lang) for part in rules]
    if request.config.getoption("--reset-golden"):
        for before, after in zip(rules, written, strict=True):
            text = text.replace(f"\n{before}```", f"\n{after}```")
        page.write_text(text, "utf-8")
        return

    assert rules == written


# ------------------------------------------------------------- nothing left out


def test_every_declaration_has_a_page() -> None:
    """The index names each word that opens a declaration, and the page about it, in each language."""
    for lang, half in halves(INDEX).items():
        rows = re.findall(r"^\| `([^`]+)` \|.*\| \[[^]]+\]\(([^)]+)\) \|$", half, re.MULTILINE)
        listed = dict(rows)

        assert set(listed) >= {
            word.spelled(lang) for word in keywords().values() if word.section == "declaration"
        }
        assert all((FOLDER / page).is_file() for page in listed.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_in_the_index(lang: Language) -> None:
    """Nobody has to guess the name of a page."""
    linked = set(re.findall(r"\]\(([^)#]+)\)", halves(INDEX)[lang]))

    assert {page.name for page in PAGES if page != INDEX} | {CARD.name} <= linked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_is_told_on_some_page(lang: Language) -> None:
    """A keyword that begins a line stands on a page, in each language."""
    told = "\n".join(page.read_text("utf-8") for page in PAGES)

    assert [word.name for word in _opening() if f"{word.spelled(lang)}" not in told] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_card_has_every_word(lang: Language) -> None:
    """The card shows each keyword in each spelling, and stays one page."""
    text = CARD.read_text("utf-8")
    shown = {word for said in re.findall(r"`([^`]+)`", text) for word in _spellings_in(said)}

    assert [
        said for word in keywords().values() for said in word.spellings[lang] if said not in shown
    ] == []
    assert len(text.splitlines()) <= 75


def _opening() -> list[Keyword]:
    return [word for word in keywords().values() if word.section in {"declaration", "line"}]


def _spellings_in(said: str) -> set[str]:
    """A text in code and every run of words in it."""
    words = said.split()
    return {
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    }


# -------------------------------------------------------------- form and tables


@halves_of_pages
def test_declarations_are_told_alike(page: Path, lang: Language) -> None:
    """A page on a declaration says what lines there are, what they mean, what goes wrong."""
    about = {
        word.spelled("en") for word in keywords().values() if word.section == "declaration"
    } & {page.stem}
    found = re.findall(r"^### (.+)$", halves(page)[lang], re.MULTILINE)

    assert [each for each in found if each in HEADINGS[lang]] == [
        each for each in HEADINGS[lang] if about or each in found
    ]


@halves_of_pages
def test_codes_are_linked(page: Path, lang: Language) -> None:
    """A finding that a page names is a link to its page."""
    text = re.sub(r"^(`{3,}).*?^\1$", "", halves(page)[lang], flags=re.MULTILINE | re.DOTALL)
    linked = re.findall(r"\[(KPI\d{4})\]\(\.\./errors/(KPI\d{4})\.md\)", text)

    assert all(shown == where and shown in CODES for shown, where in linked)
    assert len(re.findall(r"KPI\d{4}", text)) == 2 * len(linked)


@pytest.mark.parametrize("page", DIVIDED, ids=lambda page: page.name)
def test_both_halves_name_the_same_mistakes(page: Path) -> None:
    """What goes wrong in one language goes wrong in the other."""
    english, thai = (set(re.findall(r"KPI\d{4}", half)) for half in halves(page).values())

    assert english == thai


@halves_of_pages
def test_links_lead_somewhere(page: Path, lang: Language) -> None:
    """Pages that are linked are there."""
    for link in re.findall(r"\]\(([^)#]+)", halves(page)[lang]):
        assert (FOLDER / link).is_file(), link


MISSING_VALUES = FOLDER / "missing-values.md"


def test_tables_of_missing_values_are_those_tested(request: pytest.FixtureRequest) -> None:
    """The page shows what the evaluator was held against; `--reset-golden` writes it anew."""
    text = MISSING_VALUES.read_text("utf-8")
    expected = text
    for table, lang in product(get_args(TableName), LANGUAGES):
        mark = f"<!-- {table} {lang} -->\n"
        assert text.count(mark) == 1
        before, _, after = expected.partition(mark)
        rest = after.lstrip("\n").split("\n\n", 1)[1]
        expected = f"{before}{mark}\n{as_markdown(table, lang)}\n{rest}"
    if request.config.getoption("--reset-golden"):
        MISSING_VALUES.write_text(expected, "utf-8")
        return

    assert text == expected
