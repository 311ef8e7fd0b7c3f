"""Files stay small, and the map names what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "kpirules"
SOURCES = sorted(PACKAGE.rglob("*.py"))
MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")
_PATH = re.compile(r"`([\w./-]+(?:/|\.(?:py|md|toml|lark|kpi|yaml)|/[\w.-]+))`")
_ROW = re.compile(r"^\| (?P<place>`[^|]+) \| (?P<what>.+) \|$", re.MULTILINE)


def lines_of(path: Path) -> int:
    """How long a file is."""
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_long() -> None:
    """One idea a file: none has more than 600 lines."""
    assert [path.name for path in SOURCES if lines_of(path) > 600] == []


def test_most_files_are_short() -> None:
    """At least nine of ten stay under 400 lines."""
    assert sum(lines_of(path) < 400 for path in SOURCES) >= 0.9 * len(SOURCES)


def paths_named() -> list[tuple[str, tuple[Path, ...]]]:
    """Every path that the map names, and where it may lie."""
    found = []
    for row in _ROW.finditer(MAP):
        places = _PATH.findall(row["place"])
        found += [(place, (ROOT,)) for place in places]
        homes = tuple(ROOT / place for place in places)
        found += [(path, (*homes, ROOT, PACKAGE)) for path in _PATH.findall(row["what"])]
    prose = _ROW.sub("", MAP)
    return found + [(path, (ROOT, PACKAGE)) for path in _PATH.findall(prose)]


@pytest.mark.parametrize(("path", "homes"), paths_named(), ids=lambda value: str(value)[:40])
def test_every_path_on_the_map_is_there(path: str, homes: tuple[Path, ...]) -> None:
    """`docs/architecture.md` names no file that is gone."""
    assert any((home / path).exists() for home in homes)


@pytest.mark.parametrize(
    "package", [path.parent.name for path in sorted(PACKAGE.glob("*/__init__.py"))]
)
def test_every_package_is_on_the_map(package: str) -> None:
    """A newcomer finds each package, with a line about what lives there."""
    assert f"`src/kpirules/{package}/`" in MAP


def test_the_map_was_read() -> None:
    """The tests above look at something."""
    assert len(paths_named()) > 30
