"""Decision tables: every case decided, none twice, no row in vain."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from time import perf_counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.semantics.by_hand import (
    codes,
    compare,
    component,
    contrary,
    drawing,
    every,
    fact,
    headline,
    indicator,
    lines,
    number,
    numbers,
    par,
    parameter,
    place,
    ref,
    rules,
    scorecard,
    some,
    table,
    value,
)

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.facts import Fact, NumberDomain, OptionsDomain, YesNoDomain
from kpirules.model.indicators import Classification
from kpirules.model.units import NUMBER, base
from kpirules.semantics.case_problems import CasesNotDecided, CasesOverlap, RowNeverApplies
from kpirules.semantics.cases import check_table

INCOME = replace(fact("income", numbers("0", None, 2)), unit=base("baht"))
DEPENDENTS = fact("dependents", numbers("0", "100", 0))
HOUSING = fact("housing", YesNoDomain())
STATUS = fact("status", OptionsDomain(("new", "audited", "closed")))
LOW = compare("income", "<=", "100000")


def _found(checked: Classification, *facts: Fact, **more: object) -> tuple[Problem, ...]:
    facts = facts or (INCOME, DEPENDENTS, HOUSING, STATUS)
    return check_table(checked, rules(facts=facts, tables=[checked], **more))


# ---------------------------------------------------------------------------- gaps


def test_households_are_all_decided() -> None:
    """The department's table of vulnerability."""
    checked = table(
        "exactly_one",
        every(LOW, compare("dependents", ">", "2")),
        every(LOW, ex.Between(place(), ref("dependents"), number("1"), number("2"))),
        every(LOW, compare("dependents", "=", "0")),
        every(contrary(LOW), compare("dependents", ">", "0")),
        None,
    )

    assert _found(checked) == ()


def test_a_case_nobody_thought_of() -> None:
    """The missing row is written out, and one case told with its figures."""
    checked = table("exactly_one", LOW, every(contrary(LOW), compare("dependents", ">", "0")))
    (found,) = _found(checked)
    described = found.describe("en")

    assert found.code == "KPI0509"
    assert headline(found) == (
        "level has no outcome when `income at least 100,000.01 baht and dependents = 0`"
    )
    assert headline(replace(found, file_lang="th")) == (
        "level has no outcome when `income ไม่น้อยกว่า 100,000.01 บาท และ dependents = 0`"
    )
    assert lines(described.notes) == ["for example: income = 100,000.01 baht, dependents = 0"]
    assert lines(described.helps)[0] == (
        "add a row: `new-outcome when income at least 100,000.01 baht and dependents = 0`"
    )


def test_whole_numbers_leave_no_gap_between_them() -> None:
    """Below 3 and at least 3; at most 2 and at least 3: the same for whole numbers only."""
    checked = table(
        "exactly_one", compare("dependents", "<=", "2"), compare("dependents", ">=", "3")
    )
    any_number = fact("dependents", numbers("0", "100"))

    assert _found(checked) == ()
    assert headline(_found(checked, any_number)[0]) == (
        "level has no outcome when `dependents above 2 and dependents below 3`"
    )


def test_several_gaps_are_one_mistake() -> None:
    """Each missing row is offered."""
    checked = table("first", compare("dependents", "=", "1"), compare("dependents", "=", "3"))
    (found,) = _found(checked)

    assert lines(found.describe("en").helps)[:3] == [
        "add a row: `new-outcome when dependents = 0`",
        "add a row: `new-outcome when dependents = 2`",
        "add a row: `new-outcome when dependents at least 4`",
    ]


def test_a_row_for_all_other_cases() -> None:
    """Nothing is left out."""
    assert _found(table("exactly_one", compare("dependents", "=", "1"), None)) == ()


def test_choices_and_yes_or_no() -> None:
    """Options and yes-or-no facts are cases as well."""
    audited = ex.Compare(place(), ref("status"), "=", ex.Option(place(), "audited"))
    open_still = ex.Among(place(), ref("status"), ("new", "audited"))
    (found,) = _found(table("first", audited, every(open_still, ref("housing"))))

    assert [headline(found), *lines(found.describe("en").notes)] == [
        "level has no outcome when `status one of (new, closed) and not housing`",
        "for example: status = new, housing = no",
        "nor when `status is closed`",
    ]


