"""What can be asked for, and how."""

from __future__ import annotations

import pytest
from tests.explain import cases

from kpirules.explain.targets import (
    BandTarget,
    ComponentTarget,
    IndicatorTarget,
    NamedTarget,
    TotalTarget,
    Unknown,
    find_target,
)
from kpirules.prose.words import plain

CARD = cases.volunteers()


@pytest.mark.parametrize(
    "asked",
    [
        "indicator-2",
        " indicator-2 ",
        "ร้อยละของ อพม. ที่เพิ่มขึ้น",
        "ร้อยละของ อพม. ที่เพิ่มข\u0e49\u0e36น",  # the tone mark before the vowel
    ],
)
def test_an_indicator_by_name_or_label(asked: str) -> None:
    """Officials know indicators by their label."""
    found = find_target(CARD, asked)

    assert isinstance(found, IndicatorTarget)
    assert found.outcome is CARD.indicators["indicator-2"]


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("indicator-2.score", "score"),
        ("indicator-2.คะแนน", "score"),
        ("indicator-2.ผลการดำเนินงาน", "result"),
        ("indicator-2.คะแนนถ่วงน้ำหนัก", "weighted"),
        ("indicator-2.weight", "weight"),
    ],
)
def test_a_part_of_an_indicator(asked: str, part: str) -> None:
    """A part is asked for as rules do, in either language."""
    found = find_target(CARD, asked)

    assert isinstance(found, IndicatorTarget)
    assert found.part == part
    assert found.trace is getattr(found.outcome, part)


@pytest.mark.parametrize("asked", ["total", "คะแนนรวม", "dsdw", "กรมพัฒนาสังคมและสวัสดิการ"])
def test_the_total(asked: str) -> None:
    """By its word, or by the scorecard."""
    assert find_target(CARD, asked) == TotalTarget(CARD.total)


@pytest.mark.parametrize("asked", ["band", "ระดับ"])
def test_the_band(asked: str) -> None:
    """By its word in either language."""
    assert isinstance(find_target(CARD, asked), BandTarget)


@pytest.mark.parametrize("asked", ["performance", "การประเมินประสิทธิผล"])
def test_a_component(asked: str) -> None:
    """By name or label."""
    assert isinstance(find_target(CARD, asked), ComponentTarget)


@pytest.mark.parametrize("asked", ["volunteers", "volunteer-goal", "จำนวน อพม. สะสม"])
def test_facts_and_parameters(asked: str) -> None:
    """What formulas are made of can be asked for too."""
    assert isinstance(find_target(CARD, asked), NamedTarget)


def test_a_name_of_the_rules_comes_before_a_word_of_the_language() -> None:
    """A fact may be called `band`."""
    text = cases.VOLUNTEERS + "fact ระดับ\n  from 0\n"
    found = find_target(cases.evaluated(text), "ระดับ")

    assert isinstance(found, NamedTarget)


def test_an_unknown_name_gets_the_nearest() -> None:
    """A slip of the keyboard is put right."""
    found = find_target(CARD, "indicatr-2")

    assert isinstance(found, Unknown)
    assert plain(found.line("en")) == (
        "nothing here is called `indicatr-2`; did you mean `indicator-2`?"
    )
    assert plain(found.line("th")) == "ไม่มีสิ่งที่ชื่อ `indicatr-2` หมายถึง `indicator-2` หรือไม่"


def test_a_name_like_no_other() -> None:
    """Nothing is offered where nothing is near."""
    found = find_target(CARD, "zzz")

    assert isinstance(found, Unknown)
    assert plain(found.line("en")) == "nothing here is called `zzz`"
    assert plain(found.line("th")) == "ไม่มีสิ่งที่ชื่อ `zzz`"
