"""What rules mean and come to: hover, results beside the rules, explanations, examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types

from kpirules.ide.hints import hints
from kpirules.ide.hover import hover
from kpirules.ide.lenses import Lens, explained, lenses, outcome
from kpirules.lsp.convert import position_of, range_of
from kpirules.lsp.server import Server
from kpirules.prose.words import Page, Paragraph
from kpirules.render.markdown import markdown
from kpirules.text.source import Source

EXPLAIN, RUN = "kpirules.explain", "kpirules.runExample"
_COMMANDS = {"explain": EXPLAIN, "run": RUN}


def register(server: Server) -> None:
    """Answer what an editor asks about meanings and results."""

    @server.answers(types.TEXT_DOCUMENT_HOVER)
    def hovered(server: Server, params: types.HoverParams) -> types.Hover | None:
        here = server.here(params)
        if here is None:
            return None
        path, source, offset = here
        found = hover(server.rules, path, offset, server.lang)
        if found is None:
            return None
        text = markdown((Paragraph(found.line),))
        content = types.MarkupContent(types.MarkupKind.Markdown, text)
        return types.Hover(content, range_of(source, found.span, server.encoding))

    @server.answers(types.TEXT_DOCUMENT_INLAY_HINT)
    def hinted(server: Server, params: types.InlayHintParams) -> list[types.InlayHint] | None:
        path = server.path(params.text_document.uri)
        source = server.text(path)
        if source is None:
            return None
        found = []
        for hint in hints(server.rules, path, server.lang):
            at = position_of(source, hint.offset, server.encoding)
            if params.range.start.line <= at.line <= params.range.end.line:
                found.append(types.InlayHint(at, hint.text, tooltip=hint.more, padding_left=True))
        return found

    @server.answers(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    def lensed(server: Server, params: types.CodeLensParams) -> list[types.CodeLens] | None:
        path = server.path(params.text_document.uri)
        source = server.text(path)
        if source is None:
            return None
        uri = params.text_document.uri
        return [
            _lens(each, uri, source, server) for each in lenses(server.rules, path, server.lang)
        ]

    _command(server, EXPLAIN, explained)
    _command(server, RUN, outcome)


def _lens(lens: Lens, uri: str, source: Source, server: Server) -> types.CodeLens:
    command = types.Command(lens.title, _COMMANDS[lens.what], arguments=[uri, lens.name])
    return types.CodeLens(range_of(source, lens.span, server.encoding), command)


def _command(server: Server, name: str, answer: Any) -> None:  # noqa: ANN401
    """Register a command that takes a file and a name, and answers Markdown."""

    def run(uri: str, thing: str) -> str | None:
        try:
            path: Path = server.path(uri)
            page: Page = answer(server.rules, path, thing, server.lang)
            return markdown(page)
        except Exception as error:  # noqa: BLE001  # an editor must never lose its server
            server.say_crash(error, name)
            return None

    server.command(name)(run)
