"""Elaborating what turns results into scores: methods, indicators, bands."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from kpirules.diagnostics.phrasing import both
from kpirules.model import expressions as ex
from kpirules.model import scoring as sc
from kpirules.model.bands import Band, Bands, Edge
from kpirules.model.expressions import Expr
from kpirules.model.indicators import Cancelled, Indicator, Mark
from kpirules.model.units import NUMBER, POINT
from kpirules.semantics import line_problems, lines, name_problems, parts
from kpirules.semantics.cap_lines import score_caps
from kpirules.semantics.guarantees import guarantees
from kpirules.semantics.infer import condition
from kpirules.semantics.kinds import NumberKind
from kpirules.semantics.part_problems import WeightsWithoutParts
from kpirules.semantics.quantities import formula
from kpirules.semantics.scales import Scored, how_scored, naming
from kpirules.semantics.scope import Scope
from kpirules.semantics.sort_problems import DistanceBelowZero
from kpirules.semantics.stages import has_stages, staged
from kpirules.semantics.symbols import Symbol
from kpirules.semantics.target_lines import target_levels
from kpirules.syntax import ast
from kpirules.text.span import Span


def method(symbol: Symbol, scope: Scope) -> sc.Method | None:
    """A scoring method. What happens outside the levels must be written."""
    declaration, findings = symbol.declaration, scope.findings
    direction = lines.needed(
        lines.only(declaration, ast.Direction, "higher is better", findings),
        declaration,
        findings,
        words=("higher is better", "lower is better", "nearer to"),
        sample=("higher is better", "ยิ่งมากยิ่งดี"),
        why=both(
            "without a direction nobody can tell a good result from a bad one",
            "ถ้าไม่บอกทิศทางจะไม่รู้ว่าผลใดดีกว่า",
        ),
    )
    below = _outside("below", declaration, scope)
    above = _outside("above", declaration, scope)
    between = lines.needed(
        lines.only(declaration, ast.BetweenLevels, "between levels", findings),
        declaration,
        findings,
        words=("between levels",),
        sample=("between levels interpolate", "ระหว่างเป้าหมาย เทียบบัญญัติไตรยางศ์"),
        why=both(
            "a result between two levels can earn a share of the way or the lower score only",
            "ผลที่อยู่ระหว่างสองเป้าหมายอาจได้คะแนนตามสัดส่วน หรือได้เพียงคะแนนขั้นล่าง",
        ),
    )
    rounding = lines.rounding(
        lines.only(declaration, ast.Rounded, "rounded to", findings), findings
    )
    remarks = lines.about(declaration, findings)
    if direction is None or below is None or above is None or between is None:
        return None
    made = sc.Method(
        symbol.name.text,
        lines.label(declaration.label),
        "higher" if direction.higher else "lower",
        _wanted(direction),
        "interpolate" if between.interpolate else "step",
        between.span,
        _below(below),
        _above(above),
        rounding,
        remarks,
        symbol.name.span,
    )
    points = [line.point for line in (below, above) if line.point is not None]
    ends = target_levels(points, made, findings)
    if ends is not None and made.nearer_to is not None:
        findings.extend(DistanceBelowZero(end.span, made.name, end) for end in ends if end.at < 0)
    return made if ends is not None else None


def _wanted(direction: ast.Direction) -> sc.Wanted | None:
    number = direction.nearer_to
    return sc.Wanted(number.value, number.written, direction.span) if number is not None else None


def _outside(
    side: Literal["below", "above"], declaration: ast.Declaration, scope: Scope
) -> ast.Outside | None:
    """The line that says what happens on one side of the levels."""
    words, sample = _OUTSIDE[side]
    found = [line for line in lines.every(declaration, ast.Outside) if line.side == side]
    scope.findings.extend(
        line_problems.LineTwice(again.span, words, found[0].span) for again in found[1:]
    )
    return lines.needed(
        found[0] if found else None,
        declaration,
        scope.findings,
        words=(words,),
        sample=sample,
        why=both(
            "published systems differ here, so the rules must say it",
            "แต่ละระบบประเมินใช้วิธีต่างกัน จึงต้องเขียนไว้ในกฎ",
        ),
    )


_OUTSIDE: dict[str, tuple[str, tuple[str, str]]] = {
    "below": ("below the first level", ("below the first level 0", "ต่ำกว่าเป้าหมายแรก 0")),
    "above": (
        "above the last level",
        ("above the last level the last score", "สูงกว่าเป้าหมายสุดท้าย คะแนนสุดท้าย"),
    ),
}


def _below(line: ast.Outside) -> sc.Below:
    match line.policy:
        case "fixed":
            return sc.FixedScore(_value(line.score), line.span)
        case "from_point":
            return sc.FromPoint(*_point(line.point), line.span)
        case "extrapolate":
            return sc.Extrapolate(line.span)
        case _:
            return sc.Refuse(line.span)


def _above(line: ast.Outside) -> sc.Above:
    match line.policy:
        case "fixed":
            return sc.FixedScore(_value(line.score), line.span)
        case "to_point":
            return sc.ToPoint(*_point(line.point), line.span)
        case "last_score":
            return sc.LastScore(line.span)
        case "extrapolate":
            return sc.Extrapolate(line.span)
        case _:
            return sc.Refuse(line.span)


def _value(number: ast.Number | None) -> Fraction:
    return number.value if number is not None else Fraction(0)


def _point(point: ast.Level | None) -> tuple[Fraction, Fraction]:
    assert point is not None  # noqa: S101  # the grammar gives a line its point
    return point.score.value, point.at.value


def indicator(symbol: Symbol, methods: dict[str, sc.Method], scope: Scope) -> Indicator | None:
    """An indicator. None when a line is missing without which it means nothing."""
    declaration, findings = symbol.declaration, scope.findings
    component = _component(symbol, scope)
    weight = _weight(symbol, scope)
    made: Callable[[Symbol, dict[str, sc.Method], Scope], _Made] = _made_of_facts
    if parts.made_of_parts(symbol) is not None:
        made = _made_of_parts
    elif has_stages(symbol):
        made = _made_of_stages
    meaning, place, scored = made(symbol, methods, scope)
    rounding = lines.rounding(
        lines.only(declaration, ast.Rounded, "rounded to", findings), findings
    )
    unless = lines.only(declaration, ast.NotApplicable, "not applicable when", findings)
    not_applicable = condition(unless.condition, scope) if unless else None
    cancelled = lines.only(declaration, ast.Cancelled, "cancelled", findings)
    caps = score_caps(declaration, scope)
    promised = guarantees(declaration, scope)
    remarks = lines.about(declaration, findings)
    kind = scope.kinds.get(symbol.name.key)
    if component is None or weight is None or meaning is None or scored is None:
        return None
    return Indicator(
        symbol.name.text,
        lines.label(declaration.label),
        component.key,
        *weight,
        kind.unit if isinstance(kind, NumberKind) else NUMBER,
        meaning,
        place,
        rounding,
        scored.scale,
        scored.score,
        not_applicable,
        Cancelled(lines.because(cancelled.because, findings), cancelled.span)
        if cancelled
        else None,
        promised,
        remarks,
        symbol.name.span,
        component.span,
        marks=tuple(
            Mark(line.mark, lines.because(line.because, findings), line.span)
            for line in lines.every(declaration, ast.Marked)
        ),
        caps=caps,
        dated=scored.dated,
    )


_Made = tuple[Expr | None, Span, Scored | None]
"""What gives the result, where that is written, and how the result is scored."""


def _made_of_facts(symbol: Symbol, methods: dict[str, sc.Method], scope: Scope) -> _Made:
    """A result by a formula, scored by a method or by a formula."""
    declaration, findings = symbol.declaration, scope.findings
    weights = lines.every(declaration, ast.WeightsLine)
    measured = lines.needed(
        lines.only(declaration, ast.Measured, "measured in", findings),
        declaration,
        findings,
        words=("measured in",),
        sample=("measured in percent", "มีหน่วยเป็น ร้อยละ"),
        why=both("levels are in the unit of the result", "เป้าหมายมีหน่วยเดียวกับผลการดำเนินงาน"),
    )
    line = lines.needed(
        lines.only(declaration, ast.Formula, "formula", findings),
        declaration,
        findings,
        words=("formula",),
        sample=("formula a / b * 100", "สูตร a / b * 100"),
        why=both("the result is what the formula gives", "ผลการดำเนินงานได้มาจากสูตร"),
    )
    if weights:
        findings.append(WeightsWithoutParts(weights[0].span, symbol.name.text))
    meaning = formula(declaration, line, scope)[0] if line is not None else None
    scored = how_scored(declaration, methods, scope)
    if line is None or measured is None:
        return None, declaration.name.span, None
    return meaning, line.span, scored


def _made_of_parts(symbol: Symbol, _: dict[str, sc.Method], scope: Scope) -> _Made:
    """What the scores of its parts come to is an indicator's result, and its score."""
    meaning = parts.blend(symbol, scope)
    if meaning is None:
        return None, symbol.name.span, None
    score = ex.IndicatorRef(meaning.span, symbol.name.key, "result", POINT)
    return meaning, meaning.span, Scored(score=score)


