"""From scores to a total: weights in force, weighted scores, sums, ranges, the band."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.phrasing import both
from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.grading import grade
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.problems import NobodyToShare
from kpirules.evaluate.scoring import round_trace, score_bounds
from kpirules.evaluate.trace import (
    Added,
    Gap,
    Redistributed,
    Rounded,
    Trace,
    Weighted,
    WeightOf,
    Withheld,
)
from kpirules.model.rounding import Rounding, rounded
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Component, Missing, PolicyLine, Scorecard
from kpirules.model.units import NUMBER, POINT
from kpirules.text.thai import name_key

Scored = tuple[Trace, Trace, Missing | None]
"""An indicator's result, its score, and why there is none."""

Range = tuple[Fraction | None, Fraction | None]


class Totals:
    """The scorecard above its indicators' scores; all of it is made when this is."""

    def __init__(
        self, rules: Rules, card: Scorecard, scored: dict[str, Scored], findings: list[Problem]
    ) -> None:
        self._rules = rules
        self._card = card
        self._scored = scored
        self._findings = findings
        self._giving_up = self._who_gives_up()
        self._stuck: set[str] = set()
        weights = self._weights()
        self.outcomes = {key: self._outcome(key, weights[key]) for key in card.indicators}
        self._exact = {key: self._exact_weighted(key) for key in card.indicators}
        self.components = {
            name_key(component.name): self._component(component) for component in card.components
        }
        self.total = self._total()
        self.band = self._band()

    # -- weights

    def _who_gives_up(self) -> dict[str, PolicyLine]:
        """The indicators whose weight goes to others, each with the policy that says so."""
        giving_up: dict[str, PolicyLine] = {}
        for key, (_, score, missing) in self._scored.items():
            policy = self._card.policy(missing) if missing is not None else None
            if (
                policy is not None
                and policy.policy in {"redistribute_component", "redistribute_all"}
                and isinstance(score.value, Gap)
            ):
                giving_up[key] = policy
        return giving_up

    def _weights(self) -> dict[str, Trace]:
        """Each indicator's weight in force."""
        indicators = self._rules.indicators
        weights = {
            key: Trace(
                indicators[key].weight, NUMBER, WeightOf(indicators[key]), (),
                indicators[key].weight_span,
            )
            for key in self._card.indicators
        }  # fmt: skip
        for component in self._card.components:
            members = self._members(component)
            within = [key for key in members if self._policy_of(key) == "redistribute_component"]
            self._share(weights, within, members, component.name)
        everywhere = [
            key for key in self._card.indicators if self._policy_of(key) == "redistribute_all"
        ]
        self._share(weights, everywhere, list(self._card.indicators), self._card.name)
        for key in self._stuck:
            del self._giving_up[key]
        return weights

    def _policy_of(self, key: str) -> str | None:
        policy = self._giving_up.get(key)
        return policy.policy if policy is not None else None

    def _share(
        self, weights: dict[str, Trace], giving: list[str], members: list[str], within: str
    ) -> None:
        """Share the weight of some members out to the others, in proportion to their weight.

        A weight that nobody can take stays where it is. Its indicator is missing
        then, and the sums are withheld: a sum of nothing would be a zero.
        """
        if not giving:
            return
        sharing = [key for key in members if key not in self._giving_up]
        shared = sum((_number(weights[key]) for key in giving), Fraction(0))
        remaining = sum((_number(weights[key]) for key in sharing), Fraction(0))
        policies = tuple(dict.fromkeys(self._giving_up[key] for key in giving))
        if not sharing or remaining == 0:
            why = both(
                "all of its indicators are left out of the total",
                "ตัวชี้วัดทั้งหมดไม่ถูกนับรวม",
            )
            self._findings.append(NobodyToShare(policies[0].span, within, why))
            self._stuck.update(giving)
            return
        for key in (*sharing, *giving):
            before = weights[key]
            after = (
                Fraction(0) if key in giving else _number(before) * (shared + remaining) / remaining
            )
            step = Redistributed(
                self._rules.indicators[key], policies, tuple(giving), shared, remaining
            )
            weights[key] = Trace(after, NUMBER, step, (before,), policies[0].span)

    # -- weighted scores

    def _outcome(self, key: str, weight: Trace) -> IndicatorOutcome:
        indicator = self._rules.indicators[key]
        result, score, missing = self._scored[key]
        step = Weighted(indicator, self._card.whole)
        gap = gap_of((score, weight))
        value = gap if gap is not None else self._weigh(_number(score), _number(weight))
        plain = Trace(value, POINT, step, (score, weight), indicator.weight_span)
        weighted = round_trace(plain, self._card.weighted_rounding)
        return IndicatorOutcome(
            indicator, result, score, weight, weighted, missing, key in self._giving_up
        )

    def _weigh(self, score: Fraction, weight: Fraction) -> Fraction:
        return score * weight / self._card.whole

    def _exact_weighted(self, key: str) -> Fraction | None:
        outcome = self.outcomes[key]
        if isinstance(outcome.weighted.value, Gap):
            return None
        return self._weigh(_number(outcome.score), _number(outcome.weight))

    def _addend(self, key: str) -> Trace:
        """What an indicator adds to sums: its weighted score, rounded or not as declared."""
        weighted = self.outcomes[key].weighted
        if not self._card.sums_rounded and isinstance(weighted.step, Rounded):
            return weighted.parts[0]
        return weighted

    # -- sums

    def _members(self, component: Component) -> list[str]:
        key = name_key(component.name)
        return [
            name for name in self._card.indicators if self._rules.indicators[name].component == key
        ]

    def _component(self, component: Component) -> Trace:
        members = self._members(component)
        counted = [key for key in members if key not in self._giving_up]
        parts = tuple(self._addend(key) for key in counted)
        missing = tuple(key for key in counted if isinstance(self._addend(key).value, Gap))
        if missing:
            low, high = self._range(counted, None, exact=not self._card.sums_rounded)
            return self._withheld(component, members, missing, low, high, parts)
        total = sum((_number(part) for part in parts), Fraction(0))
        step = Added(component, self._counted_out(members))
        return Trace(total, POINT, step, parts, component.span)

    def _total(self) -> Trace:
        keys = [key for key in self._card.indicators if key not in self._giving_up]
        parts = tuple(self.components.values())
        missing = tuple(key for key in keys if isinstance(self._addend(key).value, Gap))
        rounding = self._card.total_rounding
        if missing:
            low, high = self._range(keys, rounding, exact=not self._card.sums_rounded)
            members = list(self._card.indicators)
            return self._withheld(self._card, members, missing, low, high, parts)
        total = sum((_number(part) for part in parts), Fraction(0))
        step = Added(self._card, self._counted_out(list(self._card.indicators)))
        made = Trace(total, POINT, step, parts, self._card.total_span)
        return round_trace(made, rounding)

    def _counted_out(self, members: list[str]) -> tuple[tuple[str, PolicyLine], ...]:
        return tuple((key, self._giving_up[key]) for key in members if key in self._giving_up)

    # -- ranges of what is withheld

    def _range(self, keys: list[str], rounding: Rounding | None, *, exact: bool) -> Range:
        """The range of a sum, of rounded or exact weighted scores, in which some are missing."""
        low: Fraction | None = Fraction(0)
        high: Fraction | None = Fraction(0)
        for key in keys:
            least, most = self._addend_range(key, exact=exact)
            low = None if low is None or least is None else low + least
            high = None if high is None or most is None else high + most
        return _rounded(low, rounding), _rounded(high, rounding)

    def _addend_range(self, key: str, *, exact: bool) -> Range:
        outcome = self.outcomes[key]
        addend = _unrounded(outcome.weighted) if exact else outcome.weighted
        if isinstance(addend.value, Fraction):
            return addend.value, addend.value
        if isinstance(outcome.weight.value, Gap):
            return None, None
        weight = outcome.weight.value
        assert isinstance(weight, Fraction)  # noqa: S101  # weights are numbers
        rounding = None if exact else self._card.weighted_rounding
        least, most = score_bounds(outcome.indicator)
        low = None if least is None else _rounded(self._weigh(least, weight), rounding)
        high = None if most is None else _rounded(self._weigh(most, weight), rounding)
        return low, high

    def _withheld(  # the facts of the matter
        self,
        of: Component | Scorecard,
        members: list[str],
        missing: tuple[str, ...],
        low: Fraction | None,
        high: Fraction | None,
        parts: tuple[Trace, ...],
    ) -> Trace:
        weights = {key: _number(self.outcomes[key].weight) for key in members}
        policies = tuple(
            dict.fromkeys(
                policy
                for key in missing
                if (reason := self.outcomes[key].missing) is not None
                and (policy := self._card.policy(reason)) is not None
            )
        )
        if any(policy.policy == "withhold" for policy in policies):
            low = high = None
        gap = gap_of(self._addend(key) for key in missing)
        step = Withheld(
            of,
            low,
            high,
            sum((weight for key, weight in weights.items() if key not in missing), Fraction(0)),
            sum(weights.values(), Fraction(0)),
            missing,
            policies,
        )
        span = of.span if isinstance(of, Component) else of.total_span
        return Trace(gap or Gap("undefined"), POINT, step, parts, span)

    # -- the band

    def _band(self) -> Trace | None:
        if self._card.bands is None:
            return None
        bands = self._rules.bands[self._card.bands]
        deciding = self.total
        if not bands.on_rounded and not isinstance(self.total.value, Gap):
            exact = [value for value in self._exact.values() if value is not None]
            step = Added(self._card, self._counted_out(list(self._card.indicators)))
            parts = tuple(
                _unrounded(self.outcomes[key].weighted)
                for key in self._card.indicators
                if key not in self._giving_up
            )
            total = sum(exact, Fraction(0))
            deciding = Trace(total, POINT, step, parts, self._card.total_span)
        elif not bands.on_rounded and isinstance(self.total.step, Withheld):
            deciding = replace(self.total, step=self._exact_range(self.total.step))
        return grade(bands, deciding)

    def _exact_range(self, withheld: Withheld) -> Withheld:
        """The same, between its ends before any rounding."""
        if withheld.low is None and withheld.high is None:
            return withheld
        counted = [key for key in self._card.indicators if key not in self._giving_up]
        low, high = self._range(counted, None, exact=True)
        return replace(withheld, low=low, high=high)


def _unrounded(trace: Trace) -> Trace:
    return trace.parts[0] if isinstance(trace.step, Rounded) else trace


def _number(trace: Trace) -> Fraction:
    assert isinstance(trace.value, Fraction)  # noqa: S101  # callers looked
    return trace.value


def _rounded(value: Fraction | None, rounding: Rounding | None) -> Fraction | None:
    if value is None or rounding is None:
        return value
    return rounded(value, rounding)[0]
