"""What stages are called, and how far an indicator has come."""

from __future__ import annotations

from fractions import Fraction

from kpirules.evaluate.approximate import Real
from kpirules.explain.reader import Reader
from kpirules.model.expressions import Stage, Stages
from kpirules.prose.words import Line, value


def stage_reached(number: Real, stages: Stages, reader: Reader) -> Line:
    """`stage 2 of 3, the system runs`: what the result of an indicator with stages says."""
    count = int(number) if isinstance(number, Fraction) else 0
    if not count:
        return reader.say("no stage yet", "ยังไม่ถึงขั้นแรก")
    return reader.say(
        "stage {number} of {all}, {called}", "ขั้นที่ {number} จาก {all} {called}",
        number=value(str(count)), all=value(str(len(stages.stages))),
        called=called(stages.stages[count - 1], reader),
    )  # fmt: skip


def called(stage: Stage, reader: Reader) -> Line:
    """A stage by its label, or by its name where it has none."""
    return reader.called(stage.name, stage.label)
