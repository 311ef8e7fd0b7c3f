"""From a result to a score, in words: between which levels, and along which line."""

from __future__ import annotations

from typing import assert_never

from kpirules.evaluate.approximate import Real, surely
from kpirules.evaluate.trace import AboveLast, BelowFirst, Distance, Interpolated, Stepped, Trace
from kpirules.explain.numbers import MINUS, equals, figure, with_fraction, written_places
from kpirules.explain.outline import amount
from kpirules.explain.places import level_places, places_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.indicators import Indicator
from kpirules.model.scoring import (
    Extrapolate,
    FixedScore,
    FromPoint,
    LastScore,
    Level,
    Refuse,
    ToPoint,
)
from kpirules.prose.words import Line, line, value

Scoring = Interpolated | Stepped | BelowFirst | AboveLast


def scoring(trace: Trace, step: Scoring, reader: Reader) -> Remarks:
    """How the levels turn the result, which is the first part, into a score."""
    stages = step.indicator.stages
    if stages is not None and not isinstance(step, Interpolated):
        from kpirules.explain.stages import stage_score  # noqa: PLC0415  # few rules have stages

        return stage_score(trace, step, stages, reader)
    match step:
        case Interpolated(indicator=indicator, lower=lower, upper=upper):
            said = reader.say(
                "{scored} lies between the target levels {lower} and {upper}",
                "{scored} อยู่ระหว่างเป้าหมาย {lower} กับ {upper}",
                scored=_scored(trace, reader),
                lower=_level(lower, indicator, reader), upper=_level(upper, indicator, reader),
            )  # fmt: skip
            between = Remark(said, (lower.span, upper.span))
            how = reader.pick("a straight line between them", "เทียบบัญญัติไตรยางศ์")
            along = _along(trace, _Point(lower), _Point(upper), how, reader)
            return (between, Remark(along, (step.method.between_span,)))
        case Stepped(indicator=indicator, reached=reached):
            said = reader.say(
                "{scored} reaches the target level {level}, and no points are given for what lies "
                "beyond it",
                "{scored} ถึงเป้าหมาย {level} ส่วนที่เกินไม่ได้คะแนนเพิ่ม",
                scored=_scored(trace, reader), level=_level(reached, indicator, reader),
            )  # fmt: skip
            return (Remark(said, (reached.span, step.method.between_span)),)
        case BelowFirst():
            return _below(trace, step, reader)
        case AboveLast():
            return _above(trace, step, reader)
        case _:
            assert_never(step)


def distance(trace: Trace, step: Distance, reader: Reader) -> Remark:
    """How far the result is from what is wanted."""
    result, wanted = trace.parts[0], step.wanted
    shown = figure(result.value, places_of(result)) if isinstance(result.value, Real) else "?"
    best = figure(wanted.result, written_places(wanted.written))
    return Remark(
        line("|", value(shown), f" {MINUS} ", value(best), "| = ", amount(trace, reader)),
        (wanted.span,),
    )


def _scored(trace: Trace, reader: Reader) -> Line:
    """What the levels are held against: the result, or its distance from what is wanted."""
    scored = trace.parts[0]
    if isinstance(scored.step, Distance):
        return reader.say("the distance, {far},", "ระยะห่าง {far}", far=amount(scored, reader))
    return reader.say("the result, {result},", "{result}", result=amount(scored, reader))


def at(level: Level, indicator: Indicator, reader: Reader) -> Line:
    """The result, or the distance, that a level asks for, as it was written."""
    if indicator.scale is not None and indicator.scale.method.nearer_to is not None:
        return reader.difference(level.at, indicator.unit, level_places(level))
    return reader.quantity(level.at, indicator.unit, level_places(level))


def _level(level: Level, indicator: Indicator, reader: Reader) -> Line:
    """A level with what it gives: `64.04% (75 points)`."""
    return line(at(level, indicator, reader), " (", reader.points(level.score), ")")


class _Point:
    """A point that a line goes through: a result and its score, as they are shown."""

    def __init__(self, level: Level | FromPoint | ToPoint) -> None:
        places = level_places(level) if isinstance(level, Level) else None
        self.at = figure(level.at, places)
        self.score = figure(level.score)


def _along(trace: Trace, start: _Point, end: _Point, how: str, reader: Reader) -> Line:
    """The line through two points, with the result put in."""
    result = trace.parts[0]
    here = figure(result.value, places_of(result)) if isinstance(result.value, Real) else "?"
    words = line(
        value(start.score), " + (", value(end.score), f" {MINUS} ", value(start.score), ") × (",
        value(here), f" {MINUS} ", value(start.at), ") / (",
        value(end.at), f" {MINUS} ", value(start.at), ") ",
    )  # fmt: skip
    score = amount(trace, reader)
    if isinstance(trace.value, Real):
        score = with_fraction(score, trace.value)
    return line(how, ": ", words, equals(score))


