"""Intervals of rationals that are certain to contain a number: the arithmetic of their ends.

Ends are rounded outwards to so many digits, so that they stay short. Logarithms
and powers of e come from the standard library's `decimal`, which rounds them
correctly: the true value is less than one unit in the last place away.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import ceil, floor, isqrt

from msgspec import Struct


class TooCoarse(Exception):  # noqa: N818  # no error: more digits are asked for
    """The interval of an operand is too wide for the operation: it contains zero."""


class Enclosure(Struct, frozen=True):
    """A number lies between `low` and `high`, both included."""

    low: Fraction
    high: Fraction


def added(one: Enclosure, other: Enclosure) -> Enclosure:
    """The sum."""
    return Enclosure(one.low + other.low, one.high + other.high)


def multiplied(one: Enclosure, other: Enclosure) -> Enclosure:
    """The product."""
    ends = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    return Enclosure(min(ends), max(ends))


def inverted(one: Enclosure) -> Enclosure:
    """One divided by the number, which is not zero."""
    if one.low <= 0 <= one.high:
        raise TooCoarse
    return Enclosure(1 / one.high, 1 / one.low)


def distance(one: Enclosure) -> Enclosure:
    """The distance from zero."""
    ends = abs(one.low), abs(one.high)
    return Enclosure(Fraction(0) if one.low <= 0 <= one.high else min(ends), max(ends))


def least(one: Enclosure, other: Enclosure) -> Enclosure:
    """The smaller of two numbers."""
    return Enclosure(min(one.low, other.low), min(one.high, other.high))


def greatest(one: Enclosure, other: Enclosure) -> Enclosure:
    """The larger of two numbers."""
    return Enclosure(max(one.low, other.low), max(one.high, other.high))


def root(one: Enclosure, degree: int, digits: int) -> Enclosure:
    """The root of a number that is not negative."""
    scale = 10 ** (digits + max(0, -_magnitude(one.low) // degree if one.low > 0 else 0))
    low = whole_root(floor(max(one.low, Fraction(0)) * scale**degree), degree)
    high = whole_root(ceil(one.high * scale**degree), degree) + 1
    return Enclosure(Fraction(low, scale), Fraction(high, scale))


def logarithm(one: Enclosure, digits: int) -> Enclosure:
    """The natural logarithm of a positive number."""
    if one.low <= 0:
        raise TooCoarse
    context = _context(digits)
    low, high = _ends(one, digits)
    return Enclosure(
        Fraction(low.ln(context).next_minus(context)), Fraction(high.ln(context).next_plus(context))
    )


def exponential(one: Enclosure, digits: int) -> Enclosure:
    """The number e to a power."""
    context = _context(digits)
    low, high = _ends(one, digits)
    return Enclosure(
        Fraction(low.exp(context).next_minus(context)),
        Fraction(high.exp(context).next_plus(context)),
    )


def outward(one: Enclosure, digits: int) -> Enclosure:
    """The same with ends of so many digits, never narrower."""
    return Enclosure(_shortened(one.low, digits, floor), _shortened(one.high, digits, ceil))


def whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is at most `number`."""
    if degree == 2:
        return isqrt(number)
    if number < 2:
        return number
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _shortened(value: Fraction, digits: int, whole: Callable[[Fraction], int]) -> Fraction:
    if value == 0:
        return value
    places = digits - _magnitude(value)
    scale = Fraction(10) ** places
    return Fraction(whole(value * scale)) / scale


def _magnitude(value: Fraction) -> int:
    """About how many digits stand before the decimal point."""
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    return bits * 30103 // 100000


def _ends(one: Enclosure, digits: int) -> tuple[Decimal, Decimal]:
    low = _context(digits, ROUND_FLOOR).divide(
        Decimal(one.low.numerator), Decimal(one.low.denominator)
    )
    high = _context(digits, ROUND_CEILING).divide(
        Decimal(one.high.numerator), Decimal(one.high.denominator)
    )
    return low, high


def _context(digits: int, rounding: str | None = None) -> Context:
    return Context(prec=digits, rounding=rounding, Emax=MAX_EMAX, Emin=MIN_EMIN)
