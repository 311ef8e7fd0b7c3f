"""The meaning of expressions: names to things, operators to operations, units checked."""

from __future__ import annotations

from typing import assert_never

from kpirules.model import expressions as ex
from kpirules.model.units import NUMBER, PERCENT, POINT, Unit
from kpirules.semantics import (
    dates,
    kind_problems,
    level_kind_problems,
    line_problems,
    lines,
    name_problems,
    parts,
    rows,
)
from kpirules.semantics.alike import same_unit
from kpirules.semantics.broken import broken
from kpirules.semantics.calls import applied, rounds, takes
from kpirules.semantics.formula_total_problems import ComponentHasNo
from kpirules.semantics.kinds import (
    DATE,
    TEXT,
    UNKNOWN,
    VAGUE,
    YES_NO,
    ChoiceKind,
    DateKind,
    Kind,
    NumberKind,
    TextKind,
    UnknownKind,
    YesNoKind,
    settle,
)
from kpirules.semantics.other_years import in_year, over_years
from kpirules.semantics.powers import raised
from kpirules.semantics.scope import Scope, Typed
from kpirules.semantics.vocabulary import field_of, function_of
from kpirules.semantics.wording import KindWord
from kpirules.syntax import ast
from kpirules.text.nearest import nearest

_LIKE_A_UNIT = 0.65
"""Units are short and few: `persons` is not a misspelt `percent`."""


def infer(node: ast.Expr, scope: Scope) -> Typed:
    """An expression's meaning and kind; mistakes are reported and stand as an unknown."""
    match node:
        case ast.NumberExpr():
            return _number(node, scope)
        case ast.YesNo():
            return ex.Flag(node.span, node.yes), YES_NO
        case ast.Reference():
            return _reference(node.name, scope)
        case ast.Field():
            return _field(node, scope)
        case ast.Call() | ast.OverRows() if rows.is_over_rows(node, scope):
            return rows.over_rows(node, scope, infer)
        case ast.Call():
            return _call(node, scope)
        case ast.Round():
            return _round(node, scope)
        case ast.OverRows():
            return rows.misused(node, scope)
        case ast.TextExpr():
            return ex.Words(node.span, node.text), TEXT
        case ast.DateExpr():
            return dates.written(node, scope.findings)
        case ast.Negate():
            operand, number = _numeric(node.operand, scope)
            return ex.Negation(node.span, operand, number.unit), number
        case ast.Chain():
            return _sum(node, scope) if node.operators[0] in "+-" else _product(node, scope)
        case ast.Power():
            return _power(node, scope)
        case ast.Comparison():
            return _comparison(node, scope)
        case ast.BetweenExpr():
            return _between(node, scope)
        case ast.Among():
            return _among(node, scope)
        case ast.BelowFirst():
            return _below_first(node, scope)
        case ast.Not():
            return ex.Not(node.span, condition(node.operand, scope)), YES_NO
        case ast.Junction():
            operands = tuple(condition(part, scope) for part in node.operands)
            make = ex.All if node.operator == "and" else ex.Any
            return make(node.span, operands), YES_NO
        case ast.If():
            return _if(node, scope)
        case ast.OrElse():
            first, second = infer(node.first, scope), infer(node.second, scope)
            kind = _alike(first, second, scope)
            return ex.OrElse(node.span, first[0], second[0], _unit_of(kind)), kind
        case ast.InYear():
            return in_year(node, infer(node.operand, scope), scope.findings)
        case ast.OverYears():
            yearly = _numeric(node.operand, scope)
            return over_years(node, yearly, scope.findings) or broken(node.span)
        case _:
            assert_never(node)


def condition(node: ast.Expr, scope: Scope) -> ex.Expr:
    """An expression that must be yes or no."""
    meaning, kind = infer(node, scope)
    if not isinstance(kind, YesNoKind | UnknownKind):
        scope.findings.append(kind_problems.WrongKind(node.span, "yes_no", said_kind(kind)))
    return meaning


def unit_named(name: ast.UnitName, scope: Scope) -> Unit | None:
    """The unit of `baht per person`; None when a part is unknown, which is reported."""
    found: Unit | None = None
    for part in name.names:
        unit = _unit(part, scope)
        if unit is None:
            return None
        found = unit if found is None else found / unit
    return found


def _unit(name: ast.Name, scope: Scope) -> Unit | None:
    unit = scope.units.get(name.key)
    if unit is None:
        known = list(scope.units)
        scope.findings.append(
            name_problems.UnknownUnit(
                name.span, name.text, nearest(name.text, known, cutoff=_LIKE_A_UNIT)
            )
        )
    return unit


