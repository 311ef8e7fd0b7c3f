"""The colours of the editor extension are those of the grammar and its words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kpirules.lsp.textmate import in_markdown, textmate, word_list

EXTENSION = Path(__file__).parents[2] / "src" / "kpirules" / "lsp" / "vscode"


@pytest.mark.parametrize(
    ("file", "made"),
    [
        ("syntaxes/kpi.tmLanguage.json", textmate),
        ("syntaxes/kpi-markdown.tmLanguage.json", in_markdown),
        ("test/words.json", word_list),
    ],
)
def test_files_are_up_to_date(
    file: str, made: Callable[[], object], request: pytest.FixtureRequest
) -> None:
    """`--reset-golden` writes them anew."""
    text = json.dumps(made(), ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--reset-golden"):
        (EXTENSION / file).write_text(text, "utf-8")
        return

    assert text == (EXTENSION / file).read_text("utf-8")


def test_the_lock_file_holds_no_addresses() -> None:
    """Each place installs from its own registry, and gets the same packages."""
    locked = json.loads((EXTENSION / "package-lock.json").read_text("utf-8"))["packages"]

    assert all("resolved" not in package for package in locked.values())
    assert all("integrity" in package for place, package in locked.items() if place)
