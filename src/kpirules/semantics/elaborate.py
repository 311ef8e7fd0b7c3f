"""From what files say to what they mean: syntax trees in, the model out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def elaborate(files: Iterable[ast.File], sources: dict[str, Source]) -> Checked[Elaborated]:
    """Give every declaration its meaning; mistakes are findings, and nothing else is lost."""
    files = tuple(files)
    symbols = collect(files)
    scope = Scope(symbols, {}, quantities.known_units(symbols), symbols.findings, {}, {})
    ordered = in_order(symbols)
    symbols.findings.extend(ordered.findings)
    for symbol in symbols.of("fact", "parameter", "value", "indicator", "classify", "table"):
        kind = quantities.declared_kind(symbol, scope)
        if kind is not None:
            scope.kinds[symbol.name.key] = kind
        row = row_of(symbol.declaration)
        if row is not None:
            scope.per_row[symbol.name.key] = row
    for table, columns in symbols.columns.items():
        scope.columns[table] = {
            key: tables.column_kind(column, scope) for key, column in columns.items()
        }

    units = {symbol.name.key: quantities.unit(symbol, scope) for symbol in symbols.of("unit")}
    parameters = {
        symbol.name.key: quantities.parameter(symbol, scope) for symbol in symbols.of("parameter")
    }
    methods = _present(symbols.of("scoring"), lambda symbol: scores.method(symbol, scope))
    values: dict[str, Value] = {}
    classes: dict[str, Classification] = {}
    indicators: dict[str, Indicator] = {}
    derived: dict[str, Fact] = {}
    lets: dict[str, dict[str, LetColumn]] = {key: {} for key in symbols.columns}
    for symbol in _ordered(ordered.symbols, symbols):
        key = symbol.name.key
        if symbol.kind == "value":
            value = quantities.value(symbol, scope)
            if value is not None:
                values[key] = value
        elif symbol.kind == "classify":
            classes[key] = quantities.classification(symbol, scope)
        elif symbol.kind == "fact":
            derived[key] = quantities.fact(symbol, scope)
        elif symbol.kind == "let":
            column = tables.let_column(symbol, scope)
            if column is not None:
                lets[symbol.declaration.name.key][key] = column
        else:
            indicator = scores.indicator(symbol, methods, scope)
            if indicator is not None:
                indicators[key] = indicator
    facts = {
        symbol.name.key: derived.get(symbol.name.key) or quantities.fact(symbol, scope)
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
    bands = {symbol.name.key: scores.bands(symbol, scope) for symbol in symbols.of("bands")}
    scorecards = _present(
        symbols.of("scorecard"), lambda symbol: cards.scorecard(symbol, indicators, scope)
    )
    examples = {symbol.name.key: cards.example(symbol, scope) for symbol in symbols.of("example")}
    rules = Rules(
        units,
        facts,
        parameters,
        values,
        methods,
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
