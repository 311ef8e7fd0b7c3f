"""What an editor can mend by itself: the fixes that findings offer."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Edit
from kpirules.diagnostics.findings import Checked
from kpirules.ide.findings import Told, told
from kpirules.ide.formatting import changes
from kpirules.ide.workspace import Workspace
from kpirules.model.rules import Rules
from kpirules.project.mending import mend_texts
from kpirules.project.open_book import OpenBook
from kpirules.project.places import normal
from kpirules.prose.words import Language, plain
from kpirules.text.source import Source


class Action(Struct, frozen=True):
    """A fix to be offered: what it does, which finding it mends, and whether it is safe."""

    title: str
    finding: Told
    edits: tuple[Edit, ...]
    safe: bool


def quick_fixes(
    workspace: Workspace, path: Path, start: int, end: int, lang: Language
) -> tuple[Action, ...]:
    """The fixes of all findings that touch a stretch of a file."""
    findings = workspace.findings_of(path)
    touching = (each for each in findings if each.span.start <= end and start <= each.span.end)
    return tuple(
        Action(plain(fix.title), each, fix.edits, fix.safe)
        for each in told(touching, lang, workspace.wording)
        for fix in each.diagnostic.fixes
    )


def can_fix_all(workspace: Workspace, path: Path, lang: Language) -> bool:
    """Whether any finding of a file's book has a fix that is safe."""
    said = (workspace.wording.said(each, lang) for each in workspace.reading(path).findings)
    return any(fix.safe for each in said for fix in each.diagnostic.fixes)


def fix_all(workspace: Workspace, path: Path, lang: Language) -> tuple[Edit, ...]:
    """What `kpirules check --fix` would change in the files of a book."""
    home = normal(path).parent
    reading = workspace.reading(path)
    own = {name: place for name, (place, _) in reading.files.items() if place.parent == home}

    def compiled(sources: dict[str, Source]) -> Checked[Rules]:
        for name, source in sources.items():
            book.set_text(own[name], source.text)
        return book.rules()

    book = OpenBook(workspace.read)
    before = {name: reading.source(name) for name in own}
    after, _, _ = mend_texts(before, compiled, lang)
    return tuple(edit for name in own for edit in changes(before[name], after[name].text))
