"""The least and the greatest total a scorecard can come to.

Weights and scoring methods bound it, whatever the facts are. An indicator that
counts out gives its weight to others, and rounded shares may then add up to
more than the whole: 100.01. So every choice of indicators that count is tried,
as long as there are not too many. Indicators of the same weight and scores are
alike: only how many of them count makes a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model.blends import Blend
from kpirules.model.bounds import UNKNOWN, Bounds, added, bounds_of, either
from kpirules.model.caps import ScoreCap
from kpirules.model.expressions import ComponentRef, Expr, IndicatorRef, OfParts
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import Rounding
from kpirules.model.rounding import rounded as model_rounded
from kpirules.model.rules import Rules
from kpirules.model.scorecards import NOT_COUNTED, Policy, Scorecard
from kpirules.model.scoring import Extrapolate, FixedScore, FromPoint, Level, Scale, ToPoint
from kpirules.semantics.blends import blended_bounds
from kpirules.semantics.members import Members
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.seen import Seen
from kpirules.text.thai import name_key

_MOST_CHOICES = 1_000
_SHARING: frozenset[Policy] = frozenset(("redistribute_component", "redistribute_all"))


class Totals(Struct, frozen=True):
    """The totals there can be, rounded as the scorecard says.

    `certain` is False where not every choice of indicators that count was
    tried: then totals a little beyond the bounds may be possible.
    """

    bounds: Bounds
    certain: bool


def possible_totals(seen: Seen, memory: Memory = FORGETFUL, *, exact: bool = False) -> Totals:
    """The least and the greatest total, by weights, scoring methods and policies.

    `exact` totals are those without the rounding that the scorecard asks for.
    """
    card = seen.card
    policies = frozenset(line.policy for line in card.policies)
    bounds = partial(_scores, rules=seen.rules, policies=policies)
    named = f"scores{seen.changed} {sorted(policies)}"
    scores = memory.table(named, memory.each(named, seen.indicators, bounds))
    if exact:
        card = replace(card, weighted_rounding=None, total_rounding=None)
    what = f"exact totals of {seen.key}" if exact else f"totals of {seen.key}"
    summed = _Summed(card, seen.rules, seen.members, scores, policies)
    return memory.made(what, (seen.card,), partial(_totals, summed))


class _Summed(Struct, frozen=True):
    """A scorecard, and what of its indicators its total is made of."""

    card: Scorecard
    rules: Rules
    members: Members
    scores: dict[str, Bounds]
    policies: frozenset[Policy]


def _totals(summed: _Summed) -> Totals:
    scorecard, policies = summed.card, summed.policies
    if scorecard.formula is not None:
        made = _formula_bounds(summed, scorecard.formula)
        return Totals(_lowered(made, scorecard.caps), certain=True)
    if scorecard.blend is not None:
        blend = _blended_bounds(summed, scorecard.blend)
        return Totals(_lowered(blend, scorecard.caps), certain=True)
    groups: dict[str, Counter[_Share]] = {}
    for key in scorecard.indicators:
        member, scores = summed.members[key], summed.scores[key]
        everywhere = policies & {"redistribute_all", "leave_out"}
        group = "" if everywhere else member.component
        share = _Share(member.weight, scores.low, scores.high)
        groups.setdefault(group, Counter())[share] += 1
    certain = True
    sums = []
    for whole in groups.values():
        tried = [whole]
        if policies & NOT_COUNTED:
            # Without rounding the sum is a weighted mean of scores, so that single
            # indicators bound it; so they do as far as nothing more is tried.
            tried.extend(Counter((share,)) for share in whole)
            if len(policies & NOT_COUNTED) > 1:
                certain = False  # which weight goes where depends on the facts
            elif _rounding(scorecard) is not None and _count(whole) <= _MOST_CHOICES:
                tried.extend(_choices(whole))
            elif _rounding(scorecard) is not None:
                certain = False
        ways: list[Callable[[Counter[_Share], Counter[_Share], Scorecard], Bounds]] = []
        if policies & _SHARING or not policies & NOT_COUNTED:
            ways.append(_added)
        if "leave_out" in policies:
            ways.append(_left)
        sums.append(either(add(chosen, whole, scorecard) for add in ways for chosen in tried))
    rounding = scorecard.total_rounding
    low, high = added(each.low for each in sums), added(each.high for each in sums)
    uncapped = Bounds(
        None if low is None else rounded(low, rounding),
        None if high is None else rounded(high, rounding),
    )
    return Totals(_lowered(uncapped, scorecard.caps), certain)


def _blended_bounds(summed: _Summed, blend: Blend) -> Bounds:
    """Bounds of a total that is no sum: those of the scores of the outermost components together.

    Where weights are shared, any component may be the only one that counts.
    """
    scorecard = summed.card
    names = [name_key(component.name) for component in scorecard.parts_of(None)]
    components = [_component_bounds(name, summed) for name in names]
    weights = [_weight_within(name, summed) for name in names]
    found = blended_bounds(blend, components, weights)
    if summed.policies & NOT_COUNTED:
        found = either(components)
    return _total_rounded(found, scorecard)


def _formula_bounds(summed: _Summed, formula: Expr) -> Bounds:
    """Bounds of a total by a formula."""
    scorecard = summed.card

    def of_sum(name: str, scores: Bounds) -> Bounds:
        if summed.policies & NOT_COUNTED or _rounding(scorecard) is not None:
            return UNKNOWN  # weights go elsewhere, and rounded shares may add up to more
        share = _weight_within(name, summed) / scorecard.whole
        return Bounds(
            None if scores.low is None else scores.low * share,
            None if scores.high is None else scores.high * share,
        )

    def of_scores(asked: IndicatorRef | ComponentRef) -> Bounds:
        match asked:
            case IndicatorRef(field="score") if asked.name in summed.scores:
                return summed.scores[asked.name]
            case ComponentRef() if any(
                name_key(c.name) == asked.name for c in scorecard.components
            ):
                found = _component_bounds(asked.name, summed)
                return found if asked.field == "score" else of_sum(asked.name, found)
            case _:
                return UNKNOWN

    return _total_rounded(bounds_of(formula, summed.rules, of_scores), scorecard)


def _component_bounds(name: str, summed: _Summed) -> Bounds:
    """Bounds of a component's score; where weights are shared, any indicator may count alone in it."""
    keys = _within(name, summed)
    scores = [summed.scores[key] for key in keys]
    if summed.policies & NOT_COUNTED:
        return either(scores)
    return blended_bounds("weighted_mean", scores, [summed.members[key].weight for key in keys])


