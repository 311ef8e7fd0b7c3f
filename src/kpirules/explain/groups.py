"""Figures for each group of rows, in words."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.evaluate import trace as tr
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.formulas import written
from kpirules.explain.numbers import equals
from kpirules.explain.outline import amount
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.prose import words
from kpirules.prose.words import Column, Heading, Line, Listing, Row, Table, Word, line, value


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
        found.append(Remark(_of_no_group(step, reader), where))
    return tuple(found)


def group_tables(evaluation: Evaluation, reader: Reader) -> Iterator[Heading | Table | Listing]:
    """A table for each grouped value: a row a group, its figure and its number of rows."""
    for trace in evaluation.groups.values():
        step = trace.step
        assert isinstance(step, tr.Grouped)  # noqa: S101  # what groups are made by
        label = step.value.label
        yield Heading((Word("label", label) if label else words.name(step.value.name),))
        rows = []
        for figure in trace.parts:
            group = figure.step
            assert isinstance(group, tr.GroupFigure)  # noqa: S101  # the parts of grouped values are
            called = reader.called(group.group.name, group.group.label)
            rows.append(Row((called, amount(figure, reader), line(value(str(group.rows))))))
        columns = (
            Column(line(reader.name(step.grouping.column))),
            Column(line(words.name(step.value.name)), "right"),
            Column(line(reader.pick("rows", "แถว")), "right"),
        )
        yield Table(columns, tuple(rows))
        if step.unknown:
            yield Listing((_of_no_group(step, reader),))


def _of_no_group(step: tr.Grouped, reader: Reader) -> Line:
    return reader.say(
        "{count} of {rows} rows have no {column}: they may belong to any group",
        "{count} จาก {rows} แถวไม่มี {column} จึงอาจอยู่ในกลุ่มใดก็ได้",
        count=value(str(step.unknown)), rows=value(str(step.rows)),
        column=reader.name(step.grouping.column),
    )  # fmt: skip


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
