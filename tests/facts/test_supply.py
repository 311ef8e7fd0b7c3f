"""Facts from Python, from the command line, from examples, and from several files."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.facts.book import ReadFacts, headline

from kpirules.facts.assignments import from_assignments
from kpirules.facts.conform import from_given
from kpirules.facts.facts import Plain
from kpirules.facts.files import facts_of
from kpirules.facts.mappings import from_mapping
from kpirules.facts.merge import merge
from kpirules.model.about import About
from kpirules.model.examples import Example, Given, NumberValue, WordValue, YesNoValue
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing, Scorecard
from kpirules.prose.words import plain
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span

FLOAT = "python (float)"


@pytest.mark.parametrize(
    ("name", "given_value", "value", "written", "origin"),
    [
        ("volunteers", 362_318, Fraction(362_318), "362318", "python"),
        ("volunteers", 362_318.0, Fraction(362_318), "362318", FLOAT),
        ("volunteers", "362,318", Fraction(362_318), "362,318", "python"),
        ("volunteers", "๕ คน", Fraction(5), "๕ คน", "python"),
        ("volunteers", {"value": 5, "source": "x"}, Fraction(5), "5", "python"),
        ("จำนวน อพม. สะสม", 5, Fraction(5), "5", "python"),
        ("households-result", 94.55, Fraction(9455, 100), "94.55", FLOAT),
        ("households-result", Decimal("94.550"), Fraction(9455, 100), "94.550", "python"),
        ("households-result", Fraction(1, 4), Fraction(1, 4), "0.25", "python"),
        ("ratio", Fraction(-1, 3), Fraction(-1, 3), "-1/3", "python"),
        ("ratio", 1e22, Fraction(10**22), "1" + "0" * 22, FLOAT),
        ("ratio", Decimal("1E+3"), Fraction(1000), "1000", "python"),
        ("announced", True, True, "True", "python"),
        ("announced", "ไม่ใช่", False, "ไม่ใช่", "python"),
        ("attendance", "late", "late", "late", "python"),
    ],
)
def test_python_values_are_taken_exactly(
    rules: Rules, name: str, given_value: object, value: Plain, written: str, origin: str
) -> None:
    """A float counts as its shortest decimal, and the origin says that it was one."""
    checked = from_mapping({name: given_value}, rules, 2566)
    (supplied,) = checked.value.entries.values()

    assert checked.findings == ()
    assert (supplied.value, supplied.written, supplied.origin) == (value, written, origin)
    assert supplied.span == NOWHERE


@pytest.mark.parametrize(
    ("given_value", "reason"),
    [(None, "absent"), ("not announced", "not_announced"), ({"value": None}, "absent")],
)
def test_python_says_why_a_value_is_missing(
    rules: Rules, given_value: object, reason: Missing
) -> None:
    """None is absent; the words are those of the file."""
    supplied = from_mapping({"volunteers": given_value}, rules, 2566).value.get("volunteers", 2566)

    assert supplied is not None
    assert (supplied.value, supplied.missing) == (None, reason)


def test_python_gives_provenance(rules: Rules) -> None:
    """Remarks may be any simple value; dates too."""
    remarks = {"value": 5, "source": "x", "page": 3, "as_of": dt.date(2023, 9, 30)}
    supplied = from_mapping({"volunteers": remarks}, rules, 2566).value.get("volunteers", 2566)

    assert supplied is not None
    assert (supplied.provenance.page, supplied.provenance.as_of) == ("3", "2023-09-30")


@pytest.mark.parametrize(
    "mapping",
    [
        {"facts": {"volunteers": 5}, "history": {2565: {"volunteers": 4}}},
        {"volunteers": 5, "history": {"2565": {"volunteers": 4}}},
        {
            "scorecard": "dsdw-2566",
            "period": 2566,
            "volunteers": 5,
            "history": {2565: {"volunteers": 4}},
        },
    ],
)
def test_a_mapping_may_have_the_shape_of_a_file(rules: Rules, mapping: dict[str, object]) -> None:
    """With years, and with or without the heading `facts`."""
    checked = from_mapping(mapping, rules, 2566, scorecard="dsdw-2566")

    assert checked.findings == ()
    assert {key: fact.value for key, fact in checked.value.entries.items()} == {
        ("volunteers", 2566): 5,
        ("volunteers", 2565): 4,
    }


PYTHON = {
    "noise": (
        {"households-result": 0.1 + 0.2},
        (
            "KPI0408 `households-result` is given as a float that stands for no exact figure: "
            "`0.30000000000000004`"
        ),
    ),
    "noise where decimals are free": (
        {"ratio": 1 / 3},
        "KPI0408 `ratio` is given as a float that stands for no exact figure: `0.3333333333333333`",
    ),
    "a float beyond its exactness": (
        {"ratio": 2.0**60},
        "KPI0408 `ratio` is given as a float that stands for no exact figure: `1152921504606847000`",
    ),
    "a float with too many decimals": (
        {"households-result": 94.555},
        "KPI0405 `households-result` has at most 2 decimals, but `94.555` has 3",
    ),
    "a Decimal made from a float": (
        {"budget": Decimal(float("65.09"))},
        (
            "KPI0408 `budget` ends in digits left by computer arithmetic: "
            "`65.090000000000003410605131648480892181396484375`"
        ),
    ),
    "nan": ({"ratio": math.nan}, "KPI0408 `ratio` is `nan`, which is no figure"),
    "inf": ({"ratio": -math.inf}, "KPI0408 `ratio` is `-inf`, which is no figure"),
    "Decimal nan": ({"ratio": Decimal("NaN")}, "KPI0408 `ratio` is `nan`, which is no figure"),
    "Decimal inf": (
        {"ratio": Decimal("-Infinity")},
        "KPI0408 `ratio` is `-Infinity`, which is no figure",
    ),
    "a third": (
        {"households-result": Fraction(1, 3)},
        "KPI0405 `households-result` has at most 2 decimals, but those of `1/3` never end",
    ),
    "a bool for a number": (
        {"volunteers": True},
        "KPI0402 `volunteers` is a number, but `True` is written",
    ),
    "a number for a bool": (
        {"announced": 1},
        "KPI0402 `announced` is yes or no, but `1` is written",
    ),
    "a list": ({"volunteers": [1]}, "KPI0409 `volunteers` has a list instead of one figure"),
    "bytes": (
        {"volunteers": b"5"},
        "KPI0402 `volunteers` is a number, but a value of type `bytes` is given",
    ),
    "a huge int": (
        {"ratio": 10**5_000},
        "KPI0404 `ratio` has more than 1,000 digits; no figure is that long",
    ),
    "a huge Decimal": (
        {"ratio": Decimal("1e999999")},
        "KPI0404 `ratio` has more than 1,000 digits; no figure is that long",
    ),
    "a name that is no text": ({5: 6}, "KPI0401 there is no fact `5`"),
    "a strange key": (
        {"volunteers": {"value": 5, "sorce": "x"}},
        "KPI0410 a fact has no key `sorce`, as `volunteers` has here",
    ),
    "another year": (
        {"period": 2565, "facts": {"volunteers": 5}},
        "KPI0411 these facts are for the year `2565`, not for `2566`",
    ),
    "facts that disagree": (
        {"approved-organisations": 5, "trained-organisations": 4},
        (
            "KPI0407 `approved-organisations` is 5; it must be at most `trained-organisations`, "
            "which is 4"
        ),
    ),
}


@pytest.mark.parametrize("case", PYTHON)
def test_a_python_value_that_does_not_conform_is_refused(rules: Rules, case: str) -> None:
    """The finding names the fact, for there is no line to point at."""
    mapping, expected = PYTHON[case]
    (problem,) = from_mapping(mapping, rules, 2566).findings  # type: ignore[arg-type]

    assert headline(problem) == expected
    assert re.search("[ก-๛]", headline(problem, "th"))


def test_a_mapping_that_holds_itself_is_refused(rules: Rules) -> None:
    """No mapping makes reading run for ever."""
    endless: dict[str, object] = {}
    endless["volunteers"] = endless

    assert not from_mapping(endless, rules, 2566).sound


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.fractions()
    | st.text(max_size=10)
    | st.binary(max_size=4)
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)
names = st.sampled_from(
    ["volunteers", "ratio", "announced", "attendance", "facts", "history", "period", "x"]
)


@given(st.dictionaries(names, anything, max_size=4))
def test_any_mapping_is_facts_or_findings(rules: Rules, mapping: dict[str, object]) -> None:
    """Python values never raise, whatever they are."""
    for problem in from_mapping(mapping, rules, 2566).findings:
        assert problem.describe("th").headline


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(0, 15))
def test_a_short_float_is_the_decimal_it_is_printed_as(
    rules: Rules, digits: int, places: int
) -> None:
    """Any decimal of at most 15 digits comes through a float unharmed."""
    number = Decimal(digits).scaleb(-places)
    supplied = from_mapping({"ratio": float(number)}, rules, 2566).value.get("ratio", 2566)

    assert supplied is not None
    assert supplied.value == Fraction(number)


# ------------------------------------------------------------------- --set and examples


def test_options_are_read_like_a_file(rules: Rules) -> None:
    """Grouped figures, Thai words and reasons for missing values."""
    options = ["volunteers=362,318", " announced = ใช่", "ratio=not announced"]
    checked = from_assignments(options, rules, 2566)

    assert checked.findings == ()
    assert [(fact.value, fact.missing, fact.origin) for fact in checked.value.entries.values()] == [
        (362_318, None, "--set"),
        (True, None, "--set"),
        (None, "not_announced", "--set"),
    ]


def test_mistakes_in_options_point_at_the_option(rules: Rules) -> None:
    """Each option is a line of a text called --set, so that it can be shown and marked."""
    options = ["bar", "=5", "foo=1", "budget=", "ratio=1", "ratio = 2", "pmqa-score=5.555"]
    checked = from_assignments(options, rules, 2566)
    source = checked.value.sources["--set"]
    told = [
        f"{source.place(problem.span.start).line} {source.excerpt(problem.span)} | {headline(problem)}"
        for problem in checked.findings
    ]

    assert told == [
        "1 bar | KPI0409 after `--set` stands a name, an equals sign and a value, not `bar`",
        "2 =5 | KPI0409 after `--set` stands a name, an equals sign and a value, not `=5`",
        "3 foo | KPI0401 there is no fact `foo`",
        "4 budget | KPI0402 `budget` has no value",
        "6 ratio | KPI0406 `ratio` is given twice",
        "7 5.555 | KPI0405 `pmqa-score` has at most 2 decimals, but `5.555` has 3",
    ]
    assert not any(problem.describe("en").fixes for problem in checked.findings)


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_options_are_facts_or_findings(rules: Rules, options: list[str]) -> None:
    """What a shell passes on never raises."""
    for problem in from_assignments(options, rules, 2566).findings:
        assert problem.describe("en").headline


def test_facts_of_an_example_are_checked_in_its_rule_file(rules: Rules) -> None:
    """An example gives facts of its own; what does not conform is marked there."""
    place = Span("rules.kpi", 5, 15)
    example = Example(
        "เกือบขั้นสูง", None, 2566, None,
        (
            Given("volunteers", None, NumberValue(Fraction(362_318), "362,318"), None, place),
            Given("budget", None, NumberValue(Fraction(-5), "5"), None, place),
            Given("announced", None, YesNoValue(yes=True), None, place),
            Given("attendance", None, WordValue("late"), None, place),
            Given("ratio", None, None, "not_announced", place),
            Given("pmqa-score", None, NumberValue(Fraction(900), "900"), None, place),
        ),
        (), About(), place,
    )  # fmt: skip
    checked = from_given(example, rules, 2566)
    (problem,) = checked.findings

    assert [fact.value for fact in checked.value.entries.values()] == [
        362_318,
        -5,
        True,
        "late",
        None,
    ]
    assert {fact.origin for fact in checked.value.entries.values()} == {"เกือบขั้นสูง"}
    assert (problem.code, problem.span) == ("KPI0404", place)


# ----------------------------------------------------------------------------- together


def test_a_later_file_wins_and_says_so(rules: Rules, scorecard: Scorecard) -> None:
    """A changed fact is a warning that shows both figures and both places."""
    first = facts_of(
        Source("a.yaml", "facts:\n  volunteers: 362318\n  budget: 5\nhistory:\n  2565: {budget: 1}\n"),
        rules, scorecard,
    )  # fmt: skip
    second = facts_of(
        Source("b.yaml", "facts:\n  volunteers: ยังไม่ประกาศผล\n  budget: 5.0\nhistory:\n  2565: {budget: 2}\n"),
        rules, scorecard,
    )  # fmt: skip
    merged = merge(rules, 2566, first.value, second.value)

    assert [headline(problem) for problem in merged.findings] == [
        "KPI0412 `volunteers` is ยังไม่ประกาศผล here, which replaces 362,318 of `a.yaml`",
        "KPI0412 `budget` (2565) is 2 here, which replaces 1 of `a.yaml`",
    ]
    assert merged.sound
    assert [label.span.file for label in merged.findings[0].describe("th").labels] == ["a.yaml"]
    assert set(merged.value.sources) == {"a.yaml", "b.yaml"}
    assert merged.value.get("volunteers", 2566) == second.value.get("volunteers", 2566)


def test_options_override_files_without_a_warning(read: ReadFacts, rules: Rules) -> None:
    """What is set on the command line was meant to change things."""
    file = read("facts:\n  volunteers: 5\n").value
    option = from_assignments(["volunteers=6"], rules, 2566).value
    merged = merge(rules, 2566, file, option)
    supplied = merged.value.get("volunteers", 2566)

    assert merged.findings == ()
    assert supplied is not None
    assert (supplied.value, supplied.origin) == (6, "--set")


def test_facts_from_two_places_must_agree(read: ReadFacts, rules: Rules) -> None:
    """A relation that holds in each set alone is checked across them."""
    file = read("facts:\n  approved-organisations: 54\n  trained-organisations: 107\n").value
    option = from_assignments(["trained-organisations=50"], rules, 2566).value
    (problem,) = merge(rules, 2566, file, option).findings
    told = problem.describe("en")

    assert plain(told.headline) == (
        "`approved-organisations` is 54; it must be at most `trained-organisations`, which is 50"
    )
    assert [label.span.file for label in told.labels] == ["--set", "rules.kpi"]


def test_facts_of_one_origin_must_agree_too(rules: Rules) -> None:
    """A program that changes one of two facts is held to their relation."""
    before = from_mapping({"approved-organisations": 54, "trained-organisations": 107}, rules, 2566)
    change = from_mapping({"trained-organisations": 50}, rules, 2566)
    (problem,) = merge(rules, 2566, before.value, change.value).findings

    assert problem.code == "KPI0407"


@pytest.mark.parametrize("year", ["2565", "๒๕๖๕", " 2565 "])
def test_a_name_may_say_of_which_earlier_year_it_is(rules: Rules, year: str) -> None:
    """On the command line and in Python alike; the year evaluated may be named too."""
    option = from_assignments([f"volunteers@{year}=5", "volunteers@2566=7"], rules, 2566)
    python = from_mapping({f"volunteers@{year}": 5, "volunteers": 7}, rules, 2566)
    wanted = {("volunteers", 2565): 5, ("volunteers", 2566): 7}

    assert option.findings == python.findings == ()
    assert {place: each.value for place, each in option.value.entries.items()} == wanted
    assert {place: each.value for place, each in python.value.entries.items()} == wanted


@pytest.mark.parametrize(
    ("options", "said", "at"),
    [
        (["volunteers@2567=5"], "KPI0411", "2567"),
        (["volunteers@2022=5"], "KPI0411", "2022"),
        (["volunteers@65=5"], "KPI0409", "65"),
        (["volunteers@=5"], "KPI0409", ""),
        (["nobody@2565=5"], "KPI0401", "nobody"),
        (["volunteers@2565=5", "volunteers@2565=6"], "KPI0406", "volunteers"),
        (["volunteers=5", "volunteers@2566=6"], "KPI0406", "volunteers"),
    ],
)
def test_the_year_behind_a_name_is_checked(
    rules: Rules, options: list[str], said: str, at: str
) -> None:
    """Later years, years of another calendar, short years, and facts given twice for a year."""
    (finding,) = from_assignments(options, rules, 2566).findings
    text = "\n".join(options)

    assert (finding.code, text[finding.span.start : finding.span.end]) == (said, at)
