"""`kpirules format`: on real files."""

from __future__ import annotations

import io
import stat
import sys
from pathlib import Path

import pytest

from kpirules.cli.main import run

UNTIDY = 'unit person\n\n\nfact   a "A"\n measured in person   # why\nwhole number from 0 to 9\n'
TIDY = 'unit person\n\nfact a "A"\n  measured in person  # why\n  whole number from 0 to 9\n'
THAI = 'หน่วย person\n\nข้อมูล a "A"\n  มีหน่วยเป็น person  # why\n  จำนวนเต็ม ตั้งแต่ 0 ถึง 9\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule file that nobody has laid out, alone in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rules.kpi"
    path.write_text(UNTIDY, "utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    """The exit code of a command line, and all it says."""
    with pytest.raises(SystemExit) as stopped:
        run(["format", *words])
    shown = capsys.readouterr()
    return stopped.value.code, shown.out + shown.err


def test_a_file_is_laid_out_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is written; the second time nothing is."""
    assert said(capsys, "rules.kpi", "--lang", "en") == (
        0, "rules.kpi\n1 file laid out anew, 0 left as they are\n",
    )  # fmt: skip
    assert file.read_text("utf-8") == TIDY
    before = file.stat().st_mtime_ns
    assert said(capsys, "rules.kpi", "--lang", "th") == (
        0, "จัดรูปแบบใหม่แล้ว 0 แฟ้ม เรียบร้อยอยู่แล้ว 1 แฟ้ม\n",
    )  # fmt: skip
    assert file.stat().st_mtime_ns == before


def test_check_and_diff_change_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They say what would change, and end with 1."""
    code, shown = said(capsys, "--check", "--lang", "en", "rules.kpi")
    assert (code, shown) == (1, "rules.kpi\n1 file would be laid out anew, 0 left as they are\n")
    code, shown = said(capsys, "--diff", "rules.kpi")
    assert code == 1
    assert '-fact   a "A"\n' in shown
    assert '+fact a "A"\n' in shown
    assert file.read_text("utf-8") == UNTIDY
    file.write_text(TIDY, "utf-8")
    assert said(capsys, "--check", "rules.kpi")[0] == 0
    assert said(capsys, "--diff", "rules.kpi") == (0, "")


def test_keywords_in_the_other_language(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There and back."""
    assert said(capsys, "--to", "th", "rules.kpi")[0] == 0
    assert file.read_text("utf-8") == THAI
    assert said(capsys, "--to", "en", "rules.kpi")[0] == 0
    assert file.read_text("utf-8") == TIDY


def test_standard_input(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text comes out on standard output; no file is touched."""

    class Typed(io.StringIO):
        buffer = io.BytesIO(UNTIDY.encode())

    monkeypatch.setattr(sys, "stdin", Typed())
    assert said(capsys, "-") == (0, TIDY)
    assert file.read_text("utf-8") == UNTIDY


def test_what_cannot_be_read_is_told_and_left(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other files are laid out all the same."""
    bad = file.with_name("bad.kpi")
    bad.write_bytes("หน่วย คน".encode("cp874"))
    code, shown = said(capsys, "--lang", "en", ".")

    assert code == 2
    assert "KPI0003" in shown
    assert bad.read_bytes() == "หน่วย คน".encode("cp874")
    assert file.read_text("utf-8") == TIDY
    assert said(capsys, "nosuch.kpi")[0] == 2


def test_ends_of_lines_rights_and_links_stay(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file from Windows stays one, and a link goes on leading to its file."""
    file.write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    link = file.with_name("link.kpi")
    link.symlink_to(file)

    assert said(capsys, "link.kpi")[0] == 0
    assert file.read_bytes() == TIDY.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(each.name for each in file.parent.iterdir()) == ["link.kpi", "rules.kpi"]


def test_rules_of_the_package_are_never_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are no rules, somebody has to say which are meant."""
    monkeypatch.chdir(tmp_path)
    code, shown = said(capsys, "--lang", "en")

    assert code == 2
    assert "say which files" in shown


def test_installed_rules_are_never_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the environment they are installed in lies in the current folder."""
    installed = tmp_path / ".venv" / "lib" / "kpirules" / "_rules"
    installed.mkdir(parents=True)
    (installed / "rules.kpi").write_text(UNTIDY, "utf-8")
    monkeypatch.chdir(tmp_path)
    for module in ("kpirules.project.places", "kpirules.cli.rewriting"):
        monkeypatch.setattr(f"{module}.bundled", lambda: installed)
    code, shown = said(capsys, "--lang", "en")

    assert code == 2
    assert "say which files" in shown
    assert (installed / "rules.kpi").read_text("utf-8") == UNTIDY
