"""The server with all its rooms, and speaking with an editor on standard input and output."""

from __future__ import annotations

import io
import sys

from kpirules.lsp import changes, colouring, completing, documents, names, results
from kpirules.lsp.server import Server
from kpirules.prose.words import Language

_ROOMS = (documents, names, changes, results, completing, colouring)
"""Each has `register(server)`, which says what it answers."""


def make_server(lang: Language | None, fallback: Language) -> Server:
    """A server that answers all that its rooms can answer."""
    server = Server(lang, fallback)
    for room in _ROOMS:
        room.register(server)
    return server


def serve(lang: Language | None, fallback: Language) -> None:
    """Speak with an editor until it goes."""
    output = sys.stdout.buffer
    sys.stdout = io.TextIOWrapper(sys.stderr.buffer, "utf-8")  # nothing else may speak there
    make_server(lang, fallback).start_io(sys.stdin.buffer, output)