def _made_of_stages(symbol: Symbol, _: dict[str, sc.Method], scope: Scope) -> _Made:
    """How many stages are reached is an indicator's result; each has its score."""
    found = staged(symbol, scope)
    if found is None:
        return None, symbol.name.span, None
    meaning, scale = found
    return meaning, meaning.span, Scored(scale=scale)


def _weight(symbol: Symbol, scope: Scope) -> tuple[Fraction, Span] | None:
    """The weight, and where it was written; parts that count alike weigh 1 each."""
    declaration = symbol.declaration
    if parts.counts_alike(symbol, scope):
        return Fraction(1), symbol.name.span
    line = lines.needed(
        lines.only(declaration, ast.Weight, "weight", scope.findings),
        declaration,
        scope.findings,
        words=("weight",),
        sample=("weight 20", "น้ำหนัก 20"),
        why=both("the total is the sum of weighted scores", "คะแนนรวมคือผลรวมของคะแนนถ่วงน้ำหนัก")
        if parts.whole_of(symbol, scope.symbols) is None
        else both("the parts of an indicator count by weight", "ตัวชี้วัดย่อยนับตามน้ำหนัก"),
    )
    return (line.number.value, line.span) if line is not None else None


def _component(symbol: Symbol, scope: Scope) -> ast.Name | None:
    declaration = symbol.declaration
    line = lines.only(declaration, ast.PartOf, "part of", scope.findings)
    if line is None:
        lines.needed(
            None,
            declaration,
            scope.findings,
            words=("part of",),
            sample=naming("part of", "อยู่ใน", scope.symbols.of("component"), "performance"),
            why=both("an indicator counts in a component", "ตัวชี้วัดต้องอยู่ในองค์ประกอบ"),
        )
        return None
    return line.component if parts.check_home(symbol, line, scope) else None


