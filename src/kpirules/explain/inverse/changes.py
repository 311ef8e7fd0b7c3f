"""The least change of a single fact that is enough, in units that can be counted."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Literal

from msgspec import Struct

from kpirules.evaluate.approximate import surely
from kpirules.evaluate.trace import FactSupplied, Trace
from kpirules.explain.inverse.again import EvaluateWith
from kpirules.explain.inverse.courses import Bound, course
from kpirules.explain.inverse.exclusions import leaves_out_a_range
from kpirules.explain.inverse.ratios import ratio_course
from kpirules.explain.inverse.thresholds import Threshold, on_grid
from kpirules.explain.layers import facts_behind
from kpirules.explain.numbers import written_places
from kpirules.facts.facts import Facts, Supplied
from kpirules.model.facts import Fact, NumberDomain
from kpirules.model.rules import Rules
from kpirules.text.thai import name_key

Verdict = Literal[
    "enough",  # `to` is the nearest value that is enough
    "out of reach",  # not even `to`, the last value the rules allow, is enough
    "no effect",  # the figure does not move with it
    "unclear",  # the figure may go up here and down there
]

# Without a limit in the rules, values are tried up to this many steps away.
_FARTHEST = 2**64


class Change(Struct, frozen=True):
    """What changing one fact alone can do.

    `places` are the decimals the fact is written with. `limit` is the other
    fact that does not let it go further, if one does.
    """

    fact: Fact
    now: Fraction
    places: int | None
    verdict: Verdict
    to: Fraction | None = None
    limit: str | None = None

    @property
    def by(self) -> Fraction | None:
        """How far the fact has to go; negative is down."""
        return self.to - self.now if self.to is not None else None


class _Room(Struct, frozen=True):
    """Where a fact may lie: its range, its relations to others, and the steps it goes in."""

    low: Bound
    high: Bound
    low_by: str | None
    high_by: str | None
    step: Fraction


def changes(
    result: Trace,
    wanted: Threshold,
    evaluate_with: EvaluateWith,
    rules: Rules,
    facts: Facts,
    period: int,
    *,
    upwards: bool,
) -> tuple[Change, ...]:
    """What each fact that a result depends on can do alone to bring it to a threshold.

    The result must have a value that does not reach the threshold yet.
    """
    found = []
    for trace in facts_behind(result):
        step = trace.step
        if not isinstance(step, FactSupplied) or step.supplied.period != period:
            continue  # what other years came to is past
        if isinstance(trace.value, Fraction):
            room = _room(step.fact, step.supplied, rules, facts, period)
            places = written_places(step.supplied.written)
            search = _Search(step.fact, trace.value, places, room, result, wanted, upwards, period)
            found.append(_change(search, evaluate_with, rules))
    return tuple(found)


class _Search(Struct, frozen=True):
    """A fact, where it stands and may go, and the result it should bring to a threshold."""

    fact: Fact
    now: Fraction
    places: int | None
    room: _Room
    result: Trace
    wanted: Threshold
    upwards: bool
    period: int


def _change(search: _Search, evaluate_with: EvaluateWith, rules: Rules) -> Change:
    fact, now, places, room = search.fact, search.now, search.places, search.room
    key = name_key(fact.name)
    span = (search.result, key, search.period, room.low, room.high)
    going = course(*span) or ratio_course(*span)
    if going is None or leaves_out_a_range(key, search.result, rules):
        return Change(fact, now, places, "unclear")
    if going.way == "flat":
        return Change(fact, now, places, "no effect")
    up = (going.way == "rising") == search.upwards
    end, limit = (room.high, room.high_by) if up else (room.low, room.low_by)

    def value_at(steps: int) -> Fraction:
        return now + (steps * room.step if up else -steps * room.step)

    def enough(steps: int) -> bool:
        # A single value may be without a result, as a divisor is at zero: then the one before it.
        number = evaluate_with(key, value_at(steps))
        if number is None and steps:
            number = evaluate_with(key, value_at(steps - 1))
        return number is not None and surely(
            partial(search.wanted.reached, number, upwards=search.upwards)
        )

    most = _FARTHEST if end is None else max(0, int(abs(end - now) / room.step))
    steps = _first(enough, most, bounded=end is not None)
    if steps is None:
        last = value_at(most) if end is not None else None
        return Change(fact, now, places, "out of reach", last, limit)
    return Change(fact, now, places, "enough", value_at(steps))


def _first(enough: Callable[[int], bool], most: int, *, bounded: bool) -> int | None:
    """The first of 1 … `most` steps that is enough, where all after it are enough too."""
    if most < 1:
        return None
    high = most
    if bounded:
        if not enough(high):
            return None
    else:
        high = 1
        while not enough(high):
            high *= 2
            if high > most:
                return None
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle
    return high


def _room(fact: Fact, supplied: Supplied, rules: Rules, facts: Facts, period: int) -> _Room:
    domain = fact.domain
    if not isinstance(domain, NumberDomain):
        return _Room(None, None, None, None, Fraction(1))
    step = _step(domain, supplied)
    low, high = domain.low, domain.high
    low_by: str | None = None
    high_by: str | None = None
    for relation, other in _relations(fact, rules):
        known = facts.get(name_key(other), period)
        if known is None or not isinstance(known.value, Fraction):
            continue
        above, below = _limits(relation, known.value, step)
        if below is not None and (high is None or below < high):
            high, high_by = below, other
        if above is not None and (low is None or above > low):
            low, low_by = above, other
    return _Room(low, high, low_by, high_by, step)


def _step(domain: NumberDomain, supplied: Supplied) -> Fraction:
    """The last decimal a fact may have; where any may be, the last one it was written with."""
    places = domain.decimals
    if places is None:
        places = max(written_places(supplied.written) or 0, 2)
    return Fraction(1, 10**places)


def _relations(fact: Fact, rules: Rules) -> list[tuple[str, str]]:
    """How a fact must stand to others, also where they say so."""
    found: list[tuple[str, str]] = [
        (relation.operator, relation.other) for relation in fact.relations
    ]
    own = name_key(fact.name)
    for other in rules.facts.values():
        found.extend(
            (_MIRRORED[relation.operator], other.name)
            for relation in other.relations
            if name_key(relation.other) == own
        )
    return found


_MIRRORED: dict[str, str] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _limits(operator: str, other: Fraction, step: Fraction) -> tuple[Bound, Bound]:
    """The least and the greatest value that stand so to another one."""
    match operator:
        case "<=":
            return None, other
        case "<":
            return None, on_grid(Threshold(other, False), step, upwards=False)
        case ">=":
            return other, None
        case ">":
            return on_grid(Threshold(other, False), step, upwards=True), None
        case "=":
            return other, other
        case _:
            return None, None
