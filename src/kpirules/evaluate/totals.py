"""From scores to a total: weights in force, weighted scores, sums, ranges, the band."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpirules.evaluate.approximate import Range, Real, Undecided
from kpirules.evaluate.evaluation import IndicatorOutcome, Scored
from kpirules.evaluate.expressions import Named
from kpirules.evaluate.grading import grade
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.problems import NotDecided
from kpirules.evaluate.rounding import limit, round_trace
from kpirules.evaluate.trace import (
    Added,
    Capped,
    Gap,
    Graded,
    Rounded,
    Trace,
    Weighted,
    Withheld,
)
from kpirules.evaluate.weights import Weights, weight_of
from kpirules.model.rounding import Rounding
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Component, Scorecard
from kpirules.model.units import POINT
from kpirules.text.thai import name_key

if TYPE_CHECKING:
    from kpirules.evaluate.parts import Parts


class Totals:
    """The scorecard above its indicators' scores, each part made when it is asked for.

    An indicator may build on another one's weighted score or on another
    component's sum, so nothing here may look at more indicators than it needs.
    `score_of` gives an indicator's result, its score and why it has none.
    """

    def __init__(
        self,
        rules: Rules,
        card: Scorecard,
        score_of: Callable[[str], Scored],
        names: Named,
    ) -> None:
        self.rules = rules
        self.card = card
        self.score_of = score_of
        self.names = names
        self.findings = names.findings
        self.weights = Weights(rules, card, score_of, names.findings)
        self._outcomes: dict[str, IndicatorOutcome] = {}
        self._components: dict[str, Trace] = {}

    def outcome(self, key: str) -> IndicatorOutcome:
        """An indicator with its weight in force and its weighted score."""
        if key not in self._outcomes:
            whole = self.rules.whole_of(key)
            own = self._outcome(key) if whole is None else self.parts.outcome(key, whole)
            self._outcomes[key] = own
        return self._outcomes[key]

    @cached_property
    def parts(self) -> Parts:
        """The parts of indicators; few have any, so that their code is loaded when asked for."""
        from kpirules.evaluate.parts import Parts  # noqa: PLC0415

        return Parts(self.rules, self.card, self.score_of, self.findings)

    def component(self, key: str) -> Trace:
        """The sum of a component."""
        if key not in self._components:
            found = next(each for each in self.card.components if name_key(each.name) == key)
            self._components[key] = self._component(found)
        return self._components[key]

    @cached_property
    def components(self) -> dict[str, Trace]:
        """The sums of all components, by name key."""
        keys = [name_key(component.name) for component in self.card.components]
        return {key: self.component(key) for key in keys}

    @cached_property
    def total(self) -> Trace:
        """The total, or why it is withheld."""
        return self._under_caps(self._uncapped)

    @cached_property
    def _uncapped(self) -> Trace:
        return self._total()

    @cached_property
    def band(self) -> Trace | None:
        """The band the total lies in; None where the scorecard has no bands."""
        return self._band()

    # -- weighted scores

    def _outcome(self, key: str) -> IndicatorOutcome:
        indicator = self.rules.indicators[key]
        result, score, missing = self.score_of(key)
        weight = self.weights.weight_in_force(key)
        step = Weighted(indicator, self.card.whole)
        gap = gap_of((score, weight))
        value = gap if gap is not None else self._weigh(_number(score), _number(weight))
        plain = Trace(value, POINT, step, (score, weight), indicator.weight_span)
        weighted = round_trace(plain, self.card.weighted_rounding, self.findings)
        counted_out = self.weights.giving_up(key) is not None
        return IndicatorOutcome(indicator, result, score, weight, weighted, missing, counted_out)

    def _weigh(self, score: Real, weight: Real) -> Real:
        return score * weight / self.card.whole

    def _exact_weighted(self, key: str) -> Real | None:
        outcome = self.outcome(key)
        if isinstance(outcome.weighted.value, Gap):
            return None
        return self._weigh(_number(outcome.score), _number(outcome.weight))

    def _addend(self, key: str) -> Trace:
        """What an indicator adds to sums: its weighted score, rounded or not as declared."""
        weighted = self.outcome(key).weighted
        if not self.card.sums_rounded and isinstance(weighted.step, Rounded):
            return weighted.parts[0]
        return weighted

    # -- sums

    def _component(self, component: Component) -> Trace:
        here = name_key(component.name)
        members = [key for each in self.card.within(here) for key in self.weights.members(each)]
        counted = [key for key in members if self.weights.giving_up(key) is None]
        if members and not counted:
            # A component that takes no part has no sum; a zero would count in means of components.
            gap = gap_of(self.outcome(key).score for key in members)
            step = Added(component, self.weights.counted_out(members))
            return Trace(gap or Gap("undefined"), POINT, step, (), component.span)
        own = (self._addend(key) for key in self.weights.members(here) if key in counted)
        parts = (*own, *self._sums(here))
        missing = tuple(key for key in counted if isinstance(self._addend(key).value, Gap))
        if missing:
            low, high = self.range_of_sum(counted, None, exact=not self.card.sums_rounded)
            return self.withheld(component, members, missing, (low, high), parts)
        total = sum((_number(part) for part in parts), Fraction(0))
        step = Added(component, self.weights.counted_out(members))
        return Trace(total, POINT, step, parts, component.span)

    def _sums(self, within: str | None) -> tuple[Trace, ...]:
        """The sums of the components directly within one, without those that take no part."""
        sums = [self.component(name_key(each.name)) for each in self.card.parts_of(within)]
        return tuple(sum_ for sum_ in sums if sum_.parts or not isinstance(sum_.value, Gap))

    def _total(self) -> Trace:
        if self.card.formula is not None:
            from kpirules.evaluate.formula_total import formula_total  # noqa: PLC0415

            return formula_total(self, self.card.formula)
        keys = [key for key in self.card.indicators if self.weights.giving_up(key) is None]
        if self.card.indicators and not keys:
            # Where nobody counts there is nothing to count for the whole.
            gap = gap_of(self.outcome(key).score for key in self.card.indicators)
            step = Added(self.card, self.weights.counted_out(list(self.card.indicators)))
            return Trace(gap or Gap("undefined"), POINT, step, (), self.card.total_span)
        if self.card.blend is not None:
            from kpirules.evaluate.blended_total import blended_total  # noqa: PLC0415  # most are sums

            return blended_total(self, self.card.blend)
        parts = self._sums(None)
        missing = self.missing(keys)
        rounding = self.card.total_rounding
        if missing:
            low, high = self._total_range(keys, rounding, exact=not self.card.sums_rounded)
            members = list(self.card.indicators)
            return self.withheld(self.card, members, missing, (low, high), parts)
        total = self._for_the_whole(sum((_number(part) for part in parts), Fraction(0)))
        made = Trace(total, POINT, self._added_up(), parts, self.card.total_span)
        return round_trace(made, rounding, self.findings)

    def _added_up(self) -> Added:
        return Added(
            self.card, self.weights.counted_out(list(self.card.indicators)), self.weights.share_of()
        )

    def _for_the_whole(self, total: Real) -> Real:
        """A sum of weighted scores as a total: in proportion to the weight that counts."""
        share = self.weights.share_of()
        return total if share is None else total * share.whole / share.counted

    def missing(self, members: list[str]) -> tuple[str, ...]:
        """Those among indicators that count and have no weighted score."""
        return tuple(
            key
            for key in members
            if self.weights.giving_up(key) is None and isinstance(self._addend(key).value, Gap)
        )

    def counted_within(self, component: str) -> list[str]:
        """The indicators in a component, however deep, that take part."""
        members = [
            key for each in self.card.within(component) for key in self.weights.members(each)
        ]
        return [key for key in members if self.weights.giving_up(key) is None]

    # -- ranges of what is withheld

    def range_of_sum(self, keys: list[str], rounding: Rounding | None, *, exact: bool) -> Range:
        """The range of a sum, of rounded or exact weighted scores, in which some are missing."""
        low: Real | None = Fraction(0)
        high: Real | None = Fraction(0)
        for key in keys:
            least, most = self._addend_range(key, exact=exact)
            low = None if low is None or least is None else low + least
            high = None if high is None or most is None else high + most
        return limit(low, rounding), limit(high, rounding)

    def _total_range(self, keys: list[str], rounding: Rounding | None, *, exact: bool) -> Range:
        low, high = self.range_of_sum(keys, None, exact=exact)
        return (
            None if low is None else limit(self._for_the_whole(low), rounding),
            None if high is None else limit(self._for_the_whole(high), rounding),
        )

    def _addend_range(self, key: str, *, exact: bool) -> Range:
        outcome = self.outcome(key)
        addend = _unrounded(outcome.weighted) if exact else outcome.weighted
        if isinstance(addend.value, Real):
            return addend.value, addend.value
        if isinstance(outcome.weight.value, Gap):
            return None, None
        weight = outcome.weight.value
        assert isinstance(weight, Real)  # noqa: S101  # weights are numbers
        rounding = None if exact else self.card.weighted_rounding
        least, most = self.parts.score_range(outcome.indicator, outcome.result, outcome.score)
        low = None if least is None else limit(self._weigh(least, weight), rounding)
        high = None if most is None else limit(self._weigh(most, weight), rounding)
        return low, high

    def withheld(
        self,
        of: Component | Scorecard,
        members: list[str],
        missing: tuple[str, ...],
        limits: Range,
        parts: tuple[Trace, ...],
        gap: Gap | None = None,
    ) -> Trace:
        """A sum that is not given, between what it lies, for want of some indicators.

        The gap is the one that they leave, unless there is another.
        """
        weights = {
            key: weight_of(self.outcome(key).weight)
            for key in members
            if not self.weights.is_left_out(key)
        }
        policies = tuple(
            dict.fromkeys(
                policy
                for key in missing
                if (reason := self.outcome(key).missing) is not None
                and (policy := self.card.policy(reason)) is not None
            )
        )
        if any(policy.policy == "withhold" for policy in policies):
            limits = None, None
        gap = gap or gap_of(self._addend(key) for key in missing)
        step = Withheld(
            of,
            *limits,
            sum((weight for key, weight in weights.items() if key not in missing), Fraction(0)),
            sum(weights.values(), Fraction(0)),
            missing,
            policies,
            self.weights.share_of() if isinstance(of, Scorecard) else None,
        )
        span = of.span if isinstance(of, Component) else of.total_span
        return Trace(gap or Gap("undefined"), POINT, step, parts, span)

    # -- caps

    def _under_caps(self, before: Trace) -> Trace:
        """The total under the scorecard's caps; withheld where one of them is open."""
        card = self.card
        withheld = before.step if isinstance(before.step, Withheld) else None
        if not card.caps or (isinstance(before.value, Gap) and withheld is None):
            return before
        from kpirules.evaluate.capping import capped  # noqa: PLC0415  # few rules have caps

        within = (withheld.low, withheld.high) if withheld is not None else (None, None)
        made = capped(before, card, within, self.names)
        step = made.step
        if not isinstance(made.value, Gap) or not isinstance(step, Capped):
            return made
        if withheld is not None and any(each.policy == "withhold" for each in withheld.policies):
            low = high = None
        else:
            low, high = step.low, step.high
        if withheld is not None:
            step_of = replace(withheld, low=low, high=high)
        else:
            counted = [key for key in card.indicators if not self.weights.is_left_out(key)]
            whole = sum((weight_of(self.outcome(key).weight) for key in counted), Fraction(0))
            step_of = Withheld(card, low, high, whole, whole, (), (), self.weights.share_of())
        return Trace(made.value, POINT, step_of, (made,), card.total_span)

    # -- the band

    def _band(self) -> Trace | None:
        if self.card.bands is None:
            return None
        bands = self.rules.bands[self.card.bands]
        deciding = self.total if bands.on_rounded else self._exact_total()
        try:
            graded = grade(bands, deciding)
        except Undecided:
            self.findings.append(NotDecided(bands.span, "band"))
            step = Graded(bands, None, bands.bands, bands.bands)
            return Trace(Gap("undefined"), None, step, (deciding,), bands.span)
        if not self.card.band_caps:
            return graded
        from kpirules.evaluate.capping import band_capped  # noqa: PLC0415  # few rules have caps

        return band_capped(graded, self.card.band_caps, self.names)

    def _exact_total(self) -> Trace:
        """The total before any rounding, under the same caps."""
        before, card = self._uncapped, self.card
        if isinstance(before.step, Withheld):
            return self._under_caps(replace(before, step=self._exact_range(before.step)))
        if isinstance(before.value, Gap):
            return before
        if card.blend is not None or card.formula is not None:
            return self._under_caps(_unrounded(before))
        exact = [
            value for key in card.indicators if (value := self._exact_weighted(key)) is not None
        ]
        parts = tuple(
            _unrounded(self.outcome(key).weighted)
            for key in card.indicators
            if self.weights.giving_up(key) is None
        )
        total = self._for_the_whole(sum(exact, Fraction(0)))
        made = Trace(total, POINT, self._added_up(), parts, card.total_span)
        return self._under_caps(made)

    def _exact_range(self, withheld: Withheld) -> Withheld:
        """The same, between its ends before any rounding."""
        if withheld.low is None and withheld.high is None:
            return withheld
        if self.card.blend is not None:
            from kpirules.evaluate.blended_total import range_of_blend  # noqa: PLC0415

            low, high = range_of_blend(self, self.card.blend, None)
        elif self.card.formula is not None:
            from kpirules.evaluate.formula_total import range_of_formula  # noqa: PLC0415

            low, high = range_of_formula(self, self.card.formula, None)
        else:
            counted = [key for key in self.card.indicators if self.weights.giving_up(key) is None]
            low, high = self._total_range(counted, None, exact=True)
        return replace(withheld, low=low, high=high)


def _unrounded(trace: Trace) -> Trace:
    return trace.parts[0] if isinstance(trace.step, Rounded) else trace


def _number(trace: Trace) -> Real:
    assert isinstance(trace.value, Real)  # noqa: S101  # callers looked
    return trace.value
