"""`explain --no-facts` and `check --aloud`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_output import kpirules

RULES = "tests/corpus/structure/good/marks.kpi"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_rule_is_read_in_every_form(form: str) -> None:
    """The department's second indicator, without its facts."""
    ran = kpirules("explain", "indicator-2", "--no-facts", "--lang", "en", "--output-format", form)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "59.54" in ran.stdout.decode()
    assert "65.09" not in ran.stdout.decode()


def test_without_any_facts_a_sentence_is_about_the_rule() -> None:
    """With one of them it is about the result."""
    words = ("explain", "การสำรวจ", "--as", "sentence", "--rules", RULES, "--lang", "en")

    assert kpirules(*words).stdout.decode().startswith("Indicator การสำรวจ")
    assert kpirules(*words, "--set", "ผลตรวจ=70").stdout.decode().startswith("In fiscal year 2566")


@pytest.mark.parametrize("more", [("--as", "tree"), ("--set", "volunteers=5"), ("--depth", "2")])
def test_facts_and_no_facts_exclude_each_other(more: tuple[str, ...]) -> None:
    """Nothing that is said is passed over."""
    ran = kpirules("explain", "indicator-2", "--no-facts", *more, "--lang", "en")

    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("error: `--no-facts` reads a rule aloud: leave out")


def test_an_unknown_name_is_said_to_be_one() -> None:
    """And the nearest one is offered."""
    ran = kpirules("explain", "indicator-22", "--no-facts", "--lang", "en")

    assert ran.returncode == 2
    assert "did you mean `indicator-2`?" in ran.stdout.decode()


def test_a_check_reads_every_declaration_with_its_line() -> None:
    """In the order of the file; then it says what is wrong."""
    ran = kpirules("check", "--aloud", RULES, "--lang", "en")
    data = json.loads(kpirules("check", "--aloud", RULES, "--output-format", "json").stdout)
    lines = [int(each["place"].rpartition(":")[2]) for each in data["aloud"]]

    assert ran.returncode == 0
    assert ran.stdout.decode().rstrip().endswith("1 file, nothing wrong")
    assert lines == sorted(lines)
    text = Path(RULES).read_text("utf-8").splitlines()
    assert all(
        each["name"] in text[line - 1] for each, line in zip(data["aloud"], lines, strict=True)
    )


def test_a_check_that_mends_does_not_read() -> None:
    """The sentences would be those of the rules before."""
    ran = kpirules("check", "--aloud", "--fix", RULES, "--lang", "en")

    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("error: `--aloud` goes with")
