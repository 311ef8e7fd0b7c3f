"""Why-nots as data."""

from __future__ import annotations

from typing import assert_never

from kpirules.explain.carried import carried_from
from kpirules.explain.inverse.changes import Change
from kpirules.explain.inverse.thresholds import Threshold
from kpirules.explain.machine import Data, unit_of, value_of
from kpirules.explain.numbers import exactly
from kpirules.explain.rooms import Room
from kpirules.explain.stage_answers import StageAnswer
from kpirules.explain.why_not import (
    NoAnswer,
    OutcomeAnswer,
    ScoreAnswer,
    TotalAnswer,
    UndecidedAnswer,
    WhyNot,
)


def answer_data(answer: WhyNot) -> Data:
    """A why-not as data."""
    match answer:
        case ScoreAnswer(outcome=outcome):
            return {
                "asked": exactly(answer.score),
                "reached": answer.reached,
                "score": value_of(outcome.score.value),
                "result": value_of(outcome.result.value),
                "carried_from": carried_from(outcome),
                "level": None if answer.level is None else exactly(answer.level.at),
                "needed": _threshold(answer.wanted),
                "enough_before_rounding": _threshold(answer.enough),
                "better": "higher" if answer.upwards else "lower",
                "changes": [_change(change) for change in answer.changes],
                "capped": answer.capped,
            }
        case TotalAnswer(band=band):
            return {
                "asked": band.name if band else exactly(answer.points),
                "reached": answer.reached,
                "open": answer.open,
                "above": answer.above,
                "total": value_of(answer.total.value),
                "needed": {"value": exactly(answer.points), "included": answer.included},
                "short": None if answer.short is None else exactly(answer.short),
                "missing": [each.indicator.name for each in answer.missing],
                "rooms": [_room(room) for room in answer.rooms],
                "capped": bool(answer.capped),
            }
        case OutcomeAnswer(outcome=row):
            return {
                "asked": row.name,
                "reached": answer.reached,
                "outcome": value_of(answer.trace.value),
                "condition": None if answer.condition is None else value_of(answer.condition.value),
            }
        case StageAnswer():
            return {
                "asked": answer.asked,
                "reached": answer.reached,
                "stage": None if answer.stage is None else answer.stage.name,
                "score": None if answer.score is None else exactly(answer.score),
                "result": value_of(answer.outcome.result.value),
                "lacking": [
                    {
                        "name": stage.name,
                        "label": stage.label,
                        "condition": None if part is None else value_of(part.value),
                    }
                    for stage, part in answer.lacking
                ],
            }
        case UndecidedAnswer():
            return {"asked": answer.asked, "reached": None, "decided": False}
        case NoAnswer():
            return {"asked": answer.asked, "reached": None, "choices": list(answer.choices)}
        case _:
            assert_never(answer)


def _threshold(threshold: Threshold | None) -> Data | None:
    if threshold is None:
        return None
    return {"value": exactly(threshold.value), "included": threshold.included}


def _change(change: Change) -> Data:
    by = change.by
    return {
        "fact": change.fact.name,
        "now": exactly(change.now),
        "verdict": change.verdict.replace(" ", "_"),
        "to": None if change.to is None else exactly(change.to),
        "by": None if by is None else exactly(by),
        "unit": unit_of(change.fact.unit),
        "limit": change.limit,
    }


def _room(room: Room) -> Data:
    return {
        "indicator": room.outcome.indicator.name,
        "most": None if room.most is None else exactly(room.most),
        "points": None if room.points is None else exactly(room.points),
    }
