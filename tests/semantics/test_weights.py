"""Weights: positive, and adding up to their component and their whole."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.semantics.by_hand import (
    codes,
    component,
    edits,
    headline,
    indicator,
    lines,
    rules,
    scorecard,
)

from kpirules.model.indicators import Indicator
from kpirules.model.scorecards import Component
from kpirules.semantics.seen import seen_by_each
from kpirules.semantics.weights import check_signs, check_sums


def _sums(components: list[Component], indicators: list[Indicator], whole: str = "100") -> tuple:
    card = scorecard(components, indicators, whole=whole)
    book = rules(indicators=indicators, scorecards=[card])
    (seen,) = seen_by_each(book, book)
    return check_sums(seen)


def _weighing(*weights: str, part: str = "performance") -> list[Indicator]:
    return [
        indicator(f"{part}-{index}", weight=weight, component=part)
        for index, weight in enumerate(weights)
    ]


def test_weights_that_add_up() -> None:
    """The department's own weights: 70 and 30."""
    found = _sums(
        [component("performance", "70"), component("potential", "30")],
        [*_weighing("15", "20", "15", "20"), *_weighing("15", "15", part="potential")],
    )

    assert found == ()


def test_weights_may_be_fractions_and_add_up_to_anything() -> None:
    """33.5 + 33.5 + 35 is 102."""
    assert _sums([component("performance", "102")], _weighing("33.5", "33.5", "35"), "102") == ()


def test_an_indicator_too_few() -> None:
    """The sum, what is missing and every indicator are told."""
    found = _sums([component("performance", "100")], _weighing("45", "50"))
    described = found[0].describe("en")

    assert codes(found) == ["KPI0501"]
    assert headline(found[0]) == "the indicators of performance weigh 95, not 100"
    assert headline(found[0], "th") == "ตัวชี้วัดใน performance มีน้ำหนักรวม 95 แต่ควรเป็น 100"
    assert lines([described.primary.message]) == ["5 is missing"]
    assert lines(label.message for label in described.labels) == [
        "performance-0: 45",
        "performance-1: 50",
    ]
    assert lines(described.notes) == ["45 + 50 = 95"]


def test_a_component_that_is_wrong_itself() -> None:
    """When its indicators make the whole add up, the component's weight is the mistake."""
    found = _sums(
        [component("performance", "75"), component("potential", "30")],
        [*_weighing("70"), *_weighing("30", part="potential")],
    )

    assert codes(found) == ["KPI0501"]
    assert edits(found[0].describe("en")) == [["component performance weight 70"]]


def test_components_that_do_not_add_up() -> None:
    """Each is right, together they are 105."""
    found = _sums(
        [component("performance", "75"), component("potential", "30")],
        [*_weighing("75"), *_weighing("30", part="potential")],
    )

    assert [headline(each) for each in found] == ["the components of card weigh 105, not 100"]
    assert lines(found[0].describe("en").helps) == [
        "change the weight of a component",
        "where that is meant, write `weights add up to 105` or `weights are relative`",
    ]


def test_a_component_without_indicators() -> None:
    """It says how an indicator comes into it."""
    found = _sums([component("performance", "70"), component("potential", "30")], _weighing("70"))

    assert [headline(each) for each in found] == [
        "no indicator is part of potential, which weighs 30"
    ]


def test_weights_of_nothing_and_less() -> None:
    """Zero and negative weights are reported; sums with them are not."""
    members = _weighing("0", "-5", "100")
    card = scorecard([component("performance", "100")], members)
    book = rules(indicators=members, scorecards=[card])

    assert codes(check_signs(book)) == ["KPI0511", "KPI0511"]
    (seen,) = seen_by_each(book, book)
    assert check_sums(seen) == ()


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=8), st.integers(-3999, 4000))
def test_a_sum_is_right_or_it_is_found(hundredths: list[int], by: int) -> None:
    """Only the exact sum is right, and the difference is told exactly."""
    weights = [Fraction(each, 100) for each in hundredths]
    whole = sum(weights) + Fraction(by, 100)
    if whole <= 0:
        whole = sum(weights)
    found = _sums([component("performance", str(whole))], _weighing(*map(str, weights)), str(whole))

    assert codes(found) == ([] if whole == sum(weights) else ["KPI0501"])
