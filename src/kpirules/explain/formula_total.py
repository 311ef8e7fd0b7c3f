"""Totals by a formula that have no value yet, in words."""

from __future__ import annotations

from kpirules.evaluate.trace import Capped, FactAbsent, FactSupplied, Gap, Trace, Withheld
from kpirules.explain.formulas import written
from kpirules.explain.layers import leaves
from kpirules.explain.outline import amount, limits, subject
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.expressions import Expr
from kpirules.prose.words import joined, line


def open_total(trace: Trace, step: Withheld, formula: Expr, reader: Reader) -> Remarks:
    """Why the total is not given, and what its formula is; its amount says between what it lies."""
    made = trace.parts[0]
    if step.missing:
        why = reader.say(
            "not given, because {names} {verb} no score", "ยังสรุปไม่ได้ เพราะ {names} ยังไม่มีคะแนน",
            names=reader.names(step.missing), verb="has" if len(step.missing) == 1 else "have",
        )  # fmt: skip
    elif isinstance(made.step, Capped):
        why = reader.say(
            "not given, because it is not known which caps apply",
            "ยังสรุปไม่ได้ เพราะยังไม่ทราบว่าข้อจำกัดใดใช้บังคับ",
        )
    else:
        why = reader.say(
            "not given, because something in its formula is missing: {amount}",
            "ยังสรุปไม่ได้ เพราะสูตรยังขาดข้อมูล: {amount}",
            amount=amount(made, reader),
        )
    facts = [each for each in leaves(made) if isinstance(each.value, Gap) and _is_fact(each)]
    if step.missing and facts:
        names = joined([subject(each, reader) for each in facts], ", ")
        missing = reader.say(
            "{names} {verb} missing too",
            "และยังขาด {names}",
            names=names,
            verb="is" if len(facts) == 1 else "are",
        )
        why = line(why, reader.pick(", and ", " "), missing)
    by = reader.say("formula: {formula}", "สูตร: {formula}", formula=written(formula, reader))
    found = [Remark(why), Remark(by, (formula.span,))]
    hidden = any(policy.policy == "withhold" for policy in step.policies)
    if not hidden and not limits(trace, step, reader):
        said = reader.say(
            "nothing limits it while this is missing", "ยังไม่มีสิ่งใดจำกัดคะแนนรวมในขณะที่ยังขาดข้อมูล"
        )
        found.append(Remark(said, (trace.span,)))
    return tuple(found)


def _is_fact(trace: Trace) -> bool:
    return isinstance(trace.step, FactSupplied | FactAbsent)
