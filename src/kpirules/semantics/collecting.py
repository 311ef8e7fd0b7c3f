"""The names that files declare, and those declared twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, count
from string import digits

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.units import BUILT_IN
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.name_problems import BuiltInUnit, DeclaredTwice, TwoSpellings
from kpirules.semantics.symbols import Kind, Role, Symbol, Symbols
from kpirules.syntax import ast
from kpirules.text.thai import name_key

_ROLES: dict[Kind, Role] = {
    "fact": "quantity",
    "parameter": "quantity",
    "value": "quantity",
    "indicator": "quantity",
    "classify": "quantity",
    "table": "quantity",
    "unit": "unit",
    "scoring": "method",
    "bands": "bands",
    "scorecard": "scorecard",
    "example": "example",
}

_Declared = tuple[Role, str, str, Symbol]
"""A declared name: its role, its key, what it could be mistaken for, and the symbol."""


class _Collected(Struct, eq=False):
    """What was met so far. The order counts, so that two are never taken for the same."""

    by_role: dict[Role, dict[str, Symbol]]
    by_kind: dict[Kind, dict[str, Symbol]]
    columns: dict[str, dict[str, Symbol]]
    names: dict[Role, dict[str, tuple[str, Kind]]]
    looks: dict[str, Symbol]
    again: list[tuple[Symbol, Symbol]]
    findings: list[Problem]


def collect(files: Mapping[str, ast.File], memory: Memory = FORGETFUL) -> Symbols:
    """All names that files declare, by the name of each file; a name declared twice is reported."""
    names = memory.each("names", files, _names)
    found = memory.made("symbols", (names,), partial(_collected, names, memory))
    return Symbols(
        found.by_role, list(found.findings), set(), found.columns, found.by_kind, found.names
    )


def _names(file: ast.File) -> tuple[_Declared, ...]:
    return tuple(
        _declared(Symbol(declaration.kind, declaration.name, declaration))
        for declaration in file.declarations
    )


def _declared(symbol: Symbol) -> _Declared:
    kind, key = symbol.kind, symbol.name.key
    role = _ROLES.get(kind, "quantity")
    return role, key, f"{role} {key.translate(_LOOKALIKES)}", symbol


def _collected(names: Mapping[str, tuple[_Declared, ...]], memory: Memory) -> _Collected:
    found = _Collected({role: {} for role in _ALL}, defaultdict(dict), {}, {}, {}, [], [])
    for each in chain.from_iterable(names.values()):
        _declare(each, found)
        if each[0] == "scorecard":
            _declare_components(each[-1].declaration, found)
    for symbol in found.by_kind.get("table", {}).values():
        _columns(symbol, found)
    found.findings.extend(_again(found))
    found.columns = memory.steady("columns", found.columns)
    found.names = {
        role: memory.steady(
            f"names {role}", {key: (each.name.text, each.kind) for key, each in of.items()}
        )
        for role, of in found.by_role.items()
    }
    found.by_kind = {
        kind: memory.steady(f"{kind} symbols", of) for kind, of in found.by_kind.items()
    }
    return found


def _again(found: _Collected) -> Iterator[Problem]:
    """What is declared again. A copied block may have a name that nothing has; a unit is one."""
    if not found.again:
        return
    taken = {key for table in found.by_role.values() for key in table}
    taken |= {key for columns in found.columns.values() for key in columns}
    for symbol, first in found.again:
        name = symbol.name
        free = None
        if symbol.kind != "unit":
            free = next(each for each in _after(name.text) if name_key(each) not in taken)
            taken.add(name_key(free))
        yield DeclaredTwice(name.span, name.text, first.name.span, free)


def _after(name: str) -> Iterator[str]:
    """The names one would go on with: `indicator-3`, `indicator-4` after `indicator-2`."""
    head, number = name.rstrip(digits), name[len(name.rstrip(digits)) :]
    if not head or not 0 < len(number) <= _NUMBERING:
        head, number = f"{name}-", "1"
    for following in count(int(number) + 1):
        yield f"{head}{following:0{len(number)}}"


def _columns(table: Symbol, found: _Collected) -> None:
    """The columns of a table. A name means one thing, also where a formula is about a row."""
    own = found.columns.setdefault(table.name.key, {})
    for line in table.declaration.lines:
        if not isinstance(line, ast.Column | ast.Let) or not line.name.text:
            continue
        kind: Kind = "column" if isinstance(line, ast.Column) else "let"
        first = own.get(line.name.key) or found.by_role["quantity"].get(line.name.key)
        if first is not None:
            found.findings.append(DeclaredTwice(line.name.span, line.name.text, first.name.span))
        own.setdefault(line.name.key, Symbol(kind, line.name, table.declaration, None, line))


def _declare_components(declaration: ast.Declaration, found: _Collected) -> None:
    """The components of a scorecard. Another one may have them too: they take the same indicators."""
    own: dict[str, Symbol] = {}
    for line in declaration.lines:
        if not isinstance(line, ast.Component):
            continue
        part = Symbol("component", line.name, declaration, line)
        first = found.by_role["quantity"].get(line.name.key)
        twin = own.setdefault(line.name.key, part)
        if twin is not part:
            twice = DeclaredTwice(line.name.span, line.name.text, twin.name.span)
            found.findings.append(twice)
        elif first is None or first.kind != "component":
            _declare(_declared(part), found)


def _declare(declared: _Declared, found: _Collected) -> None:
    role, key, look, symbol = declared
    table = found.by_role[role]
    if not key:
        return  # the opening line could not be read, which was reported
    if role == "unit" and key in _BUILT_IN:
        found.findings.append(BuiltInUnit(symbol.name.span, symbol.name.text))
    elif key in table:
        found.again.append((symbol, table[key]))
    else:
        table[key] = found.by_kind[symbol.kind][key] = symbol
        twin = found.looks.setdefault(look, symbol)
        if twin is not symbol:
            name, other = symbol.name, twin.name
            found.findings.append(
                TwoSpellings(name.span, name.text, other.text, other.span, alike=True)
            )


_ALL: tuple[Role, ...] = ("quantity", "unit", "method", "bands", "scorecard", "example")
_BUILT_IN = frozenset(name_key(said) for name, words in BUILT_IN.items() for said in (name, *words))
_NUMBERING = 2
"""The most digits a number in a list has; `staff-2566` has a year."""
_LOOKALIKES = str.maketrans({"0": "O", "1": "l", "I": "l"})
