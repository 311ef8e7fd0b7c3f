"""Elaborating indicators that are scored by the stages they have reached."""

from __future__ import annotations

from fractions import Fraction

from kpirules.diagnostics.phrasing import both
from kpirules.model import expressions as ex
from kpirules.model import scoring as sc
from kpirules.model.about import About
from kpirules.model.units import NUMBER
from kpirules.semantics import lines
from kpirules.semantics.infer import condition
from kpirules.semantics.line_problems import LinesExclude
from kpirules.semantics.name_problems import DeclaredTwice
from kpirules.semantics.part_problems import WeightsWithoutParts
from kpirules.semantics.scope import Scope
from kpirules.semantics.stage_problems import StageEarnsNoMore
from kpirules.semantics.symbols import Symbol
from kpirules.syntax import ast
from kpirules.text.span import Span

_OF_A_RESULT: dict[type, str] = {
    ast.Formula: "formula",
    ast.Measured: "measured in",
    ast.Rounded: "rounded to",
    ast.ScoredBy: "scored by",
    ast.Level: "at",
    ast.Targets: "targets from",
    ast.ScoreLine: "score",
}
"""The lines of other indicators that say how a result comes about and is scored."""


def has_stages(symbol: Symbol) -> bool:
    """Whether an indicator has a line about stages."""
    return any(
        isinstance(line, ast.Stages | ast.Stage | ast.BeforeFirst)
        for line in symbol.declaration.lines
    )


def staged(symbol: Symbol, scope: Scope) -> tuple[ex.Stages, sc.Scale] | None:
    """The stages of an indicator, and what each earns; None where a line is missing or wrong."""
    declaration, findings = symbol.declaration, scope.findings
    rows = lines.every(declaration, ast.Stage)
    order = lines.needed(
        lines.only(declaration, ast.Stages, "stages in order", findings),
        declaration,
        findings,
        words=("stages in order", "stages in any order"),
        sample=("stages in order", "ขั้นความสำเร็จตามลำดับ"),
        why=both(
            "a later stage may be reached before an earlier one, and the rules must say whether "
            "it counts",
            "ขั้นหลังอาจสำเร็จก่อนขั้นแรก จึงต้องเขียนไว้ว่านับหรือไม่",
        ),
    )
    before = lines.needed(
        lines.only(declaration, ast.BeforeFirst, "before the first stage", findings),
        declaration,
        findings,
        words=("before the first stage",),
        sample=("before the first stage 0", "ก่อนถึงขั้นแรก 0"),
        why=both(
            "published systems differ here, so the rules must say it",
            "แต่ละระบบประเมินใช้วิธีต่างกัน จึงต้องเขียนไว้ในกฎ",
        ),
    )
    if not rows:
        lines.needed(
            None,
            declaration,
            findings,
            words=("stage",),
            sample=("stage first 50 when plan-approved", "ขั้น แรก 50 เมื่อ อนุมัติแผนแล้ว"),
            why=both("the score is that of a stage", "คะแนนได้มาจากขั้นที่สำเร็จ"),
        )
    _no_own_result(symbol, scope)
    found = tuple(
        ex.Stage(row.name.text, lines.label(row.label), condition(row.condition, scope), row.span)
        for row in rows
    )
    if order is None or before is None or not rows or not _rises(before, rows, scope):
        return None
    span = Span(rows[0].span.file, rows[0].span.start, rows[-1].span.end)
    scale = sc.Scale(
        sc.Method(
            symbol.name.text,
            None,
            "higher",
            None,
            "step",
            order.span,
            sc.FixedScore(before.score.value, before.span),
            sc.LastScore(rows[-1].span),
            None,
            About(),
            symbol.name.span,
        ),
        tuple(
            sc.Level(row.score.value, Fraction(number), str(number), row.span)
            for number, row in enumerate(rows, 1)
        ),
        span,
    )
    return ex.Stages(order.span, symbol.name.key, found, order.in_order, NUMBER), scale


def _no_own_result(symbol: Symbol, scope: Scope) -> None:
    """Reports the first line that would give the result, or score it, in another way."""
    findings = scope.findings
    declaration = symbol.declaration
    weights = lines.every(declaration, ast.WeightsLine)
    if weights:
        findings.append(WeightsWithoutParts(weights[0].span, symbol.name.text))
    stage = next(
        line
        for line in declaration.lines
        if isinstance(line, ast.Stages | ast.Stage | ast.BeforeFirst)
    )
    for line in declaration.lines:
        words = _OF_A_RESULT.get(type(line))
        if words is not None:
            findings.append(
                LinesExclude(
                    line.span,
                    words,
                    "stage",
                    stage.span,
                    both(
                        "the result of an indicator with stages is the stage it has reached, and each "
                        "stage has its score",
                        "ผลของตัวชี้วัดที่มีขั้นความสำเร็จคือขั้นที่ทำได้ และแต่ละขั้นมีคะแนนของตัวเอง",
                    ),
                )
            )
            return


def _rises(before: ast.BeforeFirst, rows: list[ast.Stage], scope: Scope) -> bool:
    """Whether each stage has a name of its own and earns more than the one before."""
    findings, count = scope.findings, len(scope.findings)
    seen: dict[str, Span] = {}
    for row in rows:
        if row.name.key in seen:
            findings.append(DeclaredTwice(row.name.span, row.name.text, seen[row.name.key]))
        seen.setdefault(row.name.key, row.name.span)
    earlier: ast.BeforeFirst | ast.Stage = before
    for row in rows:
        if row.score.value <= earlier.score.value:
            name = earlier.name.text if isinstance(earlier, ast.Stage) else None
            findings.append(
                StageEarnsNoMore(
                    row.score.span, row.name.text, row.score.value, name,
                    earlier.score.value, earlier.span,
                )
            )  # fmt: skip
            break
        earlier = row
    return len(findings) == count
