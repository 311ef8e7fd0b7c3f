"""Facts from Python: a mapping of names to values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational

from kpirules.diagnostics.findings import Checked
from kpirules.facts.conform import Destination, conform
from kpirules.facts.document import Group, Listed, Node, Written, document
from kpirules.facts.facts import Facts
from kpirules.facts.figures import LONGEST, decimals_of, grouped, of_float
from kpirules.facts.vocabulary import TOP_KEYS, normal
from kpirules.facts.years import by_year
from kpirules.model.rules import Rules

Supply = Mapping[str, object]
"""Names to values: int, Decimal, Fraction, str, bool, None, or a mapping with `value` and remarks."""


def from_mapping(
    mapping: Supply,
    rules: Rules,
    period: int,
    origin: str = "python",
    *,
    scorecard: str | None = None,
) -> Checked[Facts]:
    """Facts for a fiscal year from a mapping, checked like a file.

    Names to values (`volunteers@2565` is the fact of an earlier year), or the whole shape of a facts file (`facts`, `history` …),
    which may say what `scorecard` it is for. None is `absent`. A float counts as the shortest decimal that stands for it,
    if that has at most 15 digits and is what the fact allows; the origin then
    says `(float)`.
    """
    shaped = document(_as_file(_node(mapping), rules), origin)
    raw = by_year(shaped.value, period)
    checked = conform(raw, rules, Destination(period, scorecard), origin)
    return Checked(checked.value, (*shaped.findings, *checked.findings))


def _as_file(node: Node, rules: Rules) -> Node:
    """The shape of a file: names outside a heading are facts, unless `facts` is one."""
    if not isinstance(node, Group):
        return node
    heads, facts = [], []
    for name, value in node.entries:
        head = TOP_KEYS.get(normal(name.text))
        if head is not None and name.text not in rules.facts:
            heads.append((name, value))
        else:
            facts.append((name, value))
    if any(TOP_KEYS[normal(name.text)] == "facts" for name, _ in heads):
        return node
    return Group((*heads, (Written("facts"), Group(tuple(facts)))))


_DEEPEST = 4


def _node(value: object, depth: int = 0) -> Node:
    """A value as if it had been written, without going through a float."""
    if isinstance(value, Mapping):
        if depth > _DEEPEST:
            return Written(_kind(value), form="foreign")
        return Group(tuple((_key(name), _node(entry, depth + 1)) for name, entry in value.items()))
    if value is None:
        return Written("null")
    if isinstance(value, bool):
        return Written(str(value), form="quoted")
    if isinstance(value, str):
        return Written(value, form="quoted")
    if isinstance(value, float):
        return Written(_of_float(value), form="float")
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, Rational):
        return _of_rational(value)
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return Listed()
    dated = getattr(value, "isoformat", None)
    if callable(dated):
        return Written(str(dated()), form="quoted")
    return Written(_kind(value), form="foreign")


def _key(name: object) -> Written:
    return Written(name if isinstance(name, str) else str(name), form="quoted")


def _kind(value: object) -> str:
    return type(value).__name__


def _of_float(value: float) -> str:
    digits = float.__repr__(value)
    return digits if digits.strip("-") in {"inf", "nan"} else of_float(value)


def _of_decimal(value: Decimal) -> Written:
    if not value.is_finite():
        return Written("nan" if value.is_nan() else str(value), form="float")
    if abs(value.adjusted()) > LONGEST or len(value.as_tuple().digits) > LONGEST:
        return Written("0" * (LONGEST + 1), form="quoted")
    return Written(format(value, "f"), form="exact")


def _of_rational(value: Rational | Integral) -> Written:
    exact = Fraction(int(value.numerator), int(value.denominator))
    if max(exact.numerator.bit_length(), exact.denominator.bit_length()) > LONGEST * 3:
        return Written("0" * (LONGEST + 1), form="quoted")
    if decimals_of(exact) is None:
        return Written(f"{exact.numerator}/{exact.denominator}", form="exact")
    return Written(grouped(exact).replace(",", ""), form="exact")
