"""The stages of an indicator in words: which is reached, and what it earns."""

from __future__ import annotations

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.trace import Trace
from kpirules.explain.conditions import condition, deciding
from kpirules.explain.formulas import written
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.explain.stage_names import called, stage_reached
from kpirules.model.expressions import Stage, Stages
from kpirules.model.scoring import Level
from kpirules.prose.words import Line, joined, line


def stage_remarks(trace: Trace, step: tr.StagesReached, reader: Reader) -> Remarks:
    """Each stage that was looked at, whether it is reached, and why."""
    looked_at = zip(step.looked_at, trace.parts, strict=True)
    found = [stage_remark(stage, part, reader) for stage, part in looked_at]
    return tuple(found if step.stages.in_order else reversed(found))


def stage_remark(stage: Stage, part: Trace, reader: Reader) -> Remark:
    """Whether a stage is reached, and why."""
    because = joined([condition(each, reader) for each in deciding(part)], reader.pick(", ", " "))
    who = called(stage, reader)
    if part.value is True:
        said = reader.say(
            "{who} is reached, because {why}", "{who} สำเร็จแล้ว เพราะ {why}", who=who, why=because
        )
    elif part.value is False:
        said = reader.say(
            "{who} is not reached, because {why}",
            "{who} ยังไม่สำเร็จ เพราะ {why}",
            who=who,
            why=because,
        )
    else:
        said = reader.say(
            "whether {who} is reached is not known: {why}", "ยังไม่ทราบว่า {who} สำเร็จหรือไม่: {why}",
            who=who, why=because,
        )  # fmt: skip
    return Remark(said, (stage.span,))


def other_stages(step: tr.StagesReached, reader: Reader) -> Remarks:
    """The stages that were not looked at: they cannot change which one counts."""
    seen = {stage.name for stage in step.looked_at}
    return tuple(
        _not_looked_at(stage, step.stages, reader)
        for stage in step.stages.stages
        if stage.name not in seen
    )


def _not_looked_at(stage: Stage, stages: Stages, reader: Reader) -> Remark:
    who = called(stage, reader)
    if stages.in_order:
        said = reader.say(
            "{who} does not count yet: a stage before it is not reached",
            "ยังไม่นับ {who} เพราะขั้นก่อนหน้ายังไม่สำเร็จ",
            who=who,
        )
    else:
        said = reader.say(
            "{who} makes no difference: a later stage is reached",
            "{who} ไม่มีผลต่อคะแนน เพราะขั้นที่สูงกว่าสำเร็จแล้ว",
            who=who,
        )
    return Remark(said, (stage.span,))


def stage_score(
    trace: Trace, step: tr.Stepped | tr.BelowFirst | tr.AboveLast, stages: Stages, reader: Reader
) -> Remarks:
    """`stage 2 of 3, the system runs, earns 75 points`."""
    result = trace.parts[0].value
    reached = stage_reached(result, stages, reader) if isinstance(result, Real) else line("?")
    level: Level | None = None
    if isinstance(step, tr.Stepped):
        level = step.reached
    elif isinstance(step, tr.AboveLast):
        level = step.last
    span = step.policy.span if isinstance(step, tr.BelowFirst) else trace.span
    earned = reader.points(trace.value) if isinstance(trace.value, Real) else line("?")
    said = reader.say(
        "{reached}: {earned}", "{reached} ได้ {earned}", reached=reached, earned=earned
    )
    return (Remark(said, (span if level is None else level.span,)),)


def needed(stage: Stage, reader: Reader) -> Line:
    """A stage with the condition that it needs."""
    return reader.say(
        "{who}: needs {condition}", "{who}: ต้อง {condition}",
        who=called(stage, reader), condition=written(stage.condition, reader),
    )  # fmt: skip
