"""What rules without a scorecard come to: values, decision tables, results and scores, one a row."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import Trace
from kpirules.explain.outline import amount, field
from kpirules.explain.reader import Reader, reading
from kpirules.prose import words
from kpirules.prose.words import (
    Column,
    Heading,
    Language,
    Line,
    Page,
    Paragraph,
    Row,
    Table,
    Word,
    line,
)


def alone_page(evaluation: Evaluation, lang: Language) -> Page:
    """A table of what there is, and the names of what only a scorecard gives."""
    reader = reading(evaluation, lang)
    title = reader.say(
        "rules without a scorecard, {year}", "กฎที่ไม่มีแบบประเมิน {year}",
        year=reader.year(evaluation.period),
    )  # fmt: skip
    rows = tuple(_rows(evaluation, reader))
    columns = (
        Column(line(reader.pick("name", "ชื่อ"))),
        Column(line(reader.pick("value", "ค่า")), "right"),
    )
    found: list[Heading | Table | Paragraph] = [Heading(title)]
    if rows:
        found.append(Table(columns, rows))
    needing = tuple(_needing(evaluation))
    if needing:
        said = reader.say(
            "known only in a scorecard: {names}", "ทราบได้เมื่อมีแบบประเมิน: {names}",
            names=reader.names(needing),
        )  # fmt: skip
        found.append(Paragraph(said))
    if not rows:
        said = reader.say("there is nothing to evaluate", "ไม่มีสิ่งที่ต้องคำนวณ")
        found.append(Paragraph(said))
    return tuple(found)


def _rows(evaluation: Evaluation, reader: Reader) -> Iterator[Row]:
    rules = evaluation.rules
    for key, trace in (*evaluation.values.items(), *evaluation.groups.items()):
        value = rules.values[key]
        yield _row(_called(value.name, value.label), trace, reader)
    for key, trace in (*evaluation.classes.items(), *evaluation.per_row.items()):
        table = rules.classifications[key]
        yield _row(_called(table.name, table.label), trace, reader)
    for key, result in evaluation.results.items():
        indicator = rules.indicators[key]
        called = _called(indicator.name, indicator.label)
        if indicator.made_of is None:
            yield _row(line(called, ": ", field("result", reader)), result, reader)
        yield _row(line(called, ": ", field("score", reader)), evaluation.scores[key], reader)


def _called(name: str, label: str | None) -> Line:
    return line(words.name(name), " ", Word("label", label)) if label else line(words.name(name))


def _row(called: Line, trace: Trace, reader: Reader) -> Row:
    return Row((called, amount(trace, reader)))


def _needing(evaluation: Evaluation) -> Iterator[str]:
    rules = evaluation.rules
    found = {
        *evaluation.values,
        *evaluation.groups,
        *evaluation.classes,
        *evaluation.per_row,
        *evaluation.scores,
    }
    for things in (rules.values, rules.classifications, rules.indicators):
        yield from (key for key in things if key not in found)
