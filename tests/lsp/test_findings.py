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


async def test_changes_one_upon_the_other_are_looked_at_together(editor: Editor) -> None:
    """What is said at last is said of the last of them."""
    await editor.open("burst/a.kpi", "fact a\n")
    heard = len(editor.history)
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    for _ in range(29):
        editor.send("burst/a.kpi", types.TextDocumentContentChangePartial(start, "# a word\n"))
    (found,) = await editor.change(
        "burst/a.kpi", types.TextDocumentContentChangePartial(start, "x\n")
    )

    assert found.range.start.line == 0
    assert len(editor.history) - heard < 30
    editor.close("burst/a.kpi")


async def test_what_a_finding_proposes_follows_other_lines(editor: Editor) -> None:
    """The line that is wrong has not changed, what could be meant has."""
    text = "fact abcd-one\nvalue v\n  formula abcd-onf + 1\n"
    (found,) = await editor.open("meant/a.kpi", text)
    assert "abcd-one" in found.message

    (found,) = await editor.write("meant/a.kpi", text.replace("abcd-one", "abcd-ong"))
    assert "abcd-ong" in found.message
    assert "abcd-one" not in found.message
    editor.close("meant/a.kpi")


async def test_other_places_of_a_finding_move_with_their_file(editor: Editor) -> None:
    """Nothing in the file that is wrong has changed, and still it is told again."""
    await editor.open("twice/first.kpi", "fact twice\n")
    (found,) = await editor.open("twice/second.kpi", "fact twice\n")
    assert related(found) == ["first.kpi:0"]

    await editor.write("twice/first.kpi", "# one\n# two\nfact twice\n")
    while related((await editor.findings("twice/second.kpi"))[0]) != ["first.kpi:2"]:
        await editor.heard("twice/second.kpi")
    await editor.write("twice/first.kpi", "fact once\n")
    await editor.wait_for("twice/second.kpi")
    editor.close("twice/first.kpi")
    editor.close("twice/second.kpi")


def related(found: types.Diagnostic) -> list[str]:
    """The other places that a finding names, each as its file and line."""
    return [
        f"{each.location.uri.rpartition('/')[2]}:{each.location.range.start.line}"
        for each in found.related_information or ()
    ]
