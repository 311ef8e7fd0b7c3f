"""The table of missing operands holds, for every reason, and leaves no operator out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import get_args

import pytest
from msgspec.structs import replace
from tests import books
from tests.evaluate.missing_table import (
    CONSTRUCT_RULES,
    CONSTRUCTS,
    MISSING,
    POLICIES,
    POLICY_RULES,
    REASONS,
    TABLE,
    Policy,
    graver,
)

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.expressions import _HANDLERS
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Gap, Trace, Withheld
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
    return Facts(
        {(key, year): replace(fact, period=year) for key, fact in facts.items() for year in YEARS},
        {},
    )


YEARS = (2565, 2566)
"""The year that is evaluated, and the one before: what is missing is missing in both."""


def _supplied(key: str, value: object, reason: str | None) -> Supplied:
    return Supplied(key, 2566, value, reason, "", "a test")


@pytest.mark.parametrize(("expression", "outcome"), [row[1:] for row in TABLE])
def test_every_operator_with_every_missing_operand(expression: str, outcome: object) -> None:
    """Each row of the table holds for each reason."""
    rules = rules_for(expression)
    for reason in REASONS:
        found = evaluate(rules, None, facts_for(x=reason), 2566).values["asked"].value
        if outcome is not MISSING:
            assert found == outcome
            continue

        assert isinstance(found, Gap)
        assert found.reason == reason
        named = {*found.facts, *(fact for fact, _ in found.elsewhen)}
        assert named == (set() if reason == "undefined" else {"x-fact"})


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

    assert found == {(one, other): graver(one, other) for one, other in product(REASONS, REASONS)}


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
    assert {kind for kind in _HANDLERS if kind is not ex.Option} <= kinds | {
        ex.Flag,
        ex.Number,
        ex.Words,
        ex.BelowFirst,  # among the constructs: it asks for an indicator
    }
    assert set(_HANDLERS) <= set(get_args(ex.Expr))


def _kinds(expr: ex.Expr) -> set[type]:
    return {type(expr)}.union(*map(_kinds, ex.children(expr)))


# ------------------------------------------------------------------- constructs


@pytest.mark.parametrize(("what", "outcome"), [row[2:] for row in CONSTRUCTS])
def test_every_construct_with_a_missing_operand(what: str, outcome: object) -> None:
    """Each row of the table holds for each reason."""
    rules = rules_with(CONSTRUCT_RULES)
    for reason in REASONS:
        found = asked(what, evaluate(rules, "card", facts_for(x=reason), 2566)).value
        expected = reason if outcome is MISSING else outcome

        assert (found.reason if isinstance(found, Gap) else found) == expected


def asked(what: str, evaluation: Evaluation) -> Trace:
    """What a row of the table calls by a name."""
    name, _, field = what.partition(".")
    if field:
        trace: Trace = getattr(evaluation.indicators[name], field)
        return trace
    alone = {"total": evaluation.total, "band": evaluation.band}
    made = {**evaluation.values, **evaluation.classes, **evaluation.components, **alone}[name]
    assert made is not None
    return made


@pytest.mark.parametrize("status", ["absent", "not announced", "not applicable", "cancelled"])
@pytest.mark.parametrize("row", POLICIES, ids=lambda row: row[0] or "no line")
def test_every_policy_for_every_missing_indicator(row: Policy, status: str) -> None:
    """Weights in force and the total, or the ends it lies between."""
    policy, weights, ends = row
    cancelled = status == "cancelled"
    if cancelled and (not policy or "previous" in policy):
        return  # rules with a cancelled indicator and no policy for it do not load
    rules = rules_with(
        POLICY_RULES.format(
            policy=f"  when {status} {policy}" if policy else "",
            cancelled="  cancelled" if cancelled else "",
        )
    )
    reason = {} if cancelled else {"x": status.replace(" ", "_")}
    facts = facts_for(**reason)
    half = replace(_supplied("x-fact", Fraction(1, 2), None), period=2565)
    facts = replace(facts, entries=facts.entries | {("x-fact", 2565): half})
    evaluation = evaluate(rules, "card", facts, 2566)
    total = evaluation.total
    assert total is not None
    found = (total.value, total.value)
    if isinstance(total.step, Withheld):
        found = (total.step.low, total.step.high)

    assert [each.weight.value for each in evaluation.indicators.values()] == [
        Fraction(weight) for weight in weights
    ]
    assert found == (tuple(map(Fraction, ends)) if ends else (None, None))


def rules_with(more: str) -> Rules:
    """Rules in which `x` and others may be missing, and more declarations."""
    checked = books.read_text(RULES.format("x") + more)
    assert books.said(checked) == []
    return checked.value
