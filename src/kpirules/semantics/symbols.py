"""Who is called what: the names that files declare, and looking one up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from string import digits
from typing import Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.units import BUILT_IN
from kpirules.semantics.name_problems import (
    Answer,
    BuiltInUnit,
    DeclaredTwice,
    NameOfAnotherKind,
    TwoSpellings,
    UnknownName,
)
from kpirules.semantics.vocabulary import words_of
from kpirules.syntax import ast
from kpirules.text.nearest import nearest
from kpirules.text.thai import name_key

Role = Literal["quantity", "unit", "method", "bands", "scorecard", "example"]

_ROLES: dict[ast.DeclarationKind, Role] = {
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

Kind = ast.DeclarationKind | Literal["component", "column", "let"]


class Symbol(Struct, frozen=True):
    """A declared name: what kind of thing it is, and where it was written."""

    kind: Kind
    name: ast.Name
    declaration: ast.Declaration
    component: ast.Component | None = None
    line: ast.Column | ast.Let | None = None


class Symbols(Struct):
    """All names of a rule book, by role and key."""

    by_role: dict[Role, dict[str, Symbol]]
    findings: list[Problem]
    respelled: set[tuple[str, str]]
    columns: dict[str, dict[str, Symbol]]
    listed: dict[tuple[Kind, ...], list[Symbol]] = {}
    """The answers of `of`, which is asked for each declaration once all are known."""

    def of(self, *kinds: Kind) -> list[Symbol]:
        """The symbols of some kinds, in the order they were declared."""
        if kinds not in self.listed:
            self.listed[kinds] = [
                symbol
                for table in self.by_role.values()
                for symbol in dict.values(table)
                if symbol.kind in kinds
            ]
        return self.listed[kinds]

    def has(self, kind: Kind) -> bool:
        """Whether anything of a kind is declared."""
        return bool(Symbols.of(self, kind))

    def column(self, table: str, name: ast.Name) -> Symbol | None:
        """The column of a table that a name stands for, without complaint when there is none."""
        symbol = self.columns.get(table, {}).get(name.key)
        if symbol is not None:
            self._same_spelling(name, symbol)
        return symbol

    def holders(self, key: str) -> list[str]:
        """The names of the tables that have a column with a key."""
        table = self.by_role["quantity"]
        return [table[each].name.text for each, found in self.columns.items() if key in found]

    def peek(self, role: Role, key: str) -> Symbol | None:
        """A symbol, without complaint when there is none."""
        return self.by_role[role].get(key)

    def is_known(self, key: str) -> bool:
        """Whether anything at all is called so."""
        return any(key in table for table in self.by_role.values())

    def find(self, role: Role, name: ast.Name, *kinds: Kind) -> Symbol | None:
        """The symbol a name stands for; reports an unknown name or one of another kind."""
        if not name.text:
            return None
        symbol = self.by_role[role].get(name.key)
        if symbol is None:
            self._unknown(role, name, kinds)
            return None
        if kinds and symbol.kind not in kinds:
            self.findings.append(
                NameOfAnotherKind(name.span, name.text, symbol.kind, tuple(kinds), symbol.name.span)
            )
            return None
        self._same_spelling(name, symbol)
        return symbol

    def _unknown(self, role: Role, name: ast.Name, kinds: tuple[Kind, ...]) -> None:
        for other_role, table in self.by_role.items():
            if other_role != role and name.key in table:
                other = table[name.key]
                self.findings.append(
                    NameOfAnotherKind(name.span, name.text, other.kind, kinds, other.name.span)
                )
                return
        known = [
            symbol.name.text
            for symbol in self.by_role[role].values()
            if not kinds or symbol.kind in kinds
        ]
        if role == "quantity" and not kinds:
            known.extend(words_of("total", "band"))
        answer = _ANSWERS.get(name.text.casefold()) if not kinds else None
        meant = nearest(name.text, known) if answer is None else None
        self.findings.append(
            UnknownName(name.span, name.text, kinds, meant, self._difference(name), answer)
        )

    def _difference(self, name: ast.Name) -> str | None:
        """`a-b` where both a and b are known: perhaps a difference was meant."""
        parts = name.key.split("-")
        table = self.by_role["quantity"]
        for cut in range(1, len(parts)):
            left, right = "-".join(parts[:cut]), "-".join(parts[cut:])
            if left in table and right in table:
                return f"{left} - {right}"
        return None

    def _same_spelling(self, name: ast.Name, symbol: Symbol) -> None:
        if name.text == symbol.name.text or (name.key, name.text) in self.respelled:
            return
        self.respelled.add((name.key, name.text))
        self.findings.append(TwoSpellings(name.span, name.text, symbol.name.text, symbol.name.span))


class _Seen(Struct):
    """What is met on the way: names by how they look, and what is declared again, with the first."""

    looks: dict[str, Symbol]
    again: list[tuple[Symbol, Symbol]]


def collect(files: Iterable[ast.File]) -> Symbols:
    """All names that files declare; a name declared twice is reported."""
    symbols = Symbols(
        {role: {} for role in ("quantity", "unit", "method", "bands", "scorecard", "example")},
        [],
        set(),
        {},
    )
    seen = _Seen({}, [])
    for file in files:
        for declaration in file.declarations:
            symbol = Symbol(declaration.kind, declaration.name, declaration)
            _declare(symbols, _ROLES[declaration.kind], symbol, seen)
            if declaration.kind == "scorecard":
                _declare_components(declaration, symbols, seen)
    for symbol in symbols.of("table"):
        _columns(symbols, symbol)
    symbols.findings.extend(_again(symbols, seen.again))
    return symbols


def _again(symbols: Symbols, again: list[tuple[Symbol, Symbol]]) -> Iterator[Problem]:
    """What is declared again. A copied block may have a name that nothing has; a unit is one."""
    if not again:
        return
    taken = {key for table in symbols.by_role.values() for key in table}
    taken |= {key for columns in symbols.columns.values() for key in columns}
    for symbol, first in again:
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


def _columns(symbols: Symbols, table: Symbol) -> None:
    """The columns of a table. A name means one thing, also where a formula is about a row."""
    own = symbols.columns.setdefault(table.name.key, {})
    for line in table.declaration.lines:
        if not isinstance(line, ast.Column | ast.Let) or not line.name.text:
            continue
        kind: Kind = "column" if isinstance(line, ast.Column) else "let"
        first = own.get(line.name.key) or symbols.peek("quantity", line.name.key)
        if first is not None:
            symbols.findings.append(DeclaredTwice(line.name.span, line.name.text, first.name.span))
        own.setdefault(line.name.key, Symbol(kind, line.name, table.declaration, None, line))


def _declare_components(declaration: ast.Declaration, symbols: Symbols, seen: _Seen) -> None:
    """The components of a scorecard. Another one may have them too: they take the same indicators."""
    own: dict[str, Symbol] = {}
    for line in declaration.lines:
        if not isinstance(line, ast.Component):
            continue
        part = Symbol("component", line.name, declaration, line)
        first = symbols.by_role["quantity"].get(line.name.key)
        twin = own.setdefault(line.name.key, part)
        if twin is not part:
            found = DeclaredTwice(line.name.span, line.name.text, twin.name.span)
            symbols.findings.append(found)
        elif first is None or first.kind != "component":
            _declare(symbols, "quantity", part, seen)


def _declare(symbols: Symbols, role: Role, symbol: Symbol, seen: _Seen) -> None:
    name = symbol.name
    if not name.text:
        return  # the opening line could not be read, which was reported
    table = symbols.by_role[role]
    if role == "unit" and name.key in _BUILT_IN:
        symbols.findings.append(BuiltInUnit(name.span, name.text))
        return
    first = table.get(name.key)
    if first is not None:
        seen.again.append((symbol, first))
        return
    table[name.key] = symbol
    look = f"{role} {name.key.translate(_LOOKALIKES)}"
    twin = seen.looks.setdefault(look, symbol)
    if twin is not symbol:
        symbols.findings.append(
            TwoSpellings(name.span, name.text, twin.name.text, twin.name.span, alike=True)
        )


_BUILT_IN = frozenset(name_key(said) for name, words in BUILT_IN.items() for said in (name, *words))
_NUMBERING = 2
"""The most digits a number in a list has; `staff-2566` has a year."""
_ANSWERS: dict[str, Answer] = {
    "yes": "YES",
    "true": "YES",
    "จริง": "YES",
    "no": "NO",
    "false": "NO",
    "เท็จ": "NO",
}
"""How else yes and no are written, where nothing has that name."""
_LOOKALIKES = str.maketrans({"0": "O", "1": "l", "I": "l"})
