"""Numbers and ranges in words, and as rule files write them."""

from __future__ import annotations

from fractions import Fraction

from kpirules.diagnostics.phrasing import Said, both
from kpirules.prose.words import Language, Line, joined, line, value
from kpirules.semantics.intervals import Bound, Range

_AND = {"en": " and ", "th": " และ "}


def figure(number: Fraction) -> str:
    """A number in digits: `556,629`, `59.54`; one whose decimals never end as `100/3`."""
    places = decimals_of(number)
    if places is None:
        return f"{number.numerator}/{number.denominator}"
    digits = abs(number.numerator) * 10**places // number.denominator
    whole, part = divmod(digits, 10**places)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{places}}" if places else "")


def decimals_of(number: Fraction) -> int | None:
    """How many decimals the number needs; None where they never end."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    return places if rest == 1 else None


def figure_word(number: Fraction) -> Line:
    """A number as a word of a sentence."""
    return line(value(figure(number)))


def listed(parts: list[Line] | tuple[Line, ...], lang: Language) -> Line:
    """`a, b and c`."""
    *most, last = parts
    if not most:
        return last
    return line(joined(most, ", " if lang == "en" else " "), _AND[lang], last)


def range_words(said: Range, *, of: bool = False) -> Said:
    """A range in words: `at least 60 and below 75`; with `of`, one number is `of 75`."""
    low, high = said.low, said.high
    if of and low is not None and high is not None and low.value == high.value:
        return both("of {a}", "{a} พอดี", a=value(figure(low.value)))
    if low is None and high is None:
        return both("any number", "ตัวเลขใดก็ได้")
    if low is None and high is not None:
        words = ("at most {b}", "ไม่เกิน {b}") if high.included else ("below {b}", "ต่ำกว่า {b}")
        return both(*words, b=value(figure(high.value)))
    if high is None and low is not None:
        words = ("at least {a}", "ตั้งแต่ {a} ขึ้นไป") if low.included else ("above {a}", "มากกว่า {a}")
        return both(*words, a=value(figure(low.value)))
    return _closed_words(low or _ZERO, high or _ZERO)


_ZERO = Bound(Fraction(0), included=True)
_CLOSED: dict[tuple[bool, bool], tuple[str, str]] = {
    (True, True): ("from {a} to {b}", "ตั้งแต่ {a} ถึง {b}"),
    (True, False): ("at least {a} and below {b}", "ตั้งแต่ {a} แต่ไม่ถึง {b}"),
    (False, True): ("above {a} and at most {b}", "มากกว่า {a} ถึง {b}"),
    (False, False): ("above {a} and below {b}", "มากกว่า {a} แต่ไม่ถึง {b}"),
}


def _closed_words(low: Bound, high: Bound) -> Said:
    if low.value == high.value:
        return both("{a}", "{a} พอดี", a=value(figure(low.value)))
    return both(
        *_CLOSED[low.included, high.included],
        a=value(figure(low.value)),
        b=value(figure(high.value)),
    )
