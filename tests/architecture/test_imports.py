"""Imports point one way, and a start loads no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "lark", "hypothesis", "yaml", "polars", "pandas", "numpy", "duckdb", "pyspark", "z3",
    "pygls", "starlette", "uvicorn", "python_calamine",
)  # fmt: skip
"""What explaining the bundled scorecard never needs once rules and facts are kept."""

LOADED = """
import sys
from kpirules.cli.main import run
try:
    run(sys.argv[1:])
except SystemExit as stop:
    assert stop.code == 0, stop.code
print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_import_contracts_hold() -> None:
    """The contracts of pyproject.toml, as `lint-imports` checks them."""
    command = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    """`kpirules --help` needs no parser, no YAML and no engine."""
    names = "import sys, kpirules.cli.main; print(*{n.partition('.')[0] for n in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", names], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()

    assert "click" in loaded
    assert set(loaded) & {*HEAVY, "icu4py"} == set()


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "total"),
        ("explain", "indicator-2", "--lang", "th"),
        ("evaluate",),
        ("check", "rules"),
    ],
    ids=" ".join,
)
def test_a_warm_start_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    """From the second time on neither parser nor YAML is loaded, and no engine ever."""
    for _ in range(2):
        said = subprocess.run(
            [sys.executable, "-c", LOADED, *words],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

        assert said.returncode == 0, said.stderr

    loaded = said.stdout.rpartition("loaded:")[2].split()

    assert "kpirules" in loaded
    assert set(loaded) & set(HEAVY) == set()
