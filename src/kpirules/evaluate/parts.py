"""Indicators made of others: parts with their weights in force, and what they come to together."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.approximate import Range, Real, Undecided
from kpirules.evaluate.blending import blended, blended_range
from kpirules.evaluate.evaluation import IndicatorOutcome, Scored
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.problems import NoRealResult, NotDecided
from kpirules.evaluate.rounding import limit
from kpirules.evaluate.scoring import score_bounds
from kpirules.evaluate.trace import (
    Blended,
    Capped,
    Gap,
    Redistributed,
    ResultOf,
    StagesReached,
    Trace,
    Weighted,
    WeightOf,
    Withheld,
)
from kpirules.model.blends import WEIGHTED
from kpirules.model.expressions import OfParts
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import NOT_COUNTED, PolicyLine, Scorecard
from kpirules.model.scoring import FixedScore
from kpirules.model.units import NUMBER, POINT


class Parts:
    """The parts of indicators, each made when it is asked for.

    The scorecard's policies hold for a part where it stands: a part that gives
    up its weight gives it to the other parts, wherever the policy says that
    weights go.
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
        self._outcomes: dict[str, IndicatorOutcome] = {}

    def outcome(self, key: str, made_of: OfParts) -> IndicatorOutcome:
        """A part with its weight in force."""
        if key not in self._outcomes:
            self._outcomes[key] = self._outcome(key, made_of)
        return self._outcomes[key]

    def together(self, made_of: OfParts) -> Trace:
        """What the scores of the parts come to, or why that is missing."""
        of = self._rules.indicators[made_of.indicator]
        keys = [term.name for term in made_of.terms]
        out = self._giving_up(keys)
        counted = [key for key in keys if key not in out] or keys
        parts = [self.outcome(key, made_of) for key in counted]
        traces = tuple(part.weighted for part in parts)
        if any(isinstance(part.score.value, Gap) for part in parts):
            return self._withheld(of, made_of, parts, keys)
        weights = tuple(_weight_of(part) for part in parts)
        value: Real | Gap
        try:
            found = blended(made_of.blend, [_number(part.score) for part in parts], weights)
        except Undecided:
            self._findings.append(NotDecided(made_of.span, "function"))
            value = Gap("undefined")
        else:
            value = self._result(found, made_of)
        counted_out = tuple(out.items())
        step = Blended(of, made_of.blend, weights if made_of.blend in WEIGHTED else (), counted_out)
        return Trace(value, POINT, step, traces, made_of.span)

    def _result(self, found: Real | str, made_of: OfParts) -> Real | Gap:
        if not isinstance(found, str):
            return found
        self._findings.append(NoRealResult(made_of.span, "geometric-mean", "negative"))
        return Gap("undefined")

    # -- weights

    def _giving_up(self, keys: list[str]) -> dict[str, PolicyLine]:
        """The parts that take no part, each with its policy; none where all would."""
        found: dict[str, PolicyLine] = {}
        for key in keys:
            _, score, missing = self._score_of(key)
            policy = self._card.policy(missing) if missing is not None else None
            if policy is None or not isinstance(score.value, Gap):
                continue
            if policy.policy in NOT_COUNTED:  # a mean without it is one of the others
                found[key] = policy
        return found if len(found) < len(keys) else {}

    def _outcome(self, key: str, made_of: OfParts) -> IndicatorOutcome:
        result, score, missing = self._score_of(key)
        indicator = self._rules.indicators[key]
        keys = [term.name for term in made_of.terms]
        out = self._giving_up(keys)
        weight = self._weight(key, keys, out)
        weighted = score
        if made_of.blend == "weighted_mean":
            whole = made_of.whole or self._declared(keys)
            gap = gap_of((score, weight))
            value = gap if gap is not None else _number(score) * _number(weight) / whole
            step = Weighted(indicator, whole)
            weighted = Trace(value, POINT, step, (score, weight), indicator.weight_span)
        return IndicatorOutcome(
            indicator, result, score, weight, weighted, missing, key in out, made_of
        )

    def _weight(self, key: str, keys: list[str], out: dict[str, PolicyLine]) -> Trace:
        indicator = self._rules.indicators[key]
        declared = Trace(indicator.weight, NUMBER, WeightOf(indicator), (), indicator.weight_span)
        if not out or self.whole_is_equal(key):
            return declared
        shared = self._declared(list(out))
        remaining = self._declared([each for each in keys if each not in out])
        policies = tuple(dict.fromkeys(out.values()))
        step = Redistributed(indicator, policies, tuple(out), shared, remaining)
        after = indicator.weight * (shared + remaining) / remaining
        value = Fraction(0) if key in out else after
        return Trace(value, NUMBER, step, (declared,), policies[0].span)

    def whole_is_equal(self, key: str) -> bool:
        """Whether an indicator is one of parts that count alike."""
        made_of = self._rules.whole_of(key)
        return made_of is not None and made_of.blend not in WEIGHTED

    def _declared(self, keys: list[str]) -> Fraction:
        return sum((self._rules.indicators[key].weight for key in keys), Fraction(0))

    # -- what is missing

    def _withheld(
        self, of: Indicator, made_of: OfParts, parts: list[IndicatorOutcome], keys: list[str]
    ) -> Trace:
        """A score that is not given because parts have none."""
        missing = [part for part in parts if isinstance(part.score.value, Gap)]
        policies = tuple(
            dict.fromkeys(
                policy
                for part in missing
                if part.missing is not None
                and (policy := self._card.policy(part.missing)) is not None
            )
        )
        weights = [_weight_of(part) for part in parts]
        low: Real | None = None
        high: Real | None = None
        if not any(policy.policy == "withhold" for policy in policies):
            ranges = [self.score_range(part.indicator, part.result, part.score) for part in parts]
            low, high = blended_range(made_of.blend, ranges, weights)
        low, high = limit(low, of.rounding), limit(high, of.rounding)
        names = tuple(part.indicator.name for part in missing)
        known = sum((w for w, part in zip(weights, parts, strict=True) if part not in missing),
                    Fraction(0))  # fmt: skip
        step = Withheld(of, low, high, known, sum(weights, Fraction(0)), names, policies)
        traces = tuple(self.outcome(key, made_of).weighted for key in keys)
        gap = gap_of(part.score for part in parts)
        return Trace(gap or Gap("undefined"), POINT, step, traces, made_of.span)

    def score_range(self, indicator: Indicator, result: Trace, score: Trace) -> Range:
        """Between what a score lies that may be missing."""
        if isinstance(score.value, Real):
            return score.value, score.value
        if isinstance(score.step, Capped):
            return score.step.low, score.step.high
        return self.uncapped_range(indicator, result)

    def uncapped_range(self, indicator: Indicator, result: Trace) -> Range:
        """Between what a missing score lies before any cap."""
        step = result.parts[0].step if isinstance(result.step, ResultOf) else None
        if isinstance(step, Withheld):
            return step.low, step.high
        if isinstance(step, StagesReached):
            return _of_stages(indicator, step)
        return self._uncapped_bounds(indicator)

    def bounds_of(self, indicator: Indicator) -> Range:
        """The least and the greatest score an indicator can get, whatever the facts are."""
        low, high = self._uncapped_bounds(indicator)
        return None if low is None else min([low, *(cap.most for cap in indicator.caps)]), high

    def _uncapped_bounds(self, indicator: Indicator) -> Range:
        made_of = indicator.made_of
        if made_of is None and indicator.score is not None:
            # Few scores are formulas, and few of those are missing.
            from kpirules.model.bounds import bounds_of  # noqa: PLC0415

            declared = bounds_of(indicator.score, self._rules)
            return declared.low, declared.high
        if made_of is None:
            return score_bounds(indicator)
        members = [self._rules.indicators[term.name] for term in made_of.terms]
        ranges = [self.bounds_of(member) for member in members]
        weights = [member.weight for member in members]
        low, high = blended_range(made_of.blend, ranges, weights)
        if any(policy.policy in NOT_COUNTED for policy in self._card.policies):
            # Any part may be the only one that counts.
            low, _ = blended_range("lowest", ranges, weights)
            _, high = blended_range("highest", ranges, weights)
        return limit(low, indicator.rounding), limit(high, indicator.rounding)


def _of_stages(indicator: Indicator, step: StagesReached) -> Range:
    """The least and the greatest score of the stages that may be reached; they rise."""
    assert indicator.scale is not None  # noqa: S101  # stages have scores
    assert isinstance(indicator.scale.method.below, FixedScore)  # noqa: S101  # as they are made
    scores = [indicator.scale.method.below.score, *(each.score for each in indicator.scale.levels)]
    return scores[step.possible[0]], scores[step.possible[-1]]


def _number(trace: Trace) -> Real:
    assert isinstance(trace.value, Real)  # noqa: S101  # callers looked
    return trace.value


def _weight_of(part: IndicatorOutcome) -> Fraction:
    assert isinstance(part.weight.value, Fraction)  # noqa: S101  # weights are declared
    return part.weight.value
