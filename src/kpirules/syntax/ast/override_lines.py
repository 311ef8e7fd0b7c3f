"""Lines by which a scorecard takes indicators, leaves them out, or changes them for itself."""

from __future__ import annotations

from kpirules.syntax.ast.expressions import Name, Node, Number
from kpirules.syntax.ast.lines import Because, Level


class Includes(Node, frozen=True):
    """`includes indicator-2 in core weight 15`."""

    indicator: Name
    component: Name
    weight: Number | None
    because: Because | None


class LeavesOut(Node, frozen=True):
    """`leaves out indicator-3`."""

    indicator: Name
    because: Because | None


class InsteadWeight(Node, frozen=True):
    """`instead weight of indicator-2 15`."""

    indicator: Name
    weight: Number
    because: Because | None


class InsteadTargets(Node, frozen=True):
    """`instead targets of indicator-2 50 at 60, 75 at 65, 100 at 75`."""

    indicator: Name
    levels: tuple[Level, ...]
    because: Because | None


class ForScorecard(Node, frozen=True):
    """`for scorecard dsdw-2566`, of an example."""

    scorecard: Name


OverrideLine = Includes | LeavesOut | InsteadWeight | InsteadTargets | ForScorecard
