"""How facts must stand to one another, as the rules declare it."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.facts import Facts, Plain
from kpirules.facts.figures import grouped
from kpirules.facts.set_problems import FactsDisagree
from kpirules.model.rules import Rules

_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def disagreements(
    facts: Facts, rules: Rules, period: int, sets: Mapping[tuple[str, int], int] | None = None
) -> list[Problem]:
    """Declared relations that do not hold between two facts of one year.

    A relation with a fact that has no value says nothing. Where `sets` says from
    which set each fact comes, only relations between two sets are looked at: the
    others were when each set was read.
    """
    found: list[Problem] = []
    for (key, year), supplied in facts.entries.items():
        fact = rules.facts.get(key)
        if fact is None or not isinstance(supplied.value, Fraction | dt.date):
            continue
        for relation in fact.relations:
            other = facts.get(relation.other, year)
            if other is None or type(other.value) is not type(supplied.value):
                continue
            if sets is not None and sets[key, year] == sets[relation.other, year]:
                continue
            if not _HOLDS[relation.operator](supplied.value, other.value):
                found.append(
                    FactsDisagree(
                        supplied.span,
                        fact.name,
                        None if year == period else year,
                        relation.span,
                        _shown(supplied.value),
                        relation.operator,
                        rules.facts[relation.other].name,
                        _shown(other.value),
                        other.span,
                    )
                )
    return found


def _shown(value: Plain | None) -> str | dt.date:
    return (
        grouped(value)
        if isinstance(value, Fraction)
        else value
        if isinstance(value, dt.date)
        else ""
    )
