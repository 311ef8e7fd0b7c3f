"""Every rule file of the project, for tests that ask something of all of them."""

from __future__ import annotations

from pathlib import Path

from kpirules.ide.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    path.relative_to(ROOT).as_posix()
    for folder in ("rules", "tests/corpus", "tests/literate")
    for path in sorted((ROOT / folder).rglob("*.kpi*"))
    if path.suffix in {".kpi", ".md"}
]
"""Good ones and bad ones."""

GOOD = [name for name in FILES if "/bad/" not in name and not name.startswith("rules")]


def alone(name: str) -> tuple[Workspace, Path] | None:
    """A file as the only one of its book, which lies where `use` finds the rest.

    None where it is no text.
    """
    path = ROOT / name
    text = Workspace().text(path)
    if text is None:
        return None
    workspace = Workspace()
    place = path.parent / "alone" / path.name
    workspace.set_text(place, text.text)
    return workspace, place
