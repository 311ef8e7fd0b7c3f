"""One row of a table of cases."""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.facts import Facts
from kpirules.model import examples as exm
from kpirules.text.span import Span


class Case(Struct, frozen=True):
    """A row: what it gives and expects, and what is wrong with it.

    `row` is its number as the file counts lines.
    """

    name: str
    row: int
    span: Span
    facts: Facts
    expectations: tuple[exm.Expectation, ...]
    problems: tuple[Problem, ...]
