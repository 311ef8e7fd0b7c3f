"""Figures over the rows of a table: how many rows count, which are in the way, and a few of them."""

from __future__ import annotations

from kpirules.evaluate import trace as tr
from kpirules.explain.conditions import condition, deciding
from kpirules.explain.formulas import filled, written
from kpirules.explain.outline import amount, outline
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.aggregates import WITHOUT_OPERAND
from kpirules.prose.words import Line, joined, line, name, value


def over_rows(
    trace: tr.Trace, step: tr.Aggregated, reader: Reader, *, named: bool = False
) -> Remarks:
    """Examples of rows, what stands in the way of a figure, and of how many rows it is made.

    Under a name of its own, the formula is not what the figure is called, and is told.
    """
    expression = step.expression
    found = []
    if step.samples and (expression.condition is not None or expression.operand is not None):
        found.append(_examples(step.samples, reader))
    if step.unknown:
        said = reader.say(
            "whether {count} more rows count is not known", "ไม่ทราบว่าอีก {count} แถวจะนับหรือไม่",
            count=_many(step.unknown),
        )  # fmt: skip
        found.append(Remark(said))
    if step.unvalued:
        said = reader.say(
            "{count} of these rows have no figure", "{count} แถวในจำนวนนี้ไม่มีตัวเลข",
            count=_many(step.unvalued),
        )  # fmt: skip
        found.append(Remark(said))
    if step.open is not None:
        said = reader.say(
            "the first such row: {row}", "แถวแรกที่เป็นเช่นนั้น: {row}", row=_open_row(step.open, reader)
        )
        found.append(Remark(said, (step.open.place,)))
    counted = _counted(step, reader)
    if named:
        counted = line(written(expression, reader), " = ", amount(trace, reader), ", ", counted)
    found.append(Remark(counted, (expression.span,)))
    return tuple(found)


def _examples(samples: tuple[tr.SampleRow, ...], reader: Reader) -> Remark:
    """The first rows that count, each with its values, and where they stand."""
    rows = joined([_row(sample, reader) for sample in samples], "; ")
    said = reader.say("rows such as {rows}", "แถวที่นับ เช่น {rows}", rows=rows)
    return Remark(said, tuple(sample.place for sample in samples))


def rows_decided(trace: tr.Trace, step: tr.RowsDecided, reader: Reader) -> Remarks:
    """How many rows have each outcome, and a few rows with why they have theirs."""
    counts = joined(
        [line(reader.called(row.name, row.label), " ", _many(count)) for row, count in step.counts],
        ", ",
    )
    found = [Remark(_decision(sample, reader), (sample.place,)) for sample in step.samples]
    settled = sum(count for _, count in step.counts)
    if step.rows > settled:
        said = reader.say(
            "{count} rows are left open, because something is missing",
            "ยังตัดสินไม่ได้ {count} แถว เพราะขาดข้อมูล",
            count=_many(step.rows - settled),
        )  # fmt: skip
        found.append(Remark(said, () if step.open is None else (step.open.place,)))
    of_all = reader.say(
        "{decided} decided: {counts}", "จำแนกได้ {decided}: {counts}",
        decided=amount(trace, reader), counts=counts,
    )  # fmt: skip
    found.append(Remark(of_all, (step.classification.span,)))
    return tuple(found)


def _counted(step: tr.Aggregated, reader: Reader) -> Line:
    table = name(step.table.name)
    if step.expression.condition is None:
        return reader.say(
            "over all {rows} rows of {table}", "จากทุกแถวของ {table} ทั้งหมด {rows} แถว",
            rows=_many(step.rows), table=table,
        )  # fmt: skip
    if step.expression.function in WITHOUT_OPERAND:
        return reader.say(
            "{matching} of the {rows} rows of {table} count", "นับได้ {matching} จาก {rows} แถวของ {table}",
            matching=_many(step.matching), rows=_many(step.rows), table=table,
        )  # fmt: skip
    return reader.say(
        "over {matching} of the {rows} rows of {table}", "จาก {matching} ใน {rows} แถวของ {table}",
        matching=_many(step.matching), rows=_many(step.rows), table=table,
    )  # fmt: skip


def _row(sample: tr.SampleRow, reader: Reader) -> Line:
    """A row's figure, and the values that make it count: `298,426 baht (149,213 ≥ 100,000)`."""
    figure_said = () if sample.operand is None else amount(sample.operand, reader)
    if sample.condition is None:
        return figure_said
    held = joined([filled(each, reader) for each in deciding(sample.condition)], ", ")
    return line(figure_said, " (", held, ")") if figure_said else held


def _open_row(sample: tr.SampleRow, reader: Reader) -> Line:
    """What is missing in a row: its condition where that is open, else its figure."""
    asked = sample.condition
    if asked is not None and isinstance(asked.value, tr.Gap):
        return joined([condition(each, reader) for each in deciding(asked)], ", ")
    return () if sample.operand is None else outline(sample.operand, reader)


def _decision(sample: tr.SampleRow, reader: Reader) -> Line:
    """The outcome of a row, and why."""
    decided = sample.condition
    if decided is None or not isinstance(decided.step, tr.Decided):
        return ()
    outcome = decided.step.outcome
    because = [
        filled(each, reader)
        for row, part in zip(decided.step.looked_at, decided.parts, strict=False)
        if outcome is not None and row.name == outcome.name
        for each in deciding(part)
    ]
    said = amount(decided, reader)
    if not because:
        because = [reader.say("no other row applies", "ไม่เข้าเงื่อนไขของข้ออื่น")]
    return reader.say(
        "for example {outcome}: {why}", "เช่น {outcome}: {why}",
        outcome=said, why=joined(because, ", "),
    )  # fmt: skip


def _many(count: int) -> Line:
    return (value(f"{count:,}"),)
