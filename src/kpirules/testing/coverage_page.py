"""Coverage as people read it, and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, assert_never

from kpirules.explain.numbers import exactly, figure
from kpirules.model.rules import Rules
from kpirules.prose.words import (
    Heading,
    Language,
    Line,
    Page,
    Paragraph,
    Word,
    code,
    line,
    muted,
    say,
    value,
)
from kpirules.testing.coverage import Covered
from kpirules.testing.demands import (
    Demand,
    EdgeDemand,
    PolicyDemand,
    RowDemand,
    Side,
    Window,
)
from kpirules.text.source import Source

_MOST = 2
"""How many examples are named; of more, how many there are."""


def coverage_page(rules: Rules, covered: Sequence[Covered], lang: Language) -> Page:
    """Each demand with the examples that meet it, gathered under what it is about."""
    blocks: list[Heading | Paragraph] = []
    for title, group in groupby(covered, lambda each: _title(each.demand, rules, lang)):
        members = list(group)
        blocks.append(Heading(title))
        for under, several in groupby(members, lambda each: _edge(each.demand, lang)):
            if under:
                blocks.append(Paragraph(under, 1))
            indent = 2 if under else 1
            blocks.extend(Paragraph(_told(each, lang), indent) for each in several)
    return tuple(blocks)


def demand_words(demand: Demand, rules: Rules, lang: Language) -> Line:
    """A demand in one line: whose, at which edge, and where beside it."""
    edge = _edge(demand, lang)
    middle = line(", ", edge) if edge else ()
    return line(_title(demand, rules, lang), middle, ": ", _what(demand, lang))


def coverage_data(
    rules: Rules, covered: Sequence[Covered], sources: Mapping[str, Source]
) -> list[dict[str, Any]]:
    """Each demand as plain data, with the examples that meet it."""
    return [
        {
            **_data(each.demand, rules),
            "covered_by": list(each.by),
            **_place(each.demand, sources),
        }
        for each in covered
    ]


def _place(demand: Demand, sources: Mapping[str, Source]) -> dict[str, Any]:
    source = sources.get(demand.span.file)
    if source is None:
        return {"file": demand.span.file, "line": None}
    return {"file": source.name, "line": source.place(demand.span.start).line}


def _data(demand: Demand, rules: Rules) -> dict[str, Any]:
    match demand:
        case EdgeDemand():
            card = rules.scorecards[demand.card].name
            low, high = demand.window.low, demand.window.high
            return {
                "kind": "band" if demand.of is None else "level",
                "scorecard": card,
                "of": "total" if demand.of is None else rules.indicators[demand.of].name,
                "named": demand.named,
                "edge": exactly(demand.edge),
                "side": demand.side,
                "low": None if low is None else exactly(low),
                "high": None if high is None else exactly(high),
                "included": demand.window.point is not None,
            }
        case RowDemand():
            of = rules.classifications[demand.of].name
            return {"kind": "row", "of": of, "named": demand.row}
        case PolicyDemand():
            card = rules.scorecards[demand.card].name
            return {"kind": "policy", "scorecard": card, "named": demand.status}
        case _:
            assert_never(demand)


# ------------------------------------------------------------------------- words


def _title(demand: Demand, rules: Rules, lang: Language) -> Line:
    match demand:
        case EdgeDemand(of=None):
            return _of_card(
                demand.card, rules, say(lang, en="bands of the total", th="ระดับของคะแนนรวม")
            )
        case EdgeDemand(of=of):
            indicator = rules.indicators[of or ""]
            called = line(code(indicator.name), f" {indicator.label}" if indicator.label else "")
            return _of_card(demand.card, rules, called)
        case RowDemand():
            table = rules.classifications[demand.of]
            return line(code(table.name), f" {table.label}" if table.label else "")
        case PolicyDemand():
            called = say(lang, en="what is missing", th="เมื่อไม่มีคะแนน")
            return _of_card(demand.card, rules, called)
        case _:
            assert_never(demand)


def _of_card(card: str, rules: Rules, called: Line) -> Line:
    """The scorecard is named where there are several."""
    if len(rules.scorecards) == 1:
        return called
    return line(code(rules.scorecards[card].name), ": ", called)


def _edge(demand: Demand, lang: Language) -> Line:
    if not isinstance(demand, EdgeDemand):
        return ()
    slots = {"named": value(demand.named), "edge": value(figure(demand.edge))}
    if demand.of is None:
        return say(lang, en="{named} from {edge}", th="{named} ตั้งแต่ {edge}", **slots)
    if demand.distance:
        return say(lang, en="{named} within {edge}", th="{named} ห่างไม่เกิน {edge}", **slots)
    return say(lang, en="{named} at {edge}", th="{named} ที่ {edge}", **slots)


def _told(covered: Covered, lang: Language) -> Line:
    what = _what(covered.demand, lang)
    if not covered.by:
        said = say(lang, en="no example", th="ไม่มีตัวอย่าง")
        return line(Word("bad", "✗ "), what, "  ", Word("bad", "".join(w.text for w in said)))
    names = " · ".join(covered.by[:_MOST])
    more = len(covered.by) - _MOST
    rest = f" +{more}" if more > 0 else ""
    return line(Word("good", "✓ "), what, "  ", muted(f"{names}{rest}"))


def _what(demand: Demand, lang: Language) -> Line:
    match demand:
        case EdgeDemand():
            shown = _shown(demand.window, lang)
            if demand.window.point is None:
                return shown
            return line(shown, " ", muted(_SIDES[demand.side][lang == "th"]))
        case RowDemand():
            return line(code(demand.row))
        case PolicyDemand():
            return line(code(_STATUSES[demand.status][lang == "th"]))
        case _:
            assert_never(demand)


_SIDES: dict[Side, tuple[str, str]] = {
    "short": ("just short", "ขาดนิดเดียว"),
    "at": ("exactly", "พอดี"),
    "past": ("just past", "เกินนิดเดียว"),
}
_STATUSES = {
    "cancelled": ("cancelled", "ยกเลิก"),
    "not_announced": ("not announced", "ยังไม่ประกาศผล"),
    "not_applicable": ("not applicable", "ไม่ต้องประเมิน"),
    "absent": ("absent", "ไม่มีข้อมูล"),
}


def _shown(window: Window, lang: Language) -> Line:
    if window.point is not None:
        return line(value(figure(window.point)))
    if window.low is None:
        return say(
            lang,
            en="below {high}",
            th="ต่ำกว่า {high}",
            high=value(figure(window.high or Fraction(0))),
        )
    if window.high is None:
        return say(lang, en="above {low}", th="สูงกว่า {low}", low=value(figure(window.low)))
    return say(
        lang,
        en="between {low} and {high}",
        th="ระหว่าง {low} กับ {high}",
        low=value(figure(window.low)),
        high=value(figure(window.high)),
    )


def summary(covered: Sequence[Covered], failed: int, lang: Language) -> Line:
    """How much is covered; what `failed` examples try does not count."""
    met = sum(bool(each.by) for each in covered)
    left = len(covered) - met
    said = say(
        lang,
        en="{met} of {all} covered, {left} not",
        th="มีตัวอย่างแล้ว {met} จาก {all} ข้อ ยังไม่มี {left} ข้อ",
        met=Word("good", str(met)),
        all=str(len(covered)),
        left=Word("bad" if left else "muted", str(left)),
    )
    if not failed:
        return said
    rest = say(
        lang,
        en="; {failed} examples fail, and count only where they hold",
        th=" มีตัวอย่างไม่ตรง {failed} รายการ นับเฉพาะส่วนที่ตรง",
        failed=Word("bad", str(failed)),
    )
    return line(said, rest)
