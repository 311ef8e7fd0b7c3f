"""Facts that bring a total to the edge of a band where no inversion says how: by halving.

A total by a formula, or one that is no sum, may do with its scores what it likes. Between the
ends of a fact's range it is somewhere on the edge, if it is on either side of it at
the ends. Nothing is taken on trust: whoever asks evaluates what is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import FactSupplied
from kpirules.explain.layers import facts_behind
from kpirules.model.facts import Fact, NumberDomain
from kpirules.testing.changed_facts import with_fact

_PLACES = 2
"""The decimals tried of a fact that may have any."""


def searched(edge: Fraction, base: Evaluation) -> Iterator[Evaluation]:
    """The base with one fact changed so that the total is at an edge, and beside it.

    Where one fact is not enough it goes as far as helps, and the next one is tried.
    """
    for fact in list(_facts(base)):
        start, last, step = _range(fact)
        if start is None or last is None:
            continue
        ends = [with_fact(base, fact, value) for value in (start, last)]
        totals = [each.total.value for each in ends]
        low, high = totals
        if not isinstance(low, Fraction) or not isinstance(high, Fraction):
            continue
        if (low < edge) != (high < edge):
            place = _crossing(edge, fact, base, start, step, int((last - start) / step))
            for beside in (place, place - 1, place + 1):
                value = start + beside * step
                if start <= value <= last:
                    yield with_fact(base, fact, value)
            continue
        yield from ends
        base = min(zip(ends, (low, high), strict=True), key=lambda each: abs(each[1] - edge))[0]


def _crossing(
    edge: Fraction, fact: Fact, base: Evaluation, start: Fraction, step: Fraction, most: int
) -> int:
    """After how many steps the total is on the other side of the edge."""

    def is_below(steps: int) -> bool:
        total = with_fact(base, fact, start + steps * step).total.value
        return isinstance(total, Fraction) and total < edge

    here, there = 0, most
    below = is_below(0)
    while there - here > 1:
        middle = (here + there) // 2
        if is_below(middle) == below:
            here = middle
        else:
            there = middle
    return there if below else here  # the side on which the total is at least the edge


def _facts(base: Evaluation) -> Iterator[Fact]:
    """The numbers supplied for this year that the total is computed from, each once."""
    seen: set[str] = set()
    for trace in facts_behind(base.total):
        step = trace.step
        if (
            isinstance(step, FactSupplied)
            and step.supplied.period == base.period
            and isinstance(trace.value, Fraction)
            and step.fact.name not in seen
        ):
            seen.add(step.fact.name)
            yield step.fact


def _range(fact: Fact) -> tuple[Fraction | None, Fraction | None, Fraction]:
    """The least and the greatest value a fact may have, and the steps between them."""
    domain = fact.domain
    if not isinstance(domain, NumberDomain) or domain.low is None or domain.high is None:
        return None, None, Fraction(1)
    places = domain.decimals if domain.decimals is not None else _PLACES
    return domain.low, domain.high, Fraction(1, 10**places)
