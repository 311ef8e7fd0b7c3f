"""What needs what: cycles, and an order in which everything comes after what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.semantics.line_problems import Cycle
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.nesting import parents_of
from kpirules.semantics.scope import INSIDE, inside_key
from kpirules.semantics.symbols import Symbol, Symbols
from kpirules.semantics.vocabulary import field_of
from kpirules.syntax import ast
from kpirules.text.span import NOWHERE, Span

TOTAL = "\0total"  # no name can hold this character
_SHARING = "\0sharing "
_COMPUTED = {"value", "classify", "indicator"}


class Ordered(Struct, frozen=True):
    """Keys so that each comes after those it needs, and the cycles that stand in the way.

    `circular` are the things from which a cycle was gone round again and those it led back to.
    """

    keys: tuple[str, ...]
    findings: tuple[Problem, ...] = ()
    circular: frozenset[str] = frozenset()


class _Need(Struct, frozen=True):
    key: str
    span: Span


class _Card(Struct, frozen=True):
    """What a scorecard adds to what is needed."""

    policies: frozenset[str]
    nested: tuple[tuple[str, ast.Name], ...]
    includes: tuple[tuple[ast.Name, ast.Name], ...]
    total: tuple[_Need, ...]


class _Graph(Struct, frozen=True):
    """What the order hangs on: what things mention, and what scorecards make of that."""

    mentioned: dict[str, tuple[tuple[_Need, bool], ...]]
    homes: dict[str, tuple[tuple[ast.Name, ast.Name], ...]]
    made_of_parts: dict[str, bool]
    lets: dict[str, tuple[_Need, ...]]
    cards: dict[str, _Card]
    components: dict[str, bool]


def in_order(symbols: Symbols, watched: Symbols, memory: Memory = FORGETFUL) -> Ordered:
    """Whatever is computed, be it a fact or a column of a table, after what it needs.

    What one thing mentions is looked up in the `watched` symbols.
    """
    follow = memory.notable("facts that follow", symbols.by_kind.get("fact", {}), _follows)
    owners = memory.steady(
        "owners",
        {
            key: each
            for key, each in symbols.by_role["quantity"].items()
            if each.kind in _COMPUTED or key in follow
        },
    )
    indicators = symbols.by_kind.get("indicator", {})
    lets = memory.steady(
        "lets",
        {
            inside_key(table, key): column
            for table, columns in symbols.columns.items()
            for key, column in columns.items()
            if column.kind == "let"
        },
    )
    graph = _Graph(
        memory.each("needs", owners, partial(_own_needs, symbols=watched)),
        memory.each("homes", indicators, _homes),
        memory.each("made of parts", indicators, _is_made_of_parts),
        memory.each("needs of columns", lets, partial(_needs_of_column, symbols=watched)),
        memory.each(
            "needs of scorecards",
            symbols.by_kind.get("scorecard", {}),
            partial(_of_card, symbols=watched),
        ),
        memory.each("components", symbols.by_kind.get("component", {}), _is_one),
    )
    shape = (
        memory.each("keys needed", graph.mentioned, _keys),
        memory.each("keys of homes", graph.homes, _home_keys),
        graph.made_of_parts,
        memory.each("keys needed by columns", graph.lets, _keys_of_column),
        memory.each("keys needed by scorecards", graph.cards, _keys_of_card),
        graph.components,
    )
    # Where each stands is of no account, unless something is wrong.
    ordered = memory.made("order", shape, partial(_ordered, graph, symbols))
    return _ordered(graph, symbols) if ordered.findings else ordered


def _ordered(parts: _Graph, symbols: Symbols) -> Ordered:
    graph = _graph(parts)
    done: dict[str, None] = {}
    cycles: list[tuple[list[str], _Need]] = []
    for start in graph:
        _visit(start, graph, done, cycles)
    keys = tuple(key for key in done if key in parts.mentioned or key in parts.lets)
    return Ordered(
        keys,
        tuple(_cycle(loop, need, symbols) for loop, need in cycles),
        frozenset(key for loop, need in cycles for key in (loop[-1], need.key)),
    )


def _visit(
    start: str,
    graph: dict[str, Sequence[_Need]],
    done: dict[str, None],
    cycles: list[tuple[list[str], _Need]],
) -> None:
    """Depth first with a stack of our own: chains may be longer than Python's."""
    if start in done:
        return
    path: list[tuple[str, Iterator[_Need]]] = [(start, iter(graph[start]))]
    on_path = {start: 0}
    while path:
        key, needs = path[-1]
        need = next(needs, None)
        if need is None:
            path.pop()
            del on_path[key]
            done[key] = None
        elif need.key in on_path:
            loop = path[on_path[need.key] :]
            cycles.append(([step for step, _ in loop], need))
        elif need.key not in done and need.key in graph:
            on_path[need.key] = len(path)
            path.append((need.key, iter(graph[need.key])))


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
    table, inside, column = key.partition(INSIDE)
    return symbols.columns[table].get(column) if inside else symbols.peek("quantity", key)


