"""Explanations as trees."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace
from tests.explain import cases

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Computed, Trace, ValueOf
from kpirules.explain.document import Explanation, explain
from kpirules.explain.layers import peeled
from kpirules.facts.facts import Facts, Supplied
from kpirules.model.about import About
from kpirules.model.expressions import Sum, ValueRef
from kpirules.model.indicators import Value
from kpirules.prose.words import Branch, Language, Listing, plain

INDICATOR = """\
indicator-2 “ร้อยละของ อพม. ที่เพิ่มขึ้น”: score 77.92, weighted score 15.58
| note: สูตรวัดสัดส่วน ไม่ใช่อัตราการเพิ่ม
| source: รายงาน 2566, page 8 (main.kpi:24)
  result: 65.09%
  | volunteers / volunteer-goal × 100 = 362,318 / 556,629 × 100 = 65.0914…%
  | rounded half up to 2 places: 65.0914… → 65.09%
  | main.kpi:28, 29
    volunteers “จำนวน อพม. สะสม”: 362,318 persons
    | source: ทะเบียน, page 8 (facts.yaml:1 · main.kpi:3)
    volunteer-goal “จำนวน อพม. เป้าหมาย”: 556,629 persons
    | in force from 2562
    | not in force in 2566: 500,000 persons (2558 to 2561)
    | source: รายงาน 2566, page 8 (main.kpi:14)
  score: 77.92 points
  | the result, 65.09%, lies between the target levels 64.04% (75 points) and 73.04% (100 points)
  | a straight line between them: 75 + (100 − 75) × (65.09 − 64.04) / (73.04 − 64.04) = 77.9166… points (= 935/12)
  | rounded half up to 2 places: 77.9166… → 77.92 points
  | 100 points not reached: needs 73.04%, short 7.95 percentage points
  | main.kpi:32, 33, 20, 22
  weighted score: 15.58 points
  | 77.92 × 20 / 100 = 15.584 points
  | rounded half up to 2 places: 15.584 → 15.58 points
  | main.kpi:26, 57"""

THAI = """\
ร้อยละของ อพม. ที่เพิ่มขึ้น (indicator-2): คะแนน 77.92 คะแนนถ่วงน้ำหนัก 15.58
| หมายเหตุ สูตรวัดสัดส่วน ไม่ใช่อัตราการเพิ่ม
| แหล่งที่มา รายงาน 2566 หน้า 8 (main.kpi:24)
  ผลการดำเนินงาน: ร้อยละ 65.09
  | volunteers / volunteer-goal × 100 = 362,318 / 556,629 × 100 = ร้อยละ 65.0914…
  | ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น: 65.0914… → ร้อยละ 65.09
  | main.kpi:28, 29
    จำนวน อพม. สะสม (volunteers): 362,318 คน
    | แหล่งที่มา ทะเบียน หน้า 8 (facts.yaml:1 · main.kpi:3)
    จำนวน อพม. เป้าหมาย (volunteer-goal): 556,629 คน
    | มีผลตั้งแต่ปี 2562
    | ไม่มีผลในปี 2566: 500,000 คน (ปี 2558 ถึง 2561)
    | แหล่งที่มา รายงาน 2566 หน้า 8 (main.kpi:14)
  คะแนน: 77.92 คะแนน
  | ร้อยละ 65.09 อยู่ระหว่างเป้าหมายร้อยละ 64.04 (75 คะแนน) กับร้อยละ 73.04 (100 คะแนน)
  | เทียบบัญญัติไตรยางศ์: 75 + (100 − 75) × (65.09 − 64.04) / (73.04 − 64.04) = 77.9166… คะแนน (= 935/12)
  | ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น: 77.9166… → 77.92 คะแนน
  | ยังไม่ถึง 100 คะแนน: ต้องได้ร้อยละ 73.04 ขาดอีก 7.95 จุดร้อยละ
  | main.kpi:32, 33, 20, 22
  คะแนนถ่วงน้ำหนัก: 15.58 คะแนน
  | 77.92 × 20 / 100 = 15.584 คะแนน
  | ปัดเศษเป็นทศนิยม 2 ตำแหน่งแบบครึ่งปัดขึ้น: 15.584 → 15.58 คะแนน
  | main.kpi:26, 57"""

BAND = """\
band: quality “ระดับคุณภาพ”
| because 95.58 is at least 90
| not high “ระดับมาตรฐานขั้นสูง”: it is for totals below 90, and 95.58 is not
| not improve “ระดับต้องปรับปรุง”: it is for totals below 75, and 95.58 is not
| main.kpi:49
  total: 95.58 points
  | main.kpi:58
    component performance “การประเมินประสิทธิผล”: 95.58 points
    | 15.58 + 80.00 = 95.58 points
    | main.kpi:56
    | made of 2 parts not shown here"""


def branch(explanation: object, lang: Language = "en") -> Branch:
    """The tree of an explanation."""
    assert isinstance(explanation, Explanation)
    (block,) = explanation.page(lang)
    assert isinstance(block, Branch)
    return block


def drawn(explanation: object, lang: Language = "en") -> str:
    """The tree of an explanation as text."""
    return "\n".join(cases.drawn(branch(explanation, lang)))


def test_an_indicator_from_its_facts_to_its_weighted_score() -> None:
    """The formula, the rounding, the levels, the line between them and the weighting are there."""
    assert drawn(explain(cases.volunteers(), "indicator-2")) == INDICATOR


def test_the_same_in_thai() -> None:
    """Every line has its Thai."""
    assert drawn(explain(cases.volunteers(), "indicator-2"), "th") == THAI


def test_the_band_with_those_not_reached_and_no_deeper_than_asked() -> None:
    """`depth` counts the levels of parts; what lies below is counted."""
    assert drawn(explain(cases.volunteers(), "band", depth=2)) == BAND


def test_depth_zero_is_the_thing_itself() -> None:
    """Only what was asked for, with how it came about."""
    found = branch(explain(cases.volunteers(), "indicator-2.score", depth=0))

    assert found.children == ()
    assert plain(found.notes[-1]) == "made of 1 part not shown here"


def test_the_department_adds_up() -> None:
    """The department's components, total and band are those of the report."""
    shown = drawn(explain(cases.department(), "band"))

    assert "15.00 + 15.58 + 15.00 + 20.00 = 65.58 points" in shown
    assert "15.00 + 15.00 = 30.00 points" in shown
    assert "65.58 + 30.00 = 95.58 points" in shown
    assert "because 95.58 is at least 90" in shown


