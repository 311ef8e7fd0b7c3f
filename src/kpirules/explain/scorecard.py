"""The official table: indicators with targets, results, scores and weighted scores, and the total."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Real
from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.caps import caps_in_force
from kpirules.explain.carried import CARRIED, carried_from, carried_note, not_carried_note
from kpirules.explain.formulas import BLENDS, of_parts
from kpirules.explain.in_force import no_targets, targets_note
from kpirules.explain.layers import peeled
from kpirules.explain.marks import CANCELLED, mark_notes, signs
from kpirules.explain.numbers import figure, with_fraction
from kpirules.explain.outline import amount, field, limits
from kpirules.explain.overrides import left_out_note, override_notes
from kpirules.explain.places import level_places, places_of
from kpirules.explain.published import differing_figures
from kpirules.explain.quantities import unit_mark
from kpirules.explain.reader import Reader, reading
from kpirules.explain.remarks import Remark
from kpirules.explain.sums import (
    exact_total,
    for_the_whole,
    graded,
    policy_remark,
    weight_in_force,
)
from kpirules.explain.working import working
from kpirules.model.indicators import Indicator
from kpirules.model.scorecards import Component
from kpirules.model.scoring import Level
from kpirules.prose import words
from kpirules.prose.words import (
    Column,
    Heading,
    Language,
    Line,
    Listing,
    Page,
    Paragraph,
    Row,
    Table,
    Word,
    line,
    muted,
    value,
)
from kpirules.text.thai import name_key

# The marks of the official table, and those for what it does not mark.
_NOT_ANNOUNCED, _SHARED, _DIFFERS, _CHANGED = "N/A", "†", "‡", "§"
_CAPPED = "↓"
_WITHIN = "›"
_NONE = "–"  # a dash, as tables have it


def scorecard_page(evaluation: Evaluation, lang: Language) -> Page:
    """The scorecard as officials print it: a heading, the table, the total's band, footnotes."""
    reader = reading(evaluation, lang)
    card = evaluation.scorecard
    title = (Word("label", card.label) if card.label else words.name(card.name),)
    blocks: list[Heading | Table | Paragraph | Listing] = [Heading(title)]
    if evaluation.period != card.period:
        blocks.append(Paragraph(_another_year(evaluation, reader)))
    blocks.append(table(evaluation, reader))
    blocks.extend(Paragraph(verdict) for verdict in _verdicts(evaluation, reader))
    notes = tuple(footnotes(evaluation, reader))
    if notes:
        blocks.append(Listing(notes))
    if evaluation.groups:
        from kpirules.explain.groups import group_tables  # noqa: PLC0415  # few rules have any

        blocks.extend(group_tables(evaluation, reader))
    return tuple(blocks)


def _another_year(evaluation: Evaluation, reader: Reader) -> Line:
    """Which year this is, when the scorecard was made for another; its label may name that one."""
    return reader.say(
        "evaluated for {year}; the scorecard is for {own}",
        "ประเมินสำหรับ{year} แบบประเมินนี้กำหนดไว้สำหรับ{own}",
        year=reader.year(evaluation.period), own=reader.year(evaluation.scorecard.period),
    )  # fmt: skip


def table(evaluation: Evaluation, reader: Reader) -> Table:
    """One section for each component, one row for each indicator, and the total."""
    levels = _level_scores(evaluation)
    rows: list[Row] = []
    for component, depth in evaluation.scorecard.tree:
        rows.append(Row((_section(component, depth, evaluation, reader),), "section"))
        key = name_key(component.name)
        members = (
            each for each in evaluation.indicators.values() if each.indicator.component == key
        )
        rows.extend(
            _row(outcome, deep, levels, evaluation, reader)
            for member in members
            for outcome, deep in _with_parts(member, evaluation)
        )
    rows.append(_total_row(evaluation, len(levels), reader))
    return Table(_columns(levels, reader), tuple(rows))


