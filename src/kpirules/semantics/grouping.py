"""Elaborating figures for each group of rows: `by province`."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.model import expressions as ex
from kpirules.model.indicators import Group, Grouping
from kpirules.semantics import lines
from kpirules.semantics.group_problems import GroupedByWhat, NothingToGroup, UnknownGroup
from kpirules.semantics.kinds import ChoiceKind, Kind, NumberKind, TextKind, UnknownKind, YesNoKind
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol
from kpirules.syntax import ast
from kpirules.text.thai import name_key


def is_grouped(symbol: Symbol) -> bool:
    """Whether a value has a figure for each group of rows, and none of its own."""
    return symbol.kind == "value" and grouped_by(symbol) is not None


def grouped_by(symbol: Symbol) -> ast.GroupedBy | None:
    """The line that says by what figures are grouped."""
    found = lines.every(symbol.declaration, ast.GroupedBy)
    return found[0] if found else None


def grouping(line: ast.GroupedBy, formula: ex.Expr, kind: Kind, scope: Scope) -> Grouping | None:
    """By what the figures of a formula are grouped; None where that cannot be."""
    figures = [part for part in _inside(formula) if isinstance(part, ex.Aggregate)]
    tables = tuple(dict.fromkeys(figure.table for figure in figures))
    if isinstance(kind, UnknownKind):
        return None
    if len(tables) != 1 or not isinstance(kind, NumberKind):
        scope.findings.append(NothingToGroup(line.span, line.column.text, len(tables)))
        return None
    (table,) = tables
    key = line.column.key
    of_rows = scope.per_row.get(key)
    if of_rows == table:
        found = scope.symbols.peek("quantity", key)
        return _by_outcomes(line, table, found) if found is not None else None
    columns = {each: scope.kind_of_column(table, each) for each in scope.columns.get(table, ())}
    of_column = columns.get(key)
    match of_column:
        case TextKind():
            return Grouping(table, key, "text", (), line.span)
        case ChoiceKind():
            declared = _options(table, key, scope)
            return Grouping(table, key, "options", declared, line.span)
        case YesNoKind():
            both = (Group("yes", "yes"), Group("no", "no"))
            return Grouping(table, key, "yes_no", both, line.span)
        case UnknownKind():
            return None
        case _:
            owner = scope.symbols.peek("quantity", table)
            choices = tuple(
                name for name, each in columns.items() if not isinstance(each, NumberKind)
            )
            called = owner.name.text if owner is not None else table
            scope.findings.append(
                GroupedByWhat(line.column.span, line.column.text, called, choices)
            )
            return None


def _by_outcomes(line: ast.GroupedBy, table: str, found: Symbol) -> Grouping:
    declared = tuple(
        Group(row.name.key, row.name.text, lines.label(row.label))
        for row in lines.every(found.declaration, ast.Outcome)
    )
    return Grouping(table, found.name.key, "outcomes", declared, line.span)


def _options(table: str, key: str, scope: Scope) -> tuple[Group, ...]:
    column = scope.symbols.columns[table][key]
    domain = column.line.domain if isinstance(column.line, ast.Column) else None
    names = domain.options if isinstance(domain, ast.OptionsDomain) else ()
    return tuple(Group(name.key, name.text) for name in names)


def asked_group(target: ast.Target, found: Symbol, scope: Scope) -> str | None:
    """The key of the group that an example asks for; None where there is no such group."""
    group = target.group
    if group is None:
        return None
    if isinstance(group, ast.YesNo):
        key = written = "yes" if group.yes else "no"
    else:
        written = group.text
        key = name_key(written)
    value = next((line for line in lines.every(found.declaration, ast.GroupedBy)), None)
    if value is None:
        return key
    names = _declared_names(value, scope)
    if names and key not in {name_key(each) for each in names}:
        scope.findings.append(UnknownGroup(group.span, written, found.name.text, names))
        return None
    return key


def _declared_names(line: ast.GroupedBy, scope: Scope) -> tuple[str, ...]:
    """The groups there can be, where they are declared."""
    classification = scope.symbols.peek("quantity", line.column.key)
    if classification is not None and classification.kind == "classify":
        rows = lines.every(classification.declaration, ast.Outcome)
        return tuple(row.name.text for row in rows)
    for columns in scope.symbols.columns.values():
        column = columns.get(line.column.key)
        domain = getattr(column.line, "domain", None) if column is not None else None
        if isinstance(domain, ast.OptionsDomain):
            return tuple(name.text for name in domain.options)
    return ()


def _inside(expr: ex.Expr) -> Iterator[ex.Expr]:
    pending = [expr]
    while pending:
        here = pending.pop()
        yield here
        if not isinstance(here, ex.Aggregate):
            pending.extend(reversed(ex.children(here)))