def bands(symbol: Symbol, scope: Scope) -> Bands:
    """Bands as written; their open sides are closed when they are checked for gaps."""
    declaration, findings = symbol.declaration, scope.findings
    decided = lines.needed(
        lines.only(declaration, ast.DecidedOn, "decided on the rounded total", findings),
        declaration,
        findings,
        words=("decided on the rounded total", "decided on the exact total"),
        sample=("decided on the rounded total", "ตัดสินจากคะแนนรวมที่ปัดเศษแล้ว"),
        why=both(
            "89.995 is above 90 when rounded and below it when not",
            "89.995 ปัดเศษแล้วถึง 90 แต่ค่าจริงยังไม่ถึง",
        ),
    )
    found: list[Band] = []
    seen: dict[str, Span] = {}
    for line in lines.every(declaration, ast.Band):
        if line.name.key in seen:
            findings.append(
                name_problems.DeclaredTwice(line.name.span, line.name.text, seen[line.name.key])
            )
            continue
        seen[line.name.key] = line.name.span
        low: Edge | None = None
        high: Edge | None = None
        for edge in line.edges:
            made = Edge(edge.value.value, edge.operator in {">=", "<="}, edge.span)
            other = low if edge.operator in {">=", ">"} else high
            if other is not None:
                scope.findings.append(
                    line_problems.LinesExclude(
                        edge.span,
                        _EDGES[edge.operator],
                        _EDGES[line.edges[0].operator],
                        other.span,
                        both(
                            "a band has one lower and one upper edge at the most",
                            "ระดับหนึ่งมีขอบล่างและขอบบนได้อย่างละหนึ่งค่า",
                        ),
                    )
                )
            if edge.operator in {">=", ">"}:
                low = made
            else:
                high = made
        found.append(Band(line.name.text, lines.label(line.label), low, high, line.span))
    return Bands(
        symbol.name.text,
        lines.label(declaration.label),
        tuple(found),
        decided is None or decided.rounded,
        lines.about(declaration, findings),
        symbol.name.span,
    )


_EDGES = {">=": "at least", ">": "above", "<=": "at most", "<": "below"}
