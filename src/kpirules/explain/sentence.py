"""An explanation in one sentence, fit for an announcement."""

from __future__ import annotations

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.caps import caps_in_force
from kpirules.explain.formulas import BLENDS
from kpirules.explain.layers import peeled
from kpirules.explain.marks import mark_sentences
from kpirules.explain.numbers import figure
from kpirules.explain.outline import amount, limits, subject
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.sums import edges_of, exact_total
from kpirules.explain.targets import (
    BandTarget,
    ComponentTarget,
    IndicatorTarget,
    NamedTarget,
    Target,
    TotalTarget,
)
from kpirules.model.bands import Band
from kpirules.model.expressions import Product
from kpirules.model.units import PERCENT
from kpirules.prose import words
from kpirules.prose.words import Line, Word, joined, line


def sentence(evaluation: Evaluation, target: Target, reader: Reader) -> Line:
    """The target in one sentence."""
    match target:
        case IndicatorTarget(part=None):
            said = _indicator(evaluation, target, reader)
        case TotalTarget() | BandTarget():
            said = _total(evaluation, reader)
        case ComponentTarget() | IndicatorTarget() | NamedTarget():
            said = reader.say(
                "in {year}, {what}: {amount}", "ใน{year} {what}: {amount}",
                year=reader.year(evaluation.period),
                what=subject(target.trace, reader), amount=amount(target.trace, reader),
            )  # fmt: skip
    found = _capital(line(said, reader.pick(".", "")))
    if isinstance(target, IndicatorTarget) and target.part is None:
        for mark in mark_sentences(target.outcome, reader):
            found = line(found, " ", _capital(line(mark, reader.pick(".", ""))))
    return found


def band_phrase(band: Band, reader: Reader) -> Line:
    """A band inside a sentence. Its Thai label often begins with the word for band."""
    name = Word("label", band.label) if band.label else words.name(band.name)
    if reader.lang == "en":
        return line("the band “", name, "”") if band.label else line("the band ", name)
    begins = band.label is not None and band.label.startswith("ระดับ")
    return line("" if begins else "ระดับ ", name)


def _indicator(evaluation: Evaluation, target: IndicatorTarget, reader: Reader) -> Line:
    outcome = target.outcome
    indicator = outcome.indicator
    called = _called("ตัวชี้วัด", indicator.name, indicator.label, reader)
    year = reader.year(evaluation.period)
    so_total = _so_total(evaluation, reader)
    part_of = outcome.part_of
    if part_of is not None:
        whole = evaluation.indicators[part_of.indicator]
        so_total = reader.say(
            "the {what} is {amount}", "{what} เป็น {amount}",
            what=subject(whole.result, reader), amount=amount(whole.result, reader),
        )  # fmt: skip
    if isinstance(outcome.score.value, Gap):
        missing = reader.missing(outcome.score.value)
        if outcome.counted_out and part_of is not None:
            return reader.say(
                "in {year}, {called} is {missing} and takes no part in {whole}; {total}",
                "ใน{year} {called} {missing} จึงไม่นับรวมใน {whole} {total}",
                year=year, called=called, missing=missing, total=so_total,
                whole=reader.name(part_of.indicator),
            )  # fmt: skip
        if outcome.counted_out:
            return reader.say(
                "in {year}, {called} is {missing} and takes no part in the total; {total}",
                "ใน{year} {called} {missing} จึงไม่นับรวมในคะแนนรวม {total}",
                year=year, called=called, missing=missing, total=so_total,
            )  # fmt: skip
        return reader.say(
            "in {year}, {called} has no score yet ({missing}); {total}",
            "ใน{year} {called} ยังไม่มีคะแนน ({missing}) {total}",
            year=year, called=called, missing=missing, total=so_total,
        )  # fmt: skip
    if indicator.made_of is not None:
        said = reader.say(
            "in {year}, {called} came to {score}, {made} of its parts",
            "ใน{year} {called} ได้ {score} จาก{made}ของตัวชี้วัดย่อย",
            year=year, called=called, score=amount(outcome.score, reader),
            made=reader.say(*BLENDS[indicator.made_of.blend]),
        )  # fmt: skip
    else:
        said = reader.say(
            "in {year}, {called} came to {result}{share}, which earns {score}",
            "ใน{year} {called} มีผลการดำเนินงาน {result}{share} ได้ {score}",
            year=year, called=called, result=amount(outcome.result, reader),
            share=_share(outcome.result, reader), score=amount(outcome.score, reader),
        )  # fmt: skip
    if not outcome.is_added or (part_of is None and evaluation.scorecard.formula is not None):
        return line(said, reader.pick("; ", " "), so_total)
    added_to = reader.name(part_of.indicator) if part_of is not None else None
    return reader.say(
        "{said} and, with a weight of {weight}, {weighted} of {whole}; {total}",
        "{said} คิดเป็นคะแนนถ่วงน้ำหนัก {weighted} จากน้ำหนัก {weight} {total}",
        said=said, weight=_figure(outcome.weight), weighted=_weighted(outcome.weighted, reader),
        whole=added_to or reader.pick("the total", ""), total=so_total,
    )  # fmt: skip


