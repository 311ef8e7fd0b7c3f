"""Figures are read digit by digit, and nothing is lost or guessed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpirules.facts.figures import (
    LONGEST,
    Figure,
    NoFigure,
    cleaned,
    decimals_of,
    grouped,
    of_float,
    read_figure,
    significant,
)

exact_decimals = st.decimals(allow_nan=False, allow_infinity=False).filter(
    lambda number: len(format(number, "f")) <= LONGEST
)
thai_digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("text", "value", "before", "after"),
    [
        ("362318", "362318", "", ""),
        ("362,318", "362318", "", ""),
        ("1,234,567.50", "1234567.5", "", ""),
        ("๓๖๒,๓๑๘", "362318", "", ""),
        ("๕๙.๕๔", "59.54", "", ""),
        (" 59.54 ", "59.54", "", ""),
        ("59.54\u200b", "59.54", "", ""),
        ("59.54\u00a0%", "59.54", "", "%"),
        ("-5", "-5", "", ""),
        ("−5", "-5", "", ""),
        ("+5", "5", "", ""),
        ("0.10", "0.1", "", ""),
        ("010", "10", "", ""),
        ("54%", "54", "", "%"),
        ("54 คน", "54", "", "คน"),
        ("ร้อยละ 54", "54", "ร้อยละ", ""),
        ("฿500", "500", "฿", ""),
        ("50 baht per person", "50", "", "baht per person"),
    ],
)
def test_a_figure_is_read_with_the_words_around_it(
    text: str, value: str, before: str, after: str
) -> None:
    """Thai digits, groups of thousands and units beside it are understood."""
    figure = read_figure(text)

    assert isinstance(figure, Figure)
    assert (figure.value, figure.before, figure.after) == (Fraction(value), before, after)


@pytest.mark.parametrize(
    ("text", "trouble", "instead"),
    [
        ("", "none", None),
        ("abc", "none", None),
        ("3.6e5", "scientific", "360,000"),
        ("1E-3", "scientific", "0.001"),
        ("1e9999", "scientific", None),
        ("nan", "not_finite", None),
        ("-.INF", "not_finite", None),
        ("Infinity", "not_finite", None),
        ("362 318", "signs", "362,318"),
        ("36 2318", "signs", None),
        ("1.234.567", "signs", "1,234,567"),
        ("1.234,56", "signs", "1,234.56"),
        ("59,54", "signs", "59.54"),
        ("1,23,456", "signs", None),
        (".5", "signs", "0.5"),
        ("5.", "signs", "5"),
        ("1_000", "signs", None),
        ("0x1F", "signs", None),
        ("12:30", "signs", None),
        ("1/3", "signs", None),
        ("30/9/2566", "signs", None),
        ("2566-09-30", "signs", None),
        ("36２", "signs", None),
        ("9" * (LONGEST + 1), "too_long", None),
        ("x" * (LONGEST + 1), "none", None),
    ],
)
def test_what_is_no_figure_brings_its_only_likely_reading(
    text: str, trouble: str, instead: str | None
) -> None:
    """A suggestion is made only where there is one reading; a figure is never guessed."""
    assert read_figure(text) == NoFigure(trouble, instead)  # type: ignore[arg-type]


@given(exact_decimals)
def test_any_exact_decimal_survives(number: Decimal) -> None:
    """However many digits it has, a figure is read as exactly that number."""
    figure = read_figure(format(number, "f"))

    assert isinstance(figure, Figure)
    assert figure.value == Fraction(number)


@given(exact_decimals)
def test_grouping_and_thai_digits_change_nothing(number: Decimal) -> None:
    """What is written for people is read back as the same number."""
    figure = read_figure(grouped(Fraction(number)).translate(thai_digits))

    assert isinstance(figure, Figure)
    assert figure.value == Fraction(number)


@given(st.text(max_size=60))
def test_any_text_is_a_figure_or_not(text: str) -> None:
    """Reading never raises."""
    assert isinstance(read_figure(text), Figure | NoFigure)


@given(st.text(alphabet="0123456789.,eE+- /%๑", max_size=30))
def test_any_text_of_number_signs_is_a_figure_or_not(text: str) -> None:
    """Reading never raises on what looks like a number either."""
    assert isinstance(read_figure(text), Figure | NoFigure)


@pytest.mark.parametrize(
    ("digits", "meant"),
    [
        ("65.09000000000001", "65.09"),
        ("0.30000000000000004", "0.3"),
        ("64.03999999999999", "64.04"),
        ("362317.99999999994", "362318"),
        ("-1.1500000000000001", "-1.15"),
        (format(Decimal(float("0.1")), "f"), "0.1"),
        ("65.09", None),
        ("0.3333333333333333", None),
        ("123456789.123456789", None),
        ("0.000000000000001", None),
        ("100000000000000.01", None),
    ],
)
def test_noise_of_binary_arithmetic_is_told_from_digits_that_mean_something(
    digits: str, meant: str | None
) -> None:
    """Only a figure off by less than the spacing of doubles is noise."""
    assert cleaned(digits) == meant


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=2))
def test_noise_is_recognised_for_what_it_came_from(number: Decimal) -> None:
    """A figure of two places that floats pass on a little off is found again."""
    noisy = float(number) * 3 / 3 + 0.0
    digits = of_float(noisy)
    expected = grouped(Fraction(number)).replace(",", "")

    assert digits == expected or cleaned(digits) == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_stands_for_its_shortest_decimal(number: float) -> None:
    """The digits lead back to the float and to no other."""
    digits = of_float(number)

    assert float(digits) == number
    assert "e" not in digits


@pytest.mark.parametrize(
    ("digits", "count"), [("0", 0), ("100", 1), ("0.010", 1), ("-12.5", 3), ("1000000.5", 8)]
)
def test_zeros_at_the_ends_are_no_significant_digits(digits: str, count: int) -> None:
    """They say where the point is, not what the figure is."""
    assert significant(digits) == count


@pytest.mark.parametrize(
    ("value", "text", "decimals"),
    [
        (Fraction(60_000_000), "60,000,000", 0),
        (Fraction(5954, 100), "59.54", 2),
        (Fraction(-1, 8), "-0.125", 3),
        (Fraction(-1_234_567, 10), "-123,456.7", 1),
        (Fraction(1, 3), "1/3", None),
        (Fraction(0), "0", 0),
    ],
)
def test_a_number_is_shown_as_people_write_it(
    value: Fraction, text: str, decimals: int | None
) -> None:
    """Groups of thousands, all decimals, and a fraction where they never end."""
    assert (grouped(value), decimals_of(value)) == (text, decimals)
