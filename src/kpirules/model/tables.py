"""Tables of micro-data: what a row has, and what is computed from it."""

from msgspec import Struct

from kpirules.model.about import About
from kpirules.model.expressions import Expr
from kpirules.model.facts import Fact
from kpirules.model.units import Unit
from kpirules.text.span import Span


class LetColumn(Struct, frozen=True):
    """A column computed from others of its row. `unit` is None for a condition or a choice."""

    name: str
    label: str | None
    unit: Unit | None
    formula: Expr
    formula_span: Span
    span: Span


class Table(Struct, frozen=True):
    """Rows that are supplied together. `unit` is what a row counts as: a household, a person.

    A supplied column is declared like a fact, of which each row has its own.
    `lets` are ordered so that each comes after what it needs.
    """

    name: str
    label: str | None
    unit: Unit
    columns: dict[str, Fact]
    lets: dict[str, LetColumn]
    about: About
    span: Span
