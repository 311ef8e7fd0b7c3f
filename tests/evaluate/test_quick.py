"""What quick functions say of rows is what traces say, whatever is missing and wherever nothing results."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests import books

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.expressions import Named
from kpirules.evaluate.quick import Value
from kpirules.evaluate.rows import TableRows
from kpirules.evaluate.trace import Gap, Trace
from kpirules.facts.facts import Cell, Rows
from kpirules.model import expressions as ex
from kpirules.model.scorecards import Missing

PERIOD = 2566

HEAD = """table rows
  column a whole number from 0 to 3
  column b from 0 to 2 with 1 decimal
  column yes-or-no yes or no
  column kind one of red, blue
"""

numbers = st.sampled_from(("a", "b", "2", "0.5", "0", "7"))
divisors = st.sampled_from(("a", "b", "(a - 1)", "(b - a)"))  # zero in some rows, never in all
flags = st.sampled_from(("yes-or-no", "kind is red", "kind one of (red, blue)"))


def _bigger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, parts, st.sampled_from("+-*"), parts),
        st.builds("({} / {})".format, parts, divisors),
        st.builds("({})^2".format, parts),
        st.builds("(-{})".format, parts),
        st.builds("{}({}, {})".format, st.sampled_from(("min", "max", "mean")), parts, parts),
        st.builds("({} or else {})".format, parts, parts),
        st.builds("(if {} then {} else {})".format, conditions, parts, parts),
    )


conditions: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        flags,
        st.builds(
            "({} {} {})".format, formulas, st.sampled_from(("=", "at least", "below")), formulas
        ),
        st.builds("({} between {} and {})".format, formulas, formulas, formulas),
        st.builds("known({})".format, formulas),
        st.builds("(not {})".format, conditions),
        st.builds("({} {} {})".format, conditions, st.sampled_from(("and", "or")), conditions),
    )
)
formulas: st.SearchStrategy[str] = st.recursive(numbers, _bigger, max_leaves=6)

cells = st.fixed_dictionaries(
    {
        "a": st.none() | st.integers(0, 3),
        "b": st.none() | st.sampled_from((Fraction(1, 2), 0, 1, 2)),
        "yes-or-no": st.none() | st.booleans(),
        "kind": st.none() | st.sampled_from(("red", "blue")),
    }
)


class _Alone:
    """A machine for expressions that name nothing outside their row."""

    def __init__(self) -> None:
        self.findings: list[Problem] = []
        self.period = PERIOD
        self.elsewhen: int | None = None

    def lacking(self, reason: Missing, fact: str) -> Gap:
        return Gap(reason, (fact,))

    def in_year(self, period: int) -> Named:
        raise AssertionError(period)

    def named(self, expr: ex.Expr) -> Trace:
        raise AssertionError(expr)


@given(
    st.lists(formulas, min_size=1, max_size=3),
    st.lists(conditions, min_size=1, max_size=3),
    st.lists(cells, min_size=1, max_size=8),
)
def test_quick_functions_say_what_traces_say(
    sums: list[str], answers: list[str], supplied: list[dict[str, Cell]]
) -> None:
    """Each computed column, row by row: the value, or why there is none."""
    written = [f"  let let-{place} = {text}" for place, text in enumerate((*sums, *answers))]
    checked = books.read_text(HEAD + "\n".join(written) + "\n")
    assert books.errors_said(checked) == []  # no false alarm: units and kinds fit

    table = TableRows(checked.value, "rows", as_rows(supplied), _Alone())
    for let in table.table.lets.values():
        values, gaps = table.every(let.formula, range(table.size))
        found = [gaps.get(row, plain(value)) for row, value in enumerate(values)]

        assert found == [table.traced(let.formula, row).value for row in range(table.size)]


def as_rows(supplied: list[dict[str, Cell]]) -> Rows:
    """Rows that came from no file."""
    columns = {name: [row[name] for row in supplied] for name in supplied[0]}
    return Rows("rows", PERIOD, len(supplied), columns, {}, "", [], "")


def plain(value: Value) -> Value | Fraction:
    """Whole numbers are fractions in a trace; yes and no stay what they are."""
    return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value
