"""Results of the previous year that stand in for missing ones, in words."""

from __future__ import annotations

from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.trace import CarriedOver, Gap, NotCarried, Trace
from kpirules.explain.outline import amount
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.explain.sums import policy_remark
from kpirules.prose import words
from kpirules.prose.words import Line, line

CARRIED = "←"


def carried_over(trace: Trace, step: CarriedOver, reader: Reader) -> Remarks:
    """That the year's own result is missing, what the rules say, and which result counts."""
    own, previous = trace.parts
    missing = reader.say(
        "the year has no result of its own: {missing}", "ปีนี้ยังไม่มีผลของตัวเอง: {missing}",
        missing=amount(own, reader),
    )  # fmt: skip
    used = reader.say(
        "so the result of {year} counts, held against this year’s levels",
        "จึงใช้ผลของปี {year} เทียบกับเป้าหมายของปีนี้",
        year=words.value(str(step.year)),
    )  # fmt: skip
    return (
        Remark(missing, (own.span,)),
        policy_remark(step.policy, reader),
        Remark(used, (previous.span,)),
    )


def not_carried(trace: Trace, step: NotCarried, reader: Reader) -> Remarks:
    """That neither year has a result."""
    own, previous = trace.parts
    missing = reader.say(
        "no result to score: {missing}", "ไม่มีผลการดำเนินงานให้คิดคะแนน: {missing}",
        missing=amount(own, reader),
    )  # fmt: skip
    return (
        Remark(missing),
        policy_remark(step.policy, reader),
        Remark(_neither(step, previous, reader), (previous.span,)),
    )


def _neither(step: NotCarried, previous: Trace, reader: Reader) -> Line:
    return reader.say(
        "but {year} has no result either: {missing}", "แต่ปี {year} ก็ไม่มีผล: {missing}",
        year=words.value(str(step.year)), missing=amount(previous, reader),
    )  # fmt: skip


def counts_instead(result: Trace, reader: Reader) -> Line:
    """When a result that was carried over gives way to the year's own; nothing for any other."""
    if not isinstance(result.step, CarriedOver):
        return ()
    gap = result.parts[0].value
    facts = reader.lacking(gap) if isinstance(gap, Gap) else ()
    if not facts:
        return ()
    return reader.say(
        "the figures of {year} are past; once {facts} is known, the year’s own result counts",
        "ตัวเลขของปี {year} ผ่านไปแล้ว เมื่อทราบ {facts} จะใช้ผลของปีนี้แทน",
        year=words.value(str(result.step.year)), facts=facts,
    )  # fmt: skip


def carried_note(outcome: IndicatorOutcome, reader: Reader) -> Line | None:
    """For the foot of a table: which result counts, and why; None where the year has its own."""
    step = outcome.result.step
    if not isinstance(step, CarriedOver):
        return None
    said = reader.say(
        "result of {year}, carried over; the year’s own is missing: {missing}",
        "ใช้ผลของปี {year} เพราะปีนี้ยังไม่มีผล: {missing}",
        year=words.value(str(step.year)), missing=amount(outcome.result.parts[0], reader),
    )  # fmt: skip
    policy = policy_remark(step.policy, reader).line
    return line(f"{CARRIED} ", words.name(outcome.indicator.name), ": ", said, " (", policy, ")")


def not_carried_note(outcome: IndicatorOutcome, reader: Reader) -> Line:
    """`, but 2565 has no result either`, where one was looked for in vain."""
    score = outcome.score
    while score.parts and not isinstance(score.step, NotCarried):
        score = score.parts[0]
    if not isinstance(score.step, NotCarried):
        return ()
    return line(reader.pick(", ", " "), _neither(score.step, score.parts[1], reader))


def carried_from(outcome: IndicatorOutcome) -> int | None:
    """The fiscal year whose result counts in place of a missing one."""
    step = outcome.result.step
    return step.year if isinstance(step, CarriedOver) else None
