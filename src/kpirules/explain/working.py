"""How a value came about: the formula with its values, the rounding, the levels, the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.conditions import condition
from kpirules.explain.formulas import filled, rule_of, written
from kpirules.explain.in_force import in_force, no_targets, targets_in_force
from kpirules.explain.layers import peeled
from kpirules.explain.marks import because
from kpirules.explain.numbers import equals, with_fraction
from kpirules.explain.outline import amount
from kpirules.explain.overrides import overrides
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.explain.roundings import rounding_remark
from kpirules.explain.scoring import distance, scoring
from kpirules.explain.sums import (
    added,
    graded,
    policy_remark,
    redistributed,
    weighted,
    withheld,
)
from kpirules.model import expressions as ex
from kpirules.model.expressions import Expr
from kpirules.model.overrides import TargetsBefore, WeightBefore
from kpirules.prose.words import Line, line, value
from kpirules.text.span import Span

if TYPE_CHECKING:
    from kpirules.explain.rare_steps import RareStep


def working(trace: Trace, reader: Reader) -> Remarks:
    """How a trace got its value, in order: the computation, then each rounding."""
    layers = peeled(trace)
    found = list(step_remarks(layers.core, reader))
    if layers.named is not None and isinstance(layers.core.step, _TAKEN):
        taken = reader.say("taken from {rule}", "ใช้ค่าของ {rule}", rule=rule_of(layers.core, reader))
        found = [Remark(taken, (_formula_span(layers.named),))]
    elif layers.named is not None and isinstance(layers.core.step, tr.Aggregated):
        found = list(_rare(layers.core, layers.core.step, reader, named=True))
    found.extend(rounding_remark(rounded, reader) for rounded in layers.roundings)
    return tuple(found)


def _formula_span(named: Trace) -> Span:
    match named.step:
        case tr.ValueOf(value=owner):
            return owner.formula_span
        case tr.ResultOf(indicator=indicator):
            return indicator.formula_span
        case _:
            return named.span


# A name that stands for one of these does not compute anything; what it takes has remarks of
# its own.
_TAKEN = tr.FactSupplied | tr.FactAbsent | tr.InForce | tr.ValueOf | tr.ResultOf | tr.Literally


def step_remarks(trace: Trace, reader: Reader) -> Remarks:
    """What one step did with its parts."""
    step = trace.step
    match step:
        case tr.Literally() | tr.FactSupplied() | tr.FactAbsent() | tr.ValueOf() | tr.ResultOf():
            return ()
        case tr.CellSupplied() | tr.TableAbsent():
            return ()
        case tr.LetOf():
            return step_remarks(trace.parts[0], reader)
        case tr.Derived():
            return _derived(trace, step, reader)
        case tr.InForce():
            if isinstance(trace.value, Gap):
                return ()
            dated = step.dated
            return (Remark(in_force(dated.start, dated.end, reader), (dated.span,)),)
        case tr.Computed(expression=expression):
            return (_computed(trace, expression, reader),)
        case tr.Chosen(expression=expression):
            chosen = Remark(_because(trace.parts[0], reader), (expression.span,))
            return (chosen, _used(trace.parts[-1], reader))
        case tr.FellBack():
            return (_fell_back(trace, step, reader),)
        case tr.Rounded():
            return (rounding_remark(trace, reader),)
        case tr.NotApplicableHere():
            return (_left_out(trace, reader),)
        case tr.CancelledHere(cancelled=cancelled):
            why = reader.say("the rules cancel it", "กติกายกเลิกตัวชี้วัดนี้")
            said = line(why, because(cancelled.because, reader))
            return (Remark(said, (cancelled.span,)),)
        case tr.Decided():
            return _decided(trace, step, reader)
        case tr.GroupFigure():
            made = trace.parts[0]
            return step_remarks(made, reader) or (_used(made, reader),)
        case (
            tr.Aggregated() | tr.RowsDecided() | tr.Grouped() | tr.StagesReached()
            | tr.NotCarried() | tr.ComponentScore() | tr.Blended() | tr.Capped()
        ):  # fmt: skip
            return _rare(trace, step, reader)
        case tr.Distance():
            return (distance(trace, step, reader),)
        case tr.Interpolated() | tr.Stepped() | tr.BelowFirst() | tr.AboveLast():
            own = overrides(step.indicator, TargetsBefore, reader)
            own = (*own, *targets_in_force(step.indicator, reader))
            return (*own, *scoring(trace, step, reader))
        case tr.ScoredByFormula() | tr.TotalByFormula():
            made = trace.parts[0]
            return step_remarks(made, reader) or (_used(made, reader),)
        case tr.NotScored(indicator=indicator) if not isinstance(trace.parts[0].value, Gap) and (
            indicator.dated and indicator.scale is None
        ):
            return (no_targets(indicator, reader),)
        case tr.CarriedOver():
            return (*working(trace.parts[0], reader), *_rare(trace, step, reader))
        case tr.NotScored():
            missing = amount(trace.parts[0], reader)
            return (Remark(reader.say("no result to score: {missing}",
                                      "ไม่มีผลการดำเนินงานให้คิดคะแนน: {missing}",
                                      missing=missing)),)  # fmt: skip
        case tr.ScoredZero(policy=policy):
            return (policy_remark(policy, reader),)
        case tr.WeightOf(indicator=indicator) if overrides(indicator, WeightBefore, reader):
            return overrides(indicator, WeightBefore, reader)
        case tr.WeightOf():
            return (Remark(reader.say("as declared", "ตามที่กติกากำหนด"), (trace.span,)),)
        case tr.Redistributed():
            own = overrides(step.indicator, WeightBefore, reader)
            return (*own, *redistributed(trace, step, reader))
        case tr.Weighted():
            return (weighted(trace, step, reader),)
        case tr.Added():
            return added(trace, step, reader)
        case tr.Withheld():
            return withheld(trace, step, reader)
        case tr.Graded() if step.caps:
            return (*graded(trace, step, reader), *_rare(trace, step, reader))
        case tr.Graded():
            return graded(trace, step, reader)
        case _:
            assert_never(step)


def _rare(trace: Trace, step: RareStep, reader: Reader, *, named: bool = False) -> Remarks:
    from kpirules.explain.rare_steps import rare_remarks  # noqa: PLC0415  # few rules have them

    return rare_remarks(trace, step, reader, named=named)


def equation(trace: Trace, expression: Expr, reader: Reader) -> Line:
    """A formula in names, in values, and what it comes to."""
    names, values = written(expression, reader), filled(trace, reader)
    if isinstance(trace.value, bool) or trace.unit is None:
        return condition(trace, reader)
    result = amount(trace, reader)
    if isinstance(trace.value, Real):
        result = with_fraction(result, trace.value)
    if names == values or isinstance(expression, ex.InYear):
        return line(names, " ", equals(result))
    return line(names, " ", equals(values), " ", equals(result))


def _derived(trace: Trace, step: tr.Derived, reader: Reader) -> Remarks:
    """A fact that follows from tables, and whether the supplied figure says the same."""
    made = trace.parts[0]
    if isinstance(made.step, tr.Aggregated):
        found = _rare(made, made.step, reader, named=True)
    else:
        found = step_remarks(made, reader) or (_used(made, reader),)
    if step.supplied is None:
        said = reader.say(
            "not supplied itself, so taken from the rows", "ไม่ได้ให้ค่าไว้ จึงคำนวณจากแถวข้อมูล"
        )
        return (Remark(said), *found)
    figure = value(step.supplied.written)
    if isinstance(trace.value, Gap):
        said = reader.say(
            "supplied as {figure}, which is not what the rows give",
            "ให้ค่าไว้เป็น {figure} ไม่ตรงกับที่คำนวณจากแถวข้อมูล", figure=figure,
        )  # fmt: skip
    else:
        said = reader.say(
            "supplied as {figure}, and the rows give the same",
            "ให้ค่าไว้เป็น {figure} ตรงกับที่คำนวณจากแถวข้อมูล", figure=figure,
        )  # fmt: skip
    return (Remark(said, (step.supplied.span,)), *found)


def _computed(trace: Trace, expression: Expr, reader: Reader) -> Remark:
    if isinstance(expression, ex.All | ex.Any) and len(trace.parts) < len(expression.operands):
        # The conditions that were not needed are left for the remarks on what did not apply.
        decided = reader.say(
            "{condition}, which decides it", "{condition} จึงตัดสินได้แล้ว",
            condition=condition(trace.parts[-1], reader),
        )  # fmt: skip
        return Remark(decided, (expression.span,))
    return Remark(equation(trace, expression, reader), (expression.span,))


def _left_out(trace: Trace, reader: Reader) -> Remark:
    asked = trace.parts[0]
    if isinstance(asked.value, Gap):
        said = reader.say(
            "whether it is to be assessed is open, since {rule} cannot be decided: {missing}",
            "ยังไม่ทราบว่าต้องประเมินหรือไม่ เพราะยังตัดสิน {rule} ไม่ได้: {missing}",
            rule=rule_of(asked, reader), missing=amount(asked, reader),
        )  # fmt: skip
        return Remark(said, (asked.span,))
    return Remark(_because(asked, reader), (asked.span,))


def _used(trace: Trace, reader: Reader) -> Remark:
    """What a branch comes to: its formula, or the one thing it names."""
    if isinstance(trace.step, tr.Computed):
        return _computed(trace, trace.step.expression, reader)
    if isinstance(trace.step, tr.Literally):
        said = reader.say("so it is {amount}", "จึงเป็น {amount}", amount=amount(trace, reader))
        return Remark(said, (trace.span,))
    used = reader.say(
        "so {rule}: {amount}", "จึงใช้ {rule}: {amount}",
        rule=rule_of(trace, reader), amount=amount(trace, reader),
    )  # fmt: skip
    return Remark(used, (trace.span,))


def _because(trace: Trace, reader: Reader) -> Line:
    return reader.say(
        "because {condition}", "เพราะ {condition}", condition=condition(trace, reader)
    )


def _fell_back(trace: Trace, step: tr.FellBack, reader: Reader) -> Remark:
    first, last = trace.parts[0], trace.parts[-1]
    if not step.used_second:
        said = reader.say(
            "{first} is known, so it is used", "ทราบ {first} แล้ว จึงใช้ค่านี้",
            first=rule_of(first, reader),
        )  # fmt: skip
    else:
        said = reader.say(
            "{first} is missing ({why}), so {second} is used",
            "ไม่มี {first} ({why}) จึงใช้ {second} แทน",
            first=rule_of(first, reader), why=amount(first, reader), second=rule_of(last, reader),
        )  # fmt: skip
    return Remark(said, (step.expression.span,))


def _decided(trace: Trace, step: tr.Decided, reader: Reader) -> Remarks:
    outcome = step.outcome
    if outcome is None:
        return (Remark(reader.say("a missing fact leaves it open", "ยังตัดสินไม่ได้ เพราะขาดข้อมูล")),)
    if outcome.condition is None:
        said = reader.say("no other row applies", "ไม่เข้าเงื่อนไขของข้ออื่น")
        return (Remark(said, (outcome.span,)),)
    for row, part in zip(step.looked_at, trace.parts, strict=False):
        if row is outcome or row.name == outcome.name:
            return (Remark(_because(part, reader), (outcome.span,)),)
    return ()
