"""Elaborating tables: the columns of a row, supplied and computed."""

from __future__ import annotations

from msgspec.structs import replace

from kpirules.diagnostics.phrasing import both
from kpirules.model.about import About
from kpirules.model.facts import Domain, Fact, NumberDomain, OptionsDomain, TextDomain, YesNoDomain
from kpirules.model.tables import LetColumn, Table
from kpirules.model.units import NUMBER
from kpirules.semantics import dates, kind_problems, lines
from kpirules.semantics.infer import infer, said_kind, unit_named
from kpirules.semantics.kinds import (
    DATE,
    TEXT,
    UNKNOWN,
    YES_NO,
    ChoiceKind,
    Kind,
    NumberKind,
    settle,
)
from kpirules.semantics.quantities import number_domain
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol
from kpirules.syntax import ast


def column_kind(symbol: Symbol, scope: Scope) -> Kind:
    """The kind of a column as it is declared; unknown for a computed one."""
    line = symbol.line
    if not isinstance(line, ast.Column):
        return UNKNOWN
    match line.domain:
        case ast.YesNoDomain():
            kind: Kind = YES_NO
        case ast.OptionsDomain(options=options):
            kind = ChoiceKind(symbol.name.key, tuple(name.key for name in options))
        case ast.TextDomain():
            kind = TEXT
        case ast.DateDomain():
            kind = DATE
        case _:
            kind = NumberKind(NUMBER)
    if line.measured is None:
        return kind
    if not isinstance(kind, NumberKind):
        found = kind_problems.WrongKind(line.measured.span, "number", said_kind(kind))
        scope.findings.append(found)
        return kind
    unit = unit_named(line.measured.unit, scope)
    return UNKNOWN if unit is None else NumberKind(unit)


def let_column(symbol: Symbol, scope: Scope) -> tuple[LetColumn | None, Kind | None]:
    """A computed column, and its kind for what comes after."""
    line, table = symbol.line, symbol.declaration.name.key
    if not isinstance(line, ast.Let):
        return None, None
    meaning, kind = infer(line.expression, replace(scope, table=table))
    if isinstance(kind, NumberKind):
        kind = settle(kind)
    made = LetColumn(
        line.name.text,
        lines.label(line.label),
        kind.unit if isinstance(kind, NumberKind) else None,
        meaning,
        line.expression.span,
        line.name.span,
    )
    return made, kind


def table(symbol: Symbol, lets: dict[str, LetColumn], scope: Scope) -> Table:
    """A table with the columns that are supplied, and those computed, in order of need."""
    declaration, findings = symbol.declaration, scope.findings
    lines.only(declaration, ast.Measured, "measured in", findings)
    own = scope.symbols.columns[symbol.name.key]
    lines.needed(
        next(iter(lines.every(declaration, ast.Column)), None),
        declaration,
        findings,
        words=("column",),
        sample=("column income measured in baht", "คอลัมน์ รายได้ มีหน่วยเป็น บาท"),
        why=both("rows are supplied column by column", "ข้อมูลแต่ละแถวให้ตามคอลัมน์"),
    )
    kind = scope.kinds.get(symbol.name.key)
    return Table(
        symbol.name.text,
        lines.label(declaration.label),
        kind.unit if isinstance(kind, NumberKind) else NUMBER,
        {
            key: _column(column.line, scope.columns[symbol.name.key][key], scope)
            for key, column in own.items()
            if isinstance(column.line, ast.Column)
        },
        lets,
        lines.about(declaration, findings),
        symbol.name.span,
    )


def _column(line: ast.Column, kind: Kind, scope: Scope) -> Fact:
    return Fact(
        line.name.text,
        lines.label(line.label),
        kind.unit if isinstance(kind, NumberKind) else NUMBER,
        _domain(line, scope),
        (),
        About(),
        line.name.span,
    )


def _domain(line: ast.Column, scope: Scope) -> Domain:
    match line.domain:
        case ast.YesNoDomain():
            return YesNoDomain()
        case ast.OptionsDomain(options=options):
            return OptionsDomain(tuple(name.key for name in options))
        case ast.TextDomain():
            return TextDomain()
        case ast.DateDomain() as spell:
            return dates.domain(spell, scope.findings)
        case ast.NumberDomain() as numbers:
            return number_domain([numbers], scope)
        case None:
            return NumberDomain(None, None, None)
