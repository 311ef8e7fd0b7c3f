"""Facts held against what the rules declare: everything wrong, together, each in its place."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.facts.book import ReadFacts, headline

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.facts import Plain, Provenance
from kpirules.model.scorecards import Missing
from kpirules.prose.words import plain

GOOD: list[tuple[str, str, Plain]] = [
    ("volunteers", "362,318", Fraction(362_318)),
    ("volunteers", "๓๖๒,๓๑๘", Fraction(362_318)),
    ("volunteers", "'362,318'", Fraction(362_318)),
    ("volunteers", "54.00", Fraction(54)),
    ("volunteers", "362,318 คน", Fraction(362_318)),
    ("volunteers", "362318 persons", Fraction(362_318)),
    ("volunteers", "{value: 54, unit: person}", Fraction(54)),
    ("จำนวน อพม. สะสม", "5", Fraction(5)),
    ('"จำนวน  อพม. สะสม"', "5", Fraction(5)),
    ("อพม-สะสม", "5", Fraction(5)),
    ("households-result", "94.55", Fraction(9455, 100)),
    ("households-result", "94.550", Fraction(9455, 100)),
    ("households-result", "54%", Fraction(54)),
    ("households-result", "ร้อยละ 54", Fraction(54)),
    ("households-result", "๕๔.๕ เปอร์เซ็นต์", Fraction(545, 10)),
    ("pmqa-score", "479.48 points", Fraction(47948, 100)),
    ("budget", "฿500", Fraction(500)),
    ("budget", "-0.1", Fraction(-1, 10)),
    ("budget", "123456789.123456789123456789", Fraction("123456789.123456789123456789")),
    ("budget-per-person", "50 baht per person", Fraction(50)),
    ("budget-per-person", "50 บาท/คน", Fraction(50)),
    ("budget-per-person", "50 บาทต่อคน", Fraction(50)),
    ("announced", "yes", True),
    ("announced", "Yes", True),
    ("announced", "true", True),
    ("announced", "ใช่", True),
    ("announced", "no", False),
    ("announced", "ไม่ใช่", False),
    ("attendance", "late", "late"),
    ("attendance", "absent", "absent"),
]


@pytest.mark.parametrize(("name", "written", "value"), GOOD)
def test_a_value_of_the_declared_kind_is_entered(
    read: ReadFacts, name: str, written: str, value: Plain
) -> None:
    """In any spelling people use, with the unit written out or not."""
    checked = read(f"facts:\n  {name}: {written}\n")
    (supplied,) = checked.value.entries.values()

    assert checked.findings == ()
    assert (supplied.value, supplied.missing, supplied.period) == (value, None, 2566)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("not announced", "not_announced"),
        ("Not-announced", "not_announced"),
        ("ยังไม่ประกาศผล", "not_announced"),
        ("not applicable", "not_applicable"),
        ("ไม่ต้องประเมิน", "not_applicable"),
        ("absent", "absent"),
        ("ไม่มีข้อมูล", "absent"),
        ("null", "absent"),
        ("{status: not announced, note: รอผล}", "not_announced"),
        ("{value: not announced, note: รอผล}", "not_announced"),
        ("{value: not announced, status: ยังไม่ประกาศผล}", "not_announced"),
        ("{ค่า: ยังไม่ประกาศผล, หมายเหตุ: รอผล}", "not_announced"),
    ],
)
def test_a_missing_value_says_why(read: ReadFacts, written: str, reason: Missing) -> None:
    """Missing is never zero, and has a reason."""
    checked = read(f"facts:\n  volunteers: {written}\n")
    (supplied,) = checked.value.entries.values()

    assert checked.findings == ()
    assert (supplied.value, supplied.missing) == (None, reason)


BAD = [
    ("volunter", "5", "KPI0401 there is no fact `volunter`"),
    ("จำนวน", "5", "KPI0401 there is no fact `จำนวน`"),
    ("volunteer-goal", "5", "KPI0401 there is no fact `volunteer-goal`"),
    ("volunteers", "abc", "KPI0402 `volunteers` is a number, but `abc` is written"),
    ("volunteers", "yes", "KPI0402 `volunteers` is a number, but `yes` is written"),
    ("volunteers", "2566-09-30", "KPI0402 `volunteers` is a number, but `2566-09-30` is written"),
    ("volunteers", "ประมาณ 50", "KPI0402 `volunteers` is a number, but `ประมาณ 50` is written"),
    ("volunteers", "54.5", "KPI0402 `volunteers` is a whole number, but `54.5` is written"),
    ("volunteers", "", "KPI0402 `volunteers` has no value"),
    ("volunteers", "{note: x}", "KPI0402 `volunteers` has no value"),
    ("volunteers", "{status: audited}", "KPI0402 `volunteers` has no value"),
    ("volunteers", "n/a", "KPI0402 `n/a` does not say why `volunteers` has no value"),
    ("volunteers", "'-'", "KPI0402 `-` does not say why `volunteers` has no value"),
    (
        "volunteers",
        "ยกเลิก",
        "KPI0402 `volunteers` is a fact, and `ยกเลิก` is said of indicators only",
    ),
    (
        "volunteers",
        "{value: 5, status: not announced}",
        "KPI0402 `volunteers` has a value and is also `not announced`",
    ),
    ("announced", "1", "KPI0402 `announced` is yes or no, but `1` is written"),
    (
        "attendance",
        "lat",
        "KPI0402 `attendance` is one of `present`, `absent`, `late`, but `lat` is written",
    ),
    (
        "budget",
        "{value: 5, reported: x}",
        "KPI0402 `budget` → `reported` is a number, but `x` is written",
    ),
    ("volunteers", "5 baht", "KPI0403 `volunteers` is measured in person, but `baht` is written"),
    ("volunteers", "54%", "KPI0403 `volunteers` is measured in person, but `%` is written"),
    ("volunteers", "5 ล้าน", "KPI0403 `volunteers` is measured in person, but `ล้าน` is written"),
    (
        "budget-per-person",
        "50 baht",
        "KPI0403 `budget-per-person` is measured in baht per person, but `baht` is written",
    ),
    (
        "volunteers",
        "{value: 5, unit: baht}",
        "KPI0403 `volunteers` is measured in person, but `baht` is written",
    ),
    ("ratio", "5%", "KPI0403 `ratio` is a number without a unit, but `%` is written"),
    (
        "volunteers",
        "70,000,000",
        "KPI0404 `volunteers` is 70,000,000, above the highest value declared, 60,000,000",
    ),
    ("volunteers", "-5", "KPI0404 `volunteers` is -5, below the lowest value declared, 0"),
    (
        "volunteers",
        "9" * 1_200,
        "KPI0404 `volunteers` has more than 1,000 digits; no figure is that long",
    ),
    (
        "households-result",
        "94.555",
        "KPI0405 `households-result` has at most 2 decimals, but `94.555` has 3",
    ),
    (
        "households-result",
        "65.09000000000001",
        (
            "KPI0408 `households-result` ends in digits left by computer arithmetic: "
            "`65.09000000000001`"
        ),
    ),
    (
        "budget",
        "0.30000000000000004",
        ("KPI0408 `budget` ends in digits left by computer arithmetic: `0.30000000000000004`"),
    ),
    ("budget", "3.6e5", "KPI0408 `budget` is written in powers of ten: `3.6e5`"),
    ("budget", "1e-3", "KPI0408 `budget` is written in powers of ten: `1e-3`"),
    ("budget", ".nan", "KPI0408 `budget` is `.nan`, which is no figure"),
    ("budget", "-.inf", "KPI0408 `budget` is `-.inf`, which is no figure"),
]


@pytest.mark.parametrize(("name", "written", "expected"), BAD)
def test_a_value_that_does_not_conform_is_refused(
    read: ReadFacts, name: str, written: str, expected: str
) -> None:
    """One finding says what was found and what is declared; the fact is not entered."""
    checked = read(f"facts:\n  {name}: {written}\n")
    (problem,) = checked.findings

    assert not checked.sound
    assert headline(problem) == expected
    assert re.search("[ก-๛]", headline(problem, "th"))


@pytest.mark.parametrize(
    ("name", "written", "hint"),
    [
        ("volunter", "5", "did you mean `volunteers`?"),
        ("Approved_Organisations", "5", "did you mean `approved-organisations`?"),
        ("จำนวน อพม สะสม", "5", "did you mean `volunteers`?"),
        ("จำนวน", "5", "several facts are called so; name one of them: `north`, `south`"),
        ("volunteer-goal", "5", "it is a parameter, whose value the rules fix"),
        ("zzz", "5", "a fact must be declared in the rules before it can be supplied"),
        ("volunteers", "1.234.567", "did you mean `1,234,567`?"),
        ("volunteers", "abc", "where there is none, write `not announced`, `not applicable` or"),
        ("volunteers", "ยกเลิก", "write the line `cancelled` under the indicator in the rule file"),
        ("attendance", "lat", "did you mean `late`?"),
        ("volunteers", "30 dozen", "write `360`"),
        ("budget", "1.5 ล้านบาท", "write `1,500,000`"),
        ("budget", "2 million baht", "write `2,000,000`"),
        ("volunteers", "5 baht", "if the figure is in the declared unit, write `5`"),
        ("budget", "3.6e5", "write `360,000`, if the source gives no more digits"),
        ("budget", "65.09000000000001", "write `65.09`, if that is what the source says"),
        ("households-result", "94.555", "nothing is rounded for you"),
    ],
)
def test_a_finding_says_what_to_write_instead(
    read: ReadFacts, name: str, written: str, hint: str
) -> None:
    """The help is in terms of the fact at hand."""
    (problem,) = read(f"facts:\n  {name}: {written}\n").findings

    told = problem.describe("en")

    assert any(hint in plain(said) for said in (*told.helps, *(fix.title for fix in told.fixes)))


def test_all_findings_come_together_each_in_its_place(read: ReadFacts) -> None:
    """One reading shows everything; what conforms is there, but not for use."""
    text = (
        "facts:\n  volunteers: 5 baht\n  volunter: 1\n  announced: 7\n"
        "  pmqa-score: 1.234\n  budget: 5\nhistory:\n  2565:\n    volunteers: 1.5\n"
    )
    checked = read(text)
    places = [
        (problem.code, text[problem.span.start : problem.span.end]) for problem in checked.findings
    ]

    assert places == [
        ("KPI0403", "5 baht"),
        ("KPI0401", "volunter"),
        ("KPI0402", "7"),
        ("KPI0405", "1.234"),
        ("KPI0402", "1.5"),
    ]
    assert list(checked.value.entries) == [("budget", 2566)]
    assert not checked.sound


def test_the_declaration_is_marked(read: ReadFacts) -> None:
    """A finding shows where the rules say otherwise."""
    (problem,) = read("facts:\n  volunteers: 70,000,000\n").findings
    told = problem.describe("en")

    assert [label.span.file for label in told.labels] == ["rules.kpi"]
    assert plain(told.notes[0]) == "the rules allow 0 to 60,000,000 (person)"
    assert plain(problem.describe("th").notes[0]) == "กฎกำหนดให้อยู่ระหว่าง 0 ถึง 60,000,000 คน"


def test_where_a_figure_comes_from_is_kept(read: ReadFacts) -> None:
    """Every remark of the file is there for explanations to cite."""
    text = (
        "facts:\n  households-result:\n    value: 94.55\n    reported: 106.71 %\n    source: ตาราง\n"
        "    page: 4\n    note: |\n      สอง\n      บรรทัด\n    as-of: 2566-09-30\n    status: audited\n"
    )
    supplied = read(text).value.get("households-result", 2566)

    assert supplied is not None
    assert supplied.provenance == Provenance(
        "ตาราง", "4", "สอง\nบรรทัด", "2566-09-30", "audited", "106.71"
    )
    assert (supplied.written, supplied.origin) == ("94.55", "facts.yaml")
    assert text[supplied.span.start : supplied.span.end] == "94.55"


# -------------------------------------------------------- twice, disagreeing, elsewhere

TOGETHER = {
    "twice": (
        "facts:\n  volunteers: 5\n  volunteers: 6\n",
        ["KPI0406 `volunteers` is given twice"],
    ),
    "twice, by name and label": (
        "facts:\n  volunteers: 5\n  จำนวน อพม. สะสม: 5\n",
        ["KPI0406 `จำนวน อพม. สะสม` is the same as `volunteers`, which is given already"],
    ),
    "twice, in two spellings": (
        "facts:\n  อพม-สะสม: 5\n  อพม-\u200bสะสม: 5\n",
        ["KPI0406 `อพม-\u200bสะสม` is the same as `อพม-สะสม`, which is given already"],
    ),
    "twice in a year": (
        "history:\n  2565: {volunteers: 5, volunteers: 6}\n",
        ["KPI0406 `volunteers` is given twice in `2565`"],
    ),
    "a year twice": (
        "history:\n  2565: {volunteers: 5}\n  ๒๕๖๕: {budget: 6}\n",
        ["KPI0406 `๒๕๖๕` is the same as `2565`, which is given already"],
    ),
    "facts that disagree": (
        "facts:\n  approved-organisations: 54\n  trained-organisations: 50\n",
        [
            (
                "KPI0407 `approved-organisations` is 54; "
                "it must be at most `trained-organisations`, which is 50"
            )
        ],
    ),
    "facts that disagree in a year": (
        "history:\n  2565: {approved-organisations: 54, trained-organisations: 50}\n",
        [
            (
                "KPI0407 `approved-organisations` (2565) is 54; "
                "it must be at most `trained-organisations`, which is 50"
            )
        ],
    ),
    "facts that agree": (
        "facts:\n  approved-organisations: 50\n  trained-organisations: 50\n",
        [],
    ),
    "a relation with nothing": (
        "facts:\n  approved-organisations: 50\n  trained-organisations: not announced\n",
        [],
    ),
    "years are kept apart": (
        "facts:\n  approved-organisations: 54\nhistory:\n  2565: {trained-organisations: 50}\n",
        [],
    ),
    "another scorecard": (
        "scorecard: opdc-2566\nfacts:\n  volunteers: 5\n",
        ["KPI0411 these facts are for the scorecard `opdc-2566`, not for `dsdw-2566`"],
    ),
    "another year": (
        "period: 2565\nfacts:\n  volunteers: 5\n",
        ["KPI0411 these facts are for the year `2565`, not for `2566`"],
    ),
    "another era": (
        "period: 2023\nfacts:\n  volunteers: 5\n",
        ["KPI0411 `2023` is a year of another era; the scorecard's year is 2566"],
    ),
    "no year": ("period: last\nfacts:\n  volunteers: 5\n", ["KPI0409 `last` is not a year"]),
    "the right head": (
        "scorecard: dsdw-2566\nperiod: พ.ศ. ๒๕๖๖\nfacts:\n  volunteers: 5\n",
        [],
    ),
    "a head in Thai": (
        (
            "แบบประเมิน: dsdw-2566\nปีงบประมาณ: 2566\nข้อมูล:\n  volunteers: 5\n"
            "ข้อมูลย้อนหลัง:\n  2565: {volunteers: 4}\n"
        ),
        [],
    ),
    "years that are no history": (
        "history:\n  2567: {volunteers: 5}\n  2566: {}\n  2022: {}\n  abc: {}\n",
        [
            "KPI0411 `2567` is no year of the history of 2566",
            "KPI0411 `2566` is no year of the history of 2566",
            "KPI0411 `2022` is a year of another era; the scorecard's year is 2566",
            "KPI0409 `abc` is not a year",
        ],
    ),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_facts_are_checked_as_a_set(read: ReadFacts, case: str) -> None:
    """Facts fit each other, the scorecard and the year."""
    text, expected = TOGETHER[case]
    checked = read(text)

    assert [headline(problem) for problem in checked.findings] == expected
    assert all(re.search("[ก-๛]", headline(problem, "th")) for problem in checked.findings)


def test_the_first_of_two_is_marked(read: ReadFacts) -> None:
    """A fact given twice shows both places."""
    text = "facts:\n  volunteers: 5\n  จำนวน อพม. สะสม: 6\n"
    (problem,) = read(text).findings
    (label,) = problem.describe("en").labels

    assert text[label.span.start : label.span.end] == "volunteers"


def test_many_unknown_facts_do_not_take_long(read: ReadFacts) -> None:
    """Near names are looked for a few times only."""
    text = "facts:\n" + "".join(f"  volunter{number}: 1\n" for number in range(5_000))
    problems: tuple[Problem, ...] = read(text).findings

    assert len(problems) == 5_000
    assert problems[-1].describe("en").helps


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=2))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_figure_within_the_declared_decimals_is_taken_exactly(
    read: ReadFacts, number: Decimal
) -> None:
    """With two decimals declared, no figure of two decimals is taken for noise or rounded."""
    checked = read(f"facts:\n  budget-per-person: {abs(number):f}\n")
    (supplied,) = checked.value.entries.values()

    assert supplied.value == Fraction(abs(number))
