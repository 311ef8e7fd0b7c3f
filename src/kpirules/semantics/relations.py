"""Which cases facts can be in together, when facts stand in relations: `at most …`.

Relations put facts in an order, so the least values that meet them all are
found by pushing lower bounds up until nothing moves. Cases are possible where
every least value still lies below the upper end of its part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from msgspec import Struct

from kpirules.model.facts import Fact
from kpirules.semantics.case_sets import CaseSets
from kpirules.semantics.domains import grid_of, numbers_of, stretch_of_domain
from kpirules.semantics.intervals import Cut, Stretch, after, snapped

_MOST_COMBINATIONS = 2_000


def least_values(
    box: Mapping[str, int], cases: CaseSets, facts: Mapping[str, Fact]
) -> dict[str, Cut]:
    """For one case: from where on the values of related facts meet their relations."""
    found: dict[str, Cut] = {}
    for related in _families(cases, facts):
        stretches = _stretches(related, box, cases, facts)
        found.update(_least_values(stretches, list(_orders(related, facts)), facts) or {})
    return found


class _Order(Struct, frozen=True):
    """`low` is at most `high`, or below it."""

    low: str
    high: str
    strict: bool


def possible_cases(cases: CaseSets, facts: Mapping[str, Fact]) -> int | None:
    """The cases that relations allow; None where they are too many or of another kind to tell."""
    allowed = cases.everything
    for related in _families(cases, facts):
        orders = list(_orders(related, facts))
        if any(relation.operator == "!=" for key in related for relation in facts[key].relations):
            return None
        divided = [key for key in related if key in cases.dimensions]
        if prod(len(cases.dimensions[key].parts) for key in divided) > _MOST_COMBINATIONS:
            return None
        ranges = {key: range(len(cases.dimensions[key].parts)) for key in divided}
        for positions in product(*ranges.values()):
            box = dict(zip(divided, positions, strict=True))
            stretches = _stretches(related, box, cases, facts)
            if _least_values(stretches, orders, facts) is None:
                allowed &= ~cases.inside({key: (position,) for key, position in box.items()})
    return allowed


def _least_values(
    stretches: Mapping[str, Stretch], orders: list[_Order], facts: Mapping[str, Fact]
) -> dict[str, Cut] | None:
    """From where on each fact's values meet all orders; None where they never do."""
    least = {key: stretch.low for key, stretch in stretches.items()}
    # Each round settles at least one more fact, unless they go round in a circle.
    for _ in range(2 * len(least) + 2):
        moved = False
        for order in orders:
            pushed = _pushed(least[order.low], order, facts)
            if pushed > least[order.high]:
                least[order.high] = pushed
                moved = True
        if not moved:
            break
    else:
        return None
    if any(cut >= stretches[key].high for key, cut in least.items()):
        return None
    return least


def _pushed(low: Cut, order: _Order, facts: Mapping[str, Fact]) -> Cut:
    """From where on the higher fact's values lie above the lower fact's least value."""
    cut = after(low.value) if order.strict and not low.end else low
    domain = numbers_of(facts[order.high].domain)
    return cut if domain is None else snapped(cut, grid_of(domain))


def _related_to(key: str, facts: Mapping[str, Fact]) -> set[str]:
    """The facts that relations join to one, directly or through others, and itself."""
    neighbours: dict[str, set[str]] = {each: set() for each in facts}
    for each, fact in facts.items():
        for relation in fact.relations:
            if relation.other in facts:
                neighbours[each].add(relation.other)
                neighbours[relation.other].add(each)
    found, pending = {key}, [key]
    while pending:
        for other in neighbours[pending.pop()] - found:
            found.add(other)
            pending.append(other)
    return found


def _families(cases: CaseSets, facts: Mapping[str, Fact]) -> Iterator[list[str]]:
    """The facts of the cases with the facts related to them, each once."""
    seen: set[str] = set()
    for key in cases.dimensions:
        if key not in seen:
            related = _related_to(key, facts)
            seen |= related
            if len(related) > 1:
                yield sorted(related)


def _orders(keys: list[str], facts: Mapping[str, Fact]) -> Iterator[_Order]:
    for key in keys:
        for relation in facts[key].relations:
            if numbers_of(facts[key].domain) is None or relation.other not in keys:
                continue
            if relation.operator in {"<", "<=", "="}:
                yield _Order(key, relation.other, strict=relation.operator == "<")
            if relation.operator in {">", ">=", "="}:
                yield _Order(relation.other, key, strict=relation.operator == ">")


def _stretches(
    keys: list[str], box: Mapping[str, int], cases: CaseSets, facts: Mapping[str, Fact]
) -> dict[str, Stretch]:
    """Where each fact lies: in its part of the box, or anywhere it may."""
    found: dict[str, Stretch] = {}
    for key in keys:
        part = cases.dimensions[key].parts[box[key]] if key in box else None
        domain = numbers_of(facts[key].domain)
        if isinstance(part, Stretch):
            found[key] = part
        elif domain is not None:
            found[key] = stretch_of_domain(domain)
    return found
