"""Units follow their number, or precede it, as the language has it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kpirules.explain.quantities import difference, quantity, unit_mark, unit_name
from kpirules.model.about import About
from kpirules.model.units import NUMBER, PERCENT, POINT, Unit, UnitDeclaration, base
from kpirules.prose.words import Language, plain

UNITS = {
    name: UnitDeclaration(name, label, None, About(), None)
    for name, label in [
        ("person", "คน"), ("household", "ครัวเรือน"), ("agency", None), ("kg", None),
        ("child", None), ("visit", "visits to the clinic"), ("business", None),
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("number", "unit", "english", "thai"),
    [
        ("65.09", PERCENT, "65.09%", "ร้อยละ 65.09"),
        ("77.92", POINT, "77.92 points", "77.92 คะแนน"),
        ("1", POINT, "1 point", "1 คะแนน"),
        ("362318", base("person"), "362,318 persons", "362,318 คน"),
        ("1", base("person"), "1 person", "1 คน"),
        ("0", base("agency"), "0 agencies", "0 agency"),
        ("3", base("kg"), "3 kg", "3 kg"),
        ("2", base("child"), "2 children", "2 child"),
        ("2", base("business"), "2 business", "2 business"),
        ("2", base("visit"), "2 visits to the clinic", "2 visits to the clinic"),
        ("2", base("unheard-of"), "2 unheard-of", "2 unheard-of"),
        ("5", NUMBER, "5", "5"),
        ("40", base("household") / base("person"), "40 households per person", "40 ครัวเรือนต่อคน"),
        ("4", base("person") ** 2, "4 persons²", "4 คน²"),
        ("4", NUMBER / base("day"), "4 per day", "4 ต่อวัน"),
    ],
)
def test_quantity(number: str, unit: Unit, english: str, thai: str) -> None:
    """A number and its unit in both languages."""
    value = Fraction(number)

    assert plain(quantity(value, unit, "en", UNITS)) == english
    assert plain(quantity(value, unit, "th", UNITS)) == thai


def test_percents_lie_percentage_points_apart() -> None:
    """The difference of two percents is no percentage."""
    assert plain(difference(Fraction("7.95"), PERCENT, "en", {})) == "7.95 percentage points"
    assert plain(difference(Fraction("7.95"), PERCENT, "th", {})) == "7.95 จุดร้อยละ"
    assert plain(difference(Fraction(7), base("person"), "en", UNITS)) == "7 persons"


@pytest.mark.parametrize(("lang", "mark"), [("en", "(%)"), ("th", "(ร้อยละ)")])
def test_a_unit_beside_bare_numbers(lang: Language, mark: str) -> None:
    """Tables name the unit once, in parentheses."""
    assert plain(unit_mark(PERCENT, lang, {})) == mark
    assert unit_mark(NUMBER, lang, {}) == ()


def test_the_name_of_a_unit_alone() -> None:
    """Names of units are plural in English unless one is meant."""
    assert unit_name(base("person"), "en", UNITS) == "persons"
    assert unit_name(base("person"), "en", UNITS, one=True) == "person"
