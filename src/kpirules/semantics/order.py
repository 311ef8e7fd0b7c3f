"""What needs what: cycles, and an order in which everything comes after what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.semantics.line_problems import Cycle
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.nesting import parents_of
from kpirules.semantics.symbols import Symbol, Symbols
from kpirules.semantics.vocabulary import field_of
from kpirules.syntax import ast
from kpirules.text.span import NOWHERE, Span

TOTAL = "\0total"  # no name can hold this character
_SHARING = "\0sharing "
_INSIDE = "\0in\0"  # between a table and its column
_MADE = {"fact", "let", "value", "classify", "indicator"}


class Ordered(Struct, frozen=True):
    """Symbols so that each comes after those it needs, and the cycles that stand in the way."""

    symbols: tuple[Symbol, ...]
    findings: tuple[Problem, ...]


class _Need(Struct, frozen=True):
    key: str
    span: Span


def in_order(symbols: Symbols, memory: Memory = FORGETFUL) -> Ordered:
    """Values, decision tables and indicators, each after what it needs."""
    graph = _graph(symbols, memory)
    done: dict[str, None] = {}
    findings: list[Problem] = []
    for start in graph:
        _visit(start, graph, done, symbols, findings)
    ordered = tuple(
        symbol
        for key in done
        if (symbol := _symbol(key, symbols)) is not None and symbol.kind in _MADE
    )
    return Ordered(ordered, tuple(findings))


def _visit(
    start: str,
    graph: dict[str, list[_Need]],
    done: dict[str, None],
    symbols: Symbols,
    findings: list[Problem],
) -> None:
    """Depth first with a stack of our own: chains may be longer than Python's."""
    if start in done:
        return
    path: list[tuple[str, Iterator[_Need], Span | None]] = [(start, iter(graph[start]), None)]
    on_path = {start: 0}
    while path:
        key, needs, _ = path[-1]
        need = next(needs, None)
        if need is None:
            path.pop()
            del on_path[key]
            done[key] = None
        elif need.key in on_path:
            loop = path[on_path[need.key] :]
            findings.append(_cycle([step for step, _, _ in loop], need, symbols))
        elif need.key not in done and need.key in graph:
            on_path[need.key] = len(path)
            path.append((need.key, iter(graph[need.key]), need.span))


def _cycle(keys: list[str], closing: _Need, symbols: Symbols) -> Cycle:
    found = [_symbol(key.removeprefix(_SHARING), symbols) for key in keys]
    names = tuple(symbol.name.text if symbol is not None else "total" for symbol in found)
    places = tuple(symbol.name.span for symbol in found if symbol is not None)
    declarations = [symbol.declaration for symbol in found if symbol is not None]
    return Cycle(closing.span, names, places, any(map(_looks_at_other_years, declarations)))


def _looks_at_other_years(declaration: ast.Declaration) -> bool:
    pending = list(expressions_of(declaration))
    while pending:
        node = pending.pop()
        if isinstance(node, ast.InYear | ast.OverYears):
            return True
        pending.extend(inside(node))
    return False


def _symbol(key: str, symbols: Symbols) -> Symbol | None:
    """The symbol of a node: a quantity, or a computed column of a table."""
    table, inside, column = key.partition(_INSIDE)
    return symbols.columns[table].get(column) if inside else symbols.peek("quantity", key)


