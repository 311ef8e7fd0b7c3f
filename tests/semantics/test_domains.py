"""Facts nothing can be supplied for."""

from __future__ import annotations

import pytest
from tests.semantics.by_hand import codes, fact, headline, lines, numbers

from kpirules.model.facts import OptionsDomain
from kpirules.semantics.domains import check_domains


def _found(*facts: object) -> tuple:
    return check_domains({each.name: each for each in facts})


def test_ranges_with_room() -> None:
    """One value is enough."""
    assert _found(fact("a", numbers("5", "5", 0)), fact("b", numbers(None, None))) == ()


def test_a_range_between_two_whole_numbers() -> None:
    """No whole number lies from 0.2 to 0.8."""
    found = _found(fact("a", numbers("0.2", "0.8", 0)))

    assert codes(found) == ["KPI0515"]
    assert lines(found[0].describe("en").notes) == [
        "no number with 0 decimals is both at least 0.2 and at most 0.8"
    ]


def test_a_range_the_wrong_way_round_is_reported_where_it_is_read() -> None:
    """Elaboration marks the number; saying it again here would be twice."""
    assert _found(fact("a", numbers("10", "5"))) == ()


def test_no_options() -> None:
    """A choice among nothing."""
    assert codes(_found(fact("a", OptionsDomain(())))) == ["KPI0515"]


@pytest.mark.parametrize(
    ("operator", "room"),
    [("<=", True), ("<", False), ("=", True), (">=", True), (">", True), ("!=", True)],
)
def test_relations_between_ranges_that_touch(operator: str, room: bool) -> None:  # noqa: FBT001  # a column
    """The least of one is the greatest of the other: 10."""
    found = _found(fact("a", numbers("10", "20"), (operator, "b")), fact("b", numbers("0", "10")))

    assert codes(found) == ([] if room else ["KPI0515"])


def test_relations_know_decimals() -> None:
    """The greatest whole number up to 10.5 is 10."""
    above = fact("a", numbers("10", "20"), ("<", "b"))

    assert codes(_found(above, fact("b", numbers("0", "10.5", 0)))) == ["KPI0515"]
    assert codes(_found(above, fact("b", numbers("0", "10.5", 1)))) == []


def test_the_words_of_a_relation() -> None:
    """Both ranges are told."""
    (found,) = _found(
        fact("approved", numbers("50", "100"), ("<=", "trained")),
        fact("trained", numbers("0", "40")),
    )

    assert headline(found) == "approved can never be `at most` trained"
    assert lines(found.describe("en").notes) == [
        "approved is from 50 to 100",
        "trained is from 0 to 40",
    ]


def test_a_fact_below_itself() -> None:
    """Directly, or round a circle."""
    assert codes(_found(fact("a", None, ("<", "a")))) == ["KPI0515"]
    assert codes(_found(fact("a", None, ("<=", "a")))) == []
    assert codes(
        _found(
            fact("a", None, ("<", "b")), fact("b", None, ("<=", "c")), fact("c", None, ("=", "a"))
        )
    ) == ["KPI0515"]
    assert codes(_found(fact("a", None, ("<=", "b")), fact("b", None, ("<=", "a")))) == []