def test_a_differing_report_is_mentioned_with_the_figure() -> None:
    """Whoever sees 94.55 sees that a page prints 106.71."""
    shown = drawn(explain(cases.department(), "indicator-3"))

    assert "a report prints 106.71 instead of 94.55" in shown


def test_what_is_shared_is_shown_once_in_full() -> None:
    """Later mentions say that it has been shown."""
    shown = drawn(explain(cases.everything("full"), "before-bonus"))

    assert shown.count("the result, 66.50%, lies between") == 1
    assert "score of quality: 83.125 points (shown above)" in shown


def test_notes_are_those_of_what_was_asked_for() -> None:
    """Notes of all the parts would bury the rest."""
    note = "note: สูตรวัดสัดส่วน ไม่ใช่อัตราการเพิ่ม"

    assert note in drawn(explain(cases.volunteers(), "indicator-2"))
    assert note not in drawn(explain(cases.volunteers(), "total"))


def test_a_document_is_spelled_out_once_in_a_row() -> None:
    """The next citation of the same document says so."""
    text = cases.VOLUNTEERS.replace('"ระบบทะเบียน อพม."', '"รายงาน 2566" page 7')
    facts = cases.evaluated(text, households_result="94.55", volunteers="1")
    named = facts.facts.replaced(Supplied("volunteers", 2566, Fraction(1), None, "1", "python"))
    shown = drawn(explain(evaluate(facts.rules, "dsdw", named), "indicator-2"))

    assert shown.count("source: รายงาน 2566") == 1
    assert "source: the same document, page 7" in shown


