"""`kpirules lsp` where the package it needs is not installed."""

from __future__ import annotations

import sys

import pytest

from kpirules.cli.main import run


@pytest.mark.parametrize("lang", ["en", "th"])
def test_without_its_package_it_says_how_to_install_it(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, and no traceback."""
    monkeypatch.setitem(sys.modules, "pygls", None)
    with pytest.raises(SystemExit) as stopped:
        run(["lsp", "--lang", lang])

    assert stopped.value.code == 2
    assert 'pip install "kpirules[lsp]"' in capsys.readouterr().err.splitlines()[0]
