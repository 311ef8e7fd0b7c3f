"""What is wrong with open rules, told while they are written."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.conftest import Editor

pytestmark = pytest.mark.asyncio


async def test_mistakes_come_and_go_with_the_text(editor: Editor) -> None:
    """A word that is none is marked, in units of UTF-16, and gone when it is mended."""
    found = await editor.open("a.kpi", 'fact a "🙂ก้" whle number\n')

    assert [each.code for each in found] == ["KPI0101"]
    assert found[0].range == types.Range(types.Position(0, 14), types.Position(0, 18))

    gone = types.Range(types.Position(0, 14), types.Position(0, 25))
    found = await editor.change("a.kpi", types.TextDocumentContentChangePartial(gone, ""))

    assert found == []
    editor.close("a.kpi")


async def test_an_edit_is_felt_in_other_files(editor: Editor) -> None:
    """A fact that is renamed is missed in the file that uses it, which is not even open."""
    (editor.folder / "value.kpi").write_text("value v\n  formula f + 1\n", "utf-8")
    assert await editor.open("fact.kpi", "fact f\n") == []

    assert await editor.write("fact.kpi", "fact g\n") == []
    await editor.wait_for("value.kpi", "KPI0201")

    assert await editor.write("fact.kpi", "fact f\n") == []
    await editor.wait_for("value.kpi")
