"""What is sent in plain form says what the library of the protocol would say; and what is done in pauses."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from typing import Any

import pytest
from lsprotocol import types

from kpirules.lsp import wire
from kpirules.lsp.findings import Findings
from kpirules.lsp.serving import make_server

PLACE = wire.Range(wire.Position(1, 2), wire.Position(1, 5))


def sent(message: str) -> dict[str, Any]:
    """What goes to the editor when a finding with a message is told."""
    said = b""

    class Line:
        def write(self, data: bytes) -> None:
            nonlocal said
            said += data

        def close(self) -> None:
            pass

    protocol = make_server("en", "en").protocol
    protocol.set_writer(Line())
    found = wire.Diagnostic(PLACE, 1, "KPI0101", "kpirules", message)
    published = wire.Published("file:///a.kpi", (found,), 7)
    protocol.notify(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, published)
    head, _, body = said.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: ")]
    assert lengths == [b"Content-Length: %d" % len(body)]
    heard: dict[str, Any] = json.loads(body)
    return heard


@pytest.mark.parametrize("message", ["a", 'ก้ำ 🙂 "\\ \n\x00', "half of a sign \ud83d", "\u2028"])
def test_findings_arrive_as_they_are(message: str) -> None:
    """Whatever signs there are in them; what is not said is left out."""
    assert sent(message) == {
        "jsonrpc": "2.0",
        "method": "textDocument/publishDiagnostics",
        "params": {
            "uri": "file:///a.kpi",
            "version": 7,
            "diagnostics": [
                {
                    "range": {
                        "start": {"line": 1, "character": 2},
                        "end": {"line": 1, "character": 5},
                    },
                    "severity": 1,
                    "code": "KPI0101",
                    "source": "kpirules",
                    "message": message,
                }
            ],
        },
    }


def test_garbage_is_collected_while_nobody_writes() -> None:
    """What survives is not gone through again; of two looks only the last one leads to it."""
    server = make_server("en", "en")
    waiting: list[Callable[[], None]] = []
    server.soon = lambda act, _: waiting.append(act)  # type: ignore[method-assign, assignment]
    findings = Findings(server)
    before = gc.get_freeze_count()
    try:
        findings.look()
        waiting.pop(0)()
        findings.look()
        collect, look = waiting
        look()
        collect()
        assert gc.get_freeze_count() == before
        waiting[-1]()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
