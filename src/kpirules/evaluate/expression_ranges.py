"""Between what an expression must lie while some of what it asks for is missing.

Each part is taken for itself, as if parts had nothing to do with each other: so the
range is exact where every missing part stands once, and otherwise may be wider than what
is possible, never narrower. What has a value is taken as it is. None is no limit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce

from kpirules.evaluate.approximate import Range, Real, greatest, least
from kpirules.evaluate.arithmetic import APPLY
from kpirules.evaluate.component_scores import range_of_score
from kpirules.evaluate.expressions import evaluate_expression
from kpirules.evaluate.rounding import limit
from kpirules.evaluate.sums import Sums
from kpirules.evaluate.trace import Trace
from kpirules.model import expressions as ex
from kpirules.model.facts import NumberDomain

_ANYTHING: Range = (None, None)
_DEEPEST = 50
"""How many values deep a range is looked for: chains of values may be longer than Python's."""
_RISING = frozenset(("floor", "ceiling", "sqrt", "ln", "exp"))
"""Functions of one number that never fall when it rises."""


class Ranges:
    """Ranges of expressions over what a scorecard's parts come to."""

    def __init__(self, totals: Sums) -> None:
        self._totals = totals
        self._inside = 0

    def of(self, expr: ex.Expr) -> Range:
        """The range of a number."""
        match expr:
            case ex.Sum():
                terms = [self.of(term) for term in expr.terms]
                signed = [
                    _negative(each) if minus else each
                    for each, minus in zip(terms, expr.minus, strict=True)
                ]
                return reduce(_added, signed)
            case ex.Product():
                factors = [self.of(factor) for factor in expr.factors]
                signed = [
                    _inverted(each) if divide else each
                    for each, divide in zip(factors, expr.divide, strict=True)
                ]
                return reduce(_times, signed)
            case ex.Negation():
                return _negative(self.of(expr.operand))
            case ex.Apply():
                return _applied(expr.function, [self.of(part) for part in expr.arguments])
            case ex.Round():
                low, high = self.of(expr.operand)
                return limit(low, expr.rounding), limit(high, expr.rounding)
            case ex.If():
                return self._chosen(expr)
            case ex.OrElse():
                first = self.of(expr.first)
                known = isinstance(self._made(expr.first).value, Real)
                return first if known else _either(first, self.of(expr.second))
            case ex.ValueRef():
                return self._value(expr)
            case _:
                return self._limited(expr)

    def _made(self, expr: ex.Expr) -> Trace:
        return evaluate_expression(expr, self._totals.names)

    def _chosen(self, expr: ex.If) -> Range:
        """The branch that is taken, or either where that may still be another one."""
        holds = self._made(expr.condition).value
        if isinstance(holds, bool) and not self._asks_whether_known(expr.condition):
            return self.of(expr.then if holds else expr.otherwise)
        return _either(self.of(expr.then), self.of(expr.otherwise))

    def _value(self, expr: ex.ValueRef) -> Range:
        value = self._totals.rules.values[expr.name]
        found = self._made(expr).value
        if isinstance(found, Real) and not self._asks_whether_known(value.formula):
            return found, found
        if self._inside > _DEEPEST:
            return _ANYTHING
        self._inside += 1
        low, high = self.of(value.formula)
        self._inside -= 1
        return limit(low, value.rounding), limit(high, value.rounding)

    def _asks_whether_known(self, formula: ex.Expr) -> bool:
        """Whether it may come to something else once what is missing is there."""
        pending = [formula]
        seen: set[str] = set()
        while pending:
            here = pending.pop()
            if isinstance(here, ex.Known | ex.OrElse):
                return True
            if isinstance(here, ex.ValueRef) and here.name not in seen:
                seen.add(here.name)
                pending.append(self._totals.rules.values[here.name].formula)
            pending.extend(ex.children(here))
        return False

    def _limited(self, expr: ex.Expr) -> Range:
        """What cannot be looked into: its value, or what limits it where it has none."""
        totals, trace = self._totals, self._made(expr)
        if isinstance(trace.value, Real):
            return trace.value, trace.value
        match expr:
            case ex.ComponentRef(field="score"):
                return range_of_score(totals, trace)
            case ex.ComponentRef() if counted := totals.counted_within(expr.name):
                return totals.range_of_sum(counted, None, exact=not totals.card.sums_rounded)
            case ex.IndicatorRef(field="score"):
                result, score, _ = totals.score_of(expr.name)
                return totals.parts.score_range(totals.rules.indicators[expr.name], result, score)
            case ex.IndicatorRef(field="weighted") if expr.name in totals.card.indicators:
                return totals.range_of_sum([expr.name], None, exact=False)
            case ex.FactRef():
                domain = totals.rules.facts[expr.name].domain
                return (domain.low, domain.high) if isinstance(domain, NumberDomain) else _ANYTHING
            case _:
                return _ANYTHING


def _added(one: Range, other: Range) -> Range:
    return (
        None if one[0] is None or other[0] is None else one[0] + other[0],
        None if one[1] is None or other[1] is None else one[1] + other[1],
    )


def _negative(found: Range) -> Range:
    low, high = found
    return None if high is None else -high, None if low is None else -low


def _either(one: Range, other: Range) -> Range:
    return (
        None if one[0] is None or other[0] is None else least(one[0], other[0]),
        None if one[1] is None or other[1] is None else greatest(one[1], other[1]),
    )


def _times(one: Range, other: Range) -> Range:
    (a, b), (c, d) = one, other
    if a is not None and b is not None and c is not None and d is not None:
        corners = [a * c, a * d, b * c, b * d]
        return reduce(least, corners), reduce(greatest, corners)
    if a is not None and c is not None and a >= 0 and c >= 0:
        return a * c, None
    return _ANYTHING


def _inverted(found: Range) -> Range:
    """One divided by a number that is known to lie on one side of zero."""
    low, high = found
    if low is None or high is None or (low <= 0 <= high):
        return _ANYTHING
    return 1 / high, 1 / low


def _applied(function: str, parts: Sequence[Range]) -> Range:
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    match function:
        case "min":
            return _all(least, lows), _some(least, highs)
        case "max":
            return _some(greatest, lows), _all(greatest, highs)
        case "mean":
            low, high = reduce(_added, parts)
            count = len(parts)
            return None if low is None else low / count, None if high is None else high / count
        case "clamp":
            return _at_each_end(function, lows), _at_each_end(function, highs)
        case "geometric-mean" if all(low is not None and low >= 0 for low in lows):
            return _at_each_end(function, lows), _at_each_end(function, highs)
        case "abs":
            return _absolute(parts[0])
        case _ if function in _RISING:
            return _at_each_end(function, lows), _at_each_end(function, highs)
        case _:
            return _ANYTHING


def _all(choose: Callable[[Real, Real], Real], ends: Sequence[Real | None]) -> Real | None:
    known = [end for end in ends if end is not None]
    return reduce(choose, known) if len(known) == len(ends) else None


def _some(choose: Callable[[Real, Real], Real], ends: Sequence[Real | None]) -> Real | None:
    known = [end for end in ends if end is not None]
    return reduce(choose, known) if known else None


def _absolute(found: Range) -> Range:
    low, high = found
    if low is not None and low >= 0:
        return found
    if high is not None and high <= 0:
        return _negative(found)
    if low is None or high is None:
        return Fraction(0), None
    return Fraction(0), greatest(-low, high)


def _at_each_end(function: str, ends: Sequence[Real | None]) -> Real | None:
    """What a function that rises with each of its parts comes to; no limit where it has no result."""
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    found = APPLY[function](known)
    return None if isinstance(found, str) else found
