"""How a result is scored: by a method and levels, for every year or some, or by a formula."""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.phrasing import both
from kpirules.model.expressions import Expr
from kpirules.model.scoring import Method, Scale
from kpirules.model.units import POINT
from kpirules.semantics import line_problems, lines
from kpirules.semantics.dated_levels import dated_scales
from kpirules.semantics.infer import infer
from kpirules.semantics.quantities import check_unit
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol
from kpirules.semantics.target_lines import target_levels
from kpirules.syntax import ast
from kpirules.text.span import Span


class Scored(Struct, frozen=True):
    """One of three: levels, a formula, or levels that each hold in years of their own."""

    scale: Scale | None = None
    score: Expr | None = None
    dated: tuple[Scale, ...] = ()


def how_scored(
    declaration: ast.Declaration, methods: dict[str, Method], scope: Scope
) -> Scored | None:
    """How the result is scored; None where the lines do not tell."""
    findings = scope.findings
    by = lines.only(declaration, ast.ScoredBy, "scored by", findings)
    own = lines.only(declaration, ast.ScoreLine, "score", findings)
    if own is not None:
        _exclude(own, by, declaration, findings)
        meaning, kind = infer(own.expression, scope)
        check_unit(declaration.name.text, own.expression.span, kind, POINT, own.span, scope)
        return Scored(score=meaning)
    line = lines.needed(
        by,
        declaration,
        findings,
        words=("scored by", "score"),
        sample=naming("scored by", "ให้คะแนนตาม", scope.symbols.of("scoring"), "three-level"),
        why=both("a result needs a way to a score", "ผลการดำเนินงานต้องมีวิธีให้คะแนน"),
    )
    if line is None:
        return None
    found = scope.symbols.find("method", line.method, "scoring")
    if found is None:
        return None
    return _by_levels(declaration, methods.get(found.name.key), findings)


def _exclude(
    own: ast.ScoreLine,
    by: ast.ScoredBy | None,
    declaration: ast.Declaration,
    findings: list[Problem],
) -> None:
    """Report what cannot stand beside a formula for the score, the first line of it."""
    levels = lines.every(declaration, ast.Level)
    years = lines.every(declaration, ast.Targets)
    others: list[tuple[ast.Node, str]] = []
    if by is not None:
        others = [(by, "scored by")]
    elif years:
        others = [(years[0], "targets from")]
    elif levels:
        others = [(levels[0], "at")]
    for other, words in others:
        findings.append(
            line_problems.LinesExclude(
                own.span, "score", words, other.span,
                both("a score comes from levels or from a formula",
                     "คะแนนได้มาจากเป้าหมายหรือจากสูตร อย่างใดอย่างหนึ่ง"),
            )
        )  # fmt: skip


def _by_levels(
    declaration: ast.Declaration, method: Method | None, findings: list[Problem]
) -> Scored | None:
    levels = lines.every(declaration, ast.Level)
    years = lines.every(declaration, ast.Targets)
    if not levels and not years and not declaration.damaged:
        lines.needed(
            None,
            declaration,
            findings,
            words=("at",),
            sample=("50 at 59.54", "50 ที่ 59.54"),
            why=both("a method scores a result by levels", "เกณฑ์ให้คะแนนผลตามเป้าหมาย"),
        )
    if method is None or not (levels or years):
        return None
    if years:
        dated = dated_scales(declaration, method, findings)
        return Scored(dated=dated) if dated is not None else None
    steps = target_levels(levels, method, findings)
    if steps is None:
        return None
    whole = Span(levels[0].span.file, levels[0].span.start, levels[-1].span.end)
    return Scored(scale=Scale(method, steps, whole))


def naming(en: str, th: str, declared: list[Symbol], otherwise: str) -> tuple[str, str]:
    """A sample line with a name that is declared, where there is one."""
    name = declared[0].name.text if declared else otherwise
    return f"{en} {name}", f"{th} {name}"
