"""A rule book: everything some files declare, by name."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model.bands import Bands
from kpirules.model.examples import Example
from kpirules.model.expressions import ColumnRef, Expr, FactRef, OfParts
from kpirules.model.facts import Fact, Parameter
from kpirules.model.indicators import Classification, Indicator, Value
from kpirules.model.scorecards import Scorecard
from kpirules.model.scoring import Method
from kpirules.model.tables import Table
from kpirules.model.units import UnitDeclaration
from kpirules.text.source import Source
from kpirules.text.thai import name_key


class Rules(Struct, frozen=True):
    """Elaborated rules. Keys are name keys; the things keep the spelling of their writer.

    `order` lists values, classifications and indicators so that each comes
    after what it needs. `sources` are the files, for citing lines.
    """

    units: dict[str, UnitDeclaration]
    facts: dict[str, Fact]
    parameters: dict[str, Parameter]
    values: dict[str, Value]
    methods: dict[str, Method]
    indicators: dict[str, Indicator]
    bands: dict[str, Bands]
    classifications: dict[str, Classification]
    scorecards: dict[str, Scorecard]
    examples: dict[str, Example]
    order: tuple[str, ...]
    sources: dict[str, Source]
    tables: dict[str, Table] = {}

    def whole_of(self, indicator: str) -> OfParts | None:
        """How the one is made that an indicator is part of; None for what stands in a component."""
        whole = self.indicators.get(self.indicators[indicator].component)
        return whole.made_of if whole is not None else None

    def formula_of(self, part: Expr) -> tuple[tuple[str, str], Expr] | None:
        """The formula behind a computed column or a fact that follows from tables, and whose."""
        match part:
            case FactRef() if part.name in self.facts:
                formula = self.facts[part.name].formula
                return None if formula is None else (("", part.name), formula)
            case ColumnRef() if part.table in self.tables:
                let = self.tables[part.table].lets.get(part.name)
                return None if let is None else ((part.table, part.name), let.formula)
            case _:
                return None


class Composite(Protocol):
    """What may be made of parts."""

    @property
    def made_of(self) -> OfParts | None:
        """How its score comes from theirs."""


def with_parts(keys: Iterable[str], indicators: Mapping[str, Composite]) -> tuple[str, ...]:
    """Indicators, each followed by its parts, however deep; as long as all of them are known."""
    found: dict[str, None] = {}
    waiting = list(keys)[::-1]
    while waiting:
        key = waiting.pop()
        if key in found or key not in indicators:
            continue
        found[key] = None
        made_of = indicators[key].made_of
        if made_of is not None:
            waiting.extend(term.name for term in reversed(made_of.terms))
    return tuple(found)


def seen_from(card: Scorecard, rules: Rules, period: int | None = None) -> Rules:
    """The rules as they hold in a scorecard, in its own fiscal year or in another one.

    Its indicators are as it changes them, with the target levels in force in that year.
    """
    year = card.period if period is None else period
    changed = {key: each.in_year(year) for key, each in rules.indicators.items() if each.dated} | {
        name_key(each.name): each.in_year(year) for each in card.restated
    }
    return replace(rules, indicators=rules.indicators | changed) if changed else rules