def _number(node: ast.NumberExpr, scope: Scope) -> Typed:
    unit: Unit | None = NUMBER
    if node.unit is not None:
        unit = _unit(node.unit, scope)
    if unit is None:
        return broken(node.span)
    number = ex.Number(node.span, node.number.value, unit, node.number.written)
    return number, NumberKind(unit, literal=unit == NUMBER)


def _reference(name: ast.Name, scope: Scope) -> Typed:
    if scope.symbols.peek("quantity", name.key) is None and field_of(name.key) == "total":
        return ex.TotalRef(name.span, POINT), NumberKind(POINT)
    column = rows.column(name, scope)
    if column is not None:
        return column
    symbol = scope.symbols.find("quantity", name)
    if symbol is None or not rows.fits_here(name, symbol, scope):
        return broken(name.span)
    key = symbol.name.key
    kind = scope.kind_of(key) or UNKNOWN
    unit = kind.unit if isinstance(kind, NumberKind) else NUMBER
    match symbol.kind:
        case "fact":
            return ex.FactRef(name.span, key, unit), kind
        case "parameter":
            return ex.ParameterRef(name.span, key, unit), kind
        case "value":
            return ex.ValueRef(name.span, key, unit), kind
        case "classify":
            return ex.ClassRef(name.span, key), kind
        case "component":
            return ex.ComponentRef(name.span, key, POINT), NumberKind(POINT)
        case _:
            scope.findings.append(name_problems.IndicatorWithoutField(name.span, name.text))
            return broken(name.span)


def _field(node: ast.Field, scope: Scope) -> Typed:
    field = field_of(node.field.key)
    named = scope.symbols.peek("quantity", node.owner.key)
    if named is not None and named.kind == "component":
        if field == "score":
            score = ex.ComponentRef(node.span, named.name.key, POINT, "score")
            return score, NumberKind(POINT)
        found = ComponentHasNo(node.field.span, node.field.text, named.name.text)
        scope.findings.append(found)
        return broken(node.span)
    symbol = scope.symbols.find("quantity", node.owner, "indicator")
    if symbol is None:
        return broken(node.span)
    if field not in {"result", "score", "weighted"}:
        scope.findings.append(name_problems.UnknownField(node.field.span, node.field.text))
        return broken(node.span)
    if field == "weighted" and not parts.has_field("weighted", node, symbol, scope):
        return broken(node.span)
    key = symbol.name.key
    kind: Kind = (scope.kind_of(key) or UNKNOWN) if field == "result" else NumberKind(POINT)
    unit = kind.unit if isinstance(kind, NumberKind) else NUMBER
    return ex.IndicatorRef(node.span, key, field, unit), kind  # type: ignore[arg-type]


def _numeric(node: ast.Expr, scope: Scope) -> tuple[ex.Expr, NumberKind]:
    meaning, kind = infer(node, scope)
    if isinstance(kind, NumberKind):
        return meaning, kind
    if not isinstance(kind, UnknownKind):
        scope.findings.append(kind_problems.WrongKind(node.span, "number", said_kind(kind)))
    return meaning, VAGUE


def _sum(node: ast.Chain, scope: Scope) -> Typed:
    typed = [infer(part, scope) for part in node.operands]
    if any(isinstance(kind, DateKind) for _, kind in typed):
        return dates.days(node, typed, said_kind, scope.findings)
    parts = [
        _numeric_of(part, each, scope) for part, each in zip(node.operands, typed, strict=True)
    ]
    kind = same_unit(parts, scope.findings)
    minus = (False, *(operator == "-" for operator in node.operators))
    return ex.Sum(node.span, tuple(part for part, _ in parts), minus, kind.unit), kind


