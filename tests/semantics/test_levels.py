"""Target levels: order, direction, zero width, and what lies outside of them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.semantics.by_hand import (
    codes,
    drawing,
    edits,
    headline,
    indicator,
    level,
    lines,
    method,
    place,
)

from kpirules.model.scoring import Extrapolate, FixedScore, FromPoint, Level, Refuse
from kpirules.semantics.levels import check_levels, least_demanding_first
from kpirules.text.span import Span

F = Fraction

# ------------------------------------------------------------------------ the levels


def test_levels_that_lead_upwards_are_sound() -> None:
    """The department's own levels."""
    one = indicator("one", [level(50, "59.54"), level(75, "64.04"), level(100, "73.04")])

    assert check_levels([one]) == ()


def test_levels_may_be_written_from_the_highest_down() -> None:
    """The order of the lines does not matter as long as there is one."""
    one = indicator("one", [level(100, "73.04"), level(75, "64.04"), level(50, "59.54")])

    assert check_levels([one]) == ()


def test_lower_may_be_better() -> None:
    """Falling targets for rising scores go with `lower is better`."""
    levels = [level(50, "30"), level(75, "20"), level(100, "10")]

    assert check_levels([indicator("one", levels, method("lower"))]) == ()


def test_two_levels_may_give_the_same_score() -> None:
    """A flat stretch is no mistake."""
    levels = [level(0, "0"), level(0, "50"), level(100, "100")]

    assert check_levels([indicator("one", levels)]) == ()


def test_exchanged_targets() -> None:
    """Scores in order and targets not: two targets changed places."""
    one = indicator("one", [level(50, "59.54"), level(75, "73.04"), level(100, "64.04")])
    found = check_levels([one])
    described = found[0].describe("en")

    assert codes(found) == ["KPI0502"]
    assert headline(found[0]) == "the targets of one are out of order: 59.54, 73.04, 64.04"
    assert headline(found[0], "th") == "เป้าหมายของ one ไม่เรียงลำดับ: 59.54, 73.04, 64.04"
    assert edits(described) == [["75 at 64.04", "100 at 73.04"]]
    assert lines(fix.title for fix in described.fixes) == ["exchange the targets 64.04 and 73.04"]
    assert edits(replace(found[0], file_lang="th").describe("en")) == [
        ["75 ที่ 64.04", "100 ที่ 73.04"]
    ]


def test_the_picture_of_levels() -> None:
    """A score a row, over the number line of results; the level out of line leans back."""
    one = indicator("one", [level(50, "59.54"), level(75, "73.04"), level(100, "๖๔.๐๔")])

    assert drawing(check_levels([one])[0].describe("th")) == [
        "       59.54          64.04                          73.04",
        "     ────┼──────────────┼──────────────────────────────┼────",
        "  50     ●",
        "  75                                                   ●",
        " 100                    ●",
    ]


def test_lines_out_of_order() -> None:
    """Each score at its right target, only the lines are mixed: they are sorted."""
    one = indicator("one", [level(75, "64.04"), level(50, "59.54"), level(100, "73.04")])
    found = check_levels([one])

    assert codes(found) == ["KPI0502"]
    assert edits(found[0].describe("en")) == [["50 at 59.54", "75 at 64.04"]]


def test_scores_and_targets_out_of_order() -> None:
    """Nobody can tell what was meant, so nothing is offered."""
    one = indicator("one", [level(75, "30"), level(50, "40"), level(100, "20"), level(60, "10")])
    found = check_levels([one])

    assert codes(found) == ["KPI0502"]
    assert edits(found[0].describe("en")) == []


def test_levels_against_the_direction() -> None:
    """Higher is better, but higher targets score less: another method, or targets turned round."""
    one = indicator("one", [level(50, "30"), level(75, "20"), level(100, "10")])
    found = check_levels([one])
    described = found[0].describe("en")

    assert codes(found) == ["KPI0504"]
    assert headline(found[0]) == "one gives 75 at 20 but 100 at 10"
    assert lines(described.helps) == [
        "where that is meant, use a scoring method that says `lower is better`"
    ]
    assert edits(described) == [["50 at 10", "100 at 30"]]


