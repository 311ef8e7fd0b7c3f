"""A missing result, and that of the previous fiscal year in its place, where the scorecard says so.

What is carried over is the indicator's result, by its own formula with the figures of
the previous year; it is scored by the levels of the year evaluated. A result that is made
of scores has none in another year, so nothing is carried over for it.
"""

from __future__ import annotations

from kpirules.evaluate.needs import builds_on_scores
from kpirules.evaluate.trace import CarriedOver, Gap, NotCarried, Trace
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import PolicyLine, Scorecard
from kpirules.model.units import POINT
from kpirules.text.thai import name_key


def carrying(indicator: Indicator, own: Trace, card: Scorecard, rules: Rules) -> PolicyLine | None:
    """The policy that looks for a missing result in the previous year, if there is one."""
    if not isinstance(own.value, Gap) or own.value.reason == "undefined":
        return None
    policy = card.policy(own.value.reason)
    if policy is None or policy.policy != "carry_over":
        return None
    return None if builds_on_scores(name_key(indicator.name), rules) else policy


def carried(
    indicator: Indicator, own: Trace, previous: Trace, policy: PolicyLine, period: int
) -> Trace:
    """The previous year's result, unless that is missing too."""
    if isinstance(previous.value, Gap):
        return own
    step = CarriedOver(indicator, policy, period, period - 1)
    return Trace(previous.value, indicator.unit, step, (own, previous), policy.span)


def not_carried(
    indicator: Indicator, own: Trace, previous: Trace, policy: PolicyLine, period: int
) -> Trace:
    """No score, where the previous year's result is missing too: for the year's own reason."""
    step = NotCarried(indicator, policy, period - 1)
    return Trace(own.value, POINT, step, (own, previous), policy.span)
