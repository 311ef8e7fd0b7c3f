"""Why-nots in words."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import MOST_DIGITS, Real, surely
from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.trace import Gap
from kpirules.explain.alternatives import row_remark
from kpirules.explain.caps import caps_in_force
from kpirules.explain.carried import counts_instead
from kpirules.explain.conditions import condition
from kpirules.explain.formulas import written
from kpirules.explain.inverse.changes import Change
from kpirules.explain.inverse.thresholds import Threshold
from kpirules.explain.layers import peeled
from kpirules.explain.numbers import figure
from kpirules.explain.outline import amount, limits, subject
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import with_place
from kpirules.explain.rooms import Room
from kpirules.explain.roundings import rounding_words
from kpirules.explain.stage_answers import StageAnswer, stage_page
from kpirules.explain.sums import edges_of
from kpirules.explain.why_not import (
    NoAnswer,
    OutcomeAnswer,
    ScoreAnswer,
    TotalAnswer,
    UndecidedAnswer,
    WhyNot,
)
from kpirules.model.facts import NumberDomain
from kpirules.prose.words import (
    Line,
    Listing,
    Page,
    Paragraph,
    code,
    joined,
    line,
    name,
    value,
)


def answer_page(answer: WhyNot, reader: Reader) -> Page:
    """An answer on a page: the verdict first, then what would be enough."""
    match answer:
        case ScoreAnswer():
            return _score_page(answer, reader)
        case TotalAnswer():
            return _total_page(answer, reader)
        case OutcomeAnswer():
            return (Paragraph(_outcome_line(answer, reader)),)
        case StageAnswer():
            return stage_page(answer, reader)
        case NoAnswer():
            return (Paragraph(_no_answer(answer, reader)),)
        case UndecidedAnswer():
            return (Paragraph(_undecided(answer, reader)),)
        case _:
            assert_never(answer)


# -- an indicator's score


def _score_page(answer: ScoreAnswer, reader: Reader) -> Page:
    verdict = Paragraph(_score_verdict(answer, reader))
    known = isinstance(answer.outcome.result.value, Real)
    caps = _caps(answer.outcome.score, reader) if answer.capped else ()
    if answer.reached or answer.wanted is None or not known or _is_enough(answer):
        return (verdict, *caps)
    blocks: list[Paragraph | Listing] = [verdict, *caps]
    indicator = answer.outcome.indicator
    rounding, scale = indicator.rounding, indicator.scale
    scores = scale.method.rounding if scale is not None else None
    if scores is not None and answer.wanted != answer.unrounded:
        sooner = reader.say(
            "scores are {rounded}, so {wanted} is enough",
            "คะแนน{rounded} ผล {wanted} จึงเพียงพอ",
            rounded=rounding_words(scores, reader), wanted=_from(answer.wanted, answer, reader),
        )  # fmt: skip
        blocks.append(Paragraph(sooner))
    if answer.enough is not None and rounding is not None and answer.enough != answer.wanted:
        before = reader.say(
            "the result is {rounded}, so {enough} before rounding is enough",
            "ผลการดำเนินงาน{rounded} ค่าก่อนปัดเศษ {enough} จึงเพียงพอ",
            rounded=rounding_words(rounding, reader), enough=_from(answer.enough, answer, reader),
        )  # fmt: skip
        blocks.append(Paragraph(before))
    carried = counts_instead(answer.outcome.result, reader)
    if carried:
        blocks.append(Paragraph(carried))
    if answer.changes:
        alone = reader.say("changing one figure alone:", "ถ้าเปลี่ยนตัวเลขเดียว:")
        blocks.append(Paragraph(alone))
        blocks.append(Listing(tuple(_change_line(change, reader) for change in answer.changes)))
    return tuple(blocks)


def _is_enough(answer: ScoreAnswer) -> bool:
    """Whether the result would be enough for the score, were it not for a cap."""
    result = answer.outcome.result.value
    return (
        answer.capped
        and isinstance(result, Real)
        and answer.wanted is not None
        and answer.wanted.reached(result, upwards=answer.upwards)
    )


def _caps(trace: tr.Trace, reader: Reader) -> tuple[Paragraph | Listing, ...]:
    """The caps of a score, a total or a band that lower it, or may do so."""
    found = tuple(caps_in_force(trace, reader))
    title = reader.say("caps:", "ข้อจำกัด:")
    return (Paragraph(title), Listing(found)) if found else ()


def _score_verdict(answer: ScoreAnswer, reader: Reader) -> Line:
    outcome = answer.outcome
    score = reader.points(answer.score)
    result = outcome.result
    if answer.reached:
        said = reader.say(
            "{score} is reached: the score is {has}", "ถึง {score}แล้ว: ได้ {has}",
            score=score, has=amount(outcome.score, reader),
        )  # fmt: skip
        if answer.wanted is None or not isinstance(result.value, Real):
            return said
        return reader.say(
            "{said}, and {result} is {needed}", "{said} เพราะ {result} {needed}",
            said=said, result=amount(result, reader),
            needed=_compared(answer, reader),
        )  # fmt: skip
    if isinstance(result.value, Gap):
        return reader.say(
            "not {score}: there is no result ({missing})", "ไม่ได้ {score}: ไม่มีผลการดำเนินงาน ({missing})",
            score=score, missing=amount(result, reader),
        )  # fmt: skip
    if _is_enough(answer):
        return reader.say(
            "not {score}: the result, {has}, would be enough, but a cap keeps the score lower",
            "ไม่ได้ {score}: ผล {has} เพียงพอแล้ว แต่มีข้อจำกัดคะแนน",
            score=score, has=amount(result, reader),
        )  # fmt: skip
    if outcome.indicator.scale is None:
        return reader.say(
            "not {score}: the formula gives {has}", "ไม่ได้ {score}: สูตรให้ {has}",
            score=score, has=amount(outcome.score, reader),
        )  # fmt: skip
    if answer.wanted is None:
        return reader.say("no result gives {score}", "ไม่มีผลการดำเนินงานใดได้ {score}", score=score)
    has = result.value
    asked = _asked(answer, answer.wanted)
    gap = abs(asked.value - has) if isinstance(has, Real) else Fraction(0)
    short = reader.difference(gap, outcome.indicator.unit, places_of(result))
    best = outcome.indicator.scale.method.nearer_to
    if best is not None:
        ends = sorted((asked.value, 2 * best.result - asked.value))
        low, high = (_wanted(Threshold(end), answer, reader) for end in ends)
        return reader.say(
            "not {score}: needs {low} to {high}, has {has}, {short} too {far}",
            "ไม่ได้ {score}: ต้องได้ตั้งแต่ {low} ถึง {high} แต่ได้ {has} {far}ไป {short}",
            score=score, low=low, high=high, has=amount(result, reader), short=short,
            far=reader.pick("low", "น้อย") if answer.upwards else reader.pick("high", "มาก"),
        )  # fmt: skip
    return reader.say(
        "not {score}: needs {needed}, has {has}, short {short}",
        "ไม่ได้ {score}: ต้องได้ {needed} แต่ได้ {has} ขาดอีก {short}",
        score=score, needed=_from(asked, answer, reader),
        has=amount(result, reader), short=short,
    )  # fmt: skip


def _asked(answer: ScoreAnswer, wanted: Threshold) -> Threshold:
    """The result that the level of the score asks for; without a level, the least that is enough."""
    scale = answer.outcome.indicator.scale
    if answer.level is None or scale is None:
        return wanted
    best = scale.method.nearer_to
    if best is None:
        return Threshold(answer.level.at)
    return Threshold(best.result + (-answer.level.at if answer.upwards else answer.level.at))


def _from(threshold: Threshold, answer: ScoreAnswer, reader: Reader) -> Line:
    """A threshold as something to reach: `73.04%`, or `anything above 73.03%`."""
    number = _wanted(threshold, answer, reader)
    if threshold.included:
        return number
    if answer.upwards:
        return reader.say("anything above {number}", "ค่าที่มากกว่า {number}", number=number)
    return reader.say("anything below {number}", "ค่าที่น้อยกว่า {number}", number=number)


def _compared(answer: ScoreAnswer, reader: Reader) -> Line:
    threshold = answer.wanted or Threshold(answer.score)
    number = _wanted(threshold, answer, reader)
    if answer.upwards:
        least = (
            ("at least {n}", "ไม่น้อยกว่า {n}") if threshold.included else ("above {n}", "มากกว่า {n}")
        )
        return reader.say(*least, n=number)
    most = ("at most {n}", "ไม่เกิน {n}") if threshold.included else ("below {n}", "น้อยกว่า {n}")
    return reader.say(*most, n=number)


def _wanted(threshold: Threshold, answer: ScoreAnswer, reader: Reader) -> Line:
    places = places_of(answer.outcome.result)
    return reader.quantity(threshold.value, answer.outcome.indicator.unit, places)


def _change_line(change: Change, reader: Reader) -> Line:
    fact = change.fact
    called = reader.called(fact.name, fact.label)
    return line(called, ": ", _change_verdict(change, reader))


def _change_verdict(change: Change, reader: Reader) -> Line:
    fact, by = change.fact, change.by
    to = reader.quantity(change.to, fact.unit, change.places) if change.to is not None else ()
    match change.verdict:
        case "enough":
            far = reader.difference(abs(by), fact.unit, change.places) if by is not None else ()
            now = value(figure(change.now, change.places))
            if by is not None and by > 0:
                return reader.say(
                    "{to} would be enough, {by} more than {now}",
                    "ถ้าเป็น {to} จะเพียงพอ เพิ่มจาก {now} อีก {by}", to=to, by=far, now=now,
                )  # fmt: skip
            fewer = "fewer" if _is_counted(change) else "less"
            return reader.say(
                f"{{to}} would be enough, {{by}} {fewer} than {{now}}",
                "ถ้าเป็น {to} จะเพียงพอ ลดจาก {now} ลง {by}", to=to, by=far, now=now,
            )  # fmt: skip
        case "out of reach" if change.to is None:
            return reader.say("no value would be enough", "ไม่มีค่าใดเพียงพอ")
        case "out of reach":
            said = reader.say("not even {to} would be enough", "แม้ {to} ก็ยังไม่เพียงพอ", to=to)
            if change.limit is None:
                return said
            return reader.say(
                "{said}, and {limit} allows no more", "{said} และ {limit} ไม่ให้เกินนั้น",
                said=said, limit=name(change.limit),
            )  # fmt: skip
        case "no effect":
            return reader.say("the result does not move with it", "ผลการดำเนินงานไม่เปลี่ยนตามตัวเลขนี้")
        case "unclear":
            return reader.say(
                "the result may rise here and fall there with it, so no one figure is enough for "
                "sure",
                "ผลการดำเนินงานอาจเพิ่มหรือลดตามตัวเลขนี้ จึงบอกค่าที่เพียงพอเพียงค่าเดียวไม่ได้",
            )


def _is_counted(change: Change) -> bool:
    domain = change.fact.domain
    return isinstance(domain, NumberDomain) and domain.decimals == 0


# -- a total


def _total_page(answer: TotalAnswer, reader: Reader) -> Page:
    blocks: list[Paragraph | Listing] = [Paragraph(_total_verdict(answer, reader))]
    for trace in answer.capped:
        blocks.extend(_caps(trace, reader))
    if answer.missing:
        blocks.append(Paragraph(reader.say("still without a score:", "ตัวชี้วัดที่ยังไม่มีคะแนน:")))
        blocks.append(Listing(tuple(_missing_line(each, reader) for each in answer.missing)))
    if answer.formula is not None:
        said = reader.say(
            "the total is what its formula gives: {formula}", "คะแนนรวมได้มาจากสูตร: {formula}",
            formula=written(answer.formula, reader),
        )  # fmt: skip
        blocks.append(Paragraph(said))
    if not answer.rooms:
        return tuple(blocks)
    title = reader.say("what the indicators could still add:", "ตัวชี้วัดที่ยังเพิ่มคะแนนได้:")
    rooms = tuple(_room_line(room, answer.short, reader) for room in answer.rooms)
    return (*blocks, Paragraph(title), Listing(rooms))


def _missing_line(outcome: IndicatorOutcome, reader: Reader) -> Line:
    """`indicator-1 “…”: not announced (visitors), weight 15`."""
    indicator = outcome.indicator
    return reader.say(
        "{called}: {missing}{weight}", "{called}: {missing}{weight}",
        called=reader.called(indicator.name, indicator.label),
        missing=amount(outcome.score, reader), weight=_by_weight(outcome, reader),
    )  # fmt: skip


def _by_weight(outcome: IndicatorOutcome, reader: Reader) -> Line:
    if not outcome.has_weight:
        return ()
    return reader.say(", weight {weight}", " น้ำหนัก {weight}", weight=_digits(outcome.weight))


def _total_verdict(answer: TotalAnswer, reader: Reader) -> Line:
    total, band = answer.total, answer.band
    what = subject(total, reader)
    if band is not None:
        wanted, needed = reader.called(band.name, band.label), edges_of(band, reader)
    else:
        wanted = reader.points(answer.points)
        needed = reader.say("at least {n}", "ไม่น้อยกว่า {n}", n=value(figure(answer.points)))
    slots: dict[str, Line] = {
        "wanted": wanted, "needed": needed, "what": what, "has": amount(total, reader),
    }  # fmt: skip
    if answer.lowered:
        return reader.say(
            "{wanted} is reached, by a cap: the {what} is {has}",
            "ได้ {wanted} เพราะข้อจำกัด: {what} {has}", **slots,
        )  # fmt: skip
    if answer.enough:
        return reader.say(
            "not {wanted}: the {what}, {has}, would be enough, but a cap keeps the band lower",
            "ไม่ได้ {wanted}: {what} {has} เพียงพอแล้ว แต่มีข้อจำกัดระดับ", **slots,
        ) if not answer.open else reader.say(
            "{wanted} is still open: the {what}, {has}, is enough, but it is not known whether a "
            "cap applies",
            "{wanted} ยังเป็นไปได้: {what} {has} เพียงพอแล้ว แต่ยังไม่ทราบว่าข้อจำกัดใช้หรือไม่", **slots,
        )  # fmt: skip
    if isinstance(total.value, Gap):
        return _withheld_verdict(answer, slots, reader)
    if answer.reached:
        return reader.say(
            "{wanted} is reached: the {what} is {has}, {needed}",
            "ถึง {wanted} แล้ว: {what} {has} {needed}", **slots,
        )  # fmt: skip
    if answer.above:
        return reader.say(
            "not {wanted}: it is for totals {needed}, and the {what}, {has}, lies above",
            "ไม่ใช่ {wanted}: ต้อง{needed} แต่{what} {has} สูงกว่านั้น", **slots,
        )  # fmt: skip
    if answer.short == 0:
        return reader.say(
            "not {wanted}: it needs {needed}, and the {what} is just {has}",
            "ไม่ใช่ {wanted}: ต้อง{needed} แต่{what}ได้ {has} พอดี", **slots,
        )  # fmt: skip
    short = reader.points(answer.short, places_of(total)) if answer.short is not None else ()
    over = ("", "") if answer.included else ("more than ", "มากกว่า ")
    return reader.say(
        f"not {{wanted}}: it needs {{needed}}, the {{what}} is {{has}}, short {over[0]}{{short}}",
        f"ไม่ใช่ {{wanted}}: ต้อง{{needed}} แต่{{what}}ได้ {{has}} ขาดอีก {over[1]}{{short}}",
        short=short, **slots,
    )  # fmt: skip


def _withheld_verdict(answer: TotalAnswer, slots: dict[str, Line], reader: Reader) -> Line:
    step = peeled(answer.total).core.step
    between = limits(answer.total, step, reader) if isinstance(step, tr.Withheld) else ()
    slots["between"] = between or reader.missing(Gap("undefined"))
    if answer.reached:
        return reader.say(
            "{wanted} is certain: the {what} must be {between}, {needed}",
            "ได้ {wanted} แน่นอน: {what}อยู่{between} {needed}", **slots,
        )  # fmt: skip
    if answer.open:
        return reader.say(
            "{wanted} is still open: it needs {needed}, and the {what} must be {between}",
            "{wanted} ยังเป็นไปได้: ต้อง{needed} และ{what}อยู่{between}", **slots,
        )  # fmt: skip
    return reader.say(
        "{wanted} is out of reach: it needs {needed}, and the {what} must be {between}",
        "{wanted} เป็นไปไม่ได้แล้ว: ต้อง{needed} แต่{what}อยู่{between}", **slots,
    )  # fmt: skip


def _room_line(room: Room, short: Real | None, reader: Reader) -> Line:
    outcome = room.outcome
    called = reader.called(outcome.indicator.name, outcome.indicator.label)
    if room.points is None or room.most is None:
        return reader.say("{called}: without limit", "{called}: ไม่มีเพดาน", called=called)
    said = reader.say(
        "{called}: up to {points} (score {has} of {most}{by_weight})",
        "{called}: อีกไม่เกิน {points} (คะแนน {has} จาก {most}{by_weight})",
        called=called, points=reader.points(room.points, places_of(outcome.weighted)),
        has=_digits(outcome.score), most=value(figure(room.most)), by_weight=_by_weight(outcome, reader),
    )  # fmt: skip
    points = room.points
    if short is not None and surely(lambda: points >= short):
        return line(said, reader.pick(", enough on its own", " เพียงตัวเดียวก็พอ"))
    return said


def _digits(trace: tr.Trace) -> Line:
    number = trace.value
    return (value(figure(number, places_of(trace))),) if isinstance(number, Real) else ()


# -- a decision table, and no answer


def _outcome_line(answer: OutcomeAnswer, reader: Reader) -> Line:
    row = answer.outcome
    called = reader.called(row.name, row.label)
    asked = answer.condition
    if answer.reached:
        if asked is None:
            return reader.say(
                "{called} applies: no other row does", "ตรงกับ {called}: ไม่เข้าเงื่อนไขของข้ออื่น",
                called=called,
            )  # fmt: skip
        return reader.say(
            "{called} applies: {why}", "ตรงกับ {called}: {why}",
            called=called, why=condition(asked, reader),
        )  # fmt: skip
    if asked is not None:
        return with_place(row_remark(row, asked, reader), reader)
    applies = amount(answer.trace, reader)
    if row.condition is None:
        return reader.say(
            "not {called}: only where no other row applies, and {applies} does",
            "ไม่ใช่ {called}: ใช้เมื่อไม่ตรงข้ออื่นเท่านั้น แต่ตรงกับ {applies}",
            called=called, applies=applies,
        )  # fmt: skip
    return reader.say(
        "not {called}: an earlier row, {applies}, applies first",
        "ไม่ใช่ {called}: ตรงข้อก่อนหน้า คือ {applies}", called=called, applies=applies,
    )  # fmt: skip


def _undecided(answer: UndecidedAnswer, reader: Reader) -> Line:
    return reader.say(
        "whether {asked} is reached cannot be decided: {subject} is {has}, which is approximate, "
        "and {digits} digits do not tell it from the limit; round it on a line of its own first",
        "ตัดสินไม่ได้ว่าถึง {asked} หรือไม่: {subject} เป็น {has} ซึ่งเป็นค่าประมาณ และ {digits} หลัก"
        "ยังแยกจากขีดจำกัดไม่ได้ ให้ปัดเศษค่าประมาณเป็นบรรทัดของตัวเองก่อน",
        asked=code(answer.asked), subject=subject(answer.trace, reader),
        has=amount(answer.trace, reader), digits=str(MOST_DIGITS),
    )  # fmt: skip


def _no_answer(answer: NoAnswer, reader: Reader) -> Line:
    said = reader.say(
        "{asked} is nothing this could come to", "{asked} ไม่ใช่ผลที่เป็นไปได้", asked=code(answer.asked)
    )
    if answer.nearest is not None:
        said = reader.say(
            "{said}; did you mean {nearest}?", "{said} หมายถึง {nearest} หรือไม่",
            said=said, nearest=code(answer.nearest),
        )  # fmt: skip
    if answer.nearest is not None or not answer.choices:
        return said
    choices = joined([(code(choice),) for choice in answer.choices], ", ")
    return reader.say(
        "{said} – it could be {choices}", "{said} ที่เป็นไปได้คือ {choices}",
        said=said, choices=choices,
    )  # fmt: skip
