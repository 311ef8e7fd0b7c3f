"""What can be written at a place, offered while one writes."""

from __future__ import annotations

from lsprotocol import types

from kpirules.ide.complete import Choice, Sort, complete
from kpirules.lsp import wire
from kpirules.lsp.convert import plain_range
from kpirules.lsp.server import Server

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
    def completed(server: Server, params: types.CompletionParams) -> wire.Items | None:
        here = server.here(params)
        if here is None:
            return None
        path, source, offset = here
        choices = complete(server.rules, path, offset)
        typed = {each.span for each in choices}
        ranges = {span: plain_range(source, span, server.encoding) for span in typed}
        items = (_item(each, number, ranges[each.span]) for number, each in enumerate(choices))
        return wire.Items(tuple(items), is_incomplete=False)


def _item(choice: Choice, number: int, typed: wire.Range) -> wire.Item:
    return wire.Item(
        choice.text,
        _KINDS.get(choice.sort, types.CompletionItemKind.Text).value,
        f"{choice.sort == 'keyword':d}{number:05}",
        wire.TextEdit(typed, choice.text),
        choice.detail or None,
    )
