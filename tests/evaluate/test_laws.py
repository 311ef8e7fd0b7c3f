"""Laws that scores, totals, ranges and roundings keep, whatever the rules and facts are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import floor

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests import books, reference
from tests.meaning import meaning
from tests.plain import Book
from tests.strategies import (
    PERIOD,
    facts_of,
    modes,
    open_book,
    sound_books,
    steps,
    written_books,
)
from tests.writing import arrange

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.grading import contains, grade
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.scoring import score_bounds, score_by_levels
from kpirules.evaluate.trace import (
    Capped,
    Gap,
    Literally,
    Rounded,
    ScoredByFormula,
    ScoredZero,
    Trace,
    Withheld,
)
from kpirules.facts.facts import Facts, Supplied
from kpirules.model.bounds import bounds_of
from kpirules.model.expressions import Number
from kpirules.model.indicators import Indicator
from kpirules.model.rounding import Rounding, rounded
from kpirules.model.rules import Rules, seen_from
from kpirules.model.scoring import FromPoint, ToPoint
from kpirules.model.units import NUMBER
from kpirules.text.span import NOWHERE
from kpirules.text.thai import name_key

CARD = "card-2566"
simple_books = written_books(sound_books(simple=True))
open_books = written_books(sound_books(simple=True).map(open_book))
FAR = Fraction(10**9)
POINT = FromPoint | ToPoint

# ------------------------------------------------------------------------------- scores


@given(simple_books, st.lists(st.fractions(-200, 200), max_size=20))
def test_a_score_stays_within_its_bounds(written: object, anywhere: list[Fraction]) -> None:
    """No result earns less than the least or more than the greatest score."""
    for indicator in scored_by_levels(books.read(written.files).value):
        low, high = score_bounds(indicator)
        scores = known(indicator, [*telling(indicator), *anywhere])

        assert all((low is None or low <= s) and (high is None or s <= high) for s in scores)


@given(simple_books, st.lists(st.fractions(-200, 200), max_size=20))
def test_a_better_result_never_scores_less(written: object, anywhere: list[Fraction]) -> None:
    """Scores follow the declared direction, inside the levels, outside and across."""
    for indicator in scored_by_levels(books.read(written.files).value):
        method = indicator.scale.method
        results = {*telling(indicator), *anywhere}
        if method.nearer_to is not None:
            results = {abs(at) for at in results}  # no distance is below 0
        worst_first = sorted(results, reverse=method.direction == "lower")
        scores = known(indicator, worst_first)

        assert scores == sorted(scores)


@given(simple_books)
def test_a_level_earns_its_score(written: object) -> None:
    """A result exactly at a target gets that level's score, rounded as the method says."""
    for indicator in scored_by_levels(books.read(written.files).value):
        rounding = indicator.scale.method.rounding
        for level in indicator.scale.levels:
            expected = rounded(level.score, rounding)[0] if rounding else level.score

            assert score(indicator, level.at) == expected


@given(simple_books, st.lists(st.fractions(-60, 120), min_size=2, max_size=20))
def test_an_interpolated_score_makes_no_jumps(written: object, anywhere: list[Fraction]) -> None:
    """Between two results the score changes by at most the steepest slope times their distance."""
    for indicator in scored_by_levels(books.read(written.files).value):
        if indicator.scale.method.between != "interpolate":
            continue
        plain = unrounded(indicator)
        points = line_of(plain)
        slope = max(abs((b - a) / (y - x)) for (x, a), (y, b) in pairwise(points))
        results = sorted({*telling(plain), *anywhere})
        least = max(points[0][0], Fraction(0)) if plain.scale.method.nearer_to else points[0][0]
        inside = [at for at in results if least <= at <= points[-1][0]]

        assert all(
            abs(score(plain, y) - score(plain, x)) <= slope * (y - x) for x, y in pairwise(inside)
        )


# ---------------------------------------------------------------------- weights, totals


