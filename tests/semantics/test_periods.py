"""Parameters in time."""

from __future__ import annotations

from msgspec.structs import replace
from tests.semantics.by_hand import (
    F,
    codes,
    component,
    drawing,
    edits,
    headline,
    indicator,
    lines,
    par,
    parameter,
    place,
    rules,
    scorecard,
    value,
)

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.about import About, Because
from kpirules.model.examples import Example, ExpectValue, NumberValue, Target
from kpirules.model.indicators import Cancelled
from kpirules.model.rules import Rules
from kpirules.model.units import NUMBER
from kpirules.semantics.periods import check_periods, check_rows
from kpirules.semantics.seen import seen_by_each

# --------------------------------------------------------------------------- rows


def test_rows_one_after_the_other() -> None:
    """Years in between may be without a value until someone asks for them."""
    goal = parameter("goal", ("5", 2560, 2562), ("6", 2564, 2564), ("7", 2565, None))

    assert check_rows(goal) == ()


def test_two_values_in_force() -> None:
    """A row without an end goes on; the mend ends it a year before the next."""
    found = check_rows(parameter("goal", ("5", 2560, None), ("6", 2564, None)))

    assert codes(found) == ["KPI0513"]
    assert headline(found[0]) == "goal has two values from 2564 on: 5 and 6"
    assert edits(found[0].describe("en")) == [["5 from 2560 to 2563"]]


def test_two_values_in_one_year() -> None:
    """Ends are included: 2562 belongs to both."""
    found = check_rows(parameter("goal", ("5", 2560, 2562), ("6", 2562, 2564)))

    assert headline(found[0]) == "goal has two values in 2562: 5 and 6"


def test_years_the_wrong_way_round() -> None:
    """Such a row is no overlap with anything."""
    found = check_rows(parameter("goal", ("5", 2564, 2560), ("6", 2560, 2565)))

    assert codes(found) == ["KPI0515"]
    assert edits(replace(found[0], file_lang="th").describe("en")) == [["5 ตั้งแต่ 2560 ถึง 2564"]]


# ------------------------------------------------------------------- years asked for


def _book(formula: ex.Expr, *rows: tuple[str, int, int | None], period: int = 2566) -> Rules:
    one = indicator("one", formula=formula, weight="100")
    card = scorecard([component("performance", "100")], [one], period=period)
    return rules(indicators=[one], scorecards=[card], parameters=[parameter("goal", *rows)])


def _found(book: Rules) -> tuple[Problem, ...]:
    return check_periods(book, seen_by_each(book, book), book)


def test_a_year_without_a_value() -> None:
    """The years that have one are told, and the picture shows the hole."""
    found = _found(_book(par("goal"), ("5", 2560, 2562), ("6", 2568, None)))
    described = found[0].describe("en")

    assert codes(found) == ["KPI0512"]
    assert headline(found[0]) == "goal has no value in 2566"
    assert headline(found[0], "th") == "goal ไม่มีค่าในปี 2566"
    assert lines(described.notes) == [
        (
            "it has a value from 2560 to 2562 and from 2568 on; "
            "the value of another year is never taken instead"
        )
    ]
    assert drawing(described)[-1].strip() == "?                                         ●"


def test_a_year_with_a_value() -> None:
    """First and last year are included."""
    assert _found(_book(par("goal"), ("5", 2566, 2566))) == ()
    assert _found(_book(par("goal"), ("5", 2560, None))) == ()


def test_a_parameter_nobody_needs() -> None:
    """Without a formula that uses it, its years do not matter."""
    assert _found(_book(ex.Flag(place(), yes=True), ("5", 2560, 2562))) == ()


def test_a_parameter_behind_a_value() -> None:
    """What a formula's values need is needed too; each parameter is reported once."""
    book = _book(ex.ValueRef(place(), "half", NUMBER), ("5", 2560, 2562))
    half = value("half", ex.Sum(place(), (par("goal"), par("goal")), (False, False), NUMBER))

    assert codes(_found(replace(book, values={"half": half}))) == ["KPI0512"]


def test_a_cancelled_indicator_needs_nothing() -> None:
    """Its formula is not computed any more."""
    book = _book(par("goal"), ("5", 2560, 2562))
    gone = replace(book.indicators["one"], cancelled=Cancelled(Because(), place()))

    assert _found(replace(book, indicators={"one": gone})) == ()


def test_an_example_of_another_year() -> None:
    """Examples ask for years as well, and only for what they expect."""
    book = _book(par("goal"), ("5", 2566, None))

    def asking(target: Target) -> Rules:
        wanted = ExpectValue(target, NumberValue(F(1), "1"), None, None, None, place())
        card = next(iter(book.scorecards))
        example = Example("old", None, 2560, None, (), (wanted,), About(), place(), card)
        return replace(book, examples={"old": example})

    assert codes(_found(asking(Target("result", "one", place())))) == ["KPI0512"]
    assert codes(_found(asking(Target("total", "", place())))) == ["KPI0512"]
    assert codes(_found(asking(Target("value", "goal", place())))) == ["KPI0512"]
    assert codes(_found(asking(Target("weight", "one", place())))) == []