def _weight_within(name: str, summed: _Summed) -> Fraction:
    weights = (summed.members[key].weight for key in _within(name, summed))
    return sum(weights, Fraction(0))


def _within(component: str, summed: _Summed) -> list[str]:
    """The indicators in a component, however deep."""
    homes = summed.card.within(component)
    return [key for key in summed.card.indicators if summed.members[key].component in homes]


def _total_rounded(found: Bounds, scorecard: Scorecard) -> Bounds:
    rounding = scorecard.total_rounding
    return Bounds(
        None if found.low is None else rounded(found.low, rounding),
        None if found.high is None else rounded(found.high, rounding),
    )


class _Share(Struct, frozen=True):
    """The weight of an indicator, and its least and greatest score."""

    weight: Fraction
    low: Fraction | None
    high: Fraction | None


def rounded(number: Fraction, rounding: Rounding | None) -> Fraction:
    """A number rounded as a line says; a number rounds to no less than a smaller one does."""
    return number if rounding is None else model_rounded(number, rounding)[0]


def _count(group: Counter[_Share]) -> int:
    return prod(count + 1 for count in group.values())


def _choices(group: Counter[_Share]) -> Iterator[Counter[_Share]]:
    """What may count of a group: how many of the indicators that are alike, but not none."""
    for counts in product(*(range(count + 1) for count in group.values())):
        chosen = Counter(
            {share: count for share, count in zip(group, counts, strict=True) if count}
        )
        if chosen:
            yield chosen


def _rounding(scorecard: Scorecard) -> Rounding | None:
    """How the weighted scores are rounded that are added up."""
    return scorecard.weighted_rounding if scorecard.sums_rounded else None