@given(st.data())
def test_a_total_is_the_sum_of_its_parts(data: st.DataObject) -> None:
    """Weighted scores add up to components, components to the total, rounded only as declared.

    Where weight is left out of the denominator the rest counts for the whole; caps come last.
    """
    found = evaluated(data, written_books())
    card = found.scorecard
    sums: dict[str, Fraction] = dict.fromkeys(found.components, Fraction(0))
    for each in found.indicators.values():
        counts = each.part_of is None and not each.counted_out
        if counts and not isinstance(each.score.value, Gap):
            exact = each.score.value * each.weight.value / card.whole
            added = each.weighted.value if card.sums_rounded else exact
            sums[each.indicator.component] += added
    added_up = uncapped(found.total)
    rounding = card.total_rounding
    exact_total = added_up.parts[0] if isinstance(added_up.step, Rounded) else added_up
    share = getattr(exact_total.step, "share", None)
    total = sum(sums.values()) * (share.whole / share.counted if share is not None else 1)

    assert all(
        isinstance(trace.value, Gap) or trace.value == sum(sums[each] for each in card.within(key))
        for key, trace in found.components.items()
    )
    assert (
        card.blend is not None
        or isinstance(added_up.value, Gap)
        or added_up.value == (rounded(total, rounding)[0] if rounding else total)
    )
    if isinstance(found.total.step, Capped) and not isinstance(found.total.value, Gap):
        caps = zip(card.caps, found.total.parts[1:], strict=True)
        assert all(found.total.value <= cap.most for cap, test in caps if test.value is True)


@given(st.data())
def test_weights_in_force_add_up_to_the_declared_ones(data: st.DataObject) -> None:
    """Sharing out moves weight and neither makes nor loses any."""
    found = evaluated(data, written_books())
    outcomes = found.indicators.values()

    assert sum(each.weight.value for each in outcomes) == sum(
        each.indicator.weight for each in outcomes
    )


# -------------------------------------------------------------------- what is missing


def uncapped(trace: Trace) -> Trace:
    """A score before its caps."""
    return trace.parts[0] if isinstance(trace.step, Capped) else trace


@given(st.data())
def test_missing_is_never_zero(data: st.DataObject) -> None:
    """Without a result there is no score but by a declared policy, and without a score no total."""
    found = evaluated(data, written_books())
    outcomes = [each for each in found.indicators.values() if each.part_of is None]
    scored = [each for each in outcomes if not isinstance(each.score.value, Gap)]

    assert all(
        isinstance(uncapped(each.score).step, ScoredZero) or not isinstance(each.result.value, Gap)
        for each in scored
    )
    assert isinstance(found.total.value, Gap) or (
        scored and all(each.counted_out for each in outcomes if each not in scored)
    )


@given(st.data())
def test_a_withheld_total_lies_in_its_range(data: st.DataObject) -> None:
    """Whatever the missing facts turn out to be, the total is one that the range allows."""
    written = data.draw(open_books)
    rules = books.read(written.files).value
    every = data.draw(facts_of(rules, complete=True))
    gone = data.draw(st.sets(st.sampled_from(sorted(rules.facts)), min_size=1))
    withheld = evaluate(rules, CARD, without(every, gone)).total
    total = evaluate(rules, CARD, every).total.value

    assert isinstance(withheld.step, Withheld)
    if isinstance(total, Fraction):
        assert withheld.step.low is None or withheld.step.low <= total
        assert withheld.step.high is None or total <= withheld.step.high


@given(st.data())
def test_a_score_by_a_formula_lies_in_its_bounds(data: st.DataObject) -> None:
    """Whatever the facts are, the score is one that their declared ranges allow."""
    found = evaluated(data, written_books())
    for outcome in found.indicators.values():
        indicator, score = outcome.indicator, uncapped(outcome.score)
        if isinstance(score.step, ScoredByFormula) and indicator.score is not None:
            bounds = bounds_of(indicator.score, found.rules)
            if isinstance(score.value, Fraction):
                assert bounds.low is None or bounds.low <= score.value
                assert bounds.high is None or score.value <= bounds.high


