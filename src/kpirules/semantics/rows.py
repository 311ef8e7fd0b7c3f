"""Formulas about rows: columns, and figures over the rows of a table."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from kpirules.model import expressions as ex
from kpirules.model.aggregates import THAI, WITHOUT_OPERAND, Aggregation
from kpirules.model.functions import FUNCTIONS
from kpirules.model.units import NUMBER, PERCENT
from kpirules.semantics import dates, kind_problems, row_problems
from kpirules.semantics.broken import broken
from kpirules.semantics.group_problems import GroupedAsValue
from kpirules.semantics.grouping import is_grouped
from kpirules.semantics.kinds import (
    UNKNOWN,
    ChoiceKind,
    DateKind,
    Kind,
    NumberKind,
    TextKind,
    UnknownKind,
    YesNoKind,
    settle,
)
from kpirules.semantics.scope import Scope, Typed
from kpirules.semantics.symbols import Symbol
from kpirules.semantics.vocabulary import function_of
from kpirules.semantics.wording import KindWord
from kpirules.syntax import ast

Infer = Callable[[ast.Expr, Scope], Typed]


def column(name: ast.Name, scope: Scope) -> Typed | None:
    """What a name means as a column of the row; None where it is none.

    A column named where there is no row of its table is reported.
    """
    symbol = scope.symbols.column(scope.table, name) if scope.table is not None else None
    if symbol is not None and scope.table is not None:
        kind = scope.kind_of_column(scope.table, symbol.name.key) or UNKNOWN
        unit = kind.unit if isinstance(kind, NumberKind) else NUMBER
        return ex.ColumnRef(name.span, scope.table, symbol.name.key, unit), kind
    holders = scope.symbols.holders(name.key)
    if not holders or scope.symbols.peek("quantity", name.key) is not None:
        return None
    scope.findings.append(row_problems.ColumnWithoutRow(name.span, name.text, tuple(holders)))
    return broken(name.span)


def fits_here(name: ast.Name, symbol: Symbol, scope: Scope) -> bool:
    """Whether a quantity has one value here; a table, or an outcome for each row, has not."""
    if symbol.kind == "table":
        problem = row_problems.TableAsValue(name.span, name.text, symbol.name.span)
        scope.findings.append(problem)
        return False
    if is_grouped(symbol):
        scope.findings.append(GroupedAsValue(name.span, name.text, symbol.name.span))
        return False
    table = scope.per_row.get(symbol.name.key)
    if table is None or table == scope.table:
        return True
    owner = scope.symbols.peek("quantity", table)
    called = owner.name.text if owner is not None else table
    scope.findings.append(
        row_problems.OutcomeWithoutRow(name.span, name.text, called, symbol.name.span)
    )
    return False


def kind_named(key: str, scope: Scope) -> Kind | None:
    """The kind of a column of the row, or of a quantity, by key."""
    if scope.table is not None and key in scope.columns.get(scope.table, {}):
        return scope.kind_of_column(scope.table, key)
    owner = scope.symbols.peek("quantity", key)
    return scope.kind_of(owner.name.key) if owner else None


def is_over_rows(node: ast.Call | ast.OverRows, scope: Scope) -> bool:
    """Whether a call goes over the rows of a table, as far as it is right."""
    function = _aggregation(node.function)
    if function is None or isinstance(node, ast.OverRows):
        return function is not None
    return function not in FUNCTIONS or any(
        _table(argument, scope) is not None for argument in node.arguments
    )


def over_rows(node: ast.Call | ast.OverRows, scope: Scope, infer: Infer) -> Typed:
    """`count(T where C)`, `sum(E over T where C)` and their like."""
    function = _aggregation(node.function)
    assert function is not None  # noqa: S101  # the caller asked
    if isinstance(node, ast.Call):
        named = node.arguments[0] if len(node.arguments) == 1 else None
        node = ast.OverRows(
            function=node.function,
            operand=None,
            rows=named or ast.Reference(name=node.function, span=node.function.span),
            condition=None,
            span=node.span,
        )
        if named is None:
            return _wrong(node, "shape", function, scope)
    table = _table(node.rows, scope)
    if table is None:
        return _wrong(node, "no_table", function, scope)
    if node.operand is None and function not in WITHOUT_OPERAND:
        return _wrong(node, "no_operand", function, scope, table.name.text)
    if node.operand is not None and function in WITHOUT_OPERAND:
        return _wrong(node, "operand", function, scope, table.name.text)
    if node.condition is None and function == "share":
        return _wrong(node, "no_condition", function, scope, table.name.text)
    key = table.name.key
    inside = replace(scope, table=key)
    condition = _condition(node.condition, inside, infer) if node.condition is not None else None
    operand, kind = None, scope.kind_of(key) or UNKNOWN
    if node.operand is not None:
        operand, kind = _number(node.operand, inside, infer, node)
    if function == "share":
        kind = NumberKind(PERCENT)
    unit = kind.unit if isinstance(kind, NumberKind) else NUMBER
    return ex.Aggregate(node.span, function, key, operand, condition, unit), kind


def _aggregation(name: ast.Name) -> Aggregation | None:
    function = function_of(name.key)
    return next((each for each in THAI if each == function), None)


def misused(node: ast.OverRows, scope: Scope) -> Typed:
    """A function that does not go over rows, written as if it did."""
    return _wrong(node, "function", None, scope)


def _table(rows: ast.Expr, scope: Scope) -> Symbol | None:
    if not isinstance(rows, ast.Reference):
        return None
    symbol = scope.symbols.peek("quantity", rows.name.key)
    return symbol if symbol is not None and symbol.kind == "table" else None


def _condition(node: ast.Expr, scope: Scope, infer: Infer) -> ex.Expr:
    meaning, kind = infer(node, scope)
    if not isinstance(kind, YesNoKind | UnknownKind):
        scope.findings.append(kind_problems.WrongKind(node.span, "yes_no", _said(kind)))
    return meaning


def _number(node: ast.Expr, scope: Scope, infer: Infer, over: ast.OverRows) -> Typed:
    meaning, kind = infer(node, scope)
    if isinstance(kind, NumberKind):
        return meaning, settle(kind)
    function = over.function.text
    if dates.reject([node], [(meaning, kind)], scope.findings, function):
        return meaning, UNKNOWN
    if not isinstance(kind, UnknownKind):
        scope.findings.append(kind_problems.WrongKind(node.span, "number", _said(kind)))
    return meaning, UNKNOWN


def _said(kind: Kind) -> KindWord:
    match kind:
        case NumberKind():
            return "number"
        case TextKind():
            return "text"
        case DateKind():
            return "date"
        case ChoiceKind():
            return "choice"
        case _:
            return "yes_no"


def _wrong(
    node: ast.OverRows,
    how: row_problems.Misuse,
    function: Aggregation | None,
    scope: Scope,
    table: str | None = None,
) -> Typed:
    tables = [symbol.name.text for symbol in scope.symbols.of("table")]
    place = node.rows.span if how == "no_table" else node.span
    said = node.function.text if function is None else function
    scope.findings.append(
        row_problems.NotOverRows(place, how, said, table or next(iter(tables), None))
    )
    return broken(node.span)