def test_one_score_against_the_direction() -> None:
    """Targets rise, one score falls: the direction is not in doubt."""
    one = indicator("one", [level(50, "10"), level(100, "20"), level(75, "30")])
    described = check_levels([one])[0].describe("en")

    assert lines(described.helps) == []
    assert edits(described) == [["75 at 20", "100 at 30"]]


def test_two_scores_at_one_target() -> None:
    """No result lies between two levels at the same place."""
    one = indicator("one", [level(50, "10"), level(75, "10.0"), level(100, "20")])
    found = check_levels([one])

    assert codes(found) == ["KPI0503"]
    assert headline(found[0]) == "one gives two scores at 10.0: 50 and 75"


def test_a_level_written_twice() -> None:
    """The second line can go."""
    one = indicator("one", [level(50, "10"), level(50, "10"), level(100, "20")])
    described = check_levels([one])[0].describe("en")

    assert edits(described) == [[""]]


def test_several_mistakes_at_once() -> None:
    """A double and a disorder are two findings."""
    levels = [level(50, "10"), level(60, "10"), level(75, "30"), level(100, "20")]

    assert codes(check_levels([indicator("one", levels)])) == ["KPI0503", "KPI0502"]


@pytest.mark.parametrize(
    ("between", "above", "count", "expected"),
    [
        ("interpolate", None, 1, ["KPI0508"]),
        ("step", None, 1, []),
        ("step", Extrapolate(place()), 1, ["KPI0508"]),
        ("step", None, 0, ["KPI0508"]),
    ],
)
def test_lines_need_two_levels(
    between: str, above: Extrapolate | None, count: int, expected: list[str]
) -> None:
    """One level is enough for steps, unless a line goes on beyond it."""
    one = indicator("one", [level(50, "10")], method(between=between, above=above))
    one = replace(one, scale=replace(one.scale, levels=one.scale.levels[:count]))

    assert codes(check_levels([one])) == expected


# ------------------------------------------------------------------ outside of them


def test_more_for_less() -> None:
    """A result short of the first level must not score more than one that reaches it."""
    scoring = method(below=FixedScore(F(60), place()))
    found = check_levels([indicator("one", scoring=scoring), indicator("two", scoring=scoring)])

    assert codes(found) == ["KPI0504"]
    assert headline(found[0]) == ("short of the first level of one gives 60, reaching it only 50")
    assert len(found[0].describe("en").labels) == 2


def test_less_for_more() -> None:
    """A result past the last level must not score less than one that just reaches it."""
    found = check_levels([indicator("one", scoring=method(above=FixedScore(F(90), place())))])

    assert codes(found) == ["KPI0504"]
    assert drawing(found[0].describe("en"))[-1].endswith("○═══►")


@pytest.mark.parametrize(
    ("direction", "at", "expected"),
    [
        ("higher", "5", []),
        ("higher", "10", ["KPI0503"]),
        ("higher", "15", ["KPI0502"]),
        ("lower", "25", []),
        ("lower", "20", ["KPI0503"]),
        ("lower", "15", ["KPI0502"]),
    ],
)
def test_the_point_a_line_begins_at(direction: str, at: str, expected: list[str]) -> None:
    """It lies on the side of the worse results, away from the first level."""
    levels = [level(50, "10"), level(100, "20")]
    if direction == "lower":
        levels = [level(50, "20"), level(100, "10")]
    scoring = method(direction, below=FromPoint(F(0), F(at), place()))

    assert codes(check_levels([indicator("one", levels, scoring)])) == expected


def test_a_line_that_falls_to_the_first_level() -> None:
    """The point a line begins at must not score more than the first level."""
    scoring = method(below=FromPoint(F(60), F(5), place()), above=Refuse(place()))

    assert codes(check_levels([indicator("one", scoring=scoring)])) == ["KPI0504"]


