"""Numbers with their units, in the reader's language."""

from __future__ import annotations

import re
from fractions import Fraction

from kpirules.evaluate.approximate import Real
from kpirules.explain.numbers import figure
from kpirules.model.units import BUILT_IN, PERCENT, Unit, UnitDeclaration
from kpirules.prose.words import Language, Line, line, value
from kpirules.prose.words import unit as unit_word

_THAI = re.compile("[\u0e00-\u0e7f]")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# Units of three letters and fewer are symbols (kg, ppm, rai), which take no ending.
_LONGEST_SYMBOL = 3
_IRREGULAR = {"child": "children", "man": "men", "woman": "women", "people": "people"}
_UNCHANGED = ("s", "x", "z", "ch", "sh")


def quantity(
    number: Real,
    unit: Unit | None,
    lang: Language,
    units: dict[str, UnitDeclaration],
    places: int | None = None,
) -> Line:
    """A number with its unit: `65.09%` and `ร้อยละ 65.09`, `362,318 persons` and `362,318 คน`.

    Officials write ร้อยละ before the number; every other unit follows it.
    """
    digits = value(figure(number, places))
    if unit is None or unit.is_number:
        return (digits,)
    if unit == PERCENT:
        return (digits, unit_word("%")) if lang == "en" else line(unit_word("ร้อยละ"), " ", digits)
    return line(
        digits,
        " ",
        unit_word(
            unit_name(unit, lang, units, one=isinstance(number, Fraction) and abs(number) == 1)
        ),
    )


def difference(
    number: Real,
    unit: Unit | None,
    lang: Language,
    units: dict[str, UnitDeclaration],
    places: int | None = None,
) -> Line:
    """How far two quantities are apart: between percents these are percentage points."""
    if unit != PERCENT:
        return quantity(number, unit, lang, units, places)
    points = "จุดร้อยละ" if lang == "th" else "percentage points"
    return line(value(figure(number, places)), " ", unit_word(points))


def unit_name(
    unit: Unit, lang: Language, units: dict[str, UnitDeclaration], *, one: bool = False
) -> str:
    """What a unit is called after a number: `households per person`, `ครัวเรือนต่อคน`."""
    above = [(name, power) for name, power in unit.powers if power > 0]
    below = [(name, -power) for name, power in unit.powers if power < 0]
    text = "·".join(_base_name(name, lang, units, one=one) + _power(power) for name, power in above)
    for name, power in below:
        per = "ต่อ" if lang == "th" else "per "
        text += ("" if lang == "th" or not text else " ") + per
        text += _base_name(name, lang, units, one=True) + _power(power)
    return text


def unit_mark(unit: Unit | None, lang: Language, units: dict[str, UnitDeclaration]) -> Line:
    """The unit alone, in parentheses: what stands beside bare numbers of a table."""
    if unit is None or unit.is_number:
        return ()
    name = "%" if unit == PERCENT and lang == "en" else unit_name(unit, lang, units)
    return line("(", unit_word(name), ")")


def _base_name(name: str, lang: Language, units: dict[str, UnitDeclaration], *, one: bool) -> str:
    if name in BUILT_IN:
        english, thai = BUILT_IN[name]
        if lang == "th":
            return thai
        return name if one else english
    declared = units.get(name)
    label = declared.label if declared else None
    spelled = declared.name if declared else name
    # A label is written once, in the language of the rules: a Thai one tells an English reader
    # nothing, while the name of the unit is often an English word.
    if label and (lang == "th" or not _THAI.search(label)):
        return label
    return spelled if one or lang == "th" else _plural(spelled)


def _plural(name: str) -> str:
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if len(name) <= _LONGEST_SYMBOL or not (name.isascii() and name.isalpha() and name.islower()):
        return name
    if name.endswith(_UNCHANGED):
        return name
    if name.endswith("y") and name[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def _power(power: int) -> str:
    return "" if power == 1 else str(power).translate(_SUPERSCRIPT)
