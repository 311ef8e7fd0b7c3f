"""Why not another level, band or outcome: how far off it is, and what would be enough."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real, Undecided, round_real
from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.scoring import score_by_levels
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.inverse.again import EvaluateWith, evaluating
from kpirules.explain.inverse.changes import Change, changes
from kpirules.explain.inverse.thresholds import (
    Threshold,
    before_rounding,
    counts_up,
    result_for,
)
from kpirules.explain.layers import peeled
from kpirules.explain.numbers import written_places
from kpirules.explain.rooms import Room, gain_in_blend, most_of, rooms_of_parts
from kpirules.explain.stage_answers import StageAnswer, stage_answer
from kpirules.explain.targets import (
    BandTarget,
    ComponentTarget,
    IndicatorTarget,
    NamedTarget,
    Target,
    TotalTarget,
)
from kpirules.model.bands import Band
from kpirules.model.expressions import Expr
from kpirules.model.indicators import Classification, Indicator, Outcome
from kpirules.model.scoring import Level
from kpirules.text.nearest import nearest
from kpirules.text.thai import name_key, western_digits


class ScoreAnswer(Struct, frozen=True, tag="score"):
    """Why an indicator does not have a score, or that it has.

    `level` is the target level of that score, if there is one. `wanted` is the
    result that the score needs, which rounding of scores may put a little short
    of the level; None where no result gives it.
    `unrounded` is the result it would need if scores were not rounded.
    `enough` is the least value before rounding that is rounded to it.
    `upwards` is whether more demanding results are greater. `capped` says that
    a cap keeps the score from it, or may do so.
    """

    outcome: IndicatorOutcome
    score: Fraction
    reached: bool
    upwards: bool
    level: Level | None = None
    wanted: Threshold | None = None
    enough: Threshold | None = None
    unrounded: Threshold | None = None
    changes: tuple[Change, ...] = ()
    capped: bool = False


class TotalAnswer(Struct, frozen=True, tag="total"):
    """Why a total, or a component, is not in a band or not so high.

    `short` is what is missing; None where the sum is withheld, or lies above.
    `open` says that a withheld total may still come to it; `missing` are the
    indicators without which it is not given. `capped` are the total and the band
    whose caps keep it from this, or may do so. `enough` says that without caps it
    would be in the band, `lowered` that only a cap puts it there. `formula` is that of the total,
    where it is no sum.
    """

    total: Trace
    band: Band | None
    points: Fraction
    included: bool
    reached: bool
    open: bool
    above: bool
    short: Real | None
    rooms: tuple[Room, ...]
    missing: tuple[IndicatorOutcome, ...] = ()
    capped: tuple[Trace, ...] = ()
    enough: bool = False
    lowered: bool = False
    formula: Expr | None = None


class OutcomeAnswer(Struct, frozen=True, tag="outcome"):
    """Why an outcome of a decision table does not apply; `condition` is None where it has none."""

    trace: Trace
    classification: Classification
    outcome: Outcome
    reached: bool
    condition: Trace | None


class NoAnswer(Struct, frozen=True, tag="none"):
    """What was asked for is nothing the target could come to; `choices` is what is."""

    asked: str
    choices: tuple[str, ...]
    nearest: str | None


class UndecidedAnswer(Struct, frozen=True, tag="undecided"):
    """An approximate value that the digits tried do not tell from what was asked."""

    asked: str
    trace: Trace


WhyNot = ScoreAnswer | TotalAnswer | OutcomeAnswer | NoAnswer | UndecidedAnswer | StageAnswer


def why_not(
    evaluation: Evaluation,
    target: Target,
    asked: str,
    evaluate_with: EvaluateWith | None = None,
) -> WhyNot:
    """Why a target did not come to what was asked: a score, a band, an outcome.

    `evaluate_with` gives an indicator's result for another value of a fact; by
    default the scorecard is evaluated again.
    """
    try:
        return _answer(evaluation, target, asked, evaluate_with)
    except Undecided:
        trace = target.outcome.result if isinstance(target, IndicatorTarget) else target.trace
        return UndecidedAnswer(asked, trace)


def _answer(
    evaluation: Evaluation, target: Target, asked: str, evaluate_with: EvaluateWith | None
) -> WhyNot:
    number = _number(asked)
    band = _band(evaluation, asked)
    if isinstance(target, IndicatorTarget) and target.outcome.indicator.stages is not None:
        found = stage_answer(target.outcome, target.outcome.indicator.stages, asked, number)
        if found is not None:
            return found
    if isinstance(target, IndicatorTarget) and number is not None:
        if target.outcome.indicator.made_of is not None:
            return _of_parts(evaluation, target.outcome, number)
        answer = _score(evaluation, target.outcome, number, evaluate_with)
        return replace(answer, capped=not answer.reached and _keeps(answer.outcome.score, number))
    if isinstance(target, ComponentTarget) and number is not None:
        return _sum(evaluation, target.trace, number, band=None, component=target.key)
    if isinstance(target, TotalTarget | BandTarget) and number is not None:
        return _by_formula(evaluation, _sum(evaluation, evaluation.total, number, band=None))
    if band is not None and not isinstance(target, NamedTarget):
        return _by_formula(evaluation, _in_band(evaluation, band))
    core = peeled(target.trace).core
    if isinstance(core.step, tr.Decided):
        row = _row(core.step.classification, asked)
        if row is not None:
            return _outcome(core, core.step, row)
    choices = _choices(evaluation, target)
    return NoAnswer(asked, choices, nearest(asked, choices))


# -- an indicator's score


def _score(
    evaluation: Evaluation,
    outcome: IndicatorOutcome,
    score: Fraction,
    evaluate_with: EvaluateWith | None,
) -> ScoreAnswer:
    indicator, scale = outcome.indicator, outcome.indicator.scale
    has, result = outcome.score.value, outcome.result.value
    now = result if isinstance(result, Real) else None
    upwards = scale is None or counts_up(scale, now)
    level = _level(indicator, score)
    wanted = result_for(indicator, scale, score, now) if scale is not None else None
    if isinstance(has, Real) and has >= score:
        return ScoreAnswer(outcome, score, True, upwards, level, wanted)
    if wanted is None:
        return ScoreAnswer(outcome, score, False, upwards, level)
    enough = before_rounding(wanted, indicator.rounding, upwards=upwards)
    unrounded = _without_rounding(indicator, score, now)
    if not isinstance(result, Real) or wanted.reached(result, upwards=upwards):
        return ScoreAnswer(outcome, score, False, upwards, level, wanted, enough, unrounded)
    if isinstance(outcome.result.step, tr.CarriedOver):
        # What an earlier year came to is past, and this year's figures are not all known.
        return ScoreAnswer(outcome, score, False, upwards, level, wanted, enough, unrounded)
    key = name_key(indicator.name)
    if evaluate_with is None:
        evaluate_with = evaluating(evaluation, lambda again: again.indicators[key].result)
    found = changes(
        outcome.result,
        wanted,
        evaluate_with,
        evaluation.rules,
        evaluation.facts,
        evaluation.period,
        upwards=upwards,
    )
    found = tuple(_checked(change, outcome, score, evaluate_with) for change in found)
    if indicator.caps:
        found = _in_spite_of_caps(found, evaluation, key, score)
    return ScoreAnswer(outcome, score, False, upwards, level, wanted, enough, unrounded, found)


def _without_rounding(indicator: Indicator, score: Fraction, has: Real | None) -> Threshold | None:
    """The result that the score would need if scores were not rounded."""
    scale = indicator.scale
    if scale is None or scale.method.rounding is None:
        return None
    exact = replace(scale, method=replace(scale.method, rounding=None))
    return result_for(indicator, exact, score, has)


def _checked(
    change: Change, outcome: IndicatorOutcome, score: Fraction, evaluate_with: EvaluateWith
) -> Change:
    """The change, unless its result oversteps the levels to where the method gives no score."""
    indicator, scale = outcome.indicator, outcome.indicator.scale
    if change.verdict != "enough" or change.to is None or scale is None:
        return change
    number = evaluate_with(name_key(change.fact.name), change.to)
    if number is None:
        return change
    result = Trace(number, indicator.unit, outcome.result.step, (), outcome.result.span)
    given = score_by_levels(indicator, scale, result, []).value
    if isinstance(given, Real) and given >= score:
        return change
    return replace(change, verdict="out of reach", to=None)


def _keeps(trace: Trace, points: Fraction) -> bool:
    """Whether a cap keeps a score or total from these points, or may do so."""
    step = trace.step
    if not isinstance(step, tr.Capped):
        return False
    tests = zip(step.of.caps, trace.parts[1:], strict=True)
    return any(cap.most < points and test.value is not False for cap, test in tests)


def _in_spite_of_caps(
    found: tuple[Change, ...], evaluation: Evaluation, key: str, score: Fraction
) -> tuple[Change, ...]:
    """The changes, without those whose result would be enough while a cap keeps the score lower."""
    scored = evaluating(evaluation, lambda again: again.indicators[key].score)
    kept = []
    for change in found:
        if change.verdict == "enough" and change.to is not None:
            reached = scored(name_key(change.fact.name), change.to)
            if reached is None or reached < score:
                continue
        kept.append(change)
    return tuple(kept)


def _level(indicator: Indicator, score: Fraction) -> Level | None:
    levels = indicator.scale.levels if indicator.scale is not None else ()
    return next((level for level in levels if level.score == score), None)


# -- a total, its band, a component


def _in_band(evaluation: Evaluation, band: Band) -> TotalAnswer:
    graded = evaluation.band
    total = graded.parts[0] if graded is not None else evaluation.total
    step = graded.step if graded is not None else None
    reached = isinstance(step, tr.Graded) and step.band is not None and step.band.name == band.name
    possible = isinstance(step, tr.Graded) and any(each.name == band.name for each in step.possible)
    low = band.low
    above = isinstance(total.value, Real) and not reached and _is_above(band, total.value)
    points = low.value if low is not None else Fraction(0)
    short = points - total.value if isinstance(total.value, Real) else None
    under = _under_caps(total)
    capped = [under] if _keeps(under, points) else []
    by_total = step.before if isinstance(step, tr.Graded) else ()
    lowered = reached and band not in by_total
    enough = isinstance(total.value, Real) and not reached and band in by_total
    if isinstance(step, tr.Graded) and graded is not None and _keeps_band(graded, step, band):
        capped.append(graded)
    rooms = (
        () if reached or above or enough or _is_fixed(under, points) else _rooms(evaluation, None)
    )
    return TotalAnswer(
        total,
        band,
        points,
        low is None or low.included,
        reached,
        possible and not reached,
        above,
        None if reached or above or enough else short,
        rooms,
        _missing(evaluation, total),
        () if reached and not lowered else tuple(capped),
        enough,
        lowered,
    )


def _by_formula(evaluation: Evaluation, answer: TotalAnswer) -> TotalAnswer:
    """The answer, with the formula that says what each part adds to the total."""
    formula = evaluation.scorecard.formula
    return answer if formula is None or answer.reached else replace(answer, formula=formula)


def _under_caps(total: Trace) -> Trace:
    """The total's caps: where one of them is open, they stand within the withheld total."""
    return total.parts[0] if isinstance(total.step, tr.Withheld) and total.parts else total


