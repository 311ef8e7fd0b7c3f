"""What expressions mention: the names in them, as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpirules.semantics.symbols import Symbols
from kpirules.syntax import ast
from kpirules.text.span import NOWHERE


def row_of(declaration: ast.Declaration) -> str | None:
    """The key of the table whose rows a declaration's conditions are about."""
    if declaration.kind != "classify":
        return None
    for line in declaration.lines:
        if isinstance(line, ast.EachRow):
            return line.table.key
    return None


def expressions_of(declaration: ast.Declaration) -> Iterator[ast.Expr]:
    """The expressions written in a declaration's lines."""
    for line in declaration.lines:
        match line:
            case ast.Formula() | ast.ScoreLine():
                yield line.expression
            case ast.TotalOf(formula=formula) if formula is not None:
                yield formula
            case ast.NotApplicable() | ast.ScoreCap() | ast.BandCap() | ast.Stage():
                yield line.condition
            case ast.GroupedBy():
                yield ast.Reference(name=line.column, span=line.column.span)
            case ast.Outcome() if line.condition is not None:
                yield line.condition
            case _:
                continue


_RESULT = ast.Name(text="result", key="result", span=NOWHERE)

Mention = tuple[ast.Name, ast.Name | None, str | None]
"""A name, the field it asks for, and the table whose rows it is about, if there is one."""


def mentions(expression: ast.Expr, row: str | None, symbols: Symbols) -> Iterator[Mention]:
    """The names an expression mentions, from left to right."""
    pending: list[tuple[ast.Expr, str | None]] = [(expression, row)]
    while pending:
        node, table = pending.pop()
        match node:
            case ast.Reference():
                yield node.name, None, table
            case ast.Field():
                yield node.owner, node.field, table
            case ast.BelowFirst(operand=ast.Reference(name=name)):
                yield name, _RESULT, table
            case ast.OverRows(rows=ast.Reference(name=rows)):
                inner = rows.key if rows.key in symbols.columns else table
                parts = [part for part in (node.operand, node.condition) if part is not None]
                pending.extend((part, inner) for part in reversed(parts))
            case _:
                pending.extend((part, table) for part in reversed(list(inside(node))))


def inside(node: ast.Expr) -> Iterable[ast.Expr]:
    """The expressions directly within another, as they are written."""
    match node:
        case ast.Call():
            return node.arguments
        case ast.Chain() | ast.Junction():
            return node.operands
        case ast.OverRows():
            return tuple(part for part in (node.operand, node.rows, node.condition) if part)
        case (
            ast.Negate() | ast.Not() | ast.Among() | ast.BelowFirst() | ast.Round() | ast.InYear()
            | ast.OverYears()
        ):  # fmt: skip
            return (node.operand,)
        case ast.Power():
            return (node.base, node.exponent)
        case ast.Comparison():
            return (node.left, node.right)
        case ast.BetweenExpr():
            return (node.operand, node.low, node.high)
        case ast.If():
            return (node.condition, node.then, node.otherwise)
        case ast.OrElse():
            return (node.first, node.second)
        case _:
            return ()
