"""Who is called what: the names that files declare, and looking one up."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.semantics.name_problems import (
    Answer,
    NameOfAnotherKind,
    TwoSpellings,
    UnknownName,
)
from kpirules.semantics.vocabulary import words_of
from kpirules.syntax import ast
from kpirules.text.nearest import nearest

Role = Literal["quantity", "unit", "method", "bands", "scorecard", "example"]

Kind = ast.DeclarationKind | Literal["component", "column", "let"]


class Symbol(Struct, frozen=True):
    """A declared name: what kind of thing it is, and where it was written."""

    kind: Kind
    name: ast.Name
    declaration: ast.Declaration
    component: ast.Component | None = None
    line: ast.Column | ast.Let | None = None


class Symbols(Struct):
    """All names of a rule book, by role and key, and by kind."""

    by_role: dict[Role, dict[str, Symbol]]
    findings: list[Problem]
    respelled: set[tuple[str, str]]
    columns: dict[str, dict[str, Symbol]]
    by_kind: dict[Kind, dict[str, Symbol]]
    names: dict[Role, dict[str, tuple[str, Kind]]]
    """How everything is spelled, and what it is: all that is looked at for what was meant."""

    def of(self, *kinds: Kind) -> list[Symbol]:
        """The symbols of some kinds, kind by kind, in the order they were declared."""
        return [symbol for kind in kinds for symbol in self.by_kind.get(kind, {}).values()]

    def has(self, kind: Kind) -> bool:
        """Whether anything of a kind is declared."""
        return kind in self.by_kind

    def column(self, table: str, name: ast.Name) -> Symbol | None:
        """The column of a table that a name stands for, without complaint when there is none."""
        symbol = self.columns.get(table, {}).get(name.key)
        if symbol is not None:
            self._same_spelling(name, symbol)
        return symbol

    def holders(self, key: str) -> list[str]:
        """The names of the tables that have a column with a key."""
        table = self.by_role["quantity"]
        return [
            dict.__getitem__(table, each).name.text
            for each, found in dict.items(self.columns)
            if key in found
        ]

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
        known = [text for text, kind in self.names[role].values() if not kinds or kind in kinds]
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


_ANSWERS: dict[str, Answer] = {
    "yes": "YES",
    "true": "YES",
    "จริง": "YES",
    "no": "NO",
    "false": "NO",
    "เท็จ": "NO",
}
"""How else yes and no are written, where nothing has that name."""
