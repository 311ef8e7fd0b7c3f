"""The page on editors names, in both languages, all that the server does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kpirules.lsp.serving import make_server

PAGE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text("utf-8")
ENGLISH, THAI = PAGE.split("## ไทย", 1)
BY_THE_WAY = re.compile(
    r"(textDocument/(did|prepare)|workspace/(did|execute)|\$/|initialize|codeAction/resolve|\w+/resolve)"
)

both_halves = pytest.mark.parametrize("half", [ENGLISH, THAI], ids=["en", "th"])


@both_halves
def test_every_feature_has_a_row(half: str) -> None:
    """And no row promises what the server does not do."""
    features = make_server(None, "en").protocol.fm.features
    served = {name for name in features if not BY_THE_WAY.match(name)}
    rows = set(re.findall(r"\| `(\w+/[\w/]+)` \|$", half, re.MULTILINE))

    assert rows == {*served, "textDocument/publishDiagnostics"}


@both_halves
def test_settings_can_be_read(half: str) -> None:
    """The settings of Helix are TOML, and start the command."""
    (toml,) = re.findall(r"```toml\n(.*?)```", half, re.DOTALL)
    server = tomllib.loads(toml)["language-server"]["kpirules"]

    assert (server["command"], server["args"]) == ("kpirules", ["lsp"])
