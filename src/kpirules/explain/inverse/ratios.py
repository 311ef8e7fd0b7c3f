"""Formulas in which a fact stands above and below a fraction bar: (after - before) / before."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from kpirules.evaluate import trace as tr
from kpirules.evaluate.trace import Trace
from kpirules.explain.inverse.courses import Bound, Course, depending_on
from kpirules.model import expressions as ex

_MOST_TERMS = 8


class _Ratio(Struct, frozen=True):
    """A ratio of two polynomials of a fact, each as its coefficients from the constant up."""

    above: tuple[Fraction, ...]
    below: tuple[Fraction, ...]


_ONE = (Fraction(1),)


def ratio_course(trace: Trace, fact: str, period: int, low: Bound, high: Bound) -> Course | None:
    """The course of a value that is one straight line over another.

    (a + bx) / (c + dx) goes one way wherever the line below is not zero: up
    where bc - ad is positive.
    """
    while isinstance(trace.step, tr.ResultOf | tr.ValueOf | tr.Rounded):
        trace = trace.parts[0]
    found = _ratio(trace, depending_on(trace, fact, period))
    if found is None:
        return None
    above, below = _trimmed(found.above), _trimmed(found.below)
    if max(len(above), len(below)) > 2:  # of straight lines only
        return None
    a, b = (*above, Fraction(0), Fraction(0))[:2]
    c, d = (*below, Fraction(0), Fraction(0))[:2]
    if d and _inside(-c / d, low, high):
        return None
    slope = b * c - a * d
    if slope == 0:
        return Course("flat", None, None)
    return Course("rising" if slope > 0 else "falling", None, None)


def _inside(number: Fraction, low: Bound, high: Bound) -> bool:
    return (low is None or number > low) and (high is None or number < high)


def _ratio(trace: Trace, touched: set[int]) -> _Ratio | None:
    if id(trace) not in touched:
        return _Ratio((trace.value,), _ONE) if isinstance(trace.value, Fraction) else None
    match trace.step:
        case tr.FactSupplied():
            return _Ratio((Fraction(0), Fraction(1)), _ONE)
        case tr.Computed(expression=expression):
            parts = [_ratio(part, touched) for part in trace.parts]
            known = [part for part in parts if part is not None]
            return _combined(expression, known) if len(known) == len(parts) else None
        case _:
            return None


def _combined(expression: ex.Expr, parts: list[_Ratio]) -> _Ratio | None:
    found: _Ratio | None
    match expression:
        case ex.Sum(minus=minus):
            found = _Ratio((Fraction(0),), _ONE)
            for part, less in zip(parts, minus, strict=True):
                found = _added(found, _scaled(part, Fraction(-1)) if less else part)
        case ex.Negation():
            found = _scaled(parts[0], Fraction(-1))
        case ex.Product(divide=divide):
            found = _Ratio(_ONE, _ONE)
            for part, over in zip(parts, divide, strict=True):
                found = _multiplied(found, _Ratio(part.below, part.above) if over else part)
        case ex.Apply(function="percent-change"):
            before, after = parts
            change = _added(after, _scaled(before, Fraction(-1)))
            found = _multiplied(change, _Ratio(before.below, before.above))
            found = _scaled(found, Fraction(100))
        case ex.InYear():
            found = parts[0]
        case ex.Apply(function="mean" as function) | ex.OverYears(function=function):
            found = _Ratio((Fraction(0),), _ONE)
            for part in parts:
                found = _added(found, part)
            if function == "mean":
                found = _scaled(found, Fraction(1, len(parts)))
        case _:
            return None
    return found if max(len(found.above), len(found.below)) <= _MOST_TERMS else None


def _scaled(part: _Ratio, factor: Fraction) -> _Ratio:
    return _Ratio(tuple(number * factor for number in part.above), part.below)


def _added(left: _Ratio, right: _Ratio) -> _Ratio:
    if left.below == right.below:
        return _Ratio(_plus(left.above, right.above), left.below)
    above = _plus(_times(left.above, right.below), _times(right.above, left.below))
    return _Ratio(above, _times(left.below, right.below))


def _multiplied(left: _Ratio, right: _Ratio) -> _Ratio:
    return _Ratio(_times(left.above, right.above), _times(left.below, right.below))


def _plus(left: tuple[Fraction, ...], right: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    longer, shorter = (left, right) if len(left) >= len(right) else (right, left)
    padded = (*shorter, *[Fraction(0)] * (len(longer) - len(shorter)))
    return tuple(one + other for one, other in zip(longer, padded, strict=True))


def _times(left: tuple[Fraction, ...], right: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    found = [Fraction(0)] * (len(left) + len(right) - 1)
    for index, one in enumerate(left):
        for other_index, other in enumerate(right):
            found[index + other_index] += one * other
    return tuple(found)


def _trimmed(terms: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    found = list(terms)
    while len(found) > 1 and not found[-1]:
        found.pop()
    return tuple(found)
