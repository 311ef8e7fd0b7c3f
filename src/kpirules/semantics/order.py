"""What needs what: cycles, and an order in which everything comes after what it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.semantics.line_problems import Cycle
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.mentions import expressions_of, inside
from kpirules.semantics.needs import TOTAL, Need, Needs, needs_of, shape_of
from kpirules.semantics.scope import INSIDE
from kpirules.semantics.symbols import Symbol, Symbols
from kpirules.syntax import ast

_SHARING = "\0sharing "


class Ordered(Struct, frozen=True):
    """Keys so that each comes after those it needs, and the cycles that stand in the way.

    `circular` are the things from which a cycle was gone round again and those it led back to.
    """

    keys: tuple[str, ...]
    findings: tuple[Problem, ...] = ()
    circular: frozenset[str] = frozenset()


def in_order(symbols: Symbols, watched: Symbols, memory: Memory = FORGETFUL) -> Ordered:
    """Whatever is computed, be it a fact or a column of a table, after what it needs.

    What one thing mentions is looked up in the `watched` symbols.
    """
    needs = needs_of(symbols, watched, memory)
    # Where each stands is of no account, unless something is wrong.
    ordered = memory.made("order", shape_of(needs, memory), partial(_ordered, needs, symbols))
    return _ordered(needs, symbols) if ordered.findings else ordered


def _ordered(parts: Needs, symbols: Symbols) -> Ordered:
    graph = _graph(parts)
    done: dict[str, None] = {}
    cycles: list[tuple[list[str], Need]] = []
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
    graph: dict[str, Sequence[Need]],
    done: dict[str, None],
    cycles: list[tuple[list[str], Need]],
) -> None:
    """Depth first with a stack of our own: chains may be longer than Python's."""
    if start in done:
        return
    path: list[tuple[str, Iterator[Need]]] = [(start, iter(graph[start]))]
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


def _cycle(keys: list[str], closing: Need, symbols: Symbols) -> Cycle:
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


def _graph(parts: Needs) -> dict[str, Sequence[Need]]:
    """Needs by key.

    The total and each component need the indicators in them. Where weights may
    be redistributed, a weighted score needs to know which others are missing.
    """
    graph: dict[str, Sequence[Need]] = {}
    cards = parts.cards.values()
    by_component: dict[str, list[Need]] = {}
    components_of: dict[str, list[str]] = {}
    for indicator, component in _memberships(parts):
        components_of.setdefault(indicator.key, []).append(component.key)
        need = Need(indicator.key, indicator.span)
        by_component.setdefault(component.key, []).append(need)
    everyone = [need for needs in by_component.values() for need in needs]
    declared = {policy for card in cards for policy in card.policies}
    nested: dict[str, list[Need]] = {}
    for home, inner in (each for card in cards for each in card.nested):
        nested.setdefault(home, []).append(Need(inner.key, inner.span))
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
                needs.append(Need(TOTAL, need.span))
            else:
                needs.extend(Need(_sharing(home), need.span) for home in homes)
    return graph


def _sharing(component: str) -> str:
    """The indicators directly in a component, among which weights are shared out."""
    return f"{_SHARING}{component}"


def _memberships(parts: Needs) -> Iterator[tuple[ast.Name, ast.Name]]:
    """Indicators and the components that take them, in whichever scorecard."""
    for homes in parts.homes.values():
        yield from homes
    for card in parts.cards.values():
        yield from card.includes
