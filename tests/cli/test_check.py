"""`kpirules check` with --fix, --diff and --watch: on real files, and in a real process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.test_corpus import BAD

from kpirules.cli.main import run
from kpirules.project.mending import mend_book

WRONG = "unit person\r\n\r\nfact trained “ผู้ผ่าน”\r\n  measured in persom\r\n  whole number from 0 to 64,5\r\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule file with mistakes, alone in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rules.kpi"
    path.write_bytes(WRONG.encode())
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    """The exit code of a command line, and all it says."""
    with pytest.raises(SystemExit) as stopped:
        run(["check", *words])
    shown = capsys.readouterr()
    return stopped.value.code, shown.out + shown.err


def test_fix_mends_what_is_safe_and_says_the_rest(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Quotation marks are sure to be meant; which unit is meant is for the writer to say."""
    code, shown = said(capsys, "--fix", "--lang", "en", "rules.kpi")

    assert code == 1
    assert "rules.kpi:3:14: mended KPI0107" in shown
    assert "KPI0210" in shown
    assert "mended; " in shown.splitlines()[-1]
    text = file.read_bytes().decode()
    assert 'fact trained "ผู้ผ่าน"\r\n  measured in persom\r\n' in text
    assert "\n" not in text.replace("\r\n", "")


def test_diff_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It shows what `--fix` would change, and ends with 1."""
    code, shown = said(capsys, "--diff", "rules.kpi")

    assert code == 1
    assert '+fact trained "ผู้ผ่าน"' in shown
    assert file.read_bytes().decode() == WRONG


def test_a_sound_file_stays_as_it_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to mend, nothing written."""
    file.write_text("unit person\n", "utf-8")
    before = file.stat().st_mtime_ns

    assert said(capsys, "--fix", "--lang", "th", ".") == (0, "1 แฟ้ม ไม่พบข้อผิดพลาด\n")
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("option", ["--fix", "--diff", "--watch"])
def test_standard_input_cannot_be_written(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no file to mend, nor to wait for."""
    code, shown = said(capsys, option, "-", "--lang", "en")

    assert code == 2
    assert "need files" in shown


@pytest.mark.parametrize("path", [each for each in BAD if each.suffix == ".kpi"], ids=str)
def test_mending_again_changes_nothing(path: Path, tmp_path: Path) -> None:
    """Whatever a file of the corpus says wrongly, one go mends all that can be mended."""
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    for _, _, after in mend_book(copy, "en").changed:
        copy.write_text(after.text, "utf-8", newline="")

    assert list(mend_book(copy, "en").changed) == []


def test_watch_checks_again_when_a_file_is_saved(file: Path) -> None:
    """In a process of its own, until it is stopped."""
    command = [sys.executable, "-m", "kpirules", "check", "--watch", "--lang", "en"]
    with subprocess.Popen(  # our own command
        [*command, "--output-format", "concise", str(file)],
        stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        first = _until_waiting(process)
        file.write_text("unit person\n", "utf-8")
        second = _until_waiting(process)
        process.terminate()

    assert "KPI0107" in first
    assert "KPI" not in second


def _until_waiting(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    lines: list[str] = []
    begun = time.monotonic()
    while "waiting" not in (line := process.stdout.readline()):
        lines.append(line)
        assert time.monotonic() - begun < 60
    return "".join(lines)
