"""Grouped values say of each group what a plain loop over its rows says, whatever is missing."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests import books

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Gap, Grouped, GroupFigure
from kpirules.facts.facts import NO_FACTS, Rows

RULES = """
table homes
  column place text
  column tenure one of owned, rented
  column income from 0 to 100

value how-many
  formula count(homes where income at least 50)
  by place
value share-of
  measured in percent
  formula share(homes where income at least 50)
  by place
value together
  formula sum(income over homes)
  by tenure
value on-average
  formula mean(income over homes where known(place))
  by place
"""
PLACES, TENURES = ("ตาก", "น่าน", "ยะลา"), ("owned", "rented")
Row = tuple[str | None, str | None, int | None]
rows = st.lists(
    st.tuples(
        st.sampled_from((*PLACES, None)),
        st.sampled_from((*TENURES, *TENURES, None)),
        st.none() | st.integers(0, 100),
    ),
    max_size=12,
)


@given(rows)
def test_each_group_is_as_a_plain_loop_finds_it(found: list[Row]) -> None:
    """Figures, which groups there are, and where something missing leaves a figure open."""
    evaluation = evaluated(found)

    assert figures(evaluation, "how-many") == {
        place: counted(found, place) for place in groups(found)
    }
    assert figures(evaluation, "share-of") == {
        place: shared(found, place) for place in groups(found)
    }
    assert figures(evaluation, "together") == {tenure: added(found, tenure) for tenure in TENURES}
    assert figures(evaluation, "on-average") == {
        place: averaged(found, place) for place in groups(found)
    }


@given(rows)
def test_no_row_is_dropped(found: list[Row]) -> None:
    """Every row belongs to a group, or is among those whose group is missing."""
    trace = evaluated(found).groups["how-many"]

    assert isinstance(trace.step, Grouped)
    known = sum(each.step.rows for each in trace.parts if isinstance(each.step, GroupFigure))
    assert known + trace.step.unknown == len(found)


def evaluated(found: list[Row]) -> Evaluation:
    """The rules on some rows."""
    checked = books.read_text(RULES)
    assert books.said(checked) == []
    columns = {
        "place": [row[0] for row in found],
        "tenure": [row[1] for row in found],
        "income": [None if row[2] is None else Fraction(row[2]) for row in found],
    }
    supplied = Rows("homes", 2566, len(found), columns, {}, "", [], "")
    return evaluate(checked.value, None, NO_FACTS.with_rows(supplied), 2566)


def figures(evaluation: Evaluation, name: str) -> dict[str, object]:
    """The figure of each group, or why there is none."""
    return {
        each.step.group.name: each.value.reason if isinstance(each.value, Gap) else each.value
        for each in evaluation.groups[name].parts
        if isinstance(each.step, GroupFigure)
    }


def groups(found: list[Row]) -> list[str]:
    """The places that occur, as they come."""
    return list(dict.fromkeys(row[0] for row in found if row[0] is not None))


def may(row: Row, place: str) -> bool:
    """Whether a row is, or may be, of a place."""
    return row[0] in (place, None)


def counted(found: list[Row], place: str) -> object:
    """How many rows of a place have an income of 50 or more."""
    open_ = [
        row
        for row in found
        if may(row, place) and (row[2] is None or (row[0] is None and row[2] >= 50))
    ]
    if open_:
        return "absent"
    return Fraction(sum(row[0] == place and row[2] >= 50 for row in found))


def shared(found: list[Row], place: str) -> object:
    """The same of all its rows, in percent."""
    some = counted(found, place)
    if some == "absent" or any(row[0] is None for row in found):
        return "absent"
    return Fraction(some) * 100 / sum(row[0] == place for row in found)


def added(found: list[Row], tenure: str) -> object:
    """The incomes of all its rows."""
    those = [row for row in found if row[1] in (tenure, None)]
    if any(row[1] is None or row[2] is None for row in those):
        return "absent"
    return Fraction(sum(row[2] for row in those))


def averaged(found: list[Row], place: str) -> object:
    """The mean income of its rows; rows without a place are left out in so many words."""
    those = [row[2] for row in found if row[0] == place]
    if any(income is None for income in those):
        return "absent"
    return Fraction(sum(those), len(those))
