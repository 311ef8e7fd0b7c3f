"""How messages go to the editor and come from it, where that differs from what the library does."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import msgspec
from cattrs import Converter
from lsprotocol import types
from pygls.protocol import (
    JsonRPCNotification,
    JsonRPCResponseMessage,
    LanguageServerProtocol,
    default_converter,
)
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

    def _send_data(self, data: Any) -> None:  # noqa: ANN401  # any message
        """Send a message; what is plain in one go, which takes a tenth of the time.

        Should the library send by another way one day, plain data goes there by the converter.
        """
        body = _encoded(data)
        if body is None or self.writer is None:
            super()._send_data(data)
        else:
            self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))


def _encoded(data: Any) -> bytes | None:  # noqa: ANN401  # any message
    """A message with plain data; None of another one, or where a file's name is no text."""
    match data:
        case JsonRPCResponseMessage(result=Plain() | [Plain(), *_] as result):
            message = {"jsonrpc": data.jsonrpc, "id": data.id, "result": result}
        case JsonRPCNotification(params=Plain() as params):
            message = {"jsonrpc": data.jsonrpc, "method": data.method, "params": params}
        case _:
            return None
    try:
        return msgspec.json.encode(message)
    except UnicodeEncodeError:
        return None


def converter() -> Converter:
    """What turns messages into data; plain ones are sent as they are."""
    made: Converter = default_converter()  # type: ignore[no-untyped-call]
    made.register_unstructure_hook_func(_is_plain, msgspec.to_builtins)
    return made


def _is_plain(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Plain)
