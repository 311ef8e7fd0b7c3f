"""Within which limits a plain expression stays, told once more in other words than the program's.

Books that are to be sound need levels that some result comes to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from tests.plain import Expr, Fact, Parameter, Rounding
from tests.reference import Range, rounded

NOTHING: Range = (None, None)


@dataclass
class Reach:
    """The range of each fact, parameter, value and result, and which fact is part of which."""

    ranges: dict[Expr, Range] = field(default_factory=dict)
    parts: set[tuple[Expr, Expr]] = field(default_factory=set)

    def add_fact(self, fact: Fact) -> None:
        """A fact with its range and relation."""
        this = ("fact", fact.name)
        self.ranges[this] = (fact.low, fact.high)
        if fact.relation is not None:
            sign, other = fact.relation
            pair = (this, ("fact", other))
            self.parts.add(pair if sign in {"<", "<="} else pair[::-1])

    def add_parameter(self, parameter: Parameter) -> None:
        """A parameter with the values of all its years."""
        values = [value for value, *_ in parameter.rows]
        self.ranges["parameter", parameter.name] = (min(values), max(values))

    def add_named(self, named: Expr, formula: Expr, rounding: Rounding | None) -> None:
        """A value or a result by its formula."""
        low, high = self.of(formula)
        if rounding is not None:
            low = low if low is None else rounded(low, rounding)
            high = high if high is None else rounded(high, rounding)
        self.ranges[named] = (low, high)

    def of(self, expr: Expr) -> Range:
        """The least and the greatest value; None where nothing limits it."""
        match expr:
            case ("number", value, _):
                return value, value
            case ("stages", _, conditions):
                return Fraction(0), Fraction(len(conditions))
            case ("negative", part):
                return _negative(self.of(part))
            case ("sum", terms):
                ranges = [
                    self.of(part) if sign == "+" else _negative(self.of(part))
                    for sign, part in terms
                ]
                return _all(sum, [low for low, _ in ranges]), _all(
                    sum, [high for _, high in ranges]
                )
            case ("if", _, *parts) | ("or else", *parts):
                return _either([self.of(part) for part in parts])
            case ("call", function, parts):
                return _called(function, [self.of(part) for part in parts])
            case ("round", part, rounding):
                low, high = self.of(part)
                return (
                    low if low is None else rounded(low, rounding),
                    high if high is None else rounded(high, rounding),
                )
            case ("product", factors):
                return self._product(list(factors))
        return self.ranges.get(expr, NOTHING)

    def _product(self, factors: list[tuple[str, Expr]]) -> Range:
        found: Range = (Fraction(1), Fraction(1))
        above = [part for sign, part in factors if sign == "*"]
        below = [part for sign, part in factors if sign == "/"]
        for pair in ((a, b) for a in above for b in below):
            low = self.ranges.get(pair[0], NOTHING)[0]
            if pair in self.parts and low is not None and low >= 0:
                found = (Fraction(0), Fraction(1))
                factors = [each for each in factors if each[1] not in pair]
                break
        for sign, part in factors:
            found = _times(found, self.of(part) if sign == "*" else _inverse(self.of(part)))
        return found


def _called(function: str, parts: list[Range]) -> Range:
    low, high = _either(parts)
    match function:
        case "min":
            return low, min((b for _, b in parts if b is not None), default=None)
        case "max":
            return max((a for a, _ in parts if a is not None), default=None), high
        case "mean":
            return low, high
        case "clamp":
            value, *limits = parts
            floor, ceiling = _either(limits)
            if floor is None or ceiling is None:
                return NOTHING
            ends = [min(max(end, floor), ceiling) if end is not None else None for end in value]
            return (floor if ends[0] is None else ends[0], ceiling if ends[1] is None else ends[1])
    return NOTHING


def _all(made: object, limits: list[Fraction | None]) -> Fraction | None:
    return None if None in limits else Fraction(made(limits))


def _either(ranges: list[Range]) -> Range:
    return _all(min, [low for low, _ in ranges]), _all(max, [high for _, high in ranges])


def _negative(this: Range) -> Range:
    low, high = this
    return (None if high is None else -high, None if low is None else -low)


def _times(one: Range, other: Range) -> Range:
    if None not in (*one, *other):
        corners = [a * b for a in one for b in other]
        return min(corners), max(corners)
    if None not in (one[0], other[0]) and min(one[0], other[0]) >= 0:
        return one[0] * other[0], None
    return NOTHING


def _inverse(this: Range) -> Range:
    low, high = this
    if low is not None and low >= 0:
        return (1 / high if high else Fraction(0)), (1 / low if low else None)
    if high is not None and high < 0:
        return 1 / high, (1 / low if low is not None else Fraction(0))
    return NOTHING
