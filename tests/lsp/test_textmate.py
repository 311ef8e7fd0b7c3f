"""The colours of the editor extension are those of the grammar and its words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kpirules import __version__
from kpirules.lsp.textmate import in_markdown, textmate, word_list
from kpirules.syntax.grammar import grammar

EXTENSION = Path(__file__).parents[2] / "src" / "kpirules" / "lsp" / "vscode"
PACKAGES = ("package.json", "package-lock.json")


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


def test_the_extension_has_the_version_of_kpirules() -> None:
    """In both of its files."""
    packages = [json.loads((EXTENSION / name).read_text("utf-8")) for name in PACKAGES]

    assert {package["version"] for package in packages} == {__version__}


def test_a_word_in_the_editor_is_a_name_of_the_grammar() -> None:
    """So that a double click marks the whole of a Thai name."""
    configured = json.loads((EXTENSION / "language-configuration.json").read_text("utf-8"))
    name = next(each for each in grammar().lark.terminals if each.name == "NAME")

    assert re.sub(r"\\u([0-9A-F]{4})", _sign, configured["wordPattern"]) == name.pattern.value


def _sign(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))
