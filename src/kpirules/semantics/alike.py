"""Quantities that are added, compared or put side by side: they must be of one unit."""

from __future__ import annotations

from collections.abc import Sequence

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.units import NUMBER
from kpirules.semantics import kind_problems
from kpirules.semantics.kinds import VAGUE, NumberKind, common, settle
from kpirules.text.span import Span


def same_unit(parts: Sequence[tuple[ex.Expr, NumberKind]], findings: list[Problem]) -> NumberKind:
    """The one kind of parts that are added or compared; each misfit is reported once."""
    whole = settle(parts[0][1])
    for meaning, kind in parts[1:]:
        together = common(whole, settle(kind))
        if together is None and not is_zero(meaning) and not is_zero(parts[0][0]):
            findings.append(
                kind_problems.UnitsDiffer(
                    meaning.span,
                    parts[0][0].span,
                    whole.unit,
                    settle(kind).unit,
                    _bare_number(meaning, parts[0][0]),
                )
            )
            whole = VAGUE
        elif together is None and is_zero(parts[0][0]):
            whole = settle(kind)
        elif together is not None:
            whole = together
    return whole


def _bare_number(*meanings: ex.Expr) -> tuple[str, Span] | None:
    """The written number without a unit among two operands, so that the message can add one."""
    for meaning in meanings:
        if isinstance(meaning, ex.Number) and meaning.unit == NUMBER:
            return meaning.written, meaning.span
    return None


def is_zero(meaning: ex.Expr) -> bool:
    """Nothing is the same in every unit: 0 baht and 0 persons need no unit."""
    return isinstance(meaning, ex.Number) and meaning.value == 0
