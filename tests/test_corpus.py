"""The corpus: good files have no finding and their examples hold; bad ones say exactly this.

A bad file `x.kpi` (or facts for the department's rules) lies beside
`x.txt`, the findings as the terminal shows them, in English and then in Thai.
`pytest --reset-golden` writes those files anew; read the diff before you commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.interpreter import evaluate
from kpirules.facts.conform import from_given
from kpirules.facts.files import facts_of, open_facts
from kpirules.model.examples import Example
from kpirules.model.rules import Rules
from kpirules.project.books import is_sound, load_book
from kpirules.render.terminal import diagnostics_to_text
from kpirules.testing.examples import Outcome
from kpirules.testing.running import run_examples
from kpirules.text.source import Source

CORPUS = Path(__file__).parent / "corpus"
DEPARTMENT = CORPUS.parents[1] / "rules" / "dsdw" / "2566"
GOOD = sorted([*CORPUS.glob("*/good/*.kpi"), *CORPUS.glob("*/good/*.kpi.md")])
BAD = sorted(path for path in CORPUS.glob("*/bad/*") if path.suffix != ".txt")
WIDTH = 100


def name_of(path: Path) -> str:
    """What messages call a file of the corpus."""
    return path.relative_to(CORPUS).as_posix()


@pytest.fixture(autouse=True)
def _in_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages name files from here."""
    monkeypatch.chdir(CORPUS)


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_a_good_file_has_no_finding_and_holds(path: Path) -> None:
    """Sound rules, of which every example comes out as expected."""
    book = load_book(Path(name_of(path)))

    assert list(book.findings) == []
    assert book.value.examples
    for outcome in outcomes(book.value):
        assert outcome.passed, outcome.findings


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_a_bad_file_says_exactly_this(path: Path, request: pytest.FixtureRequest) -> None:
    """The messages, word for word, in both languages."""
    findings, sources = found_in(path)
    golden = golden_of(path)
    if request.config.getoption("--reset-golden"):
        golden.write_text(shown(findings, sources), "utf-8")

    assert findings
    assert shown(findings, sources) == golden.read_text("utf-8")


def test_ten_mistakes_are_ten_findings() -> None:
    """One file with ten different mistakes: all of them are told at once."""
    findings, _ = found_in(CORPUS / "reading" / "bad" / "ten-mistakes.kpi")

    assert len({finding.code for finding in findings}) >= 10


def test_every_golden_file_belongs_to_a_bad_one() -> None:
    """No message is kept for a file that is gone."""
    assert set(CORPUS.glob("*/*/*.txt")) == set(map(golden_of, BAD))


def golden_of(path: Path) -> Path:
    """The file that holds the messages about another."""
    return path.with_name(f"{path.name.partition('.')[0]}.txt")


def found_in(path: Path) -> tuple[list[Problem], Mapping[str, Source]]:
    """Everything wrong with rules and their examples, or with a facts file."""
    if path.suffix in {".yaml", ".csv", ".xlsx"}:
        rules = load_book(DEPARTMENT).value
        opened = open_facts(path, name_of(path))
        source = opened.value
        if source is None:
            return list(opened.findings), rules.sources
        checked = facts_of(source, rules, rules.scorecards["dsdw-2566"])
        return [*opened.findings, *checked.findings], {**rules.sources, source.name: source}
    book = load_book(Path(name_of(path)))
    findings = list(book.findings)
    read: dict[str, Source] = {}
    if is_sound(book):
        for outcome in outcomes(book.value, read):
            findings += [*outcome.findings, *uncomputed(outcome.example, book.value)]
    ordered = sorted(findings, key=lambda finding: (finding.span.file, finding.span.start))
    return ordered, {**book.value.sources, **read}


def outcomes(rules: Rules, read: dict[str, Source] | None = None) -> list[Outcome]:
    """The examples of rules, run; `read` gains the files of facts and cases they name."""
    ran = run_examples(rules)
    if read is not None:
        read.update(ran.sources)
    return list(ran.outcomes)


def uncomputed(example: Example, rules: Rules) -> Iterable[Problem]:
    """What could not be computed on the facts of an example."""
    card = example.scorecard
    period = example.period or (rules.scorecards[card].period if card else None)
    if period is None or example.facts is not None:
        return ()
    given = from_given(example, rules, period)
    if given.findings:
        return ()
    evaluation = evaluate(rules, card, given.value, period)
    return (*evaluation.findings, *evaluation.asides)


def shown(findings: list[Problem], sources: Mapping[str, Source]) -> str:
    """Findings as the terminal shows them, in English and then in Thai."""
    halves = [
        diagnostics_to_text([each.describe(lang) for each in findings], sources, WIDTH, lang)
        for lang in ("en", "th")
    ]
    return f"{halves[0]}\n{'=' * WIDTH}\n\n{halves[1]}"