def _keeps_band(graded: Trace, step: tr.Graded, band: Band) -> bool:
    """Whether a cap keeps the total from a band, or may do so."""
    ranks = {name_key(each.name): rank for rank, each in enumerate(step.bands.bands)}
    tests = zip(step.caps, graded.parts[1:], strict=True)
    wanted = ranks[name_key(band.name)]
    return any(ranks[cap.band] <= wanted and test.value is not False for cap, test in tests)


def _is_fixed(under: Trace, points: Fraction) -> bool:
    """Whether a cap keeps a total from these points, whatever the indicators add."""
    step = under.step
    return isinstance(step, tr.Capped) and step.binding is not None and step.binding.most < points


def _is_above(band: Band, total: Real) -> bool:
    high = band.high
    return high is not None and (total > high.value or (total == high.value and not high.included))


def _of_parts(evaluation: Evaluation, outcome: IndicatorOutcome, points: Fraction) -> TotalAnswer:
    """Why the score of an indicator made of others is not so high."""
    rooms = rooms_of_parts(evaluation, outcome)
    return _sum(evaluation, outcome.result, points, band=None, rooms=rooms)


def _sum(
    evaluation: Evaluation,
    total: Trace,
    points: Fraction,
    *,
    band: Band | None,
    component: str | None = None,
    rooms: tuple[Room, ...] | None = None,
) -> TotalAnswer:
    number = total.value
    reached = isinstance(number, Real) and number >= points
    short = points - number if isinstance(number, Real) and not reached else None
    under = _under_caps(total)
    if reached or _is_fixed(under, points):
        rooms = ()
    elif rooms is None:
        rooms = _rooms(evaluation, component)
    possible = isinstance(number, Gap) and _may_reach(total, points)
    missing = _missing(evaluation, total)
    capped = (under,) if _keeps(under, points) and not reached else ()
    return TotalAnswer(
        total, band, points, True, reached, possible, False, short, rooms, missing, capped
    )


