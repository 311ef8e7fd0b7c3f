"""From scores to a total: weights in force, weighted scores, sums, ranges, the band."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property

from msgspec.structs import replace

from kpirules.diagnostics.phrasing import both
from kpirules.evaluate.approximate import Real, Undecided, round_real
from kpirules.evaluate.blending import blended, blended_range
from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.expressions import Named
from kpirules.evaluate.grading import grade
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.parts import Parts, Scored
from kpirules.evaluate.problems import NobodyToShare, NoRealResult, NotDecided
from kpirules.evaluate.rounding import round_trace
from kpirules.evaluate.trace import (
    Added,
    Blended,
    Capped,
    ComponentScore,
    Gap,
    Graded,
    Redistributed,
    Rounded,
    Share,
    Trace,
    Weighted,
    WeightOf,
    Withheld,
)
from kpirules.model.blends import WEIGHTED, Blend
from kpirules.model.rounding import Rounding
from kpirules.model.rules import Rules
from kpirules.model.scorecards import NOT_COUNTED, Component, Policy, PolicyLine, Scorecard
from kpirules.model.units import NUMBER, POINT
from kpirules.text.thai import name_key

Range = tuple[Real | None, Real | None]


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
        self._rules = rules
        self._card = card
        self._score_of = score_of
        self._names = names
        self._findings = names.findings
        self._declared = {policy.policy for policy in card.policies}
        self.parts = Parts(rules, card, score_of, names.findings)
        self._weights: dict[str, Trace] = {}
        self._outcomes: dict[str, IndicatorOutcome] = {}
        self._components: dict[str, Trace] = {}

    def outcome(self, key: str) -> IndicatorOutcome:
        """An indicator with its weight in force and its weighted score."""
        if key not in self._outcomes:
            whole = self.parts.whole_of(key)
            own = self._outcome(key) if whole is None else self.parts.outcome(key, whole)
            self._outcomes[key] = own
        return self._outcomes[key]

    def component(self, key: str) -> Trace:
        """The sum of a component."""
        if key not in self._components:
            found = next(each for each in self._card.components if name_key(each.name) == key)
            self._components[key] = self._component(found)
        return self._components[key]

    @cached_property
    def components(self) -> dict[str, Trace]:
        """The sums of all components, by name key."""
        keys = [name_key(component.name) for component in self._card.components]
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

    # -- weights

    def _wants_out(self, key: str) -> PolicyLine | None:
        """The policy by which an indicator should not count, or its weight go to others."""
        if not self._declared & NOT_COUNTED:
            return None
        _, score, missing = self._score_of(key)
        policy = self._card.policy(missing) if missing is not None else None
        if policy is None or not isinstance(score.value, Gap):
            return None
        return policy if policy.policy in NOT_COUNTED else None

    def _giving_up(self, key: str) -> PolicyLine | None:
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
        others = self._members(component) if within else self._card.indicators
        return policy if any(self._wants_out(other) is None for other in others) else None

    def _weight(self, key: str) -> Trace:
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
        members = self._members(component)
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
        shared = sum((_weight_of(weights[key]) for key in giving), Fraction(0))
        remaining = sum((_weight_of(weights[key]) for key in sharing), Fraction(0))
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
                else _weight_of(before) * (shared + remaining) / remaining
            )
            step = Redistributed(
                self._rules.indicators[key], policies, tuple(giving), shared, remaining
            )
            weights[key] = Trace(after, NUMBER, step, (before,), policies[0].span)

    # -- weighted scores

    def _outcome(self, key: str) -> IndicatorOutcome:
        indicator = self._rules.indicators[key]
        result, score, missing = self._score_of(key)
        weight = self._weight(key)
        step = Weighted(indicator, self._card.whole)
        gap = gap_of((score, weight))
        value = gap if gap is not None else self._weigh(_number(score), _number(weight))
        plain = Trace(value, POINT, step, (score, weight), indicator.weight_span)
        weighted = round_trace(plain, self._card.weighted_rounding, self._findings)
        counted_out = self._giving_up(key) is not None
        return IndicatorOutcome(indicator, result, score, weight, weighted, missing, counted_out)

    def _weigh(self, score: Real, weight: Real) -> Real:
        return score * weight / self._card.whole

    def _exact_weighted(self, key: str) -> Real | None:
        outcome = self.outcome(key)
        if isinstance(outcome.weighted.value, Gap):
            return None
        return self._weigh(_number(outcome.score), _number(outcome.weight))

    def _addend(self, key: str) -> Trace:
        """What an indicator adds to sums: its weighted score, rounded or not as declared."""
        weighted = self.outcome(key).weighted
        if not self._card.sums_rounded and isinstance(weighted.step, Rounded):
            return weighted.parts[0]
        return weighted

    # -- sums

    def _members(self, component: str) -> list[str]:
        return [
            key
            for key in self._card.indicators
            if self._rules.indicators[key].component == component
        ]

    def _component(self, component: Component) -> Trace:
        here = name_key(component.name)
        members = [key for each in self._card.within(here) for key in self._members(each)]
        counted = [key for key in members if self._giving_up(key) is None]
        if members and not counted:
            # A component that takes no part has no sum; a zero would count in means of components.
            gap = gap_of(self.outcome(key).score for key in members)
            step = Added(component, self._counted_out(members))
            return Trace(gap or Gap("undefined"), POINT, step, (), component.span)
        own = (self._addend(key) for key in self._members(here) if key in counted)
        parts = (*own, *self._sums(here))
        missing = tuple(key for key in counted if isinstance(self._addend(key).value, Gap))
        if missing:
            low, high = self._range(counted, None, exact=not self._card.sums_rounded)
            return self._withheld(component, members, missing, low, high, parts)
        total = sum((_number(part) for part in parts), Fraction(0))
        step = Added(component, self._counted_out(members))
        return Trace(total, POINT, step, parts, component.span)

    def _sums(self, within: str | None) -> tuple[Trace, ...]:
        """The sums of the components directly within one, without those that take no part."""
        sums = [self.component(name_key(each.name)) for each in self._card.parts_of(within)]
        return tuple(sum_ for sum_ in sums if sum_.parts or not isinstance(sum_.value, Gap))

    def _total(self) -> Trace:
        keys = [key for key in self._card.indicators if self._giving_up(key) is None]
        if self._card.indicators and not keys:
            # Where nobody counts there is nothing to count for the whole.
            gap = gap_of(self.outcome(key).score for key in self._card.indicators)
            step = Added(self._card, self._counted_out(list(self._card.indicators)))
            return Trace(gap or Gap("undefined"), POINT, step, (), self._card.total_span)
        if self._card.blend is not None:
            return self._blended_total(self._card.blend)
        parts = self._sums(None)
        missing = tuple(key for key in keys if isinstance(self._addend(key).value, Gap))
        rounding = self._card.total_rounding
        if missing:
            low, high = self._total_range(keys, rounding, exact=not self._card.sums_rounded)
            members = list(self._card.indicators)
            return self._withheld(self._card, members, missing, low, high, parts)
        total = self._for_the_whole(sum((_number(part) for part in parts), Fraction(0)))
        made = Trace(total, POINT, self._added_up(), parts, self._card.total_span)
        return round_trace(made, rounding, self._findings)

    def _added_up(self) -> Added:
        return Added(self._card, self._counted_out(list(self._card.indicators)), self._share_of())

    def _share_of(self) -> Share | None:
        """What weight counts of the whole, where some is left out of the denominator."""
        if "leave_out" not in self._declared:
            return None
        left, counted = Fraction(0), Fraction(0)
        for key in self._card.indicators:
            policy = self._giving_up(key)
            if policy is None:
                counted += _weight_of(self._weight(key))
            elif policy.policy == "leave_out":
                left += self._rules.indicators[key].weight
        return Share(counted, counted + left) if left else None

    def _for_the_whole(self, total: Real) -> Real:
        """A sum of weighted scores as a total: in proportion to the weight that counts."""
        share = self._share_of()
        return total if share is None else total * share.whole / share.counted

    def _is_left_out(self, key: str) -> bool:
        policy = self._giving_up(key)
        return policy is not None and policy.policy == "leave_out"

    # -- a total that is no sum

    def _blended_total(self, blend: Blend) -> Trace:
        """What the scores of the outermost components come to, without those that take no part."""
        card = self._card
        scores = self._component_scores()
        members = list(card.indicators)
        counted = [key for key in members if self._giving_up(key) is None]
        missing = tuple(key for key in counted if isinstance(self._addend(key).value, Gap))
        if missing or not scores:
            low, high = self._blended_range(blend, card.total_rounding)
            return self._withheld(card, members, missing, low, high, scores)
        weights = tuple(_component_weight(each) for each in scores)
        value: Real | Gap
        try:
            found = blended(blend, [_number(each) for each in scores], weights)
        except Undecided:
            self._findings.append(NotDecided(card.total_span, "function"))
            value = Gap("undefined")
        else:
            value = Gap("undefined") if isinstance(found, str) else found
            if isinstance(found, str):
                refused = NoRealResult(card.total_span, "geometric-mean", "negative")
                self._findings.append(refused)
        step = Blended(
            card, blend, weights if blend in WEIGHTED else (), self._counted_out(members)
        )
        made = Trace(value, POINT, step, scores, card.total_span)
        return round_trace(made, card.total_rounding, self._findings)

    def _component_scores(self) -> tuple[Trace, ...]:
        """The outermost components on the scale of scores."""
        found = []
        for component in self._card.parts_of(None):
            sum_ = self.component(name_key(component.name))
            if not sum_.parts and isinstance(sum_.value, Gap):
                continue  # it takes no part
            weight = sum((_weight_of(self.outcome(key).weight) for key in self._within(component)),
                         Fraction(0))  # fmt: skip
            step = ComponentScore(component, self._card.whole, weight)
            value = sum_.value
            if isinstance(value, Real):
                value = value * self._card.whole / weight
            found.append(Trace(value, POINT, step, (sum_,), self._card.total_span))
        return tuple(found)

    def _within(self, component: Component) -> list[str]:
        """The indicators in a component, however deep, that take part."""
        homes = self._card.within(name_key(component.name))
        members = [key for home in homes for key in self._members(home)]
        return [key for key in members if self._giving_up(key) is None]

    def _blended_range(self, blend: Blend, rounding: Rounding | None) -> Range:
        """Between what a total that is no sum lies."""
        ranges: list[Range] = []
        weights = []
        for score in self._component_scores():
            assert isinstance(score.step, ComponentScore)  # noqa: S101  # made just now
            weight = score.step.weight
            factor = self._card.whole / weight
            low, high = self._range(self._within(score.step.of), None, exact=True)
            ranges.append(
                (None if low is None else low * factor, None if high is None else high * factor)
            )
            weights.append(weight)
        if not ranges:
            return None, None
        least, most = blended_range(blend, ranges, weights)
        return _rounded(least, rounding), _rounded(most, rounding)

    def _counted_out(self, members: list[str]) -> tuple[tuple[str, PolicyLine], ...]:
        return tuple(
            (key, policy) for key in members if (policy := self._giving_up(key)) is not None
        )

    # -- ranges of what is withheld

    def _range(self, keys: list[str], rounding: Rounding | None, *, exact: bool) -> Range:
        """The range of a sum, of rounded or exact weighted scores, in which some are missing."""
        low: Real | None = Fraction(0)
        high: Real | None = Fraction(0)
        for key in keys:
            least, most = self._addend_range(key, exact=exact)
            low = None if low is None or least is None else low + least
            high = None if high is None or most is None else high + most
        return _rounded(low, rounding), _rounded(high, rounding)

    def _total_range(self, keys: list[str], rounding: Rounding | None, *, exact: bool) -> Range:
        low, high = self._range(keys, None, exact=exact)
        return (
            None if low is None else _rounded(self._for_the_whole(low), rounding),
            None if high is None else _rounded(self._for_the_whole(high), rounding),
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
        rounding = None if exact else self._card.weighted_rounding
        least, most = self.parts.score_range(outcome.indicator, outcome.result, outcome.score)
        low = None if least is None else _rounded(self._weigh(least, weight), rounding)
        high = None if most is None else _rounded(self._weigh(most, weight), rounding)
        return low, high

    def _withheld(  # the facts of the matter
        self,
        of: Component | Scorecard,
        members: list[str],
        missing: tuple[str, ...],
        low: Real | None,
        high: Real | None,
        parts: tuple[Trace, ...],
    ) -> Trace:
        weights = {
            key: _weight_of(self.outcome(key).weight)
            for key in members
            if not self._is_left_out(key)
        }
        policies = tuple(
            dict.fromkeys(
                policy
                for key in missing
                if (reason := self.outcome(key).missing) is not None
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
            self._share_of() if isinstance(of, Scorecard) else None,
        )
        span = of.span if isinstance(of, Component) else of.total_span
        return Trace(gap or Gap("undefined"), POINT, step, parts, span)

    # -- caps

    def _under_caps(self, before: Trace) -> Trace:
        """The total under the scorecard's caps; withheld where one of them is open."""
        card = self._card
        withheld = before.step if isinstance(before.step, Withheld) else None
        if not card.caps or (isinstance(before.value, Gap) and withheld is None):
            return before
        from kpirules.evaluate.capping import capped  # noqa: PLC0415  # few rules have caps

        within = (withheld.low, withheld.high) if withheld is not None else (None, None)
        made = capped(before, card, within, self._names)
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
            counted = [key for key in card.indicators if not self._is_left_out(key)]
            whole = sum((_weight_of(self.outcome(key).weight) for key in counted), Fraction(0))
            step_of = Withheld(card, low, high, whole, whole, (), (), self._share_of())
        return Trace(made.value, POINT, step_of, (made,), card.total_span)

    # -- the band

    def _band(self) -> Trace | None:
        if self._card.bands is None:
            return None
        bands = self._rules.bands[self._card.bands]
        deciding = self.total if bands.on_rounded else self._exact_total()
        try:
            graded = grade(bands, deciding)
        except Undecided:
            self._findings.append(NotDecided(bands.span, "band"))
            step = Graded(bands, None, bands.bands, bands.bands)
            return Trace(Gap("undefined"), None, step, (deciding,), bands.span)
        if not self._card.band_caps:
            return graded
        from kpirules.evaluate.capping import band_capped  # noqa: PLC0415  # few rules have caps

        return band_capped(graded, self._card.band_caps, self._names)

    def _exact_total(self) -> Trace:
        """The total before any rounding, under the same caps."""
        before, card = self._uncapped, self._card
        if isinstance(before.step, Withheld):
            return self._under_caps(replace(before, step=self._exact_range(before.step)))
        if isinstance(before.value, Gap):
            return before
        if card.blend is not None:
            return self._under_caps(_unrounded(before))
        exact = [
            value for key in card.indicators if (value := self._exact_weighted(key)) is not None
        ]
        parts = tuple(
            _unrounded(self.outcome(key).weighted)
            for key in card.indicators
            if self._giving_up(key) is None
        )
        total = self._for_the_whole(sum(exact, Fraction(0)))
        made = Trace(total, POINT, self._added_up(), parts, card.total_span)
        return self._under_caps(made)

    def _exact_range(self, withheld: Withheld) -> Withheld:
        """The same, between its ends before any rounding."""
        if withheld.low is None and withheld.high is None:
            return withheld
        if self._card.blend is not None:
            low, high = self._blended_range(self._card.blend, None)
        else:
            counted = [key for key in self._card.indicators if self._giving_up(key) is None]
            low, high = self._total_range(counted, None, exact=True)
        return replace(withheld, low=low, high=high)


def _unrounded(trace: Trace) -> Trace:
    return trace.parts[0] if isinstance(trace.step, Rounded) else trace


def _component_weight(trace: Trace) -> Fraction:
    assert isinstance(trace.step, ComponentScore)  # noqa: S101  # callers made it
    return trace.step.weight


def _number(trace: Trace) -> Real:
    assert isinstance(trace.value, Real)  # noqa: S101  # callers looked
    return trace.value


def _weight_of(trace: Trace) -> Fraction:
    assert isinstance(trace.value, Fraction)  # noqa: S101  # weights are declared
    return trace.value


def _rounded(value: Real | None, rounding: Rounding | None) -> Real | None:
    """A limit rounded; none where its digits do not say to which side."""
    if value is None or rounding is None:
        return value
    try:
        return round_real(value, rounding)[0]
    except Undecided:
        return None
