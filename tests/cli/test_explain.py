"""`kpirules explain` and `kpirules evaluate`, on the rules of this repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpirules.cli.main import run


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])


def said(capsys: pytest.CaptureFixture[str], words: str) -> tuple[object, str]:
    """The exit code of a command line, and all it says."""
    with pytest.raises(SystemExit) as stopped:
        run(words.split())
    shown = capsys.readouterr()
    return stopped.value.code, shown.out + shown.err


@pytest.mark.parametrize("what", ["indicator-2 --why-not foo", "band --why-not foo", "nosuch"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_asking_for_nothing_there_is(
    what: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown level is bad input, as an unknown name is."""
    assert said(capsys, f"explain {what} --output-format {form}")[0] == 2


def test_asking_for_a_level_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """It is answered."""
    assert said(capsys, "explain indicator-2 --why-not 100")[0] == 0


def test_depth_alone_asks_for_a_tree(capsys: pytest.CaptureFixture[str]) -> None:
    """Steps have no depth."""
    alone = said(capsys, "explain indicator-2 --depth 1")

    assert alone == said(capsys, "explain indicator-2 --depth 1 --as tree")
    assert alone != said(capsys, "explain indicator-2")


@pytest.mark.parametrize("form", ["steps", "sentence"])
@pytest.mark.parametrize(("lang", "text"), [("en", "is for trees"), ("th", "ใช้กับต้นไม้เท่านั้น")])
def test_depth_of_anything_else(
    form: str, lang: str, text: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """It is wrong usage."""
    monkeypatch.setenv("KPIRULES_LANG", lang)
    code, shown = said(capsys, f"explain --as {form} --depth 1")

    assert code == 2
    assert text in shown


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    ("lang", "year"), [("en", "fiscal year 2565"), ("th", "ปีงบประมาณ พ.ศ. 2565")]
)
def test_another_year_is_named(
    form: str, lang: str, year: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The label of the scorecard may name its own year."""
    code, shown = said(capsys, f"evaluate --period 2565 --lang {lang} --output-format {form}")
    own = said(capsys, f"evaluate --lang {lang} --output-format {form}")[1]

    assert code == 0
    assert year in _without_tags(shown)
    assert year not in _without_tags(own)


def _without_tags(text: str) -> str:
    return re.sub(r"<[^>]*>|\*\*", "", text)


# -- rules without a scorecard

ALONE = "tests/corpus/evaluation/good/no-scorecard.kpi"
FIGURES = "--set volunteers=660 --set volunteers@2565=600 --set goal-of-year=880 --period 2566"


@pytest.mark.parametrize(
    ("asked", "code", "text"),
    [
        ("growth", 0, "percent-change(600, 660) = 10%"),
        ("pace", 0, "rising"),
        ("volunteers", 0, "660 persons"),
        ("volunteering", 0, "75 points"),
        ("volunteering.result", 0, "660 / 880"),
        ("volunteering.weighted", 2, "needs a scorecard"),
        ("headline", 2, "needs a scorecard"),
        ("total", 2, "needs a scorecard"),
        ("growht", 2, "did you mean `growth`"),
    ],
)
def test_explaining_rules_alone(
    asked: str, code: int, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever needs no scorecard is explained; the rest says that it needs one."""
    found = said(capsys, f"explain {asked} --lang en --rules {ALONE} {FIGURES}")

    assert found[0] == code
    assert text in " ".join(found[1].split())


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "html"])
def test_evaluating_rules_alone(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Values, decision tables, results and scores, in every form; no total."""
    words = f"evaluate --lang en --rules {ALONE} {FIGURES} --output-format {form}"
    code, shown = said(capsys, words)

    assert code == 0
    assert all(found in shown for found in ("growth", "10", "rising", "75"))
    assert "total" not in shown.replace("kpi-total", "")


def test_rules_alone_need_a_year(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is said on the command line or in the facts file."""
    facts = tmp_path / "facts.yaml"
    facts.write_text("facts:\n  volunteers: 660\n", encoding="utf-8")
    words = f"explain volunteers --lang en --rules {ALONE} --facts {facts}"
    unsaid = said(capsys, words)
    facts.write_text("period: ๒๕๖๖\nfacts:\n  volunteers: 660\n", encoding="utf-8")

    assert unsaid[0] == 2
    assert "--period" in unsaid[1]
    assert said(capsys, words)[0] == 0
