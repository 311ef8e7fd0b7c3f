"""From a result to a score, by the levels of an indicator."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.problems import NoTargetsInPeriod, ResultRefused
from kpirules.evaluate.rounding import round_trace
from kpirules.evaluate.trace import (
    AboveLast,
    BelowFirst,
    CarriedOver,
    Distance,
    Gap,
    Interpolated,
    Result,
    ResultOf,
    Stepped,
    Trace,
)
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import Rounding, rounded
from kpirules.model.scoring import (
    Extrapolate,
    FixedScore,
    FromPoint,
    LastScore,
    Level,
    Refuse,
    Scale,
    ToPoint,
    Wanted,
)
from kpirules.model.units import POINT
from kpirules.text.span import Span


def score_by_levels(
    indicator: Indicator, scale: Scale, result: Trace, findings: list[Problem]
) -> Trace:
    """The score of a result that has a value."""
    if scale.method.nearer_to is not None:
        result = _distance(indicator, scale.method.nearer_to, result)
    value = result.value
    assert isinstance(value, Real)  # noqa: S101  # an indicator's formula is a number
    method, levels = scale.method, scale.levels
    first, last = levels[0], levels[-1]
    ahead = _ahead(scale)
    score: Result
    if ahead(value) < ahead(first.at):
        score, span = _below(indicator, scale, value, findings)
        step: BelowFirst | AboveLast | Interpolated | Stepped = BelowFirst(
            indicator, method, first, method.below
        )
    elif ahead(value) >= ahead(last.at):
        score, span = _above(indicator, scale, value, findings)
        step = AboveLast(indicator, method, last, method.above, exactly=value == last.at)
    else:
        index = max(
            number for number, level in enumerate(levels) if ahead(level.at) <= ahead(value)
        )
        lower, upper = levels[index], levels[index + 1]
        if method.between == "interpolate":
            score, span = line_through(lower, upper, value), lower.span
            step = Interpolated(indicator, method, lower, upper)
        else:
            score, span = lower.score, lower.span
            step = Stepped(indicator, method, lower, upper)
    return round_trace(Trace(score, POINT, step, (result,), span), method.rounding, findings)


def _distance(indicator: Indicator, wanted: Wanted, result: Trace) -> Trace:
    """How far a result is from what is wanted, on either side."""
    assert isinstance(result.value, Real)  # noqa: S101  # an indicator's formula is a number
    far = abs(result.value - wanted.result)
    return Trace(far, indicator.unit, Distance(indicator, wanted), (result,), wanted.span)


def score_bounds(indicator: Indicator) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest score an indicator can get; None where there is no bound."""
    scale = indicator.scale
    if scale is None:
        return None, None
    method = scale.method
    scores = [level.score for level in scale.levels]
    low_open = high_open = False
    for policy in (method.below,) if scale.ends_at_best else (method.below, method.above):
        match policy:
            case FixedScore() | FromPoint() | ToPoint():
                scores.append(policy.score)
            case Extrapolate():
                if policy is method.below:
                    low_open = scale.levels[0].score != scale.levels[1].score
                elif method.nearer_to is not None:
                    scores.append(_at_best(scale))
                else:
                    high_open = scale.levels[-1].score != scale.levels[-2].score
            case LastScore() | Refuse():
                continue
            case _:
                assert_never(policy)
    low = None if low_open else _bound(min(scores), method.rounding)
    high = None if high_open else _bound(max(scores), method.rounding)
    return low, high


def _at_best(scale: Scale) -> Fraction:
    """The score of exactly what is wanted, on the line of the last two levels."""
    found = line_through(scale.levels[-2], scale.levels[-1], Fraction(0))
    assert isinstance(found, Fraction)  # noqa: S101  # levels are fractions
    return found


Point = Level | FromPoint | ToPoint
"""What a line goes through: a result and its score."""


def falls_short(result: Trace, findings: list[Problem]) -> tuple[Trace, bool | Gap]:
    """Whether an indicator's result is below its first level; and what was held against it."""
    assert isinstance(result.step, ResultOf | CarriedOver)  # noqa: S101  # a result that has a value
    indicator = result.step.indicator
    scale = indicator.scale
    if scale is None:
        findings.append(no_targets(indicator, result.step.period))
        return result, Gap("undefined")
    if scale.method.nearer_to is not None:
        result = _distance(indicator, scale.method.nearer_to, result)
    assert isinstance(result.value, Real)  # noqa: S101  # an indicator's formula is a number
    ahead = _ahead(scale)
    return result, bool(ahead(result.value) < ahead(scale.levels[0].at))


def no_targets(indicator: Indicator, period: int) -> NoTargetsInPeriod:
    """That an indicator has target levels, but none for a year."""
    years = [scale.years for scale in indicator.dated if scale.years is not None]
    told = ", ".join(f"{each.start}-{'' if each.end is None else each.end}" for each in years)
    return NoTargetsInPeriod(indicator.span, indicator.name, period, told)


def line_through(lower: Point, upper: Point, value: Real) -> Real:
    """The straight line through two points: lower.score + Δscore x (value - lower.at) / Δat."""
    share = (value - lower.at) / (upper.at - lower.at)
    return lower.score + (upper.score - lower.score) * share


def _bound(score: Fraction, rounding: Rounding | None) -> Fraction:
    return score if rounding is None else rounded(score, rounding)[0]


def _ahead(scale: Scale) -> Callable[[Real], Real]:
    """Orders results so that more demanding ones are greater."""
    return (lambda at: at) if scale.method.direction == "higher" else (lambda at: -at)


def _below(
    indicator: Indicator, scale: Scale, value: Real, findings: list[Problem]
) -> tuple[Result, Span]:
    policy, levels = scale.method.below, scale.levels
    match policy:
        case FixedScore():
            return policy.score, policy.span
        case FromPoint():
            if _ahead(scale)(value) <= _ahead(scale)(policy.at):
                return policy.score, policy.span
            return line_through(policy, levels[0], value), policy.span
        case Extrapolate():
            return line_through(levels[0], levels[1], value), policy.span
        case Refuse():
            return _refused(indicator, value, policy, findings), policy.span
        case _:
            assert_never(policy)


def _above(
    indicator: Indicator, scale: Scale, value: Real, findings: list[Problem]
) -> tuple[Result, Span]:
    policy, levels = scale.method.above, scale.levels
    if value == levels[-1].at:
        return levels[-1].score, levels[-1].span
    match policy:
        case FixedScore():
            return policy.score, policy.span
        case ToPoint():
            if _ahead(scale)(value) >= _ahead(scale)(policy.at):
                return policy.score, policy.span
            return line_through(levels[-1], policy, value), policy.span
        case LastScore():
            return levels[-1].score, policy.span
        case Extrapolate():
            return line_through(levels[-2], levels[-1], value), policy.span
        case Refuse():
            return _refused(indicator, value, policy, findings), policy.span
        case _:
            assert_never(policy)


def _refused(indicator: Indicator, value: Real, policy: Refuse, findings: list[Problem]) -> Gap:
    findings.append(ResultRefused(indicator.formula_span, indicator.name, str(value), policy.span))
    return Gap("undefined")
