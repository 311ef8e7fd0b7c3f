"""What a name means, read aloud: its formula, unit, dated values, levels and sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kpirules.explain.aloud.reading import Aloud, Sort, read_aloud
from kpirules.ide.occurrences import IN, Thing
from kpirules.ide.places import name_at
from kpirules.ide.workspace import Workspace
from kpirules.prose.words import Language, Line
from kpirules.text.span import Span


class Hover(Struct, frozen=True):
    """The name that is meant, and what is said of it."""

    span: Span
    line: Line


def hover(workspace: Workspace, path: Path, offset: int, lang: Language) -> Hover | None:
    """What stands behind the name at an offset; nothing where the rules do not understand it yet.

    Of a column, an option, a band or a stage it is what they belong to.
    """
    found = name_at(workspace, path, offset)
    if found is None:
        return None
    rules = workspace.reading(path).rules
    for sort, key in _meant(found.thing):
        said = read_aloud(rules, key, lang, sort=sort)
        if isinstance(said, Aloud):
            return Hover(found.span, said.line)
    return None


def _meant(thing: Thing) -> Iterator[tuple[Sort, str]]:
    """What is read for a name: itself, or what it belongs to."""
    if thing.sort in ("quantity", "unit", "method", "bands", "scorecard"):
        yield thing.sort, thing.key
    if thing.owner:
        owner = thing.owner.partition(IN)[0]
        yield from (("quantity", owner), ("bands", owner))
