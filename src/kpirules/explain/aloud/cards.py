"""Scorecards, components, bands and decision tables read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.explain.aloud.announcer import Announcer
from kpirules.explain.aloud.indicators import cap_said
from kpirules.explain.aloud.promises import promises
from kpirules.explain.aloud.scales import method_said
from kpirules.explain.formulas import BLENDS
from kpirules.explain.marks import because
from kpirules.explain.numbers import figure
from kpirules.explain.roundings import rounding_words
from kpirules.explain.sums import edges_of, policy_remark
from kpirules.model.bands import Bands
from kpirules.model.indicators import Classification
from kpirules.model.rules import seen_from
from kpirules.model.scorecards import Component, Scorecard
from kpirules.model.scoring import Method
from kpirules.prose.words import Line, joined, line, value
from kpirules.text.thai import name_key


def scorecard_said(card: Scorecard, reader: Announcer) -> Iterator[Line]:
    """Its components, how the total comes about, what follows where a result is missing."""
    top = [_weighed(each, reader) for each in card.parts_of(None)]
    yield reader.say(
        "scorecard {called} for {year} has {parts}", "แบบประเมิน {called} {year} ประกอบด้วย {parts}",
        called=reader.called(card.name, card.label), year=reader.year(card.period),
        parts=reader.listed(top),
    )  # fmt: skip
    yield from (_consists(card, each, reader) for each in card.components)
    yield _total(card, reader)
    if card.total_rounding is not None:
        how = rounding_words(card.total_rounding, reader)
        yield reader.say("the total is {how}", "คะแนนรวม{how}", how=how)
    for cap in card.caps:
        yield cap_said(cap, reader.say("the total", "คะแนนรวม"), reader)
    bands = reader.rules.bands.get(card.bands or "")
    if bands is not None:
        yield from _bands(bands, reader)
    for band in card.band_caps:
        said = reader.say(
            "the band is not above {band} when {condition}", "ระดับไม่สูงกว่า {band} เมื่อ {condition}",
            band=reader.name(band.band), condition=reader.formula(band.condition),
        )  # fmt: skip
        yield line(said, because(band.because, reader))
    if card.policies:
        said = joined(
            [policy_remark(each, reader).line for each in card.policies], reader.pick("; ", " ")
        )
        yield said
    yield from promises(card.guarantees, reader)
    yield from reader.about(card.about)


def component_said(card: Scorecard, component: Component, reader: Announcer) -> Iterator[Line]:
    """Its weight, and what it consists of."""
    yield reader.say(
        "component {called} counts with a weight of {weight} in {card}",
        "องค์ประกอบ {called} มีน้ำหนัก {weight} ใน {card}",
        called=reader.called(component.name, component.label), weight=value(figure(component.weight)),
        card=reader.name(card.name),
    )  # fmt: skip
    yield _consists(card, component, reader)


def bands_said(bands: Bands, reader: Announcer) -> Iterator[Line]:
    """Each band and its edges."""
    yield from _bands(bands, reader)
    yield from reader.about(bands.about)


def method_read(method: Method, reader: Announcer) -> Iterator[Line]:
    """A scoring method by itself."""
    better = {
        "higher": ("the higher the result, the better", "ผลยิ่งมากยิ่งดี"),
        "lower": ("the lower the result, the better", "ผลยิ่งน้อยยิ่งดี"),
    }[method.direction]
    if method.nearer_to is not None:
        wanted = method.nearer_to.written
        better = (f"the nearer to {wanted}, the better", f"ผลยิ่งใกล้ {wanted} ยิ่งดี")
    yield reader.say(
        "scoring method {called}: {better}", "เกณฑ์การให้คะแนน {called}: {better}",
        called=reader.called(method.name, method.label), better=reader.pick(*better),
    )  # fmt: skip
    yield from method_said(method, None, reader, best=False)
    yield from reader.about(method.about)


def classification_said(table: Classification, reader: Announcer) -> Iterator[Line]:
    """Each outcome and its condition."""
    rows = []
    for row in table.outcomes:
        called = reader.called(row.name, row.label)
        if row.condition is None:
            rows.append(reader.say("{called} otherwise", "นอกเหนือจากนี้เป็น {called}", called=called))
        else:
            rows.append(
                reader.say(
                    "{called} when {condition}", "เป็น {called} เมื่อ {condition}",
                    called=called, condition=reader.formula(row.condition),
                )
            )  # fmt: skip
    called = reader.called(table.name, table.label)
    each: Line = ()
    if table.table is not None:
        each = reader.say(
            " of each row of {table}", " ของแต่ละแถวใน {table}", table=reader.name(table.table)
        )
    yield reader.say(
        "{called}{each} is {rows}", "{called}{each} {rows}",
        called=called, each=each, rows=joined(rows, reader.pick("; ", " ")),
    )  # fmt: skip
    yield (
        reader.say("exactly one of these applies", "ตรงเพียงข้อเดียว")
        if table.hit == "exactly_one"
        else reader.say("the first that applies counts", "ใช้ข้อแรกที่ตรง")
    )
    yield from reader.about(table.about)


def _bands(bands: Bands, reader: Announcer) -> Iterator[Line]:
    rows = [
        reader.say(
            "{called} {edges}", "{called} {edges}",
            called=reader.called(each.name, each.label), edges=edges_of(each, reader),
        )
        for each in reversed(bands.bands)
    ]  # fmt: skip
    which = (
        reader.pick("rounded", "ที่ปัดเศษแล้ว")
        if bands.on_rounded
        else reader.pick("exact", "ที่ไม่ปัดเศษ")
    )
    yield reader.say(
        "by the {which} total the band is {rows}", "ระดับตัดสินจากคะแนนรวม{which} คือ {rows}",
        which=which, rows=joined(rows, ", "),
    )  # fmt: skip


def _weighed(component: Component, reader: Announcer) -> Line:
    return reader.say(
        "{called} (weight {weight})", "{called} (น้ำหนัก {weight})",
        called=reader.called(component.name, component.label), weight=value(figure(component.weight)),
    )  # fmt: skip


def _consists(card: Scorecard, component: Component, reader: Announcer) -> Line:
    """What a component is made of, with weights."""
    key = name_key(component.name)
    parts = [_weighed(each, reader) for each in card.parts_of(key)]
    seen = seen_from(card, reader.rules).indicators
    for name in card.indicators:
        indicator = seen.get(name)
        if indicator is not None and indicator.component == key:
            parts.append(
                reader.say(
                    "{called} (weight {weight})", "{called} (น้ำหนัก {weight})",
                    called=reader.called(indicator.name, indicator.label),
                    weight=value(figure(indicator.weight)),
                )
            )  # fmt: skip
    return reader.say(
        "component {called} consists of {parts}", "องค์ประกอบ {called} ประกอบด้วย {parts}",
        called=reader.called(component.name, component.label), parts=reader.listed(parts),
    )  # fmt: skip


def _total(card: Scorecard, reader: Announcer) -> Line:
    if card.formula is not None:
        return reader.say(
            "the total is {formula}", "คะแนนรวมคือ {formula}", formula=reader.formula(card.formula)
        )
    if card.blend is not None:
        return reader.say(
            "the total is {blend} of the scores of the components", "คะแนนรวมคือ{blend}ของคะแนนขององค์ประกอบ",
            blend=reader.say(*BLENDS[card.blend]),
        )  # fmt: skip
    rounded: Line = ()
    if card.weighted_rounding is not None:
        rounded = reader.rounding(card.weighted_rounding)
    which = reader.pick(
        "rounded weighted" if card.sums_rounded else "weighted",
        "คะแนนถ่วงน้ำหนักที่ปัดเศษแล้ว" if card.sums_rounded else "คะแนนถ่วงน้ำหนัก",
    )
    return reader.say(
        "a weighted score is score × weight / {whole}{rounded}; the total is the sum of the {which} scores",
        "คะแนนถ่วงน้ำหนักคือ คะแนน × น้ำหนัก / {whole}{rounded} คะแนนรวมคือผลรวมของ{which}",
        whole=value(figure(card.whole)), rounded=rounded, which=which,
    )  # fmt: skip
