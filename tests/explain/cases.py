"""The evaluations that the tests explain: the department's own, and a book with every step in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Aggregated, RowsDecided, Trace
from kpirules.facts.facts import Facts, Provenance, Rows, Supplied
from kpirules.model.rules import Rules
from kpirules.pipeline import compile_rules
from kpirules.project.books import load_book
from kpirules.prose.words import (
    Branch,
    Heading,
    Line,
    Listing,
    Page,
    Paragraph,
    Table,
    Word,
    plain,
)
from kpirules.text.source import Source
from kpirules.text.span import Span

ROOT = Path(__file__).resolve().parents[2]

DEPARTMENT = {
    "trained-organisations": "107",
    "approved-organisations": "54",
    "volunteers": "362,318",
    "households-result": "94.55",
    "households-developed": "883,318",
    "households-goal": "827,749",
    "participants-with-income-growth": "2,080",
    "project-participants": "3,289",
    "action-plan-progress": "100.00",
    "pmqa-score": "479.48",
}
"""The figures of 2566, as the report prints them."""

VOLUNTEERS = """\
unit person "คน"

fact volunteers "จำนวน อพม. สะสม"
  measured in person
  whole number from 0 to 60,000,000
  source "ระบบทะเบียน อพม."
fact households-result "ร้อยละครัวเรือนที่พัฒนาแล้ว"
  measured in percent
  from 0 with 2 decimals

parameter volunteer-goal "จำนวน อพม. เป้าหมาย"
  measured in person
  500,000 from 2558 to 2561
  556,629 from 2562
  source "รายงาน 2566" page 8

scoring three-level "เกณฑ์สามระดับ"
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score
  rounded to 2 places half up

indicator indicator-2 "ร้อยละของ อพม. ที่เพิ่มขึ้น"
  part of performance
  weight 20
  measured in percent
  formula volunteers / volunteer-goal * 100
  rounded to 2 places half up
  scored by three-level
  50 at 59.54
  75 at 64.04
  100 at 73.04
  source "รายงาน 2566" page 8
  note "สูตรวัดสัดส่วน ไม่ใช่อัตราการเพิ่ม"

indicator indicator-3 "ร้อยละความสำเร็จ"
  part of performance
  weight 80
  measured in percent
  formula households-result
  rounded to 2 places half up
  scored by three-level
  50 at 40.00
  75 at 50.00
  100 at 60.00

bands assessment-bands
  quality "ระดับคุณภาพ" at least 90
  high "ระดับมาตรฐานขั้นสูง" at least 75 and below 90
  improve "ระดับต้องปรับปรุง" below 75
  decided on the rounded total

scorecard dsdw "กรมพัฒนาสังคมและสวัสดิการ"
  period 2566
  component performance "การประเมินประสิทธิผล" weight 100
  weighted score rounded to 2 places half up
  total is the sum of the rounded weighted scores
  graded by assessment-bands
  when not announced show the range
  when cancelled redistribute within the component

example published
  period 2566
  given volunteers = 362,318
  given households-result = 94.55
  expect indicator-3.result = 94.55 published 106.71 "หน้า 10 พิมพ์ 106.71"
"""
"""An indicator as the department has it, with another that makes the total its own: 95.58."""

EVERYTHING = """
unit person "คน"
unit household "ครัวเรือน"
unit case

fact done "งานที่ทำแล้ว"
  measured in case
  whole number from 0 to 1,000
  at most planned
  source "ทะเบียนงาน" page 3
fact planned "งานที่วางแผนไว้"
  measured in case
  whole number from 0 to 1,000
fact wait "เวลารอเฉลี่ย"
  measured in day
  from 0 with 1 decimal
fact staff "เจ้าหน้าที่"
  measured in person
  whole number from 0 to 500
fact reserve "กำลังสำรอง"
  measured in person
  whole number from 0 to 500
fact audited "ตรวจสอบแล้ว"
  yes or no
fact grade "ประเภทหน่วยงาน"
  one of small, medium, large