def _graph(symbols: Symbols, memory: Memory) -> dict[str, list[_Need]]:
    """Needs by key.

    The total and each component need the indicators in them. Where weights may
    be redistributed, a weighted score needs to know which others are missing.
    """
    graph: dict[str, list[_Need]] = {}
    by_component: dict[str, list[_Need]] = {}
    components_of: dict[str, list[str]] = {}
    for indicator, component in _memberships(symbols):
        components_of.setdefault(indicator.key, []).append(component.key)
        need = _Need(indicator.key, indicator.span)
        by_component.setdefault(component.key, []).append(need)
    everyone = [need for needs in by_component.values() for need in needs]
    declared = {
        line.policy
        for symbol in symbols.of("scorecard")
        for line in symbol.declaration.lines
        if isinstance(line, ast.When)
    }
    nested = _nesting(symbols)
    for symbol in symbols.of("component"):
        key = symbol.name.key
        own = graph[_sharing(key)] = by_component.get(key, [])
        inner = [*own, *nested.get(key, [])]
        graph[key] = everyone if "redistribute_all" in declared else inner
    graph[TOTAL] = [*everyone, *(need for need, _ in _needs(_of_totals(symbols), None, symbols))]
    made_of = {
        symbol.name.key: by_component.get(symbol.name.key, [])
        for symbol in symbols.of("indicator")
        if any(isinstance(line, ast.OfParts) for line in symbol.declaration.lines)
    }
    graph.update((_sharing(key), parts) for key, parts in made_of.items())
    for table, columns in symbols.columns.items():
        for column in columns.values():
            if isinstance(column.line, ast.Let):
                named = mentions(column.line.expression, table, symbols)
                inside = _needs(named, None, symbols)
                graph[_inside_key(table, column.name.key)] = [need for need, _ in inside]
    for symbol in symbols.of("fact", "value", "classify", "indicator"):
        if symbol.kind == "fact" and not any(expressions_of(symbol.declaration)):
            continue
        found = memory.made("needs", symbol.declaration, partial(_own_needs, symbol, symbols))
        needs = graph[symbol.name.key] = list(made_of.get(symbol.name.key, ()))
        for need, weighted in found:
            needs.append(need)
            homes = components_of.get(need.key, [])
            is_part = any(home in made_of for home in homes)  # its weight stays among the parts
            if weighted and "redistribute_all" in declared and not is_part:
                needs.append(_Need(TOTAL, need.span))
            elif weighted and declared & {"redistribute_component", "redistribute_all"}:
                needs.extend(_Need(_sharing(home), need.span) for home in homes)
    return graph


def _own_needs(symbol: Symbol, symbols: Symbols) -> tuple[tuple[_Need, bool], ...]:
    """What a declaration's formulas mention, and whether it is a weighted score."""
    row = row_of(symbol.declaration)
    named = (
        mention
        for expression in expressions_of(symbol.declaration)
        for mention in mentions(expression, row, symbols)
    )
    return tuple(_needs(named, symbol.name.key, symbols))


def _sharing(component: str) -> str:
    """The indicators directly in a component, among which weights are shared out."""
    return f"{_SHARING}{component}"


def _nesting(symbols: Symbols) -> dict[str, list[_Need]]:
    """The components directly within each component, in whichever scorecard."""
    found: dict[str, list[_Need]] = {}
    for symbol in symbols.of("scorecard"):
        parents = parents_of(symbol.declaration)
        for line in symbol.declaration.lines:
            if isinstance(line, ast.Component) and line.name.key in parents:
                need = _Need(line.name.key, line.name.span)
                found.setdefault(parents[line.name.key], []).append(need)
    return found


def _memberships(symbols: Symbols) -> Iterator[tuple[ast.Name, ast.Name]]:
    """Indicators and the components that take them, in whichever scorecard."""
    for symbol in symbols.of("indicator"):
        for line in symbol.declaration.lines:
            if isinstance(line, ast.PartOf):
                yield symbol.name, line.component
    for symbol in symbols.of("scorecard"):
        for line in symbol.declaration.lines:
            if isinstance(line, ast.Includes):
                yield line.indicator, line.component


def _needs(
    named: Iterable[Mention], own: str | None, symbols: Symbols
) -> Iterator[tuple[_Need, bool]]:
    """What a thing's formulas mention, and whether it is a weighted score."""
    for name, field, table in named:
        symbol = symbols.peek("quantity", name.key)
        asked = field_of(field.key) if field is not None else None
        if name.key == own and asked == "result":
            continue  # `score` may build on the indicator's own result
        if table is not None and name.key in symbols.columns.get(table, {}):
            yield _Need(_inside_key(table, name.key), name.span), False
        elif symbol is not None:
            yield _Need(symbol.name.key, name.span), asked == "weighted"
        elif field_of(name.key) == "total":
            yield _Need(TOTAL, name.span), False


def _inside_key(table: str, column: str) -> str:
    return f"{table}{_INSIDE}{column}"


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


def _of_totals(symbols: Symbols) -> Iterator[Mention]:
    """What scorecards compute their totals of, and cap them by."""
    for symbol in symbols.of("scorecard"):
        for line in symbol.declaration.lines:
            if isinstance(line, ast.ScoreCap):
                yield from mentions(line.condition, None, symbols)
            elif isinstance(line, ast.TotalOf) and line.formula is not None:
                yield from mentions(line.formula, None, symbols)


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
