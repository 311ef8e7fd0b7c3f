"""What the editor has open."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from kpirules.lsp.convert import edited, whole_signs
from kpirules.lsp.findings import Findings
from kpirules.lsp.server import Server
from kpirules.project.places import display_name, is_rule_file
from kpirules.text.source import Source


def register(server: Server) -> None:
    """Hear of texts that are opened, changed, saved and closed."""
    findings = Findings(server)

    def _hold(path: Path, text: Source) -> None:
        if is_rule_file(path):
            server.rules.set_source(path, text)
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
        _hold(path, Source(display_name(path), whole_signs(document.text)))

    @server.answers(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
        path = server.path(params.text_document.uri)
        before = server.text(path)
        if before is not None:
            server.versions[path] = params.text_document.version
            _hold(path, edited(before, params.content_changes, server.encoding))

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
