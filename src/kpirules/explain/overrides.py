"""What a scorecard changes in its indicators, in words: what holds instead of what, why, by which document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpirules.explain.marks import because
from kpirules.explain.numbers import figure
from kpirules.explain.places import level_places
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.indicators import Indicator
from kpirules.model.overrides import (
    ComponentBefore,
    LeftOut,
    Override,
    TargetsBefore,
    WeightBefore,
)
from kpirules.model.scoring import Level
from kpirules.prose.words import Line, joined, line, name, value

Before = type[WeightBefore] | type[TargetsBefore] | type[ComponentBefore]


def overrides(indicator: Indicator, kind: Before, reader: Reader) -> Remarks:
    """What the scorecard changes in one respect: both rules are cited."""
    return tuple(
        Remark(
            line(_instead(indicator, change, reader, named=False), because(change.because, reader)),
            (change.span, change.before.span),
        )
        for change in indicator.overrides
        if isinstance(change.before, kind)
    )


def override_notes(indicator: Indicator, reader: Reader) -> Iterator[Line]:
    """Everything the scorecard changes in an indicator, a line each."""
    for change in indicator.overrides:
        yield line(_instead(indicator, change, reader), because(change.because, reader))


def left_out_note(left: LeftOut, reader: Reader) -> Line:
    """An indicator that the scorecard does not take."""
    said = reader.say(
        "not counted in this scorecard: {name}", "แบบประเมินนี้ไม่รวม {name}",
        name=reader.name(left.indicator),
    )  # fmt: skip
    return line(said, because(left.because, reader))


def _instead(indicator: Indicator, change: Override, reader: Reader, *, named: bool = True) -> Line:
    """What holds instead of what; `named` says what it is, unless that was just said."""
    before = change.before
    match before:
        case WeightBefore():
            return reader.say(
                "{what}{now} instead of {was}", "{what}{now} แทน {was}",
                what=reader.pick("weight ", "น้ำหนัก ") if named else "",
                now=value(figure(indicator.weight)), was=value(figure(before.weight)),
            )  # fmt: skip
        case TargetsBefore():
            levels = indicator.scale.levels if indicator.scale is not None else ()
            return reader.say(
                "targets {now} instead of {was}", "เป้าหมาย {now} แทน {was}",
                now=_levels(levels, reader), was=_levels(before.levels, reader),
            )  # fmt: skip
        case ComponentBefore():
            return reader.say(
                "part of {now} instead of {was}", "อยู่ใน {now} แทน {was}",
                now=name(indicator.component), was=name(before.component),
            )  # fmt: skip
        case _:
            assert_never(before)


def _levels(levels: tuple[Level, ...], reader: Reader) -> Line:
    """`50 at 59.54, 75 at 64.04`."""
    at = reader.pick(" at ", " ที่ ")
    return joined(
        [
            line(value(figure(each.score)), at, value(figure(each.at, level_places(each))))
            for each in sorted(levels, key=lambda level: level.score)
        ],
        ", ",
    )
