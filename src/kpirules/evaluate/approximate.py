"""Numbers that no fraction is equal to, and what can be said of them with certainty.

An approximate number is an operation on others. It can be enclosed between two
fractions as narrowly as anyone likes, so every question about it is answered
only when the enclosure decides it. Where that does not happen with the most
digits that are tried, `Undecided` is raised; whoever asked reports it. So
nobody ever goes by a guess, even one who forgot to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Literal, TypeVar

from kpirules.evaluate import enclosures
from kpirules.evaluate.enclosures import Enclosure, TooCoarse
from kpirules.model.rounding import Rounding, rounded
from kpirules.text.fingerprint import fingerprint

DIGITS = 50
"""So many significant digits an approximate number has at least."""

_DIGITS_TRIED = (DIGITS + 10, 2 * DIGITS, 4 * DIGITS, 8 * DIGITS)

MOST_DIGITS = _DIGITS_TRIED[-1]

Operation = Literal["+", "*", "inverse", "abs", "min", "max", "root", "ln", "exp"]
T = TypeVar("T")


class Undecided(Exception):  # noqa: N818  # what cannot be decided is a finding of whoever asked
    """The digits that are tried do not decide what was asked."""


class Approximate:
    """A number as an operation on fractions and other such numbers.

    It is compared and reckoned with like a fraction. Two are the same where
    they were made in the same way.
    """

    __slots__ = ("_enclosed", "_key", "degree", "operands", "operation")

    def __init__(self, operation: Operation, *operands: Real, degree: int = 0) -> None:
        self.operation = operation
        self.operands = operands
        self.degree = degree
        self._key = fingerprint(operation.encode(), str(degree).encode(), *map(_key, operands))
        self._enclosed: tuple[int, Enclosure] | None = None

    def __repr__(self) -> str:
        """As it is shown in tests."""
        return f"≈{decimal(self, 12)}"

    def __hash__(self) -> int:
        """By how it was made."""
        return hash(self._key)

    # -- arithmetic

    def __add__(self, other: Real | int) -> Real:
        """The sum."""
        if not isinstance(other, Approximate):
            return self if other == 0 else Approximate("+", self, Fraction(other))
        return Fraction(0) if _is_negative_of(self, other) else Approximate("+", self, other)

    __radd__ = __add__

    def __neg__(self) -> Real:
        """The negative; that of a negative is the number itself."""
        if self.operation == "*" and self.operands[0] is _MINUS_ONE:
            return self.operands[1]
        return Approximate("*", _MINUS_ONE, self)

    def __sub__(self, other: Real | int) -> Real:
        """The difference."""
        return self + -other

    def __rsub__(self, other: Fraction | int) -> Real:
        """The difference."""
        return -self + other

    def __mul__(self, other: Real | int) -> Real:
        """The product; nothing of it is exactly nothing."""
        if isinstance(other, Approximate):
            return Approximate("*", self, other)
        if other == 0:
            return Fraction(0)
        if other == 1:
            return self
        return -self if other == -1 else Approximate("*", Fraction(other), self)

    __rmul__ = __mul__

    def __truediv__(self, other: Real | int) -> Real:
        """The quotient; the divisor is not zero."""
        if isinstance(other, Approximate):
            return Fraction(1) if self._key == other._key else self * Approximate("inverse", other)
        return self * (1 / Fraction(other))

    def __rtruediv__(self, other: Fraction | int) -> Real:
        """The quotient; the divisor is not zero."""
        return Approximate("inverse", self) * other

    def __abs__(self) -> Real:
        """The distance from zero."""
        try:
            return self if self > 0 else -self
        except Undecided:
            return Approximate("abs", self)

    # -- questions

    def __bool__(self) -> bool:
        """Whether it is not zero."""
        return self != 0

    def __eq__(self, other: object) -> bool:
        """Whether it is the same number."""
        if not isinstance(other, Fraction | Approximate | int):
            return NotImplemented
        return compared(self, other) == 0

    def __lt__(self, other: Real | int) -> bool:
        """Whether it is below."""
        return compared(self, other) < 0

    def __le__(self, other: Real | int) -> bool:
        """Whether it is at most."""
        return compared(self, other) <= 0

    def __gt__(self, other: Real | int) -> bool:
        """Whether it is above."""
        return compared(self, other) > 0

    def __ge__(self, other: Real | int) -> bool:
        """Whether it is at least."""
        return compared(self, other) >= 0

    def __floor__(self) -> int:
        """The next whole number down."""
        return _agreed(self, floor)

    def __ceil__(self) -> int:
        """The next whole number up."""
        return _agreed(self, ceil)

    def enclosure(self, digits: int) -> Enclosure:
        """An interval that contains the number, computed with so many digits."""
        if self._enclosed is None or self._enclosed[0] < digits:
            _enclose(self, digits)
        assert self._enclosed is not None  # noqa: S101  # made just now
        return self._enclosed[1]


Real = Fraction | Approximate
"""A number: exact, or approximate."""

Range = tuple[Real | None, Real | None]
"""The least and the greatest value; None is no limit."""

_MINUS_ONE = Fraction(-1)


def compared(one: Real, other: Real | int) -> int:
    """-1, 0 or 1 as one number is below, equal to or above another."""
    if _key(one) == _key(other):
        return 0
    for left, right in zip(_enclosures(one), _enclosures(other), strict=True):
        if left.high < right.low:
            return -1
        if left.low > right.high:
            return 1
        if left.low == left.high == right.low == right.high:
            return 0
    raise Undecided


def surely(question: Callable[[], bool]) -> bool:
    """Whether something holds, and the digits that are tried show it."""
    try:
        return question()
    except Undecided:
        return False


def least(one: Real, other: Real) -> Real:
    """The smaller of two; of two that cannot be told apart, a number that is either."""
    try:
        return min(one, other)
    except Undecided:
        return Approximate("min", one, other)


def greatest(one: Real, other: Real) -> Real:
    """The larger of two; of two that cannot be told apart, a number that is either."""
    try:
        return max(one, other)
    except Undecided:
        return Approximate("max", one, other)


def round_real(number: Real, rounding: Rounding) -> tuple[Fraction, bool]:
    """The number rounded, and whether it was exactly half way between two steps."""
    if isinstance(number, Fraction):
        return rounded(number, rounding)
    return _agreed(number, lambda end: rounded(end, rounding)[0]), False


def decimal(number: Approximate, digits: int = DIGITS) -> str:
    """The number with so many significant digits, the last one rounded: `1.4142135624`."""
    from decimal import Context, Decimal  # noqa: PLC0415  # only where one is shown

    middle = narrow(number, digits)
    context = Context(prec=digits)
    shown = context.divide(Decimal(middle.numerator), Decimal(middle.denominator))
    return f"{shown:f}"


def narrow(number: Approximate, digits: int = DIGITS) -> Fraction:
    """The middle of an enclosure that is narrow enough for so many digits, if there is one."""
    middle = Fraction(0)
    for found in _enclosures(number):
        middle = (found.low + found.high) / 2
        if (found.high - found.low) * 10 ** (digits + 1) <= abs(middle):
            break
    return middle


def _agreed(number: Real, asked: Callable[[Fraction], T]) -> T:
    """What both ends of an enclosure give, and so all numbers between."""
    for found in _enclosures(number):
        answer = asked(found.low)
        if answer == asked(found.high):
            return answer
    raise Undecided


def _enclosures(number: Real | int) -> Iterator[Enclosure]:
    """Narrower and narrower ones."""
    for digits in _DIGITS_TRIED:
        if isinstance(number, Approximate):
            yield number.enclosure(digits)
        else:
            yield Enclosure(Fraction(number), Fraction(number))


def _enclose(number: Approximate, digits: int) -> None:
    """Enclose a number and those it is made of, with a stack of its own: sums may be long."""
    waiting = [number]
    while waiting:
        here = waiting[-1]
        missing = [
            each
            for each in here.operands
            if isinstance(each, Approximate)
            and (each._enclosed is None or each._enclosed[0] < digits)  # noqa: SLF001
        ]
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        here._enclosed = digits, _computed(here, digits)  # noqa: SLF001


def _computed(number: Approximate, digits: int) -> Enclosure:
    ends = [
        each.enclosure(digits) if isinstance(each, Approximate) else Enclosure(each, each)
        for each in number.operands
    ]
    try:
        found = _operated(number, ends, digits)
    except TooCoarse:
        if digits >= _DIGITS_TRIED[-1]:
            raise Undecided from None
        return _computed_finer(number, digits)
    return enclosures.outward(found, digits)


def _computed_finer(number: Approximate, digits: int) -> Enclosure:
    """With more digits than asked for, where those of an operand leave its sign open."""
    finer = next(each for each in _DIGITS_TRIED if each > digits)
    for each in number.operands:
        if isinstance(each, Approximate):
            each.enclosure(finer)
    return _computed(number, finer)


def _operated(number: Approximate, ends: list[Enclosure], digits: int) -> Enclosure:
    one = ends[0]
    match number.operation:
        case "+":
            return enclosures.added(one, ends[1])
        case "*":
            return enclosures.multiplied(one, ends[1])
        case "inverse":
            return enclosures.inverted(one)
        case "abs":
            return enclosures.distance(one)
        case "min":
            return enclosures.least(one, ends[1])
        case "max":
            return enclosures.greatest(one, ends[1])
        case "root":
            return enclosures.root(one, number.degree, digits)
        case "ln":
            return enclosures.logarithm(one, digits)
        case "exp":
            return enclosures.exponential(one, digits)


def _is_negative_of(one: Approximate, other: Approximate) -> bool:
    return _key(-one) == _key(other) or _key(one) == _key(-other)


def _key(number: Real | int) -> bytes:
    if isinstance(number, Approximate):
        return number._key  # noqa: SLF001
    return f"{number.numerator}/{number.denominator}".encode()