fact survey "ผลสำรวจ"
  measured in percent
  from 0 to 100 with 2 decimals
fact helpers "ผู้ช่วย"
  measured in person
  whole number from 0 to 500

parameter goal "จำนวนเจ้าหน้าที่ตามกรอบ"
  measured in person
  80 from 2560 to 2564
  90 in 2565
  120 from 2566

value share-done "สัดส่วนงานที่ทำแล้ว"
  measured in percent
  formula done / planned * 100
  rounded to 1 place half even
  not applicable when planned = 0
value people "กำลังคน"
  measured in person
  formula staff + (helpers or else reserve) - 1 person
value people-or-staff
  measured in person
  formula staff or else reserve
value balance
  measured in person
  formula -(staff - goal)
value staff-before
  measured in person
  formula staff in 2565 + (mean of staff from 2565 to this period)
value squared
  formula (staff / goal) ^ 2 + (staff / goal) ^ 0.5
value middle
  measured in person
  formula max(min(staff, goal), floor(mean(staff, round(goal to 1 place half up), 7 person)))
value steady
  formula (wait between 2 day and 5 day and not audited) or grade one of (small, large)
value alike
  formula grade is small or wait != 4 day
value surveyed
  formula known(survey)
value flagged
  formula yes
value bonus
  measured in point
  formula if audited then 5 point else 0 point
value size-points
  measured in point
  formula if size is big then 10 point else 20 point
value before-bonus
  measured in point
  formula total - service + speed.weighted + quality.score * 2
value doubled
  measured in percent
  formula quality.result

classify size "ขนาดหน่วยงาน"
  first that applies
  big "ใหญ่" when staff above 100 person and planned above 10 case
  middle-sized "กลาง" when staff above 50 person or planned above 500 case
  tiny "เล็ก" otherwise
classify load "ภาระงาน"
  exactly one applies
  heavy when planned above 500 case
  light when planned at most 500 case

scoring ladder "เป็นขั้น"
  higher is better
  below the first level 10
  between levels step
  above the last level 100
scoring slope "เป็นเส้น"
  lower is better
  below the first level interpolate from 0 at 20
  between levels interpolate
  above the last level extrapolate
  rounded to 2 places half up
scoring strict
  higher is better
  below the first level refuse
  between levels interpolate
  above the last level the last score
scoring endless
  higher is better
  below the first level extrapolate
  between levels interpolate
  above the last level refuse
  rounded to the nearest 0.5 up

indicator speed "ความรวดเร็ว"
  part of service
  weight 20
  measured in day
  formula wait
  scored by slope
  50 at 10
  75 at 5
  100 at 3
indicator delivery "การส่งมอบ"
  part of service
  weight 20
  measured in percent
  formula share-done
  scored by ladder
  50 at 50
  75 at 75
  100 at 90
indicator quality "คุณภาพ"
  part of service
  weight 20
  measured in percent
  formula if audited then survey else survey - 5 percent
  rounded to 2 places half up
  scored by strict
  50 at 40
  100 at 80
indicator capacity "กำลังคนตามกรอบ"
  part of growth
  weight 20
  measured in percent
  formula people / goal * 100
  scored by endless
  50 at 50
  100 at 100
indicator awards "รางวัลทั้งหมด"
  part of growth
  weight 10
  score is the weighted mean of its parts
indicator award "รางวัล"
  part of awards
  weight 100
  measured in point
  formula bonus
  score bonus * 20
indicator training "การฝึกอบรม"
  part of growth
  weight 10
  measured in person
  formula helpers
  score if helpers > 10 person then 100 point else 40 point
indicator old "ตัวชี้วัดเดิม"
  part of growth
  weight 10
  measured in person
  formula staff
  scored by strict
  50 at 40
  100 at 80
  cancelled "เลิกวัดแล้ว"

bands grades "เกณฑ์"
  good "ดี" at least 80
  fair "พอใช้" at least 50 and below 80
  poor "ต้องปรับปรุง" below 50
  decided on the rounded total

