"""What the editor has open, and what is wrong with it."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path

from lsprotocol import types

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.ide.findings import told
from kpirules.lsp.convert import diagnostic_of, edited, whole_signs
from kpirules.lsp.server import Server
from kpirules.project.places import is_rule_file
from kpirules.prose.words import plain
from kpirules.text.source import Source

_SOON = 0.01
"""Changes that come one upon the other are looked at once."""

_IDLE = 2.0
"""Garbage is collected when nobody has written for so many seconds: it takes as long as an edit."""

_MOST_EDITS = 500
"""Without a pause for so many edits, garbage is collected nevertheless."""


def register(server: Server) -> None:
    """Hear of texts that are opened, changed, saved and closed."""
    findings = _Findings(server)

    def _hold(path: Path, text: str) -> None:
        if is_rule_file(path):
            server.rules.set_text(path, text)
            findings.look(path)

    @server.answers(types.INITIALIZE)
    def begin(server: Server, params: types.InitializeParams) -> None:
        server.begin(params)

    @server.answers(types.INITIALIZED)
    def watch(server: Server, params: types.InitializedParams) -> None:
        del params
        _watch_files(server)

    @server.answers(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        path = server.path(document.uri)
        server.uris[path], server.versions[path] = document.uri, document.version
        _hold(path, whole_signs(document.text))

    @server.answers(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
        path = server.path(params.text_document.uri)
        before = server.text(path)
        if before is not None:
            server.versions[path] = params.text_document.version
            _hold(path, edited(before.text, params.content_changes, server.encoding))

    @server.answers(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
        server.rules.look_again([server.path(params.text_document.uri)])
        findings.look()

    @server.answers(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
        path = server.path(params.text_document.uri)
        server.rules.close(path)
        server.versions.pop(path, None)
        findings.look()

    @server.answers(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
        server.rules.look_again(server.path(change.uri) for change in params.changes)
        findings.look()

    @server.answers(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
        del params
        server.set_folders([*server.workspace.folders])
        findings.look()


def _watch_files(server: Server) -> None:
    """Ask to be told of rule files that other programs write, where the editor can do that."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher("**/*.kpi"), types.FileSystemWatcher("**/*.kpi.md")]
    )
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = types.Registration("kpirules-files", method, options)
    server.client_register_capability(types.RegistrationParams([registration]))


class _Findings:
    """The findings as the editor has them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._shown: dict[Path, list[types.Diagnostic]] = {}
        self._edited: set[Path] = set()
        self._is_due = False
        self._looks = self._collected = 0

    def look(self, path: Path | None = None) -> None:
        """Say soon what is wrong now; of an edited file in any case."""
        if path is not None:
            self._edited.add(path)
        if not self._is_due:
            self._is_due = True
            self._server.soon(self._say, _SOON)

    def _say(self) -> None:
        self._is_due = False
        self._looks += 1
        self._server.soon(partial(self._collect, self._looks), _IDLE)
        edited, self._edited = self._edited, set()
        found = self._server.rules.findings()
        paths = self._shown.keys() | found.keys()
        for path in sorted(paths, key=lambda each: (each not in edited, each)):
            diagnostics = self._told(path, told(found.get(path, ()), self._server.lang))
            if path in edited or diagnostics != self._shown.get(path, []):
                self._publish(path, diagnostics)
            if not diagnostics:
                self._shown.pop(path, None)

    def _collect(self, looks: int) -> None:
        """Collect garbage, unless someone has gone on writing."""
        if looks == self._looks or self._looks - self._collected > _MOST_EDITS:
            self._collected = self._looks
            gc.collect()

    def _publish(self, path: Path, diagnostics: list[types.Diagnostic]) -> None:
        self._shown[path] = diagnostics
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                self._server.uri(path), diagnostics, self._server.versions.get(path)
            )
        )

    def _told(self, path: Path, said: tuple[Diagnostic, ...]) -> list[types.Diagnostic]:
        source = self._server.rules.text(path) or Source("", "")
        encoding = self._server.encoding
        return [diagnostic_of(each, source, self._others(each), encoding) for each in said]

    def _others(self, said: Diagnostic) -> list[types.DiagnosticRelatedInformation]:
        """The other places that matter to a finding."""
        found = []
        for label in said.labels:
            place = self._server.place(label.span.file)
            if place is not None:
                path, source = place
                location = self._server.location(path, source, label.span)
                found.append(
                    types.DiagnosticRelatedInformation(location, plain(label.message) or said.code)
                )
        return found