def test_an_undeclared_range_may_be_the_reason() -> None:
    """Negative figures have no row, and perhaps never occur."""
    checked = table("exactly_one", compare("a", ">=", "10"),
                    every(compare("a", ">=", "0"), compare("a", "<", "10")))  # fmt: skip
    (found,) = _found(checked, fact("a"))

    assert lines(found.describe("en").helps)[-1] == (
        "or declare the range of a, if such figures cannot occur"
    )


def test_the_picture_of_a_table_about_one_number() -> None:
    """Rows over a number line, as for bands."""
    checked = table("exactly_one", compare("a", ">", "5"), compare("a", "<", "3"))
    (found,) = _found(checked, fact("a", numbers("0", "10")))

    assert drawing(found.describe("en")) == [
        "       0             3         5                      10",
        "   ────┼─────────────┼─────────┼───────────────────────┼────",
        " a                             ○═══════════════════════●",
        " b     ●═════════════○",
        " ?                   ●░░░░░░░░░●",
    ]


# ------------------------------------------------------------------------ overlaps


def test_two_rows_for_one_case() -> None:
    """Both rows are marked, with a case that both would decide."""
    checked = table(
        "exactly_one", compare("dependents", ">=", "3"), compare("dependents", "<=", "3")
    )
    (found,) = _found(checked)

    assert found.code == "KPI0510"
    assert headline(found) == "a and b both apply when `dependents = 3`"
    assert headline(found, "th") == "a และ b ตรงทั้งสองข้อเมื่อ `dependents = 3`"


def test_the_first_of_two_rows_applies() -> None:
    """Where the order decides, an overlap is no mistake."""
    checked = table("first", compare("dependents", ">=", "3"), compare("dependents", ">=", "0"))

    assert _found(checked) == ()


# ------------------------------------------------------------------ rows in vain


def test_a_row_that_never_holds() -> None:
    """No fact can be in its range."""
    (found,) = _found(table("exactly_one", compare("dependents", ">", "100"), None))

    assert found.code == "KPI0514"
    assert headline(found) == "the row a of level never applies"


def test_a_row_too_late() -> None:
    """Rows above decide all of its cases; one of them alone need not."""
    checked = table(
        "first",
        compare("dependents", ">=", "5"),
        compare("dependents", "<=", "5"),
        compare("dependents", "=", "5"),
    )
    (found,) = _found(checked)

    assert found.code == "KPI0514"
    assert lines(found.describe("en").notes) == ["rows above it decide all its cases: a and b"]


# -------------------------------------------------------------- values and parameters


def test_values_are_seen_through() -> None:
    """A value that names a condition or a multiple of a fact stands for it."""
    low = ex.ValueRef(place(), "low", NUMBER)
    half = ex.ValueRef(place(), "half", NUMBER)
    halved = ex.Product(place(), (ref("dependents"), number("2")), (False, True), NUMBER)
    checked = table("exactly_one", low, every(contrary(low), compare(half, ">=", "1.5")))
    (found,) = _found(checked, values=[value("low", LOW), value("half", halved, NUMBER)])

    assert headline(found) == (
        "level has no outcome when `income at least 100,000.01 baht and dependents at most 2`"
    )


def test_a_value_that_needs_itself() -> None:
    """Circles are reported elsewhere; here they must only not go on for ever."""
    loop = ex.ValueRef(place(), "loop", NUMBER)

    assert _found(table("exactly_one", loop), values=[value("loop", loop)]) == ()


def test_a_parameter_has_the_value_of_its_year() -> None:
    """The table is held against each year asked for, and the year is told."""
    line_of = compare(ref("dependents"), ">=", par("most"))
    checked = table("exactly_one", line_of, compare("dependents", "<=", "3"))
    one = indicator("one", weight="100")
    card = scorecard([component("performance", "100")], [one], period=2566)

    def found(most: str) -> tuple[Problem, ...]:
        return _found(
            checked,
            DEPENDENTS,
            indicators=[one],
            scorecards=[card],
            parameters=[parameter("most", (most, 2560, None))],
        )

    assert found("4") == ()
    assert codes(found("5")) == ["KPI0509"]
    assert "with the parameters of 2566" in lines(found("5")[0].describe("en").notes)


