"""Target levels in time: the levels below each line with years, and no year with two sets."""

from __future__ import annotations

from collections.abc import Iterable

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.examples import Example
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules, with_parts
from kpirules.model.scoring import Method, Scale, Years
from kpirules.semantics import lines
from kpirules.semantics.dated_level_problems import (
    LevelWithoutYears,
    NoTargetsInPeriod,
    TargetsEndBeforeStart,
    TargetsOverlap,
    YearsWithoutLevels,
    years_of,
)
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.period_problems import Asker
from kpirules.semantics.seen import Seen, with_dated_levels
from kpirules.semantics.target_lines import target_levels
from kpirules.semantics.years import is_meant, overlaps, turned
from kpirules.syntax import ast
from kpirules.text.span import Span
from kpirules.text.thai import name_key


def dated_scales(
    declaration: ast.Declaration, method: Method, findings: list[Problem]
) -> tuple[Scale, ...] | None:
    """The levels for each of the years told; None where the lines do not tell."""
    owner = declaration.name.text
    opening = lines.every(declaration, ast.Targets)[0]
    sets: list[tuple[ast.Targets, list[ast.Level]]] = []
    for row in declaration.lines:
        if isinstance(row, ast.Targets):
            sets.append((row, []))
        elif isinstance(row, ast.Level) and sets:
            sets[-1][1].append(row)
        elif isinstance(row, ast.Level):
            findings.append(LevelWithoutYears(row.span, owner, opening.span))
            return None
    found: list[Scale] = []
    for line, rows in sets:
        start = lines.whole(line.start, "year", findings)
        end = lines.whole(line.end, "year", findings) if line.end is not None else None
        if start is None or (line.end is not None and end is None):
            return None
        if not rows:
            if not declaration.damaged:
                findings.append(YearsWithoutLevels(line.span, owner, start))
            return None
        levels = target_levels(rows, method, findings)
        if levels is None:
            return None
        whole = Span(line.span.file, line.span.start, rows[-1].span.end)
        found.append(Scale(method, levels, whole, Years(start, end, line.span)))
    return tuple(found)


def check_years(indicator: Indicator) -> tuple[Problem, ...]:
    """Levels that end before they start, and years with two sets of levels."""
    rows = years_of(indicator.dated)
    found: list[Problem] = [
        TargetsEndBeforeStart(row.span, indicator.name, row) for row in rows if turned(row)
    ]
    found.extend(
        TargetsOverlap(later.span, indicator.name, indicator.dated, earlier, later)
        for earlier, later in overlaps(rows)
    )
    return tuple(found)


def check_in_force(
    rules: Rules, seen: Iterable[Seen], memory: Memory = FORGETFUL
) -> tuple[Problem, ...]:
    """Indicators without levels in a year in which a scorecard or an example scores them."""
    dated = with_dated_levels(rules, memory)
    if not dated:
        return ()
    first: dict[tuple[str, int], Problem] = {}
    by_key = {each.key: each for each in seen}
    for each in by_key.values():
        card = each.card
        asker = Asker(card.name, "scorecard", card.period, card.span)
        _ask(asker, each, each.everyone, dated, first)
    for example in rules.examples.values():
        own = by_key.get(example.scorecard or "")
        if own is not None:
            period = example.period or own.card.period
            asker = Asker(example.name, "example", period, example.span)
            _ask(asker, own, _scored(example, own), dated, first)
    return tuple(first.values())


def _ask(
    asker: Asker,
    seen: Seen,
    keys: tuple[str, ...],
    dated: dict[str, Indicator],
    first: dict[tuple[str, int], Problem],
) -> None:
    restated = {name_key(each.name): each for each in seen.card.restated}
    scored = frozenset(keys)
    for key, declared in dated.items():
        if key in scored:
            indicator = restated.get(key, declared).in_year(asker.period)
            lacks = bool(indicator.dated) and indicator.scale is None and not indicator.cancelled
            if lacks and not is_meant(years_of(indicator.dated), asker.period):
                found = NoTargetsInPeriod(indicator.span, indicator.name, indicator.dated, asker)
                first.setdefault((key, asker.period), found)


def _scored(example: Example, seen: Seen) -> tuple[str, ...]:
    """The indicators whose scores an example asks for, and their parts; a total asks for all."""
    keys: list[str] = []
    if example.cases is not None:
        return seen.everyone
    for expectation in example.expectations:
        target = expectation.target
        if target.asked in {"total", "band", "component"}:
            return seen.everyone
        if target.asked in {"score", "weighted"}:
            keys.append(target.name)
    return with_parts(keys, seen.members)
