"""Facts that no figure can be supplied for: empty ranges, and relations nothing can meet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.facts import DateDomain, Domain, Fact, NumberDomain, OptionsDomain, Relation
from kpirules.semantics.domain_problems import EmptyDomain, ImpossibleRelation, RelationsExclude
from kpirules.semantics.intervals import Stretch, between, on_grid
from kpirules.semantics.memory import FORGETFUL, Memory


def check_domains(
    facts: dict[str, Fact], memory: Memory = FORGETFUL, where: str = ""
) -> tuple[Problem, ...]:
    """What is wrong with the ranges and relations of facts, or of columns, which says `where`.

    A range written from a number to a smaller one is no matter of soundness:
    elaboration reports it at the number.
    """
    watched = memory.table(f"facts{where}", facts)
    found = [
        *memory.said(f"domains{where}", facts, _no_figure),
        *memory.said(f"relations{where}", facts, partial(_impossible, facts=watched)),
    ]
    if not found:
        related = memory.notable(f"related{where}", facts, _relations)
        found.extend(_circles(related, facts))
    return tuple(found)


def _relations(fact: Fact) -> tuple[Relation, ...]:
    return fact.relations


def numbers_of(domain: Domain) -> NumberDomain | None:
    """The numbers a fact may be, where it is one; a date is the number of its day."""
    match domain:
        case NumberDomain():
            return domain
        case DateDomain(low=low, high=high):
            return NumberDomain(_day(low), _day(high), 0)
        case _:
            return None


def _day(date: dt.date | None) -> Fraction | None:
    return None if date is None else Fraction(date.toordinal())


def stretch_of_domain(domain: NumberDomain) -> Stretch:
    """The numbers that may be supplied, on the grid of their decimals."""
    return on_grid(between(domain.low, domain.high), grid_of(domain))


def grid_of(domain: NumberDomain) -> Fraction | None:
    """The step between figures that may be supplied; None where any number may be."""
    return None if domain.decimals is None else Fraction(1, 10**domain.decimals)


def is_empty(domain: Domain) -> bool:
    """Whether nothing can be supplied."""
    match domain:
        case NumberDomain():
            return stretch_of_domain(domain).empty
        case OptionsDomain():
            return not domain.options
        case _:
            return False


def _is_turned(domain: Domain) -> bool:
    match domain:
        case NumberDomain(low=Fraction() as low, high=Fraction() as high):
            return low > high
        case _:
            return False


def _no_figure(fact: Fact) -> tuple[Problem, ...]:
    wrong = is_empty(fact.domain) and not _is_turned(fact.domain)
    return (EmptyDomain(fact.span, fact),) if wrong else ()


def _impossible(fact: Fact, facts: Mapping[str, Fact]) -> tuple[Problem, ...]:
    """Relations to other facts for which the ranges leave no room."""
    return tuple(
        ImpossibleRelation(relation.span, fact, relation, other)
        for relation in fact.relations
        if (other := facts.get(relation.other)) is not None and not _room(fact, relation, other)
    )


def _room(fact: Fact, relation: Relation, other: Fact) -> bool:
    """Whether some two values in the ranges stand in the relation."""
    if fact is other:
        return relation.operator in {"=", "<=", ">="}
    left, right = fact.domain, other.domain
    if relation.operator in {">", ">="}:
        left, right = right, left
    if not isinstance(left, NumberDomain) or not isinstance(right, NumberDomain):
        return True
    one, two = stretch_of_domain(left), stretch_of_domain(right)
    match relation.operator:
        case "=":
            room = not one.met(two).empty
        case "<=" | ">=":
            room = one.low < two.high
        case "<" | ">":
            room = _below(left, right)
        case "!=":
            room = not left.low == left.high == right.low == right.high is not None
    # A range that is empty by itself is another mistake.
    return room or one.empty or two.empty


def _below(left: NumberDomain, right: NumberDomain) -> bool:
    """Whether a value of the left range can be below one of the right."""
    least, most = stretch_of_domain(left).low, stretch_of_domain(right).high
    if least.end or most.end:
        return True
    grid = grid_of(right)
    greatest = most.value - grid if grid is not None else most.value
    return least.value < greatest


def _circles(
    related: Mapping[str, tuple[Relation, ...]], facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    """A fact below another that may not be above it: `a below b`, `b at most a`."""
    strict = any(
        relation.operator in {"<", ">"} for relations in related.values() for relation in relations
    )
    if not strict:
        return
    at_most: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    below: list[tuple[str, str, Relation]] = []
    for key, relations in related.items():
        for relation in relations:
            if relation.other not in facts:
                continue
            if relation.operator in {"<", "<=", "="}:
                at_most[key].append((relation.other, relation))
            if relation.operator in {">", ">=", "="}:
                at_most[relation.other].append((key, relation))
            if relation.operator == "<":
                below.append((key, relation.other, relation))
            if relation.operator == ">":
                below.append((relation.other, key, relation))
    for low, high, relation in below:
        way = _way(high, low, at_most)
        if way is not None:
            yield RelationsExclude(relation.span, facts[low], facts[high], way)


def _way(
    start: str, goal: str, at_most: Mapping[str, list[tuple[str, Relation]]]
) -> tuple[Relation, ...] | None:
    """The relations by which one fact is at most another; None where nothing says so."""
    ways: dict[str, tuple[Relation, ...]] = {start: ()}
    pending = [start]
    for key in pending:
        for other, relation in at_most[key]:
            if other not in ways:
                ways[other] = (*ways[key], relation)
                pending.append(other)
    return ways.get(goal)