def _below(trace: Trace, step: BelowFirst, reader: Reader) -> Remarks:
    first, policy = step.first, step.policy
    short = reader.say(
        "{scored} does not reach the first target level, {level}",
        "{scored} ยังไม่ถึงเป้าหมายแรก {level}",
        scored=_scored(trace, reader), level=_level(first, step.indicator, reader),
    )  # fmt: skip
    match policy:
        case FixedScore(score=score):
            said = reader.say(
                "short of it the score is {score}", "ไม่ถึงเป้าหมายแรกได้ {score}",
                score=reader.points(score),
            )  # fmt: skip
        case FromPoint():
            if _passed(trace.parts[0].value, policy, better=step.method.direction == "lower"):
                said = reader.say(
                    "at {at} or worse the score is {score}", "{at} หรือแย่กว่านั้นได้ {score}",
                    at=_end(policy, step.indicator, reader), score=reader.points(policy.score),
                )  # fmt: skip
            else:
                how = reader.pick("a straight line up to it", "เทียบบัญญัติไตรยางศ์ขึ้นมาถึงเป้าหมายแรก")
                said = _along(trace, _Point(policy), _Point(first), how, reader)
        case Extrapolate():
            said = _onwards(trace, step.indicator, slice(0, 2), reader)
        case Refuse():
            said = _refused(reader)
        case _:
            assert_never(policy)
    return (Remark(short, (first.span,)), Remark(said, (policy.span,)))


def _above(trace: Trace, step: AboveLast, reader: Reader) -> Remarks:
    last, policy = step.last, step.policy
    level = _level(last, step.indicator, reader)
    scored = _scored(trace, reader)
    if step.exactly:
        reached = reader.say(
            "{scored} reaches the last target level exactly: {level}",
            "{scored} ถึงเป้าหมายสุดท้ายพอดี คือ {level}", scored=scored, level=level,
        )  # fmt: skip
        return (Remark(reached, (last.span,)),)
    passed = reader.say(
        "{scored} is better than the last target level, {level}",
        "{scored} ดีกว่าเป้าหมายสุดท้าย {level}", scored=scored, level=level,
    )  # fmt: skip
    match policy:
        case LastScore():
            said = reader.say(
                "the last score stays: {score}", "ได้คะแนนสุดท้าย คือ {score}",
                score=reader.points(last.score),
            )  # fmt: skip
        case ToPoint():
            if _passed(trace.parts[0].value, policy, better=step.method.direction == "higher"):
                said = reader.say(
                    "at {at} or better the score is {score}, and no more",
                    "{at} หรือดีกว่านั้นได้ {score} ไม่เพิ่มอีก",
                    at=_end(policy, step.indicator, reader), score=reader.points(policy.score),
                )  # fmt: skip
            else:
                how = reader.pick("a straight line on from it", "เทียบบัญญัติไตรยางศ์ต่อจากเป้าหมายสุดท้าย")
                said = _along(trace, _Point(last), _Point(policy), how, reader)
        case FixedScore(score=score):
            said = reader.say(
                "above it the score is {score}", "สูงกว่าเป้าหมายสุดท้ายได้ {score}",
                score=reader.points(score),
            )  # fmt: skip
        case Extrapolate():
            said = _onwards(trace, step.indicator, slice(-2, None), reader)
        case Refuse():
            said = _refused(reader)
        case _:
            assert_never(policy)
    return (Remark(passed, (last.span,)), Remark(said, (policy.span,)))


def _passed(result: object, point: FromPoint | ToPoint, *, better: bool) -> bool:
    """Whether a result lies at a line's far end or beyond it; `better` says results rise there."""
    if not isinstance(result, Real):
        return False
    return surely(lambda: result >= point.at if better else result <= point.at)


def _end(point: FromPoint | ToPoint, indicator: Indicator, reader: Reader) -> Line:
    """The far end of a line, as the result or the distance it is."""
    if indicator.scale is not None and indicator.scale.method.nearer_to is not None:
        return reader.difference(point.at, indicator.unit, None)
    return reader.quantity(point.at, indicator.unit)


def _onwards(trace: Trace, indicator: Indicator, ends: slice, reader: Reader) -> Line:
    """The line of two neighbouring levels, which goes on beyond them."""
    levels = indicator.scale.levels[ends] if indicator.scale else ()
    if len(levels) < 2:
        return amount(trace, reader)
    how = reader.pick(
        "the line of the two levels there goes on", "คำนวณต่อเนื่องตามเส้นของเป้าหมายสองระดับที่ติดกัน"
    )
    return _along(trace, _Point(levels[0]), _Point(levels[1]), how, reader)


def _refused(reader: Reader) -> Line:
    return reader.say("the scoring method gives no score here", "เกณฑ์การให้คะแนนไม่ให้คะแนนในกรณีนี้")
