"""Every code is produced, and every kind of finding describes itself in both languages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest
from tests.test_corpus import BAD, CORPUS, found_in

import kpirules
from kpirules.diagnostics.codes import CODES
from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.reading import LARGEST, decode, read_text
from kpirules.evaluate.interpreter import evaluate
from kpirules.facts.assignments import from_assignments
from kpirules.facts.excel import read_workbook
from kpirules.facts.facts import NO_FACTS, Facts, Supplied
from kpirules.facts.files import facts_of
from kpirules.facts.merge import merge
from kpirules.facts.row_texts import row_texts
from kpirules.facts.rows import Purpose, rows_of
from kpirules.model.rules import Rules
from kpirules.project import books, kept
from kpirules.project.books import load_book, load_text
from kpirules.project.choose import choose
from kpirules.project.supply import year_asked
from kpirules.prose.words import plain
from kpirules.text.source import Source

TESTS = Path(__file__).resolve().parents[1]
DEPARTMENT = TESTS.parent / "rules" / "dsdw" / "2566"


def modules() -> Iterator[ModuleType]:
    """Every module of the package."""
    for found in pkgutil.walk_packages(kpirules.__path__, "kpirules."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def kinds() -> set[type]:
    """Every kind of finding."""
    return {
        each
        for module in modules()
        for each in vars(module).values()
        if isinstance(each, type)
        and each.__module__ == module.__name__
        and isinstance(getattr(each, "code", None), str)
        and hasattr(each, "describe")
    }


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """A finding of every kind: those of the corpus, and those about files and commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(CORPUS)
        patch.setattr(kept, "kept_rules", lambda _: None)  # as found, not as kept
        found = [problem for path in BAD for problem in found_in(path)[0]]
        commands = about_commands(tmp_path_factory.mktemp("cards"))
        facts = about_facts(load_book(DEPARTMENT).value)
        return [*found, *about_files(), *commands, *facts]


def about_files() -> Iterator[Problem]:
    """Files that are no readable text."""
    for data in (b"", "\u0e01".encode("cp874"), b"%PDF-1.7", b"a" * (LARGEST + 1)):
        yield from decode(data, "a.kpi").findings
    for path in (CORPUS / "nowhere.kpi", CORPUS):
        yield from read_text(path, "a.kpi").findings
    yield from read_workbook(b"no workbook", "a.xlsx").findings


def about_commands(folder: Path) -> Iterator[Problem]:
    """Scorecards that cannot be chosen."""
    for name in ("one", "other"):
        card = SOUND.format(name=name)
        (folder / name).mkdir()
        (folder / name / "a.kpi").write_text(card, "utf-8")
    std = DEPARTMENT.parents[1] / "std"
    yield from choose(std, "office").findings
    yield from year_asked(std, None, ()).findings
    yield from choose(folder, None).findings
    yield from choose(folder, "another").findings
    with pytest.raises(kpirules.RulesError) as raised:
        kpirules.load(DEPARTMENT).evaluate(period=2023)
    yield from raised.value.findings


SOUND = """
fact f
  measured in percent
indicator i-{name}
  part of c
  weight 100
  measured in percent
  formula f
  score 1
scorecard {name}
  period 2566
  component c weight 100
  total is the sum of the weighted scores
"""


IN_2560 = Facts(
    {
        (name, 2560): Supplied(name, 2560, Fraction(50), None, "50", "a test")
        for name in ("trained", "officers")
    },
    {},
)


def about_facts(rules: Rules) -> Iterator[Problem]:
    """Facts that do not come from files."""
    yield from from_assignments(["volunteers"], rules, 2566).findings
    card = rules.scorecards["dsdw-2566"]
    texts = [Source(f"{n}.yaml", f"facts: {{volunteers: {n}}}\n") for n in (1, 2)]
    files = [facts_of(text, rules, card).value for text in texts]
    yield from merge(rules, 2566, *files).findings
    dated = load_text("parameter p\n  1 in 2565\nvalue v\n  formula p\n")
    evaluation = evaluate(dated.value, None, NO_FACTS, 2566)
    yield from (*evaluation.findings, *evaluation.asides)
    book = load_text((CORPUS / "years" / "good" / "dated-targets.kpi").read_text("utf-8"))
    yield from evaluate(book.value, "office", IN_2560, 2560).findings
    rows = load_text("table t\n  column a\n")
    texts, _ = row_texts(Source("t.csv", "a,b\n1,2\n"))
    yield from rows_of(texts, rows.value, Purpose("t", 2566, "t.csv")).findings


def test_every_kind_of_finding_comes_up(seen: list[Problem]) -> None:
    """A new kind needs a file in the corpus that produces it."""
    assert (
        sorted(f"{each.__module__}.{each.__name__}" for each in kinds() - set(map(type, seen)))
        == []
    )


def test_every_finding_describes_itself_in_both_languages(seen: list[Problem]) -> None:
    """In words of its own in each language, under its code."""
    for problem in seen:
        said = {lang: problem.describe(lang) for lang in ("en", "th")}

        assert {each.code for each in said.values()} == {problem.code}
        assert all(plain(each.headline).strip() for each in said.values())
        assert plain(said["en"].headline) != plain(said["th"].headline)


def test_headlines_are_in_lower_case_without_a_full_stop(seen: list[Problem]) -> None:
    """As `docs/style.md` asks, unless they begin with what the writer wrote."""
    headlines = {plain(problem.describe("en").headline) for problem in seen}

    assert [each for each in headlines if each.endswith(".")] == []
    assert [each for each in headlines if each[0].isupper() and each.split()[0].isalpha()] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_produced(code: str, seen: list[Problem]) -> None:
    """By the corpus, by what is done above, or else by name in a unit test."""
    tests = (path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))

    assert code in {problem.code for problem in seen} or any(f'"{code}"' in t for t in tests)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page(code: str) -> None:
    """`kpirules rule CODE` has something to show."""
    page = TESTS.parent / "docs" / "errors" / f"{code}.md"

    assert page.read_text("utf-8").startswith(f"# {code} ")


def test_findings_are_kept_under_known_codes() -> None:
    """No finding carries a code that the table does not know."""
    assert {each.code for each in kinds()} <= set(CODES)
    assert set(books._OF_THE_FOLDER) <= set(CODES)
