"""Where figures and rules come from: documents, pages, dates, and what a report prints instead."""

from __future__ import annotations

from msgspec import Struct

from kpirules.evaluate import trace as tr
from kpirules.evaluate.trace import Trace
from kpirules.explain.layers import peeled
from kpirules.explain.reader import Reader
from kpirules.facts.facts import COMMAND_LINE, Provenance, Supplied
from kpirules.model.about import About, Citation
from kpirules.model.facts import Fact
from kpirules.model.scorecards import Scorecard
from kpirules.prose.words import Line, Word, joined, line, value


class Cited(Struct, frozen=True):
    """A document, and the page if it is known."""

    text: str
    page: str | None


def citations(trace: Trace) -> tuple[Cited, ...]:
    """The documents a trace rests on: the figure's own, or else those the rules name.

    A figure that somebody tries rests on none, wherever the rules say that it is to be found.
    """
    if isinstance(trace.step, tr.FactSupplied):
        supplied = trace.step.supplied
        tried = supplied.origin == COMMAND_LINE
        return () if tried else _of_figure(trace.step.fact, supplied.provenance)
    return about_sources(about_of(trace))


def about_of(trace: Trace) -> About:
    """The remarks on the declaration that a trace belongs to."""
    layers = peeled(trace)
    step = (layers.named or layers.core).step
    match step:
        case tr.FactSupplied(fact=fact) | tr.FactAbsent(fact=fact):
            return fact.about
        case tr.InForce(parameter=parameter):
            return parameter.about
        case tr.ValueOf(value=value_of) | tr.Grouped(value=value_of):
            return value_of.about
        case tr.ResultOf(indicator=indicator) | tr.CarriedOver(indicator=indicator):
            return indicator.about
        case tr.CancelledHere(indicator=indicator):
            return indicator.about
        case tr.NotApplicableHere(owner=owner):
            return owner.about
        case tr.Decided(classification=c) | tr.RowsDecided(classification=c):
            return c.about
        case tr.Aggregated(table=table) | tr.TableAbsent(table=table):
            return table.about
        case tr.Derived(fact=fact):
            return fact.about
        case tr.Graded(bands=bands):
            return bands.about
        case tr.Added(of=Scorecard() as card) | tr.Withheld(of=Scorecard() as card):
            return card.about
        case _:
            return About()


def about_sources(about: About) -> tuple[Cited, ...]:
    """The documents a declaration names."""
    return tuple(_cited(citation) for citation in about.sources)


def about_lines(about: About, reader: Reader) -> tuple[Line, ...]:
    """Definitions and notes, for the thing that is explained itself."""
    definitions = [definition_line(text, reader) for text in about.definitions]
    return (*definitions, *(note_line(note, reader) for note in about.notes))


def source_line(cited: tuple[Cited, ...], reader: Reader, before: str | None = None) -> Line:
    """`source: ระบบทะเบียน, page 8`; nothing where no document is known.

    `before` is the document named last: it is not spelled out again.
    """
    if not cited:
        return ()
    documents = []
    for each in cited:
        words: Line = (Word("source", each.text),) if each.text else ()
        if each.text and each.text == before:
            words = (Word("source", reader.pick("the same document", "เอกสารเดียวกัน")),)
        before = each.text or before
        if each.page:
            page = reader.say("page {page}", "หน้า {page}", page=Word("source", each.page))
            words = line(words, reader.pick(", ", " "), page) if words else page
        documents.append(words)
    return reader.say(
        "source: {documents}", "แหล่งที่มา {documents}", documents=joined(documents, "; ")
    )


def figure_remarks(supplied: Supplied, reader: Reader) -> tuple[Line, ...]:
    """What is known about a figure: its date and status, a differing report, a note."""
    known = supplied.provenance
    found: list[Line] = []
    if reader.source(supplied.span) is None:
        origin = Word("source", supplied.origin)
        found.append(reader.say("supplied by {origin}", "ระบุโดย {origin}", origin=origin))
    if known.as_of:
        found.append(reader.say("as of {date}", "ข้อมูล ณ วันที่ {date}", date=value(known.as_of)))
    if known.status:
        status = known.status
        if status == "adjusted":
            status = reader.pick("adjusted", "ปรับผลการดำเนินงาน")
        found.append(reader.say("status: {status}", "สถานะ {status}", status=value(status)))
    if known.formerly:
        found.append(reader.say("formerly {was}", "ค่าเดิม {was}", was=value(known.formerly)))
    if known.reported:
        found.append(
            reader.say(
                "a report prints {reported} instead of {used}",
                "รายงานพิมพ์เป็น {reported} ไม่ใช่ {used}",
                reported=value(known.reported), used=value(supplied.written),
            )
        )  # fmt: skip
    if known.note:
        found.append(note_line(known.note, reader))
    return tuple(found)


def note_line(note: str, reader: Reader) -> Line:
    """A note of the rules or of a figure, in its writer's words."""
    return reader.say("note: {note}", "หมายเหตุ {note}", note=Word("source", note))


def definition_line(definition: str, reader: Reader) -> Line:
    """What a thing means, in its writer's words."""
    return reader.say("definition: {text}", "นิยาม {text}", text=Word("source", definition))


def _of_figure(fact: Fact, provenance: Provenance) -> tuple[Cited, ...]:
    if provenance.source:
        return (Cited(provenance.source, provenance.page),)
    declared = about_sources(fact.about)
    if provenance.page and len(declared) == 1:
        return (Cited(declared[0].text, provenance.page),)
    if provenance.page:
        return (*declared, Cited("", provenance.page))
    return declared


def _cited(citation: Citation) -> Cited:
    return Cited(citation.text, str(citation.page) if citation.page is not None else None)