def _product(node: ast.Chain, scope: Scope) -> Typed:
    parts = [_numeric(part, scope) for part in node.operands]
    divide = (False, *(operator == "/" for operator in node.operators))
    unit, ratio, hundreds, literal = NUMBER, False, 0, True
    vague = any(kind.vague for _, kind in parts)
    for (meaning, kind), under in zip(parts, divide, strict=True):
        unit = unit / kind.unit if under else unit * kind.unit
        literal = literal and kind.literal
        ratio = ratio or kind.ratio or (under and not kind.literal)
        if (
            isinstance(meaning, ex.Number) and meaning.value == 100 and kind.unit == NUMBER
        ):  # percent
            hundreds += -1 if under else 1
        elif kind.hundred:
            hundreds += 1
        if under and isinstance(meaning, ex.Number) and meaning.value == 0 and not kind.vague:
            # What is vague was reported, and a number only stands for it.
            scope.findings.append(kind_problems.DivisionByZero(meaning.span))
    powers = dict(unit.powers)
    if hundreds < 0 and powers.get("percent") == 1 and len(powers) >= 1:
        del powers["percent"]
        unit = Unit(tuple(sorted(powers.items())))
        hundreds += 1
    if hundreds > 1 or (hundreds == 1 and unit == PERCENT):
        ratio = False  # a percentage times 100 again is a slip, and no percentage
        unit = NUMBER if unit == PERCENT else unit
    kind = settle(NumberKind(unit, literal=literal, ratio=ratio, hundred=hundreds > 0))
    if vague:
        kind = VAGUE
    product = ex.Product(node.span, tuple(part for part, _ in parts), divide, kind.unit)
    return product, kind


def _power(node: ast.Power, scope: Scope) -> Typed:
    base, exponent = _numeric(node.base, scope), _numeric(node.exponent, scope)
    return raised(node, base, exponent, scope.findings) or broken(node.span)


def _comparison(node: ast.Comparison, scope: Scope) -> Typed:
    option = _option_comparison(node, scope)
    if option is not None:
        return option
    left, right = infer(node.left, scope), infer(node.right, scope)
    if node.operator in {"=", "!="} or DATE in (left[1], right[1]):
        _alike(left, right, scope)
    else:
        parts = [_numeric_of(node.left, left, scope), _numeric_of(node.right, right, scope)]
        same_unit(parts, scope.findings)
    return ex.Compare(node.span, left[0], node.operator, right[0]), YES_NO


def _between(node: ast.BetweenExpr, scope: Scope) -> Typed:
    nodes = (node.operand, node.low, node.high)
    typed = [infer(part, scope) for part in nodes]
    if all(isinstance(kind, DateKind) for _, kind in typed):
        dates.check_ends(node, typed[1][0], typed[2][0], scope.findings)
        return ex.Between(node.span, *(meaning for meaning, _ in typed)), YES_NO
    parts = [_numeric_of(part, each, scope) for part, each in zip(nodes, typed, strict=True)]
    same_unit(parts, scope.findings)
    match node.low, node.high:
        case ast.NumberExpr(number=low), ast.NumberExpr(number=high) if high.value < low.value:
            scope.findings.append(line_problems.ends_swapped(low, high))
        case _:
            pass
    operand, least, most = (meaning for meaning, _ in parts)
    return ex.Between(node.span, operand, least, most), YES_NO


def _numeric_of(node: ast.Expr, typed: Typed, scope: Scope) -> tuple[ex.Expr, NumberKind]:
    meaning, kind = typed
    if isinstance(kind, NumberKind):
        return meaning, kind
    if not isinstance(kind, UnknownKind):
        scope.findings.append(kind_problems.WrongKind(node.span, "number", said_kind(kind)))
    return meaning, VAGUE


def _option_comparison(node: ast.Comparison, scope: Scope) -> Typed | None:
    """`status is audited`: a bare name beside a choice is one of its options."""
    if not isinstance(node.right, ast.Reference) or node.operator not in {"=", "!="}:
        return None
    if scope.symbols.peek("quantity", node.right.name.key) is not None:
        return None
    asked = node.left.operand if isinstance(node.left, ast.InYear) else node.left
    if not isinstance(asked, ast.Reference):
        return None
    kind = rows.kind_named(asked.name.key, scope)
    if not isinstance(kind, ChoiceKind):
        return None
    left, _ = infer(node.left, scope)
    option = _option(node.right.name, kind, scope)
    right = ex.Option(node.right.span, option or "")
    return ex.Compare(node.span, left, node.operator, right), YES_NO


def _option(name: ast.Name, kind: ChoiceKind, scope: Scope) -> str | None:
    if name.key in kind.options:
        return name.key
    scope.findings.append(
        name_problems.UnknownOption(name.span, name.text, kind.owner, kind.options,
                         nearest(name.text, kind.options))
    )  # fmt: skip
    return None