@given(st.data())
def test_a_withheld_total_of_any_rules_lies_in_its_range(data: st.DataObject) -> None:
    """The same as above, with formulas, stages, caps and parts, where scores are formulas too."""
    written = data.draw(written_books(sound_books().map(open_book)))
    rules = books.read(written.files).value
    every = data.draw(facts_of(rules, complete=True))
    gone = data.draw(st.sets(st.sampled_from(sorted(rules.facts)), min_size=1))
    withheld = evaluate(rules, CARD, without(every, gone)).total
    total = evaluate(rules, CARD, every).total.value

    if isinstance(total, Fraction) and isinstance(withheld.step, Withheld):
        assert withheld.step.low is None or withheld.step.low <= total
        assert withheld.step.high is None or total <= withheld.step.high


@given(st.data())
def test_both_ends_of_a_range_are_totals(data: st.DataObject) -> None:
    """The least and the greatest total of a range are reached by some facts, if there are any."""
    written = data.draw(open_books)
    rules = books.read(written.files).value
    every = data.draw(facts_of(rules, complete=True))
    gone = data.draw(st.sets(st.sampled_from(sorted(rules.facts)), min_size=1))
    gone |= {  # whose results the method refuses, so that no total came out at all
        each.indicator.formula.name
        for each in evaluate(rules, CARD, every).indicators.values()
        if isinstance(each.score.value, Gap)
    }
    step = evaluate(rules, CARD, without(every, gone)).total.step
    for end, choose in ((step.low, min), (step.high, max)):
        if end is None:
            continue
        best = {
            key: result_at(
                each,
                choose(
                    (at for at in reachable(each) if not isinstance(score(each, at), Gap)),
                    key=lambda at, each=each: score(each, at),
                ),
            )
            for each in seen_from(rules.scorecards[CARD], rules).indicators.values()
            if (key := each.formula.name) in gone
        }

        assert evaluate(rules, CARD, supplied(every, best)).total.value == end


@given(st.data())
def test_a_range_narrows_as_facts_come_in(data: st.DataObject) -> None:
    """A total with less missing lies in a range inside the one before."""
    written = data.draw(open_books)
    rules = books.read(written.files).value
    every = data.draw(facts_of(rules, complete=True))
    gone = sorted(data.draw(st.sets(st.sampled_from(sorted(rules.facts)), min_size=1)))
    low, high = span_of(evaluate(rules, CARD, without(every, gone)).total)
    least, most = span_of(evaluate(rules, CARD, without(every, gone[1:])).total)

    assert low is None or (least is not None and low <= least)
    assert high is None or (most is not None and most <= high)


@given(st.data())
def test_a_policy_to_withhold_tells_no_range(data: st.DataObject) -> None:
    """Where the rules say to withhold, nothing is said about where the total may lie."""
    written = data.draw(written_books(sound_books(simple=True).map(withholding)))
    rules = books.read(written.files).value
    every = data.draw(facts_of(rules, complete=True))
    gone = data.draw(st.sets(st.sampled_from(sorted(rules.facts)), min_size=1))
    step = evaluate(rules, CARD, without(every, gone)).total.step

    assert isinstance(step, Withheld)
    assert (step.low, step.high) == (None, None)


# ------------------------------------------------------------------------------- bands


@given(simple_books, st.lists(st.integers(-9, 9), max_size=9))
def test_every_total_has_one_band(written: object, near: list[int]) -> None:
    """At each edge and beside it, on the grid of the total, one band holds and it is the right one."""
    rules = books.read(written.files).value
    declared = written.book.card.bands
    if declared is None:
        return
    bands = rules.bands[declared.name]
    step = (
        (rules.scorecards[CARD].total_rounding or rules.scorecards[CARD].weighted_rounding)
        if declared.on_rounded
        else None
    )
    grid = step.step if step is not None else Fraction(1, 1000)
    edges = {edge[0] for band in declared.rows for edge in (band.low, band.high) if edge}
    for total in {edge + grid * by for edge in edges for by in (-1, 0, 1, *near)}:
        right = [
            name_key(band.name) for band in declared.rows if reference.holds(band, total, total)
        ]
        graded = grade(bands, number(total)).value
        if not right:  # below the lowest total there can be
            assert isinstance(graded, Gap)
            continue

        assert [graded] == right
        assert sum(contains(band, total) for band in bands.bands) == 1


