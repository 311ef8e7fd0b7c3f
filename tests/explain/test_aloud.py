"""Rules read aloud, without facts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.books import read_text

from kpirules.explain.aloud.reading import Aloud, all_aloud, read_aloud
from kpirules.explain.targets import Unknown
from kpirules.model.rules import Rules
from kpirules.project.books import load_book
from kpirules.project.places import display_name, rule_files
from kpirules.prose.words import Language, plain

ROOT = Path(__file__).parents[2]
GOOD = sorted((ROOT / "tests/corpus").glob("*/good/*.kpi"))
BOOKS = [
    ROOT / "rules/std",
    ROOT / "rules/dsdw/2566",
    *sorted(path for path in (ROOT / "rules/examples").iterdir() if path.is_dir()),
]
LANGUAGES: tuple[Language, ...] = ("en", "th")


def rules_of(path: Path) -> Rules:
    """The rules of a book."""
    checked = load_book(path)
    assert checked.value is not None
    return checked.value


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", [*GOOD, *BOOKS], ids=lambda path: path.stem)
def test_every_declaration_can_be_read(path: Path, lang: Language) -> None:
    """Whatever it says; each begins with what it is called."""
    rules = rules_of(path)
    own = {display_name(file) for file in rule_files(path)}
    found = all_aloud(rules, own, lang)

    declared = [
        thing
        for table in (rules.units, rules.facts, rules.parameters, rules.values, rules.methods,
                      rules.indicators, rules.bands, rules.classifications, rules.scorecards, rules.tables)
        for thing in table.values()
        if thing.span is not None and thing.span.file in own
    ]  # fmt: skip
    components = sum(
        len(card.components) for card in rules.scorecards.values() if card.span.file in own
    )
    assert len(found) == len(declared) + components
    assert all(each.line for each in found)


@pytest.mark.parametrize("path", [*GOOD, *BOOKS], ids=lambda path: path.stem)
def test_thai_is_thai(path: Path) -> None:
    """No Latin word that the writer of the rules did not write."""
    rules = rules_of(path)
    written = {
        word for source in rules.sources.values() for word in re.findall(r"[A-Za-z]+", source.text)
    }
    for each in all_aloud(rules, set(rules.sources), "th"):
        assert set(re.findall(r"[A-Za-z]+", plain(each.line))) <= written


RULES = """
unit person "persons"
fact trained "officers trained"
  measured in person
  whole number from 0 to 5,000
  at most officers
fact officers "all officers"
  measured in person
  whole number from 0 to 5,000
fact visited "the day of the visit"
  date from 1 October 2565 to 30 September 2566
fact wealth
  measured in baht
  number from 0 with 2 decimals
parameter goal "the goal"
  80 from 2562 to 2565
  85 from 2566
value vulnerable
  formula wealth at most 100,000 baht
classify size "size of the office"
  first that applies
  big when officers at least 100 person
  small otherwise
scoring three-level
  higher is better
  below the first level interpolate from 0 at 20
  between levels interpolate
  above the last level refuse
  rounded to 2 places half up
indicator training "share of officers trained"
  part of people
  weight 60
  measured in percent
  formula trained / officers * 100
  rounded to 2 places half up
  not applicable when officers = 0
  scored by three-level
   50 at 59.54
  100 at 80
  score at most 40 when visited above 1 January 2566 source "Order 5" page 2
  guarantee rising in trained
  source "Handbook" page 3
indicator steady
  part of people
  weight 40
  measured in percent
  formula trained / officers * 100
  score if vulnerable then 0 else 100
scorecard office "the office"
  period 2566
  component people "People" weight 100
  weighted score rounded to 2 places half up
  total is the sum of the rounded weighted scores
  total rounded to 2 places half up
  graded by grade
  when absent withhold
bands grade
  decided on the rounded total
  good "Good" at least 75
  poor "Poor" below 75
