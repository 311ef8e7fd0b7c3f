"""What a scorecard needs of a rule book, and what belongs to another scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeGuard

from kpirules.model import expressions as ex
from kpirules.model.rules import Rules, with_parts
from kpirules.model.scorecards import Scorecard
from kpirules.text.thai import name_key


def needs_of(keys: Iterable[str], rules: Rules, more: Iterable[ex.Expr] = ()) -> set[str]:
    """Everything of the same year that some named things are computed from, and they.

    `more` are expressions whose needs count too.
    """
    needed: set[str] = set()
    inside = _inside(list(more), rules, of_same_year=True)
    pending = [*keys, *(part.name for part in inside if _is_named(part))]
    while pending:
        key = pending.pop()
        if key not in needed:
            needed.add(key)
            pending.extend(part.name for part in references(key, rules))
    return needed


def foreign(card: Scorecard, rules: Rules) -> set[str]:
    """The values and tables that build on sums, or on indicators, that this scorecard does not have."""
    found = set(rules.indicators) - set(with_parts(card.indicators, rules.indicators))
    return _building_on(found, card, rules)


def needing_a_scorecard(nothing: Scorecard, rules: Rules) -> set[str]:
    """What builds on sums or weighted scores, which there are in a scorecard only."""
    return _building_on(set(), nothing, rules)


def _building_on(found: set[str], card: Scorecard, rules: Rules) -> set[str]:
    components = {name_key(component.name) for component in card.components}
    for key in rules.order:  # each comes after what it needs
        if key not in found and any(
            _is_foreign(part, found, components, card) for part in _parts(key, rules)
        ):
            found.add(key)
    return found


def builds_on_scores(key: str, rules: Rules) -> bool:
    """Whether an indicator's result is made of scores or sums, which no other year has."""
    waiting = [key]
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        for part in _parts(key, rules, only_result=True):
            match part:
                case ex.TotalRef() | ex.ComponentRef() | ex.OfParts():
                    return True
                case ex.IndicatorRef() if part.field != "result":
                    return True
                case ex.ValueRef() | ex.ClassRef() | ex.IndicatorRef():
                    waiting.append(part.name)
                case _:
                    continue
    return False


def _is_foreign(part: ex.Expr, found: set[str], components: set[str], card: Scorecard) -> bool:
    match part:
        case ex.ComponentRef():
            return part.name not in components
        case ex.TotalRef():
            return not card.components
        case ex.IndicatorRef(field="weighted") if not card.components:
            return True
        case ex.ValueRef() | ex.ClassRef() | ex.IndicatorRef():
            return part.name in found
        case _:
            return False


def references(key: str, rules: Rules) -> Iterator[ex.ValueRef | ex.ClassRef | ex.IndicatorRef]:
    """The other named things of the same year that one is computed from."""
    for part in _parts(key, rules, of_same_year=True):
        if _is_named(part):
            yield part


def _is_named(part: ex.Expr) -> TypeGuard[ex.ValueRef | ex.ClassRef | ex.IndicatorRef]:
    return isinstance(part, ex.ValueRef | ex.ClassRef | ex.IndicatorRef)


def _parts(
    key: str, rules: Rules, *, of_same_year: bool = False, only_result: bool = False
) -> Iterator[ex.Expr]:
    """Every expression inside a named thing's formulas and conditions."""
    pending: list[ex.Expr] = []
    if key in rules.values:
        value = rules.values[key]
        pending = [part for part in (value.formula, value.not_applicable) if part is not None]
    elif key in rules.classifications:
        rows = rules.classifications[key].outcomes
        pending = [row.condition for row in rows if row.condition is not None]
    elif key in rules.indicators:
        indicator = rules.indicators[key]
        pending = list(indicator.result_expressions if only_result else indicator.expressions)
    return _inside(pending, rules, of_same_year=of_same_year)


def _inside(
    pending: list[ex.Expr], rules: Rules, *, of_same_year: bool = False
) -> Iterator[ex.Expr]:
    """Every expression inside some.

    What computed columns and facts that follow from tables are made of is inside too.
    """
    seen: set[tuple[str, str]] = set()
    while pending:
        part = pending.pop()
        yield part
        if not (of_same_year and isinstance(part, ex.InYear | ex.OverYears)):
            pending.extend(ex.children(part))
        inner = rules.formula_of(part)
        if inner is not None and inner[0] not in seen:
            seen.add(inner[0])
            pending.append(inner[1])
