"""Roundings and scoring lines turned round agree with those that go forward."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from kpirules.evaluate.scoring import score_by_levels
from kpirules.evaluate.trace import ResultOf, Trace
from kpirules.explain.inverse.thresholds import (
    Threshold,
    before_rounding,
    on_grid,
    result_for,
)
from kpirules.model.about import About
from kpirules.model.expressions import FactRef
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import Rounding, rounded
from kpirules.model.scoring import (
    Extrapolate,
    FixedScore,
    FromPoint,
    LastScore,
    Level,
    Method,
    Refuse,
    Scale,
    ToPoint,
)
from kpirules.model.units import NUMBER
from kpirules.text.span import NOWHERE

STEPS = st.sampled_from(
    [Fraction(1, 100), Fraction(1, 10), Fraction(1), Fraction(1, 2), Fraction(5)]
)
MODES = st.sampled_from(["half_up", "half_even", "up", "down"])
ROUNDINGS = st.builds(Rounding, STEPS, st.none(), MODES, st.just(NOWHERE))
FINE = st.integers(-4000, 4000).map(lambda steps: Fraction(steps, 200))


@given(rounding=ROUNDINGS, target=FINE, value=FINE, included=st.booleans(), upwards=st.booleans())
def test_the_least_that_is_rounded_to_enough(
    *, rounding: Rounding, target: Fraction, value: Fraction, included: bool, upwards: bool
) -> None:
    """A value is enough before rounding exactly if it is enough once rounded."""
    wanted = Threshold(target, included)
    before = before_rounding(wanted, rounding, upwards=upwards)

    enough = wanted.reached(rounded(value, rounding)[0], upwards=upwards)
    assert before.reached(value, upwards=upwards) == enough


@given(step=STEPS, value=FINE, included=st.booleans(), upwards=st.booleans())
def test_the_first_step_that_is_enough(
    *, step: Fraction, value: Fraction, included: bool, upwards: bool
) -> None:
    """It is enough, and the step before it is not."""
    wanted = Threshold(value, included)
    found = on_grid(wanted, step, upwards=upwards)

    assert wanted.reached(found, upwards=upwards)
    assert not wanted.reached(found - step if upwards else found + step, upwards=upwards)
    assert (found / step).denominator == 1


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Scales that load: levels in order, whose scores rise, and lines that rise with them."""
    higher = draw(st.booleans())
    count = draw(st.integers(2, 4))
    ats = draw(st.lists(st.integers(0, 400), min_size=count + 2, max_size=count + 2, unique=True))
    ats.sort(reverse=not higher)
    scores = draw(st.lists(st.integers(1, 100), min_size=count, max_size=count, unique=True))
    scores.sort()
    levels = tuple(
        Level(Fraction(score), Fraction(at, 4), "", NOWHERE)
        for score, at in zip(scores, ats[1:-1], strict=True)
    )
    below = draw(
        st.sampled_from([
            FixedScore(Fraction(0), NOWHERE),
            FromPoint(Fraction(0), Fraction(ats[0], 4), NOWHERE),
            Extrapolate(NOWHERE),
            Refuse(NOWHERE),
        ])
    )  # fmt: skip
    above = draw(
        st.sampled_from([
            LastScore(NOWHERE), FixedScore(Fraction(120), NOWHERE), Extrapolate(NOWHERE),
            ToPoint(Fraction(120), Fraction(ats[-1], 4), NOWHERE),
            Refuse(NOWHERE),
        ])
    )  # fmt: skip
    method = Method(
        "method", None, "higher" if higher else "lower", None,
        draw(st.sampled_from(["interpolate", "step"])), NOWHERE, below, above,
        draw(st.none() | ROUNDINGS), About(), NOWHERE,
    )  # fmt: skip
    return Scale(method, levels, NOWHERE)


def indicator_with(scale: Scale, rounding: Rounding | None) -> Indicator:
    """An indicator scored so."""
    formula = FactRef(NOWHERE, "fact", NUMBER)
    return Indicator(
        "indicator", None, "component", Fraction(1), NOWHERE, NUMBER, formula, NOWHERE, rounding,
        scale, None, None, None, (), About(), NOWHERE,
    )  # fmt: skip


@given(
    scales(),
    st.none() | st.builds(Rounding, st.just(Fraction(1, 4)), st.none(), MODES, st.just(NOWHERE)),
    st.integers(2, 480).map(lambda steps: Fraction(steps, 4)),
    st.integers(-100, 900).map(lambda steps: Fraction(steps, 8)),
)
def test_the_result_a_score_needs(
    scale: Scale, rounding: Rounding | None, score: Fraction, result: Fraction
) -> None:
    """A result reaches the score exactly if it reaches the result found for the score."""
    indicator = indicator_with(scale, rounding)
    wanted = result_for(indicator, scale, score)
    if rounding is not None:
        result, _ = rounded(result, rounding)
    trace = Trace(result, NUMBER, ResultOf(indicator, 2566), (), NOWHERE)
    found = score_by_levels(indicator, scale, trace, []).value
    assume(isinstance(found, Fraction))

    upwards = scale.method.direction == "higher"
    expected = wanted is not None and wanted.reached(result, upwards=upwards)
    assert (found >= score) == expected
