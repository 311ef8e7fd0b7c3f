"""How messages go to the editor and come from it, where that differs from what the library does."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import msgspec
from cattrs import Converter
from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.protocol.language_server import lsp_method

from kpirules.lsp.wire import Plain


class EditorProtocol(LanguageServerProtocol):
    """Texts are kept by our own workspace: that of pygls breaks lines at more signs than editors do."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """Hand a change on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    def get_message_type(self, method: str) -> type[Any] | None:  # type: ignore[override]  # not kept
        """What a message is made of; findings are plain, so that of them it may be anything."""
        if method == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
            return None
        found: type[Any] | None = super().get_message_type(method)
        return found


def converter() -> Converter:
    """What turns messages into data; plain ones are sent as they are."""
    made: Converter = default_converter()  # type: ignore[no-untyped-call]
    made.register_unstructure_hook_func(_is_plain, msgspec.to_builtins)
    return made


def _is_plain(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Plain)