def footnotes(evaluation: Evaluation, reader: Reader) -> Iterator[Line]:
    """What the marks mean here: cancelled, not announced, shared weights, what is changed, differing figures."""
    for outcome in evaluation.indicators.values():
        if isinstance(outcome.score.value, Gap) or isinstance(outcome.score.step, tr.ScoredZero):
            yield _missing_note(outcome, evaluation, reader)
    for outcome in evaluation.indicators.values():
        note = carried_note(outcome, reader)
        if note is not None:
            yield note
    if evaluation.scorecard.blend is not None:
        yield reader.say(
            "{total}: {blend} of the scores of components (sum × {whole} / weight)",
            "{total}: {blend}ของคะแนนขององค์ประกอบ (ผลรวม × {whole} / น้ำหนัก)",
            total=field("total", reader), whole=value(figure(evaluation.scorecard.whole)),
            blend=reader.say(*BLENDS[evaluation.scorecard.blend]),
        )  # fmt: skip
    yield from _part_notes(evaluation, reader)
    yield from _shared_notes(evaluation, reader)
    for outcome in evaluation.indicators.values():
        yield from mark_notes(outcome, reader)
    for outcome in evaluation.indicators.values():
        for note in override_notes(outcome.indicator, reader):
            yield line(f"{_CHANGED} ", words.name(outcome.indicator.name), ": ", note)
        for note in _cap_notes(outcome.score, reader):
            yield line(f"{_CAPPED} ", words.name(outcome.indicator.name), ": ", note)
    for note in _cap_notes(_under_caps(evaluation.total), reader):
        yield line(f"{_CAPPED} ", field("total", reader), ": ", note)
    notes = (targets_note(outcome.indicator, reader) for outcome in evaluation.indicators.values())
    yield from (note for note in notes if note is not None)
    for left in evaluation.scorecard.left_out:
        yield left_out_note(left, reader)
    for outcome in evaluation.indicators.values():
        for note in differing_figures(outcome, evaluation, reader):
            yield line(f"{_DIFFERS} ", words.name(outcome.indicator.name), ": ", note)


def _columns(levels: tuple[Fraction, ...], reader: Reader) -> tuple[Column, ...]:
    titles = [reader.pick("weight", "น้ำหนัก")]
    target = reader.pick("target", "เป้าหมาย")
    titles += [f"{target} {figure(level)}" for level in levels]
    titles += [
        reader.pick("result", "ผล"),
        reader.pick("score", "คะแนน"),
        reader.pick("weighted", "ถ่วง น้ำหนัก"),
    ]
    first = Column(line(reader.pick("indicator", "ตัวชี้วัด")))
    return (first, *(Column(line(title), "right") for title in titles))


def _level_scores(evaluation: Evaluation) -> tuple[Fraction, ...]:
    """The scores that any indicator has a target level for, the lowest first."""
    found = {
        level.score
        for outcome in evaluation.indicators.values()
        if outcome.indicator.scale is not None
        for level in outcome.indicator.scale.levels
    }
    return tuple(sorted(found))


def _section(component: Component, depth: int, evaluation: Evaluation, reader: Reader) -> Line:
    """A component and its sum; one within another stands behind a sign for each level."""
    trace = evaluation.components[name_key(component.name)]
    inside = evaluation.scorecard.within(name_key(component.name))
    outcomes = evaluation.indicators.values()
    members = [each for each in outcomes if each.indicator.component in inside]
    in_force = weight_in_force([member.weight for member in members])
    declared: Line = (value(figure(component.weight)),)
    weight = declared
    if in_force is not None and in_force != component.weight:
        weight = reader.say(
            "{weight}, in force {in_force}{mark}", "{weight} ใช้จริง {in_force}{mark}",
            weight=declared, in_force=value(figure(in_force)), mark=_SHARED,
        )  # fmt: skip
    return reader.say(
        "{level}{called}: weight {weight}, {amount}", "{level}{called} น้ำหนัก {weight}: {amount}",
        level=f"{_WITHIN} " * depth, called=reader.called(component.name, component.label),
        weight=weight, amount=amount(trace, reader),
    )  # fmt: skip


def _target(level: Level, indicator: Indicator, reader: Reader) -> Word:
    """What a level asks for; `±5` where it is a distance, `stage 2` where it is a stage."""
    if indicator.stages is not None:
        return value(f"{reader.pick('stage', 'ขั้น')} {figure(level.at)}")
    shown = figure(level.at, level_places(level))
    away = indicator.scale is not None and indicator.scale.method.nearer_to is not None
    return value(f"±{shown}" if away else shown)


