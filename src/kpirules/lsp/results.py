"""What rules mean and come to: hover, results beside the rules, explanations, examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types

from kpirules.ide.hints import hints
from kpirules.ide.hover import hover
from kpirules.ide.lenses import TITLES, explained, lenses, outcome
from kpirules.lsp import wire
from kpirules.lsp.convert import Encoding, lines_of, plain_range, position_of, range_of
from kpirules.lsp.server import Server
from kpirules.project.open_book import Part
from kpirules.project.places import display_name
from kpirules.prose.words import Language, Page, Paragraph
from kpirules.render.markdown import markdown

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
        start, end = lines_of(source, params.range)
        return [
            types.InlayHint(
                position_of(source, hint.offset, server.encoding),
                hint.text,
                tooltip=hint.more,
                padding_left=True,
            )
            for hint in hints(server.rules, path, server.lang, start, end)
        ]

    @server.answers(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    def lensed(server: Server, params: types.CodeLensParams) -> list[wire.Lens] | None:
        uri = params.text_document.uri
        path = server.path(uri)
        if server.text(path) is None:
            return None
        reading = server.rules.reading(path)
        shown = reading.kept.of(_lenses, uri, server.lang, server.encoding)
        parts = reading.parts.get(display_name(path), ())
        return [each.below(part[0].lines) for part in parts for each in shown(part)]

    _command(server, EXPLAIN, explained)
    _command(server, RUN, outcome)


def _lenses(part: Part, uri: str, lang: Language, encoding: Encoding) -> tuple[wire.Lens, ...]:
    """What can be done with what a piece declares, placed in the piece as the editor counts."""
    return tuple(
        wire.Lens(
            plain_range(part[0], lens.span, encoding),
            wire.Command(TITLES[lens.what][lang], _COMMANDS[lens.what], (uri, lens.name)),
        )
        for lens in lenses(part)
    )


def _command(server: Server, name: str, answer: Any) -> None:  # noqa: ANN401  # of any shape
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
