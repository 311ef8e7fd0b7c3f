"""What kind of thing each name is, for an editor's colours. Keywords have theirs by the grammar."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from kpirules.ide.occurrences import Thing
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name
from kpirules.semantics.symbols import Symbols
from kpirules.text.span import Span

Kind = Literal[
    "variable", "parameter", "function", "namespace", "property", "type", "method",
    "enum", "enumMember", "struct", "class", "event",
]  # fmt: skip
"""As the protocol calls them."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_SORTS: dict[str, Kind] = {
    "unit": "type",
    "method": "method",
    "bands": "enum",
    "band": "enumMember",
    "option": "enumMember",
    "stage": "enumMember",
    "scorecard": "class",
    "example": "event",
    "column": "property",
    "function": "function",
    "field": "property",
}
_QUANTITIES: dict[str, Kind] = {
    "fact": "variable",
    "parameter": "parameter",
    "value": "property",
    "indicator": "function",
    "component": "namespace",
    "classify": "enum",
    "table": "struct",
}


class Coloured(Struct, frozen=True):
    """A name, what it is, and whether it is declared there."""

    span: Span
    kind: Kind
    declares: bool


def colours(workspace: Workspace, path: Path) -> tuple[Coloured, ...]:
    """The names of a file from its beginning; none of those that nothing declares."""
    names = workspace.reading(path).names
    found = []
    for each in names.in_file(display_name(path)):
        kind = _kind(each.thing, names.symbols)
        if kind is not None:
            found.append(Coloured(each.span, kind, each.declares))
    return tuple(sorted(found, key=lambda each: each.span.start))


def _kind(thing: Thing, symbols: Symbols) -> Kind | None:
    if thing.sort != "quantity":
        return _SORTS.get(thing.sort)
    symbol = symbols.peek("quantity", thing.key)
    return None if symbol is None else _QUANTITIES.get(symbol.kind)
