"""An explanation as numbered steps, from the facts to the total, for reading top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.evaluate.approximate import Real
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import InForce
from kpirules.explain.cited import source_line
from kpirules.explain.numbers import figure
from kpirules.explain.outline import subject
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, places, with_place
from kpirules.explain.targets import IndicatorTarget, Target
from kpirules.explain.teller import Teller
from kpirules.explain.telling import Telling
from kpirules.prose.words import Heading, Line, Listing, Page, joined, line, plain
from kpirules.text.thai import name_key


def steps(evaluation: Evaluation, target: Target, reader: Reader, depth: int | None = None) -> Page:
    """The steps that lead to a target; `depth` is how many levels of parts they begin at.

    For an indicator they go on to what it contributes: its component, the
    total and the band.
    """
    if isinstance(target, IndicatorTarget) and target.part is None:
        indicator = target.outcome.indicator
        several = indicator.made_of is not None  # results and scores of parts too
        teller = Teller(evaluation, reader, depth, named_in_full=several)
        title = reader.called(indicator.name, indicator.label)
        tellings = [teller.indicator(target.outcome), *_contribution(teller, target)]
    else:
        title = subject(target.trace, reader)
        tellings = [Teller(evaluation, reader, depth, named_in_full=True).trace(target.trace)]
    items = tuple(item for telling in tellings for item in _items(telling, reader))
    heading = reader.say("{what}, step by step", "{what} ทีละขั้น", what=title)
    return (Heading(heading), Listing(items, numbered=True))


def _contribution(teller: Teller, target: IndicatorTarget) -> Iterator[Telling]:
    """What becomes of the indicator's weighted score."""
    evaluation = teller.evaluation
    parents = {name_key(each.name): each.parent for each in evaluation.scorecard.components}
    home: str | None = name_key(target.outcome.indicator.component)
    while home is not None and home in evaluation.indicators:
        whole = evaluation.indicators[home]
        yield teller.alone(whole.result)
        if whole.is_added:
            yield teller.alone(whole.weighted)
        home = name_key(whole.indicator.component)
    while home is not None and home in evaluation.components:
        yield teller.alone(evaluation.components[home])
        home = parents[home]
    yield teller.alone(evaluation.total)
    if evaluation.band is not None:
        yield teller.alone(evaluation.band)


def _items(telling: Telling, reader: Reader) -> Iterator[Line]:
    """The steps of a telling: first those of its parts, then its own."""
    waiting: list[tuple[Telling, bool]] = [(telling, False)]
    while waiting:
        here, parts_done = waiting.pop()
        if here.repeated:
            continue
        if parts_done:
            yield from _own_items(here, reader)
            continue
        waiting.append((here, True))
        waiting.extend((part, False) for part in reversed(here.parts))


def _own_items(telling: Telling, reader: Reader) -> Iterator[Line]:
    if telling.outcome is not None:
        for remark in telling.remarks:  # the rest is said by its parts
            yield line(telling.subject, ": ", with_place(remark, reader))
        return
    said = [remark for remark in telling.remarks if not remark.idle]
    if not said or isinstance(telling.trace.step, InForce):
        yield _given(telling, reader)
    elif isinstance(telling.trace.value, Real):
        first = line(telling.subject, ": ")
        for remark in said[:-1]:
            yield line(first, with_place(remark, reader))
            first = ()
        last = said[-1]
        if not _says(last, telling, reader):
            last = Remark(line(last.line, ": ", telling.amount), last.spans)
        yield line(first, with_place(last, reader))
    else:
        why = joined([with_place(remark, reader) for remark in said], reader.pick("; ", " "))
        dash = reader.pick(" – ", " ")  # a dash between two clauses
        yield line(telling.subject, ": ", telling.amount, dash, why)


def _says(remark: Remark, telling: Telling, reader: Reader) -> bool:
    """Whether a remark already ends in the value, with or without its last zeros."""
    number, said = telling.trace.value, plain(remark.line)
    bare = reader.value(number, telling.trace.unit)
    if isinstance(number, Real) and said.endswith(f"= {figure(number)}"):
        return True  # a formula of bare numbers for something with a unit
    return plain(telling.amount) in said or plain(bare) in said


def _given(telling: Telling, reader: Reader) -> Line:
    """A figure that comes from outside: what it is, since when, and where it comes from."""
    said = [remark.line for remark in telling.remarks]
    facts = joined([(), *said, *telling.asides], reader.pick(", ", " "))
    source = source_line(telling.cited, reader)
    where = places(telling.spans, reader)
    more = joined([each for each in (source, where) if each], " · ")
    closing = line(" (", more, ")") if more else ()
    return line(telling.subject, ": ", telling.amount, facts, closing)