# ----------------------------------------------------------------------- order, files


@given(st.data())
def test_order_and_files_never_matter(data: st.DataObject) -> None:
    """The same declarations in another order and other files mean and come to the same."""
    written = data.draw(written_books())
    again = arrange(written.declarations, data.draw(st.integers(0, 2**32)))
    one, other = books.read(written.files).value, books.read(again).value
    facts = data.draw(facts_of(one))
    first, second = evaluate(one, CARD, facts), evaluate(other, CARD, facts)

    assert meaning(one) == meaning(other)
    assert figures(first) == figures(second)


# --------------------------------------------------------------------------- roundings

numbers = st.one_of(
    st.fractions(-1000, 1000), st.integers(-40000, 40000).map(lambda n: Fraction(n, 8))
)
roundings = st.builds(lambda step, mode: Rounding(step, None, mode, NOWHERE), steps, modes)


@given(numbers, roundings)
def test_rounding_twice_changes_nothing(number: Fraction, rounding: Rounding) -> None:
    """A rounded number is a multiple of the step, and stays as it is."""
    once, _ = rounded(number, rounding)

    assert (once / rounding.step).denominator == 1
    assert rounded(once, rounding) == (once, False)


@given(numbers, roundings)
def test_rounding_is_near(number: Fraction, rounding: Rounding) -> None:
    """Half a step at most for the half modes, less than a step for up and down."""
    error = abs(rounded(number, rounding)[0] - number)
    half = rounding.mode.startswith("half")

    assert error <= rounding.step / 2 if half else error < rounding.step


@given(numbers, roundings)
def test_rounding_is_symmetric(number: Fraction, rounding: Rounding) -> None:
    """A loss is rounded as a gain of the same size."""
    value, tie = rounded(number, rounding)

    assert rounded(-number, rounding) == (-value, tie)


@given(numbers, numbers, roundings)
def test_rounding_keeps_order(one: Fraction, other: Fraction, rounding: Rounding) -> None:
    """A greater number is never rounded to a lesser one."""
    low, high = sorted((one, other))

    assert rounded(low, rounding)[0] <= rounded(high, rounding)[0]


@given(st.integers(-999, 999), steps, modes)
def test_ties_go_where_the_mode_says(count: int, step: Fraction, mode: str) -> None:
    """Half up is away from zero, half even to the even neighbour."""
    tie = (count + Fraction(1, 2)) * step
    even = count if count % 2 == 0 else count + 1
    away = count + 1 if count >= 0 else count
    towards = count if count >= 0 else count + 1
    expected = {"half_up": away, "half_even": even, "up": away, "down": towards}[mode]

    assert rounded(tie, Rounding(step, None, mode, NOWHERE)) == (expected * step, True)


@given(numbers, steps)
def test_up_and_down_enclose(number: Fraction, step: Fraction) -> None:
    """Up never comes nearer to zero, down never further from it."""
    up, _ = rounded(number, Rounding(step, None, "up", NOWHERE))
    down, _ = rounded(number, Rounding(step, None, "down", NOWHERE))

    assert abs(down) <= abs(number) <= abs(up)
    assert abs(up) - abs(down) == (0 if floor(number / step) * step == number else step)


# ----------------------------------------------------------------------- what tests need


def scored_by_levels(rules: Rules) -> list[Indicator]:
    """The indicators that have levels."""
    indicators = seen_from(rules.scorecards[CARD], rules).indicators.values()
    return [each for each in indicators if each.scale is not None]


def score(indicator: Indicator, result: Fraction) -> Fraction | Gap:
    """The score of a result; where nearer is better, of one so far from what is wanted."""
    wanted = indicator.scale.method.nearer_to
    if wanted is not None:
        sides = {
            score_by_levels(indicator, indicator.scale, number(at), []).value
            for at in (wanted.result - result, wanted.result + result)
        }
        assert len(sides) == 1
        return sides.pop()
    return score_by_levels(indicator, indicator.scale, number(result), []).value


