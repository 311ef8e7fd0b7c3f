"""Comparisons that never hold and conditions that always do, by what is declared.

A comparison of one fact with a number is looked at value by value, on the grid
of the fact; of anything else the bounds are compared. In a condition of many
parts each that never holds is reported. That a part always holds is no mistake
(tables write out both ends of a range), unless it is the whole condition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.bounds import bounds_of
from kpirules.model.facts import Fact
from kpirules.model.indicators import Classification, Indicator, Value
from kpirules.model.rules import Rules
from kpirules.model.tables import LetColumn
from kpirules.semantics.case_sets import case_sets
from kpirules.semantics.comparison_problems import ForegoneComparison, Side
from kpirules.semantics.conditions import SIGNS, Chosen, Reader, Within
from kpirules.semantics.domains import grid_of, numbers_of, stretch_of_domain
from kpirules.semantics.inputs import inputs_of
from kpirules.semantics.intervals import Stretch, on_grid
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.text.span import Span

_LONGEST = 60
_TURNED = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}


def check_comparisons(
    rules: Rules, watched: Rules, told: Collection[Span], memory: Memory = FORGETFUL
) -> Iterator[Problem]:
    """Comparisons whose outcome is known beforehand; `told` are rows that are known to be in vain."""
    owners: list[tuple[str, Mapping[str, _Owner]]] = [
        ("values", rules.values),
        ("indicators", rules.indicators),
        ("facts", rules.facts),
        *((f"the table {table}", rows.lets) for table, rows in rules.tables.items()),
        ("decision tables", rules.classifications),
    ]
    for name, things in owners:
        look = partial(_of, rules=watched)
        for found in memory.said(f"comparisons in {name}", things, look):
            if not any(_within(found.span, row) for row in told):
                yield found


_Owner = Value | Indicator | Fact | LetColumn | Classification


def _of(owner: _Owner, rules: Rules) -> tuple[Problem, ...]:
    found: tuple[Iterator[Problem], ...]
    match owner:
        case Value():
            found = (_condition(owner.formula, rules), _optional(owner.not_applicable, rules))
        case Indicator():
            found = (
                _inside(owner.formula, rules),
                _optional(owner.score, rules),
                _optional(owner.not_applicable, rules),
            )
        case Classification():
            conditions = [row.condition for row in owner.outcomes if row.condition is not None]
            found = tuple(_inside(condition, rules) for condition in conditions)
        case Fact() | LetColumn():
            found = (_optional(owner.formula, rules),)
    return tuple(problem for part in found for problem in part)


def _within(span: Span, row: Span) -> bool:
    return span.file == row.file and row.start <= span.start < row.end


def _optional(expr: ex.Expr | None, rules: Rules) -> Iterator[Problem]:
    return iter(()) if expr is None else _condition(expr, rules)


def _condition(expr: ex.Expr, rules: Rules) -> Iterator[Problem]:
    """A whole condition, or a formula that may be one."""
    return _inside(expr, rules, foregone=(True, False))


def _inside(
    expr: ex.Expr, rules: Rules, foregone: tuple[bool, ...] = (False,)
) -> Iterator[Problem]:
    """The comparisons of an expression; those that decide something by themselves are conditions."""
    if isinstance(expr, ex.Compare | ex.Between):
        outcome = _outcome(expr, rules)
        if outcome in foregone:
            yield _foregone(expr, rules, holds=outcome is True)
            return
    conditions = {
        id(part)
        for part in (getattr(expr, "condition", None),)
        if isinstance(expr, ex.If | ex.Aggregate) and part is not None
    }
    for part in ex.children(expr):
        yield from _condition(part, rules) if id(part) in conditions else _inside(part, rules)


def _outcome(expr: ex.Compare | ex.Between, rules: Rules) -> bool | None:
    """Whether a comparison holds whatever is supplied; None where that depends."""
    if _anything_broken(expr):
        return None
    read = Reader(rules).read(expr)
    if isinstance(read, Within) and len(read.stretches) == 1:
        return _in_one_stretch(rules.facts[read.fact], read.stretches[0])
    if isinstance(read, Within | Chosen):
        cases = case_sets(rules.facts, [read])
        held = cases.of(read)
        if not cases.size or cases.everything == 0:
            return None
        return True if held == cases.everything else None if held else False
    return _by_bounds(expr, rules)


def _in_one_stretch(fact: Fact, stretch: Stretch) -> bool | None:
    """Whether the figures that may be supplied for a fact lie in a stretch."""
    numbers = numbers_of(fact.domain)
    if numbers is None:
        return None
    every, tested = stretch_of_domain(numbers), on_grid(stretch, grid_of(numbers))
    if every.empty:
        return None
    if tested.low <= every.low and every.high <= tested.high:
        return True
    return False if every.met(tested).empty else None


def _by_bounds(expr: ex.Compare | ex.Between, rules: Rules) -> bool | None:
    if isinstance(expr, ex.Between):
        above = _signs(expr.operand, expr.low, rules)
        below = _signs(expr.operand, expr.high, rules)
        return _both(_held(above, ">="), _held(below, "<="))
    return _held(_signs(expr.left, expr.right, rules), expr.operator)


def _held(possible: frozenset[int], operator: str) -> bool | None:
    wanted = frozenset(SIGNS[operator])
    if not possible or not possible & wanted:
        return False if possible else None
    return True if possible <= wanted else None


def _both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001  # no flags: outcomes
    if one is False or other is False:
        return False
    return True if one and other else None


def _signs(left: ex.Expr, right: ex.Expr, rules: Rules) -> frozenset[int]:
    """The signs that the difference of two numbers can have."""
    one, other = bounds_of(left, rules), bounds_of(right, rules)
    low = None if one.low is None or other.high is None else one.low - other.high
    high = None if one.high is None or other.low is None else one.high - other.low
    signs = {
        -1: low is None or low < 0,
        0: (low is None or low <= 0) and (high is None or high >= 0),
        1: high is None or high > 0,
    }
    if low is not None and high is not None and low > high:
        return frozenset()  # an empty range is another mistake
    found = frozenset(sign for sign, can_be in signs.items() if can_be)
    for operator, _ in _related(left, right, rules):
        found &= frozenset(SIGNS[operator])
    return found


def _related(left: ex.Expr, right: ex.Expr, rules: Rules) -> Iterator[tuple[str, Span]]:
    """How two facts are declared to stand to each other, the first on the left, and where."""
    if not isinstance(left, ex.FactRef) or not isinstance(right, ex.FactRef):
        return
    for one, other, turned in ((left, right, False), (right, left, True)):
        for relation in rules.facts[one.name].relations:
            if relation.other == other.name:
                operator = _TURNED[relation.operator] if turned else relation.operator
                yield operator, relation.span


def _foregone(expr: ex.Compare | ex.Between, rules: Rules, *, holds: bool) -> ForegoneComparison:
    operands = (
        (expr.left, expr.right)
        if isinstance(expr, ex.Compare)
        else (expr.operand, expr.low, expr.high)
    )
    sides = tuple(
        Side(_written(part.span, rules), bounds_of(part, rules), _is_literal(part))
        for part in operands
    )
    named = {each.span: each for part in operands for each in inputs_of(part, rules)}
    plain = len(named) == 1 and all(
        _is_literal(part) or isinstance(part, ex.FactRef | ex.ParameterRef) for part in operands
    )
    return ForegoneComparison(
        expr.span,
        _written(expr.span, rules),
        holds,
        () if plain else sides,
        tuple(named.values()),
        tuple(span for _, span in _related(operands[0], operands[1], rules)),
    )


def _is_literal(expr: ex.Expr) -> bool:
    number = expr.operand if isinstance(expr, ex.Negation) else expr
    return isinstance(number, ex.Number | ex.Option | ex.Flag)


def _anything_broken(expr: ex.Expr) -> bool:
    if isinstance(expr, ex.Number):
        return expr.is_broken
    if isinstance(expr, ex.Option):
        return not expr.name
    return any(map(_anything_broken, ex.children(expr)))


def _written(span: Span, rules: Rules) -> str:
    source = rules.sources.get(span.file)
    text = " ".join(source.excerpt(span).split()) if source is not None else ""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
