"""Sets of cases: every fact divided where conditions change, and all combinations.

A set of cases is one whole number with a bit for each case, so that and, or
and not of conditions are single operations however many cases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import prod

from msgspec import Struct

from kpirules.model.facts import Fact, OptionsDomain
from kpirules.semantics.conditions import (
    Always,
    Chosen,
    Condition,
    Contrary,
    Every,
    Holds,
    Opaque,
    Some,
    Within,
)
from kpirules.semantics.domains import grid_of, numbers_of, stretch_of_domain
from kpirules.semantics.intervals import Cut, Stretch, on_grid, snapped
from kpirules.text.thai import name_key

MOST_CASES = 20_000

Part = Stretch | bool | str
"""A part of a fact's values that no condition divides: numbers, yes or no, or an option."""


class Dimension(Struct, frozen=True):
    """A fact and its values in parts; numbers from the lowest to the highest."""

    fact: Fact
    parts: tuple[Part, ...]


Box = dict[str, tuple[int, ...]]
"""Some parts of each fact, by position: the cases that combine one of each."""


class CaseSets(Struct, frozen=True):
    """All cases of some facts. The last fact's parts change fastest from bit to bit."""

    dimensions: dict[str, Dimension]

    @property
    def size(self) -> int:
        """How many cases there are."""
        return prod(len(dimension.parts) for dimension in self.dimensions.values())

    @property
    def everything(self) -> int:
        """All cases."""
        return (1 << self.size) - 1

    def where(self, key: str, positions: Iterable[int]) -> int:
        """The cases in which a fact lies in one of these of its parts."""
        stride, count, repeats = 1, 1, 1
        after = False
        for name, dimension in self.dimensions.items():
            if name == key:
                count, after = len(dimension.parts), True
            elif after:
                stride *= len(dimension.parts)
            else:
                repeats *= len(dimension.parts)
        block = sum(((1 << stride) - 1) << (position * stride) for position in positions)
        period = stride * count
        # One block for each combination of the facts before it: 1 + 2^p + 2^2p …
        return block * (((1 << (period * repeats)) - 1) // ((1 << period) - 1))

    def of(self, condition: Condition) -> int:
        """The cases in which a condition holds; none for what is opaque."""
        match condition:
            case Opaque():
                found = 0
            case Always():
                found = self.everything if condition.holds else 0
            case Contrary():
                found = self.everything & ~self.of(condition.part)
            case Every():
                found = self.everything
                for part in condition.parts:
                    found &= self.of(part)
            case Some():
                found = 0
                for part in condition.parts:
                    found |= self.of(part)
            case Within() | Chosen() | Holds():
                dimension = self.dimensions[condition.fact]
                positions = [
                    index
                    for index, part in enumerate(dimension.parts)
                    if _meets(part, condition, dimension.fact)
                ]
                found = self.where(condition.fact, positions)
        return found

    def inside(self, box: Box) -> int:
        """The cases of a box."""
        found = self.everything
        for key, positions in box.items():
            found &= self.where(key, positions)
        return found

    def case(self, bit: int) -> Box:
        """The box of one case."""
        box: Box = {}
        for key, dimension in reversed(self.dimensions.items()):
            bit, position = divmod(bit, len(dimension.parts))
            box[key] = (position,)
        return {key: box[key] for key in self.dimensions}

    def grown(self, cases: int, allowed: int) -> Box:
        """A box round the first of some cases, as large as the allowed cases let it be."""
        box = self.case(first_bit(cases))
        for key, dimension in self.dimensions.items():
            count = len(dimension.parts)
            ordered = numbers_of(dimension.fact.domain) is not None
            (start,) = box[key]
            for steps in (range(start + 1, count), range(start - 1, -1, -1)):
                for position in steps:
                    wider = {**box, key: tuple(sorted((*box[key], position)))}
                    if not self.inside(wider) & ~allowed:
                        box = wider
                    elif ordered:
                        break  # a range has no holes
        return box


def first_bit(cases: int) -> int:
    """The number of the first case of a set that is not empty."""
    return (cases & -cases).bit_length() - 1


def case_sets(facts: Mapping[str, Fact], conditions: Iterable[Condition]) -> CaseSets:
    """The cases that conditions tell apart, by the facts they test."""
    cuts: dict[str, set[Cut]] = {}
    for condition in conditions:
        _collect(condition, cuts)
    return CaseSets({key: Dimension(facts[key], _parts(facts[key], cuts[key])) for key in cuts})


def _collect(condition: Condition, cuts: dict[str, set[Cut]]) -> None:
    match condition:
        case Within():
            own = cuts.setdefault(condition.fact, set())
            for stretch in condition.stretches:
                own.update((stretch.low, stretch.high))
        case Chosen() | Holds():
            cuts.setdefault(condition.fact, set())
        case Every() | Some():
            for part in condition.parts:
                _collect(part, cuts)
        case Contrary():
            _collect(condition.part, cuts)
        case Always() | Opaque():
            pass


def _parts(fact: Fact, cuts: set[Cut]) -> tuple[Part, ...]:
    """The values of a fact, divided at the cuts; on a grid only where grid values lie."""
    domain = fact.domain
    if isinstance(domain, OptionsDomain):
        return domain.options
    numbers = numbers_of(domain)
    if numbers is None:
        return (False, True)
    whole, grid = stretch_of_domain(numbers), grid_of(numbers)
    within = {snapped(cut, grid) for cut in cuts}
    edges = sorted(cut for cut in within if whole.low < cut < whole.high)
    ends = [whole.low, *edges, whole.high]
    return tuple(Stretch(low, high) for low, high in pairwise(ends) if low < high)


def _meets(part: Part, condition: Within | Chosen | Holds, fact: Fact) -> bool:
    """Whether a part, which no condition divides, meets a condition."""
    match condition:
        case Within(stretches=stretches):
            numbers = numbers_of(fact.domain)
            grid = None if numbers is None else grid_of(numbers)
            return isinstance(part, Stretch) and any(
                not part.met(on_grid(stretch, grid)).empty for stretch in stretches
            )
        case Chosen():
            return isinstance(part, str) and name_key(part) in condition.options
        case Holds():
            return part is True
