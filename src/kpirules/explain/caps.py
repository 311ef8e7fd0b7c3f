"""Caps in words: which apply and why, which do not, and of which that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.evaluate.approximate import Real
from kpirules.evaluate.trace import Capped, Gap, Graded, Trace
from kpirules.explain.conditions import condition, deciding
from kpirules.explain.marks import because
from kpirules.explain.numbers import figure
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.bands import Bands
from kpirules.model.caps import BandCap, ScoreCap
from kpirules.prose.words import Line, joined, line, value
from kpirules.text.thai import name_key


def capped(trace: Trace, step: Capped, reader: Reader) -> Remarks:
    """The caps that apply or may apply, and what the figure was before."""
    before, *conditions = trace.parts
    found = []
    for cap, test in zip(step.of.caps, conditions, strict=True):
        if test.value is False:
            continue
        said = _because(_at_most(cap, reader), test, cap, reader)
        if test.value is True and not _lowers(before, cap):
            said = line(said, reader.pick(
                "; it is no higher anyway", " ซึ่งไม่สูงกว่านี้อยู่แล้ว"))  # fmt: skip
        elif cap is not step.binding and step.binding is not None and test.value is True:
            said = line(said, reader.pick("; another cap is stricter", " แต่มีข้อจำกัดที่ต่ำกว่า"))
        found.append(Remark(said, (cap.span,)))
    if isinstance(before.value, Real) and step.binding is not None:
        was = value(figure(before.value, places_of(before)))
        now = reader.points(step.binding.most)
        said = line(was, " → ", now)
        found.append(Remark(said, (step.binding.span,)))
    elif isinstance(before.value, Real) and not isinstance(trace.value, Gap):
        found.append(Remark(reader.say("no cap lowers it", "ไม่มีข้อจำกัดใดทำให้ลดลง")))
    return tuple(found)


def not_capped(trace: Trace, step: Capped, reader: Reader) -> Remarks:
    """The caps that do not apply, and why."""
    return tuple(
        _lifted(_at_most(cap, reader), test, cap, reader)
        for cap, test in zip(step.of.caps, trace.parts[1:], strict=True)
        if test.value is False
    )


def band_capped(trace: Trace, step: Graded, reader: Reader) -> Remarks:
    """The caps of the band that apply or may apply."""
    return tuple(
        Remark(_because(_not_above(cap, step.bands, reader), test, cap, reader), (cap.span,))
        for cap, test in zip(step.caps, trace.parts[1:], strict=True)
        if test.value is not False
    )


def band_not_capped(trace: Trace, step: Graded, reader: Reader) -> Remarks:
    """The caps of the band that do not apply, and why."""
    return tuple(
        _lifted(_not_above(cap, step.bands, reader), test, cap, reader)
        for cap, test in zip(step.caps, trace.parts[1:], strict=True)
        if test.value is False
    )


def caps_in_force(trace: Trace, reader: Reader) -> Iterator[Line]:
    """In one line each, the caps that lower a score, a total or a band, or may do so."""
    step = trace.step
    if isinstance(step, Capped):
        before, *conditions = trace.parts
        for cap, test in zip(step.of.caps, conditions, strict=True):
            if cap is step.binding or (test.value not in {True, False} and _lowers(before, cap)):
                yield _because(_at_most(cap, reader), test, cap, reader)
    elif isinstance(step, Graded):
        ranks = {name_key(band.name): rank for rank, band in enumerate(step.bands.bands)}
        best = max((ranks[name_key(band.name)] for band in step.before), default=-1)
        for band_cap, test in zip(step.caps, trace.parts[1:], strict=True):
            if test.value is not False and ranks[band_cap.band] < best:
                words = _not_above(band_cap, step.bands, reader)
                yield _because(words, test, band_cap, reader)


def _lowers(before: Trace, cap: ScoreCap) -> bool:
    return not isinstance(before.value, Real) or before.value > cap.most


def _at_most(cap: ScoreCap, reader: Reader) -> Line:
    return reader.say("at most {most}", "ไม่เกิน {most}", most=reader.points(cap.most))


def _not_above(cap: BandCap, bands: Bands, reader: Reader) -> Line:
    band = next(each for each in bands.bands if name_key(each.name) == cap.band)
    return reader.say(
        "not above {band}", "ไม่สูงกว่า{band}", band=reader.called(band.name, band.label)
    )


def _because(limit: Line, test: Trace, cap: ScoreCap | BandCap, reader: Reader) -> Line:
    """`at most 60 points, because indicator-3.score below 50 holds (45 < 50): resolution 4`."""
    why = joined([condition(each, reader) for each in deciding(test)], reader.pick(", ", " "))
    if isinstance(test.value, Gap):
        said = reader.say(
            "not known whether {limit}: {why}",
            "ยังไม่ทราบว่าจำกัด{limit}หรือไม่: {why}",
            limit=limit,
            why=why,
        )
    else:
        said = reader.say("{limit}, because {why}", "จำกัด{limit} เพราะ {why}", limit=limit, why=why)
    return line(said, because(cap.because, reader))


def _lifted(limit: Line, test: Trace, cap: ScoreCap | BandCap, reader: Reader) -> Remark:
    why = joined([condition(each, reader) for each in deciding(test)], reader.pick(", ", " "))
    said = reader.say(
        "the cap {limit} does not apply: {why}", "ไม่ใช้ข้อจำกัด{limit}: {why}", limit=limit, why=why
    )
    return Remark(said, (cap.span,))
