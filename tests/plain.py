"""What a generated rule book means, in plain data.

Two evaluators must agree on it: the interpreter, which reads it as a text that
`writing` makes, and `reference`, which reads it as it is here. Nothing in this
file knows the engine.

Expressions are tuples that begin with a tag:

    ("number", value, unit)          ("yes", bool)             ("fact", name)
    ("parameter", name)              ("value", name)           ("class", name)
    ("field", indicator, field)      ("total",)                ("component", name)
    ("sum", ((sign, expr), …))       ("product", ((sign, expr), …))
    ("power", expr, exponent)        ("negative", expr)        ("call", function, (expr, …))
    ("compare", expr, sign, expr)    ("is", expr, option, bool)
    ("round", expr, rounding)        ("geometric", expr, expr, rounding)
    ("between", expr, expr, expr)    ("among", expr, (option, …))
    ("not", expr)                    ("and", (expr, …))        ("or", (expr, …))
    ("parts", indicator)             ("stages", in_order, (condition, …))
    ("if", expr, expr, expr)         ("known", expr)           ("or else", expr, expr)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

PERIOD = 2566
"""The fiscal year of every generated scorecard."""
Expr = tuple
Rounding = tuple[Fraction, str]
"""The step and the mode: half_up, half_even, up or down."""


@dataclass(frozen=True)
class Fact:
    """An input. `kind` is number, yes_no or options."""

    name: str
    unit: str = "number"
    kind: str = "number"
    low: Fraction | None = None
    high: Fraction | None = None
    decimals: int | None = None
    options: tuple[str, ...] = ()
    relation: tuple[str, str] | None = None


@dataclass(frozen=True)
class Parameter:
    """A value by year: rows of value, first year, last year or None."""

    name: str
    unit: str
    rows: tuple[tuple[Fraction, int, int | None], ...]


@dataclass(frozen=True)
class Value:
    """A named intermediate result; `unit` is None for a condition."""

    name: str
    unit: str | None
    formula: Expr
    rounding: Rounding | None = None
    not_applicable: Expr | None = None


@dataclass(frozen=True)
class Table:
    """A decision table: rows of name and condition; a row without one is for all other cases."""

    name: str
    first: bool
    rows: tuple[tuple[str, Expr | None], ...]


@dataclass(frozen=True)
class Method:
    """A scoring method.

    `below` and `above` are ("fixed", score), ("line", score, at), ("last",),
    ("extrapolate",) or ("refuse",). A line comes from a point below, and leads to
    one above. With `nearer_to`, levels and points are distances from that
    result, and `higher` is False.
    """

    name: str
    higher: bool
    interpolate: bool
    below: tuple
    above: tuple
    rounding: Rounding | None = None
    nearer_to: Fraction | None = None


@dataclass(frozen=True)
class Indicator:
    """An indicator. Levels are pairs of score and target, the least demanding first.

    Where the scorecard changes its weight or its levels, `weight_before` and
    `levels_before` are what the indicator itself says. One with a `blend` is made of
    those whose component it is, and has the formula ("parts", name). `caps` are pairs
    of a score and a condition. With `other_years` its own levels hold
    in the year of the scorecard only, and these in years before it or after it.
    `score_range` is between what a score by a formula lies, where that is known.
    """

    name: str
    component: str
    weight: Fraction
    unit: str
    formula: Expr
    rounding: Rounding | None = None
    method: Method | None = None
    levels: tuple[tuple[Fraction, Fraction], ...] = ()
    score: Expr | None = None
    not_applicable: Expr | None = None
    cancelled: bool = False
    weight_before: Fraction | None = None
    levels_before: tuple[tuple[Fraction, Fraction], ...] = ()
    other_years: tuple[tuple[Fraction, Fraction], ...] = ()
    blend: str | None = None
    blend_whole: Fraction | None = None
    caps: tuple[tuple[Fraction, Expr], ...] = ()
    score_range: tuple[Fraction | None, Fraction | None] = (None, None)

    @property
    def staged(self) -> bool:
        """Whether it is scored by stages: their numbers are the targets of its levels."""
        return self.formula[0] == "stages"


@dataclass(frozen=True)
class Band:
    """An interval: each end is None or a value and whether it belongs to the band.

    `written` says how it is put: both ends, only one of them, or `from … to …`.
    """

    name: str
    low: tuple[Fraction, bool] | None
    high: tuple[Fraction, bool] | None
    written: str = "both"


@dataclass(frozen=True)
class Bands:
    """Bands from the lowest to the highest."""

    name: str
    rows: tuple[Band, ...]
    on_rounded: bool


@dataclass(frozen=True)
class Card:
    """A scorecard. `whole` is None where the weights are relative.

    `caps` are pairs of a total and a condition, `band_caps` of a band and a condition.
    """

    name: str
    period: int
    components: tuple[tuple[str, Fraction], ...]
    whole: Fraction | None
    weighted_rounding: Rounding | None
    sums_rounded: bool
    total_rounding: Rounding | None
    bands: Bands | None
    policies: dict[str, str]
    parents: dict[str, str] = field(default_factory=dict)
    blend: str | None = None
    caps: tuple[tuple[Fraction, Expr], ...] = ()
    band_caps: tuple[tuple[str, Expr], ...] = ()

    def within(self, component: str | None) -> list[str]:
        """A component and those in it, however deep."""
        inner = [name for name, parent in self.parents.items() if parent == component]
        return [component, *(name for each in inner for name in self.within(each))]


@dataclass(frozen=True)
class Book:
    """Everything: each thing comes after what it needs; `after` needs the total."""

    facts: tuple[Fact, ...]
    parameters: tuple[Parameter, ...]
    things: tuple[Value | Table | Indicator, ...]
    after: tuple[Value, ...]
    card: Card
    units: tuple[str, ...] = ("person", "household")
    methods: tuple[Method, ...] = field(default=())

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators, in the order of need."""
        return tuple(thing for thing in self.things if isinstance(thing, Indicator))

    @property
    def members(self) -> tuple[Indicator, ...]:
        """The indicators that stand in components."""
        homes = {name for name, _ in self.card.components}
        return tuple(each for each in self.indicators if each.component in homes)

    def parts_of(self, name: str) -> list[Indicator]:
        """The parts of an indicator."""
        return [each for each in self.indicators if each.component == name]
