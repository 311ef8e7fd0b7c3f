"""What can be written at a place, offered while one writes."""

from __future__ import annotations

from lsprotocol import types

from kpirules.ide.complete import Choice, Sort, complete
from kpirules.lsp.convert import range_of
from kpirules.lsp.server import Server
from kpirules.text.source import Source

_KINDS: dict[Sort, types.CompletionItemKind] = {
    "keyword": types.CompletionItemKind.Keyword,
    "function": types.CompletionItemKind.Function,
    "field": types.CompletionItemKind.Property,
    "fact": types.CompletionItemKind.Variable,
    "parameter": types.CompletionItemKind.Constant,
    "value": types.CompletionItemKind.Field,
    "indicator": types.CompletionItemKind.Function,
    "component": types.CompletionItemKind.Module,
    "classify": types.CompletionItemKind.Enum,
    "table": types.CompletionItemKind.Struct,
    "unit": types.CompletionItemKind.Unit,
    "built-in": types.CompletionItemKind.Unit,
    "scoring": types.CompletionItemKind.Method,
    "bands": types.CompletionItemKind.Enum,
    "band": types.CompletionItemKind.EnumMember,
    "scorecard": types.CompletionItemKind.Module,
    "example": types.CompletionItemKind.Event,
}


def register(server: Server) -> None:
    """Answer what can be written."""

    @server.answers(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["."])
    )
    def completed(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
        here = server.here(params)
        if here is None:
            return None
        path, source, offset = here
        choices = complete(server.rules, path, offset)
        items = [_item(each, number, source, server) for number, each in enumerate(choices)]
        return types.CompletionList(is_incomplete=False, items=items)


def _item(choice: Choice, number: int, source: Source, server: Server) -> types.CompletionItem:
    return types.CompletionItem(
        choice.text,
        kind=_KINDS.get(choice.sort, types.CompletionItemKind.Text),
        detail=choice.detail or None,
        sort_text=f"{choice.sort == 'keyword':d}{number:05}",
        text_edit=types.TextEdit(range_of(source, choice.span, server.encoding), choice.text),
    )