def _with_parts(
    whole: IndicatorOutcome, evaluation: Evaluation
) -> Iterator[tuple[IndicatorOutcome, int]]:
    """An indicator and its parts, each with how deep it lies."""
    waiting = [(whole, 0)]
    while waiting:
        outcome, depth = waiting.pop()
        yield outcome, depth
        parts = evaluation.parts_of(outcome.indicator)
        waiting.extend((part, depth + 1) for part in reversed(parts))


def _row(
    outcome: IndicatorOutcome,
    depth: int,
    levels: tuple[Fraction, ...],
    evaluation: Evaluation,
    reader: Reader,
) -> Row:
    indicator = outcome.indicator
    called = line(f"{_WITHIN} " * depth, words.name(indicator.name))
    if indicator.label:
        called = line(called, " ", Word("label", indicator.label))
    mark = unit_mark(indicator.unit, reader.lang, reader.rules.units)
    if mark and indicator.made_of is None:
        called = line(called, " ", mark)
    called = line(called, signs(outcome))
    if indicator.overrides:
        called = line(called, _CHANGED)
    targets = {
        level.score: _target(level, indicator, reader)
        for level in (indicator.scale.levels if indicator.scale else ())
    }
    return Row(
        (
            called,
            _weight(outcome),
            *(line(targets.get(level, "")) for level in levels),
            _result(outcome, evaluation, reader),
            line(_digits(outcome.score), _CAPPED if _cap_notes(outcome.score, reader) else ""),
            _digits(outcome.weighted) if outcome.part_of is None else (muted(_NONE),),
        )
    )


def _total_row(evaluation: Evaluation, levels: int, reader: Reader) -> Row:
    empty: tuple[Line, ...] = ((),) * (levels + 2)
    whole = value(figure(evaluation.scorecard.whole))
    mark = _CAPPED if _cap_notes(_under_caps(evaluation.total), reader) else ""
    digits = line(_digits(evaluation.total), mark)
    return Row((field("total", reader), (whole,), *empty, digits), "total")


def _result(outcome: IndicatorOutcome, evaluation: Evaluation, reader: Reader) -> Line:
    result = outcome.result
    if isinstance(result.value, Gap):
        if result.value.reason == "not_announced":
            return (muted(_NOT_ANNOUNCED),)
        return (muted(_NONE),)
    if outcome.indicator.made_of is not None:
        return (muted(_NONE),)  # it has no result of its own
    stages = outcome.indicator.stages
    if stages is not None and isinstance(result.value, Real):
        return (value(f"{figure(result.value)}/{len(stages.stages)}"),)
    differs = differing_figures(outcome, evaluation, reader)
    mark = CARRIED if carried_from(outcome) is not None else ""
    return line(_digits(result), mark, _DIFFERS if differs else "")


def _weight(outcome: IndicatorOutcome) -> Line:
    if outcome.counted_out or not outcome.has_weight:
        return (muted(_NONE),)
    weight = outcome.weight
    if not isinstance(weight.step, tr.Redistributed) or not isinstance(weight.value, Real):
        return _digits(weight)
    # A shared weight is often endless; the column is narrow, and the footnote gives the fraction.
    return line(value(figure(weight.value, endless=2)), _SHARED)


def _under_caps(total: Trace) -> Trace:
    """The total's caps: where one of them is open, they stand within the withheld total."""
    return total.parts[0] if isinstance(total.step, tr.Withheld) and total.parts else total


def _cap_notes(trace: Trace, reader: Reader) -> tuple[Line, ...]:
    """The caps that lower a score or total, or may do so, with what it was before."""
    if not isinstance(trace.step, tr.Capped):
        return ()
    before = trace.parts[0]
    was = reader.say(" (before: {was})", " (ก่อนใช้ข้อจำกัด: {was})", was=amount(before, reader))
    return tuple(line(note, was) for note in caps_in_force(trace, reader))


def _digits(trace: Trace) -> Line:
    number = trace.value
    if not isinstance(number, Real):
        return (muted(_NONE),)
    return (value(figure(number, places_of(trace))),)


