"""When what is looked up is the same for whoever looked, though it may be another thing."""

from __future__ import annotations

from kpirules.model.units import Unit
from kpirules.semantics import kinds
from kpirules.semantics.symbols import Symbol
from kpirules.semantics.watched import Watched
from kpirules.syntax import ast

_BY_VALUE = (
    kinds.NumberKind,
    kinds.YesNoKind,
    kinds.ChoiceKind,
    kinds.TextKind,
    kinds.DateKind,
    kinds.UnknownKind,
    Unit,
    str,
    int,
)
"""Small things that are the same when they are equal; of all others only the very same one is."""


def same(now: object, before: object) -> bool:
    """Whether two findings of a look-up are alike for whoever looked."""
    if now is before:
        return True
    if isinstance(now, Watched) and isinstance(before, Watched):
        return now.is_called_as(before)  # what was looked up in it is noted by itself
    if isinstance(now, Symbol) and isinstance(before, Symbol):
        return _same_symbol(now, before)
    if isinstance(now, list | tuple) and isinstance(before, list | tuple):
        return len(now) == len(before) and all(map(same, now, before))
    if isinstance(now, dict) and isinstance(before, dict):
        return (
            dict.__len__(now) == dict.__len__(before)
            and all(map(same, dict.keys(now), dict.keys(before)))
            and all(map(same, dict.values(now), dict.values(before)))
        )
    return type(now) is type(before) and isinstance(now, _BY_VALUE) and now == before


def _same_symbol(now: Symbol, before: Symbol) -> bool:
    """A component is what its line says, wherever it stands, and not all else of its scorecard.

    Whoever notes the place of a component reports a mistake, and is worked out anew.
    """
    if now.kind != before.kind:
        return False
    if now.component is not None and before.component is not None:
        return _said(now.component) == _said(before.component)
    return now.declaration is before.declaration and now.line is before.line


def _said(line: ast.Component) -> tuple[object, ...]:
    label = line.label.text if line.label is not None else None
    parent = line.parent.key if line.parent is not None else None
    return line.name.text, label, line.weight.value, line.weight.written, parent
