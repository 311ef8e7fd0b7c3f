"""Texts open, close, are written by others; and whatever goes wrong, the server stays."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcMethodNotFound
from tests.lsp.conftest import ROOT, Editor, position
from tests.syntax.damage import in_file

from kpirules.ide.findings import told
from kpirules.ide.workspace import Workspace
from kpirules.lsp.server import Server
from kpirules.lsp.serving import make_server

EDITED = ("rules/examples/digital-service/scorecard.kpi", "rules/dsdw/2566/indicators.kpi")


@pytest.mark.asyncio
async def test_what_is_open_wins_over_the_disk(editor: Editor) -> None:
    """And what is closed without saving counts as it is on disk."""
    file = editor.folder / "disk" / "fact.kpi"
    file.parent.mkdir()
    file.write_text("fact on-disk\n", "utf-8")
    asks = "value v\n  formula in-editor + 1\n"
    (found,) = await editor.open("disk/value.kpi", asks)
    assert found.code == "KPI0201"

    await editor.open("disk/fact.kpi", "fact in-editor\n")
    await editor.wait_for("disk/value.kpi")
    editor.close("disk/fact.kpi")
    await editor.wait_for("disk/value.kpi", "KPI0201")


@pytest.mark.asyncio
async def test_files_that_others_write_and_delete_are_seen(editor: Editor) -> None:
    """As far as the editor tells of them."""
    file = editor.folder / "others" / "fact.kpi"
    file.parent.mkdir()
    (found,) = await editor.open("others/value.kpi", "value v\n  formula f + 1\n")
    assert found.code == "KPI0201"

    def tell(how: types.FileChangeType) -> None:
        event = types.FileEvent(file.as_uri(), how)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    file.write_text("fact f\n", "utf-8")
    tell(types.FileChangeType.Created)
    await editor.wait_for("others/value.kpi")
    file.write_text("fact g\n", "utf-8")
    tell(types.FileChangeType.Changed)
    await editor.wait_for("others/value.kpi", "KPI0201")
    file.write_bytes(b"\xff\xfe\x00")
    tell(types.FileChangeType.Changed)
    await editor.wait_for("others/fact.kpi", "KPI0003")
    file.unlink()
    tell(types.FileChangeType.Deleted)
    await editor.wait_for("others/fact.kpi")


@pytest.mark.asyncio
async def test_a_text_without_a_file_is_looked_at_too(editor: Editor) -> None:
    """Before anyone has saved it."""
    uri = "untitled:Untitled-7"
    item = types.TextDocumentItem(uri, "kpi", 1, "fact a\n  measured in percnt\n")
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    while not editor.client.diagnostics.get(uri):
        await editor.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)

    assert [each.code for each in editor.client.diagnostics[uri]] == ["KPI0210"]


@pytest.mark.asyncio
@pytest.mark.parametrize("file", EDITED)
async def test_edits_one_after_another_say_what_the_text_says_then(
    editor: Editor, file: str
) -> None:
    """Small changes, sent as stretches, to a file that is damaged more and more."""
    random = Random(file)  # noqa: S311  # no secrets
    name = f"edits/{Path(file).parent.name}/a.kpi"
    text = re.sub(r'^(use|ใช้) ".*', "", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE)
    await editor.open(name, text)
    for _ in range(25):
        text = in_file(editor.text(name), random).encode("utf-8", "replace").decode("utf-8")
        found = await editor.change(name, difference(editor.text(name), text))
        fresh = Workspace()
        fresh.set_text(editor.folder / name, text)
        (said,) = fresh.findings().values()

        assert editor.text(name) == text
        assert [each.message for each in found] == [each.said.message for each in told(said, "en")]
        assert [places(each) for each in found] == [
            [
                types.Range(position(text, span.start), position(text, span.end))
                for label in (each.diagnostic.primary, *each.diagnostic.labels)
                for span in (label.span,)
            ]
            for each in told(said, "en")
        ]


def places(shown: types.Diagnostic) -> list[types.Range]:
    """Where a finding is shown, and what else matters to it."""
    return [shown.range, *(each.location.range for each in shown.related_information or ())]


def difference(before: str, after: str) -> types.TextDocumentContentChangePartial:
    """The one stretch in which two texts differ."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    behind = 0
    while (
        behind < min(len(before), len(after)) - start and before[-1 - behind] == after[-1 - behind]
    ):
        behind += 1
    while start and "\r\n" in (before[start - 1 : start + 1], after[start - 1 : start + 1]):
        start -= 1
    while behind and "\r\n" in (
        before[len(before) - behind - 1 : len(before) - behind + 1],
        after[len(after) - behind - 1 : len(after) - behind + 1],
    ):
        behind -= 1
    span = types.Range(position(before, start), position(before, len(before) - behind))
    return types.TextDocumentContentChangePartial(span, after[start : len(after) - behind])


@pytest.mark.asyncio
async def test_odd_messages_end_nothing(editor: Editor) -> None:
    """Requests nobody answers, places outside of a file, files that were never opened."""
    client = editor.client
    with pytest.raises(JsonRpcMethodNotFound):
        await client.protocol.send_request_async("kpirules/unknown", {})
    await editor.open("odd/a.kpi", "fact a\n")
    nowhere = types.Position(99, 99)
    for uri in (editor.uri("odd/a.kpi"), editor.uri("odd/never.kpi"), "file:///etc/hosts"):
        document = types.TextDocumentIdentifier(uri)
        await client.text_document_definition_async(types.DefinitionParams(document, nowhere))
        await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    document = types.VersionedTextDocumentIdentifier(5, editor.uri("odd/never.kpi"))
    span = types.Range(types.Position(3, 3), nowhere)
    change = types.TextDocumentContentChangePartial(span, "x")
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    assert await editor.open("odd/b.kpi", "fact b\n") == []


def test_a_crash_is_told_once_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What went wrong is kept in a file, and the editor shows whose mistake it is."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    server = make_server("th", "en")
    shown: list[types.ShowMessageParams] = []
    monkeypatch.setattr(server, "window_show_message", shown.append)

    @server.answers("kpirules/crash")
    def crash(server: Server, params: object) -> None:
        raise ZeroDivisionError(server.lang, params)

    answer = server.protocol.fm.features["kpirules/crash"]

    assert answer("one") is None
    assert answer("two") is None
    assert len(shown) == 1
    assert "เป็นข้อผิดพลาดของ kpirules เอง" in shown[0].message
    (details,) = tmp_path.iterdir()
    assert details.name in shown[0].message
    assert "ZeroDivisionError" in details.read_text("utf-8")

    @server.answers("kpirules/refusal")
    def refuse(server: Server, params: object) -> None:
        del server, params
        raise JsonRpcMethodNotFound

    with pytest.raises(JsonRpcMethodNotFound):
        server.protocol.fm.features["kpirules/refusal"]("three")


@pytest.mark.parametrize(
    ("asked", "options", "locale", "found"),
    [
        (None, None, None, "en"),
        (None, None, "th-TH", "th"),
        (None, {"lang": "en"}, "th", "en"),
        ("th", {"lang": "en"}, "en-US", "th"),
        (None, {"lang": 5}, "de", "en"),
        (None, "th", "th_TH.UTF-8", "th"),
    ],
)
def test_whose_language_counts(
    asked: str | None, options: object, locale: str | None, found: str
) -> None:
    """The command line, the editor's settings for kpirules, its own language, then the system's."""
    server = make_server(asked, "en")  # type: ignore[arg-type]
    server.begin(
        types.InitializeParams(
            types.ClientCapabilities(), initialization_options=options, locale=locale
        )
    )

    assert server.lang == found
