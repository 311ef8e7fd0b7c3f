"""The least change of one fact that is enough, against every value there is."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.explain import cases

from kpirules.evaluate.evaluation import Evaluation
from kpirules.explain.inverse.again import evaluating
from kpirules.explain.inverse.changes import Change, changes
from kpirules.explain.inverse.thresholds import Threshold

BOOK = """
fact a "ก"
  whole number from 0 to 30
fact b "ข"
  whole number from 0 to 30
  at least a
fact c "ค"
  from -5 to 5 with 1 decimal
parameter k
  4 from 2566

value ratio
  formula a / b
  rounded to 1 place half up

scoring plain
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score

indicator figure
  part of all
  weight 1
  measured in {unit}
  formula {formula}
  {lines}
  scored by plain
  50 at 1
  100 at 2

scorecard card
  period 2566
  component all weight 1
  weights add up to 1
  total is the sum of the weighted scores
  when not announced show the range
  when not applicable show the range
  when absent show the range
  when cancelled redistribute within the component
"""

FORMULAS = {
    "a / b * 100": "percent",
    "a * k + c": "point",
    "a - 2 * b": "point",
    "(a - b) / b * 100": "percent",
    "percent-change(b, a)": "percent",
    "percent-change(a, b)": "percent",
    "a / (a + b + 1)": "point",
    "(a + 3) / (b + 2) - c / 3": "point",
    "ratio * 2 - b / 10": "point",
    "100 - ratio * 50": "point",
    "min(a, b) + max(a, 4)": "point",
    "clamp(a - b, 0, 5)": "point",
    "floor(a / 4) + ceiling(b / 7)": "point",
    "mean(a, b, c)": "point",
    "abs(c)": "point",
    "(a + 1) ^ 2": "point",
    "c ^ 2": "point",
    "1 / (b + 1) ^ 2": "point",
    "-(a + c)": "point",
    "c * (a - b)": "point",
    "if b > 10 then a else a / 2": "point",
    "if a > 10 then a else 3 * a": "point",
    "a or else b": "point",
    "a * a": "point",
    "k": "point",
}
LINES = ["", "rounded to 1 place half up", "rounded to 0 places half even", "not applicable when b = 0",
         "not applicable when a below 3"]  # fmt: skip


@cache
def book(formula: str, lines: str) -> str:
    """A book whose indicator has this formula and these further lines."""
    unit = FORMULAS[formula]
    in_unit = formula if unit == "percent" else f"({formula}) * 1 point"
    return BOOK.format(formula=in_unit, unit=unit, lines=lines)


@cache
def evaluated(formula: str, lines: str, a: int, b: int, c: Fraction) -> Evaluation:
    """The book on these facts."""
    return cases.evaluated(book(formula, lines), a=str(a), b=str(b), c=str(float(c)))


def allowed(change: Change, a: int, b: int) -> list[Fraction]:
    """All values the rules allow the fact, the others being as they are."""
    match change.fact.name:
        case "a":
            return [Fraction(value) for value in range(b + 1)]
        case "b":
            return [Fraction(value) for value in range(a, 31)]
        case _:
            return [Fraction(tenths, 10) for tenths in range(-50, 51)]


@given(
    formula=st.sampled_from(list(FORMULAS)),
    lines=st.sampled_from(LINES),
    a=st.integers(0, 30),
    b=st.integers(0, 30),
    c=st.integers(-50, 50).map(lambda tenths: Fraction(tenths, 10)),
    target=st.integers(-40, 40).map(lambda halves: Fraction(halves, 2)),
    included=st.booleans(),
    upwards=st.booleans(),
)
def test_changes_against_every_value(
    *,
    formula: str,
    lines: str,
    a: int,
    b: int,
    c: Fraction,
    target: Fraction,
    included: bool,
    upwards: bool,
) -> None:
    """What is said to be enough is; no nearer value is; and out of reach means out of reach."""
    assume(a <= b)
    evaluation = evaluated(formula, lines, a, b, c)
    result = evaluation.indicators["figure"].result
    assume(isinstance(result.value, Fraction))
    wanted = Threshold(result.value + target, included)
    assume(not wanted.reached(result.value, upwards=upwards))
    evaluate_with = evaluating(evaluation, lambda again: again.indicators["figure"].result)

    found = changes(
        result, wanted, evaluate_with, evaluation.rules, evaluation.facts, 2566, upwards=upwards
    )

    for change in found:
        name = change.fact.name

        def is_enough(value: Fraction, name: str = name) -> bool:
            number = evaluate_with(name, value)
            return number is not None and wanted.reached(number, upwards=upwards)

        enough = [value for value in allowed(change, a, b) if is_enough(value)]
        match change.verdict:
            case "enough":
                assert change.by is not None
                assert change.to in enough
                assert abs(change.by) == min(abs(value - change.now) for value in enough)
            case "out of reach" | "no effect":
                assert enough == []
            case "unclear":
                pass


@pytest.mark.parametrize(
    ("formula", "unclear"),
    [
        ("a / b * 100", set()),
        ("(a - b) / b * 100", set()),
        ("percent-change(b, a)", set()),
        ("ratio * 2 - b / 10", set()),
        ("a / (a + b + 1)", set()),
        ("abs(c)", {"c"}),
        ("c ^ 2", {"c"}),
        ("if a > 10 then a else 3 * a", {"a"}),
        ("if b > 10 then a else a / 2", {"b"}),
        ("c * (a - b)", set()),
        ("a * a", set()),
    ],
)
def test_what_is_clear(formula: str, unclear: set[str]) -> None:
    """Sums, products and ratios are followed; what turns round or jumps is not."""
    evaluation = evaluated(formula, "", 6, 12, Fraction(2))
    result = evaluation.indicators["figure"].result
    evaluate_with = evaluating(evaluation, lambda again: again.indicators["figure"].result)
    found = changes(
        result, Threshold(Fraction(10**6)), evaluate_with, evaluation.rules, evaluation.facts, 2566,
        upwards=True,
    )  # fmt: skip

    assert {change.fact.name for change in found if change.verdict == "unclear"} == unclear


def test_a_range_left_out_is_not_searched() -> None:
    """Below three the figure does not apply, so that `a` has no one answer."""
    evaluation = evaluated("a / b * 100", "not applicable when a below 3", 6, 12, Fraction(0))
    result = evaluation.indicators["figure"].result
    evaluate_with = evaluating(evaluation, lambda again: again.indicators["figure"].result)
    found = changes(
        result, Threshold(Fraction(80)), evaluate_with, evaluation.rules, evaluation.facts, 2566,
        upwards=True,
    )  # fmt: skip

    assert [(change.fact.name, change.verdict) for change in found] == [
        ("a", "unclear"),
        ("b", "enough"),
    ]


def test_the_other_fact_that_stands_in_the_way_is_named() -> None:
    """`a` may not pass `b`."""
    evaluation = evaluated("a * k + c", "", 6, 12, Fraction(0))
    result = evaluation.indicators["figure"].result
    evaluate_with = evaluating(evaluation, lambda again: again.indicators["figure"].result)
    found = changes(
        result, Threshold(Fraction(100)), evaluate_with, evaluation.rules, evaluation.facts, 2566,
        upwards=True,
    )  # fmt: skip

    first = found[0]
    assert (first.fact.name, first.verdict, first.to, first.limit) == (
        "a", "out of reach", Fraction(12), "b",
    )  # fmt: skip
