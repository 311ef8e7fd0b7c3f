"""Elaborating guarantees: properties that rules promise."""

from __future__ import annotations

from kpirules.model import guarantees as model
from kpirules.semantics import line_problems, name_problems
from kpirules.semantics.scope import Scope
from kpirules.semantics.vocabulary import field_of
from kpirules.syntax import ast


def guarantees(declaration: ast.Declaration, scope: Scope) -> tuple[model.Guarantee, ...]:
    """The guarantees of a declaration, with the facts they speak of looked up."""
    found: list[model.Guarantee] = []
    for line in declaration.lines:
        match line:
            case ast.RisingGuarantee():
                fact = scope.symbols.find("quantity", line.fact, "fact")
                if fact is not None:
                    found.append(model.Rising(fact.name.key, line.rising, line.span))
            case ast.WithholdingGuarantee():
                fact = scope.symbols.find("quantity", line.fact, "fact")
                if fact is not None:
                    found.append(model.WithholdingNeverHelps(fact.name.key, line.span))
            case ast.BetweenGuarantee():
                found.extend(_between(line, declaration, scope))
            case ast.NamedGuarantee():
                found.append(
                    model.Continuous(line.span)
                    if line.what == "continuous"
                    else model.EveryCaseDecided(line.span)
                )
            case _:
                continue
    return tuple(found)


def _between(
    line: ast.BetweenGuarantee, declaration: ast.Declaration, scope: Scope
) -> list[model.Guarantee]:
    target = line.target
    word = target.field or target.name
    owner = target.name.key if target.field else declaration.name.key
    field = field_of(word.key)
    if declaration.kind == "value" and word.key == declaration.name.key:
        field = "result"
    if field not in {"result", "score", "weighted", "total"} or owner != declaration.name.key:
        scope.findings.append(name_problems.UnknownField(word.span, word.text))
        return []
    if line.high.value < line.low.value:
        scope.findings.append(line_problems.ends_swapped(line.low, line.high))
        return []
    return [model.Bounded(field, line.low.value, line.high.value, line.span)]
