"""What did not apply, and why: the other levels, bands, rows, branches and dated values."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real, surely
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.conditions import condition, deciding
from kpirules.explain.formulas import written
from kpirules.explain.layers import peeled
from kpirules.explain.numbers import figure, written_places
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.explain.scoring import at
from kpirules.explain.sums import edges_of, high_edge, low_edge
from kpirules.model import expressions as ex
from kpirules.model.bands import Band
from kpirules.model.facts import Dated
from kpirules.model.indicators import Indicator, Outcome
from kpirules.model.scoring import Level
from kpirules.prose import words
from kpirules.prose.words import Line, joined


def alternatives(trace: Trace, reader: Reader) -> Remarks:
    """What else the rules foresee at the core of a trace, and why it did not happen."""
    trace = peeled(trace).core
    step = trace.step
    match step:
        case tr.InForce():
            values = step.parameter.values
            others = values if isinstance(trace.value, Gap) else [
                dated for dated in values if dated != step.dated
            ]  # fmt: skip
            return tuple(_not_in_force(dated, step, reader) for dated in others)
        case tr.Computed(expression=ex.All() | ex.Any() as expression):
            return _not_needed(trace, expression, reader)
        case tr.Chosen(not_taken=not_taken):
            said = reader.say(
                "the other branch is not used: {rule}", "ไม่ใช้อีกทางหนึ่ง: {rule}",
                rule=written(not_taken, reader),
            )  # fmt: skip
            return (Remark(said, (not_taken.span,)),)
        case tr.FellBack(expression=ex.OrElse() as expression) if not step.used_second:
            said = reader.say(
                "{second} is not needed", "ไม่ต้องใช้ {second}",
                second=written(expression.second, reader),
            )  # fmt: skip
            return (Remark(said, (expression.second.span,)),)
        case tr.Decided():
            return _other_rows(trace, step, reader)
        case tr.Stepped() | tr.BelowFirst() | tr.NotScored() if step.indicator.stages is not None:
            return ()  # the stages themselves have been told
        case tr.Interpolated(indicator=indicator, upper=upper):
            return _levels_ahead(trace, indicator, upper, reader)
        case tr.Stepped(indicator=indicator, missed=missed) if missed is not None:
            return _levels_ahead(trace, indicator, missed, reader)
        case tr.BelowFirst(indicator=indicator, first=first):
            return _levels_ahead(trace, indicator, first, reader)
        case tr.NotScored(indicator=indicator) | tr.NotCarried(indicator=indicator) if _is_waiting(
            trace
        ):
            return _levels_unknown(indicator, reader)
        case tr.ScoredByFormula() | tr.TotalByFormula() if isinstance(
            trace.parts[0].step, tr.Computed | tr.Chosen | tr.FellBack
        ):
            return alternatives(trace.parts[0], reader)
        case tr.StagesReached():
            from kpirules.explain.stages import other_stages  # noqa: PLC0415  # few have stages

            return other_stages(step, reader)
        case tr.Capped():
            from kpirules.explain.caps import not_capped  # noqa: PLC0415  # few rules have caps

            return not_capped(trace, step, reader)
        case tr.Graded() if step.caps:
            from kpirules.explain.caps import band_not_capped  # noqa: PLC0415

            return (*_other_bands(trace, step, reader), *band_not_capped(trace, step, reader))
        case tr.Graded():
            return _other_bands(trace, step, reader)
        case (
            tr.Literally() | tr.FactSupplied() | tr.FactAbsent() | tr.Computed() | tr.FellBack()
            | tr.ValueOf() | tr.ResultOf() | tr.Rounded() | tr.NotApplicableHere()
            | tr.CancelledHere() | tr.Distance() | tr.Stepped() | tr.AboveLast() | tr.ScoredByFormula() | tr.NotScored()
            | tr.NotCarried() | tr.CarriedOver() | tr.Grouped() | tr.GroupFigure()
            | tr.ScoredZero() | tr.WeightOf() | tr.Redistributed() | tr.Weighted() | tr.Added() | tr.Blended() | tr.TotalByFormula() | tr.ComponentScore()
            | tr.Withheld() | tr.CellSupplied() | tr.LetOf() | tr.Aggregated() | tr.TableAbsent()
            | tr.RowsDecided() | tr.Derived()
        ):  # fmt: skip
            return ()
        case _:
            assert_never(step)


def _not_in_force(dated: Dated, step: tr.InForce, reader: Reader) -> Remark:
    places = written_places(dated.written)
    number = reader.quantity(dated.value, step.parameter.unit, places)
    if dated.end is None:
        years = reader.say("from {start}", "ตั้งแต่ปี {start}", start=words.value(str(dated.start)))
    elif dated.end == dated.start:
        years = reader.say("in {start}", "ในปี {start}", start=words.value(str(dated.start)))
    else:
        years = reader.say(
            "{start} to {end}", "ปี {start} ถึง {end}",
            start=words.value(str(dated.start)), end=words.value(str(dated.end)),
        )  # fmt: skip
    said = reader.say(
        "not in force in {period}: {number} ({years})", "ไม่มีผลในปี {period}: {number} ({years})",
        period=words.value(str(step.period)), number=number, years=years,
    )  # fmt: skip
    return Remark(said, (dated.span,))


def _not_needed(trace: Trace, expression: ex.All | ex.Any, reader: Reader) -> Remarks:
    left = expression.operands[len(trace.parts) :]
    if not left:
        return ()
    rules = joined([written(operand, reader) for operand in left], ", ")
    said = reader.say(
        "already decided, so not looked at: {rules}", "ตัดสินได้แล้ว จึงไม่ต้องดู: {rules}", rules=rules
    )
    return (Remark(said, tuple(operand.span for operand in left)),)


# -- decision tables


def _other_rows(trace: Trace, step: tr.Decided, reader: Reader) -> Remarks:
    found = []
    looked_at = [row for row in step.looked_at if row.condition is not None]
    for row, part in zip(looked_at, trace.parts, strict=False):
        if step.outcome is None or row.name != step.outcome.name:
            found.append(row_remark(row, part, reader))
    names = {row.name for row in looked_at} | ({step.outcome.name} if step.outcome else set())
    found.extend(
        _row_not_looked_at(row, reader)
        for row in step.classification.outcomes
        if row.name not in names
    )
    return tuple(found)


def row_remark(row: Outcome, part: Trace, reader: Reader) -> Remark:
    """Why a row of a decision table does not apply, or why it is left open."""
    because = joined([condition(each, reader) for each in deciding(part)], reader.pick(", ", " "))
    name = words.name(row.name)
    if part.value is True:
        said = reader.say(
            "{name} applies too: {why}", "{name} ก็ตรงด้วย: {why}", name=name, why=because
        )
    elif part.value is False:
        said = reader.say("not {name}: {why}", "ไม่ใช่ {name}: {why}", name=name, why=because)
    else:
        said = reader.say("{name} is open: {why}", "{name} ยังไม่แน่: {why}", name=name, why=because)
    return Remark(said, (row.span,))


def _row_not_looked_at(row: Outcome, reader: Reader) -> Remark:
    name = words.name(row.name)
    if row.condition is None:
        said = reader.say(
            "not {name}: only where no other row applies",
            "ไม่ใช่ {name}: ใช้เมื่อไม่ตรงข้ออื่นเท่านั้น",
            name=name,
        )
    else:
        said = reader.say(
            "not {name}: an earlier row applies", "ไม่ใช่ {name}: ตรงข้อก่อนหน้าแล้ว", name=name
        )
    return Remark(said, (row.span,))


# -- levels


def _levels_ahead(trace: Trace, indicator: Indicator, first: Level, reader: Reader) -> Remarks:
    """The levels from `first` on, which the result does not reach, and how far off they are."""
    result = trace.parts[0].value
    levels = indicator.scale.levels if indicator.scale else ()
    ahead = [level for level in levels if level.score >= first.score] or [first]
    if not isinstance(result, Real):
        return _levels_unknown(indicator, reader)
    return tuple(
        Remark(
            reader.say(
                "{score} not reached: needs {at}, short {short}",
                "ยังไม่ถึง {score}: ต้องได้ {at} ขาดอีก {short}",
                score=reader.points(level.score), at=at(level, indicator, reader),
                short=shortfall(result, level, indicator, trace.parts[0], reader),
            ),
            (level.span,),
        )
        for level in ahead
    )  # fmt: skip


def shortfall(
    result: Real, level: Level, indicator: Indicator, trace: Trace, reader: Reader
) -> Line:
    """How far a result is from a level."""
    return reader.difference(abs(level.at - result), indicator.unit, places_of(trace))


def _is_waiting(trace: Trace) -> bool:
    """Whether a missing result may still come."""
    return isinstance(trace.value, Gap) and trace.value.reason in {"absent", "not_announced"}


def _levels_unknown(indicator: Indicator, reader: Reader) -> Remarks:
    levels = indicator.scale.levels if indicator.scale else ()
    return tuple(
        Remark(
            reader.say(
                "{score} would need {at}", "{score} ต้องได้ {at}",
                score=reader.points(level.score), at=at(level, indicator, reader),
            ),
            (level.span,),
        )
        for level in levels
    )  # fmt: skip


# -- bands


def _other_bands(trace: Trace, step: tr.Graded, reader: Reader) -> Remarks:
    total = trace.parts[0]
    kept = [*([step.band] if step.band else step.possible), *step.before]
    others = [band for band in step.bands.bands if band not in kept]
    others.sort(key=_lower_end, reverse=True)
    return tuple(Remark(_not_in(band, total, reader), (band.span,)) for band in others)


def _lower_end(band: Band) -> tuple[bool, Fraction]:
    return (False, Fraction(0)) if band.low is None else (True, band.low.value)


def _not_in(band: Band, total: Trace, reader: Reader) -> Line:
    name = reader.called(band.name, band.label)
    number = total.value
    if not isinstance(number, Real):
        return reader.say(
            "ruled out: {name}, {edges}", "เป็นไปไม่ได้แล้ว: {name} {edges}",
            name=name, edges=edges_of(band, reader),
        )  # fmt: skip
    low, high = band.low, band.high
    if low is not None and surely(
        lambda: number < low.value or (number == low.value and not low.included)
    ):
        return reader.say(
            "not {name}: it needs {edge}, short {short}", "ไม่ใช่{name}: ต้อง{edge} ขาดอีก {short}",
            name=name, edge=low_edge(low, reader),
            short=reader.points(low.value - number, places_of(total)),
        )  # fmt: skip
    if high is None:
        return reader.say("not {name}", "ไม่ใช่{name}", name=name)
    here = words.value(figure(number, places_of(total)))
    return reader.say(
        "not {name}: it is for totals {edge}, and {total} is not",
        "ไม่ใช่{name}: ต้อง{edge} แต่ได้ {total}",
        name=name, edge=high_edge(high, reader), total=here,
    )  # fmt: skip
