"""The least and the greatest total."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.semantics.by_hand import (
    F,
    component,
    fact,
    indicator,
    level,
    method,
    number,
    numbers,
    par,
    parameter,
    place,
    ref,
    rounding,
    rules,
    scorecard,
)

from kpirules.model import expressions as ex
from kpirules.model.bounds import Bounds
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Policy
from kpirules.model.scoring import Extrapolate, FixedScore, FromPoint
from kpirules.model.units import POINT
from kpirules.semantics.seen import seen_by_each
from kpirules.semantics.totals import Totals, possible_totals, rounded, scale_bounds

# -------------------------------------------------------------------- scoring methods


def test_a_method_is_bounded_by_its_scores() -> None:
    """Levels, what is below them and what is above."""
    assert scale_bounds(indicator("one").scale) == Bounds(F(0), F(100))


def test_a_method_with_a_point() -> None:
    """The point a line begins at bounds it as well."""
    scoring = method(below=FromPoint(F(20), F(0), place()), above=FixedScore(F(120), place()))

    assert scale_bounds(indicator("one", scoring=scoring).scale) == Bounds(F(20), F(120))


@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_a_line_that_goes_on_has_no_bound_on_its_side(direction: str) -> None:
    """Upwards it ends nowhere, downwards it is bounded by what is below."""
    levels = [level(50, "10"), level(100, "20")]
    if direction == "lower":
        levels = [level(50, "20"), level(100, "10")]
    above = method(direction, above=Extrapolate(place()))
    below = method(direction, below=Extrapolate(place()))

    assert scale_bounds(indicator("one", levels, above).scale) == Bounds(F(0), None)
    assert scale_bounds(indicator("one", levels, below).scale) == Bounds(None, F(100))


def test_a_flat_line_goes_on_at_its_height() -> None:
    """Two levels with one score do not lead anywhere."""
    levels = [level(50, "10"), level(100, "20"), level(100, "30")]
    scoring = method(above=Extrapolate(place()))

    assert scale_bounds(indicator("one", levels, scoring).scale) == Bounds(F(0), F(100))


# --------------------------------------------------------------------- score formulas


def _total_of(score: ex.Expr) -> Bounds:
    one = indicator("one", score=score, weight="100")
    card = scorecard([component("performance", "100")], [one])
    book = rules(
        indicators=[one],
        scorecards=[card],
        facts=[fact("a", numbers("0", "10")), fact("b")],
        parameters=[parameter("p", ("3", 2560, 2561), ("7", 2562, None))],
    )
    return _totals(book).bounds


def _totals(book: Rules) -> Totals:
    """The possible totals of the only scorecard."""
    (seen,) = seen_by_each(book, book)
    return possible_totals(seen)


def _apply(function: str, *arguments: ex.Expr) -> ex.Apply:
    return ex.Apply(place(), function, arguments, POINT)


def test_formulas_are_bounded_as_far_as_their_facts_are() -> None:
    """Ranges declared, clamps and minima; a quotient is not looked into."""
    a, b = ref("a"), ref("b")
    twice = ex.Sum(place(), (a, a, number("1")), (False, False, True), POINT)

    assert _total_of(b) == Bounds(None, None)
    assert _total_of(a) == Bounds(F(0), F(10))
    assert _total_of(twice) == Bounds(F(-1), F(19))
    assert _total_of(par("p")) == Bounds(F(3), F(7))
    assert _total_of(ex.Negation(place(), a, POINT)) == Bounds(F(-10), F(0))
    assert _total_of(_apply("clamp", b, number("0"), number("100"))) == Bounds(F(0), F(100))
    assert _total_of(_apply("clamp", a, number("5"), number("100"))) == Bounds(F(5), F(10))
    assert _total_of(_apply("min", b, number("100"))) == Bounds(None, F(100))
    assert _total_of(_apply("max", b, a)) == Bounds(F(0), None)
    assert _total_of(_apply("mean", a, number("20"))) == Bounds(F(0), F(20))
    assert _total_of(_apply("abs", a)) == Bounds(None, None)
    assert _total_of(ex.OrElse(place(), a, number("-5"), POINT)) == Bounds(F(-5), F(10))


def test_products_are_bounded_where_their_factors_are() -> None:
    """Signs matter, and nothing is known of what is divided by zero."""
    a = ref("a")

    assert _product(a, number("-3")) == Bounds(F(-30), F(0))
    assert _product(number("-3"), number("-2")) == Bounds(F(6), F(6))
    assert _product(a, ref("b")) == Bounds(None, None)
    assert _product(a, number("4"), divide=True) == Bounds(F(0), F(10, 4))
    assert _product(number("5"), a, divide=True) == Bounds(F(1, 2), None)
    assert _product(a, a, divide=True) == Bounds(F(0), None)


def _product(one: ex.Expr, other: ex.Expr, *, divide: bool = False) -> Bounds:
    return _total_of(ex.Product(place(), (one, other), (False, divide), POINT))


# ------------------------------------------------------------------------ properties


def _brute(
    members: list[Indicator], policies: list[Policy], step: str, *, everywhere: bool
) -> Iterator[Fraction]:
    """Every total there can be at the ends of the scores, by trying all that may be missing."""
    whole = sum(member.weight for member in members)
    groups: dict[str, list[Indicator]] = {}
    for member in members:
        groups.setdefault("" if everywhere else member.component, []).append(member)
    per_group = []
    for group in groups.values():
        sums = set()
        sizes = range(1, len(group) + 1) if policies != ["zero"] else [len(group)]
        for size in sizes:
            for chosen in combinations(group, size):
                remaining = sum(member.weight for member in chosen)
                shared = sum(member.weight for member in group)
                # Either each weight grows, or in the end the sum does.
                in_end = shared / remaining if policies == ["leave_out"] else F(1)
                each = shared / remaining / in_end
                for scores in product(*(_ends(member, policies) for member in chosen)):
                    sums.add(in_end * sum(
                        rounded(score * member.weight * each / whole, rounding(step))
                        for score, member in zip(scores, chosen, strict=True)
                    ))  # fmt: skip
        per_group.append(sums)
    for parts in product(*per_group):
        yield sum(parts)


def _ends(member: Indicator, policies: list[Policy]) -> list[Fraction]:
    bounds = scale_bounds(member.scale)
    return [bounds.low, bounds.high, *([F(0)] if "zero" in policies else [])]


@st.composite
def scored(draw: st.DrawFn) -> list[Indicator]:
    """Up to five indicators in two components, scores not all from 0 to 100."""
    count = draw(st.integers(1, 5))
    return [
        indicator(
            f"i-{index}",
            [level(draw(st.integers(10, 50)), "1"), level(draw(st.integers(50, 105)), "2")],
            method(below=FixedScore(F(draw(st.integers(0, 10))), place())),
            weight=str(draw(st.integers(1, 4))),
            component=draw(st.sampled_from(("performance", "potential"))),
        )
        for index in range(count)
    ]


@settings(deadline=None)
@given(
    scored(),
    st.sampled_from((["redistribute_component"], ["redistribute_all"], ["leave_out"], ["zero"])),
    st.sampled_from(("1/100", "1/10", "5")),
)
def test_totals_are_those_of_trying_everything(
    members: list[Indicator], policies: list[Policy], step: str
) -> None:
    """The bounds are reached, and never passed."""
    weights = {
        name: sum(member.weight for member in members if member.component == name)
        for name in {member.component for member in members}
    }
    card = scorecard(
        [component(name, str(weight)) for name, weight in weights.items()],
        members,
        whole=str(sum(weights.values())),
        weighted=rounding(step),
        policies=policies,
    )
    found = _totals(rules(indicators=members, scorecards=[card]))
    totals = set(
        _brute(
            members, policies, step, everywhere=policies in (["redistribute_all"], ["leave_out"])
        )
    )

    assert found.certain
    assert found.bounds == Bounds(min(totals), max(totals))


def test_too_many_choices_are_not_certain() -> None:
    """Twenty indicators, all different: the bounds then are those of the usual totals."""
    members = [indicator(f"i-{index}", weight=str(index + 1)) for index in range(20)]
    card = scorecard(
        [component("performance", "210")],
        members,
        whole="210",
        weighted=rounding(),
        policies=["redistribute_component"],
    )
    found = _totals(rules(indicators=members, scorecards=[card]))

    assert not found.certain
    assert found.bounds.low == 0
