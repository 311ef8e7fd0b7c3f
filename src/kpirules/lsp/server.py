"""The language server: what the editor has open, and who answers what it asks.

A room of features registers its answers with `Server.answers`; see `features`. Nothing
that goes wrong in an answer ends the server: the details are kept in a file, and
the editor shows where.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from kpirules import __version__
from kpirules.diagnostics.diagnostic import Edit
from kpirules.ide.workspace import Workspace
from kpirules.lsp.convert import Encoding, language_of, offset_of, path_of, range_of, uri_of
from kpirules.lsp.protocol import EditorProtocol, converter
from kpirules.project.crash import apology, keep_details
from kpirules.project.places import is_rule_file, normal, path_named
from kpirules.prose.words import Language
from kpirules.text.source import Source
from kpirules.text.span import Span

Answer = Callable[["Server", Any], Any]


class Somewhere(Protocol):
    """A request about a place in a file."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier:
        """The file."""

    @property
    def position(self) -> types.Position:
        """The place."""


class Server(LanguageServer):
    """What the editor has told, and the rules as they are in it."""

    def __init__(self, lang: Language | None, fallback: Language) -> None:
        """`lang` is the language asked for when the server was started, `fallback` that of the system."""
        super().__init__(
            "kpirules", __version__, protocol_cls=EditorProtocol, converter_factory=converter
        )
        self._asked, self.lang = lang, lang or fallback
        self.rules = Workspace()
        self.uris: dict[Path, str] = {}
        self.versions: dict[Path, int] = {}
        self._said_crashes: set[str] = set()

    # -------------------------------------------------------------- registering

    def answers(self, method: str, options: object = None) -> Callable[[Answer], Answer]:
        """Register what answers a request or hears a notification.

        It is given this server and the message. If it fails, the answer is nothing,
        and the editor shows how to report it.
        """

        def register(answer: Answer) -> Answer:
            def guarded(message: Any) -> Any:  # noqa: ANN401  # whatever the method is about
                try:
                    return answer(self, message)
                except JsonRpcException:
                    raise  # an answer too: it says why there is none
                except Exception as error:  # noqa: BLE001  # an editor must never lose its server
                    self.say_crash(error, method)
                    return None

            self.feature(method, options)(guarded)
            return answer

        return register

    def soon(self, act: Callable[[], None], seconds: float) -> None:
        """Do something a little later, unless all is over then."""

        def guarded() -> None:
            try:
                act()
            except Exception as error:  # noqa: BLE001  # as above
                self.say_crash(error, repr(act))

        asyncio.get_running_loop().call_later(seconds, guarded)

    def say_crash(self, error: Exception, doing: str) -> None:
        """Ask for a report of our own mistake; of the same one only once."""
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f"{type(error).__name__} {frame.tb_frame.f_code.co_filename if frame else ''}"
        place += f" {frame.tb_lineno if frame else 0}"
        if place in self._said_crashes:
            return
        self._said_crashes.add(place)
        file = keep_details(error, f"language server: {doing}")
        self.window_show_message(
            types.ShowMessageParams(types.MessageType.Error, "\n".join(apology(file, self.lang)))
        )

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ANN401
        """What went wrong outside our answers, such as a message that is none."""
        if not isinstance(error, JsonRpcException):
            self.say_crash(error, str(source))

    # ------------------------------------------------------- places and languages

    @property
    def encoding(self) -> Encoding:
        """What the editor counts positions in."""
        return self.protocol.workspace.position_encoding or types.PositionEncodingKind.Utf16

    def path(self, uri: str) -> Path:
        """The file of an address."""
        folders = self.rules.folders
        return normal(path_of(uri, folders[0] if folders else Path.cwd()))

    def uri(self, path: Path) -> str:
        """The address of a file, as the editor writes it."""
        return self.uris.get(path) or uri_of(path)

    def here(self, where: Somewhere) -> tuple[Path, Source, int] | None:
        """The file, its text and the offset that a request is about; None where there are no rules."""
        path = self.path(where.text_document.uri)
        source = self.text(path)
        if source is None:
            return None
        return path, source, offset_of(source, where.position, self.encoding)

    def text(self, path: Path) -> Source | None:
        """The text of a rule file, open or on disk."""
        return self.rules.text(path) if is_rule_file(path) else None

    def place(self, name: str) -> tuple[Path, Source] | None:
        """The file that findings call by a name, and its text."""
        path = normal(path_named(name))
        source = self.text(path)
        return None if source is None else (path, source)

    def location(self, path: Path, source: Source, span: Span) -> types.Location:
        """A place in a file."""
        return types.Location(self.uri(path), range_of(source, span, self.encoding))

    def workspace_edit(
        self,
        edits: Iterable[Edit],
        beside: Mapping[Path, tuple[Source, tuple[Edit, ...]]] | None = None,
    ) -> types.WorkspaceEdit:
        """Edits of rule files, and of others `beside` them, all to be made at once."""
        by_file: dict[str, list[Edit]] = {}
        for edit in edits:
            by_file.setdefault(edit.span.file, []).append(edit)
        changes: dict[str, list[types.TextEdit]] = {}
        for name, own in by_file.items():
            place = self.place(name)
            if place is not None:
                path, source = place
                changes[self.uri(path)] = self.text_edits(source, own)
        for path, (source, own_edits) in (beside or {}).items():
            changes[self.uri(path)] = self.text_edits(source, own_edits)
        return types.WorkspaceEdit(changes)

    def text_edits(self, source: Source, edits: Iterable[Edit]) -> list[types.TextEdit]:
        """Edits of one text."""
        return [
            types.TextEdit(range_of(source, each.span, self.encoding), each.text) for each in edits
        ]

    def begin(self, params: types.InitializeParams) -> None:
        """What the editor says of itself: its folders and its language."""
        options = params.initialization_options
        wished = options.get("lang") if isinstance(options, dict) else None
        asked = self._asked or language_of(wished) or language_of(params.locale)
        self.lang = asked or self.lang
        uris = [folder.uri for folder in params.workspace_folders or ()]
        if not uris and params.root_uri:
            uris = [params.root_uri]
        self.set_folders(uris)
        if self.rules.folders and self.rules.folders[0].is_dir():
            os.chdir(
                self.rules.folders[0]
            )  # messages name files as they do on a command line there

    def set_folders(self, uris: Sequence[str]) -> None:
        """The folders that are open in the editor."""
        self.rules.set_folders(path_of(uri, Path.cwd()) for uri in uris if uri.startswith("file:"))
