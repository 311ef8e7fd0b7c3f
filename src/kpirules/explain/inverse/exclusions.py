"""Whether changing a fact could make a figure not applicable."""

from __future__ import annotations

from kpirules.evaluate import trace as tr
from kpirules.evaluate.trace import Trace
from kpirules.model import expressions as ex
from kpirules.model.indicators import Indicator, Value
from kpirules.model.rules import Rules


def leaves_out_a_range(fact: str, trace: Trace, rules: Rules) -> bool:
    """Whether the rules leave more than single values of a fact out of a figure.

    `not applicable when participants = 0` leaves out one value, which a search
    can step over; `not applicable when participants below 30` leaves out many.
    """
    for here in _named_in(trace):
        condition = here.not_applicable
        if condition is not None and fact in _facts_behind(condition, rules):
            match condition:
                case ex.Compare(operator="=", left=ex.FactRef(), right=ex.Number()):
                    pass
                case ex.Compare(operator="=", left=ex.Number(), right=ex.FactRef()):
                    pass
                case _:
                    return True
    return False


def _named_in(trace: Trace) -> list[Indicator | Value]:
    found: dict[str, Indicator | Value] = {}
    seen: set[int] = set()
    waiting = [trace]
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        match here.step:
            case tr.ValueOf(value=value):
                found[value.name] = value
            case tr.ResultOf(indicator=indicator):
                found[indicator.name] = indicator
            case _:
                pass
        waiting.extend(here.parts)
    return list(found.values())


def _facts_behind(expression: ex.Expr, rules: Rules) -> set[str]:
    """The facts an expression depends on, by name key, through other names too."""
    found: set[str] = set()
    opened: set[str] = set()
    waiting = [expression]
    while waiting:
        here = waiting.pop()
        waiting.extend(ex.children(here))
        match here:
            case ex.FactRef(name=name):
                found.add(name)
            case ex.ValueRef(name=name) if name not in opened and name in rules.values:
                opened.add(name)
                waiting.append(rules.values[name].formula)
            case ex.IndicatorRef(name=name) if name not in opened and name in rules.indicators:
                opened.add(name)
                waiting.append(rules.indicators[name].formula)
            case ex.ClassRef(name=name) if name not in opened and name in rules.classifications:
                opened.add(name)
                rows = rules.classifications[name].outcomes
                waiting.extend(row.condition for row in rows if row.condition is not None)
            case _:
                pass
    return found