def _missing(evaluation: Evaluation, total: Trace) -> tuple[IndicatorOutcome, ...]:
    """The indicators for want of which a sum is withheld."""
    step = peeled(total).core.step
    if not isinstance(step, tr.Withheld):
        return ()
    return tuple(evaluation.indicators[name_key(name)] for name in step.missing)


def _may_reach(total: Trace, points: Fraction) -> bool:
    step = peeled(total).core.step
    return isinstance(step, tr.Withheld) and (step.high is None or step.high >= points)


def _rooms(evaluation: Evaluation, component: str | None) -> tuple[Room, ...]:
    """What each indicator could still add, the most first."""
    found = []
    if component is None and evaluation.scorecard.formula is not None:
        return ()  # what each would add, the formula says
    homes = None if component is None else evaluation.scorecard.within(component)
    times = _times(evaluation) if component is None else Fraction(1)
    for outcome in evaluation.indicators.values():
        if outcome.part_of is not None:
            continue  # it counts in what it is part of
        if homes is not None and outcome.indicator.component not in homes:
            continue
        score, weight = outcome.score.value, outcome.weight.value
        if not isinstance(score, Real) or not isinstance(weight, Real):
            continue
        most = most_of(evaluation, outcome)
        if most is None:
            found.append(Room(outcome, None, None))
        elif most > score:
            blended = component is None and evaluation.scorecard.blend is not None
            gain = (gain_in_blend if blended else _gain)(evaluation, outcome, most)
            if gain is not None and not blended:
                gain *= times
            if not blended or gain is None or gain > 0:  # another component may hold it down
                found.append(Room(outcome, most, gain))
    return tuple(sorted(found, key=lambda room: (room.points is not None, -(room.points or 0))))


