"""What an expression may refer to, and what it is found to mean."""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.units import Unit
from kpirules.semantics.kinds import Kind
from kpirules.semantics.symbols import Symbols

Typed = tuple[ex.Expr, Kind]


class Scope(Struct):
    """What an expression may refer to: names, and kinds of what was elaborated before it.

    `kinds` are those that declarations state by themselves, `columns` the same for columns
    by table; `inferred` are those of formulas that were elaborated before. `table` is the
    key of the table whose row an expression is about. `per_row` says of which table a
    decision table decides each row.
    """

    symbols: Symbols
    kinds: dict[str, Kind]
    units: dict[str, Unit]
    findings: list[Problem]
    columns: dict[str, dict[str, Kind]]
    per_row: dict[str, str]
    inferred: dict[str, Kind]
    table: str | None = None

    def kind_of(self, key: str) -> Kind | None:
        """The kind of a quantity, as far as it is known."""
        found = self.inferred.get(key)
        return self.kinds.get(key) if found is None else found

    def kind_of_column(self, table: str, key: str) -> Kind | None:
        """The kind of a column of a table, as far as it is known."""
        found = self.inferred.get(inside_key(table, key))
        return self.columns[table].get(key) if found is None else found


def inside_key(table: str, column: str) -> str:
    """The key of a column among those of quantities; no name can be like it."""
    return f"{table}{INSIDE}{column}"


INSIDE = "\0in\0"