# ------------------------------------------------------------------------ properties


@st.composite
def sound_levels(draw: st.DrawFn, direction: str) -> list[Level]:
    """Levels from the least demanding on, their scores strictly rising."""
    count = draw(st.integers(2, 6))
    targets = sorted(
        draw(st.lists(st.integers(-999, 999), min_size=count, max_size=count, unique=True)),
        reverse=direction == "lower",
    )
    scores = sorted(
        draw(st.lists(st.integers(1, 100), min_size=count, max_size=count, unique=True))
    )
    return [
        Level(F(score), F(target, 100), str(F(target, 100)), place())
        for score, target in zip(scores, targets, strict=True)
    ]


DIRECTIONS = st.sampled_from(("higher", "lower"))


@given(DIRECTIONS, st.booleans(), st.data())
def test_sound_levels_are_sound(direction: str, backwards: bool, data: st.DataObject) -> None:  # noqa: FBT001  # drawn
    """Levels in order have nothing wrong with them, written up or down."""
    levels = data.draw(sound_levels(direction))
    one = indicator("one", levels[::-1] if backwards else levels, method(direction))

    assert check_levels([one]) == ()
    assert list(least_demanding_first(one.scale)) == levels


@given(DIRECTIONS, st.data())
def test_exchanged_targets_are_found_and_mended(direction: str, data: st.DataObject) -> None:
    """Two targets exchanged are one mistake, and the mend is what was there before."""
    levels = data.draw(sound_levels(direction))
    first, second = sorted(
        data.draw(st.lists(st.integers(0, len(levels) - 1), min_size=2, max_size=2, unique=True))
    )
    mixed = list(levels)
    mixed[first] = replace(levels[first], at=levels[second].at)
    mixed[second] = replace(levels[second], at=levels[first].at)
    found = check_levels([indicator("one", mixed, method(direction))])
    # Exactly the other way round they are in order, but against the direction.
    turned = [each.at for each in mixed] == [each.at for each in levels[::-1]]
    expected = "KPI0504" if turned else "KPI0502"

    assert codes(found) == [expected]
    assert [each.at for each in found[0].mended] == [each.at for each in levels]


@given(DIRECTIONS, st.data())
def test_a_doubled_target_is_found(direction: str, data: st.DataObject) -> None:
    """A level moved onto its neighbour is one mistake."""
    levels = data.draw(sound_levels(direction))
    index = data.draw(st.integers(1, len(levels) - 1))
    doubled = list(levels)
    doubled[index] = replace(levels[index], at=levels[index - 1].at)
    found = check_levels([indicator("one", doubled, method(direction, between="step"))])

    assert codes(found) == ["KPI0503"]


@given(DIRECTIONS, st.data())
def test_the_other_direction_is_against_them(direction: str, data: st.DataObject) -> None:
    """Sound levels under the opposite method go against it."""
    levels = data.draw(sound_levels(direction))
    other = "lower" if direction == "higher" else "higher"
    scoring = method(other, below=FixedScore(F(0), place()))

    assert codes(check_levels([indicator("one", levels, scoring)])) == ["KPI0504"]


@given(st.permutations(range(5)), st.sampled_from(("en", "th")))
def test_pictures_fit(order: list[int], lang: str) -> None:
    """No drawing is wider than 60 cells, in whatever order the levels are."""
    levels = [level(20 * index, f"{at * 12345.25}") for index, at in enumerate(order)]
    for found in check_levels([indicator("one", levels)]):
        assert max(map(len, drawing(found.describe(lang)))) <= 60


def test_a_mistake_stands_at_a_line() -> None:
    """Each finding marks a level that was written, or the line of the method."""
    levels = [level(50, "10"), level(75, "5"), level(100, "20")]
    scoring = method(above=FixedScore(F(0), place()))
    spans: set[Span] = {each.span for each in levels} | {scoring.above.span}

    assert {each.span for each in check_levels([indicator("one", levels, scoring)])} <= spans