def _verdicts(evaluation: Evaluation, reader: Reader) -> Iterator[Line]:
    """What the total comes to, beyond its figure: why it is withheld, and its band."""
    total, band = evaluation.total, evaluation.band
    step = peeled(total).core.step
    if isinstance(step, tr.Withheld):
        yield _withheld(total, step, reader)
    if isinstance(step, tr.Added) and step.share is not None:
        counts = for_the_whole(peeled(total).core, step.share, reader)
        yield line(field("total", reader), ": ", counts)
    if band is not None:
        said = line(field("band", reader), ": ", amount(band, reader))
        open_bands = (
            graded(band, band.step, reader)
            if isinstance(band.value, Gap) and isinstance(band.step, tr.Graded)
            else ()
        )
        yield line(
            said,
            *(line(", ", remark.line) for remark in open_bands),
            _decided_on(evaluation, reader),
        )
        for note in caps_in_force(band, reader):
            yield line(field("band", reader), ": ", note)


def _decided_on(evaluation: Evaluation, reader: Reader) -> Line:
    """The exact total, where it decides and the table shows it rounded."""
    exact = exact_total(evaluation)
    if exact is None:
        return ()
    return reader.say(
        " (decided on the exact total, {exact})", " (ตัดสินจากคะแนนรวมที่ไม่ปัดเศษ คือ {exact})",
        exact=_digits(exact),
    )  # fmt: skip


def _withheld(total: Trace, step: tr.Withheld, reader: Reader) -> Line:
    between = limits(total, step, reader)
    known, weight = value(figure(step.known_weight)), value(figure(step.weight))
    if not between:
        return reader.say(
            "total withheld; {known} of {weight} weight known",
            "ระงับคะแนนรวม ทราบผลแล้วน้ำหนัก {known} จาก {weight}", known=known, weight=weight,
        )  # fmt: skip
    return reader.say(
        "total withheld: {between}; {known} of {weight} weight known",
        "ระงับคะแนนรวม: อยู่{between} ทราบผลแล้วน้ำหนัก {known} จาก {weight}",
        between=between, known=known, weight=weight,
    )  # fmt: skip


def _missing_note(outcome: IndicatorOutcome, evaluation: Evaluation, reader: Reader) -> Line:
    """Why an indicator has no score, and what the rules make of it."""
    indicator, result = outcome.indicator, outcome.result
    mark = CANCELLED + " " if indicator.cancelled is not None else ""
    if outcome.missing == "not_announced":
        mark = f"{_NOT_ANNOUNCED} "
    why: list[Remark] = list(working(result, reader))
    gap = result if isinstance(result.value, Gap) else outcome.score
    said = line(mark, words.name(indicator.name), ": ", amount(gap, reader))
    if isinstance(result.step, tr.CancelledHere | tr.NotApplicableHere) and why:
        said = line(said, " – ", why[0].line)  # a dash between two clauses
    if indicator.dated and indicator.scale is None:
        return line(said, " – ", no_targets(indicator, reader).line)  # a dash between two clauses
    policy = evaluation.scorecard.policy(outcome.missing) if outcome.missing is not None else None
    if policy is None:
        return said
    why_not = not_carried_note(outcome, reader)
    return line(said, " (", policy_remark(policy, reader).line, why_not, ")")


def _part_notes(evaluation: Evaluation, reader: Reader) -> Iterator[Line]:
    """What the indicators are that stand behind a sign."""
    for outcome in evaluation.indicators.values():
        made_of = outcome.indicator.made_of
        if made_of is not None:
            yield reader.say(
                "{mark} parts of {whole}, whose score is {made}",
                "{mark} ตัวชี้วัดย่อยของ {whole} ซึ่งได้คะแนนจาก{made}",
                mark=_WITHIN, whole=words.name(outcome.indicator.name),
                made=of_parts(made_of.blend, reader),
            )  # fmt: skip


def _shared_notes(evaluation: Evaluation, reader: Reader) -> Iterator[Line]:
    """Which weights were shared out, once for each sharing."""
    told: set[tuple[str, ...]] = set()
    for outcome in evaluation.indicators.values():
        step = outcome.weight.step
        if not isinstance(step, tr.Redistributed) or step.given_up in told or outcome.counted_out:
            continue
        told.add(step.given_up)
        factor = (step.shared + step.remaining) / step.remaining
        yield reader.say(
            "{mark} the weight of {names} ({shared}) is shared out in proportion: × {factor}",
            "{mark} กระจายน้ำหนักของ {names} ({shared}) ตามสัดส่วน: × {factor}",
            mark=_SHARED, names=reader.names(step.given_up), shared=value(figure(step.shared)),
            factor=with_fraction((value(figure(factor)),), factor),
        )  # fmt: skip
