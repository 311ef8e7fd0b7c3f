"""The components of a scorecard, and which of them lie within others."""

from __future__ import annotations

from kpirules.model.scorecards import Component
from kpirules.semantics import line_problems, lines
from kpirules.semantics.nesting import circles
from kpirules.semantics.override_problems import ElsewhereOnly
from kpirules.semantics.scope import Scope
from kpirules.syntax import ast


def components(declaration: ast.Declaration, scope: Scope) -> tuple[Component, ...] | None:
    """The components as declared; None where nobody can tell which lies within which."""
    written: dict[str, ast.Component] = {}
    for line in lines.every(declaration, ast.Component):
        written.setdefault(line.name.key, line)
    parents = {key: line.parent for key, line in written.items() if line.parent is not None}
    known = [_is_own(parent, written, declaration, scope) for parent in parents.values()]
    found = circles({key: parent.key for key, parent in parents.items()})
    for circle in found:
        places = tuple(written[key].span for key in circle)
        names = tuple(written[key].name.text for key in circle)
        here = parents[circle[0]].span
        scope.findings.append(line_problems.PartOfItself(here, names, places))
    if found or not all(known):
        return None
    return tuple(
        Component(
            line.name.text,
            lines.label(line.label),
            line.weight.value,
            line.span,
            parents[key].key if key in parents else None,
        )
        for key, line in written.items()
    )


def _is_own(
    name: ast.Name,
    written: dict[str, ast.Component],
    declaration: ast.Declaration,
    scope: Scope,
) -> bool:
    """Whether a name is that of a component of this scorecard; reported where it is not."""
    found = scope.symbols.find("quantity", name, "component")
    if found is None or name.key in written:
        return found is not None
    scope.findings.append(
        ElsewhereOnly(name.span, name.text, declaration.name.text, found.name.span)
    )
    return False
