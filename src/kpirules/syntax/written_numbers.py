"""Numbers that are written as the language does not write them, and what they most likely mean."""

from __future__ import annotations

import re

MOST_DIGITS = 1000
"""How many digits a number may have: more are a slip, and would take for ever to compute with."""

_PLAIN = re.compile(r"(?![0๐])\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[0๐],\d+|\d+,(?!\d{3}$)\d+")
_POINTS_FOR_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}")
_LEADING = re.compile(r"\d+(\.\d+)?")


def meant_number(written: str) -> str | None:
    """The number in the language's own way; None when it may as well be another."""
    bare = written.removesuffix("%").rstrip()
    if _PLAIN.fullmatch(bare):
        return bare
    if _DECIMAL_COMMA.fullmatch(bare):
        return bare.replace(",", ".")
    if _POINTS_FOR_THOUSANDS.fullmatch(bare):
        return bare.translate({ord("."): ",", ord(","): "."})
    return None


def some_number(written: str) -> str:
    """A number to go on with where it is not clear which was meant."""
    found = _LEADING.match(written.replace(",", ""))
    return found[0] if found else "0"


def too_long(written: str) -> bool:
    """Whether a number has more digits than are read."""
    return len(written) > MOST_DIGITS and sum(map(str.isdecimal, written)) > MOST_DIGITS
