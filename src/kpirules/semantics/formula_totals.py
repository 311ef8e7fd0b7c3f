"""Whether the formula of a total asks for every component, one way or another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.semantics.formula_total_problems import CountsForNothing
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.seen import Seen
from kpirules.text.thai import name_key


def check_formula_total(seen: Seen, memory: Memory = FORGETFUL) -> tuple[Problem, ...]:
    """The outermost components of which neither the total's formula nor its caps ask anything."""
    card = seen.card
    if card.formula is None or _has_broken(card.formula):
        return ()
    what = f"what the total of {seen.key} asks for"
    asked = memory.made(what, (card,), partial(_asked, card, seen.rules))
    in_vain = partial(_in_vain, seen, card.formula, asked)
    return memory.made(f"in vain in {seen.key}", (card, asked), in_vain)


def _in_vain(seen: Seen, formula: ex.Expr, asked: frozenset[str]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    card = seen.card
    for component in card.parts_of(None):
        homes = card.within(name_key(component.name))
        members = {key for key in card.indicators if seen.members[key].component in homes}
        if not asked & {*homes, *members}:
            name = component.name
            found.append(CountsForNothing(component.span, name, card.name, formula.span))
    return tuple(found)


def _has_broken(formula: ex.Expr) -> bool:
    """Whether a part of the formula could not be made out, which was reported."""
    pending = [formula]
    while pending:
        part = pending.pop()
        if isinstance(part, ex.Number) and part.is_broken:
            return True
        pending.extend(ex.children(part))
    return False


def _asked(card: Scorecard, rules: Rules) -> frozenset[str]:
    """Everything by name that the total or its caps are computed from."""
    found: set[str] = set()
    pending = list(card.expressions)
    while pending:
        part = pending.pop()
        pending.extend(ex.children(part))
        match part:
            case ex.ComponentRef():
                found.add(part.name)
            case ex.ValueRef() | ex.ClassRef() | ex.IndicatorRef() if part.name not in found:
                found.add(part.name)
                pending.extend(_behind(part.name, rules))
            case _:
                continue
    return frozenset(found)


def _behind(key: str, rules: Rules) -> Iterator[ex.Expr]:
    """The expressions that a named thing is computed by."""
    value = rules.values.get(key)
    if value is not None:
        yield value.formula
        if value.not_applicable is not None:
            yield value.not_applicable
    elif key in rules.indicators:
        yield from rules.indicators[key].expressions
    elif key in rules.classifications:
        for row in rules.classifications[key].outcomes:
            if row.condition is not None:
                yield row.condition