scorecard card "แบบประเมินตัวอย่าง"
  period 2566
  component service "งานบริการ" weight 60
  component growth "การพัฒนา" weight 50
  weights add up to 110
  weighted score rounded to 2 places half up
  total is the sum of the rounded weighted scores
  total rounded to 1 place half up
  graded by grades
  when cancelled redistribute within the component
  when not applicable redistribute over the scorecard
  when not announced show the range
  when absent score zero
table homes "บ้านในโครงการ"
  column rent "ค่าเช่า" measured in baht from 0 to 100,000
  column rooms whole number from 1 to 20
  column place text
  let per-room "ค่าเช่าต่อห้อง" = rent / rooms
table villages
  column villagers whole number from 0 to 100,000
classify dear "ระดับค่าเช่า" for each row of homes
  exactly one applies
  dear "แพง" when per-room at least 1,000 baht
  cheap when per-room below 1,000 baht
fact dear-homes "บ้านค่าเช่าแพง"
  whole number from 0 to 1,000
  formula count(homes where dear is dear and place = "ตาก")
value rents
  measured in baht
  formula sum(rent over homes where rooms at least 2)
value rent-by-place "ค่าเช่ารายจังหวัด"
  measured in baht
  formula mean(rent over homes)
  by place
  rounded to 1 place half up
value homes-by-dear
  formula count(homes)
  by dear
value in-tak
  formula count(homes where place = "ตาก")
value mean-people
  formula mean(villagers over villages)
value dear-twice
  formula dear-homes * 2
fact opened "วันเปิดบริการ"
  date
value open-days "จำนวนวันที่เปิด"
  measured in day
  formula 30 September 2566 - opened
value opening-year "ปีที่เปิด"
  formula fiscal-year(opened)
"""

BLENDED_TOTAL = "total is the weighted mean of the components"

FORMULA_TOTAL = "total = (if audited then service.score else growth.score) / 2 + growth + bonus"

ON_TARGET = """
scoring on-target "ใกล้แผน"
  nearer to 100 is better
  below the first level 10
  between levels interpolate
  above the last level 100
"""

FULL = {
    "done": "45", "planned": "60", "wait": "4.0", "staff": "101", "reserve": "12", "audited": "yes",
    "grade": "small", "survey": "66.50", "helpers": "3",
}  # fmt: skip
"""Facts for every need of the book above."""

VARIANTS: dict[str, dict[str, str | None]] = {
    "full": {},
    "slow and small": {"wait": "12.0", "staff": "30", "audited": "no", "grade": "large"},
    "very slow": {"wait": "40.0", "done": "20", "survey": "20.00"},
    "quick": {"wait": "1.5", "done": "59", "staff": "200", "survey": "80.00"},
    "exactly": {"wait": "3.0", "done": "54"},
    "nothing planned": {"planned": "0", "done": "0", "survey": "90.25"},
    "helpers unknown": {"helpers": None},
    "survey not announced": {"survey": "not_announced", "audited": "no"},
    "nothing known": {"survey": "not_announced", "staff": "not_announced", "wait": "not_announced",
                      "planned": "not_announced", "helpers": "not_announced"},
    "staff absent": {"staff": None, "wait": None},
    "nearer": {},
    "staged": {"staff": "70", "audited": None},
    "staged on top": {"staff": "120"},
    "not staged": {"staff": "30", "audited": "no"},
    "capped": {"wait": "12.0", "staff": "30"},
    "by formula": {},
    "formula open": {"wait": "not_announced"},
    "formula lacking": {"audited": None},
    "carried": {"survey": "not_announced", "survey@2565": "70.00", "audited@2565": "yes",
                "wait": "not_announced"},
    "caps open": {"audited": None, "wait": None, "done": "20"},
}  # fmt: skip
"""Changes to the full facts that bring out one step or another."""


HOMES = Rows(
    "homes",
    2566,
    4,
    {"rent": [5000, 900, None, 2400], "rooms": [2, 1, 3, 4], "place": ["ตาก", "ตาก", "น่าน", None]},
    {},
    "homes.csv",
    [],
    "homes.csv",
)
"""Rows with a rent and a place missing."""


@cache
def department(**changed: str) -> Evaluation:
    """The department's scorecard of 2566, with some figures changed; `_` stands for `-`."""
    rules = load_book(ROOT / "rules" / "dsdw" / "2566").value
    assert rules is not None
    named = {name.replace("_", "-"): figure for name, figure in changed.items()}
    return evaluate(rules, "dsdw-2566", facts(rules, DEPARTMENT | named), 2566)


