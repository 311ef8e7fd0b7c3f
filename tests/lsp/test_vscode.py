"""The extension for Visual Studio Code: built as a reader builds it, and its colours held against the parser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lark import Token
from tests.docs.test_language_page import PAGES, blocks

from kpirules.format.rows import rows_of
from kpirules.lsp.textmate import DECLARED, NAME, NUMBER, SCOPES, TEXT, UNIT, scope_of
from kpirules.syntax.grammar import keywords
from kpirules.text.source import Source

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "src" / "kpirules" / "lsp" / "vscode"
NPM = shutil.which("npm")

Read = tuple[int, int, str, list[str]]
"""Line, column, text, and the colours that are right for it."""


def read(text: str) -> Iterator[Read]:
    """What the parser takes the words of a rule file for."""
    lines = text.splitlines()
    for number, row in enumerate(rows_of(Source("rules", text)).rows):
        place = 0
        for index, token in enumerate(row.tokens):
            place = lines[number].index(str(token), place)
            scopes = _colours(row.tokens, index)
            if scopes:
                yield number, place, str(token), scopes
            place += len(token)


def _colours(tokens: tuple[Token, ...], index: int) -> list[str]:
    token = tokens[index]
    if token.type == "NAME":
        asked = [SCOPES["field"], SCOPES["function"]]
        return [NAME, DECLARED, UNIT, *asked]
    if token.type in keywords():
        return [scope_of(keywords()[token.type])]
    return {"NUMBER": [NUMBER], "TEXT": [TEXT]}.get(token.type, [])


def rule_texts() -> Iterator[tuple[str, str]]:
    """All rules that come with kpirules, and all that the pages on the language show."""
    for path in sorted((ROOT / "rules").rglob("*.kpi")):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
    for page in PAGES:
        for number, text in enumerate(blocks(page.read_text("utf-8"), "kpi"), 1):
            yield f"{page.name} {number}", text


def npm(*words: str, folder: Path, **environment: str) -> None:
    """Run npm, and say all it says if it fails."""
    done = subprocess.run(
        [NPM or "npm", *words],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(NPM is None, reason="npm is not installed; it comes with Node.js")
def test_it_is_built_and_colours_rules_as_they_are_read(tmp_path: Path) -> None:
    """`npm ci`, the tests in Node.js, and `npm run package`, which leaves one file to install."""
    folder = tmp_path / "vscode"
    shutil.copytree(EXTENSION, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    expected = [
        {"name": name, "lines": text.splitlines(), "read": list(read(text))}
        for name, text in rule_texts()
    ]
    (tmp_path / "read.json").write_text(json.dumps(expected), "utf-8")
    npm("ci", "--no-audit", "--no-fund", folder=folder)
    npm("test", folder=folder, KPIRULES_READ=str(tmp_path / "read.json"))
    npm("run", "package", folder=folder)
    with zipfile.ZipFile(folder / "dist" / "kpirules.vsix") as packed:
        names = {name for name in packed.namelist() if name.startswith("extension/")}
        client = packed.read("extension/dist/extension.js").decode()

    assert names == {
        f"extension/{name}"
        for name in (
            "dist/extension.js",
            "language-configuration.json",
            "package.json",
            "package.nls.json",
            "package.nls.th.json",
            "readme.md",
            "syntaxes/kpi-markdown.tmLanguage.json",
            "syntaxes/kpi.tmLanguage.json",
        )
    }
    assert 'require("vscode")' in client
    assert 'require("vscode-languageclient' not in client
