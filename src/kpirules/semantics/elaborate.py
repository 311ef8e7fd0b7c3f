"""From what files say to what they mean: syntax trees in, the model out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.model.facts import Fact
from kpirules.model.indicators import Classification, Indicator, Value
from kpirules.model.rules import Rules
from kpirules.model.tables import LetColumn
from kpirules.semantics import cards, quantities, scores, tables
from kpirules.semantics.line_problems import Cycle
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.order import in_order, row_of
from kpirules.semantics.rule_text import in_rule_words
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol, Symbols, collect
from kpirules.syntax import ast
from kpirules.text.source import Source

T = TypeVar("T")


class Elaborated(Struct, frozen=True):
    """The rules, and whether every declaration made it into them.

    Checks that look at all indicators together (do the weights add up?) have
    nothing to say when one of them could not be read.
    """

    rules: Rules
    complete: bool


def elaborate(
    files: Iterable[ast.File], sources: dict[str, Source], memory: Memory = FORGETFUL
) -> Checked[Elaborated]:
    """Give every declaration its meaning; mistakes are findings, and nothing else is lost.

    What `memory` still holds of an earlier run is not worked out again.
    """
    files = tuple(files)
    symbols = collect(files)
    memory.begin(symbols.findings)
    known = quantities.known_units(symbols)
    scope = memory.scope(Scope(symbols, {}, known, symbols.findings, {}, {}))
    ordered = in_order(scope.symbols, memory)
    symbols.findings.extend(ordered.findings)

    def made(symbol: Symbol, make: Callable[[Symbol, Scope], T]) -> T:
        of = symbol.declaration if symbol.line is None else symbol.line
        return memory.made(symbol.kind, of, partial(make, symbol, scope))

    _declared_kinds(symbols, scope, memory)
    units = {symbol.name.key: made(symbol, quantities.unit) for symbol in symbols.of("unit")}
    parameters = {
        symbol.name.key: made(symbol, quantities.parameter) for symbol in symbols.of("parameter")
    }
    methods = memory.table(
        "methods", _present(symbols.of("scoring"), lambda symbol: made(symbol, scores.method))
    )

    def indicator_of(symbol: Symbol, scope: Scope) -> Indicator | None:
        return scores.indicator(symbol, methods, scope)

    values: dict[str, Value] = {}
    classes: dict[str, Classification] = {}
    indicators: dict[str, Indicator] = {}
    derived: dict[str, Fact] = {}
    lets: dict[str, dict[str, LetColumn]] = {key: {} for key in symbols.columns}
    for symbol in _ordered(ordered.symbols, symbols):
        key = symbol.name.key
        if symbol.kind == "value":
            value = made(symbol, quantities.value)
            if value is not None:
                values[key] = value
        elif symbol.kind == "classify":
            classes[key] = made(symbol, quantities.classification)
        elif symbol.kind == "fact":
            derived[key] = made(symbol, quantities.fact)
        elif symbol.kind == "let":
            column = made(symbol, tables.let_column)
            if column is not None:
                lets[symbol.declaration.name.key][key] = column
        else:
            indicator = made(symbol, indicator_of)
            if indicator is not None:
                indicators[key] = indicator
    facts = {
        symbol.name.key: derived.get(symbol.name.key) or made(symbol, quantities.fact)
        for symbol in symbols.of("fact")
    }
    declared = {
        symbol.name.key: tables.table(symbol, lets[symbol.name.key], scope)
        for symbol in symbols.of("table")
    }
    indicators = {
        symbol.name.key: indicators[symbol.name.key]
        for symbol in symbols.of("indicator")
        if symbol.name.key in indicators
    }
    bands = {symbol.name.key: made(symbol, scores.bands) for symbol in symbols.of("bands")}
    scorecards = _present(
        symbols.of("scorecard"), lambda symbol: cards.scorecard(symbol, indicators, scope)
    )
    examples = {symbol.name.key: made(symbol, cards.example) for symbol in symbols.of("example")}
    rules = Rules(
        units,
        facts,
        parameters,
        values,
        dict(methods),
        indicators,
        bands,
        classes,
        scorecards,
        examples,
        tuple(symbol.name.key for symbol in ordered.symbols if symbol.kind not in {"fact", "let"}),
        sources,
        declared,
    )
    # A circle that goes on year by year has no first year that soundness could end at.
    endless = any(isinstance(each, Cycle) and each.over_years for each in ordered.findings)
    complete = (
        not endless
        and len(indicators) == len(symbols.of("indicator"))
        and not any(declaration.damaged for file in files for declaration in file.declarations)
    )
    return Checked(
        Elaborated(rules, complete), in_rule_words(_without_echoes(symbols.findings), sources)
    )


def _declared_kinds(symbols: Symbols, scope: Scope, memory: Memory) -> None:
    """What kinds of things the names are, as far as declarations say so by themselves."""
    for symbol in symbols.of("fact", "parameter", "value", "indicator", "classify", "table"):
        declared = partial(quantities.declared_kind, symbol, scope)
        kind = memory.made("kind", symbol.declaration, declared)
        if kind is not None:
            scope.kinds[symbol.name.key] = kind
        row = row_of(symbol.declaration)
        if row is not None:
            scope.per_row[symbol.name.key] = row
    for table, columns in symbols.columns.items():
        kinds = {
            key: memory.made("kind", column.line, partial(tables.column_kind, column, scope))
            for key, column in columns.items()
        }
        scope.columns[table] = memory.table(f"columns of {table}", kinds)


def _present(symbols: list[Symbol], make: Callable[[Symbol], T | None]) -> dict[str, T]:
    return {symbol.name.key: made for symbol in symbols if (made := make(symbol)) is not None}


def _ordered(ordered: tuple[Symbol, ...], symbols: Symbols) -> list[Symbol]:
    """The order of need; what stands in a cycle has no place in it and comes last."""
    seen = {symbol.name.span for symbol in ordered}
    lets = [
        column
        for columns in symbols.columns.values()
        for column in columns.values()
        if column.kind == "let"
    ]
    rest = [
        symbol
        for symbol in (*symbols.of("value", "classify", "indicator"), *lets)
        if symbol.name.span not in seen
    ]
    return [*ordered, *rest]


def _without_echoes(findings: list[Problem]) -> tuple[Problem, ...]:
    """The findings, each once: a unit line is looked at twice, and says the same twice."""
    return tuple({repr(finding): finding for finding in findings}.values())
