"""Figures: from text to an exact number, and back to text for people."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.text.thai import western_digits

LONGEST = 1_000
"""The most characters of a figure; Python refuses to read 4,300 digits as a number."""

Trouble = Literal["scientific", "not_finite", "too_long", "signs", "none"]


class Figure(Struct, frozen=True):
    """A number as it stands in a text: `before` and `after` are the words around it.

    `digits` is the number in western digits, without commas.
    """

    value: Fraction
    digits: str
    before: str = ""
    after: str = ""


class NoFigure(Struct, frozen=True):
    """Text that is no figure: why not, and how to write it where that is clear."""

    trouble: Trouble
    instead: str | None = None


def read_figure(text: str) -> Figure | NoFigure:
    """The figure in a text such as `362,318`, `๕๙.๕๔`, `54 %` or `ร้อยละ 54`.

    It is read digit by digit into an exact number, with nothing lost. A number
    in scientific notation is exact too, but is refused: spreadsheets write it
    when they have dropped digits.
    """
    if len(text) > LONGEST:
        return NoFigure("too_long" if _DIGIT.search(text[:LONGEST]) else "none")
    text = western_digits(text).translate(_INVISIBLE).strip()
    if text.casefold().lstrip("+-.") in _NOT_FINITE:
        return NoFigure("not_finite")
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return NoFigure("none")
    number, after = parts["number"], parts["after"].strip()
    power = _POWER.match(after)
    if power is not None and _PLAIN.fullmatch(number):
        return NoFigure("scientific", _spelled_out(number, int(power[1])))
    if any(sign.isdigit() for sign in after):
        closed = f"{number}{parts['after']}".replace(" ", ",")
        return NoFigure("signs", closed if _GROUPED.fullmatch(closed) else None)
    if not _PLAIN.fullmatch(number) and not _GROUPED.fullmatch(number):
        return NoFigure("signs", _respelled(number))
    digits = number.replace(",", "").replace("−", "-")
    return Figure(exact(digits), digits, parts["before"].strip(), after)


def exact(digits: str) -> Fraction:
    """The number that plain digits with at most one point stand for."""
    whole, _, decimals = digits.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def decimals_of(value: Fraction) -> int | None:
    """How many decimals a number has; None where they never end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def grouped(value: Fraction) -> str:
    """A number for people: `60,000,000`, `59.54`, or `1/3` where the decimals never end."""
    places = decimals_of(value)
    if places is None:
        return f"{value.numerator:,}/{value.denominator:,}"
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    return f"{sign}{whole:,}" + (f".{rest:0{places}}" if places else "")


def cleaned(digits: str) -> str | None:
    """The figure that binary arithmetic blurred into this one, if it looks like that.

    A double holds 15 digits and no 17: `65.09000000000001` is 65.09 off by less
    than the spacing of doubles there. Satang of a hundred billion baht are as small
    beside it, so with up to two decimals a figure says what it says.
    """
    if len(digits.partition(".")[2]) <= _MONEY:
        return None
    found = Decimal(digits)
    short = _TWELVE.plus(found)
    off = _FIFTY.abs(_FIFTY.subtract(found, short))
    if not off or off > _FIFTY.multiply(_FIFTY.abs(found), _SPACING):
        return None
    return _plain(short)


def significant(digits: str) -> int:
    """How many digits a figure has, zeros at either end not counted."""
    return len(digits.lstrip("+-").replace(".", "").strip("0"))


def of_float(number: float) -> str:
    """The shortest digits that a float stands for, without an exponent."""
    return _plain(Decimal(float.__repr__(number)))


def _plain(number: Decimal) -> str:
    """Digits without an exponent, and without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# Contexts of our own: the current one is the caller's, who may have changed it.
_TWELVE, _FIFTY = Context(prec=12), Context(prec=50)
_SPACING = Decimal(2) ** -50
_MONEY = 2
_DIGIT = re.compile(r"[0-9๐-๙]")
_INVISIBLE = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u3000"), " "),
}
_NOT_FINITE = frozenset({"nan", "inf", "infinity", "∞"})
_PARTS = re.compile(
    r"(?P<before>[^0-9+\-−.,]*)(?P<number>[+\-−]?[0-9.,]*[0-9][0-9.,]*)(?P<after>.*)", re.DOTALL
)
_PLAIN = re.compile(r"[+\-−]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+\-−]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_POWER = re.compile(r"[eE]([+-]?[0-9]{1,4})$")
_WRITABLE = 30


def _spelled_out(number: str, power: int) -> str | None:
    if abs(power) > _WRITABLE:
        return None
    return grouped(exact(number.replace("−", "-")) * Fraction(10) ** power)


def _respelled(number: str) -> str | None:
    """How a number with odd points and commas is written, where only one reading is likely."""
    if _POINTS.fullmatch(number):
        return number.replace(".", ",")
    if _COMMA.fullmatch(number):
        return number.replace(",", ".")
    if _GERMAN.fullmatch(number):
        return number.translate(str.maketrans(".,", ",."))
    if _BARE_POINT.fullmatch(number):
        return f"0{number}" if number.startswith(".") else number.rstrip(".")
    return None


_POINTS = re.compile(r"[+\-−]?[0-9]{1,3}(\.[0-9]{3}){2,}")
_COMMA = re.compile(r"[+\-−]?[0-9]+,([0-9]{1,2}|[0-9]{4,})")
_GERMAN = re.compile(r"[+\-−]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_BARE_POINT = re.compile(r"\.[0-9]+|[0-9]+\.")
