"""Bands: closing, gaps, overlaps, bands without a total, and the mends offered."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.semantics.by_hand import bands, codes, drawing, edits, headline, lines, place, signs

from kpirules.model.bands import Band, Edge
from kpirules.semantics.bands import close_bands, close_on_grid
from kpirules.text.span import Span

# ---------------------------------------------------------------------- closing


@pytest.mark.parametrize(
    ("written", "closed"),
    [
        ((">=90", ">=75", ">=60", "<60"), ["<60", ">=60 <75", ">=75 <90", ">=90"]),
        (("<60", "<75", "<90", ">=90"), ["<60", ">=60 <75", ">=75 <90", ">=90"]),
        (("<=50", ">50"), ["<=50", ">50"]),
        ((">75", "<=75"), ["<=75", ">75"]),
        ((">=60 <75", ">=75", "<60"), ["<60", ">=60 <75", ">=75"]),
        ((">0",), [">0"]),
        ((">=60", ">=75 <90", ">=90", "<60"), ["<60", ">=60 <75", ">=75 <90", ">=90"]),
    ],
)
def test_open_sides_close_at_the_neighbour(written: tuple[str, ...], closed: list[str]) -> None:
    """A side that is not written reaches to where the next band begins or ends."""
    found, problems = close_bands(bands(*written), None)

    assert signs(found) == closed
    assert problems == ()


def test_a_closed_edge_points_at_the_line_it_comes_from() -> None:
    """The edge taken from a neighbour keeps the neighbour's place."""
    lower, upper = bands("<60", ">=60")
    (_, found), _ = close_bands((replace(lower, high=None, low=None), upper), None)

    assert found.low == upper.low


def test_closing_twice_changes_nothing() -> None:
    """Closed bands are closed."""
    once, _ = close_bands(bands(">=90", ">=75", "<75"), 2)

    assert close_bands(once, 2) == (once, ())


# ------------------------------------------------------------- what the total can be


def test_a_published_table_has_no_gap_in_a_rounded_total() -> None:
    """74.99 is followed by 75.00 where totals have two decimals."""
    table = bands(">=90 <=100", ">=75 <=89.99", ">=60 <=74.99", "<60")

    assert close_bands(table, 2)[1] == ()


def test_a_published_table_has_gaps_in_the_exact_total() -> None:
    """74.995 has no band where the exact total decides."""
    table = bands(">=90 <=100", ">=75 <=89.99", ">=60 <=74.99", "<60")
    _, found = close_bands(table, None)

    assert codes(found) == ["KPI0505", "KPI0505"]
    assert headline(found[0]) == "no band for a total above 74.99 and below 75"
    assert headline(found[0], "th") == "คะแนนรวม มากกว่า 74.99 แต่ไม่ถึง 75 ไม่อยู่ในระดับใด"


def test_a_gap_in_a_rounded_total_is_told_by_its_values() -> None:
    """Where totals have two decimals a gap runs from one value to another."""
    _, found = close_bands(bands("<60", ">=61"), 2)

    assert headline(found[0]) == "no band for a total from 60 to 60.99"


def test_one_missing_value_is_a_gap() -> None:
    """Neither below 60 nor above 60: 60 itself has no band."""
    _, found = close_bands(bands("<60", ">60"), None)

    assert headline(found[0]) == "no band for a total of 60"


def test_one_value_in_two_bands_is_an_overlap() -> None:
    """At most 60 and at least 60: 60 itself has two bands."""
    _, found = close_bands(bands("<=60", ">=60"), None)

    assert codes(found) == ["KPI0506"]
    assert headline(found[0]) == "a total of 60 is in two bands, a and b"


def test_a_grid_need_not_be_decimal() -> None:
    """Totals rounded to the nearest half leave nothing between 59.5 and 60."""
    table = bands("<=59.5", ">=60")

    assert close_on_grid(table, Fraction(1, 2))[1] == ()
    assert codes(close_on_grid(table, Fraction(1, 4))[1]) == ["KPI0505"]


