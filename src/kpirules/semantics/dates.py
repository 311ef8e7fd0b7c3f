"""Dates in rules: written ones, the days between two, and the range of a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.facts import DateDomain
from kpirules.model.units import base
from kpirules.semantics import kind_problems
from kpirules.semantics.broken import broken
from kpirules.semantics.date_problems import DatesTurned, NoDate, NotWithDates, Written
from kpirules.semantics.kinds import DATE, DateKind, Kind, NumberKind, UnknownKind
from kpirules.semantics.scope import Typed
from kpirules.semantics.wording import KindWord
from kpirules.syntax import ast
from kpirules.text.dates import date_of
from kpirules.text.span import Span

DAY = base("day")


def read(node: ast.DateExpr, findings: list[Problem]) -> dt.date | None:
    """The date that is written; None where there is no such date, which is reported."""
    whole = node.day.value.denominator == node.year.value.denominator == 1
    made = date_of(int(node.day.value), node.month, int(node.year.value))
    found = made if whole else "day"
    if isinstance(found, dt.date):
        return found
    written = node.year.written if found == "year" else node.day.written
    findings.append(NoDate(node.span, found, written))
    return None


def written(node: ast.DateExpr, findings: list[Problem]) -> Typed:
    """A date in a formula."""
    found = read(node, findings)
    return broken(node.span) if found is None else (ex.Date(node.span, found), DATE)


def days(
    node: ast.Chain,
    typed: Sequence[Typed],
    said: Callable[[Kind], KindWord],
    findings: list[Problem],
) -> Typed:
    """The days between two dates; nothing else can be done with dates and `+` or `-`."""
    if len(typed) != 2 or node.operators != ("-",):
        reject(node.operands, typed, findings)
        return broken(node.span)
    for part, (_, kind) in zip(node.operands, typed, strict=True):
        if not isinstance(kind, UnknownKind | DateKind):
            findings.append(kind_problems.WrongKind(part.span, "date", said(kind)))
    later, earlier = typed[0][0], typed[1][0]
    return ex.Days(node.span, later, earlier, DAY), NumberKind(DAY)


def reject(
    nodes: Sequence[ast.Expr],
    typed: Sequence[Typed],
    findings: list[Problem],
    function: str | None = None,
) -> bool:
    """Report dates among what only numbers can be, once for all of them; whether there are any."""
    dated = [
        part for part, (_, kind) in zip(nodes, typed, strict=True) if isinstance(kind, DateKind)
    ]
    if dated:
        names = tuple(part.name.text for part in dated if isinstance(part, ast.Reference))
        first, *others = (part.span for part in dated)
        findings.append(NotWithDates(first, tuple(others), names, function))
    return bool(dated)


def check_ends(node: ast.BetweenExpr, low: ex.Expr, high: ex.Expr, findings: list[Problem]) -> None:
    """Report a range between two written dates of which the first is the later one."""
    match node.low, node.high:
        case ast.DateExpr() as first, ast.DateExpr() as last:
            if isinstance(low, ex.Date) and isinstance(high, ex.Date):
                _in_order(node.span, (first, low.date), (last, high.date), findings)
        case _:
            pass


def _in_order(
    span: Span,
    low: tuple[ast.DateExpr, dt.date],
    high: tuple[ast.DateExpr, dt.date],
    findings: list[Problem],
) -> None:
    if high[1] < low[1]:
        findings.append(DatesTurned(span, _again(*low), _again(*high)))


def _again(node: ast.DateExpr, date: dt.date) -> Written:
    return Written(node.span, date, node.day.written, node.year.written)


def domain(line: ast.DateDomain, findings: list[Problem]) -> DateDomain:
    """The dates that may be supplied."""
    low = read(line.low, findings) if line.low is not None else None
    high = read(line.high, findings) if line.high is not None else None
    if line.low is not None and line.high is not None and low is not None and high is not None:
        _in_order(line.span, (line.low, low), (line.high, high), findings)
    return DateDomain(low, high)