def _times(evaluation: Evaluation) -> Fraction:
    """What a point of a sum is in the total, where some are left out of the denominator."""
    step = peeled(evaluation.total).core.step
    share = step.share if isinstance(step, tr.Added | tr.Withheld) else None
    return Fraction(1) if share is None else share.whole / share.counted


def _gain(evaluation: Evaluation, outcome: IndicatorOutcome, most: Real) -> Real | None:
    """What the greatest score would add to the sums: rounded where they add rounded scores."""
    card = evaluation.scorecard
    weight, now = outcome.weight.value, outcome.weighted
    best = most * weight / card.whole if isinstance(weight, Fraction) else None
    if card.weighted_rounding is not None and not card.sums_rounded:
        now = peeled(now).core
    elif card.weighted_rounding is not None and best is not None:
        best, _ = round_real(best, card.weighted_rounding)
    return best - now.value if best is not None and isinstance(now.value, Real) else None


# -- a decision table


def _outcome(trace: Trace, step: tr.Decided, row: Outcome) -> OutcomeAnswer:
    reached = step.outcome is not None and step.outcome.name == row.name
    looked_at = [each.name for each in step.looked_at]
    condition = (
        trace.parts[looked_at.index(row.name)]
        if row.name in looked_at and looked_at.index(row.name) < len(trace.parts)
        else None
    )
    return OutcomeAnswer(trace, step.classification, row, reached, condition)


# -- what was asked


def _number(asked: str) -> Fraction | None:
    text = western_digits(asked).strip()
    if written_places(text) is None:
        return None
    return Fraction(text.replace(",", ""))


def _band(evaluation: Evaluation, asked: str) -> Band | None:
    bands = evaluation.rules.bands.get(evaluation.scorecard.bands or "")
    key = name_key(asked.strip())
    for band in bands.bands if bands is not None else ():
        if key in {name_key(band.name), name_key(band.label or "")}:
            return band
    return None


def _row(table: Classification, asked: str) -> Outcome | None:
    key = name_key(asked.strip())
    for row in table.outcomes:
        if key in {name_key(row.name), name_key(row.label or "")}:
            return row
    return None


def _choices(evaluation: Evaluation, target: Target) -> tuple[str, ...]:
    core = peeled(target.trace).core
    if isinstance(core.step, tr.Decided):
        return tuple(row.name for row in core.step.classification.outcomes)
    if isinstance(target, NamedTarget):
        return ()
    bands = evaluation.rules.bands.get(evaluation.scorecard.bands or "")
    names = tuple(band.name for band in bands.bands) if bands is not None else ()
    if isinstance(target, IndicatorTarget) and target.outcome.indicator.scale is not None:
        levels = target.outcome.indicator.scale.levels
        return (*(str(level.score) for level in levels), *names)
    return names