@cache
def volunteers(volunteers: str = "362,318", households_result: str = "94.55") -> Evaluation:
    """The small book of the volunteers, on the figures of 2566 or others."""
    return evaluated(VOLUNTEERS, volunteers=volunteers, households_result=households_result)


@cache
def everything(variant: str) -> Evaluation:
    """The book with every step in it, on one of the variants of its facts."""
    other = {
        "carried": carrying_rules,
        "nearer": nearer_rules,
        "by formula": formula_rules,
        "formula open": formula_rules,
        "formula lacking": formula_rules,
        "capped": capped_rules,
        "caps open": capped_rules,
        "staged": staged_rules,
        "staged on top": staged_rules,
        "not staged": staged_rules,
    }
    rules = other.get(variant, everything_rules)()
    given = facts(rules, FULL | VARIANTS[variant]).with_rows(HOMES)
    return evaluate(rules, "card", given, 2566)


@cache
def everything_rules() -> Rules:
    """The rules of the book with every step in it."""
    return rules_of(EVERYTHING)


@cache
def nearer_rules() -> Rules:
    """The same, with a result that should be as near to something as can be, and a total that is no sum."""
    steps = "scored by ladder\n  50 at 50\n  75 at 75\n  100 at 90\n"
    assert steps in EVERYTHING
    distances = "scored by on-target\n  50 within 40\n  75 within 25.5\n  100 within 5\n"
    summed = "total is the sum of the rounded weighted scores"
    text = EVERYTHING.replace(steps, distances).replace(summed, BLENDED_TOTAL)
    return rules_of(text + ON_TARGET)


@cache
def formula_rules() -> Rules:
    """The same, with a total by a formula."""
    summed = "total is the sum of the rounded weighted scores"
    assert summed in EVERYTHING
    without = EVERYTHING.replace("  formula total - service +", "  formula 100 point - service +")
    return rules_of(without.replace(summed, FORMULA_TOTAL))


@cache
def capped_rules() -> Rules:
    """The same, with caps of a score, of the total and of the band."""
    formula, graded = "  score bonus * 20\n", "  graded by grades\n"
    assert formula in EVERYTHING
    assert graded in EVERYTHING
    of_score = "  score at most 70 when audited\n  score at most 60 when staff below 40 person\n"
    of_total = '  total at most 80 when audited\n  total at most 35 when delivery below its first level "มติ"\n'
    of_band = "  not above fair when not audited\n  not above poor when wait above 10 day\n"
    text = EVERYTHING.replace(formula, formula + of_score)
    return rules_of(text.replace(graded, graded + of_total + of_band))


@cache
def staged_rules() -> Rules:
    """The same, with an indicator that is scored by the stages it has reached."""
    formula = "  measured in person\n  formula helpers\n  score if helpers > 10 person then 100 point else 40 point\n"
    assert formula in EVERYTHING
    stages = (
        '  stages in order\n  stage plan "แผน" 40 when staff at least 40 person\n'
        '  stage built "ระบบ" 70 when audited\n  stage used 100 when staff at least 100 person\n'
        "  before the first stage 10\n"
    )
    return rules_of(EVERYTHING.replace(formula, stages))


@cache
def carrying_rules() -> Rules:
    """The same, where results of the previous year count for what is not announced."""
    line = "when not announced show the range"
    assert line in EVERYTHING
    return rules_of(
        EVERYTHING.replace(line, "when not announced use the result of the previous period")
    )


