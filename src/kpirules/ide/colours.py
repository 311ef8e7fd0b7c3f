"""What kind of thing each name is, for an editor's colours. Keywords have theirs by the grammar."""

from __future__ import annotations

from typing import Literal, get_args

from kpirules.ide.mentions import Mention
from kpirules.ide.occurrences import Names

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


def colour(mention: Mention, names: Names) -> Kind | None:
    """What a name is; None where nothing declares it."""
    thing = names.thing(mention)
    if thing.sort != "quantity":
        return _SORTS.get(thing.sort)
    symbol = names.symbols.peek("quantity", thing.key)
    return None if symbol is None else _QUANTITIES.get(symbol.kind)
