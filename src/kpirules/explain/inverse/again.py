"""Evaluating again with one fact changed: what a why-not asks, over and over."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.trace import Trace
from kpirules.explain.numbers import exactly
from kpirules.facts.facts import Supplied
from kpirules.text.thai import name_key

EvaluateWith = Callable[[str, Fraction], Fraction | None]
"""What a figure comes to when a fact, by name key, has this value; None when it has none."""


def evaluating(evaluation: Evaluation, figure: Callable[[Evaluation], Trace]) -> EvaluateWith:
    """What a figure of the evaluation comes to with another value of a fact."""

    def evaluate_with(fact: str, number: Fraction) -> Fraction | None:
        changed = Supplied(fact, evaluation.period, number, None, exactly(number), "why not")
        facts = evaluation.facts.replaced(changed)
        card = name_key(evaluation.scorecard.name)
        found = figure(evaluate(evaluation.rules, card, facts, evaluation.period)).value
        return found if isinstance(found, Fraction) else None

    return evaluate_with
