"""Comparisons whose outcome is known beforehand, against every figure there can be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpirules.diagnostics.findings import Checked
from kpirules.pipeline import compile_rules
from kpirules.prose.words import plain
from kpirules.text.source import Source

OPERATORS = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
FACTS = """
fact a
  whole number from {low} to {high}
fact b
  whole number from {low} to {high}
  at most a
value named
  formula a * 2
parameter p
  {p} from 2566
value v
"""


def told(text: str) -> list[str]:
    """The headlines about comparisons."""
    found = compile_rules([Source("x.kpi", text)], lambda _: Checked(None)).findings

    assert {each.code for each in found} <= {"KPI0519"}, [
        plain(e.describe("en").headline) for e in found
    ]
    return [plain(each.describe("en").headline) for each in found]


@given(
    st.integers(-3, 3), st.integers(0, 4), st.sampled_from(sorted(OPERATORS)),
    st.integers(-10, 10), st.sampled_from(["a", "named", "a + 1", "-a", "a - b", "b"]),
    st.booleans(),
)  # fmt: skip
def test_what_is_told_is_so(
    low: int,
    width: int,
    sign: str,
    number: int,
    left: str,
    condition: bool,  # noqa: FBT001
) -> None:
    """Never and always mean each figure; of one fact, each such comparison is told."""
    high = low + width
    halves = Fraction(number, 2)
    written = f"{left} {sign} {float(halves)}"
    facts = FACTS.format(low=low, high=high, p=1)
    line = f"  formula if {written} then 1 else 2\n" if condition else f"  formula {written}\n"
    found = told(facts + line)
    outcomes = {
        OPERATORS[sign](
            {"a": a, "named": 2 * a, "a + 1": a + 1, "-a": -a, "a - b": a - b, "b": b}[left], halves
        )
        for a in range(low, high + 1)
        for b in range(low, a + 1)
    }

    assert found in ([], [f"`{written}` {'always' if outcomes == {True} else 'never'} holds"])
    assert not (found and len(outcomes) > 1)
    if left in {"a", "named", "a + 1", "-a"}:
        assert bool(found) == (len(outcomes) == 1)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("b above a", ["`b above a` never holds"]),
        ("a at least b", ["`a at least b` always holds"]),
        ("a at least p", ["`a at least p` never holds"]),
        ("a below p and b above 0", []),
        ("a above 0 or b above 50", ["`b above 50` never holds"]),
        ("not a above 20", ["`a above 20` never holds"]),
        ("a between 11 and 20", ["`a between 11 and 20` never holds"]),
        ("a between 0 and 10", ["`a between 0 and 10` always holds"]),
        ("named above 20", ["`named above 20` never holds"]),
        ("if a above 2 then a at least 0 else no", []),
        ("a * a above 5", []),
        ("known(a)", []),
        ("1 above 2", ["`1 above 2` never holds"]),
    ],
)
def test_conditions(formula: str, said: list[str]) -> None:
    """Parts that never hold, wholes that always do."""
    assert told(FACTS.format(low=0, high=10, p=12) + f"  formula {formula}\n") == said


def test_nothing_follows_from_a_misspelt_name() -> None:
    """It is told once, and stands for any number."""
    text = "fact a\n  whole number from 0 to 10\nvalue v\n  formula ab above 20\n"
    found = compile_rules([Source("x.kpi", text)], lambda _: Checked(None)).findings

    assert [each.code for each in found] == ["KPI0201"]


def test_a_condition_of_a_row_of_cases_is_told_once() -> None:
    """The row that never applies says it already."""
    text = (
        "fact a\n  whole number from 0 to 10\nclassify c\n  first that applies\n"
        "  high when a above 20\n  low otherwise\n"
    )
    found = compile_rules([Source("x.kpi", text)], lambda _: Checked(None)).findings

    assert [each.code for each in found] == ["KPI0514"]
