"""What the built-in functions do with numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from math import ceil, floor, lcm
from typing import Literal

from kpirules.evaluate.approximate import Approximate, Real, greatest, least
from kpirules.evaluate.enclosures import whole_root

Refusal = Literal["zero", "negative", "not_positive", "out_of_reach"]
"""Why there is no result: a divisor is zero, a root of a negative number, a logarithm of nothing."""

_FARTHEST = 2300
"""The number e to this power has a thousand digits; no scorecard needs more."""
_LARGEST_ROOT = 64
_LARGEST_POWER = 4096
_LONGEST = 200_000  # bits of a power that are looked at to find out whether its root is a fraction


def square_root(number: Real) -> Real | Refusal:
    """The square root; that of a square is exact."""
    return _root(number, 2) if number >= 0 else "negative"


def logarithm(number: Real) -> Real | Refusal:
    """The natural logarithm; that of one is exactly zero, and no other fraction has an exact one."""
    if number <= 0:
        return "not_positive"
    exact = isinstance(number, Fraction) and number == 1
    return Fraction(0) if exact else Approximate("ln", number)


def exponential(number: Real) -> Real | Refusal:
    """The number e to a power; to the power of zero it is exactly one."""
    if isinstance(number, Fraction) and number == 0:
        return Fraction(1)
    return Approximate("exp", number) if abs(number) <= _FARTHEST else "out_of_reach"


def power(base: Real, exponent: Real) -> Real | Refusal:
    """A base to any exponent; exact where the result is a fraction."""
    if isinstance(exponent, Fraction):
        if exponent.denominator == 1:
            return _whole_power(base, int(exponent))
        if base == 0:
            return Fraction(0) if exponent > 0 else "zero"
        if base > 0 and exponent.denominator <= _LARGEST_ROOT:
            raised = _whole_power(base, exponent.numerator)
            return raised if isinstance(raised, str) else _root(raised, exponent.denominator)
    if base < 0:
        return "negative"
    if base == 0:
        return Fraction(0) if exponent > 0 else "zero"
    height = logarithm(base)
    assert not isinstance(height, str)  # noqa: S101  # the base is positive
    return exponential(exponent * height)


def geometric_mean(
    values: Sequence[Real], weights: Sequence[Fraction] | None = None
) -> Real | Refusal:
    """The geometric mean, with weights where there are any; exact where it is a fraction.

    A zero among the values makes it zero; of a negative one there is none.
    """
    parts = weights if weights is not None else [Fraction(1)] * len(values)
    if any(value < 0 for value in values):
        return "negative"
    scale = lcm(*(part.denominator for part in parts))
    counts = [int(part * scale) for part in parts]
    if any(value == 0 for value, count in zip(values, counts, strict=True) if count):
        return Fraction(0)
    whole = sum(counts)
    if whole <= _LARGEST_ROOT or _is_short(values, counts):
        product: Real = Fraction(1)
        for value, count in zip(values, counts, strict=True):
            product = product * _repeated(value, count)
        return _root(product, whole)
    height: Real = Fraction(0)
    for value, count in zip(values, counts, strict=True):
        part = logarithm(value)
        assert not isinstance(part, str)  # noqa: S101  # the values are positive
        height = height + part * Fraction(count, whole)
    return exponential(height)


def _is_short(values: Sequence[Real], counts: Sequence[int]) -> bool:
    """Whether all are fractions whose powers are short enough to find an exact root of."""
    bits = 0
    for value, count in zip(values, counts, strict=True):
        if isinstance(value, Approximate):
            return False
        bits += count * max(value.numerator.bit_length(), value.denominator.bit_length())
    return bits <= _LONGEST


def _whole_power(base: Real, exponent: int) -> Real | Refusal:
    if exponent < 0 and base == 0:
        return "zero"
    if isinstance(base, Fraction):
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if bits * abs(exponent) > _LONGEST:
            return "out_of_reach"
        return Fraction(base**exponent)
    if abs(exponent) > _LARGEST_POWER:
        return "out_of_reach"
    raised = _repeated(base, abs(exponent))
    return raised if exponent >= 0 else 1 / raised


def _repeated(base: Real, exponent: int) -> Real:
    """A base multiplied with itself so many times."""
    if isinstance(base, Fraction):
        return Fraction(base**exponent)
    found: Real = Fraction(1)
    for bit in f"{exponent:b}":
        found = found * found
        if bit == "1":
            found = found * base
    return found


def _root(number: Real, degree: int) -> Real:
    """The root of a number that is not negative; exact where it is a fraction."""
    if isinstance(number, Fraction):
        top = whole_root(number.numerator, degree)
        bottom = whole_root(number.denominator, degree)
        if Fraction(top, bottom) ** degree == number:
            return Fraction(top, bottom)
    return number if degree == 1 else Approximate("root", number, degree=degree)


def _mean(values: Sequence[Real]) -> Real:
    total: Real = Fraction(0)
    for value in values:
        total = total + value
    return total / Fraction(len(values))


def _clamp(values: Sequence[Real]) -> Real:
    value, low, high = values
    return greatest(low, least(value, high))


def _percent_change(values: Sequence[Real]) -> Real | Refusal:
    before, after = values
    return (after - before) / before * Fraction(100) if before else "zero"


APPLY: dict[str, Callable[[Sequence[Real]], Real | Refusal]] = {
    "abs": lambda values: abs(values[0]),
    "min": lambda values: reduce(least, values),
    "max": lambda values: reduce(greatest, values),
    "mean": _mean,
    "floor": lambda values: Fraction(floor(values[0])),
    "ceiling": lambda values: Fraction(ceil(values[0])),
    "clamp": _clamp,
    "percent-change": _percent_change,
    "sqrt": lambda values: square_root(values[0]),
    "ln": lambda values: logarithm(values[0]),
    "exp": lambda values: exponential(values[0]),
    "geometric-mean": geometric_mean,
}
"""What each function of the catalogue does, or why it has no result."""