def number(value: Fraction) -> Trace:
    """A number as if it were written in the rules."""
    return Trace(value, NUMBER, Literally(Number(NOWHERE, value, NUMBER, "")), (), NOWHERE)


def withholding(book: Book) -> Book:
    """The same, with a policy to withhold what is not announced."""
    card = replace(open_book(book).card, policies={"not_announced": "withhold"})
    return replace(open_book(book), card=card)


def known(indicator: Indicator, results: Iterable[Fraction]) -> list[Fraction]:
    """The scores of results, without those that the method refuses."""
    scores = (score(indicator, result) for result in results)
    return [each for each in scores if isinstance(each, Fraction)]


def telling(indicator: Indicator) -> list[Fraction]:
    """The results at which something changes, just before and after, and far outside."""
    near = Fraction(1, 10**6)
    ats = {level.at for level in indicator.scale.levels}
    method = indicator.scale.method
    ats.update(line.at for line in (method.below, method.above) if isinstance(line, POINT))
    return [each for at in sorted(ats) for each in (at - near, at, at + near)] + [-FAR, FAR]


def reachable(indicator: Indicator) -> set[Fraction]:
    """Of the telling results, or distances, those that there can be."""
    if indicator.scale.method.nearer_to is None:
        return set(telling(indicator))
    return {Fraction(0), *(at for at in telling(indicator) if at >= 0)}


def result_at(indicator: Indicator, at: Fraction) -> Fraction:
    """The result; where nearer is better, one so far from what is wanted."""
    wanted = indicator.scale.method.nearer_to
    return at if wanted is None else wanted.result + at


def line_of(indicator: Indicator) -> list[tuple[Fraction, Fraction]]:
    """Target and score of the levels, and of the point before the first, by rising target."""
    points = [(level.at, level.score) for level in indicator.scale.levels]
    method = indicator.scale.method
    lines = [line for line in (method.below, method.above) if isinstance(line, POINT)]
    points.extend((line.at, line.score) for line in lines)
    return sorted(points)


def unrounded(indicator: Indicator) -> Indicator:
    """The same with scores as they are."""
    scale = indicator.scale
    method = structs.replace(scale.method, rounding=None)
    return structs.replace(indicator, scale=structs.replace(scale, method=method))


def evaluated(data: st.DataObject, written: st.SearchStrategy) -> Evaluation:
    """Some rules on some facts."""
    rules = books.read(data.draw(written).files).value
    return evaluate(rules, CARD, data.draw(facts_of(rules)))


def span_of(total: Trace) -> tuple[Fraction | None, Fraction | None]:
    """Where a total lies: at its value, or in its range."""
    if isinstance(total.step, Withheld):
        return total.step.low, total.step.high
    return total.value, total.value


def without(facts: Facts, gone: Iterable[str]) -> Facts:
    """The same facts, some of them not announced."""
    return facts.replaced(
        *(Supplied(key, PERIOD, None, "not_announced", "", "a test") for key in gone)
    )


def supplied(facts: Facts, values: dict[str, Fraction]) -> Facts:
    """The same facts, some of them with other values."""
    return facts.replaced(
        *(Supplied(key, PERIOD, value, None, "", "a test") for key, value in values.items())
    )


def figures(found: Evaluation) -> dict[str, object]:
    """Every figure of an evaluation, without the traces.

    Parts of an indicator stand in the order of their declarations, and so do the facts they lack.
    """
    table: dict[str, object] = {"total": found.total.value}
    if found.band is not None:
        table["band"] = found.band.value
    for group in (found.values, found.classes, found.components):
        table.update({key: trace.value for key, trace in group.items()})
    for key, each in found.indicators.items():
        own = {"result": each.result, "score": each.score, "weight": each.weight,
               "weighted": each.weighted}  # fmt: skip
        table.update({f"{key} {name}": trace.value for name, trace in own.items()})
        table[key] = (each.missing, each.counted_out)
    return {
        key: (value.reason, set(value.facts), set(value.elsewhen))
        if isinstance(value, Gap)
        else value
        for key, value in table.items()
    }
