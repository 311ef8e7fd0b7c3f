"""Changes that an editor makes when asked: fixes, and the layout of a file."""

from __future__ import annotations

from lsprotocol import types

from kpirules.ide.actions import Action, can_fix_all, fix_all, quick_fixes
from kpirules.ide.formatting import formatting
from kpirules.lsp.convert import diagnostic_of, offset_of, range_of
from kpirules.lsp.server import Server
from kpirules.text.source import Source

_FIX_ALL = "source.fixAll.kpirules"


def register(server: Server) -> None:
    """Answer what an editor asks to change."""

    @server.answers(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, _FIX_ALL], resolve_provider=True),
    )
    def offer(server: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        path = server.path(params.text_document.uri)
        source = server.text(path)
        if source is None:
            return None
        start = offset_of(source, params.range.start, server.encoding)
        end = offset_of(source, params.range.end, server.encoding)
        offered = []
        if _wanted(params.context.only, types.CodeActionKind.QuickFix):
            fixes = quick_fixes(server.rules, path, start, end, server.lang)
            offered += [_quick_fix(server, source, fix) for fix in fixes]
        if _wanted(params.context.only, _FIX_ALL) and can_fix_all(server.rules, path, server.lang):
            title = (
                "แก้ทุกข้อที่แก้ได้อย่างปลอดภัย" if server.lang == "th" else "Fix all that is safe to fix"
            )
            uri = params.text_document.uri
            offered.append(types.CodeAction(title, _FIX_ALL, data={"uri": uri}))
            if params.context.only:  # asked for by itself, as when a file is saved
                edits = fix_all(server.rules, path, server.lang)
                offered[-1].edit = server.workspace_edit(edits)
        return offered

    @server.answers(types.CODE_ACTION_RESOLVE)
    def resolve(server: Server, action: types.CodeAction) -> types.CodeAction:
        if isinstance(action.data, dict) and action.edit is None:
            path = server.path(action.data["uri"])
            action.edit = server.workspace_edit(fix_all(server.rules, path, server.lang))
        return action

    @server.answers(types.TEXT_DOCUMENT_FORMATTING)
    def lay_out(
        server: Server, params: types.DocumentFormattingParams
    ) -> list[types.TextEdit] | None:
        path = server.path(params.text_document.uri)
        source = server.text(path)
        if source is None:
            return None
        return server.text_edits(source, formatting(server.rules, path))


def _wanted(only: object, kind: str) -> bool:
    """Whether an editor that asks only for some kinds asks for this one."""
    if not isinstance(only, list | tuple):
        return True
    return any(kind == each or kind.startswith(f"{each}.") for each in map(_word, only))


def _word(kind: object) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else str(kind)


def _quick_fix(server: Server, source: Source, fix: Action) -> types.CodeAction:
    plain = diagnostic_of(fix.finding, source, (), server.encoding)
    diagnostic = types.Diagnostic(
        range_of(source, fix.finding.span, server.encoding),
        plain.message,
        types.DiagnosticSeverity(plain.severity),
        plain.code,
        source=plain.source,
    )
    return types.CodeAction(
        fix.title,
        types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        is_preferred=fix.safe,
        edit=server.workspace_edit(fix.edits),
    )
