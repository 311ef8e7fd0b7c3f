"""Elaborating indicators that are made of others."""

from __future__ import annotations

from fractions import Fraction

from kpirules.model import expressions as ex
from kpirules.model.blends import WEIGHTED
from kpirules.model.units import POINT
from kpirules.semantics import lines
from kpirules.semantics.part_problems import (
    NoWeightsToAddUp,
    PartOfPlainIndicator,
    PartsAndOwnResult,
    PartWithout,
    WeightAmongEquals,
    WithoutParts,
)
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol, Symbols
from kpirules.syntax import ast


def made_of_parts(symbol: Symbol) -> ast.OfParts | None:
    """The line that says how an indicator's score comes from its parts."""
    found = lines.every(symbol.declaration, ast.OfParts)
    return found[0] if found else None


def parts_of(symbol: Symbol, symbols: Symbols) -> tuple[Symbol, ...]:
    """The indicators that say they are part of one.

    They are looked for in the table itself, which notes that all of it was gone through.
    """
    return tuple(
        each
        for each in symbols.by_role["quantity"].values()
        if each.kind == "indicator"
        and any(line.component.key == symbol.name.key for line in _homes(each))
    )


def _homes(symbol: Symbol) -> list[ast.PartOf]:
    return lines.every(symbol.declaration, ast.PartOf)[:1]


def whole_of(symbol: Symbol, symbols: Symbols) -> Symbol | None:
    """The indicator that one is part of; None for what stands in a component."""
    for line in _homes(symbol):
        found = symbols.peek("quantity", line.component.key)
        if found is not None and found.kind == "indicator":
            return found
    return None


def blend(symbol: Symbol, scope: Scope) -> ex.OfParts | None:
    """How an indicator's score comes from those of its parts; None where it has none."""
    declaration, findings = symbol.declaration, scope.findings
    line = lines.only(declaration, ast.OfParts, "score", findings)
    if line is None:
        return None
    own = [each for each in declaration.lines if isinstance(each, _OF_A_RESULT)]
    if own:
        findings.append(
            PartsAndOwnResult(line.span, symbol.name.text, tuple(each.span for each in own))
        )
    weights = lines.only(declaration, ast.WeightsLine, "weights …", findings)
    if weights is not None and line.how not in WEIGHTED:
        findings.append(NoWeightsToAddUp(weights.span, symbol.name.text, line.how, line.span))
    parts = parts_of(symbol, scope.symbols)
    if not parts:
        findings.append(WithoutParts(line.span, symbol.name.text))
        return None
    whole = _whole(weights) if line.how in WEIGHTED else None
    terms = tuple(ex.IndicatorRef(line.span, part.name.key, "score", POINT) for part in parts)
    return ex.OfParts(line.span, symbol.name.key, line.how, terms, whole, POINT)


def _whole(weights: ast.WeightsLine | None) -> Fraction | None:
    if weights is None:
        return Fraction(100)
    return weights.total.value if weights.total is not None else None


_OF_A_RESULT = (
    ast.Formula, ast.Measured, ast.ScoredBy, ast.Level, ast.Targets, ast.ScoreLine,
)  # fmt: skip


def check_home(symbol: Symbol, line: ast.PartOf, scope: Scope) -> bool:
    """Whether what an indicator is part of takes it; reported where it does not.

    Rules without a scorecard declare no components: then any name stands for one.
    """
    symbols = scope.symbols
    if not symbols.has("scorecard") and not symbols.is_known(line.component.key):
        return True
    found = scope.symbols.find("quantity", line.component, "component", "indicator")
    if found is None:
        return False
    if found.kind == "indicator" and made_of_parts(found) is None:
        if not found.declaration.damaged:
            scope.findings.append(
                PartOfPlainIndicator(line.span, symbol.name.text, found.name.text, found.name.span)
            )
        return False
    return True


def counts_alike(symbol: Symbol, scope: Scope) -> bool:
    """Whether an indicator is a part of a mean without weights, the lowest or the highest."""
    whole = whole_of(symbol, scope.symbols)
    line = made_of_parts(whole) if whole is not None else None
    if whole is None or line is None or line.how in WEIGHTED:
        return False
    for weight in lines.every(symbol.declaration, ast.Weight)[:1]:
        scope.findings.append(
            WeightAmongEquals(weight.span, symbol.name.text, whole.name.text, line.how, line.span)
        )
    return True


def has_field(field: str, node: ast.Field | ast.Target, symbol: Symbol, scope: Scope) -> bool:
    """Whether an indicator has a weight, or a weighted score; reported where it does not."""
    whole = whole_of(symbol, scope.symbols)
    line = made_of_parts(whole) if whole is not None else None
    if whole is None or line is None or field not in {"weight", "weighted"}:
        return True
    if line.how == "weighted_mean" or (field == "weight" and line.how in WEIGHTED):
        return True
    scope.findings.append(
        PartWithout(node.span, field, symbol.name.text, whole.name.text, line.span)
    )
    return False
