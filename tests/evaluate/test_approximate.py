"""Approximate numbers: enclosures contain the true value, and nothing is decided by a guess."""

from __future__ import annotations

from fractions import Fraction
from math import floor, isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpirules.evaluate.approximate import (
    DIGITS,
    Approximate,
    Real,
    Undecided,
    decimal,
    greatest,
    least,
    round_real,
)
from kpirules.evaluate.arithmetic import (
    exponential,
    geometric_mean,
    logarithm,
    power,
    square_root,
)
from kpirules.evaluate.enclosures import Enclosure
from kpirules.model.rounding import Mode, Rounding, rounded
from kpirules.text.span import NOWHERE

positive = st.builds(Fraction, st.integers(1, 10**12), st.integers(1, 10**9))
small = st.builds(Fraction, st.integers(-400, 400), st.integers(1, 40))
modes = st.sampled_from(("half_up", "half_even", "up", "down"))


def ends(number: Real, digits: int = DIGITS) -> Enclosure:
    """An enclosure; of a fraction, the fraction itself."""
    return (
        number.enclosure(digits) if isinstance(number, Approximate) else Enclosure(number, number)
    )


def log_between(number: Fraction, terms: int = 220) -> tuple[Fraction, Fraction]:
    """Bounds of the logarithm by its own series: ln x = k ln 2 + 2 artanh((y - 1) / (y + 1))."""
    halvings = 0
    while number > Fraction(4, 3):
        number, halvings = number / 2, halvings + 1
    while number < Fraction(2, 3):
        number, halvings = number * 2, halvings - 1
    low, high = _twice_artanh((number - 1) / (number + 1), terms)
    two = _twice_artanh(Fraction(1, 3), terms)
    more = two if halvings >= 0 else two[::-1]
    return low + halvings * more[0], high + halvings * more[1]


def _twice_artanh(argument: Fraction, terms: int) -> tuple[Fraction, Fraction]:
    grain = 10**130
    total, part = Fraction(0), argument
    for index in range(terms):
        total += Fraction(floor(part * grain), grain) / (2 * index + 1)
        part = Fraction(floor(part * argument * argument * grain), grain)
    slack = 2 * abs(argument) ** (2 * terms) + Fraction(4 * terms, grain)
    return 2 * (total - slack), 2 * (total + slack)


@given(positive)
def test_a_root_lies_in_its_enclosure(number: Fraction) -> None:
    """Squares of the ends lie on both sides of the number, close together."""
    found = ends(square_root(number))

    assert found.low**2 <= number <= found.high**2
    assert (found.high - found.low) * 10**DIGITS <= found.high * 10


@given(positive)
def test_a_logarithm_lies_in_its_enclosure(number: Fraction) -> None:
    """A series with a bound of its own rest overlaps with the enclosure."""
    found, (low, high) = ends(logarithm(number), 2 * DIGITS), log_between(number)

    assert found.low <= high
    assert found.high >= low
    assert high - low < Fraction(1, 10**90)


@given(small)
def test_powers_of_e_undo_logarithms(number: Fraction) -> None:
    """The logarithm of a power of e encloses its exponent."""
    found = logarithm(exponential(number))
    assert not isinstance(found, str)

    assert ends(found).low <= number <= ends(found).high


@given(positive, st.integers(2, 9), st.integers(-7, 7))
def test_perfect_powers_are_exact(base: Fraction, degree: int, exponent: int) -> None:
    """The root of a power is the fraction it was made of, and so is a geometric mean."""
    base = base.limit_denominator(1000) or Fraction(1)

    assert power(base**degree, Fraction(exponent, degree)) == base**exponent
    assert type(power(base**degree, Fraction(1, degree))) is Fraction
    assert geometric_mean([base**degree, *[Fraction(1)] * (degree - 1)]) == base


@given(st.integers(0, 10**30), st.integers(0, 6), modes)
def test_a_root_is_rounded_as_whole_numbers_say(number: int, places: int, mode: Mode) -> None:
    """Rounding a root agrees with the whole root of a larger square."""
    scale = 10**places
    found, _ = round_real(
        square_root(Fraction(number)), Rounding(Fraction(1, scale), places, mode, NOWHERE)
    )
    finer = isqrt(number * (scale * 1000) ** 2)
    exactly = finer**2 == number * (scale * 1000) ** 2
    near = Fraction(finer, scale * 1000) + (0 if exactly else Fraction(1, scale * 2000))

    assert found == rounded(near, Rounding(Fraction(1, scale), places, mode, NOWHERE))[0]


