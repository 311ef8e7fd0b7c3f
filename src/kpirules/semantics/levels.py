"""Target levels: in order, each at a place of its own, and better results never score less."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.indicators import Indicator
from kpirules.model.scoring import Extrapolate, FixedScore, FromPoint, Level, Method, Scale, ToPoint
from kpirules.semantics.level_problems import (
    AgainstDirection,
    LevelsOutOfOrder,
    SameTarget,
    TooFewLevels,
)
from kpirules.semantics.outside_problems import (
    Case,
    LessForMore,
    MoreForLess,
    PointOnLevel,
    PointPastLevel,
)
from kpirules.semantics.sort_problems import DistanceBelowZero
from kpirules.text.span import Span


def check_levels(indicators: Iterable[Indicator]) -> tuple[Problem, ...]:
    """What is wrong with the levels of indicators, and with what happens outside of them."""
    found = (wrong_levels(indicator) for indicator in indicators)
    return told_of_levels(wrong for wrong in found if wrong is not None)


def told_of_levels(wrong: Iterable[WrongLevels]) -> tuple[Problem, ...]:
    """What is wrong with levels.

    A line of a scoring method is reported once, with all the levels it does
    not go with.
    """
    found: list[Problem] = []
    outside: dict[tuple[_OutsideMistake, Span], list[Case]] = {}
    for mistakes, contradicted in wrong:
        found.extend(mistakes)
        for mistake, case in contradicted:
            outside.setdefault((mistake, case.line.span), []).append(case)
    found.extend(mistake(span, tuple(cases)) for (mistake, span), cases in outside.items())
    return tuple(found)


def least_demanding_first(scale: Scale) -> tuple[Level, ...]:
    """The levels from the least demanding to the most, in whichever order they were written."""
    return tuple(
        sorted(
            scale.levels,
            key=lambda level: level.at,
            reverse=scale.method.direction == "lower",
        )
    )


_OutsideMistake = type[MoreForLess] | type[LessForMore] | type[PointOnLevel] | type[PointPastLevel]


WrongLevels = tuple[list[Problem], list[tuple[_OutsideMistake, Case]]]
"""What is wrong with levels themselves, and which lines of their method do not go with them."""


def wrong_levels(indicator: Indicator) -> WrongLevels | None:
    """What is wrong with the levels of one indicator, in whichever years they hold."""
    found: list[Problem] = []
    outside: list[tuple[_OutsideMistake, Case]] = []
    for scale in indicator.scales:
        mistakes, contradicted = _of_one(indicator.name, scale)
        found.extend(mistakes)
        outside.extend(contradicted)
    return (found, outside) if found or outside else None


def _of_one(owner: str, scale: Scale) -> WrongLevels:
    """What is wrong with some levels, and which lines of the method do not go with them."""
    found: list[Problem] = []
    if scale.method.nearer_to is not None:
        found.extend(
            DistanceBelowZero(level.span, owner, level) for level in scale.levels if level.at < 0
        )
    mistakes = _order(owner, scale)
    return [*found, *mistakes], [] if mistakes else _contradicted(owner, scale)


# The levels themselves


def _order(owner: str, scale: Scale) -> list[Problem]:
    method, levels = scale.method, scale.levels
    needed = _needed(method)
    if len(levels) < needed:
        return [TooFewLevels(scale.span, owner, method, len(levels), needed)]
    found = _doubles(owner, scale)
    return [*found, *_disorder(owner, _without_doubles(scale))]


def _disorder(owner: str, scale: Scale) -> list[Problem]:
    """Targets in no order, or in the order of worse results."""
    targets = [level.at for level in scale.levels]
    if targets not in (sorted(targets), sorted(targets, reverse=True)):
        return [_zigzag(owner, scale)]
    for easier, harder in pairwise(least_demanding_first(scale)):
        if harder.score < easier.score:
            return [
                AgainstDirection(
                    harder.span, owner, scale, easier, harder, _with_scores_sorted(scale)
                )
            ]
    return []


def _needed(method: Method) -> int:
    """A line between levels, or beyond them, takes two."""
    lines = method.between == "interpolate" or Extrapolate in map(
        type, (method.below, method.above)
    )
    return 2 if lines else 1


def _doubles(owner: str, scale: Scale) -> list[Problem]:
    """Levels at a target that another level has already."""
    found: list[Problem] = []
    for index, level in enumerate(scale.levels):
        first = next((each for each in scale.levels[:index] if each.at == level.at), None)
        if first is not None:
            found.append(SameTarget(level.span, owner, scale, first, level))
    return found


def _zigzag(owner: str, scale: Scale) -> LevelsOutOfOrder:
    """Targets that go up and down.

    When the lines only stand in the wrong order, they are sorted. When the
    scores are in order and the targets are not, targets were exchanged.
    """
    levels = scale.levels
    rising = levels[-1].at > levels[0].at
    wrong = next(
        (before, level) for before, level in pairwise(levels) if (level.at > before.at) != rising
    )
    scores = [level.score for level in levels]
    ordered = least_demanding_first(scale)
    how: Literal["lines", "targets"] | None = None
    mended: tuple[Level, ...] = levels
    if _never_fall(ordered):
        how, mended = "lines", ordered
    elif scores in (sorted(scores), sorted(scores, reverse=True)):
        how = "targets"
        sorted_levels = ordered if scores[0] <= scores[-1] else ordered[::-1]
        mended = tuple(
            replace(level, at=other.at, at_written=other.at_written)
            for level, other in zip(levels, sorted_levels, strict=True)
        )
    return LevelsOutOfOrder(wrong[1].span, owner, scale, wrong[0], wrong[1], how, mended)


def _without_doubles(scale: Scale) -> Scale:
    kept = {level.at: level for level in reversed(scale.levels)}
    return replace(scale, levels=tuple(each for each in scale.levels if kept[each.at] is each))


def _never_fall(levels: tuple[Level, ...]) -> bool:
    return all(before.score <= level.score for before, level in pairwise(levels))


def _with_scores_sorted(scale: Scale) -> tuple[Level, ...]:
    """The levels as written, exchanged so that a harder one never scores less.

    Targets change places between the lines; where that would leave the lines out of
    order, scores do.
    """
    order = sorted(range(len(scale.levels)), key=lambda index: scale.levels[index].score)
    mended = list(scale.levels)
    for index, harder in zip(order, least_demanding_first(scale), strict=True):
        mended[index] = replace(mended[index], at=harder.at, at_written=harder.at_written)
    if [level.at for level in mended] in _in_order(mended):
        return tuple(mended)
    ranks = least_demanding_first(scale)
    scores = sorted(level.score for level in scale.levels)
    return tuple(replace(level, score=scores[ranks.index(level)]) for level in scale.levels)


def _in_order(levels: Iterable[Level]) -> tuple[list[Fraction], list[Fraction]]:
    """The targets of levels, rising and falling."""
    rising = sorted(level.at for level in levels)
    return rising, rising[::-1]


# What happens outside of them


def _contradicted(owner: str, scale: Scale) -> list[tuple[_OutsideMistake, Case]]:
    """The lines of the method that do not go with the outermost levels."""
    method, ordered = scale.method, least_demanding_first(scale)
    first, last = ordered[0], ordered[-1]
    below, above = method.below, method.above
    found: list[tuple[_OutsideMistake, Case]] = []
    if isinstance(below, FixedScore | FromPoint):
        case = Case(owner, scale, first, below)
        misplaced = _misplaced(case)
        if misplaced is not None:
            found.append((misplaced, case))
        elif below.score > first.score:
            found.append((MoreForLess, case))
    if isinstance(above, FixedScore | ToPoint):
        case = Case(owner, scale, last, above)
        misplaced = _misplaced(case)
        if misplaced is not None:
            found.append((misplaced, case))
        elif above.score < last.score:
            found.append((LessForMore, case))
    return found


def _misplaced(case: Case) -> type[PointOnLevel | PointPastLevel] | None:
    """Whether a line's point lies at its level, or on the wrong side of it."""
    line, level = case.line, case.level
    if isinstance(line, FixedScore):
        return None
    if line.at == level.at:
        return PointOnLevel
    higher = case.scale.method.direction == "higher"
    better = (line.at > level.at) == higher
    return PointPastLevel if better == isinstance(line, FromPoint) else None
