"""Where a figure parts from what was expected: the step that made it, and what went in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpirules.diagnostics.phrasing import Said, both
from kpirules.evaluate import trace as tr
from kpirules.evaluate.trace import Gap, Result, Trace
from kpirules.explain.numbers import figure
from kpirules.model.scoring import Level
from kpirules.prose.words import Part, joined, line, value
from kpirules.text.dates import written_date

_MOST = 8
"""The most parts of a sum that are told; of more, `kpirules explain` tells."""


def where_it_parts(trace: Trace | None) -> tuple[Said, ...]:
    """The rounding that made a figure, if one did, and the step before it."""
    found: list[Said] = []
    while trace is not None:
        step = trace.step
        if isinstance(step, tr.Rounded):
            if not found and step.before != trace.value:
                before = value(figure(step.before))
                found.append(
                    both("before rounding it was {before}", "ก่อนปัดเศษเป็น {before}", before=before)
                )
        elif len(trace.parts) != 1 or not isinstance(step, tr.ValueOf | tr.ResultOf):
            said = _step(trace)
            return (*found, said) if said is not None else tuple(found)
        trace = trace.parts[0]
    return ()


def holds(trace: Trace, part: Trace) -> bool:
    """Whether a figure was made with another one, itself not counted."""
    return any(each is part for each in _below(trace))


def _below(trace: Trace) -> Iterator[Trace]:
    seen: set[int] = set()
    waiting = list(trace.parts)
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            yield here
            waiting.extend(here.parts)


def _step(trace: Trace) -> Said | None:
    match trace.step:
        case tr.Interpolated(lower=lower) if trace.parts[0].value == lower.at:
            return _reaches(trace, lower)
        case tr.Interpolated(lower=lower, upper=upper):
            return both(
                "the result {result} lies between the levels {low} and {high}",
                "ผล {result} อยู่ระหว่างเป้าหมาย {low} กับ {high}",
                result=_shown(trace.parts[0]),
                low=value(lower.at_written),
                high=value(upper.at_written),
            )
        case tr.BelowFirst(first=first):
            return both(
                "the result {result} falls short of the first level {level}",
                "ผล {result} ไม่ถึงเป้าหมายแรก {level}",
                result=_shown(trace.parts[0]),
                level=value(first.at_written),
            )
        case tr.AboveLast(last=last):
            return both(
                "the result {result} reaches the last level {level}",
                "ผล {result} ถึงเป้าหมายสุดท้าย {level}",
                result=_shown(trace.parts[0]),
                level=value(last.at_written),
            )
        case tr.Stepped(reached=reached):
            return _reaches(trace, reached)
        case tr.Weighted(whole=whole):
            score, weight = trace.parts[:2]
            return both(
                "score {score} × weight {weight} / {whole}",
                "คะแนน {score} × น้ำหนัก {weight} / {whole}",
                score=_shown(score),
                weight=_shown(weight),
                whole=value(figure(whole)),
            )
        case tr.Added() if 1 < len(trace.parts) <= _MOST:
            return both(
                "it is the sum {parts}",
                "เป็นผลรวม {parts}",
                parts=joined([line(_shown(part)) for part in trace.parts], " + "),
            )
        case tr.Graded() if trace.parts and not isinstance(trace.parts[0].value, Gap):
            return both(
                "the total that decides is {total}",
                "คะแนนรวมที่ใช้ตัดสินคือ {total}",
                total=_shown(trace.parts[0]),
            )
        case _:
            return None


def _reaches(trace: Trace, level: Level) -> Said:
    return both(
        "the result {result} reaches the level {level}",
        "ผล {result} ถึงเป้าหมาย {level}",
        result=_shown(trace.parts[0]),
        level=value(level.at_written),
    )


def _shown(trace: Trace) -> Part:
    return _value(trace.value)


def _value(found: Result) -> Part:
    if isinstance(found, Gap):
        return "–"
    if isinstance(found, dt.date):
        return value(written_date(found, "th"))
    if isinstance(found, bool | str):
        return value(str(found))
    return value(figure(found))