@given(positive, positive, small)
def test_arithmetic_stays_inside(one: Fraction, other: Fraction, number: Fraction) -> None:
    """Sums, products, quotients, minima and maxima of roots of squares enclose the true value."""
    a, b = Approximate("root", one**2, degree=2), Approximate("root", other**2, degree=2)
    expected = {
        a + b: one + other,
        a - b: one - other,
        a * b + number: one * other + number,
        a / b: one / other,
        number - a: number - one,
        number / b: number / other,
        least(a, b): min(one, other),
        greatest(a, Fraction(other)): max(one, other),
        abs(b - a): abs(other - one),
        -a * number: -one * number,
    }

    assert all(ends(made).low <= true <= ends(made).high for made, true in expected.items())


@pytest.mark.parametrize(
    ("made", "digits"),
    [
        (square_root(Fraction(2)), "1.4142135623730950488016887242096980785696718753769"),
        (logarithm(Fraction(2)), "0.69314718055994530941723212145817656807550013436026"),
        (exponential(Fraction(1)), "2.7182818284590452353602874713526624977572470937000"),
        (power(Fraction(2), Fraction(1, 3)), "1.2599210498948731647672106072782283505702514647015"),
    ],
)
def test_digits_that_every_table_has(made: Real, digits: str) -> None:
    """Fifty significant digits, the last one rounded."""
    assert isinstance(made, Approximate)
    assert decimal(made) == digits


def test_what_undoes_itself_is_not_decided() -> None:
    """The square of a root of two is neither above, below nor at two, as far as digits say."""
    root = square_root(Fraction(2))
    square = root * root
    whole = Rounding(Fraction(1), 0, "down", NOWHERE)
    questions = (
        lambda: square > 2,
        lambda: square == 2,
        lambda: floor(square),
        lambda: round_real(square, whole),
        lambda: logarithm(square - 2),
    )

    for asked in questions:
        with pytest.raises(Undecided):
            asked()


def test_what_needs_no_decision_needs_none() -> None:
    """Half up, two is two from either side; the smaller of two equals is one of them."""
    root = square_root(Fraction(2))
    square = root * root
    half_up = Rounding(Fraction(1), 0, "half_up", NOWHERE)

    assert round_real(square, half_up) == (2, False)
    assert round_real(least(square, Fraction(2)), half_up) == (2, False)
    assert root - root == 0
    assert root / root == 1
    assert root * 0 == 0
    assert square_root(Fraction(2)) == root


def test_a_long_sum_needs_no_deep_stack() -> None:
    """Ten thousand roots are added up."""
    total: Real = Fraction(0)
    for number in range(2, 10_002):
        total = total + Approximate("root", Fraction(number), degree=2)

    assert 666_000 < total < 667_000


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (square_root(Fraction(-1)), "negative"),
        (logarithm(Fraction(0)), "not_positive"),
        (exponential(Fraction(10**6)), "out_of_reach"),
        (power(Fraction(0), Fraction(-1)), "zero"),
        (power(Fraction(-8), Fraction(1, 3)), "negative"),
        (power(Fraction(10), Fraction(10**6)), "out_of_reach"),
        (geometric_mean([Fraction(4), Fraction(-1)]), "negative"),
    ],
)
def test_what_has_no_result_says_why(refused: Real | str, why: str) -> None:
    """No root of a negative number, no logarithm of nothing, no number without end."""
    assert refused == why


def test_weights_of_a_geometric_mean() -> None:
    """Weights count how often a value is multiplied; a value without weight counts for nothing."""
    thirds = [Fraction(1, 3), Fraction(2, 3)]

    assert geometric_mean([Fraction(27), Fraction(8)], thirds) == 12
    assert geometric_mean([Fraction(0), Fraction(8)], [Fraction(0), Fraction(1)]) == 8
    assert geometric_mean([Fraction(0), Fraction(8)], thirds) == 0