def _graph(parts: _Graph) -> dict[str, Sequence[_Need]]:
    """Needs by key.

    The total and each component need the indicators in them. Where weights may
    be redistributed, a weighted score needs to know which others are missing.
    """
    graph: dict[str, Sequence[_Need]] = {}
    cards = parts.cards.values()
    by_component: dict[str, list[_Need]] = {}
    components_of: dict[str, list[str]] = {}
    for indicator, component in _memberships(parts):
        components_of.setdefault(indicator.key, []).append(component.key)
        need = _Need(indicator.key, indicator.span)
        by_component.setdefault(component.key, []).append(need)
    everyone = [need for needs in by_component.values() for need in needs]
    declared = {policy for card in cards for policy in card.policies}
    nested: dict[str, list[_Need]] = {}
    for home, inner in (each for card in cards for each in card.nested):
        nested.setdefault(home, []).append(_Need(inner.key, inner.span))
    for key in parts.components:
        own = graph[_sharing(key)] = by_component.get(key, [])
        within = [*own, *nested.get(key, [])]
        graph[key] = everyone if "redistribute_all" in declared else within
    graph[TOTAL] = [*everyone, *(need for card in cards for need in card.total)]
    made_of = {
        key: by_component.get(key, []) for key, of_parts in parts.made_of_parts.items() if of_parts
    }
    graph.update((_sharing(key), own_parts) for key, own_parts in made_of.items())
    graph.update(parts.lets)
    shared = declared & {"redistribute_component", "redistribute_all"}
    for key, found in parts.mentioned.items():
        needs = graph[key] = list(made_of.get(key, ()))
        for need, weighted in found:
            needs.append(need)
            if not weighted or not shared:
                continue
            homes = components_of.get(need.key, [])
            is_part = any(home in made_of for home in homes)  # its weight stays among the parts
            if "redistribute_all" in declared and not is_part:
                needs.append(_Need(TOTAL, need.span))
            else:
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


def _keys(found: tuple[tuple[_Need, bool], ...]) -> tuple[tuple[str, bool], ...]:
    return tuple((need.key, weighted) for need, weighted in found)


def _needs_of_column(column: Symbol, symbols: Symbols) -> tuple[_Need, ...]:
    line, table = column.line, column.declaration.name.key
    if not isinstance(line, ast.Let):
        return ()
    named = mentions(line.expression, table, symbols)
    return tuple(need for need, _ in _needs(named, None, symbols))


def _keys_of_column(found: tuple[_Need, ...]) -> tuple[str, ...]:
    return tuple(need.key for need in found)


def _follows(fact: Symbol) -> bool:
    """Whether a fact follows from tables."""
    return any(True for _ in expressions_of(fact.declaration))


def _homes(indicator: Symbol) -> tuple[tuple[ast.Name, ast.Name], ...]:
    lines = indicator.declaration.lines
    return tuple((indicator.name, line.component) for line in lines if isinstance(line, ast.PartOf))


def _home_keys(homes: tuple[tuple[ast.Name, ast.Name], ...]) -> tuple[str, ...]:
    return tuple(component.key for _, component in homes)


def _is_made_of_parts(indicator: Symbol) -> bool:
    return any(isinstance(line, ast.OfParts) for line in indicator.declaration.lines)


def _sharing(component: str) -> str:
    """The indicators directly in a component, among which weights are shared out."""
    return f"{_SHARING}{component}"


def _of_card(scorecard: Symbol, symbols: Symbols) -> _Card:
    rows = scorecard.declaration.lines
    parents = parents_of(scorecard.declaration)
    named = (mention for line in rows for mention in _of_total(line, symbols))
    return _Card(
        frozenset(line.policy for line in rows if isinstance(line, ast.When)),
        tuple(
            (parents[line.name.key], line.name)
            for line in rows
            if isinstance(line, ast.Component) and line.name.key in parents
        ),
        tuple((line.indicator, line.component) for line in rows if isinstance(line, ast.Includes)),
        tuple(need for need, _ in _needs(named, None, symbols)),
    )


def _of_total(line: ast.Line, symbols: Symbols) -> Iterable[Mention]:
    """What a scorecard computes its total of, and caps it by."""
    if isinstance(line, ast.ScoreCap):
        return mentions(line.condition, None, symbols)
    if isinstance(line, ast.TotalOf) and line.formula is not None:
        return mentions(line.formula, None, symbols)
    return ()


def _keys_of_card(card: _Card) -> tuple[object, ...]:
    return (
        card.policies,
        tuple((home, inner.key) for home, inner in card.nested),
        tuple((indicator.key, component.key) for indicator, component in card.includes),
        tuple(need.key for need in card.total),
    )


def _is_one(component: Symbol) -> bool:
    return component.kind == "component"


def _memberships(parts: _Graph) -> Iterator[tuple[ast.Name, ast.Name]]:
    """Indicators and the components that take them, in whichever scorecard."""
    for homes in parts.homes.values():
        yield from homes
    for card in parts.cards.values():
        yield from card.includes


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
            yield _Need(inside_key(table, name.key), name.span), False
        elif symbol is not None:
            yield _Need(symbol.name.key, name.span), asked == "weighted"
        elif field_of(name.key) == "total":
            yield _Need(TOTAL, name.span), False


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