def _added(chosen: Counter[_Share], group: Counter[_Share], scorecard: Scorecard) -> Bounds:
    """What chosen indicators add to the total when they share the weight of their group."""
    factor = _weight(group) / _weight(chosen) / scorecard.whole
    rounding = _rounding(scorecard)

    def weighted(score: Fraction | None, weight: Fraction, count: int) -> Fraction | None:
        return None if score is None else count * rounded(score * weight * factor, rounding)

    return Bounds(
        added(weighted(share.low, share.weight, count) for share, count in chosen.items()),
        added(weighted(share.high, share.weight, count) for share, count in chosen.items()),
    )


def _left(chosen: Counter[_Share], group: Counter[_Share], scorecard: Scorecard) -> Bounds:
    """What chosen indicators come to when the others are left out of the denominator."""
    own = _added(chosen, chosen, scorecard)
    factor = _weight(group) / _weight(chosen)
    return Bounds(
        None if own.low is None else own.low * factor,
        None if own.high is None else own.high * factor,
    )


def _weight(group: Counter[_Share]) -> Fraction:
    return sum((share.weight * count for share, count in group.items()), Fraction(0))


def scores_of(
    indicator: Indicator, rules: Rules, policies: frozenset[Policy] | set[Policy] = frozenset()
) -> Bounds:
    """The least and the greatest score of an indicator without its caps."""
    if indicator.made_of is not None:
        return _of_parts(indicator, indicator.made_of, rules, policies)
    if indicator.scale is not None:
        return scale_bounds(indicator.scale)
    return UNKNOWN if indicator.score is None else bounds_of(indicator.score, rules)


def _scores(
    indicator: Indicator, rules: Rules, policies: frozenset[Policy] | set[Policy]
) -> Bounds:
    """The least and the greatest score of an indicator; a cap may lower any score."""
    found = _lowered(scores_of(indicator, rules, policies), indicator.caps)
    if "zero" in policies:
        found = either([found, Bounds(Fraction(0), Fraction(0))])
    return found


def _of_parts(
    indicator: Indicator, made_of: OfParts, rules: Rules, policies: frozenset[Policy] | set[Policy]
) -> Bounds:
    """What parts can come to together; where weights are shared, any part may count alone."""
    members = [rules.indicators[term.name] for term in made_of.terms]
    scores = [_scores(member, rules, policies) for member in members]
    found = blended_bounds(made_of.blend, scores, [member.weight for member in members])
    if policies & _SHARING:
        found = either(scores)
    return Bounds(
        None if found.low is None else rounded(found.low, indicator.rounding),
        None if found.high is None else rounded(found.high, indicator.rounding),
    )


def _lowered(found: Bounds, caps: tuple[ScoreCap, ...]) -> Bounds:
    if found.low is None:
        return found
    return Bounds(min((found.low, *(cap.most for cap in caps))), found.high)


def scale_bounds(scale: Scale) -> Bounds:
    """The least and the greatest score of a scoring method with these levels."""
    method = scale.method
    levels = sorted(scale.levels, key=lambda level: level.at, reverse=method.direction == "lower")
    scores = [level.score for level in levels]
    ways = (method.below,) if levels and scale.ends_at_best else (method.below, method.above)
    scores.extend(
        outside.score for outside in ways if isinstance(outside, FixedScore | FromPoint | ToPoint)
    )
    if not scores:
        return UNKNOWN
    low: Fraction | None = rounded(min(scores), method.rounding)
    high: Fraction | None = rounded(max(scores), method.rounding)
    for outside, outward in (
        (method.below, levels[1::-1]),
        (method.above, levels[-2:]),
    ):
        if isinstance(outside, Extrapolate) and outside in ways:
            slope = _slope(outward)
            low = None if slope < 0 else low
            high = None if slope > 0 else high
    return Bounds(low, high)


def _slope(outward: list[Level]) -> Fraction:
    """Whether scores rise or fall on the way out over the outermost two levels."""
    return outward[-1].score - outward[0].score if outward else Fraction(0)