def test_a_figure_from_no_file_says_who_supplied_it() -> None:
    """Figures given on the command line have no line to point to."""
    evaluation = cases.volunteers()
    given = Supplied("volunteers", 2566, Fraction(400000), None, "400000", "--set")
    again = evaluate(evaluation.rules, "dsdw", evaluation.facts.replaced(given))

    assert "| supplied by --set" in drawn(explain(again, "volunteers"))
    assert "source:" not in drawn(explain(again, "volunteers"))


def test_a_long_chain_of_values_needs_no_deep_stack() -> None:
    """Two thousand values, each made three times of the one before."""
    evaluation = cases.volunteers()
    found = explain(replace(evaluation, values={"v2000": chain(evaluation, 2000)}), "v2000")
    assert isinstance(found, Explanation)
    (steps,) = found.page("en", "steps")[1:]
    assert isinstance(steps, Listing)

    deepest = branch(found)
    while deepest.children:
        (deepest,) = deepest.children
    assert plain(deepest.line) == "volunteers “จำนวน อพม. สะสม”: 362,318 persons"
    assert len(steps.items) == 2001
    assert found.to_dict()["explanation"]


def chain(evaluation: Evaluation, length: int) -> Trace:
    """Values each of which is the one before, plus it, minus it."""
    core = peeled(evaluation.indicators["indicator-2"].result).core
    trace = core.parts[0]
    unit, span = trace.unit, trace.span
    assert unit is not None
    name = "volunteers"
    for number in range(1, length + 1):
        before = ValueRef(span, name, unit)
        formula = Sum(span, (before,) * 3, (False, False, True), unit)
        name = f"v{number}"
        value = Value(name, None, unit, formula, span, None, None, (), About(), span)
        made = Trace(trace.value, unit, Computed(formula), (trace,) * 3, span)
        trace = Trace(trace.value, unit, ValueOf(value, 2566), (made,), span)
    return trace


def test_only_the_ends_of_a_long_sum_are_written_out() -> None:
    """A thousand terms are counted, not listed."""
    terms = " + ".join(["volunteers"] * 1000)
    text = f"{cases.VOLUNTEERS}value much\n  measured in person\n  formula {terms}\n"
    shown = drawn(explain(cases.evaluated(text, volunteers="1", households_result="1"), "much"))

    assert "= 1 + 1 + 1 + 1 + 1 + 1 + … (+993) … + 1 = 1,000 persons" in shown


def test_a_rounding_at_a_tie_says_so() -> None:
    """Exactly half way is where people disagree."""
    shown = drawn(explain(cases.volunteers(households_result="40.37"), "indicator-3"))

    assert "50.925 → 50.93 points (exactly half way, so up)" in shown


def test_a_rounding_at_a_tie_below_zero_says_where_it_goes() -> None:
    """Half up is away from zero, which is down there."""
    text = (
        f"{cases.VOLUNTEERS}value less\n  measured in person\n  formula volunteers / 8 - volunteers\n"
        "  rounded to 2 places half up\n"
    )
    shown = drawn(explain(cases.evaluated(text, volunteers="1", households_result="1"), "less"))

    assert "−0.875 → −0.88 persons (exactly half way, so away from zero)" in shown


def test_facts_no_formula_asks_for_can_be_explained() -> None:
    """A fact is a fact, used or not."""
    text = cases.VOLUNTEERS + 'fact spare "สำรอง"\n  from 0\n'
    evaluation = cases.evaluated(text, volunteers="1", households_result="1", spare="2.50")
    absent = cases.evaluated(text, volunteers="1", households_result="1")

    assert drawn(explain(evaluation, "spare")).startswith("spare “สำรอง”: 2.50\n")
    assert drawn(explain(absent, "spare")).startswith(
        "spare “สำรอง”: no data for fiscal year 2566\n"
    )


def test_a_parameter_without_a_value_in_the_year() -> None:
    """No other year's value is taken; those there are, are listed."""
    found = evaluate(cases.volunteers().rules, "dsdw", Facts({}, {}), 2550)
    shown = drawn(explain(found, "volunteer-goal"))

    assert shown.startswith("volunteer-goal “จำนวน อพม. เป้าหมาย”: no value for fiscal year 2550\n")
    assert "| not in force in 2550: 556,629 persons (from 2562)" in shown
