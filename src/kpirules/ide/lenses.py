"""What can be done with a declaration: explain it, run an example."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from kpirules.diagnostics.findings import has_errors
from kpirules.explain.aloud.reading import read_aloud
from kpirules.explain.document import explain
from kpirules.explain.targets import Unknown
from kpirules.ide.evaluations import evaluations
from kpirules.ide.symbols import Entry, outline
from kpirules.ide.workspace import Workspace
from kpirules.project.open_book import Part
from kpirules.prose.words import Heading, Language, Listing, Page, Paragraph, Word, line, say
from kpirules.testing.running import run_one
from kpirules.testing.summary import summary
from kpirules.text.span import Span
from kpirules.text.thai import name_key

What = Literal["explain", "run"]


class Lens(Struct, frozen=True):
    """Something to do, shown above a declaration at its place in a piece of a file."""

    span: Span
    what: What
    name: str


_EXPLAINED = frozenset(("scorecard", "component", "indicator", "value"))
TITLES: dict[What, dict[Language, str]] = {
    "explain": {"en": "explain", "th": "ดูที่มา"},
    "run": {"en": "run example", "th": "ทดสอบตัวอย่าง"},
}
"""What is shown."""


def lenses(part: Part) -> tuple[Lens, ...]:
    """What can be done with the declarations of a piece."""
    found = []
    for entry in _with_components(outline(part)):
        what: What | None = None
        if entry.kind in _EXPLAINED:
            what = "explain"
        elif entry.kind == "example":
            what = "run"
        if what is not None:
            found.append(Lens(entry.name, what, entry.called))
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


def outcome(workspace: Workspace, path: Path, name: str, lang: Language) -> Page:
    """How an example comes out: as expected, or what was found instead, each with why."""
    reading = workspace.reading(path)
    rules, key = reading.rules, name_key(name)
    title = Heading((Word("name", name),))
    if has_errors(reading.findings) or key not in rules.examples:
        said = say(
            lang,
            en="the rules have errors: mend them first, then the example can be run",
            th="กฎมีข้อผิดพลาด แก้ก่อนแล้วจึงทดสอบตัวอย่างได้",
        )
        return (title, Paragraph(said))
    ran = run_one(rules, key)
    why = [
        line(told.headline, *(part for note in (*told.notes, *told.helps) for part in ("; ", note)))
        for each in ran.outcomes
        for told in (finding.describe(lang) for finding in each.findings)
    ]
    differing = (Listing(tuple(why)),) if why else ()
    return (title, summary(ran.outcomes, lang), *differing)
