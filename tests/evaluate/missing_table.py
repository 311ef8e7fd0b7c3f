"""What each operator makes of a missing operand: one table, tested and printed.

`python -m tests.evaluate.missing_table` prints it as the documentation shows it.

In the expressions `x` is a number, `c` a condition and `o` a choice that are
missing, each for the same reason; `a` is 5, `yes` and `no` are themselves.
"""

from __future__ import annotations

import sys
from fractions import Fraction

MISSING = "missing"
"""The whole is missing, for the reason the operand is."""

REASONS = ("undefined", "not_applicable", "cancelled", "absent", "not_announced")
"""The reasons something may be missing for; of several, the first in this list counts."""

Row = tuple[str, str, object]
TABLE: tuple[Row, ...] = (
    # ----------------------------------------------------------- arithmetic
    ("sum", "x + a", MISSING),
    ("sum", "a - x", MISSING),
    ("sum", "a - x + x", MISSING),
    ("product", "x * a", MISSING),
    ("product", "x * 0", MISSING),
    ("product", "0 / x", MISSING),
    ("product", "x / a", MISSING),
    ("power", "x ^ 2", MISSING),
    ("power", "x ^ 0", MISSING),
    ("negative", "-x", MISSING),
    ("rounding", "rounded x", MISSING),
    # ------------------------------------------------------------ functions
    ("abs", "abs(x)", MISSING),
    ("min", "min(x, a)", MISSING),
    ("max", "max(a, x)", MISSING),
    ("mean", "mean(a, x, a)", MISSING),
    ("floor", "floor(x)", MISSING),
    ("ceiling", "ceiling(x)", MISSING),
    ("clamp", "clamp(x, 0, a)", MISSING),
    ("clamp", "clamp(a, x, 9)", MISSING),
    ("percent-change", "percent-change(x, a)", MISSING),
    ("percent-change", "percent-change(a, x)", MISSING),
    ("round", "round(x to 2 places half up)", MISSING),
    ("sqrt", "sqrt(x)", MISSING),
    ("ln", "ln(x)", MISSING),
    ("exp", "exp(x)", MISSING),
    ("geometric-mean", "geometric-mean(x, 0)", MISSING),
    ("^", "x ^ 0.5", MISSING),
    ("^", "0 ^ x", MISSING),
    # ---------------------------------------------------------- comparisons
    ("compare", "x = a", MISSING),
    ("compare", "x != a", MISSING),
    ("compare", "x = x", MISSING),
    ("compare", "a at least x", MISSING),
    ("between", "x between 0 and 9", MISSING),
    ("between", "a between x and 0", MISSING),
    ("is", "o is row-a", MISSING),
    ("is", "o is not row-a", MISSING),
    ("one of", "o one of (row-a, row-b)", MISSING),
    # ----------------------------------------------------------- conditions
    ("not", "not c", MISSING),
    ("and", "c and yes", MISSING),
    ("and", "c and no", False),
    ("and", "no and c", False),
    ("and", "c and c", MISSING),
    ("or", "c or no", MISSING),
    ("or", "c or yes", True),
    ("or", "yes or c", True),
    ("or", "c or c", MISSING),
    # ------------------------------------------------------- choosing a value
    ("if", "if c then 1 else 2", MISSING),
    ("if", "if c then 1 else 1", MISSING),
    ("if", "if yes then x else 2", MISSING),
    ("if", "if yes then 1 else x", Fraction(1)),
    ("if", "if no then x else 2", Fraction(2)),
    ("or else", "x or else 3", Fraction(3)),
    ("or else", "a or else x", Fraction(5)),
    ("or else", "x or else x", MISSING),
    ("known", "known(x)", False),
    ("known", "known(a)", True),
    ("known", "known(c)", False),
    ("known", "known(o)", False),
    ("known", "not known(x + a)", True),
)

_WORDS = {True: "yes", False: "no"}


def as_markdown() -> str:
    """The table as the documentation shows it."""
    lines = ["| operator | with a missing operand | comes to |", "|---|---|---|"]
    for operator, expression, outcome in TABLE:
        lines.append(f"| {operator} | `{expression}` | {_WORDS.get(outcome, outcome)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
