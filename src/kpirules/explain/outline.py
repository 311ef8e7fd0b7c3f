"""One line for every trace: what it is, and its value."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, assert_never

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.formulas import written
from kpirules.explain.layers import peeled, year_of
from kpirules.explain.numbers import figure, written_places
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.model.expressions import FiscalYear, Stages
from kpirules.model.indicators import Indicator
from kpirules.model.scorecards import Component, Scorecard
from kpirules.prose.words import Line, Word, line, name, value

Field = Literal["result", "score", "weight", "weighted", "component", "total", "band"]

_FIELDS: dict[Field, tuple[str, str]] = {
    "result": ("result", "ผลการดำเนินงาน"),
    "score": ("score", "คะแนน"),
    "weight": ("weight", "น้ำหนัก"),
    "weighted": ("weighted score", "คะแนนถ่วงน้ำหนัก"),
    "component": ("component", "องค์ประกอบ"),
    "total": ("total", "คะแนนรวม"),
    "band": ("band", "ระดับ"),
}


def outline(trace: Trace, reader: Reader) -> Line:
    """What a trace is and its value: `result of indicator-2: 65.09%`."""
    return line(subject(trace, reader), ": ", amount(trace, reader))


def subject(trace: Trace, reader: Reader) -> Line:
    """What a trace is: a fact, a result, a score, a total; of another year, also the year."""
    return reader.dated(_subject(trace, reader), year_of(trace))


def _subject(trace: Trace, reader: Reader) -> Line:
    step = trace.step
    match step:
        case tr.CellSupplied(column=column):
            return reader.called(column.name, column.label)
        case tr.LetOf(let=let):
            return reader.called(let.name, let.label)
        case tr.TableAbsent(expression=None, table=table):
            return reader.called(table.name, table.label)
        case tr.Aggregated(expression=expression) | tr.TableAbsent(expression=expression):
            return () if expression is None else written(expression, reader)
        case tr.RowsDecided(classification=classification):
            return reader.called(classification.name, classification.label)
        case tr.Derived(fact=fact):
            return reader.called(fact.name, fact.label)
        case tr.Literally():
            return reader.say("written in the rules", "เขียนไว้ในกติกา")
        case tr.FactSupplied(fact=fact) | tr.FactAbsent(fact=fact):
            return reader.called(fact.name, fact.label)
        case tr.InForce(parameter=parameter):
            return reader.called(parameter.name, parameter.label)
        case (
            tr.Computed(expression=expression)
            | tr.Chosen(expression=expression)
            | tr.FellBack(expression=expression)
        ):
            return written(expression, reader)
        case tr.ValueOf(value=owner):
            return reader.called(owner.name, owner.label)
        case tr.Rounded():
            return subject(trace.parts[0], reader)
        case tr.NotApplicableHere(owner=owner):
            if isinstance(owner, Indicator):
                return _of_indicator("result", owner, reader)
            return reader.called(owner.name, owner.label)
        case tr.CarriedOver(indicator=indicator):
            return _of_indicator("result", indicator, reader)
        case tr.ResultOf(indicator=indicator) | tr.CancelledHere(indicator=indicator):
            what: Field = "result" if indicator.made_of is None else "score"
            return _of_indicator(what, indicator, reader)
        case tr.Grouped(value=owner):
            return reader.called(owner.name, owner.label)
        case tr.GroupFigure(value=owner, group=group):
            return reader.say(
                "{value} for {group}", "{value} สำหรับ {group}",
                value=reader.called(owner.name, owner.label),
                group=reader.called(group.name, group.label),
            )  # fmt: skip
        case tr.ComponentScore(of=component):
            return reader.say(
                "{what} of {name}", "{what}ของ {name}",
                what=field("score", reader), name=name(component.name),
            )  # fmt: skip
        case tr.Blended(of=blended):
            if isinstance(blended, Scorecard):
                return field("total", reader)
            return _of_indicator("score", blended, reader)
        case tr.Withheld(of=Indicator() as indicator):
            return _of_indicator("score", indicator, reader)
        case tr.Distance(indicator=indicator, wanted=wanted):
            return reader.say(
                "distance from {wanted}", "ระยะห่างจาก {wanted}",
                wanted=reader.quantity(wanted.result, indicator.unit, written_places(wanted.written)),
            )  # fmt: skip
        case tr.StagesReached(stages=stages):
            return _of_indicator("result", reader.rules.indicators[stages.indicator], reader)
        case tr.Decided(classification=classification):
            return reader.called(classification.name, classification.label)
        case (
            tr.Interpolated(indicator=indicator)
            | tr.Stepped(indicator=indicator)
            | tr.BelowFirst(indicator=indicator)
            | tr.AboveLast(indicator=indicator)
            | tr.ScoredByFormula(indicator=indicator)
            | tr.NotScored(indicator=indicator)
            | tr.NotCarried(indicator=indicator)
            | tr.ScoredZero(indicator=indicator)
        ):
            return _of_indicator("score", indicator, reader)
        case tr.WeightOf(indicator=indicator) | tr.Redistributed(indicator=indicator):
            return _of_indicator("weight", indicator, reader)
        case tr.Weighted(indicator=indicator):
            return _of_indicator("weighted", indicator, reader)
        case tr.TotalByFormula():
            return field("total", reader)
        case tr.Added(of=whole) | tr.Withheld(of=whole):
            if isinstance(whole, Component):
                return line(field("component", reader), " ",
                            reader.called(whole.name, whole.label))  # fmt: skip
            return field("total", reader)
        case tr.Capped(of=Indicator() as indicator):
            return reader.say(
                "score of {name}, after caps",
                "คะแนนของ {name} หลังใช้ข้อจำกัด",
                name=name(indicator.name),
            )
        case tr.Capped():
            return reader.say("total, after caps", "คะแนนรวมหลังใช้ข้อจำกัด")
        case tr.Graded():
            return field("band", reader)
        case _:
            assert_never(step)


def amount(trace: Trace, reader: Reader) -> Line:
    """The value of a trace with its unit, or why there is none."""
    match trace.step:
        case tr.FactAbsent(period=period):
            year = reader.year(period)
            return reader.say("no data for {year}", "ไม่มีข้อมูลของ{year}", year=year)
        case tr.TableAbsent(period=period):
            year = reader.year(period)
            return reader.say("no rows for {year}", "ไม่มีแถวข้อมูลของ{year}", year=year)
        case tr.Aggregated() as over if isinstance(trace.value, Gap):
            missing, known = _gap(trace, trace.value, reader), _edges(trace, over, reader)
            return line(missing, ", ", known) if known else missing
        case tr.InForce(period=period) if isinstance(trace.value, Gap):
            year = reader.year(period)
            return reader.say("no value for {year}", "ไม่มีค่าของ{year}", year=year)
        case tr.CarriedOver(year=year):
            return reader.say(
                "{amount} (carried over from {year})", "{amount} (ยกมาจากปี {year})",
                amount=amount(trace.parts[1], reader), year=value(str(year)),
            )  # fmt: skip
        case tr.Distance() if isinstance(trace.value, Real):
            return reader.difference(trace.value, trace.unit, places_of(trace))
        case tr.Decided(outcome=outcome) if outcome is not None:
            return reader.called(outcome.name, outcome.label)
        case tr.Grouped() if not isinstance(trace.value, Gap):
            count = value(str(len(trace.parts)))
            return reader.say("{count} groups", "{count} กลุ่ม", count=count)
        case tr.Graded(band=band) if band is not None:
            return reader.called(band.name, band.label)
        case tr.Graded():
            return reader.say("not decided", "ยังตัดสินไม่ได้")
        case tr.Withheld() as withheld:
            known = limits(trace, withheld, reader)
            if not known:
                return reader.say("withheld", "ระงับไว้")
            return reader.say("withheld, {known}", "ระงับไว้ อยู่{known}", known=known)
        case tr.Capped(low=low, high=high) if isinstance(trace.value, Gap):
            missing, known = _gap(trace, trace.value, reader), between(trace, low, high, reader)
            return line(missing, ", ", known) if known else missing
        case tr.Rounded() if isinstance(trace.parts[0].step, tr.Withheld):
            return amount(trace.parts[0], reader)
        case _:
            pass
    result = trace.value
    stages = _stages_of(trace)
    if stages is not None and isinstance(result, Real):
        from kpirules.explain.stage_names import stage_reached  # noqa: PLC0415  # few rules have stages

        return stage_reached(result, stages, reader)
    if isinstance(result, bool) and not isinstance(trace.step, tr.FactSupplied):
        return holds(reader, yes=result)
    if isinstance(result, Gap):
        return _gap(trace, result, reader)
    if isinstance(result, Fraction) and _is_year(trace):
        return (value(str(result)),)  # 2566, not 2,566
    return reader.value(result, trace.unit, places_of(trace))


def _is_year(trace: Trace) -> bool:
    """Whether a value is the fiscal year of a date."""
    step = peeled(trace).core.step
    return isinstance(step, tr.Computed) and isinstance(step.expression, FiscalYear)


def _stages_of(trace: Trace) -> Stages | None:
    """The stages that a result counts, where it is such a result."""
    match trace.step:
        case tr.StagesReached(stages=stages):
            return stages
        case tr.ResultOf(indicator=indicator):
            return indicator.stages
        case _:
            return None


def holds(reader: Reader, *, yes: bool) -> Line:
    """Whether a condition holds."""
    if yes:
        return (Word("good", reader.pick("holds", "เป็นจริง")),)
    return (Word("bad", reader.pick("does not hold", "ไม่เป็นจริง")),)


def limits(trace: Trace, withheld: tr.Withheld, reader: Reader) -> Line:
    """Between what a withheld sum must lie; nothing where the rules say not to show it."""
    return between(trace, withheld.low, withheld.high, reader)


def between(trace: Trace, low: Real | None, high: Real | None, reader: Reader) -> Line:
    """Between what points must lie; nothing where nothing is known of either side."""
    places = places_of(trace)
    if low is None and high is None:
        return ()
    if low is None or high is None:
        known = high if low is None else low
        edge = reader.points(known, places) if known is not None else ()
        if low is None:
            return reader.say("at most {edge}", "ในช่วงไม่เกิน {edge}", edge=edge)
        return reader.say("at least {edge}", "ในช่วงไม่น้อยกว่า {edge}", edge=edge)
    if low == high:
        return reader.say("exactly {low}", "ที่ {low} พอดี", low=reader.points(low, places))
    return reader.say(
        "between {low} and {high}", "ระหว่าง {low} ถึง {high}",
        low=value(figure(low, places)), high=reader.points(high, places),
    )  # fmt: skip


def _edges(trace: Trace, over: tr.Aggregated, reader: Reader) -> Line:
    """Between what a figure over rows must lie, whatever is missing."""
    low, high = over.low, over.high
    if low is None or high is None:
        known = high if low is None else low
        if known is None:
            return ()
        en, th = (
            ("at most {edge}", "ไม่เกิน {edge}")
            if low is None
            else ("at least {edge}", "ไม่น้อยกว่า {edge}")
        )
        return reader.say(en, th, edge=reader.quantity(known, trace.unit))
    return reader.say(
        "between {low} and {high}", "ระหว่าง {low} ถึง {high}",
        low=value(figure(low)), high=reader.quantity(high, trace.unit),
    )  # fmt: skip


def field(what: Field, reader: Reader) -> Line:
    """What a part of a scorecard is called."""
    return (Word("text", reader.pick(*_FIELDS[what])),)


def _of_indicator(what: Field, indicator: Indicator, reader: Reader) -> Line:
    return reader.say(
        "{what} of {name}", "{what}ของ {name}",
        what=field(what, reader), name=name(indicator.name),
    )  # fmt: skip


def _gap(trace: Trace, gap: Gap, reader: Reader) -> Line:
    missing = reader.missing(gap)
    if (gap.facts or gap.elsewhen) and not isinstance(trace.step, tr.FactSupplied):
        return line(missing, " (", reader.lacking(gap), ")")
    return missing