def test_facts_held_against_each_other_are_left_alone() -> None:
    """Only constants make cases; the rest is seen when the table is used."""
    checked = table("exactly_one", compare(ref("income"), ">", ref("dependents")))

    assert _found(checked) == ()


def test_too_many_cases_are_left_alone() -> None:
    """Five facts with twelve parts each are a quarter of a million cases."""
    names = "abcde"
    row = some(*(compare(name, "=", str(at)) for name in names for at in range(1, 7)))
    facts = [fact(name, numbers("0", "10")) for name in names]

    assert _found(table("exactly_one", row), *facts) == ()


def test_many_cases_are_quick() -> None:
    """Some 15,000 cases take a fraction of a second."""
    names = "abcd"
    row = some(*(compare(name, "=", str(at)) for name in names for at in range(1, 6)))
    facts = [fact(name, numbers("0", "10")) for name in names]
    start = perf_counter()
    found = _found(table("exactly_one", row), *facts)

    assert codes(found) == ["KPI0509"]
    assert perf_counter() - start < 2


# ---------------------------------------------------------------------- relations


def test_cases_that_relations_rule_out() -> None:
    """Nobody approves more than were trained: that case needs no row."""
    approved = fact("approved", numbers("0", "100", 0), ("<=", "trained"))
    trained = fact("trained", numbers("0", "100", 0))
    checked = table(
        "exactly_one",
        compare("trained", ">=", "50"),
        every(compare("trained", "<", "50"), compare("approved", "<", "50")),
    )

    assert _found(checked, approved, trained) == ()
    assert codes(_found(checked, replace(approved, relations=()), trained)) == ["KPI0509"]


# ------------------------------------------------------------------------ properties

_FACTS = (
    fact("a", numbers("0", "4", 0)),
    fact("b", numbers("0", "3", 0), ("<=", "a")),
    HOUSING,
    STATUS,
)
_VALUES = {
    "a": range(5),
    "b": range(4),
    "housing": (False, True),
    "status": ("new", "audited", "closed"),
}
_OPERATORS = st.sampled_from(("<", "<=", "=", "!=", ">=", ">"))


def _atoms() -> st.SearchStrategy[ex.Expr]:
    numeric = st.builds(
        compare, st.sampled_from(("a", "b")), _OPERATORS, st.integers(-1, 9).map(lambda n: f"{n}/2")
    )
    choice = st.builds(
        lambda options: ex.Among(place(), ref("status"), tuple(options)),
        st.lists(st.sampled_from(_VALUES["status"]), min_size=1, unique=True),
    )
    return st.one_of(numeric, numeric, choice, st.builds(ref, st.just("housing")))


def _conditions() -> st.SearchStrategy[ex.Expr]:
    return st.recursive(
        _atoms(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: every(*parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: some(*parts)),
            inner.map(contrary),
        ),
        max_leaves=5,
    )


def _tables(hit: str) -> st.SearchStrategy[Classification]:
    return st.lists(_conditions(), min_size=1, max_size=4).map(lambda rows: table(hit, *rows))


Case = dict[str, int | bool | str]


def _all_cases() -> Iterator[Case]:
    for values in product(*_VALUES.values()):
        case = dict(zip(_VALUES, values, strict=True))
        if case["b"] <= case["a"]:
            yield case


def _holds(expr: ex.Expr, case: Case) -> bool:
    """A reading of conditions that has nothing to do with the one under test."""
    match expr:
        case ex.All():
            return all(_holds(part, case) for part in expr.operands)
        case ex.Any():
            return any(_holds(part, case) for part in expr.operands)
        case ex.Not():
            return not _holds(expr.operand, case)
        case ex.FactRef():
            return case[expr.name] is True
        case ex.Among():
            return case[expr.operand.name] in expr.options
        case ex.Compare():
            left, right = case[expr.left.name], expr.right.value
            return {
                "<": left < right, "<=": left <= right, "=": left == right,
                "!=": left != right, ">=": left >= right, ">": left > right,
            }[expr.operator]  # fmt: skip
        case _:
            raise AssertionError(expr)


