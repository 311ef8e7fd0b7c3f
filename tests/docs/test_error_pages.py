"""The pages of `docs/errors`: one for each code, alike in form, with examples that do what they say."""

from __future__ import annotations

import re
from contextlib import chdir
from itertools import product
from pathlib import Path

import pytest
from msgspec import Struct

from kpirules.cli.rule import page_of
from kpirules.diagnostics.codes import CODES
from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import has_errors
from kpirules.evaluate.interpreter import evaluate
from kpirules.facts.files import facts_of
from kpirules.facts.merge import merge
from kpirules.model.rules import Rules
from kpirules.model.scorecards import no_scorecard
from kpirules.project.books import load_text
from kpirules.project.choose import choose
from kpirules.project.table_files import with_rows
from kpirules.prose.words import Heading, Language, plain
from kpirules.syntax.grammar import keywords
from kpirules.testing.running import run_examples
from kpirules.text.source import Source

PAGES = Path(__file__).resolve().parents[2] / "docs" / "errors"
LANGUAGES: tuple[Language, ...] = ("en", "th")

WHY = {
    "en": {"error": "Why it is an error", "warning": "Why it is a warning"},
    "th": {"error": "ทำไมจึงผิด", "warning": "ทำไมจึงเตือน"},
}
MEANING = {"en": "What it means", "th": "หมายความว่าอย่างไร"}
EXAMPLE = {"en": "Example", "th": "ตัวอย่าง"}
INSTEAD = {"en": "Instead", "th": "เขียนอย่างไร"}
SEE_ALSO = {"en": "See also", "th": "ดูเพิ่มเติม"}

PERIOD = 2566
"""The year of examples that have no scorecard to say it."""

ASKED_FOR = {"KPI0212"}
"""Codes that rules have only when a scorecard is asked of them by name."""

NOT_REPORTED = {"KPI0703"}
"""Codes about what is not there: their example has no finding of its own."""

ACCOMPANIED = {"KPI0413": ("KPI0404",)}
"""Codes that sum up others, which are reported beside them."""

WITHOUT_RULES = {code for code in CODES if code.startswith("KPI00")} | {"KPI0602", "KPI0603"}
"""Codes about files and commands, shown by what is typed."""

every_page = pytest.mark.parametrize(("code", "lang"), list(product(CODES, LANGUAGES)))


class Half(Struct, frozen=True):
    """A page in one language: its sections by heading, in order."""

    sections: dict[str, str]

    def blocks(self, heading: str, kind: str) -> list[str]:
        """The fenced blocks of a kind in a section."""
        fenced = re.findall(
            r"^(`{3,})(\w+)\n(.*?)^\1$", self.sections[heading], re.MULTILINE | re.DOTALL
        )
        return [text for _, found, text in fenced if found == kind]

    def rules(self, heading: str) -> list[Source]:
        """The rule files of a section; Markdown is a document with rules in it."""
        return [
            Source(f"example.{ending}", text)
            for kind, ending in (("kpi", "kpi"), ("markdown", "kpi.md"))
            for text in self.blocks(heading, kind)
        ]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """No code is left unexplained, and no page explains a code that is gone."""
    pages = {path.stem for path in PAGES.iterdir()}

    assert pages == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_title_is_that_of_the_code(code: str) -> None:
    """A page begins with the code and its titles in both languages."""
    first = _text(code).splitlines()[0]

    assert first == f"# {code} · {CODES[code].en} · {CODES[code].th}"


@every_page
def test_sections_are_uniform(code: str, lang: Language) -> None:
    """Every page has the same sections in the same order, and something in each."""
    sections = _half(code, lang).sections
    expected = [MEANING[lang], WHY[lang][CODES[code].severity], EXAMPLE[lang], INSTEAD[lang]]

    assert [heading for heading in sections if heading != SEE_ALSO[lang]] == expected
    assert list(sections)[4:] in ([], [SEE_ALSO[lang]])
    assert all(text.strip() for text in sections.values())


@every_page
def test_other_codes_are_named_rightly(code: str, lang: Language) -> None:
    """Codes to see also exist, have their own titles, and are the same in both languages."""
    listed = _half(code, lang).sections.get(SEE_ALSO[lang], "").split("\n\n")
    others = _others(code)

    assert code not in others
    assert [row.strip() for row in listed if row.strip()] == [
        f"- `{other}` {CODES[other].en if lang == 'en' else CODES[other].th}" for other in others
    ]


@every_page
def test_page_prints_in_one_language(code: str, lang: Language) -> None:
    """`kpirules rule` finds the title and every section of one language, and no other."""
    headings = [plain(part.line) for part in page_of(code, lang) if isinstance(part, Heading)]
    title = CODES[code].en if lang == "en" else CODES[code].th

    assert headings == [f"{code} · {title}", *_half(code, lang).sections]