"""


def said(name: str, lang: Language) -> str:
    """What a declaration above says."""
    found = read_aloud(read_text(RULES).value, name, lang)
    assert isinstance(found, Aloud)
    return plain(found.line)


@pytest.mark.parametrize(
    ("name", "english", "thai"),
    [
        (
            "training",
            "Indicator training “share of officers trained” is measured in percent and computed as “officers trained” / “all officers” × 100, rounded half up to 2 places. It is not applicable when “all officers” = 0. The higher the result, the better: 59.54% earns 50 points and 80% earns 100 points. Between two targets the score rises in proportion. Short of the first target the score rises in proportion from 0 points at 20%, and is 0 points beyond; a result past the last target has no score. The score is rounded half up to 2 places. The score is at most 40 points when “the day of the visit” above 1 January 2566 (source: Order 5, page 2). It counts with a weight of 60 in “People” of “the office”. Guaranteed: it never falls when “officers trained” grows. Source: Handbook, page 3.",
            "ตัวชี้วัด share of officers trained (training) มีหน่วยเป็นร้อยละ คำนวณจาก “officers trained” / “all officers” × 100 ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น ไม่ต้องประเมินเมื่อ “all officers” = 0 ผลยิ่งมากยิ่งดี: ร้อยละ 59.54 ได้ 50 คะแนน และร้อยละ 80 ได้ 100 คะแนน ระหว่างเป้าหมายคิดคะแนนตามสัดส่วน (เทียบบัญญัติไตรยางศ์) ไม่ถึงเป้าหมายแรกคิดคะแนนตามสัดส่วนจาก 0 คะแนน ที่ร้อยละ 20 เลยจากนั้นได้ 0 คะแนน ผลที่เกินเป้าหมายสุดท้ายไม่มีคะแนน คะแนนปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น คะแนนไม่เกิน 40 คะแนน เมื่อ “the day of the visit” มากกว่า 1 มกราคม 2566 (แหล่งที่มา Order 5 หน้า 2) มีน้ำหนัก 60 ใน “People” ของ “the office” กฎรับรองว่า ไม่ลดลงเมื่อ “officers trained” เพิ่มขึ้น แหล่งที่มา Handbook หน้า 3",
        ),
        (
            "steady",
            "Indicator steady is measured in percent and computed as “officers trained” / “all officers” × 100. Its score is if vulnerable then 0 else 100. It counts with a weight of 40 in “People” of “the office”.",
            "ตัวชี้วัด steady มีหน่วยเป็นร้อยละ คำนวณจาก “officers trained” / “all officers” × 100 คะแนนคือ ถ้า vulnerable แล้ว 0 มิฉะนั้น 100 มีน้ำหนัก 40 ใน “People” ของ “the office”",
        ),
        (
            "trained",
            "Fact trained “officers trained” is a whole number of persons from 0 to 5,000. It is at most “all officers”.",
            "ข้อมูล officers trained (trained) เป็นจำนวนเต็มมีหน่วยเป็น persons ตั้งแต่ 0 ถึง 5,000 ต้องไม่เกิน “all officers”",
        ),
        (
            "visited",
            "Fact visited “the day of the visit” is a date from 1 October 2565 to 30 September 2566.",
            "ข้อมูล the day of the visit (visited) เป็นวันที่ ตั้งแต่ 1 ตุลาคม 2565 ถึง 30 กันยายน 2566",
        ),
        (
            "wealth",
            "Fact wealth is a number in baht from 0, with up to 2 decimal places.",
            "ข้อมูล wealth เป็นตัวเลขมีหน่วยเป็นบาท ตั้งแต่ 0 ทศนิยมไม่เกิน 2 ตำแหน่ง",
        ),
        (
            "goal",
            "Parameter goal “the goal” is 80 from fiscal year 2562 to 2565 and 85 from fiscal year 2566 on.",
            "ค่ากำหนด the goal (goal) คือ 80 ตั้งแต่ปีงบประมาณ 2562 ถึง 2565 และ 85 ตั้งแต่ปีงบประมาณ 2566 เป็นต้นไป",
        ),
        (
            "vulnerable",
            "vulnerable is wealth at most 100,000 baht.",
            "vulnerable คือ wealth ไม่เกิน 100,000 บาท",
        ),
        (
            "size",
            "size “size of the office” is big when “all officers” at least 100 persons; small otherwise. The first that applies counts.",
            "size of the office (size) เป็น big เมื่อ “all officers” ไม่น้อยกว่า 100 persons นอกเหนือจากนี้เป็น small ใช้ข้อแรกที่ตรง",
        ),
        (
            "three-level",
            "Scoring method three-level: the higher the result, the better. Between two targets the score rises in proportion. Short of the first target the score rises in proportion from 0 points at 20, and is 0 points beyond; a result past the last target has no score. The score is rounded half up to 2 places.",
            "เกณฑ์การให้คะแนน three-level: ผลยิ่งมากยิ่งดี ระหว่างเป้าหมายคิดคะแนนตามสัดส่วน (เทียบบัญญัติไตรยางศ์) ไม่ถึงเป้าหมายแรกคิดคะแนนตามสัดส่วนจาก 0 คะแนน ที่ 20 เลยจากนั้นได้ 0 คะแนน ผลที่เกินเป้าหมายสุดท้ายไม่มีคะแนน คะแนนปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น",
        ),
        (
            "people",
            "Component people “People” counts with a weight of 100 in “the office”. Component people “People” consists of training “share of officers trained” (weight 60) and steady (weight 40).",
            "องค์ประกอบ People (people) มีน้ำหนัก 100 ใน “the office” องค์ประกอบ People (people) ประกอบด้วย share of officers trained (training) (น้ำหนัก 60) และ steady (น้ำหนัก 40)",
        ),
        (
            "total",
            "Scorecard office “the office” for fiscal year 2566 has people “People” (weight 100). Component people “People” consists of training “share of officers trained” (weight 60) and steady (weight 40). A weighted score is score × weight / 100, rounded half up to 2 places; the total is the sum of the rounded weighted scores. The total is rounded half up to 2 places. By the rounded total the band is good “Good” at least 75, poor “Poor” below 75. When no data: withhold.",
            "แบบประเมิน the office (office) ปีงบประมาณ พ.ศ. 2566 ประกอบด้วย People (people) (น้ำหนัก 100) องค์ประกอบ People (people) ประกอบด้วย share of officers trained (training) (น้ำหนัก 60) และ steady (น้ำหนัก 40) คะแนนถ่วงน้ำหนักคือ คะแนน × น้ำหนัก / 100 ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น คะแนนรวมคือผลรวมของคะแนนถ่วงน้ำหนักที่ปัดเศษแล้ว คะแนนรวมปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น ระดับตัดสินจากคะแนนรวมที่ปัดเศษแล้ว คือ Good (good) ไม่น้อยกว่า 75, Poor (poor) น้อยกว่า 75 เมื่อไม่มีข้อมูล ให้ระงับคะแนนรวม",
        ),
        (
            "band",
            "By the rounded total the band is good “Good” at least 75, poor “Poor” below 75.",
            "ระดับตัดสินจากคะแนนรวมที่ปัดเศษแล้ว คือ Good (good) ไม่น้อยกว่า 75, Poor (poor) น้อยกว่า 75",
        ),
    ],
)
def test_sentences(name: str, english: str, thai: str) -> None:
    """In both languages, fit to be read out."""
    assert said(name, "en") == english
    assert said(name, "th") == thai


def test_a_name_that_is_none() -> None:
    """The nearest one is offered; labels are names too."""
    rules = read_text(RULES).value

    assert read_aloud(rules, "trainig", "en") == Unknown("trainig", "training")
    assert isinstance(read_aloud(rules, "officers trained", "en"), Aloud)
