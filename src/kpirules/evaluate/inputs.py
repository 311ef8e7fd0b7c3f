"""Facts and parameters as an evaluation sees them, also those that no formula asks for."""

from __future__ import annotations

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import (
    FactAbsent,
    FactSupplied,
    Gap,
    Grouped,
    GroupFigure,
    InForce,
    Trace,
)
from kpirules.model.facts import Parameter


def group_figure(evaluation: Evaluation, value: str, group: str) -> Trace | None:
    """The figure of one group of a value that is grouped; None where no row belongs to it."""
    whole = evaluation.groups.get(value)
    if whole is None or not isinstance(whole.step, Grouped):
        return whole
    for figure in whole.parts:
        if isinstance(figure.step, GroupFigure) and figure.step.group.key == group:
            return figure
    return None


def input_trace(evaluation: Evaluation, key: str) -> Trace | None:
    """A fact or a parameter by its name key; None where neither is called so."""
    return _fact(evaluation, key) or _parameter(evaluation, key)


def _fact(evaluation: Evaluation, key: str) -> Trace | None:
    fact = evaluation.rules.facts.get(key)
    if fact is None:
        return None
    supplied = evaluation.facts.get(key, evaluation.period)
    if supplied is None:
        absent = Gap("absent", (key,))
        return Trace(absent, fact.unit, FactAbsent(fact, evaluation.period), (), fact.span)
    result = Gap(supplied.missing, (key,)) if supplied.missing else supplied.value
    if result is None:
        return None
    return Trace(result, fact.unit, FactSupplied(fact, supplied), (), fact.span)


def _parameter(evaluation: Evaluation, key: str) -> Trace | None:
    parameter = evaluation.rules.parameters.get(key)
    return _in_force(parameter, evaluation.period) if parameter is not None else None


def _in_force(parameter: Parameter, period: int) -> Trace:
    for dated in parameter.values:
        if dated.start <= period and (dated.end is None or period <= dated.end):
            step = InForce(parameter, dated, period)
            return Trace(dated.value, parameter.unit, step, (), dated.span)
    first = InForce(parameter, parameter.values[0], period)
    return Trace(Gap("undefined"), parameter.unit, first, (), parameter.span)