def rules_of(text: str) -> Rules:
    """The rules of a text, which must be sound."""
    checked = compile_rules([Source("main.kpi", text)], lambda _: None)  # type: ignore[arg-type,return-value]
    assert [plain(finding.describe("en").headline) for finding in checked.findings] == []
    return checked.value


def evaluated(text: str, **figures: str) -> Evaluation:
    """The one scorecard of a text on facts given as text; `_` stands for `-`."""
    rules = rules_of(text)
    named = {name.replace("_", "-"): figure for name, figure in figures.items()}
    return evaluate(rules, next(iter(rules.scorecards)), facts(rules, named))


def facts(rules: Rules, figures: dict[str, str | None]) -> Facts:
    """Facts of 2566, or of another year (`name@2565`), from texts; None is left out, a reason is a reason."""
    entries = {}
    text = ""
    for called, written in figures.items():
        if written is None:
            continue
        name, _, year = called.partition("@")
        period = int(year or 2566)
        span = Span("facts.yaml", len(text), len(text) + len(name))
        text += f"{name}: {written}\n"
        missing = written if written.startswith("not_") else None
        found = None if missing else _value(rules, name, written)
        provenance = Provenance(source="ทะเบียน", page="8") if name == "volunteers" else Provenance()
        if name == "households-result":
            provenance = Provenance(source="ตาราง", reported="106.71", note="พิมพ์ต่างกัน")
        entries[name, period] = Supplied(
            name, period, found, missing, written, "facts.yaml", provenance, span
        )
    return Facts(entries, {"facts.yaml": Source("facts.yaml", text)})


def _value(rules: Rules, name: str, written: str) -> Fraction | bool | str:
    if written in {"yes", "no"}:
        return written == "yes"
    if written[0].isdigit() or written[0] == "-":
        return Fraction(written.replace(",", ""))
    assert name in rules.facts
    return written


def traces(evaluation: Evaluation) -> Iterator[Trace]:
    """Every trace of an evaluation, each once."""
    roots = [
        *evaluation.values.values(),
        *evaluation.classes.values(),
        *evaluation.components.values(),
        evaluation.total,
    ]
    roots += [
        *evaluation.derived.values(),
        *evaluation.per_row.values(),
        *evaluation.groups.values(),
    ]
    if evaluation.band is not None:
        roots.append(evaluation.band)
    for outcome in evaluation.indicators.values():
        roots += [outcome.result, outcome.score, outcome.weight, outcome.weighted]
    seen: set[int] = set()
    while roots:
        trace = roots.pop()
        if id(trace) not in seen:
            seen.add(id(trace))
            yield trace
            roots.extend(trace.parts)
            roots.extend(of_rows(trace))


def of_rows(trace: Trace) -> Iterator[Trace]:
    """The traces of the rows that a figure over them shows."""
    if isinstance(trace.step, Aggregated | RowsDecided):
        for row in (*trace.step.samples, trace.step.open):
            if row is not None:
                yield from (part for part in (row.condition, row.operand) if part is not None)


def lines(page: Page) -> Iterator[Line]:
    """Every line of a page, from top to bottom."""
    for block in page:
        match block:
            case Heading() | Paragraph():
                yield block.line
            case Listing():
                yield from block.items
            case Branch():
                yield block.line
                yield from block.notes
                for child in block.children:
                    yield from lines((child,))
            case Table():
                yield from (column.title for column in block.columns)
                for row in block.rows:
                    yield from row.cells
            case _:
                yield from block.lines


def texts(page: Page) -> list[str]:
    """The lines of a page as bare text."""
    return [plain(line) for line in lines(page)]


def words_of(page: Page) -> Iterator[Word]:
    """Every word of a page."""
    for line in lines(page):
        yield from line


def drawn(branch: Branch, depth: int = 0) -> list[str]:
    """A tree as indented text; notes begin with a bar."""
    indent = "  " * depth
    found = [f"{indent}{plain(branch.line)}"]
    found += [f"{indent}| {plain(note)}" for note in branch.notes]
    for child in branch.children:
        found += drawn(child, depth + 1)
    return found