def _inside(limits: tuple, case: Case) -> bool:
    """Whether a case lies in a box."""
    for each in limits:
        found = case[each.fact.name]
        if each.numbers is not None:
            low, high = each.numbers.low, each.numbers.high
            above = low.end < 0 or (found, False) >= (low.value, low.after)
            below = high.end > 0 or (found, False) < (high.value, high.after)
            if not (above and below):
                return False
        elif found not in each.parts:
            return False
    return True


def _as_case(example: tuple) -> Case:
    return {each.fact.name: each.value for each in example}


@settings(deadline=None)
@given(_tables("exactly_one"))
def test_tables_of_exactly_one_against_trying_all_cases(checked: Classification) -> None:
    """The cases found are those that are undecided or decided twice, all of them, no others."""
    found = _found(checked, *_FACTS)
    conditions = [row.condition for row in checked.outcomes]
    undecided = [
        case for case in _all_cases() if not any(_holds(each, case) for each in conditions)
    ]
    gaps = [each for each in found if isinstance(each, CasesNotDecided)]
    overlaps = [each for each in found if isinstance(each, CasesOverlap)]
    never = {each.row.name for each in found if isinstance(each, RowNeverApplies)}

    assert bool(gaps) == bool(undecided)
    for gap in gaps:
        in_boxes = [case for case in _all_cases() if any(_inside(box, case) for box in gap.boxes)]
        assert in_boxes == undecided or (gap.more and all(each in undecided for each in in_boxes))
        assert not any(_holds(each, _padded(gap.example)) for each in conditions)
    assert [(each.first.name, each.second.name) for each in overlaps] == [
        (one.name, other.name)
        for one, other in combinations(checked.outcomes, 2)
        if any(
            _holds(one.condition, case) and _holds(other.condition, case) for case in _all_cases()
        )
    ]
    for overlap in overlaps:
        assert _holds(overlap.first.condition, _padded(overlap.example))
        assert _holds(overlap.second.condition, _padded(overlap.example))
    assert never == {
        row.name
        for row in checked.outcomes
        if not any(_holds(row.condition, case) for case in _all_cases())
    }


@settings(deadline=None)
@given(_tables("first"))
def test_tables_of_the_first_against_trying_all_cases(checked: Classification) -> None:
    """A row is in vain exactly when no case comes to it."""
    found = _found(checked, *_FACTS)
    reached = set()
    for case in _all_cases():
        row = next((each for each in checked.outcomes if _holds(each.condition, case)), None)
        reached.add(row.name if row is not None else None)

    assert any(isinstance(each, CasesNotDecided) for each in found) == (None in reached)
    assert {each.row.name for each in found if isinstance(each, RowNeverApplies)} == {
        row.name for row in checked.outcomes if row.name not in reached
    }


def _padded(example: tuple) -> Case:
    """The example with some value for facts that the table does not use."""
    case = _as_case(example)
    assume(case)
    return {**dict(zip(_VALUES, (4, 0, False, "new"), strict=True)), **case}


@given(st.integers(0, 5), st.integers(0, 5), st.sampled_from((None, 0, 1)))
def test_cuts_on_and_off_the_grid(first: int, second: int, decimals: int | None) -> None:
    """Below x/2 and above y/2: a gap where a figure may lie between, an overlap likewise."""
    one, other = Fraction(first, 2), Fraction(second, 2)
    checked = table("exactly_one", compare("a", "<", str(one)), compare("a", ">", str(other)))
    found = codes(_found(checked, fact("a", NumberDomain(Fraction(-1), Fraction(4), decimals))))
    grid = [Fraction(step, 20) for step in range(-20, 81)]
    if decimals is not None:
        grid = [at for at in grid if (at * 10**decimals).denominator == 1]
    gap = any(one <= at <= other for at in grid)
    overlap = any(other < at < one for at in grid)

    assert found == ["KPI0510"] * overlap + ["KPI0509"] * gap
