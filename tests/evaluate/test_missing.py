"""The table of missing operands holds, for every reason, and leaves no operator out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from tests import books
from tests.evaluate.missing_table import MISSING, REASONS, TABLE, as_markdown

from kpirules.evaluate.expressions import _HANDLERS
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Gap
from kpirules.facts.facts import Facts, Supplied
from kpirules.model import expressions as ex
from kpirules.model.functions import FUNCTIONS
from kpirules.model.rules import Rules

# `x` and `y` are missing for any reason there is: as the fact is, or by a division by zero.
RULES = """
fact x-fact
fact y-fact
fact x-divisor
fact y-divisor
fact a
value x
  formula x-fact / x-divisor
value y
  formula y-fact / y-divisor
value c
  formula x = 1
classify o
  first that applies
  row-a when x = 1
  row-b otherwise
value asked
  formula {}
"""
DOCS = Path(__file__).resolve().parents[2] / "docs" / "language"
ROUNDED = "  rounded to 2 places half up\n"


def rules_for(expression: str) -> Rules:
    """Rules whose value `asked` is the expression."""
    text = RULES.format(expression.removeprefix("rounded "))
    checked = books.read_text(text + ROUNDED if expression.startswith("rounded ") else text)
    assert books.said(checked) == []
    return checked.value


def facts_for(**reasons: str) -> Facts:
    """Facts in which some are missing."""
    values = {"x-fact": 1, "y-fact": 1, "x-divisor": 1, "y-divisor": 1, "a": 5}
    facts = {key: _supplied(key, Fraction(value), None) for key, value in values.items()}
    for name, reason in reasons.items():
        if reason == "undefined":
            facts[f"{name}-divisor"] = _supplied(f"{name}-divisor", Fraction(0), None)
        else:
            facts[f"{name}-fact"] = _supplied(f"{name}-fact", None, reason)
    return Facts({(key, 2566): fact for key, fact in facts.items()}, {})


def _supplied(key: str, value: object, reason: str | None) -> Supplied:
    return Supplied(key, 2566, value, reason, "", "a test")


@pytest.mark.parametrize(("expression", "outcome"), [row[1:] for row in TABLE])
def test_every_operator_with_every_missing_operand(expression: str, outcome: object) -> None:
    """Each row of the table holds for each reason."""
    rules = rules_for(expression)
    for reason in REASONS:
        facts = () if reason == "undefined" else ("x-fact",)
        expected = Gap(reason, facts) if outcome is MISSING else outcome

        assert evaluate(rules, None, facts_for(x=reason), 2566).values["asked"].value == expected


@pytest.mark.parametrize("expression", ["x + y", "y * x", "max(x, y)", "x < y", "x = 1 and y = 1"])
def test_of_two_reasons_the_graver_counts(expression: str) -> None:
    """What can never be mended counts before what may still come in."""
    rules = rules_for(expression)
    found = {
        (one, other): evaluate(rules, None, facts_for(x=one, y=other), 2566)
        .values["asked"]
        .value.reason
        for one, other in product(REASONS, REASONS)
    }

    assert found == {
        (one, other): min(one, other, key=REASONS.index) for one, other in product(REASONS, REASONS)
    }


def test_a_missing_whole_names_all_missing_facts() -> None:
    """Whoever asks what is missing gets every fact, each once."""
    found = evaluate(rules_for("x + y + x"), None, facts_for(x="absent", y="absent"), 2566)

    assert found.values["asked"].value == Gap("absent", ("x-fact", "y-fact"))


def test_the_table_has_every_operator() -> None:
    """An operator or function added to the language needs its row."""
    listed = {operator for operator, _, _ in TABLE}
    kinds = {
        kind
        for _, expression, _ in TABLE
        for kind in _kinds(rules_for(expression).values["asked"].formula)
    }

    assert set(FUNCTIONS) <= listed
    assert {kind for kind in _HANDLERS if kind is not ex.Option} <= kinds | {ex.Flag, ex.Number}
    assert set(_HANDLERS) <= set(get_args(ex.Expr))


def _kinds(expr: ex.Expr) -> set[type]:
    return {type(expr)}.union(*map(_kinds, ex.children(expr)))


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_the_documentation_shows_this_table(page: Path) -> None:
    """Where a page has the table, it has all of it, as printed."""
    text = page.read_text("utf-8")

    assert as_markdown().splitlines()[0] not in text or as_markdown() in text
