"""How a result earns its score, read aloud: levels, what lies between, below and above them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpirules.explain.aloud.announcer import Announcer
from kpirules.explain.roundings import rounding_words
from kpirules.model.scoring import (
    Extrapolate,
    FixedScore,
    FromPoint,
    LastScore,
    Method,
    Refuse,
    Scale,
    ToPoint,
)
from kpirules.model.units import Unit
from kpirules.prose.words import Line, joined, line


def scale_said(scale: Scale, unit: Unit, reader: Announcer) -> Iterator[Line]:
    """The levels of an indicator, and the rules of its scoring method for all other results."""
    method = scale.method
    near = method.nearer_to
    levels = []
    for level in scale.levels:
        at = reader.at(level.at_written, level.at, unit)
        form = ("{at} earns {points}", "{at} ได้ {points}")
        if near is not None:
            form = ("within {at} earns {points}", "ห่างไม่เกิน {at} ได้ {points}")
        levels.append(reader.say(*form, at=at, points=reader.points(level.score)))
    said = line(
        _direction(method, unit, reader), ": ", reader.listed(levels, reader.pick(", ", " "))
    )
    if scale.years is not None:
        said = line(reader.years(scale.years.start, scale.years.end), reader.pick(", ", " "), said)
    yield said
    yield from method_said(method, unit, reader, levels=len(scale.levels), best=scale.ends_at_best)


def method_said(
    method: Method, unit: Unit | None, reader: Announcer, *, levels: int = 2, best: bool = False
) -> Iterator[Line]:
    """What a method gives between two levels, short of the first and past the last."""
    if levels > 1:
        yield (
            reader.say(
                "between two targets the score rises in proportion",
                "ระหว่างเป้าหมายคิดคะแนนตามสัดส่วน (เทียบบัญญัติไตรยางศ์)",
            )
            if method.between == "interpolate"
            else reader.say(
                "between two targets the score is that of the one reached",
                "ระหว่างเป้าหมายได้คะแนนของเป้าหมายที่ถึงแล้ว",
            )
        )
    outside = [_below(method, unit, reader)]
    if not best:
        outside.append(_above(method, unit, reader))
    yield joined_by_semicolon(outside, reader)
    if method.rounding is not None:
        how = rounding_words(method.rounding, reader)
        yield reader.say("the score is {how}", "คะแนน{how}", how=how)


def joined_by_semicolon(parts: list[Line], reader: Announcer) -> Line:
    """Several statements in one sentence."""
    return joined(parts, reader.pick("; ", " "))


def _direction(method: Method, unit: Unit | None, reader: Announcer) -> Line:
    near = method.nearer_to
    if near is not None:
        wanted = reader.at(near.written, near.result, unit)
        return reader.say(
            "the nearer to {wanted}, the better", "ผลยิ่งใกล้ {wanted} ยิ่งดี", wanted=wanted
        )
    if method.direction == "higher":
        return reader.say("the higher the result, the better", "ผลยิ่งมากยิ่งดี")
    return reader.say("the lower the result, the better", "ผลยิ่งน้อยยิ่งดี")


def _below(method: Method, unit: Unit | None, reader: Announcer) -> Line:
    below = method.below
    match below:
        case FixedScore():
            return reader.say(
                "short of the first target: {points}", "ไม่ถึงเป้าหมายแรกได้ {points}",
                points=reader.points(below.score),
            )  # fmt: skip
        case FromPoint():
            return reader.say(
                "short of the first target the score rises in proportion from {points} at {at}, "
                "and is {points} beyond",
                "ไม่ถึงเป้าหมายแรกคิดคะแนนตามสัดส่วนจาก {points} ที่ {at} เลยจากนั้นได้ {points}",
                points=reader.points(below.score), at=reader.quantity(below.at, unit),
            )  # fmt: skip
        case Extrapolate():
            return reader.say(
                "short of the first target the line of the first two goes on",
                "ไม่ถึงเป้าหมายแรกคิดต่อตามแนวของสองเป้าหมายแรก",
            )
        case Refuse():
            return reader.say(
                "a result short of the first target has no score",
                "ผลที่ไม่ถึงเป้าหมายแรกไม่มีคะแนน",
            )
        case _:
            assert_never(below)


def _above(method: Method, unit: Unit | None, reader: Announcer) -> Line:
    above = method.above
    match above:
        case FixedScore():
            return reader.say(
                "past the last target: {points}", "เกินเป้าหมายสุดท้ายได้ {points}",
                points=reader.points(above.score),
            )  # fmt: skip
        case LastScore():
            return reader.say(
                "past the last target the score stays the same", "เกินเป้าหมายสุดท้ายคะแนนไม่เพิ่มอีก"
            )
        case ToPoint():
            return reader.say(
                "past the last target the score goes on in proportion to {points} at {at}, "
                "and stays there",
                "เกินเป้าหมายสุดท้ายคิดคะแนนตามสัดส่วนจนถึง {points} ที่ {at} แล้วคงที่",
                points=reader.points(above.score), at=reader.quantity(above.at, unit),
            )  # fmt: skip
        case Extrapolate():
            return reader.say(
                "past the last target the line of the last two goes on",
                "เกินเป้าหมายสุดท้ายคิดต่อตามแนวของสองเป้าหมายสุดท้าย",
            )
        case Refuse():
            return reader.say(
                "a result past the last target has no score", "ผลที่เกินเป้าหมายสุดท้ายไม่มีคะแนน"
            )
        case _:
            assert_never(above)
