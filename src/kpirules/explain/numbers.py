"""Numbers as people read them: grouped thousands, and never a digit that is not so."""

from __future__ import annotations

import re
from fractions import Fraction

from kpirules.evaluate.approximate import DIGITS, Approximate, Real, decimal
from kpirules.prose.words import Line, line, muted, value
from kpirules.text.thai import western_digits

MINUS = "\u2212"

# A terminating decimal may still be longer than anyone reads: 2 to the power of -40 has 40 places.
_MOST_PLACES = 12
# How much of an endless decimal is shown: 77.9166…
_DIGITS_OF_ENDLESS = 4
_DIGITS_OF_APPROXIMATE = 6
APPROXIMATELY = "≈"
# A longer fraction than this helps nobody to check a figure.
_LONGEST_FRACTION = 12

_WRITTEN = re.compile(r"[+-]?\d[\d,]*(?:\.(\d+))?")


def decimal_places(number: Fraction) -> int | None:
    """How many decimals write the number exactly; None when it never ends."""
    rest = number.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def written_places(written: str) -> int | None:
    """How many decimals a figure was written with; None when it is not a plain figure."""
    found = _WRITTEN.fullmatch(western_digits(written).strip())
    return len(found.group(1) or "") if found else None


def exactly(number: Real) -> str:
    """The number for machines, without loss: `65.09`, or `935/12` where it never ends.

    Of an approximate number, so many significant digits as the language promises.
    """
    if isinstance(number, Approximate):
        return decimal(number)
    places = decimal_places(number)
    if places is None:
        return f"{number.numerator}/{number.denominator}"
    return _digits(number, places, grouping="", minus="-")


def figure(number: Real, places: int | None = None, endless: int = _DIGITS_OF_ENDLESS) -> str:
    """The number for people: `362,318`, `65.09`, `77.9166…`, and `≈ 1.41421…` where it is approximate.

    `places` are shown at least, so that what was rounded to two places keeps
    them. Where digits had to be left out, a `…` says so; they are cut off, not
    rounded, so that nobody takes the figure for another one; `endless` is how
    many stay.
    """
    if isinstance(number, Approximate):
        return f"{APPROXIMATELY} {_approximately(number)}"
    needed = decimal_places(number)
    if needed is not None and needed <= max(_MOST_PLACES, places or 0):
        return _digits(number, max(needed, places or 0))
    return _digits(number, _first_places(number, endless)) + "…"


def fraction(number: Real) -> str | None:
    """`935/12` where `figure` leaves digits out and the fraction is short enough to be of use."""
    if isinstance(number, Approximate) or not figure(number).endswith("…"):
        return None
    text = f"{_digits(Fraction(number.numerator), 0)}/{number.denominator:,}"
    return text if len(text) <= _LONGEST_FRACTION else None


def equals(words: Line) -> Line:
    """What a formula comes to: with `=`, unless the words bring their own `≈`."""
    return words if words and words[0].text.startswith(APPROXIMATELY) else line("= ", words)


def with_fraction(words: Line, number: Real) -> Line:
    """A number in words, followed by what it is exactly where its digits do not say so."""
    exact = fraction(number)
    return line(words, muted(" (= "), value(exact), muted(")")) if exact else words


def _approximately(number: Approximate) -> str:
    """The first digits, cut off where more are known, rounded where these are in doubt."""
    found = number.enclosure(DIGITS)
    middle = (found.low + found.high) / 2
    if abs(middle) * 10**DIGITS < 1:
        return "0"
    places = _first_places(middle, _DIGITS_OF_APPROXIMATE)
    low, high = _digits(found.low, places), _digits(found.high, places)
    return f"{low}…" if low == high else _digits(round(middle, places), places)


def _first_places(number: Fraction, endless: int) -> int:
    """So many places that the first digits which are not zero can be seen."""
    places = endless
    while number and abs(number) * 10**places < 10 ** (endless - 1):
        places += 1
    return places


def _digits(number: Fraction, places: int, *, grouping: str = ",", minus: str = MINUS) -> str:
    scaled = abs(number) * 10**places
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**places)
    text = f"{whole:{grouping}}"
    if places:
        text += f".{rest:0{places}}"
    return minus + text if number < 0 else text
