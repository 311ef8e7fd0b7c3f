"""Pages and findings on a terminal, or as the plain text that it would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment, Segments
from rich.style import Style

from kpirules.render.layout import page_lines
from kpirules.render.pieces import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from kpirules.diagnostics.diagnostic import Diagnostic
    from kpirules.prose.words import Language, Page
    from kpirules.render.pieces import Look, Pieces
    from kpirules.text.source import Source

# Of the sixteen colours only those that can be read on white as well as on black, and
# never bold cyan or yellow: bold makes them brighter.
STYLE: dict[Look, str] = {
    "text": "",
    "value": "bold",
    "unit": "",
    "name": "cyan",
    "keyword": "green",
    "label": "",
    "rule": "green",
    "source": "italic",
    "place": "blue",
    "code": "bold",
    "good": "green",
    "bad": "red",
    "muted": "dim",
    "strong": "bold",
    "heading": "bold underline",
    "guide": "dim",
    "gutter": "blue",
    "error": "bold red",
    "warning": "bold magenta",
    "aside": "bold blue",
    "help": "bold green",
    "added": "green",
    "removed": "red",
}

# For a console that cannot write the guides, such as one of code page 874.
_PLAIN_GUIDES = str.maketrans("│├└─…•", "||`-.*")


def print_page(page: Page, console: Console) -> None:
    """Print an explanation at the width of the console."""
    _print(page_lines(page, console.width), console)


def print_diagnostics(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    console: Console,
    lang: Language = "en",
) -> None:
    """Print findings with the lines they are about, an empty line after each."""
    from kpirules.render.finding import finding_lines  # noqa: PLC0415  # most runs find nothing

    for diagnostic in diagnostics:
        _print([*finding_lines(diagnostic, sources, console.width, lang), ()], console)


def print_concise(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], console: Console
) -> None:
    """Print a line for each finding: `file:line:column: code headline`. It is never wrapped."""
    from kpirules.render.finding import concise_line  # noqa: PLC0415

    _print([concise_line(diagnostic, sources) for diagnostic in diagnostics], console)


def to_text(page: Page, width: int = 80) -> str:
    """What `print_page` would print at this width, without colours."""
    return _joined(page_lines(page, width))


def diagnostics_to_text(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    width: int = 80,
    lang: Language = "en",
) -> str:
    """What `print_diagnostics` would print at this width, without colours."""
    from kpirules.render.finding import finding_lines  # noqa: PLC0415  # most runs find nothing

    return "\n".join(
        _joined(finding_lines(diagnostic, sources, width, lang)) for diagnostic in diagnostics
    )


def concise(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """What `print_concise` would print for one finding, without colours."""
    from kpirules.render.finding import concise_line  # noqa: PLC0415

    return text_of(concise_line(diagnostic, sources))


def _joined(lines: Iterable[Pieces]) -> str:
    return "".join(f"{text_of(line).rstrip()}\n" for line in lines)


def _print(lines: Iterable[Pieces], console: Console) -> None:
    """Print lines that already fit: Rich only colours them."""
    ascii_only = console.options.ascii_only
    segments: list[Segment] = []
    for line in lines:
        for look, text in line:
            shown = text.translate(_PLAIN_GUIDES) if ascii_only and look == "guide" else text
            segments.append(Segment(shown, Style.parse(STYLE[look])))
        segments.append(Segment.line())
    console.print(Segments(segments), end="", soft_wrap=True, highlight=False)
