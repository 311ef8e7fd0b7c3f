"""From what files say to what they mean: syntax trees in, the model out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scoring import Method
from kpirules.model.tables import LetColumn, Table
from kpirules.semantics import cards, kinds, quantities, scores, tables
from kpirules.semantics.collecting import collect
from kpirules.semantics.line_problems import Cycle
from kpirules.semantics.members import member
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.mentions import row_of
from kpirules.semantics.order import Ordered, in_order
from kpirules.semantics.rule_text import in_rule_words
from kpirules.semantics.scope import INSIDE, Scope, inside_key
from kpirules.semantics.symbols import Kind, Symbol, Symbols
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
    read: Iterable[ast.File], sources: dict[str, Source], memory: Memory = FORGETFUL
) -> Checked[Elaborated]:
    """Give every declaration its meaning; mistakes are findings, and nothing else is lost.

    What `memory` still holds of an earlier run is not worked out again.
    """
    files = {file.name: file for file in read}
    findings: list[Problem] = []
    memory.begin(findings)
    symbols = collect(files, memory)
    findings.extend(symbols.findings)
    symbols.findings = findings
    scope = _scope(symbols, memory)
    ordered = in_order(symbols, scope.symbols, memory)
    findings.extend(ordered.findings)

    def each(kind: Kind, make: Callable[[Symbol, Scope], T]) -> dict[str, T]:
        def within(symbol: Symbol) -> T:
            return make(symbol, scope)

        return memory.each(kind, symbols.by_kind.get(kind, {}), within)

    units = each("unit", quantities.unit)
    parameters = each("parameter", quantities.parameter)
    methods = _present("methods", each("scoring", scores.method), memory)
    computed = _computed(ordered, symbols, scope, memory.table("methods", methods), memory)
    supplied = {
        key: symbol
        for key, symbol in symbols.by_kind.get("fact", {}).items()
        if key not in computed
    }
    as_supplied = partial(quantities.fact, scope=scope)
    facts = memory.each("fact", memory.steady("supplied", supplied), as_supplied)

    def every(kind: Kind, found: Mapping[str, Any]) -> dict[str, Any]:
        """What was made of a kind, in the order it was declared."""
        own = symbols.by_kind.get(kind, {})
        return _present(f"{kind} things", {key: found.get(key) for key in own}, memory)

    def in_turn(kind: Kind) -> dict[str, Any]:
        """What was made of a kind, in the order of need."""
        own = symbols.by_kind.get(kind, {})
        return _present(
            f"{kind} things", {key: made for key, made in computed.items() if key in own}, memory
        )

    indicators: dict[str, Indicator] = every("indicator", computed)
    watched = memory.table("indicators", indicators)
    members = memory.table("members", memory.each("member", indicators, member))
    card = partial(cards.scorecard, indicators=watched, members=members, scope=scope)
    scorecards = memory.each("scorecard", symbols.by_kind.get("scorecard", {}), card)
    rules = Rules(
        units,
        every("fact", {**computed, **facts}),
        parameters,
        in_turn("value"),
        methods,
        indicators,
        each("bands", scores.bands),
        in_turn("classify"),
        _present("scorecards", scorecards, memory),
        each("example", cards.example),
        tuple(
            key
            for key in ordered.keys
            if INSIDE not in key and key not in symbols.by_kind.get("fact", {})
        ),
        sources,
        _tables(symbols, computed, scope, memory),
    )
    # A circle that goes on year by year has no first year that soundness could end at.
    endless = any(isinstance(each, Cycle) and each.over_years for each in ordered.findings)
    complete = (
        not endless
        and len(indicators) == len(symbols.by_kind.get("indicator", ()))
        and not memory.notable("damaged", files, _is_damaged)
    )
    return Checked(Elaborated(rules, complete), in_rule_words(_without_echoes(findings), sources))


def _scope(symbols: Symbols, memory: Memory) -> Scope:
    """What expressions may refer to, as far as declarations say it by themselves."""
    units = memory.table("units known", quantities.known_units(symbols))
    inferred: dict[str, kinds.Kind] = memory.written("inferred")
    scope = Scope(memory.symbols(symbols), {}, units, symbols.findings, {}, {}, inferred)
    named = {
        key: each for key, each in symbols.by_role["quantity"].items() if each.kind != "component"
    }
    declared = partial(quantities.declared_kind, scope=scope)
    stated = memory.each("kind", memory.steady("quantities", named), declared)
    rows = memory.each("row", symbols.by_kind.get("classify", {}), _row)
    columns = {
        table: memory.table(
            f"columns of {table}",
            memory.each(f"kinds in {table}", own, partial(tables.column_kind, scope=scope)),
        )
        for table, own in symbols.columns.items()
    }
    return memory.scope(
        replace(
            scope,
            kinds=_present("kinds", stated, memory),
            columns=columns,
            per_row=_present("rows", rows, memory),
        )
    )


def _computed(
    ordered: Ordered, symbols: Symbols, scope: Scope, methods: dict[str, Method], memory: Memory
) -> dict[str, Any]:
    """Whatever has formulas, each after what it needs."""
    columns = {
        inside_key(table, key): column
        for table, own in symbols.columns.items()
        for key, column in own.items()
    }
    named = symbols.by_role["quantity"] | columns
    things = memory.steady("in order of need", {key: named[key] for key in ordered.keys})

    def make(symbol: Symbol) -> tuple[Any, Any]:
        match symbol.kind:
            case "value":
                return quantities.value(symbol, scope)
            case "let":
                return tables.let_column(symbol, scope)
            case "classify":
                return quantities.classification(symbol, scope), None
            case "fact":
                return quantities.fact(symbol, scope), None
            case _:
                return scores.indicator(symbol, methods, scope), None

    return memory.in_turn("computed", things, scope.inferred, make, ordered.circular)


def _tables(
    symbols: Symbols, computed: dict[str, Any], scope: Scope, memory: Memory
) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for key, symbol in symbols.by_kind.get("table", {}).items():
        inside = inside_key(key, "")
        lets = {
            each.removeprefix(inside): made
            for each, made in computed.items()
            if each.startswith(inside) and made is not None
        }
        lets = memory.steady(f"computed in {key}", lets)
        make = partial(_table, symbol, lets, scope)
        found[key], _ = memory.made(f"table {key}", (symbol, lets), make)
    return found


def _table(
    symbol: Symbol, lets: dict[str, LetColumn], scope: Scope
) -> tuple[Table, tuple[str, ...]]:
    """A table, and the order of its computed columns, by which it is another one too."""
    return tables.table(symbol, lets, scope), tuple(lets)


def _row(symbol: Symbol) -> str | None:
    return row_of(symbol.declaration)


def _is_damaged(file: ast.File) -> bool:
    return any(declaration.damaged for declaration in file.declarations)


def _present(name: str, found: dict[str, T | None], memory: Memory) -> dict[str, T]:
    return memory.steady(name, {key: made for key, made in found.items() if made is not None})


def _without_echoes(findings: list[Problem]) -> tuple[Problem, ...]:
    """The findings, each once: a unit line is looked at twice, and says the same twice."""
    return tuple({repr(finding): finding for finding in findings}.values())