def _among(node: ast.Among, scope: Scope) -> Typed:
    operand, kind = infer(node.operand, scope)
    if isinstance(kind, ChoiceKind):
        options = [_option(name, kind, scope) for name in node.options]
        return ex.Among(node.span, operand, tuple(option or "" for option in options)), YES_NO
    if not isinstance(kind, UnknownKind):
        scope.findings.append(kind_problems.WrongKind(node.operand.span, "choice", said_kind(kind)))
    return ex.Among(node.span, operand, ()), YES_NO


def _below_first(node: ast.BelowFirst, scope: Scope) -> Typed:
    """`indicator-3 below its first level`: of an indicator that has levels."""
    named = node.operand.name if isinstance(node.operand, ast.Reference) else None
    if named is None:
        owner = node.operand.owner.text if isinstance(node.operand, ast.Field) else None
        scope.findings.append(level_kind_problems.NoIndicator(node.operand.span, owner))
        return broken(node.span)
    symbol = scope.symbols.find("quantity", named, "indicator")
    if symbol is None:
        return broken(node.span)
    formula = next(
        (line for line in symbol.declaration.lines if isinstance(line, ast.ScoreLine)), None
    )
    if formula is not None:
        scope.findings.append(
            level_kind_problems.NoLevels(node.span, symbol.name.text, formula.span)
        )
    kind = scope.kind_of(symbol.name.key) or UNKNOWN
    unit = kind.unit if isinstance(kind, NumberKind) else NUMBER
    operand = ex.IndicatorRef(named.span, symbol.name.key, "result", unit)
    return ex.BelowFirst(node.span, operand), YES_NO


def _if(node: ast.If, scope: Scope) -> Typed:
    test = condition(node.condition, scope)
    then, otherwise = infer(node.then, scope), infer(node.otherwise, scope)
    kind = _alike(then, otherwise, scope)
    return ex.If(node.span, test, then[0], otherwise[0], _unit_of(kind)), kind


def _alike(left: Typed, right: Typed, scope: Scope) -> Kind:
    """The kind two expressions share, where one may stand for the other."""
    match left[1], right[1]:
        case UnknownKind(), kind:
            return kind
        case kind, UnknownKind():
            return kind
        case NumberKind() as first, NumberKind() as second:
            return same_unit([(left[0], first), (right[0], second)], scope.findings)
        case first, second if type(first) is type(second):
            return first
        case first, second:
            scope.findings.append(
                kind_problems.KindsDiffer(
                    right[0].span, left[0].span, said_kind(first), said_kind(second)
                )
            )
            return UNKNOWN


def _call(node: ast.Call, scope: Scope) -> Typed:
    function = function_of(node.function.key)
    if function == "known":
        return _known(node, scope)
    if function == "fiscal-year":
        return _fiscal_year(node, scope)
    typed = [] if function is None else [infer(part, scope) for part in node.arguments]
    if function is not None and dates.reject(
        node.arguments, typed, scope.findings, node.function.text
    ):
        return broken(node.span)
    parts = [
        _numeric_of(part, each, scope) for part, each in zip(node.arguments, typed, strict=False)
    ]
    return applied(node, parts, scope.findings) or broken(node.span)


def _fiscal_year(node: ast.Call, scope: Scope) -> Typed:
    if not takes(node, 1, 1, scope.findings):
        return broken(node.span)
    operand, kind = infer(node.arguments[0], scope)
    if not isinstance(kind, DateKind | UnknownKind):
        found = kind_problems.WrongKind(node.arguments[0].span, "date", said_kind(kind))
        scope.findings.append(found)
    return ex.FiscalYear(node.span, operand), NumberKind(NUMBER)


def _round(node: ast.Round, scope: Scope) -> Typed:
    operand, kind = _numeric(node.operand, scope)
    rounding = lines.rounding(node.rounded, scope.findings)
    kind = settle(kind)
    if not rounds(node, scope.findings) or rounding is None:
        return broken(node.span)
    return ex.Round(node.span, operand, rounding, kind.unit), kind


def _known(node: ast.Call, scope: Scope) -> Typed:
    if not takes(node, 1, 1, scope.findings):
        return broken(node.span)
    operand, _ = infer(node.arguments[0], scope)
    return ex.Known(node.span, operand), YES_NO


def _unit_of(kind: Kind) -> Unit | None:
    return kind.unit if isinstance(kind, NumberKind) else None


def said_kind(kind: Kind) -> KindWord:
    """The word for a kind in messages."""
    match kind:
        case NumberKind():
            return "number"
        case YesNoKind():
            return "yes_no"
        case TextKind():
            return "text"
        case DateKind():
            return "date"
        case _:
            return "choice"
