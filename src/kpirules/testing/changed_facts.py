"""Evaluations on other facts, as suggestions try them."""

from __future__ import annotations

from fractions import Fraction

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.explain.numbers import exactly
from kpirules.facts.facts import Facts, Plain, Supplied
from kpirules.model.facts import Fact
from kpirules.text.thai import name_key


def with_fact(base: Evaluation, fact: Fact, value: Plain) -> Evaluation:
    """An evaluation with another value of a fact."""
    return again(base, base.facts.replaced(supplied(fact, base.period, value)))


def again(base: Evaluation, facts: Facts) -> Evaluation:
    """The same scorecard in the same year on other facts."""
    card = name_key(base.scorecard.name)
    return evaluate(base.rules, card, facts, base.period)


def supplied(fact: Fact, period: int, value: Plain) -> Supplied:
    """A fact as an example would give it."""
    written = exactly(value) if isinstance(value, Fraction) else str(value)
    return Supplied(name_key(fact.name), period, value, None, written, "suggestion")
