"""How facts must stand to one another, as the rules declare it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.facts import Facts
from kpirules.facts.figures import grouped
from kpirules.facts.set_problems import FactsDisagree
from kpirules.model.rules import Rules

_HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
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
        if fact is None or not isinstance(supplied.value, Fraction):
            continue
        for relation in fact.relations:
            other = facts.get(relation.other, year)
            if other is None or not isinstance(other.value, Fraction):
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
                        grouped(supplied.value),
                        relation.operator,
                        rules.facts[relation.other].name,
                        grouped(other.value),
                        other.span,
                    )
                )
    return found
