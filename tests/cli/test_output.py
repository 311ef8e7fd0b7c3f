"""What reaches the terminal, the file or the pipe, whatever these can hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]


def kpirules(*words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own."""
    environment = {name: said for name, said in os.environ.items() if name != "COLUMNS"}
    return subprocess.run(
        [sys.executable, "-m", "kpirules", *words],
        cwd=ROOT,
        env=environment | {"LC_ALL": "C.UTF-8"} | variables,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp874", "ascii", "latin-1"])
@pytest.mark.parametrize("words", [("evaluate",), ("explain", "indicator-2"), ("--help",)])
def test_no_encoding_stops_a_command(encoding: str, words: tuple[str, ...]) -> None:
    """What an encoding lacks becomes a question mark."""
    ran = kpirules(*words, "--lang", "th", PYTHONIOENCODING=encoding)

    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    ("lang", "said"), [("en", "the output cannot be written: "), ("th", "เขียนผลลัพธ์ออกไปไม่ได้: ")]
)
@pytest.mark.parametrize("words", [("check",), ("evaluate",), ("--version",)])
def test_a_full_disk_is_no_mistake_of_ours(words: tuple[str, ...], lang: str, said: str) -> None:
    """It says that the output cannot be written, and why."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "kpirules", "--lang", lang, *words],
            cwd=ROOT,
            env=os.environ | {"KPIRULES_LANG": lang},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert ran.returncode == 2
    assert ran.stderr.decode().startswith(said)
    assert ran.stderr.count(b"\n") == 1


def test_a_reader_that_has_seen_enough_is_no_mistake() -> None:
    """A closed pipe ends the command without a word."""
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [sys.executable, "-m", "kpirules", "rule"],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)

    assert ran.stderr == b""


@pytest.mark.parametrize("columns", [50, 120])
def test_columns_is_honoured_in_a_pipe(columns: int) -> None:
    """The rule below the titles of the table is as wide as COLUMNS says."""
    text = kpirules("evaluate", COLUMNS=str(columns)).stdout.decode()

    assert max(map(cell_len, text.splitlines())) == columns


def test_without_columns_a_pipe_is_80_wide() -> None:
    """So that output is the same everywhere."""
    text = kpirules("evaluate").stdout.decode()

    assert max(map(cell_len, text.splitlines())) == 80


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("command", ["", "explain", "evaluate", "check", "test", "rule"])
def test_help_fits_the_width(command: str, lang: str) -> None:
    """Every line of every help page, in both languages."""
    words = [word for word in (command, "--help") if word]
    text = kpirules("--lang", lang, *words, COLUMNS="60", KPIRULES_LANG=lang).stdout.decode()

    assert [line for line in text.splitlines() if cell_len(line) > 60] == []


@pytest.mark.parametrize(("lang", "said"), [("en", "government agency"), ("th", "ส่วนราชการ")])
def test_help_says_what_kpirules_is(lang: str, said: str) -> None:
    """For whoever meets it for the first time."""
    text = kpirules("--help", KPIRULES_LANG=lang).stdout.decode()

    assert said in text


def test_no_color_leaves_no_codes_on_a_terminal() -> None:
    """Neither colours nor bold nor dim."""
    assert b"\x1b" not in _on_a_terminal(NO_COLOR="1")
    assert b"\x1b" in _on_a_terminal()


def _on_a_terminal(**variables: str) -> bytes:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {name: said for name, said in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "kpirules", "explain", "band"],
        cwd=ROOT,
        env=environment | {"TERM": "xterm-256color"} | variables,
        stdout=theirs,
        stderr=subprocess.STDOUT,
    )
    os.close(theirs)
    found = b""
    try:
        while part := os.read(ours, 4096):
            found += part
    except OSError:  # the other side is closed
        pass
    process.wait()
    os.close(ours)
    return found


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"KPIRULES_LANG": "xx"}, "note: KPIRULES_LANG=xx"),
        ({"KPIRULES_LANG": "xx", "LC_ALL": "th_TH.UTF-8"}, "หมายเหตุ: ไม่รู้จักภาษา KPIRULES_LANG=xx"),
        ({"KPIRULES_LANG": "th"}, ""),
        ({"KPIRULES_LANG": "en_GB.UTF-8"}, ""),
    ],
)
def test_an_unknown_language_is_noted(variables: dict[str, str], said: str) -> None:
    """In one line on standard error; the command goes on."""
    ran = kpirules("rule", **variables)
    lines = ran.stderr.decode().splitlines()

    assert ran.returncode == 0
    assert len(lines) == bool(said)
    assert "".join(lines).startswith(said)


def test_an_option_makes_the_variable_unimportant() -> None:
    """`--lang` says it, so nothing is noted."""
    assert kpirules("rule", "--lang", "en", KPIRULES_LANG="xx").stderr == b""
