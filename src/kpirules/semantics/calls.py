"""Functions that are called: their names, how many values they take, their units."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.functions import FUNCTIONS, Function
from kpirules.model.units import NUMBER, PERCENT
from kpirules.semantics.alike import same_unit
from kpirules.semantics.call_problems import (
    NeedsBareNumber,
    NothingToRoundTo,
    RoundsNothing,
    UnknownFunction,
    WrongArguments,
)
from kpirules.semantics.kinds import VAGUE, NumberKind
from kpirules.semantics.powers import is_bare, unit_to
from kpirules.semantics.vocabulary import function_of, function_words
from kpirules.syntax import ast
from kpirules.text.nearest import nearest

Numeric = tuple[ex.Expr, NumberKind]

_OTHER_NAMES = {
    "average": "mean",
    "avg": "mean",
    "maximum": "max",
    "minimum": "min",
    "ceil": "ceiling",
    "int": "floor",
    "geomean": "geometric-mean",
    "log": "ln",
}
"""What spreadsheets call our functions."""


def applied(node: ast.Call, parts: Sequence[Numeric], findings: list[Problem]) -> Numeric | None:
    """A call of a function of the catalogue; None where it is reported."""
    function = _function(node, findings)
    if function is None or not takes(node, function.least, function.most, findings):
        return None
    kind = same_unit(parts, findings)
    match function.units:
        case "same":
            pass
        case "ratio":
            kind = NumberKind(PERCENT)
        case "root" | "bare":
            made = unit_to(kind.unit, Fraction(1, 2)) if function.units == "root" else None
            if made is None and not is_bare(kind):
                findings.append(NeedsBareNumber(parts[0][0].span, function.name, kind.unit))
                return None
            kind = VAGUE if kind.vague else NumberKind(made or NUMBER, literal=kind.literal)
    return ex.Apply(node.span, function.name, tuple(part for part, _ in parts), kind.unit), kind


def takes(node: ast.Call, least: int, most: int | None, findings: list[Problem]) -> bool:
    """Whether a function is given as many values as it takes."""
    many = len(node.arguments)
    if least <= many and (most is None or many <= most):
        return True
    findings.append(WrongArguments(node.span, node.function.text, least, most, many))
    return False


def rounds(node: ast.Round, findings: list[Problem]) -> bool:
    """Whether it is `round` that is told how to round."""
    if function_of(node.function.key) == "round":
        return True
    findings.append(RoundsNothing(node.function.span, node.function.text))
    return False


def _function(node: ast.Call, findings: list[Problem]) -> Function | None:
    name = function_of(node.function.key)
    if name == "round":
        findings.append(_nothing_to_round_to(node))
        return None
    if name is None:
        word = node.function.text.casefold()
        thai = not word.isascii()
        known = function_words("th" if thai else "en")
        meant = known.get(_OTHER_NAMES.get(word, "")) or nearest(word, known.values())
        findings.append(UnknownFunction(node.function.span, node.function.text, meant))
        return None
    return FUNCTIONS[name]


def _nothing_to_round_to(node: ast.Call) -> NothingToRoundTo:
    """`round(x, 2)`, as spreadsheets have it: two places are meant, but not how a half is rounded."""
    places = None
    match node.arguments:
        case (first, ast.NumberExpr(unit=None, number=number) as second):
            places = (number.written, first.span, second.span)
        case _:
            pass
    return NothingToRoundTo(node.span, places)
