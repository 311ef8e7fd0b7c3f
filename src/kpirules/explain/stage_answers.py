"""Why an indicator has not reached a stage: the stages that still lack something."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.trace import Trace
from kpirules.explain.layers import peeled
from kpirules.explain.outline import amount
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import with_place
from kpirules.explain.stage_names import called
from kpirules.explain.stages import needed, stage_remark
from kpirules.model.expressions import Stage, Stages
from kpirules.prose.words import Listing, Page, Paragraph, line
from kpirules.text.thai import name_key


class StageAnswer(Struct, frozen=True, tag="stage"):
    """Why a score, or a stage, is not reached.

    `stage` is the first that earns so much; None where none does. `lacking` are
    the stages it needs that are not reached, each with its condition as far as
    that was looked at.
    """

    outcome: IndicatorOutcome
    asked: str
    stage: Stage | None
    score: Fraction | None
    reached: bool
    lacking: tuple[tuple[Stage, Trace | None], ...]


def stage_answer(
    outcome: IndicatorOutcome, stages: Stages, asked: str, number: Fraction | None
) -> StageAnswer | None:
    """The answer about a score or the name of a stage; None where nothing like it was asked."""
    levels = outcome.indicator.scale.levels if outcome.indicator.scale is not None else ()
    key = name_key(asked.strip())
    found = next(
        (
            place
            for place, (stage, level) in enumerate(zip(stages.stages, levels, strict=True))
            if (number is not None and level.score >= number)
            or (number is None and key in {name_key(stage.name), name_key(stage.label or "")})
        ),
        None,
    )
    if found is None:
        has = outcome.score.value
        reached = number is not None and isinstance(has, Real) and has >= number
        return None if number is None else StageAnswer(outcome, asked, None, None, reached, ())
    now = outcome.result.value
    step = peeled(outcome.result).core.step
    seen: dict[str, Trace] = {}
    if isinstance(step, tr.StagesReached):
        parts = peeled(outcome.result).core.parts
        seen = {stage.name: part for stage, part in zip(step.looked_at, parts, strict=True)}
    asked_for = stages.stages[: found + 1] if stages.in_order else stages.stages[found : found + 1]
    lacking = tuple(
        (stage, seen.get(stage.name))
        for stage in asked_for
        if stage.name not in seen or seen[stage.name].value is not True
    )
    reached = isinstance(now, Real) and now > found
    if reached and number is not None:  # a cap may keep the score lower
        reached = isinstance(outcome.score.value, Real) and outcome.score.value >= number
    stage = stages.stages[found]
    return StageAnswer(outcome, asked, stage, levels[found].score, reached, lacking)


def stage_page(answer: StageAnswer, reader: Reader) -> Page:
    """The verdict, then each stage that still lacks something."""
    has = amount(answer.outcome.result, reader)
    name = reader.name(answer.outcome.indicator.name)
    if answer.stage is None or answer.score is None:
        said = reader.say(
            "no stage of {name} earns {asked}", "ไม่มีขั้นใดของ {name} ได้ {asked} คะแนน",
            name=name, asked=answer.asked,
        )  # fmt: skip
        return (Paragraph(said),)
    stage = called(answer.stage, reader)
    points = reader.points(answer.score)
    if answer.reached:
        said = reader.say(
            "{name} has reached {stage} ({points}): it is at {has}",
            "{name} ถึงขั้น {stage} ({points}) แล้ว ขณะนี้อยู่ {has}",
            name=name, stage=stage, points=points, has=has,
        )  # fmt: skip
        return (Paragraph(said),)
    if not answer.lacking:
        said = reader.say(
            "{name} has reached {stage} ({points}), but its score is {score}",
            "{name} ถึงขั้น {stage} ({points}) แล้ว แต่ได้คะแนน {score}",
            name=name, stage=stage, points=points, score=amount(answer.outcome.score, reader),
        )  # fmt: skip
        return (Paragraph(said),)
    said = reader.say(
        "{name} needs {stage} ({points}): it is at {has}; still lacking:",
        "{name} ต้องถึงขั้น {stage} ({points}) ขณะนี้: {has} ยังขาด",
        name=name, stage=stage, points=points, has=has,
    )  # fmt: skip
    rows = tuple(
        line(needed(stage, reader))
        if part is None
        else with_place(stage_remark(stage, part, reader), reader)
        for stage, part in answer.lacking
    )
    return (Paragraph(said), Listing(rows))