@every_page
def test_keywords_are_those_of_the_language(code: str, lang: Language) -> None:
    """Rules in the Thai half begin their lines with Thai words as the formatter writes them."""
    half = _half(code, lang)
    wrong = {
        spelling
        for word in keywords().values()
        if word.section in {"declaration", "line"}
        for other, spellings in word.spellings.items()
        for spelling in (spellings if other != lang else spellings[1:])
    } - {word.spelled(lang) for word in keywords().values()}
    lines = [
        row.strip()
        for heading in (EXAMPLE[lang], INSTEAD[lang])
        for source in half.rules(heading)
        for row in source.text.splitlines()
    ]

    assert not [row for row in lines if any(f"{row} ".startswith(f"{said} ") for said in wrong)]


@every_page
def test_example_has_this_finding_only(code: str, lang: Language, tmp_path: Path) -> None:
    """The rules and facts under `Example` are found wrong for this reason and no other."""
    half = _half(code, lang)
    rules, facts = half.rules(EXAMPLE[lang]), half.blocks(EXAMPLE[lang], "yaml")
    expected = set() if code in NOT_REPORTED else {code, *ACCOMPANIED.get(code, ())}
    _write_tables(half, EXAMPLE[lang], tmp_path)

    assert bool(rules) == (code not in WITHOUT_RULES)
    assert not rules or _codes(rules[0], facts, tmp_path, code) == expected


@every_page
def test_instead_has_no_findings(code: str, lang: Language, tmp_path: Path) -> None:
    """The rules and facts under `Instead` are right; facts alone go with the rules above them."""
    half = _half(code, lang)
    above, rules = half.rules(EXAMPLE[lang]), half.rules(INSTEAD[lang])
    facts = half.blocks(INSTEAD[lang], "yaml")
    if half.blocks(INSTEAD[lang], "csv"):
        facts = facts or half.blocks(EXAMPLE[lang], "yaml")
    _write_tables(half, INSTEAD[lang], tmp_path)

    assert bool(above) == bool(rules or facts)
    assert not above or _codes((rules or above)[0], facts, tmp_path, code) == set()


# ------------------------------------------------------------------------- pages


def _text(code: str) -> str:
    return (PAGES / f"{code}.md").read_text("utf-8")


def _half(code: str, lang: Language) -> Half:
    english, thai = re.split(
        r"^## ไทย$", _text(code).split("\n## English\n", 1)[1], flags=re.MULTILINE
    )
    _, *parts = re.split(r"^### (.+)$", english if lang == "en" else thai, flags=re.MULTILINE)
    return Half(dict(zip(parts[::2], parts[1::2], strict=True)))


def _others(code: str) -> list[str]:
    return re.findall(r"KPI\d{4}", _half(code, "en").sections.get(SEE_ALSO["en"], ""))


# ---------------------------------------------------------------------- findings


def _codes(rules: Source, facts: list[str], folder: Path, code: str) -> set[str]:
    """The codes of everything that is wrong with rules, with facts, and with their examples."""
    checked = load_text(rules.text, rules.name)
    if has_errors(checked.findings):
        return {finding.code for finding in checked.findings}
    found: list[Problem] = [
        *checked.findings,
        *_run(checked.value, folder),
        *_used(checked.value, facts, folder),
    ]
    if code in ASKED_FOR:
        (folder / rules.name).write_text(rules.text, "utf-8")
        cards = [card.name for card in checked.value.scorecards.values()]
        found.extend(choose(folder, cards[0] if cards else "plan-2566").findings)
    return {finding.code for finding in found}


def _run(rules: Rules, folder: Path) -> list[Problem]:
    """What is wrong with the examples among the rules, and with the tables they name."""
    with chdir(folder):
        outcomes = run_examples(rules).outcomes
    return [finding for outcome in outcomes for finding in outcome.findings]


def _write_tables(half: Half, heading: str, folder: Path) -> None:
    """The rows of a table, as the file that the facts or an example name."""
    for text in half.blocks(heading, "csv"):
        (folder / "households.csv").write_text(text, "utf-8")
        (folder / "cases.csv").write_text(text, "utf-8")


def _used(rules: Rules, texts: list[str], folder: Path) -> list[Problem]:
    """What is wrong with facts files, and with what the rules come to on them."""
    if not texts:
        return []
    key = next(iter(rules.scorecards), None)
    card = rules.scorecards[key] if key is not None else no_scorecard(PERIOD)
    read = [
        facts_of(Source(f"facts-{number}.yaml", text), rules, card)
        for number, text in enumerate(texts, 1)
    ]
    whole = [with_rows(each.value, rules, folder) for each in read]
    together = merge(rules, card.period, *(each.value for each in whole))
    found = [*(f for each in (*read, *whole) for f in each.findings), *together.findings]
    if not has_errors(found):
        evaluation = evaluate(rules, key, together.value, card.period)
        found.extend((*evaluation.findings, *evaluation.asides))
    return found
