"""Numbers are shown exactly, or marked as cut off."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpirules.explain.numbers import (
    decimal_places,
    exactly,
    figure,
    fraction,
    with_fraction,
    written_places,
)
from kpirules.prose.words import line, plain

NUMBERS = st.fractions(max_denominator=10**6)


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        (Fraction(362318), None, "362,318"),
        (Fraction("65.09"), None, "65.09"),
        (Fraction("77.9"), 2, "77.90"),
        (Fraction(30), 2, "30.00"),
        (Fraction("15.584"), 2, "15.584"),
        (Fraction(935, 12), None, "77.9166…"),
        (Fraction(935, 12), 2, "77.9166…"),
        (Fraction(-1, 3), None, "−0.3333…"),
        (Fraction("-1234567.5"), None, "−1,234,567.5"),
        (Fraction(1, 30000), None, "0.00003333…"),
        (Fraction(1, 2**40), None, "0.0000000000009094…"),
        (Fraction(0), None, "0"),
        (Fraction(0), 2, "0.00"),
        (Fraction(2, 3), None, "0.6666…"),
    ],
)
def test_figure(number: Fraction, places: int | None, shown: str) -> None:
    """Thousands are grouped, asked decimals kept, and digits cut off rather than rounded."""
    assert figure(number, places) == shown


def test_fewer_digits_of_an_endless_number() -> None:
    """Narrow places ask for fewer digits."""
    assert figure(Fraction(280, 11), endless=2) == "25.45…"


@given(NUMBERS)
def test_a_figure_never_says_another_number(number: Fraction) -> None:
    """What is shown is the number itself, or its first digits with a mark."""
    shown = figure(number).replace(",", "").replace("−", "-")

    if shown.endswith("…"):
        start = Fraction(shown.removesuffix("…"))
        assert abs(start) < abs(number)
        assert abs(number - start) < Fraction(1, 10 ** len(shown.partition(".")[2].rstrip("…")))
    else:
        assert Fraction(shown) == number


@given(NUMBERS)
def test_numbers_for_machines_lose_nothing(number: Fraction) -> None:
    """`exactly` reads back as the same number, and is a decimal where there is one."""
    assert Fraction(exactly(number)) == number
    assert ("/" in exactly(number)) == (decimal_places(number) is None)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(935, 12), "935/12"),
        (Fraction(-5400, 107), "−5,400/107"),
        (Fraction("65.09"), None),
        (Fraction(36231800, 556629), None),
    ],
)
def test_a_fraction_is_given_where_it_helps(number: Fraction, shown: str | None) -> None:
    """Only endless numbers have one, and only a short one is worth reading."""
    assert fraction(number) == shown


def test_a_number_with_its_fraction() -> None:
    """The fraction stands behind the number it explains."""
    number = Fraction(935, 12)

    assert plain(with_fraction(line(figure(number)), number)) == "77.9166… (= 935/12)"


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("362,318", 0),
        ("59.54", 2),
        ("๕๙.๕๔", 2),
        ("-3.0", 1),
        ("not announced", None),
        ("1e5", None),
    ],
)
def test_written_places(written: str, places: int | None) -> None:
    """A figure keeps the decimals it was written with, in either digits."""
    assert written_places(written) == places
