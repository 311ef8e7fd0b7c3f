"""Which components lie within which, as written."""

from __future__ import annotations

from kpirules.syntax import ast


def parents_of(declaration: ast.Declaration) -> dict[str, str]:
    """The component that each component of a scorecard is part of, without those in a circle."""
    found: dict[str, str] = {}
    for line in declaration.lines:
        if isinstance(line, ast.Component) and line.parent is not None:
            found.setdefault(line.name.key, line.parent.key)
    for circle in circles(found):
        for key in circle:
            del found[key]
    return found


def circles(parents: dict[str, str]) -> list[list[str]]:
    """Components that lie within themselves, each circle once."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in done and here not in path:
            path.append(here)
            here = parents.get(here)
        if here is not None and here in path:
            found.append(path[path.index(here) :])
        done.update(path)
    return found
