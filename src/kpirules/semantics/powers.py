"""Powers: whole exponents as they are written, all others, and the units of both."""

from __future__ import annotations

from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.units import NUMBER, Unit
from kpirules.semantics.call_problems import NeedsBareNumber
from kpirules.semantics.kind_problems import PowerOutOfReach
from kpirules.semantics.kinds import VAGUE, NumberKind, settle
from kpirules.syntax import ast

Numeric = tuple[ex.Expr, NumberKind]

_LARGEST_POWER = 64


def raised(
    node: ast.Power, base: Numeric, exponent: Numeric, findings: list[Problem]
) -> Numeric | None:
    """A base to an exponent; None where it is reported."""
    (under, kind), (over, over_kind) = base, exponent
    written = constant(over)
    if written is not None and written.denominator == 1:
        whole = int(written)
        if abs(whole) > _LARGEST_POWER:
            findings.append(PowerOutOfReach(node.exponent.span, _LARGEST_POWER))
            return None
        unit = kind.unit**whole
        kind = VAGUE if kind.vague else NumberKind(unit, literal=kind.literal)
        return ex.Power(node.span, under, whole, unit), kind
    if not is_bare(over_kind):
        findings.append(NeedsBareNumber(over.span, "^", settle(over_kind).unit))
        return None
    kind = settle(kind)
    made = NUMBER if is_bare(kind) else unit_to(kind.unit, written)
    if made is None:
        findings.append(NeedsBareNumber(under.span, "^", kind.unit))
        return None
    result = VAGUE if kind.vague or over_kind.vague else NumberKind(made, literal=kind.literal)
    return ex.RealPower(node.span, under, over, made), result


def is_bare(kind: NumberKind) -> bool:
    """Whether a number has no unit, or none that is known."""
    return kind.vague or settle(kind).unit == NUMBER


def unit_to(unit: Unit, exponent: Fraction | None) -> Unit | None:
    """The unit to a power; None where it would not have whole exponents."""
    if exponent is None:
        return None
    powers = [(name, power * exponent) for name, power in unit.powers]
    if any(power.denominator != 1 for _, power in powers):
        return None
    return Unit(tuple((name, int(power)) for name, power in powers))


def constant(expr: ex.Expr) -> Fraction | None:
    """What an expression of written numbers comes to; None where it is anything else."""
    match expr:
        case ex.Number():
            return expr.value
        case ex.Negation():
            inner = constant(expr.operand)
            return None if inner is None else -inner
        case ex.Product():
            product = Fraction(1)
            for factor, divide in zip(expr.factors, expr.divide, strict=True):
                value = constant(factor)
                if value is None or (divide and value == 0):
                    return None
                product = product / value if divide else product * value
            return product
        case _:
            return None
