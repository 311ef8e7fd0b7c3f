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
    """What an expression may refer to: names, kinds of what was elaborated before it.

    `table` is the key of the table whose row an expression is about; `columns`
    holds the kinds of columns by table. `per_row` says of which table a decision
    table decides each row.
    """

    symbols: Symbols
    kinds: dict[str, Kind]
    units: dict[str, Unit]
    findings: list[Problem]
    columns: dict[str, dict[str, Kind]]
    per_row: dict[str, str]
    table: str | None = None
