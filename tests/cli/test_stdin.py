"""Rules and facts on standard input."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def kpirules(*words: str, given: bytes = b"", folder: Path) -> tuple[int, str]:
    """Run the command line in a folder; its exit code and all it says."""
    ran = subprocess.run(
        [sys.executable, "-m", "kpirules", *words, "--lang", "en"],
        cwd=folder,
        input=given,
        capture_output=True,
        check=False,
    )
    return ran.returncode, (ran.stdout + ran.stderr).decode()


@pytest.mark.parametrize(
    "words",
    [("check", "-"), ("test", "-"), ("evaluate", "--rules", "-"), ("explain", "--rules", "-")],
)
def test_every_command_reads_rules_from_standard_input(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    """A mistake in them is found at a line of `stdin`."""
    code, said = kpirules(*words, given=b"period 2566\n\nnonsense here\n", folder=tmp_path)

    assert code in {1, 2}
    assert "stdin:3" in said


@pytest.mark.parametrize("words", [("evaluate", "--rules", "-"), ("explain", "--rules", "-")])
def test_rules_without_a_scorecard_are_said_to_have_none(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    """Sound rules, but nothing to evaluate."""
    code, said = kpirules(*words, given=b"unit person\n", folder=tmp_path)

    assert code == 2
    assert "there is no scorecard in `stdin`" in said


@pytest.mark.parametrize("command", ["evaluate", "explain"])
@pytest.mark.parametrize(
    "words", [("--rules", "-", "--facts", "-"), ("--facts", "-", "--facts", "-")]
)
def test_standard_input_is_read_once(command: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """Rules and facts cannot both come from it."""
    code, said = kpirules(command, *words, folder=tmp_path)

    assert code == 2
    assert "only one of rules and facts can come from standard input" in said


def test_a_file_of_that_name_can_be_named(tmp_path: Path) -> None:
    """`./-` is no standard input."""
    (tmp_path / "-").write_text("period 2566\n\nnonsense here\n", "utf-8")

    code, said = kpirules("check", "./-", folder=tmp_path)

    assert code == 1
    assert "stdin" not in said


def test_a_document_on_standard_input_is_read_as_one(tmp_path: Path) -> None:
    """Its blocks of rules are read, its prose is not."""
    document = b"# Rules\n\nWe count people.\n\n```kpi\nunit person\nnonsense here\n```\n"
    code, said = kpirules("check", "-", given=document, folder=tmp_path)

    assert code == 1
    assert "stdin.kpi.md:7" in said
    assert "1 finding in 1 file" in said
