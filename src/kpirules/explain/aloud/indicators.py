"""Indicators and named values read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.explain.aloud.announcer import Announcer
from kpirules.explain.aloud.promises import promises
from kpirules.explain.aloud.scales import scale_said
from kpirules.explain.formulas import BLENDS
from kpirules.explain.marks import because, mark_remarks
from kpirules.explain.numbers import figure
from kpirules.explain.stage_names import called as stage_called
from kpirules.model.caps import ScoreCap
from kpirules.model.expressions import Expr, OfParts, Stages
from kpirules.model.indicators import Indicator, Value
from kpirules.model.rules import seen_from, with_parts
from kpirules.model.scoring import FixedScore
from kpirules.model.units import NUMBER
from kpirules.prose.words import Line, line, value
from kpirules.text.thai import name_key


def indicator_said(indicator: Indicator, reader: Announcer) -> Iterator[Line]:
    """What it measures, how that is computed and scored, and where it counts."""
    called = reader.called(indicator.name, indicator.label)
    if indicator.made_of is not None:
        yield _of_parts(called, indicator.made_of, reader)
    elif indicator.stages is not None:
        yield from _stages(called, indicator.stages, indicator, reader)
    else:
        yield reader.say(
            "indicator {called} is measured in {unit} and computed as {formula}{rounded}",
            "ตัวชี้วัด {called} มีหน่วยเป็น{unit} คำนวณจาก {formula}{rounded}",
            called=called, unit=reader.unit(indicator.unit),
            formula=reader.formula(indicator.formula), rounded=reader.rounding(indicator.rounding),
        )  # fmt: skip
    yield from _not_applicable(indicator.not_applicable, reader)
    for scale in indicator.scales:
        if indicator.stages is None:
            yield from scale_said(scale, indicator.unit, reader)
    if indicator.score is not None:
        score = reader.formula(indicator.score)
        yield reader.say("its score is {score}", "คะแนนคือ {score}", score=score)
    for cap in indicator.caps:
        yield cap_said(cap, reader.say("the score", "คะแนน"), reader)
    if indicator.cancelled is not None:
        why = because(indicator.cancelled.because, reader)
        yield line(reader.pick("it is cancelled", "ตัวชี้วัดนี้ยกเลิก"), why)
    for remark in mark_remarks(indicator, reader):
        yield remark.line
    yield from _counts(indicator, reader)
    yield from promises(indicator.guarantees, reader)
    yield from reader.about(indicator.about)


def value_said(of: Value, reader: Announcer) -> Iterator[Line]:
    """A named value: its formula, its unit, and by what it is grouped."""
    called = reader.called(of.name, of.label)
    slots = {
        "called": called,
        "formula": reader.formula(of.formula),
        "rounded": reader.rounding(of.rounding),
    }
    if of.unit is None or of.unit == NUMBER:
        yield reader.say(
            "{called} is {formula}{rounded}", "{called} คือ {formula}{rounded}", **slots
        )
    else:
        yield reader.say(
            "{called} is {formula}{rounded}, in {unit}", "{called} คือ {formula}{rounded} มีหน่วยเป็น{unit}",
            unit=reader.unit(of.unit), **slots,
        )  # fmt: skip
    if of.grouping is not None:
        yield reader.say(
            "there is one figure for each {column}", "มีหนึ่งค่าต่อหนึ่ง {column}",
            column=reader.name(of.grouping.column),
        )  # fmt: skip
    yield from _not_applicable(of.not_applicable, reader)
    yield from promises(of.guarantees, reader)
    yield from reader.about(of.about)


def cap_said(cap: ScoreCap, what: Line, reader: Announcer) -> Line:
    """`the score is at most 80 points when …`."""
    said = reader.say(
        "{what} is at most {most} when {condition}", "{what}ไม่เกิน {most} เมื่อ {condition}",
        what=what, most=reader.points(cap.most), condition=reader.formula(cap.condition),
    )  # fmt: skip
    return line(said, because(cap.because, reader))


def _of_parts(called: Line, made: OfParts, reader: Announcer) -> Line:
    rules = reader.rules
    parts = []
    for term in made.terms:
        part = rules.indicators.get(term.name)
        if part is None:
            continue  # it could not be read yet
        weight = reader.say(
            " (weight {weight})", " (น้ำหนัก {weight})", weight=value(figure(part.weight))
        )
        weighs = made.blend in {"weighted_mean", "weighted_geometric_mean"}
        parts.append(line(reader.called(part.name, part.label), weight if weighs else ()))
    return reader.say(
        "the score of indicator {called} is {blend} of the scores of its parts: {parts}",
        "คะแนนของตัวชี้วัด {called} คือ{blend}ของคะแนนตัวชี้วัดย่อย ได้แก่ {parts}",
        called=called, blend=reader.say(*BLENDS[made.blend]), parts=reader.listed(parts),
    )  # fmt: skip


def _stages(
    called: Line, stages: Stages, indicator: Indicator, reader: Announcer
) -> Iterator[Line]:
    scale = indicator.scale
    scores = {} if scale is None else {level.at: level.score for level in scale.levels}
    said = []
    for number, stage in enumerate(stages.stages, 1):
        points = reader.points(scores[number]) if number in scores else ()  # type: ignore[index]
        said.append(
            reader.say(
                "{stage} earns {points} when {condition}", "{stage} ได้ {points} เมื่อ {condition}",
                stage=stage_called(stage, reader), points=points,
                condition=reader.formula(stage.condition),
            )
        )  # fmt: skip
    yield reader.say(
        "indicator {called} is scored by the stage it has reached: {stages}",
        "ตัวชี้วัด {called} ให้คะแนนตามขั้นความสำเร็จ: {stages}",
        called=called, stages=reader.listed(said),
    )  # fmt: skip
    if scale is not None and isinstance(scale.method.below, FixedScore):
        yield reader.say(
            "before the first stage: {points}", "ก่อนถึงขั้นแรกได้ {points}",
            points=reader.points(scale.method.below.score),
        )  # fmt: skip
    yield (
        reader.say(
            "a stage counts only when all before it are reached",
            "นับขั้นใดได้เมื่อขั้นก่อนหน้าสำเร็จครบแล้ว",
        )
        if stages.in_order
        else reader.say("the highest stage reached counts", "นับขั้นสูงสุดที่สำเร็จ")
    )


def _not_applicable(condition: Expr | None, reader: Announcer) -> Iterator[Line]:
    if condition is not None:
        yield reader.say(
            "it is not applicable when {condition}", "ไม่ต้องประเมินเมื่อ {condition}",
            condition=reader.formula(condition),
        )  # fmt: skip


def _counts(indicator: Indicator, reader: Announcer) -> Iterator[Line]:
    """With which weight it counts in each scorecard, and what that changes."""
    rules, key = reader.rules, name_key(indicator.name)
    if rules.whole_of(key) is not None:
        return  # its weight is told with the indicator it is part of
    for card in rules.scorecards.values():
        if key not in with_parts(card.indicators, rules.indicators):
            continue
        seen = seen_from(card, rules).indicators[key]
        yield reader.say(
            "it counts with a weight of {weight} in {component} of {card}",
            "มีน้ำหนัก {weight} ใน {component} ของ {card}",
            weight=value(figure(seen.weight)), component=reader.name(seen.component),
            card=reader.name(card.name),
        )  # fmt: skip
        own = indicator.in_year(card.period)
        if (
            seen.scale is not None
            and own.scale is not None
            and seen.scale.levels != own.scale.levels
        ):
            first, *_ = scale_said(seen.scale, seen.unit, reader)
            yield reader.say("there {levels}", "ในแบบประเมินนั้น {levels}", levels=first)
