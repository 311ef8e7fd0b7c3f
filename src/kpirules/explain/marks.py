"""The marks of a report: cancelled, criteria changed, adjusted; with their reasons and sources."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.trace import FactSupplied
from kpirules.explain.cited import Cited, source_line
from kpirules.explain.layers import facts_behind
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.about import Because
from kpirules.model.indicators import Indicator, Mark
from kpirules.prose.words import Line, Word, line, name, value

CANCELLED, ADJUSTED = "*", "***"
_SIGNS = {"criteria_changed": "**", "adjusted": ADJUSTED}
_WORDS = {
    "criteria_changed": ("criteria changed", "เปลี่ยนแปลงเกณฑ์การประเมิน"),
    "adjusted": ("score adjusted, because the result was", "ปรับคะแนนเนื่องจากการปรับผลการดำเนินงาน"),
}


def adjusted_figures(outcome: IndicatorOutcome) -> tuple[FactSupplied, ...]:
    """The facts behind an indicator's score that the facts file calls adjusted."""
    steps = (trace.step for trace in facts_behind(outcome.score))
    return tuple(
        step
        for step in steps
        if isinstance(step, FactSupplied) and step.supplied.provenance.adjusted
    )


def signs(outcome: IndicatorOutcome) -> str:
    """The signs behind an indicator, as reports print them: `*`, `**`, `***`."""
    indicator = outcome.indicator
    found = [CANCELLED] if indicator.cancelled is not None else []
    found += dict.fromkeys(_SIGNS[mark.what] for mark in indicator.marks)
    if adjusted_figures(outcome) and ADJUSTED not in found:
        found.append(ADJUSTED)
    return ", ".join(found)


def sign_of(mark: Mark) -> str:
    """The sign of a mark."""
    return _SIGNS[mark.what]


def mark_remarks(indicator: Indicator, reader: Reader) -> Remarks:
    """What the marks say, for an explanation."""
    return tuple(Remark(_said(mark, reader), (mark.span,)) for mark in indicator.marks)


def mark_notes(outcome: IndicatorOutcome, reader: Reader) -> Iterator[Line]:
    """What the marks say, for the foot of a table: those of the rules, then adjusted figures."""
    indicator = outcome.indicator
    for mark in indicator.marks:
        yield line(f"{sign_of(mark)} ", name(indicator.name), ": ", _said(mark, reader))
    for step in adjusted_figures(outcome):
        yield line(f"{ADJUSTED} ", name(indicator.name), ": ", _figure(step, reader))


def mark_sentences(outcome: IndicatorOutcome, reader: Reader) -> Iterator[Line]:
    """Each mark by itself: `criteria changed: resolution 4/2566 (source: …, page 3)`."""
    indicator = outcome.indicator
    if indicator.cancelled is not None:
        why = because(indicator.cancelled.because, reader)
        if why:
            yield line(reader.pick("cancelled", "ยกเลิก"), why)
    for mark in indicator.marks:
        yield _said(mark, reader)
    for step in adjusted_figures(outcome):
        yield _figure(step, reader)


def _figure(step: FactSupplied, reader: Reader) -> Line:
    """`volunteers adjusted from 360,000 to 362,318: counted twice (source: …, page 8)`."""
    supplied, known = step.supplied, step.supplied.provenance
    now = value(supplied.written)
    if known.formerly is None:
        said = reader.say(
            "{fact} adjusted to {now}", "ปรับ {fact} เป็น {now}", fact=name(step.fact.name), now=now
        )
    else:
        said = reader.say(
            "{fact} adjusted from {was} to {now}", "ปรับ {fact} จาก {was} เป็น {now}",
            fact=name(step.fact.name), was=value(known.formerly), now=now,
        )  # fmt: skip
    if known.note:
        said = line(said, ": ", Word("source", known.note))
    if known.source or known.page:
        cited = (Cited(known.source or "", known.page),)
        said = line(said, " (", source_line(cited, reader), ")")
    return said


def _said(mark: Mark, reader: Reader) -> Line:
    said = (Word("text", reader.pick(*_WORDS[mark.what])),)
    return line(said, because(mark.because, reader))


def because(why: Because, reader: Reader) -> Line:
    """`: resolution 4/2566 (source: …, page 3)`; nothing where no reason is given."""
    said: Line = ()
    if why.reason:
        said = line(": ", Word("source", why.reason))
    if why.source is not None:
        page = str(why.source.page) if why.source.page is not None else None
        said = line(said, " (", source_line((Cited(why.source.text, page),), reader), ")")
    return said
