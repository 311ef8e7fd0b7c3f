"""Whether two texts say the same, whatever they look like."""

from __future__ import annotations

from msgspec import Struct

from kpirules.semantics.vocabulary import field_of, function_of
from kpirules.syntax import ast


def same(before: ast.File, after: ast.File) -> bool:
    """Whether two files declare the same things in the same order, with the same comments."""
    return _plain(before) == _plain(after)


_LOOKS = frozenset(("span", "thai"))
"""Fields about where and in which language something is written."""


def _plain(node: object) -> object:
    match node:
        case ast.Name():
            # `score` and `max` are the same as the words for them in another language.
            return field_of(node.key) or function_of(node.key) or node.key
        case ast.Comment():
            return node.text.rstrip()
        case Struct():
            fields = [field for field in node.__struct_fields__ if field not in _LOOKS]
            return type(node).__name__, [_plain(getattr(node, field)) for field in fields]
        case tuple():
            return [_plain(part) for part in node]
        case _:
            return node
