"""Trees and rules without what depends on where and in which order they are written."""

from __future__ import annotations

from msgspec import Struct

from kpirules.model.expressions import OfParts
from kpirules.model.rules import Rules

_SPELLING = frozenset(("written", "at_written", "published_written"))


def meaning(node: object, *, spelling: bool = True) -> object:
    """A tree to compare: no spans, and, on demand, nothing about how numbers are spelled."""
    if isinstance(node, Rules):
        tables = {name: getattr(node, name) for name in node.__struct_fields__}
        del tables["order"], tables["sources"]
        return {name: meaning(table, spelling=spelling) for name, table in tables.items()}
    if isinstance(node, Struct):
        found: dict[str, object] = {"a": type(node).__name__}
        for name in node.__struct_fields__:
            if name == "indicators":
                found[name] = set(getattr(node, name))
            elif name == "restated":  # in the order of the indicators' declarations
                by_name = {each.name: each for each in getattr(node, name)}
                found[name] = meaning(by_name, spelling=spelling)
            elif name == "terms" and isinstance(node, OfParts):  # in the same order too
                found[name] = {each.name for each in node.terms}
            elif not name.endswith("span") and (spelling or name not in _SPELLING):
                found[name] = meaning(getattr(node, name), spelling=spelling)
        return found
    if isinstance(node, dict):
        return {key: meaning(value, spelling=spelling) for key, value in node.items()}
    if isinstance(node, tuple):
        return [meaning(part, spelling=spelling) for part in node]
    return node