# --------------------------------------------------------------------- the message


def test_the_picture_of_a_gap() -> None:
    """Bands, the gap between them, and where each edge belongs."""
    _, found = close_bands(bands("<60", ">=60 <=74.99", ">=75"), None)

    assert drawing(found[0].describe("en")) == [
        "      60                                        74.99 75",
        "   ────┼──────────────────────────────────────────┼────┼────",
        " a ◄═══○",
        " b     ●══════════════════════════════════════════●",
        " ?                                                ○░░░░○",
        " c                                                     ●═══►",
    ]


def test_the_ways_to_close_a_gap() -> None:
    """Either neighbour moves, or a band comes in between."""
    _, found = close_bands(bands("<60", ">=60 <=74.99", ">=75 <90", ">=90"), None)
    described = found[0].describe("en")

    assert edits(described) == [
        ["b at least 60 and below 75"],
        ["c above 74.99 and below 90"],
        ["\n  new-band above 74.99 and below 75"],
    ]
    assert lines(described.helps) == [
        (
            "with a total rounded to 2 places there is no gap: "
            "round it, and write `decided on the rounded total`"
        )
    ]


def test_tables_written_from_to_stay_so() -> None:
    """In a rounded total the last value before the next band is the edge."""
    _, found = close_bands(bands(">=60 <=74", ">=75 <=100"), 2)

    assert edits(found[0].describe("en"))[0] == ["a from 60 to 74.99"]


def test_the_ways_to_end_an_overlap() -> None:
    """One band ends earlier, or the other begins later."""
    _, found = close_bands(bands("<=60", ">=60 <75", ">=75"), None)

    assert edits(found[0].describe("en")) == [["a below 60"], ["b above 60 and below 75"]]


def test_a_mend_that_would_tear_a_gap_is_not_offered() -> None:
    """A band inside another cannot be mended by moving one edge."""
    _, found = close_bands(bands(">=0 <100", ">=20 <30", ">=100"), None)

    assert codes(found) == ["KPI0506"]
    assert edits(found[0].describe("en")) == []


def test_swapped_numbers_are_one_mistake() -> None:
    """The gap in the place of a band written the wrong way round is not reported as well."""
    _, found = close_bands(bands("<60", ">=80 <60", ">=80"), None)

    assert codes(found) == ["KPI0507"]
    assert edits(found[0].describe("en")) == [["b at least 60 and below 80"]]


def test_edges_with_no_value_between_them() -> None:
    """Above 74.99 and below 75 holds no total of two decimals."""
    table = bands("<=74.99", ">74.99 <75", ">=75")

    assert codes(close_bands(table, 2)[1]) == ["KPI0507"]
    assert codes(close_bands(table, None)[1]) == []


def test_the_same_edge_twice() -> None:
    """Two bands that begin together are the same band, and nothing more is said."""
    _, found = close_bands(bands("<60", ">=60", ">=60"), None)

    assert codes(found) == ["KPI0507"]
    assert headline(found[0]) == "b and c are bands for the same totals"


# ------------------------------------------------------------------------ properties

_STEP = Fraction(1, 100)


@st.composite
def partitions(draw: st.DrawFn) -> tuple[Band, ...]:
    """Sound bands with all edges written, at least two steps wide, lowest first."""
    cuts = sorted(draw(st.lists(st.integers(-50, 50), min_size=2, max_size=7, unique=True)))
    edges = [(Fraction(cut, 10), draw(st.booleans())) for cut in cuts]
    found = []
    for index in range(len(edges) + 1):
        low = Edge(edges[index - 1][0], edges[index - 1][1], place()) if index else None
        high = Edge(edges[index][0], not edges[index][1], place()) if index < len(edges) else None
        found.append(Band(f"band-{index}", None, low, high, place()))
    return tuple(found)


@given(partitions(), st.randoms(use_true_random=False), st.sampled_from((None, 2, 4)))
def test_sound_partitions_are_sound(
    partition: tuple[Band, ...], random: object, decimals: int | None
) -> None:
    """Bands that meet have nothing wrong with them, in whatever order they are written."""
    shuffled = list(partition)
    random.shuffle(shuffled)
    closed, found = close_bands(tuple(shuffled), decimals)

    assert found == ()
    assert closed == partition


