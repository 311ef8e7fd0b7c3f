"""Number lines in text."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpirules.prose.words import plain
from kpirules.semantics.figures import decimals_of, figure
from kpirules.semantics.intervals import (
    HIGHEST,
    LOWEST,
    Stretch,
    after,
    at,
    before,
    common_grid,
    on_grid,
    range_of,
    stretch_of,
)
from kpirules.semantics.number_line import Row, keys_shown, number_line

F = Fraction


def _text(rows: list[Row], **more: object) -> list[str]:
    return [plain(line).rstrip() for line in number_line(rows, **more).lines]


def test_ends_that_belong_and_ends_that_do_not() -> None:
    """● belongs, ○ does not, an arrow has no end."""
    rows = [
        Row("a", (Stretch(LOWEST, before(F(0))),)),
        Row("b", (Stretch(before(F(0)), after(F(10))),)),
        Row("c", (Stretch(after(F(10)), HIGHEST),)),
        Row("d", (at(F(10)),)),
    ]

    assert [line.strip(" abcd═") for line in _text(rows)[2:]] == [
        "◄═══○",
        "●" + "═" * 47 + "●",
        "○═══►",
        "●",
    ]


def test_values_stand_to_scale() -> None:
    """Twice as far is twice as far."""
    scale = _text([Row("a", (Stretch(at(F(0)).low, at(F(10)).high), at(F(30))))])[1]
    first, second, third = (index for index, sign in enumerate(scale) if sign == "┼")

    assert abs((third - second) - 2 * (second - first)) <= 1


def test_values_without_room_are_left_out() -> None:
    """Those round the focus stay, and dots say that there are more."""
    rows = [Row(str(index), (at(F(index)),)) for index in range(40)]
    drawing = number_line(rows, focus=at(F(20)))

    assert "20" in keys_shown(drawing)
    assert "0" not in keys_shown(drawing)
    assert plain(drawing.lines[1]).count("…") == 2


def test_no_drawing_rather_than_a_broken_one() -> None:
    """A number too long for the line is not cut."""
    assert number_line([Row("a", (at(F(10**60)), at(F(1))))], focus=at(F(10**60))) is None
    assert number_line([]) is None
    assert number_line([Row("a", (Stretch(LOWEST, HIGHEST),))]) is None


CUTS = st.builds(
    lambda value, later: after(value) if later else before(value),
    st.fractions(-100, 100, max_denominator=40),
    st.booleans(),
)
STRETCHES = st.lists(CUTS, min_size=2, max_size=2, unique=True).map(
    lambda cuts: Stretch(min(cuts), max(cuts))
)


@given(st.lists(STRETCHES, min_size=1, max_size=9), st.data())
def test_every_drawing_fits(stretches: list[Stretch], data: st.DataObject) -> None:
    """At most 60 cells, the labels apart, and each mark under its label."""
    rows = [Row("abcdefghi"[index], (each,)) for index, each in enumerate(stretches)]
    focus = data.draw(st.sampled_from(stretches))
    drawing = number_line(rows, focus=focus)
    if drawing is None:
        return
    texts = [plain(line) for line in drawing.lines]
    labels, scale = texts[0], texts[1]

    assert max(map(len, texts)) <= 60
    assert len(labels.split()) == scale.count("┼")
    assert all(labels[index] != " " for index, sign in enumerate(scale) if sign == "┼")


@given(st.fractions(max_denominator=10**6))
def test_figures_are_exact(value: Fraction) -> None:
    """What is written reads back as the same number."""
    assert Fraction(figure(value).replace(",", "")) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_decimals_are_as_few_as_can_be(value: object) -> None:
    """No trailing zeros."""
    number = Fraction(value)
    places = decimals_of(number)

    assert (number * 10**places).denominator == 1
    assert places == 0 or (number * 10 ** (places - 1)).denominator != 1


def test_figures_have_thousands_and_signs() -> None:
    """As tables print them."""
    assert [figure(F(each)) for each in ("556629", "-1234.5", "0.07", "1/3", "-2/3")] == [
        "556,629",
        "-1,234.5",
        "0.07",
        "1/3",
        "-2/3",
    ]


@given(STRETCHES, st.sampled_from((None, F(1, 100), F(1, 2), F(3))))
def test_words_mean_the_same_stretch(stretch: Stretch, grid: Fraction | None) -> None:
    """Said and read back, a stretch holds the same grid values."""
    if not on_grid(stretch, grid).empty:
        again = stretch_of(range_of(stretch, grid))

        assert on_grid(again, grid) == on_grid(stretch, grid)


@given(STRETCHES, st.sampled_from((F(1, 10), F(1, 4), F(3))))
def test_snapping_keeps_grid_values(stretch: Stretch, grid: Fraction) -> None:
    """A grid value lies in a stretch exactly when it lies in the snapped one."""
    snapped = on_grid(stretch, grid)
    for step in range(-1001, 1002):
        value = at(step * grid)
        inside = not value.met(stretch).empty

        assert inside == (not value.met(snapped).empty)


def test_a_common_grid_holds_all() -> None:
    """The coarsest of which all are multiples."""
    assert common_grid([F(1, 100), F(1, 2)]) == F(1, 100)
    assert common_grid([F(1, 2), F(1, 3)]) == F(1, 6)
    assert common_grid([F(1, 2), None]) is None
    assert common_grid([]) is None
