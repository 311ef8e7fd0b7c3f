"""In which years a rule holds: of a parameter's figure, and of an indicator's target levels."""

from __future__ import annotations

from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.indicators import Indicator
from kpirules.model.scoring import Years
from kpirules.prose.words import Line, name, value


def in_force(start: int, end: int | None, reader: Reader) -> Line:
    """`in force from 2562`."""
    first, last = value(str(start)), value(str(end))
    if end is None:
        return reader.say("in force from {start}", "มีผลตั้งแต่ปี {start}", start=first)
    if start == end:
        return reader.say("in force in {start}", "มีผลในปี {start}", start=first)
    return reader.say(
        "in force from {start} to {end}", "มีผลตั้งแต่ปี {start} ถึง {end}", start=first, end=last
    )


def targets_in_force(indicator: Indicator, reader: Reader) -> Remarks:
    """Since when the target levels hold, where they do not hold for every year."""
    years = _years(indicator)
    if years is None:
        return ()
    said = reader.say(
        "target levels {in_force}", "เป้าหมาย{in_force}",
        in_force=in_force(years.start, years.end, reader),
    )  # fmt: skip
    return (Remark(said, (years.span,)),)


def no_targets(indicator: Indicator, reader: Reader) -> Remark:
    """That there are target levels, but none for the year evaluated."""
    said = reader.say(
        "no target levels are in force in {period}", "ไม่มีเป้าหมายที่มีผลในปี {period}",
        period=value(str(reader.period)),
    )  # fmt: skip
    return Remark(said, tuple(each.years.span for each in indicator.dated if each.years))


def targets_note(indicator: Indicator, reader: Reader) -> Line | None:
    """Since when the target levels of an indicator hold, for the foot of a table."""
    years = _years(indicator)
    if years is None:
        return None
    return reader.say(
        "{indicator}: target levels {in_force}", "{indicator}: เป้าหมาย{in_force}",
        indicator=name(indicator.name), in_force=in_force(years.start, years.end, reader),
    )  # fmt: skip


def _years(indicator: Indicator) -> Years | None:
    return indicator.scale.years if indicator.scale is not None else None
