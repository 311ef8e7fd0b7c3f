"""Which stages of an indicator are reached."""

from __future__ import annotations

from fractions import Fraction

from kpirules.evaluate.expressions import Named, evaluate_expression
from kpirules.evaluate.missing import gap_of
from kpirules.evaluate.trace import Gap, StagesReached, Trace
from kpirules.model.expressions import Stage, Stages


def stages_reached(stages: Stages, names: Named) -> Trace:
    """The number of the stage that counts; missing where a missing condition leaves it open."""
    looked_at: list[tuple[Stage, Trace]] = []
    possible: list[int] = []
    numbered = list(enumerate(stages.stages, 1))
    for number, stage in numbered if stages.in_order else reversed(numbered):
        condition = evaluate_expression(stage.condition, names)
        looked_at.append((stage, condition))
        if condition.value is (not stages.in_order):
            possible.append(number - 1 if stages.in_order else number)
            break
        if isinstance(condition.value, Gap):
            possible.append(number - 1 if stages.in_order else number)
    else:
        possible.append(len(numbered) if stages.in_order else 0)
    parts = tuple(condition for _, condition in looked_at)
    seen = tuple(stage for stage, _ in looked_at)
    step = StagesReached(stages, seen, tuple(sorted(possible)))
    value = Fraction(possible[0]) if len(possible) == 1 else gap_of(parts) or Gap("undefined")
    return Trace(value, stages.unit, step, parts, stages.span)
