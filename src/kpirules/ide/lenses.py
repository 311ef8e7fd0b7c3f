"""What can be done with a declaration: explain it, run an example."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from kpirules.explain.aloud.reading import read_aloud
from kpirules.explain.document import explain
from kpirules.explain.targets import Unknown
from kpirules.ide.evaluations import evaluations
from kpirules.ide.symbols import Entry, outline
from kpirules.ide.workspace import Workspace
from kpirules.prose.words import Heading, Language, Page, Paragraph, Word
from kpirules.text.span import Span

What = Literal["explain", "run"]


class Lens(Struct, frozen=True):
    """Something to do, shown above a declaration."""

    span: Span
    what: What
    name: str
    title: str


_EXPLAINED = frozenset(
    ("scorecard", "component", "indicator", "fact", "parameter", "value", "classify")
)
_TITLES: dict[What, tuple[str, str]] = {
    "explain": ("explain", "ดูที่มา"),
    "run": ("run example", "ทดสอบตัวอย่าง"),
}


def lenses(workspace: Workspace, path: Path, lang: Language) -> tuple[Lens, ...]:
    """What can be done with the declarations of a file."""
    found = []
    for entry in _with_components(outline(workspace, path)):
        what: What | None = None
        if entry.kind in {"scorecard", "indicator", "value", "component"}:
            what = "explain"
        elif entry.kind == "example":
            what = "run"
        if what is not None:
            found.append(Lens(entry.name, what, entry.called, _TITLES[what][lang == "th"]))
    return tuple(found)


def _with_components(entries: tuple[Entry, ...]) -> list[Entry]:
    found = []
    for entry in entries:
        found.append(entry)
        found.extend(each for each in entry.inside if each.kind == "component")
    return found


def explained(workspace: Workspace, path: Path, name: str, lang: Language) -> Page:
    """How a result came about, on the facts that the scorecard names; else the rule itself."""
    reading = workspace.reading(path)
    for each in evaluations(reading):
        asked = "total" if name == each.evaluation.scorecard.name else name
        found = explain(each.evaluation, asked)
        if not isinstance(found, Unknown):
            return found.page(lang, "steps")
    said = read_aloud(reading.rules, name, lang)
    if isinstance(said, Unknown):
        return (Paragraph(said.line(lang)),)
    return (Heading((Word("name", said.name),)), Paragraph(said.line))
