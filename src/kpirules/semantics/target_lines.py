"""Target levels as they are written, in an indicator or in a scorecard that changes it."""

from __future__ import annotations

from collections.abc import Iterable

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.scoring import Level, Method
from kpirules.semantics.sort_problems import LevelOfAnotherSort
from kpirules.syntax import ast


def target_levels(
    lines: Iterable[ast.Level], method: Method, findings: list[Problem]
) -> tuple[Level, ...] | None:
    """The levels of some lines; None where one is not of the sort that the method scores."""
    found: list[Level] = []
    for line in lines:
        level = Level(line.score.value, line.at.value, line.at.written, line.span)
        if line.within != (method.nearer_to is not None):
            findings.append(LevelOfAnotherSort(line.span, method, level, line.within))
            return None
        found.append(level)
    return tuple(found)
