"""Decision tables: every case decided, none twice, and no row in vain.

Facts are divided where conditions change, and every combination is looked at.
Tables with conditions that compare facts with each other, or with too many
combinations, are left to the check that is made when the table is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import floor

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.facts import DateDomain, Fact, NumberDomain
from kpirules.model.indicators import Classification, Outcome
from kpirules.model.rules import Rules
from kpirules.semantics.case_problems import (
    CasesNotDecided,
    CasesOverlap,
    Given,
    Limits,
    RowNeverApplies,
    RowPicture,
)
from kpirules.semantics.case_sets import MOST_CASES, Box, CaseSets, case_sets, first_bit
from kpirules.semantics.conditions import SIGNS, Condition, Reader, opaque_parts, sign_of
from kpirules.semantics.domains import grid_of, numbers_of
from kpirules.semantics.intervals import Stretch, range_of, stretch_of
from kpirules.semantics.periods import periods_asked
from kpirules.semantics.relations import least_values, possible_cases

_MOST_GAPS = 5
_SOME_DAY = dt.date(2023, 1, 1).toordinal()


def check_table(table: Classification, rules: Rules) -> tuple[Problem, ...]:
    """What is wrong with a decision table; nothing where it cannot be looked at case by case.

    A table that uses parameters is looked at in each year that is asked for,
    up to the first in which something is wrong.
    """
    timeless = _read(table, Reader(rules))
    opaque = [part for _, condition in timeless for part in opaque_parts(condition)]
    if not opaque:
        return tuple(_mistakes(_Table(table, timeless, rules)))
    if not all(part.dated for part in opaque):
        return ()
    for period in periods_asked(rules):
        rows = _read(table, Reader(rules, period))
        if not any(opaque_parts(condition) for _, condition in rows):
            found = tuple(_mistakes(_Table(table, rows, rules, period)))
            if found:
                return found
    return ()


def case_of(
    table: Classification, row: Outcome, rules: Rules, period: int | None = None
) -> tuple[Given, ...]:
    """Facts with which a row decides; none where the table cannot be looked at case by case."""
    rows = _read(table, Reader(rules, period))
    if table.table is not None or any(opaque_parts(condition) for _, condition in rows):
        return ()
    cases = case_sets(rules.facts, [condition for _, condition in rows])
    dated = any(isinstance(each.fact.domain, DateDomain) for each in cases.dimensions.values())
    if dated or not 0 < cases.size <= MOST_CASES:
        return ()
    possible = possible_cases(cases, rules.facts)
    if not possible:
        return ()
    left = possible
    for other, condition in rows:
        own = cases.of(condition) & (left if table.hit == "first" else possible)
        if other.span == row.span and own:
            return _example(cases.case(first_bit(own)), cases, possible, rules)
        left &= ~cases.of(condition)
    if row.condition is None and left:
        return _example(cases.case(first_bit(left)), cases, possible, rules)
    return ()


class _Table(Struct, frozen=True):
    """A decision table with its conditions read; `period` where that mattered."""

    table: Classification
    rows: tuple[tuple[Outcome, Condition], ...]
    rules: Rules
    period: int | None = None


def _read(table: Classification, reader: Reader) -> tuple[tuple[Outcome, Condition], ...]:
    """The rows that have a condition, each with what it tests."""
    return tuple(
        (row, reader.read(row.condition)) for row in table.outcomes if row.condition is not None
    )


def _mistakes(read: _Table) -> Iterator[Problem]:
    facts = read.rules.facts
    cases = case_sets(facts, [condition for _, condition in read.rows])
    if not 0 < cases.size <= MOST_CASES:
        return
    possible = possible_cases(cases, facts)
    if not possible:
        return
    sets = [(row, cases.of(condition) & possible) for row, condition in read.rows]
    yield from _in_vain(read, sets)
    if read.table.hit == "exactly_one":
        yield from _twice(read, sets, cases, possible)
    if len(read.rows) == len(read.table.outcomes):
        yield from _undecided(read, sets, cases, possible)


def _in_vain(read: _Table, sets: list[tuple[Outcome, int]]) -> Iterator[Problem]:
    """Rows that never hold, or only where a row above them has decided already."""
    decided = 0
    for index, (row, own) in enumerate(sets):
        if not own:
            yield RowNeverApplies(row.span, read.table, row, (), read.period)
        elif read.table.hit == "first" and not own & ~decided:
            above = tuple(other for other, theirs in sets[:index] if theirs & own)
            yield RowNeverApplies(row.span, read.table, row, above, read.period)
        decided |= own


def _twice(
    read: _Table, sets: list[tuple[Outcome, int]], cases: CaseSets, possible: int
) -> Iterator[Problem]:
    """Pairs of rows that hold together."""
    for (one, first), (other, second) in combinations(sets, 2):
        both = first & second
        if both:
            impossible = cases.everything & ~possible
            box = cases.grown(both, both | impossible)
            yield CasesOverlap(
                other.span,
                read.table,
                one,
                other,
                _limits(box, cases, read.rules),
                _example(box, cases, possible, read.rules),
                _drawn(sets, cases, both),
                read.period,
            )


def _undecided(
    read: _Table, sets: list[tuple[Outcome, int]], cases: CaseSets, possible: int
) -> Iterator[Problem]:
    """Cases in which no row holds, as few boxes of them as come easily."""
    left = possible
    for _, own in sets:
        left &= ~own
    if not left:
        return
    allowed = left | (cases.everything & ~possible)
    undecided = left
    boxes: list[Box] = []
    while left and len(boxes) < _MOST_GAPS:
        box = cases.grown(left, allowed)
        boxes.append(box)
        left &= ~cases.inside(box)
    yield CasesNotDecided(
        read.table.span,
        read.table,
        tuple(_limits(box, cases, read.rules) for box in boxes),
        bool(left),
        _example(boxes[0], cases, possible, read.rules),
        _drawn(sets, cases, undecided),
        read.period,
    )


# Boxes in the words of the rules


def _limits(box: Box, cases: CaseSets, rules: Rules) -> tuple[Limits, ...]:
    """What a box asks of each fact; facts that may be anything are left out."""
    found = []
    for key, positions in box.items():
        dimension = cases.dimensions[key]
        if len(positions) < len(dimension.parts):
            parts = tuple(dimension.parts[position] for position in positions)
            found.append(Limits(dimension.fact, parts, _unit(dimension.fact, rules)))
    return tuple(found)


def _unit(fact: Fact, rules: Rules) -> str | None:
    """The unit to write behind a number; percent and points need none."""
    if len(fact.unit.powers) != 1 or fact.unit.powers[0][1] != 1:
        return None
    ((key, _),) = fact.unit.powers
    if key in {"percent", "point"}:
        return None
    return rules.units[key].name if key in rules.units else key


def _drawn(sets: list[tuple[Outcome, int]], cases: CaseSets, marked: int) -> tuple[RowPicture, ...]:
    """The rows over a number line, where the table is about one number only."""
    if len(cases.dimensions) != 1:
        return ()
    (dimension,) = cases.dimensions.values()
    domain = dimension.fact.domain
    if not isinstance(domain, NumberDomain):
        return ()
    parts = [part for part in dimension.parts if isinstance(part, Stretch)]
    grid = grid_of(domain)
    return tuple(
        RowPicture(name, tuple(_merged(parts, own, grid)))
        for name, own in (*((row.name, own) for row, own in sets), (None, marked))
    )


def _merged(parts: list[Stretch], own: int, grid: Fraction | None) -> Iterator[Stretch]:
    """The parts of a set, neighbours as one; with one fact, the bits are its parts."""
    run: Stretch | None = None
    for index, part in enumerate(parts):
        if not own >> index & 1:
            continue
        if run is not None and run.high == part.low:
            run = Stretch(run.low, part.high)
            continue
        if run is not None:
            yield stretch_of(range_of(run, grid))
        run = part
    if run is not None:
        yield stretch_of(range_of(run, grid))


# An example


def _example(box: Box, cases: CaseSets, possible: int, rules: Rules) -> tuple[Given, ...]:
    """One possible case of a box with a value for each fact; none where relations rule it out."""
    inside = cases.inside(box) & possible
    case = {key: positions[0] for key, positions in cases.case(first_bit(inside)).items()}
    least = least_values(case, cases, rules.facts)
    values: dict[str, Fraction | bool | str] = {}
    for key, position in case.items():
        dimension = cases.dimensions[key]
        part = dimension.parts[position]
        if isinstance(part, Stretch):
            part = Stretch(max(part.low, least.get(key, part.low)), part.high)
            values[key] = _number(part, dimension.fact)
        else:
            values[key] = part
    if not _hold_together(values, rules.facts):
        return ()
    return tuple(
        Given(rules.facts[key], value, _unit(rules.facts[key], rules))
        for key, value in values.items()
    )


def _number(part: Stretch, fact: Fact) -> Fraction:
    """A plain number in a part, near its lower end."""
    domain = numbers_of(fact.domain)
    grid = None if domain is None else grid_of(domain)
    low, high = part.low, part.high
    if low.end and high.end:
        return Fraction(_SOME_DAY if isinstance(fact.domain, DateDomain) else 0)
    if low.end:
        included = grid is None and high.after
        return high.value if included else high.value - (grid or 1)
    if not low.after:
        return low.value
    if high.end or high.value > floor(low.value) + 1:
        return Fraction(floor(low.value) + 1)
    return (low.value + high.value) / 2 if high.value > low.value else low.value


def _hold_together(values: Mapping[str, Fraction | bool | str], facts: Mapping[str, Fact]) -> bool:
    """Whether the values meet the relations between their facts."""
    for key, one in values.items():
        for relation in facts[key].relations:
            other = values.get(relation.other)
            if not isinstance(one, Fraction) or not isinstance(other, Fraction):
                continue
            if sign_of(one - other) not in SIGNS[relation.operator]:
                return False
    return True
