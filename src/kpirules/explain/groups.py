"""Figures for each group of rows, in words."""

from __future__ import annotations

from kpirules.evaluate import trace as tr
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.formulas import written
from kpirules.explain.numbers import equals
from kpirules.explain.outline import amount
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.prose.words import Line, line, value


def group_remarks(trace: Trace, step: tr.Grouped, reader: Reader) -> Remarks:
    """The formula once, then a line for each group; and the rows of which the group is missing."""
    formula = written(step.value.formula, reader)
    by = step.grouping.column
    said = reader.say(
        "{formula}, by {column}",
        "{formula} แยกตาม {column}",
        formula=formula,
        column=reader.name(by),
    )
    found = [Remark(said, (step.value.formula_span, step.grouping.span))]
    found += [Remark(_figure(figure, reader)) for figure in trace.parts]
    if step.unknown:
        where = () if step.first is None else (step.first,)
        unknown = reader.say(
            "{count} of {rows} rows have no {column}: they may belong to any group",
            "{count} จาก {rows} แถวไม่มี {column} จึงอาจอยู่ในกลุ่มใดก็ได้",
            count=value(str(step.unknown)), rows=value(str(step.rows)), column=reader.name(by),
        )  # fmt: skip
        found.append(Remark(unknown, where))
    return tuple(found)


def _figure(figure: Trace, reader: Reader) -> Line:
    """`ตาก: = 66.67% (3 rows)`."""
    step = figure.step
    assert isinstance(step, tr.GroupFigure)  # noqa: S101  # the parts of grouped values are
    rows = reader.say("{count} rows", "{count} แถว", count=value(str(step.rows)))
    group = reader.called(step.group.name, step.group.label)
    shown = amount(figure, reader)
    if not isinstance(figure.value, Gap):
        shown = equals(shown)
    return line(group, " ", shown, " (", rows, ")")
