"""A real server on standard input and output, and an editor that speaks with it."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "kpirules", "lsp"]


class Editor:
    """What tests do with an editor: open texts, change them, and wait for what is said of them."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self._versions: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self._said: dict[str, types.PublishDiagnosticsParams] = {}
        self.history: list[types.PublishDiagnosticsParams] = []
        self._heard = asyncio.Event()
        self._hear()

    def _hear(self) -> None:
        """Note all that is said of files."""
        heard = self.client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

        def hear(said: types.PublishDiagnosticsParams) -> None:
            self._said[said.uri] = said
            self.history.append(said)
            self._heard.set()
            heard(said)

        self.client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = hear

    def uri(self, name: str) -> str:
        """The address of a file in the folder that is open."""
        return (self.folder / name).as_uri()

    async def open(self, name: str, text: str) -> list[types.Diagnostic]:
        """Open a file; the answer is what is wrong with it."""
        uri = self.uri(name)
        self._versions[uri] = 1
        self._texts[uri] = text
        self._said.pop(uri, None)
        item = types.TextDocumentItem(uri, "kpi", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.findings(name)

    async def change(
        self, name: str, *changes: types.TextDocumentContentChangeEvent
    ) -> list[types.Diagnostic]:
        """Change a file; the answer is what is wrong with it then."""
        self.send(name, *changes)
        return await self.findings(name)

    def send(self, name: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Change a file, and wait for nothing."""
        uri = self.uri(name)
        self._versions[uri] += 1
        for each in changes:
            if isinstance(each, types.TextDocumentContentChangeWholeDocument):
                self._texts[uri] = each.text
            else:
                edit = types.TextEdit(each.range, each.text)
                self._texts[uri] = applied(self._texts[uri], [edit])
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    async def write(self, name: str, text: str) -> list[types.Diagnostic]:
        """Give a file another text as a whole."""
        return await self.change(name, types.TextDocumentContentChangeWholeDocument(text))

    def close(self, name: str) -> None:
        """Close a file."""
        document = types.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    async def findings(self, name: str) -> list[types.Diagnostic]:
        """What is wrong with a file, as soon as its newest version has been looked at."""
        uri = self.uri(name)
        async with asyncio.timeout(20):
            while (said := self._said.get(uri)) is None or said.version != self._versions[uri]:
                self._heard.clear()
                await self._heard.wait()
        return [*said.diagnostics]

    async def wait_for(self, name: str, *codes: str) -> None:
        """Wait until just these findings are shown for a file, which need not be open."""
        uri = self.uri(name)
        async with asyncio.timeout(20):
            while uri not in self._said or codes != tuple(
                each.code for each in self._said[uri].diagnostics
            ):
                self._heard.clear()
                await self._heard.wait()

    async def heard(self, name: str) -> None:
        """Wait until something is said of a file again."""
        before = self._said.get(self.uri(name))
        async with asyncio.timeout(20):
            while self._said.get(self.uri(name)) is before:
                self._heard.clear()
                await self._heard.wait()

    def text(self, name: str) -> str:
        """What the editor shows of a file."""
        return self._texts[self.uri(name)]

    def at(self, name: str, words: str, *, after: int = 0) -> types.TextDocumentPositionParams:
        """The place of some words in a file; `after` counts from there, in code points."""
        offset = self.text(name).index(words) + after
        return types.TextDocumentPositionParams(
            self.document(name), position(self.text(name), offset)
        )

    async def make(self, edit: types.WorkspaceEdit | None) -> None:
        """Make the edits that the server proposes, as an editor does; other files are opened first."""
        assert edit is not None
        for uri, edits in (edit.changes or {}).items():
            name = uri.removeprefix(f"{self.folder.as_uri()}/")
            if uri not in self._texts:
                await self.open(name, (self.folder / name).read_text("utf-8"))
            await self.write(name, applied(self._texts[uri], edits))

    def shown(self, location: types.Location) -> str:
        """What stands at a place, and in which file."""
        name = location.uri.removeprefix(f"{self.folder.as_uri()}/")
        text = self._texts.get(location.uri) or (self.folder / name).read_text("utf-8")
        return f"{name}: {between(text, location.range)}"

    def document(self, name: str) -> types.TextDocumentIdentifier:
        """A file, as requests name it."""
        return types.TextDocumentIdentifier(self.uri(name))


def position(text: str, offset: int) -> types.Position:
    """The position of an offset, counted in UTF-16 as most editors do, apart from the server."""
    before = re.split(r"\r\n|\r|\n", text[:offset])
    return types.Position(len(before) - 1, len(before[-1].encode("utf-16-le")) // 2)


def offset(text: str, place: types.Position) -> int:
    """The offset of a position."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    units = 0
    for index in range(starts[place.line], len(text)):
        if units >= place.character:
            return index
        units += 1 + (text[index] > "\uffff")
    return len(text)


def between(text: str, span: types.Range) -> str:
    """What stands in a range."""
    return text[offset(text, span.start) : offset(text, span.end)]


def applied(text: str, edits: Sequence[types.TextEdit]) -> str:
    """A text after some edits, which do not overlap."""
    for edit in sorted(edits, key=lambda each: offset(text, each.range.start), reverse=True):
        start, end = offset(text, edit.range.start), offset(text, edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is open in the editor, empty at first."""
    return tmp_path_factory.mktemp("office")


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND), scope="module")
async def client(
    request: pytest.FixtureRequest, lsp_client: LanguageClient, folder: Path
) -> AsyncIterator[None]:
    """The other end of the line; messages are in the language of the module, `LANG`."""
    lang = getattr(request.module, "LANG", "en")

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        del params

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "office")],
            initialization_options={"lang": lang},
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture(scope="module")
def editor(client: LanguageClient, folder: Path) -> Editor:
    """An editor with an empty folder open."""
    return Editor(client, folder)