def _share(result: Trace, reader: Reader) -> Line:
    """`(362,318 of 556,629 persons)`, where the result is such a share in percent."""
    core = peeled(result).core
    match core.step:
        case tr.Computed(expression=Product(divide=(False, True, False))):
            part, whole, hundred = core.parts
        case _:
            return ()
    if core.unit != PERCENT or hundred.value != 100 or part.unit != whole.unit:
        return ()
    if not isinstance(whole.value, Real) or not isinstance(part.value, Real):
        return ()
    return reader.say(
        " ({part} of {whole})", " ({part} จาก {whole})",
        part=_figure(part), whole=reader.quantity(whole.value, whole.unit, places_of(whole)),
    )  # fmt: skip


def _total(evaluation: Evaluation, reader: Reader) -> Line:
    card, total = evaluation.scorecard, evaluation.total
    name = _called("แบบประเมิน", card.name, card.label, reader)
    year = reader.year(evaluation.period)
    if isinstance(total.value, Gap):
        return reader.say(
            "in {year}, the total of {name} is not given yet{why}",
            "ใน{year} {name} ยังไม่มีคะแนนรวม{why}",
            year=year, name=name, why=_why_withheld(total, reader),
        )  # fmt: skip
    said = reader.say(
        "in {year}, {name} came to a total of {total}", "ใน{year} {name} ได้คะแนนรวม {total}",
        year=year, name=name, total=amount(total, reader),
    )  # fmt: skip
    band = _band(evaluation)
    if band is None:
        return said
    capped = _band_caps(evaluation, reader)
    if capped:
        return reader.say(
            "{said}; {caps}, and so in {band}", "{said} {caps} จึงอยู่ใน{band}",
            said=said, caps=capped, band=band_phrase(band, reader),
        )  # fmt: skip
    exact = exact_total(evaluation)
    if exact is not None:
        return reader.say(
            "{said}; the exact total, {exact}, is {edges} and so in {band}",
            "{said} คะแนนรวมที่ไม่ปัดเศษ คือ {exact} {edges} จึงอยู่ใน{band}",
            said=said, exact=_figure(exact), edges=edges_of(band, reader),
            band=band_phrase(band, reader),
        )  # fmt: skip
    return reader.say(
        "{said}, which is {edges} and so in {band}", "{said} ซึ่ง{edges} จึงอยู่ใน{band}",
        said=said, edges=edges_of(band, reader), band=band_phrase(band, reader),
    )  # fmt: skip


def _so_total(evaluation: Evaluation, reader: Reader) -> Line:
    total = evaluation.total
    if isinstance(total.value, Gap):
        return reader.say(
            "the total is not given yet{why}", "ยังไม่มีคะแนนรวม{why}",
            why=_why_withheld(total, reader),
        )  # fmt: skip
    band = _band(evaluation)
    if band is None:
        return reader.say(
            "the total is {total}", "คะแนนรวมเป็น {total}", total=amount(total, reader)
        )
    capped = _band_caps(evaluation, reader)
    if capped:
        return reader.say(
            "the total is {total}, {caps}, and so in {band}",
            "คะแนนรวมเป็น {total} {caps} จึงอยู่ใน{band}",
            total=amount(total, reader), caps=capped, band=band_phrase(band, reader),
        )  # fmt: skip
    exact = exact_total(evaluation)
    if exact is not None:
        return reader.say(
            "the total is {total}, by its exact value {exact} in {band}",
            "คะแนนรวมเป็น {total} อยู่ใน{band} ตามค่าที่ไม่ปัดเศษ คือ {exact}",
            total=amount(total, reader), exact=_figure(exact), band=band_phrase(band, reader),
        )  # fmt: skip
    return reader.say(
        "the total is {total}, in {band}", "คะแนนรวมเป็น {total} อยู่ใน{band}",
        total=amount(total, reader), band=band_phrase(band, reader),
    )  # fmt: skip


def _why_withheld(total: Trace, reader: Reader) -> Line:
    step = peeled(total).core.step
    if not isinstance(step, tr.Withheld):
        return ()
    between = limits(total, step, reader)
    if not between:
        return ()
    return reader.say(", but it must be {limits}", " แต่จะอยู่{limits}", limits=between)


def _band(evaluation: Evaluation) -> Band | None:
    step = evaluation.band.step if evaluation.band is not None else None
    return step.band if isinstance(step, tr.Graded) else None


def _band_caps(evaluation: Evaluation, reader: Reader) -> Line:
    """The caps without which the band would be another one."""
    graded = evaluation.band
    if graded is None or not isinstance(graded.step, tr.Graded):
        return ()
    if graded.step.band in graded.step.before:
        return ()
    return joined(list(caps_in_force(graded, reader)), ", ")


def _called(thai_kind: str, name: str, label: str | None, reader: Reader) -> Line:
    """A thing in an announcement. Thai says what kind of thing its label names."""
    if reader.lang == "en" or label is None:
        return reader.called(name, label)
    return line(f"{thai_kind} “", Word("label", label), "”")


def _weighted(trace: Trace, reader: Reader) -> Line:
    return amount(trace, reader) if reader.lang == "en" else _figure(trace)


def _figure(trace: Trace) -> Line:
    number = trace.value
    return (words.value(figure(number, places_of(trace))),) if isinstance(number, Real) else ()


def _capital(said: Line) -> Line:
    first = said[0]
    return (Word(first.kind, first.text[:1].upper() + first.text[1:]), *said[1:])
