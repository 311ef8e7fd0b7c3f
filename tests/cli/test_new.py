"""`kpirules new`: what it makes is sound, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpirules.cli.main import run
from kpirules.format.formatting import formatted
from kpirules.project.starting import fiscal_year, starter
from kpirules.text.source import Source


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    """The exit code of a command line, and all it says."""
    with pytest.raises(SystemExit) as stopped:
        run(words)
    shown = capsys.readouterr()
    return stopped.value.code, shown.out + shown.err


@pytest.mark.parametrize("lang", ["en", "th"])
def test_what_is_made_is_sound(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No finding, all examples pass, the layout is the formatter's, and the total has its range."""
    monkeypatch.chdir(tmp_path)
    code, shown = said(capsys, "new", "office", "--lang", lang)
    assert code == 0
    made = sorted(path.name for path in (tmp_path / "office" / "rules").iterdir())
    assert all(name in shown for name in made)

    monkeypatch.chdir(tmp_path / "office")
    assert said(capsys, "check")[0] == 0
    assert said(capsys, "test", "--fail-on-empty")[0] == 0
    assert said(capsys, "format", "--check")[0] == 0
    code, shown = said(capsys, "evaluate")
    assert code == 0
    assert "76.50" in shown
    assert "96.50" in shown


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_layout_is_the_formatters(lang: str) -> None:
    """Whatever year is put in."""
    for name, text in starter(lang, 2571).items():  # type: ignore[arg-type]  # two languages
        if name.endswith(".kpi"):
            assert formatted(Source(name, text), None) == text


def test_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with something in it is left alone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "mine.txt").write_text("mine")
    code, shown = said(capsys, "new", "office", "--lang", "en")

    assert code == 2
    assert "not empty" in shown
    assert [path.name for path in (tmp_path / "office").iterdir()] == ["mine.txt"]


def test_fiscal_years_begin_in_october() -> None:
    """2566 is 1 October 2022 to 30 September 2023."""
    assert fiscal_year(date(2022, 9, 30)) == 2565
    assert fiscal_year(date(2022, 10, 1)) == 2566
    assert fiscal_year(date(2023, 9, 30)) == 2566
