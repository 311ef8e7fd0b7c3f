"""Which way a value goes as one fact grows, where that can be told for certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from typing import Literal

from msgspec import Struct

from kpirules.evaluate import trace as tr
from kpirules.evaluate.trace import Trace
from kpirules.facts.facts import Supplied
from kpirules.model import expressions as ex
from kpirules.model.rounding import rounded
from kpirules.text.thai import name_key

Way = Literal["flat", "rising", "falling"]
Bound = Fraction | None


class Course(Struct, frozen=True):
    """How a value moves over a range of a fact, and between what it stays; None is no bound."""

    way: Way
    low: Bound
    high: Bound

    @property
    def constant(self) -> Fraction | None:
        """The value, if it is the same all along."""
        return self.low if self.way == "flat" and self.low == self.high else None

    @property
    def positive(self) -> bool:
        """Whether the value is nowhere below zero."""
        return self.low is not None and self.low >= 0


# Longer chains of values than this are not followed.
_DEEPEST = 100


def course(trace: Trace, fact: str, period: int, low: Bound, high: Bound) -> Course | None:
    """The course of a value while a fact of a year goes from low to high and all else stays.

    None when the value is no number, or when it cannot be told: it may then
    go up here and down there.
    """
    touched = depending_on(trace, fact, period)
    known: dict[int, Course | None] = {}

    def of(here: Trace, level: int) -> Course | None:
        if id(here) not in known:
            known[id(here)] = told(here, level)
        return known[id(here)]

    def told(here: Trace, level: int) -> Course | None:
        if id(here) not in touched:
            number = here.value
            return Course("flat", number, number) if isinstance(number, Fraction) else None
        if level > _DEEPEST:
            return None
        parts = here.parts
        match here.step:
            case tr.FactSupplied():
                return Course("rising", low, high)
            case tr.ValueOf() | tr.ResultOf():
                return of(parts[0], level + 1)
            case tr.Rounded(rounding=rounding):
                return _mapped(of(parts[0], level + 1), lambda number: rounded(number, rounding)[0])
            case tr.Chosen() if id(parts[0]) not in touched:
                return of(parts[1], level + 1)
            case tr.FellBack(used_second=True) if id(parts[0]) not in touched:
                return of(parts[1], level + 1)
            case tr.FellBack(used_second=False) if isinstance(parts[0].step, tr.FactSupplied):
                return of(parts[0], level + 1)
            case tr.Computed(expression=expression):
                return _computed(expression, [of(part, level + 1) for part in parts])
            case _:
                return None

    return of(trace, 0)


def depending_on(trace: Trace, fact: str, period: int) -> set[int]:
    """The traces below and including this one, by identity, that depend on a fact of a year."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = [(trace, False)]
    while waiting:
        here, parts_done = waiting.pop()
        if parts_done:
            if any(id(part) in found for part in here.parts):
                found.add(id(here))
        elif id(here) not in seen:
            seen.add(id(here))
            if isinstance(here.step, tr.FactSupplied) and _is_of(here.step.supplied, fact, period):
                found.add(id(here))
            waiting.append((here, True))
            waiting.extend((part, False) for part in here.parts)
    return found


def _is_of(supplied: Supplied, fact: str, period: int) -> bool:
    return name_key(supplied.name) == fact and supplied.period == period


def _computed(expression: ex.Expr, courses: list[Course | None]) -> Course | None:
    parts = [part for part in courses if part is not None]
    if len(parts) < len(courses):
        return None
    match expression:
        case ex.Sum(minus=minus):
            turned = [
                _negative(part) if less else part for part, less in zip(parts, minus, strict=True)
            ]
            return _together(turned, _plus)
        case ex.Negation():
            return _negative(parts[0])
        case ex.Product(divide=divide):
            factors = [
                _inverse(part) if over else part for part, over in zip(parts, divide, strict=True)
            ]
            return reduce(_times, factors, _ONE)
        case ex.Power(exponent=exponent):
            return _raised(parts[0], exponent)
        case ex.Apply(function=function):
            return _applied(function, parts)
        case ex.InYear():
            return parts[0]
        case ex.OverYears(function=function):
            return _together(parts, _plus) if function == "sum" else _applied(function, parts)
        case _:
            return None


