"""Which indicators count, and with which weight: what the policies for missing ones do."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.phrasing import both
from kpirules.evaluate.evaluation import Scored
from kpirules.evaluate.problems import NobodyToShare
from kpirules.evaluate.trace import Gap, Redistributed, Share, Trace, WeightOf
from kpirules.model.rules import Rules
from kpirules.model.scorecards import NOT_COUNTED, Policy, PolicyLine, Scorecard
from kpirules.model.units import NUMBER
from kpirules.text.thai import name_key


class Weights:
    """The weights in force, each made when it is asked for.

    Nothing here may look at more indicators than the policies need: an indicator may
    build on another one's weighted score.
    """

    def __init__(
        self,
        rules: Rules,
        card: Scorecard,
        score_of: Callable[[str], Scored],
        findings: list[Problem],
    ) -> None:
        self._rules = rules
        self._card = card
        self._score_of = score_of
        self._findings = findings
        self._declared = {policy.policy for policy in card.policies}
        self._weights: dict[str, Trace] = {}

    def members(self, component: str) -> list[str]:
        """The indicators directly in a component."""
        return [
            key
            for key in self._card.indicators
            if self._rules.indicators[key].component == component
        ]

    def counted_out(self, members: list[str]) -> tuple[tuple[str, PolicyLine], ...]:
        """Those among indicators that take no part, each with the policy."""
        return tuple(
            (key, policy) for key in members if (policy := self.giving_up(key)) is not None
        )

    def share_of(self) -> Share | None:
        """What weight counts of the whole, where some is left out of the denominator."""
        if "leave_out" not in self._declared:
            return None
        left, counted = Fraction(0), Fraction(0)
        for key in self._card.indicators:
            policy = self.giving_up(key)
            if policy is None:
                counted += weight_of(self.weight_in_force(key))
            elif policy.policy == "leave_out":
                left += self._rules.indicators[key].weight
        return Share(counted, counted + left) if left else None

    def is_left_out(self, key: str) -> bool:
        """Whether an indicator's weight is not in the denominator."""
        policy = self.giving_up(key)
        return policy is not None and policy.policy == "leave_out"

    def _wants_out(self, key: str) -> PolicyLine | None:
        """The policy by which an indicator should not count, or its weight go to others."""
        if not self._declared & NOT_COUNTED:
            return None
        _, score, missing = self._score_of(key)
        policy = self._card.policy(missing) if missing is not None else None
        if policy is None or not isinstance(score.value, Gap):
            return None
        return policy if policy.policy in NOT_COUNTED else None

    def giving_up(self, key: str) -> PolicyLine | None:
        """The policy by which an indicator takes no part in the sums, if it does not.

        A weight that nobody can take stays where it is. Its indicator is missing then, and the sums
        are withheld: a sum of nothing would be a zero. Who is left out of the denominator
        hangs on nobody else.
        """
        policy = self._wants_out(key)
        if policy is None or policy.policy == "leave_out":
            return policy
        within = policy.policy == "redistribute_component"
        component = self._rules.indicators[key].component
        others = self.members(component) if within else self._card.indicators
        return policy if any(self._wants_out(other) is None for other in others) else None

    def weight_in_force(self, key: str) -> Trace:
        """An indicator's weight in force."""
        if key not in self._weights:
            component = self._rules.indicators[key].component
            if "redistribute_all" in self._declared:
                self._share_everywhere()
            else:
                self._weights.update(self._shared_within(component))
        return self._weights[key]

    def _share_everywhere(self) -> None:
        """Weights where some may go to any other indicator: first within components, then over all."""
        weights: dict[str, Trace] = {}
        for component in self._card.components:
            weights.update(self._shared_within(name_key(component.name)))
        giving = [key for key in self._card.indicators if self._gives(key, "redistribute_all")]
        self._share(weights, giving, list(self._card.indicators), self._card.name)
        self._weights = weights

    def _shared_within(self, component: str) -> dict[str, Trace]:
        """The weights of a component's indicators, shared out among them where the policy says so."""
        members = self.members(component)
        weights = {key: self._declared_weight(key) for key in members}
        giving = [key for key in members if self._gives(key, "redistribute_component")]
        name = next(each.name for each in self._card.components if name_key(each.name) == component)
        self._share(weights, giving, members, name)
        return weights

    def _declared_weight(self, key: str) -> Trace:
        indicator = self._rules.indicators[key]
        step = WeightOf(indicator)
        return Trace(indicator.weight, NUMBER, step, (), indicator.weight_span)

    def _gives(self, key: str, policy: Policy) -> bool:
        if policy not in self._declared:
            return False  # so that nobody's score is asked for who has no say in the weight
        wants_out = self._wants_out(key)
        return wants_out is not None and wants_out.policy == policy

    def _share(
        self, weights: dict[str, Trace], giving: list[str], members: list[str], within: str
    ) -> None:
        """Share the weight of some members out to the others, in proportion to their weight."""
        if not giving:
            return
        sharing = [key for key in members if self._wants_out(key) is None]
        shared = sum((weight_of(weights[key]) for key in giving), Fraction(0))
        remaining = sum((weight_of(weights[key]) for key in sharing), Fraction(0))
        given = [policy for key in giving if (policy := self._wants_out(key)) is not None]
        policies = tuple(dict.fromkeys(given))
        if not sharing:
            why = both(
                "all of its indicators are left out of the total",
                "ตัวชี้วัดทั้งหมดไม่ถูกนับรวม",
            )
            self._findings.append(NobodyToShare(policies[0].span, within, why))
            return
        for key in (*sharing, *giving):
            before = weights[key]
            after = (
                Fraction(0)
                if key in giving
                else weight_of(before) * (shared + remaining) / remaining
            )
            step = Redistributed(
                self._rules.indicators[key], policies, tuple(giving), shared, remaining
            )
            weights[key] = Trace(after, NUMBER, step, (before,), policies[0].span)


def weight_of(trace: Trace) -> Fraction:
    """The number of a weight in force, which is declared."""
    assert isinstance(trace.value, Fraction)  # noqa: S101  # weights are declared
    return trace.value
