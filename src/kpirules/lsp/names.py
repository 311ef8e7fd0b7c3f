"""Names: where they are declared, where else they stand, what a file declares, other names."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from kpirules.ide.definition import definition
from kpirules.ide.places import Place
from kpirules.ide.references import in_this_file, references
from kpirules.ide.rename import Refused, can_rename, rename
from kpirules.ide.symbols import Entry, Kind, outline, search
from kpirules.lsp import wire
from kpirules.lsp.convert import Encoding, plain_range, range_of
from kpirules.lsp.server import Server
from kpirules.project.open_book import Part
from kpirules.project.places import display_name


def register(server: Server) -> None:
    """Answer what an editor asks about names."""

    @server.answers(types.TEXT_DOCUMENT_DEFINITION)
    def define(server: Server, params: types.DefinitionParams) -> list[types.Location] | None:
        here = server.here(params)
        if here is None:
            return None
        path, _, offset = here
        return _locations(server, definition(server.rules, path, offset))

    @server.answers(types.TEXT_DOCUMENT_REFERENCES)
    def refer(server: Server, params: types.ReferenceParams) -> list[types.Location] | None:
        here = server.here(params)
        if here is None:
            return None
        path, _, offset = here
        declared = params.context.include_declaration
        return _locations(server, references(server.rules, path, offset, declarations=declared))

    @server.answers(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def mark(
        server: Server, params: types.DocumentHighlightParams
    ) -> list[types.DocumentHighlight] | None:
        here = server.here(params)
        if here is None:
            return None
        path, source, offset = here
        places = in_this_file(server.rules, path, offset)
        return [
            types.DocumentHighlight(range_of(source, place.span, server.encoding))
            for place in places
        ]

    @server.answers(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(server: Server, params: types.DocumentSymbolParams) -> list[wire.Symbol] | None:
        path = server.path(params.text_document.uri)
        if server.text(path) is None:
            return None
        reading = server.rules.reading(path)
        symbols = reading.kept.of(_symbols, server.encoding)
        parts = reading.parts.get(display_name(path), ())
        return [each.below(part[0].lines) for part in parts for each in symbols(part)]

    @server.answers(types.WORKSPACE_SYMBOL)
    def searched(
        server: Server, params: types.WorkspaceSymbolParams
    ) -> list[types.WorkspaceSymbol]:
        found = []
        for path, entry in search(server.rules, params.query):
            source = server.text(path)
            if source is not None:
                place = server.location(path, source, entry.name)
                called = f"{entry.called} {entry.label}".strip()
                found.append(types.WorkspaceSymbol(place, called, _KINDS[entry.kind]))
        return found

    @server.answers(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def call(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
        here = server.here(params)
        if here is None:
            return None
        path, _, offset = here
        renamed = rename(server.rules, path, offset, params.new_name, server.lang)
        if isinstance(renamed, Refused):
            raise _refusal(server, renamed)
        return server.workspace_edit(renamed.edits, renamed.beside)

    @server.answers(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def ask(
        server: Server, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        here = server.here(params)
        if here is None:
            return None
        path, source, offset = here
        able = can_rename(server.rules, path, offset)
        if isinstance(able, Refused):
            raise _refusal(server, able)
        return types.PrepareRenamePlaceholder(
            range_of(source, able.span, server.encoding), source.excerpt(able.span)
        )


def _refusal(server: Server, refused: Refused) -> JsonRpcException:
    return JsonRpcException(refused.said(server.lang), types.LSPErrorCodes.RequestFailed)


def _locations(server: Server, places: tuple[Place, ...]) -> list[types.Location]:
    return [server.location(place.path, place.source, place.span) for place in places]


_KINDS: dict[Kind, types.SymbolKind] = {
    "scorecard": types.SymbolKind.Module,
    "component": types.SymbolKind.Namespace,
    "indicator": types.SymbolKind.Function,
    "fact": types.SymbolKind.Variable,
    "parameter": types.SymbolKind.Constant,
    "value": types.SymbolKind.Field,
    "scoring": types.SymbolKind.Method,
    "bands": types.SymbolKind.Enum,
    "band": types.SymbolKind.EnumMember,
    "unit": types.SymbolKind.TypeParameter,
    "table": types.SymbolKind.Struct,
    "column": types.SymbolKind.Property,
    "let": types.SymbolKind.Property,
    "classify": types.SymbolKind.Enum,
    "outcome": types.SymbolKind.EnumMember,
    "stage": types.SymbolKind.EnumMember,
    "example": types.SymbolKind.Event,
}


def _symbols(part: Part, encoding: Encoding) -> tuple[wire.Symbol, ...]:
    """What a piece declares, placed in the piece as the editor counts."""
    piece = part[0]

    def symbol(entry: Entry) -> wire.Symbol:
        return wire.Symbol(
            entry.called,
            _KINDS[entry.kind].value,
            plain_range(piece, entry.whole, encoding),
            plain_range(piece, entry.name, encoding),
            entry.label or None,
            tuple(map(symbol, entry.inside)),
        )

    return tuple(map(symbol, outline(part)))
