"""What comes from outside, read aloud: facts, parameters, tables, units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kpirules.explain.aloud.announcer import Announcer
from kpirules.explain.formulas import WORDS
from kpirules.model.facts import (
    DateDomain,
    Domain,
    Fact,
    NumberDomain,
    OptionsDomain,
    Parameter,
    TextDomain,
    YesNoDomain,
)
from kpirules.model.tables import Table
from kpirules.model.units import Unit, UnitDeclaration
from kpirules.prose.words import Line, Word, joined, line, name, value
from kpirules.text.dates import written_date


def fact_said(fact: Fact, reader: Announcer) -> Iterator[Line]:
    """What may be supplied for a fact, and how it stands to others."""
    yield reader.say(
        "fact {called} is {what}", "ข้อมูล {called} เป็น{what}",
        called=reader.called(fact.name, fact.label), what=_kind(fact.domain, fact.unit, reader),
    )  # fmt: skip
    for relation in fact.relations:
        sign = reader.pick(*WORDS[relation.operator])
        other = reader.name(relation.other)
        yield reader.say("it is {sign} {other}", "ต้อง{sign} {other}", sign=sign, other=other)
    if fact.formula is not None:
        yield reader.say(
            "where it is not supplied it is {formula}", "ถ้าไม่ให้ค่า ใช้ {formula}",
            formula=reader.formula(fact.formula),
        )  # fmt: skip
    yield from reader.about(fact.about)


def parameter_said(parameter: Parameter, reader: Announcer) -> Iterator[Line]:
    """The value of a parameter in each span of years."""
    rows = []
    for row in parameter.values:
        number = reader.at(row.written, row.value, parameter.unit)
        rows.append(line(number, " ", reader.years(row.start, row.end)))
    yield reader.say(
        "parameter {called} is {rows}", "ค่ากำหนด {called} คือ {rows}",
        called=reader.called(parameter.name, parameter.label), rows=reader.listed(rows),
    )  # fmt: skip
    yield from reader.about(parameter.about)


def table_said(table: Table, reader: Announcer) -> Iterator[Line]:
    """The columns of a table, and what is computed from them."""
    columns = [
        line(reader.called(each.name, each.label), ": ", _kind(each.domain, each.unit, reader))
        for each in table.columns.values()
    ]
    yield reader.say(
        "table {called} has a row for each {unit}, with {columns}",
        "ตาราง {called} มีหนึ่งแถวต่อหนึ่ง{unit} ประกอบด้วย {columns}",
        called=reader.called(table.name, table.label),
        unit=reader.say("case", "รายการ") if table.unit.is_number else reader.unit(table.unit),
        columns=joined(columns, "; "),
    )  # fmt: skip
    for let in table.lets.values():
        yield reader.say(
            "{called} of a row is {formula}", "{called} ของแต่ละแถวคือ {formula}",
            called=reader.called(let.name, let.label), formula=reader.formula(let.formula),
        )  # fmt: skip
    yield from reader.about(table.about)


def unit_said(unit: UnitDeclaration, reader: Announcer) -> Iterator[Line]:
    """What a unit is called, and how much of another one it is."""
    label = unit.label or unit.name
    if unit.equals is None:
        yield reader.say(
            "{name} is a unit: {label}",
            "{name} คือหน่วย {label}",
            name=name(unit.name),
            label=Word("unit", label),
        )
    else:
        many, other = unit.equals
        yield reader.say(
            "one {name} is {many}", "หนึ่ง {name} เท่ากับ {many}",
            name=name(unit.name), many=reader.quantity(many, other),
        )  # fmt: skip
    yield from reader.about(unit.about)


def _kind(domain: Domain, unit: Unit, reader: Announcer) -> Line:
    match domain:
        case NumberDomain():
            return _number(domain, unit, reader)
        case YesNoDomain():
            return reader.say("yes or no", "ค่าใช่หรือไม่ใช่")
        case OptionsDomain():
            options: list[Line] = [(value(option),) for option in domain.options]
            return reader.say(
                "one of {options}", "อย่างใดอย่างหนึ่งใน {options}", options=reader.listed(options)
            )
        case TextDomain():
            return reader.say("a text", "ข้อความ")
        case DateDomain():
            ends = [
                ("from {date}", "ตั้งแต่ {date}", domain.low),
                ("to {date}", "ถึง {date}", domain.high),
            ]
            said = reader.say("a date", "วันที่")
            for en, th, date in ends:
                if date is not None:
                    shown = value(written_date(date, reader.lang))
                    said = line(said, " ", reader.say(en, th, date=shown))
            return said
        case _:
            assert_never(domain)


def _number(domain: NumberDomain, unit: Unit, reader: Announcer) -> Line:
    whole = domain.decimals == 0
    said = reader.say("a whole number", "จำนวนเต็ม") if whole else reader.say("a number", "ตัวเลข")
    if not unit.is_number:
        said = reader.say("{said} of {unit}" if whole else "{said} in {unit}", "{said}มีหน่วยเป็น{unit}",
                          said=said, unit=reader.unit(unit))  # fmt: skip
    if domain.low is not None:
        low = reader.quantity(domain.low, None)
        said = line(said, " ", reader.say("from {low}", "ตั้งแต่ {low}", low=low))
    if domain.high is not None:
        high = reader.quantity(domain.high, None)
        words = (
            ("to {high}", "ถึง {high}")
            if domain.low is not None
            else ("up to {high}", "ไม่เกิน {high}")
        )
        said = line(said, " ", reader.say(*words, high=high))
    if domain.decimals:
        places = value(str(domain.decimals))
        noun = "place" if domain.decimals == 1 else "places"
        said = line(said, reader.pick(", ", " "), reader.say(
            f"with up to {{places}} decimal {noun}", "ทศนิยมไม่เกิน {places} ตำแหน่ง", places=places
        ))  # fmt: skip
    return said