@given(partitions(), st.data())
def test_edges_may_be_left_out(partition: tuple[Band, ...], data: st.DataObject) -> None:
    """A band keeps its place when one of its edges follows from its neighbour."""
    side = data.draw(st.sampled_from(("low", "high")))
    other = "high" if side == "low" else "low"
    open_sided = tuple(
        replace(each, **{side: None})
        if getattr(each, other) is not None and data.draw(st.booleans())
        else each
        for each in partition
    )
    closed, found = close_bands(open_sided, None)

    assert found == ()
    assert signs(closed) == signs(partition)


@given(partitions(), st.data(), st.sampled_from((None, 2)))
def test_a_moved_edge_is_found(
    partition: tuple[Band, ...], data: st.DataObject, decimals: int | None
) -> None:
    """Inwards it tears one gap, outwards it makes one overlap; moved back, all is well."""
    index = data.draw(st.integers(0, len(partition) - 1))
    band = partition[index]
    side = data.draw(
        st.sampled_from([each for each in ("low", "high") if getattr(band, each) is not None])
    )
    inwards = data.draw(st.booleans())
    edge = getattr(band, side)
    by = _STEP if (side == "low") == inwards else -_STEP
    moved = replace(band, **{side: replace(edge, value=edge.value + by)})
    changed = (*partition[:index], moved, *partition[index + 1 :])
    _, found = close_bands(changed, decimals)

    assert codes(found) == ["KPI0505" if inwards else "KPI0506"]
    assert any(mend.changed is not None for mend in found[0].mends)
    for mend in found[0].mends:
        if mend.changed is not None:
            mended = tuple(
                mend.changed if each.name == mend.band.name else each for each in changed
            )
            assert close_bands(mended, decimals)[1] == ()


@given(partitions(), st.data())
def test_a_missing_band_is_a_gap(partition: tuple[Band, ...], data: st.DataObject) -> None:
    """A band taken out from between others leaves one gap, as wide as it was."""
    index = data.draw(st.integers(1, len(partition) - 2))
    _, found = close_bands((*partition[:index], *partition[index + 1 :]), None)
    band = partition[index]

    assert codes(found) == ["KPI0505"]
    assert (found[0].gap.low.value, found[0].gap.high.value) == (band.low.value, band.high.value)


@given(partitions(), st.data())
def test_a_turned_band_is_empty(partition: tuple[Band, ...], data: st.DataObject) -> None:
    """Exchanging a band's two numbers is found, once, and exchanged back as the mend."""
    index = data.draw(st.integers(1, len(partition) - 2))
    band = partition[index]
    low, high = band.low, band.high
    turned = replace(band, low=replace(low, value=high.value), high=replace(high, value=low.value))
    _, found = close_bands((*partition[:index], turned, *partition[index + 1 :]), None)

    assert codes(found) == ["KPI0507"]
    assert found[0].mends[0].changed == band


@given(partitions(), st.sampled_from(("en", "th")), st.data())
def test_pictures_fit(partition: tuple[Band, ...], lang: str, data: st.DataObject) -> None:
    """No drawing is wider than 60 cells, and none needs a letter wider than a cell."""
    index = data.draw(st.integers(1, len(partition) - 2))
    _, found = close_bands((*partition[:index], *partition[index + 1 :]), None)
    drawn = drawing(found[0].describe(lang))

    assert max(map(len, drawn)) <= 60
    assert set("".join(drawn)) <= set("0123456789.,-abcdefghi? ─┼═░●○◄►…")


def test_a_mistake_stands_at_a_band() -> None:
    """Each finding marks a row that was written."""
    table = bands("<60", ">=61 <75", ">=70")
    _, found = close_bands(table, None)
    rows: set[Span] = {each.span for each in table}

    assert {each.span for each in found} <= rows
