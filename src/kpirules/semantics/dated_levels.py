"""Target levels in time: the levels below each line with years, and no year with two sets."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.examples import Example
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules, seen_from, with_parts
from kpirules.model.scorecards import Scorecard
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
from kpirules.semantics.period_problems import Asker
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


def check_in_force(rules: Rules) -> tuple[Problem, ...]:
    """Indicators without levels in a year in which a scorecard or an example scores them."""
    if not any(each.dated for each in rules.indicators.values()):
        return ()
    first: dict[tuple[str, int], Problem] = {}
    for card in rules.scorecards.values():
        asker = Asker(card.name, "scorecard", card.period, card.span)
        _ask(asker, card, card.indicators, rules, first)
    for example in rules.examples.values():
        own = rules.scorecards.get(example.scorecard or "")
        if own is not None:
            period = example.period or own.period
            asker = Asker(example.name, "example", period, example.span)
            _ask(asker, own, tuple(_scored(example, own)), rules, first)
    return tuple(first.values())


def _ask(
    asker: Asker,
    card: Scorecard,
    keys: tuple[str, ...],
    rules: Rules,
    first: dict[tuple[str, int], Problem],
) -> None:
    seen = seen_from(card, rules, asker.period)
    for key in with_parts(keys, seen.indicators):
        indicator = seen.indicators[key]
        lacks = bool(indicator.dated) and indicator.scale is None and indicator.cancelled is None
        if lacks and not is_meant(years_of(indicator.dated), asker.period):
            found = NoTargetsInPeriod(indicator.span, indicator.name, indicator.dated, asker)
            first.setdefault((name_key(indicator.name), asker.period), found)


def _scored(example: Example, card: Scorecard) -> Iterator[str]:
    """The indicators whose scores an example asks for; a total asks for all."""
    if example.cases is not None:
        yield from card.indicators
    for expectation in example.expectations:
        target = expectation.target
        if target.asked in {"total", "band", "component"}:
            yield from card.indicators
        elif target.asked in {"score", "weighted"}:
            yield target.name
