"""Exact numbers as Python programs take them."""

from __future__ import annotations

import datetime as dt
from decimal import Context, Decimal
from fractions import Fraction

from kpirules.evaluate.approximate import Approximate, Real, decimal
from kpirules.evaluate.trace import Gap, Result


def exact(number: Real) -> Decimal | Fraction:
    """A Decimal where the number terminates, otherwise the fraction itself. Never rounded.

    Of an approximate number, a Decimal of as many significant digits as the language promises.
    """
    if isinstance(number, Approximate):
        return Decimal(decimal(number))
    rest, power = number.denominator, 0
    while rest % 10 == 0:
        rest //= 10
        power += 1
    twos = fives = 0
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return number
    places = power + max(twos, fives)
    digits = number.numerator * 10**places // number.denominator
    # scaleb rounds to its context's precision, so the context must hold all digits.
    return Decimal(digits).scaleb(-places, Context(prec=max(1, len(str(abs(digits))))))


def plain(result: Result) -> Decimal | Fraction | bool | str | dt.date | None:
    """A value for Python; None where it is missing."""
    if isinstance(result, Gap):
        return None
    if isinstance(result, Real):
        return exact(result)
    return result
