"""The kinds of names, as an editor colours them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from lsprotocol import types
from msgspec import Struct

from kpirules.ide.colours import KINDS, colour
from kpirules.ide.mentions import Mention
from kpirules.ide.occurrences import mentions_of_piece
from kpirules.ide.pieces import touching
from kpirules.lsp import wire
from kpirules.lsp.convert import Encoding, lines_of, position_of
from kpirules.lsp.server import Server
from kpirules.project.open_book import Part
from kpirules.project.places import display_name
from kpirules.text.common import common_end, common_start

_LEGEND = types.SemanticTokensLegend(list(KINDS), ["declaration"])
_FIELDS = 5
"""Numbers for each name: lines down, units to the right, length, kind, whether it is declared."""


def register(server: Server) -> None:
    """Answer what the names of a file are."""
    sent = _Sent(server)

    @server.answers(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, _LEGEND)
    def coloured(server: Server, params: types.SemanticTokensParams) -> wire.Tokens | None:
        path = server.path(params.text_document.uri)
        data = _data(server, path)
        return None if data is None else wire.Tokens(data, sent.keep(path, data))

    @server.answers(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, _LEGEND)
    def changed(
        server: Server, params: types.SemanticTokensDeltaParams
    ) -> wire.Tokens | wire.TokenEdits | None:
        path = server.path(params.text_document.uri)
        before = sent.known(path, params.previous_result_id)
        data = _data(server, path)
        if data is None:
            return None
        number = sent.keep(path, data)
        if before is None:
            return wire.Tokens(data, number)
        return wire.TokenEdits(tuple(_edits(before, data)), number)

    @server.answers(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, _LEGEND)
    def on_the_screen(
        server: Server, params: types.SemanticTokensRangeParams
    ) -> wire.Tokens | None:
        data = _data(server, server.path(params.text_document.uri), params.range)
        return None if data is None else wire.Tokens(data)


class _Sent:
    """What was sent last of each open file, so that only what has changed is sent again."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._last: dict[Path, tuple[str, list[int]]] = {}
        self._numbers = count(1)

    def known(self, path: Path, number: str) -> list[int] | None:
        """What was sent under a number; None where that is not what was sent last."""
        last = self._last.get(path)
        return last[1] if last is not None and last[0] == number else None

    def keep(self, path: Path, data: list[int]) -> str:
        """The number of what is sent now."""
        number = str(next(self._numbers))
        for closed in self._last.keys() - set(self._server.rules.open_files):
            del self._last[closed]
        self._last[path] = (number, data)
        return number


class _Placed(Struct, frozen=True):
    """A name in its piece, placed as the editor counts."""

    mention: Mention
    line: int
    column: int
    length: int
    declares: int


def _data(server: Server, path: Path, place: types.Range | None = None) -> list[int] | None:
    """The numbers for the names of a file, or of a range; None where there are no rules."""
    source = server.text(path)
    if source is None:
        return None
    reading = server.rules.reading(path)
    parts: Sequence[Part] = reading.parts.get(display_name(path), ())
    if place is not None:
        parts = touching(parts, *lines_of(source, place))
    placed = reading.kept.of(_placed, server.encoding)
    data: list[int] = []
    line = column = 0
    for part in parts:
        above = part[0].lines
        for each in placed(part):
            kind = colour(each.mention, reading.names)
            if kind is None:
                continue
            down = above + each.line - line
            right = each.column if down else each.column - column
            data += (down, right, each.length, _NUMBERS[kind], each.declares)
            line, column = above + each.line, each.column
    return data


_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


def _placed(part: Part, encoding: Encoding) -> tuple[_Placed, ...]:
    piece = part[0]
    found = []
    for mention in mentions_of_piece(part):
        start = position_of(piece, mention.span.start, encoding)
        end = position_of(piece, mention.span.end, encoding)
        if start.line == end.line:  # no name goes on in the next line
            length = end.character - start.character
            declares = int(mention.declares)
            found.append(_Placed(mention, start.line, start.character, length, declares))
    return tuple(found)


def _edits(before: list[int], after: list[int]) -> list[wire.TokenEdit]:
    """What to change in the numbers that the editor has: at most one stretch of whole names."""
    if before == after:
        return []
    same = common_start(before, after) // _FIELDS * _FIELDS
    rest = min(len(before), len(after)) - same
    behind = common_end(before, after, rest) // _FIELDS * _FIELDS
    new = after[same : len(after) - behind]
    return [wire.TokenEdit(same, len(before) - behind - same, new)]
