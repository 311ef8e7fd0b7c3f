"""The kinds of names, as an editor colours them."""

from __future__ import annotations

from lsprotocol import types

from kpirules.ide.colours import KINDS, colours
from kpirules.lsp.convert import range_of
from kpirules.lsp.server import Server

_LEGEND = types.SemanticTokensLegend(list(KINDS), ["declaration"])


def register(server: Server) -> None:
    """Answer what the names of a file are."""

    @server.answers(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, _LEGEND)
    def coloured(server: Server, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        path = server.path(params.text_document.uri)
        source = server.text(path)
        if source is None:
            return None
        data: list[int] = []
        line = column = 0
        for each in colours(server.rules, path):
            place = range_of(source, each.span, server.encoding)
            if place.end.line != place.start.line:
                continue  # no name goes on in the next line
            same = place.start.line == line
            data += [
                place.start.line - line,
                place.start.character - (column if same else 0),
                place.end.character - place.start.character,
                KINDS.index(each.kind),
                int(each.declares),
            ]
            line, column = place.start.line, place.start.character
        return types.SemanticTokens(data)
