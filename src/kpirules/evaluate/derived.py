"""Facts that follow from tables, and what happens where they were supplied too."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

from kpirules.evaluate.approximate import Approximate
from kpirules.evaluate.expressions import Named, evaluate_expression
from kpirules.evaluate.problems import FactDiffersFromTable, FactNotAllowed
from kpirules.evaluate.trace import Derived, FactSupplied, Gap, Trace
from kpirules.model import expressions as ex
from kpirules.model.facts import Fact, NumberDomain


class Machine(Named, Protocol):
    """Whoever evaluates, and knows which tables have rows."""

    def has_rows(self, table: str) -> bool:
        """Whether the rows of a table were supplied."""


def derived(fact: Fact, formula: ex.Expr, supplied: Trace, machine: Machine) -> Trace:
    """The fact as its tables give it; as supplied where they are not all there.

    A reason for having no value is supplied as well as a figure is, and stands.
    Where figure and tables differ, nobody knows which is right: there is no value.
    """
    tables = set(_tables(formula))
    if isinstance(supplied.step, FactSupplied) and isinstance(supplied.value, Gap):
        return supplied
    if not tables or not all(map(machine.has_rows, tables)):
        return supplied
    made = evaluate_expression(formula, machine)
    figure = supplied.step.supplied if isinstance(supplied.step, FactSupplied) else None
    step = Derived(fact, figure, machine.period)
    if isinstance(made.value, Gap):
        return Trace(made.value, fact.unit, step, (made,), fact.span)
    # No figure that was supplied is equal to an approximate one.
    approximate = isinstance(made.value, Approximate)
    if figure is not None and (approximate or made.value != supplied.value):
        machine.findings.append(
            FactDiffersFromTable(
                figure.span, fact.name, supplied.value, made.value, formula.span, fact.span
            )
        )
    elif not _allowed(made.value, fact):
        machine.findings.append(FactNotAllowed(formula.span, fact.name, made.value, fact.span))
    else:
        return Trace(made.value, fact.unit, step, (made,), fact.span)
    return Trace(Gap("undefined", (fact.name,)), fact.unit, step, (made,), fact.span)


def _tables(formula: ex.Expr) -> Iterator[str]:
    pending = [formula]
    while pending:
        part = pending.pop()
        if isinstance(part, ex.Aggregate):
            yield part.table
        pending.extend(ex.children(part))


def _allowed(value: object, fact: Fact) -> bool:
    """Whether a figure could have been supplied: in its range, with its decimals."""
    domain = fact.domain
    if not isinstance(domain, NumberDomain) or not isinstance(value, Fraction):
        return True
    if domain.decimals is not None and (value * 10**domain.decimals).denominator != 1:
        return False
    if domain.low is not None and value < domain.low:
        return False
    return domain.high is None or value <= domain.high
