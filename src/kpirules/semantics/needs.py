"""What needs what, as far as each declaration says so by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from kpirules.semantics.memory import Memory
from kpirules.semantics.mentions import Mention, expressions_of, mentions, row_of
from kpirules.semantics.nesting import parents_of
from kpirules.semantics.scope import inside_key
from kpirules.semantics.symbols import Symbol, Symbols
from kpirules.semantics.vocabulary import field_of
from kpirules.syntax import ast
from kpirules.text.span import Span

TOTAL = "\0total"  # no name can hold this character
_COMPUTED = {"value", "classify", "indicator"}


class Need(Struct, frozen=True):
    """The key of what is needed, and where it is mentioned."""

    key: str
    span: Span


class Card(Struct, frozen=True):
    """What a scorecard adds to what is needed."""

    policies: frozenset[str]
    nested: tuple[tuple[str, ast.Name], ...]
    includes: tuple[tuple[ast.Name, ast.Name], ...]
    total: tuple[Need, ...]


class Needs(Struct, frozen=True):
    """What things mention by their keys, and what scorecards make of that."""

    mentioned: dict[str, tuple[tuple[Need, bool], ...]]
    homes: dict[str, tuple[tuple[ast.Name, ast.Name], ...]]
    made_of_parts: dict[str, bool]
    lets: dict[str, tuple[Need, ...]]
    cards: dict[str, Card]
    components: dict[str, bool]


def needs_of(symbols: Symbols, watched: Symbols, memory: Memory) -> Needs:
    """What everything that is computed needs, with the places where it says so.

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
    return Needs(
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


def shape_of(needs: Needs, memory: Memory) -> tuple[object, ...]:
    """What the order hangs on: needs without their places, which change with every line typed."""
    return (
        memory.each("keys needed", needs.mentioned, _keys),
        memory.each("keys of homes", needs.homes, _home_keys),
        needs.made_of_parts,
        memory.each("keys needed by columns", needs.lets, _keys_of_column),
        memory.each("keys needed by scorecards", needs.cards, _keys_of_card),
        needs.components,
    )


def _own_needs(symbol: Symbol, symbols: Symbols) -> tuple[tuple[Need, bool], ...]:
    """What a declaration's formulas mention, and whether it is a weighted score."""
    row = row_of(symbol.declaration)
    named = (
        mention
        for expression in expressions_of(symbol.declaration)
        for mention in mentions(expression, row, symbols)
    )
    return tuple(_needs(named, symbol.name.key, symbols))


def _keys(found: tuple[tuple[Need, bool], ...]) -> tuple[tuple[str, bool], ...]:
    return tuple((need.key, weighted) for need, weighted in found)


def _needs_of_column(column: Symbol, symbols: Symbols) -> tuple[Need, ...]:
    line, table = column.line, column.declaration.name.key
    if not isinstance(line, ast.Let):
        return ()
    named = mentions(line.expression, table, symbols)
    return tuple(need for need, _ in _needs(named, None, symbols))


def _keys_of_column(found: tuple[Need, ...]) -> tuple[str, ...]:
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


def _of_card(scorecard: Symbol, symbols: Symbols) -> Card:
    rows = scorecard.declaration.lines
    parents = parents_of(scorecard.declaration)
    named = (mention for line in rows for mention in _of_total(line, symbols))
    return Card(
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


def _keys_of_card(card: Card) -> tuple[object, ...]:
    return (
        card.policies,
        tuple((home, inner.key) for home, inner in card.nested),
        tuple((indicator.key, component.key) for indicator, component in card.includes),
        tuple(need.key for need in card.total),
    )


def _is_one(component: Symbol) -> bool:
    return component.kind == "component"


def _needs(
    named: Iterable[Mention], own: str | None, symbols: Symbols
) -> Iterator[tuple[Need, bool]]:
    """What a thing's formulas mention, and whether it is a weighted score."""
    for name, field, table in named:
        symbol = symbols.peek("quantity", name.key)
        asked = field_of(field.key) if field is not None else None
        if name.key == own and asked == "result":
            continue  # `score` may build on the indicator's own result
        if table is not None and name.key in symbols.columns.get(table, {}):
            yield Need(inside_key(table, name.key), name.span), False
        elif symbol is not None:
            yield Need(symbol.name.key, name.span), asked == "weighted"
        elif field_of(name.key) == "total":
            yield Need(TOTAL, name.span), False