_ONE: Course | None = Course("flat", Fraction(1), Fraction(1))


def _together(parts: list[Course], combine: Callable[[Iterable[Bound]], Bound]) -> Course | None:
    """A value that never falls when one of its parts rises."""
    ways = {part.way for part in parts} - {"flat"}
    if len(ways) > 1:
        return None
    way: Way = ways.pop() if ways else "flat"
    return Course(way, combine(part.low for part in parts), combine(part.high for part in parts))


def _plus(bounds: Iterable[Bound]) -> Bound:
    total = Fraction(0)
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total


def _negative(part: Course) -> Course:
    low = None if part.high is None else -part.high
    high = None if part.low is None else -part.low
    return Course(_turned(part.way), low, high)


def _turned(way: Way) -> Way:
    return {"flat": "flat", "rising": "falling", "falling": "rising"}[way]  # type: ignore[return-value]


def _inverse(part: Course) -> Course | None:
    """One over a value that keeps its sign; at zero itself there is no result."""
    if part.constant == 0:
        return None
    if part.positive:
        high = None if part.low == 0 or part.low is None else 1 / part.low
        return Course(_turned(part.way), Fraction(0) if part.high is None else 1 / part.high, high)
    if part.high is not None and part.high <= 0:
        turned = _inverse(_negative(part))
        return None if turned is None else _negative(turned)
    return None


def _times(left: Course | None, right: Course | None) -> Course | None:
    if left is None or right is None:
        return None
    for one, other in ((left, right), (right, left)):
        if one.constant is not None:
            return _scaled(other, one.constant)
    if not (left.positive and right.positive):
        return None
    ways = {left.way, right.way} - {"flat"}
    if len(ways) > 1 or left.low is None or right.low is None:
        return None
    high = None if left.high is None or right.high is None else left.high * right.high
    return Course(ways.pop() if ways else "flat", left.low * right.low, high)


def _scaled(part: Course, factor: Fraction) -> Course:
    if factor < 0:
        return _negative(_scaled(part, -factor))
    if factor == 0:
        return Course("flat", Fraction(0), Fraction(0))
    low = None if part.low is None else part.low * factor
    return Course(part.way, low, None if part.high is None else part.high * factor)


def _raised(part: Course, exponent: int) -> Course | None:
    if exponent < 0:
        raised = _raised(part, -exponent)
        return None if raised is None else _inverse(raised)
    if not part.positive:
        return None
    return _mapped(part, lambda number: Fraction(number**exponent))


def _applied(function: str, parts: list[Course]) -> Course | None:
    first = parts[0]
    match function:
        case "floor":
            return _mapped(first, lambda number: Fraction(floor(number)))
        case "ceiling":
            return _mapped(first, lambda number: Fraction(ceil(number)))
        case "abs":
            if first.positive:
                return first
            return _negative(first) if first.high is not None and first.high <= 0 else None
        case "mean":
            total = _together(parts, _plus)
            return None if total is None else _scaled(total, Fraction(1, len(parts)))
        case "min" | "max" | "clamp":
            return _together(parts, lambda _: None)
        case "percent-change":
            # (after - before) / before x 100 = after / before x 100 - 100
            ratio = _times(parts[1], _inverse(first))
            if ratio is None:
                return None
            shift = Course("flat", Fraction(-100), Fraction(-100))
            return _together([_scaled(ratio, Fraction(100)), shift], _plus)
        case _:
            return None


def _mapped(part: Course | None, change: Callable[[Fraction], Fraction]) -> Course | None:
    """A value put through something that never falls as it rises."""
    if part is None:
        return None
    low = None if part.low is None else change(part.low)
    return Course(part.way, low, None if part.high is None else change(part.high))
