"""Elaborating scorecards and examples."""

from __future__ import annotations

from fractions import Fraction

from kpirules.diagnostics.phrasing import both
from kpirules.model import examples as exm
from kpirules.model.expressions import Expr
from kpirules.model.indicators import Indicator
from kpirules.model.scorecards import PolicyLine, Scorecard
from kpirules.model.units import POINT
from kpirules.semantics import dates, line_problems, lines, name_problems, row_problems
from kpirules.semantics.cap_lines import band_caps, score_caps
from kpirules.semantics.components import components
from kpirules.semantics.formula_total_problems import NoPoints
from kpirules.semantics.group_problems import GroupOfNothing
from kpirules.semantics.grouping import asked_group, is_grouped
from kpirules.semantics.guarantees import guarantees
from kpirules.semantics.infer import infer, said_kind
from kpirules.semantics.kind_problems import WrongKind
from kpirules.semantics.kinds import NumberKind, UnknownKind, fits, settle
from kpirules.semantics.members import Members
from kpirules.semantics.override_problems import ExampleForWhich
from kpirules.semantics.overrides import taken
from kpirules.semantics.parts import has_field
from kpirules.semantics.policy_problems import CancelledCarried
from kpirules.semantics.rows import fits_here
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol
from kpirules.semantics.vocabulary import field_of
from kpirules.syntax import ast
from kpirules.text.nearest import nearest
from kpirules.text.thai import name_key

_HUNDRED = Fraction(100)


def scorecard(
    symbol: Symbol, indicators: dict[str, Indicator], members: Members, scope: Scope
) -> Scorecard | None:
    """A scorecard and the indicators that are part of its components."""
    declaration, findings = symbol.declaration, scope.findings
    period = lines.needed(
        lines.only(declaration, ast.Period, "period", findings),
        declaration,
        findings,
        words=("period",),
        sample=("period 2566", "ปีงบประมาณ 2566"),
        why=both("facts and parameters are those of a year", "ข้อมูลและค่ากำหนดเป็นของปีใดปีหนึ่ง"),
    )
    year = lines.whole(period.year, "year", findings) if period is not None else None
    facts = lines.only(declaration, ast.FactsLine, "facts", findings)
    parts = components(declaration, scope)
    lines.needed(
        next(iter(lines.every(declaration, ast.Component)), None),
        declaration,
        findings,
        words=("component",),
        sample=('component performance "…" weight 70', 'องค์ประกอบ performance "…" น้ำหนัก 70'),
        why=both("indicators count in components", "ตัวชี้วัดนับรวมในองค์ประกอบ"),
    )
    total_of = lines.needed(
        lines.only(declaration, ast.TotalOf, "total is the sum of …", findings),
        declaration,
        findings,
        words=("total is the sum of the rounded weighted scores",),
        sample=(
            "total is the sum of the rounded weighted scores",
            "คะแนนรวมคือผลรวมของคะแนนถ่วงน้ำหนักที่ปัดเศษแล้ว",
        ),
        why=both(
            "adding rounded scores and rounding the sum can print different totals",
            "รวมคะแนนที่ปัดเศษแล้ว กับปัดเศษผลรวม อาจให้คะแนนรวมต่างกัน",
        ),
    )
    weighted = lines.only(declaration, ast.WeightedScore, "weighted score", findings)
    total = lines.only(declaration, ast.TotalRounded, "total rounded to", findings)
    graded = lines.only(declaration, ast.GradedBy, "graded by", findings)
    bands = scope.symbols.find("bands", graded.bands, "bands") if graded is not None else None
    took = taken(declaration, indicators, members, scope)
    restated = {name_key(each.name): each for each in took.restated}
    whole = lines.only(declaration, ast.WeightsLine, "weights …", findings)
    policies = _policies(declaration, scope)
    promised = guarantees(declaration, scope)
    formula = _total_formula(total_of, symbol, scope)
    total_caps, own_band_caps = score_caps(declaration, scope), band_caps(declaration, scope)
    remarks = lines.about(declaration, findings)
    if year is None or total_of is None or parts is None:
        return None
    if whole is None:
        base = _HUNDRED
    elif whole.total is not None:
        base = whole.total.value
    else:
        weighed = (restated.get(key, members[key]).weight for key in took.members)
        base = sum(weighed, Fraction(0))
    return Scorecard(
        symbol.name.text,
        lines.label(declaration.label),
        year,
        facts.path.text if facts is not None else None,
        facts.span if facts is not None else None,
        parts,
        took.members,
        base,
        lines.rounding(weighted.rounded, findings) if weighted is not None else None,
        total_of.rounded,
        total_of.span,
        lines.rounding(total.rounded, findings) if total is not None else None,
        bands.name.key if bands is not None else None,
        graded.span if graded is not None else None,
        policies,
        promised,
        remarks,
        symbol.name.span,
        took.restated,
        took.left_out,
        total_of.blend,
        total_caps,
        own_band_caps,
        formula,
    )


def _total_formula(line: ast.TotalOf | None, symbol: Symbol, scope: Scope) -> Expr | None:
    """The formula of a total, in points; None where it is a sum or a blend."""
    if line is None or line.formula is None:
        return None
    meaning, kind = infer(line.formula, scope)
    place = line.formula.span
    if not isinstance(kind, NumberKind | UnknownKind):
        scope.findings.append(WrongKind(place, "number", said_kind(kind)))
    elif isinstance(kind, NumberKind) and not fits(settle(kind), POINT):
        scope.findings.append(NoPoints(place, symbol.name.text, settle(kind).unit))
    return meaning


def _policies(declaration: ast.Declaration, scope: Scope) -> tuple[PolicyLine, ...]:
    found: dict[str, PolicyLine] = {}
    for line in lines.every(declaration, ast.When):
        first = found.get(line.status)
        if first is not None:
            scope.findings.append(
                line_problems.LineTwice(line.span, "when", first.span, line.status)
            )
            continue
        if line.status == "cancelled" and line.policy == "carry_over":
            scope.findings.append(CancelledCarried(line.span))
        found[line.status] = PolicyLine(line.status, line.policy, line.span)
    return tuple(found.values())


def example(symbol: Symbol, scope: Scope) -> exm.Example:
    """An example; its names are looked up, its values are compared when it is run."""
    declaration, findings = symbol.declaration, scope.findings
    period = lines.only(declaration, ast.Period, "period", findings)
    facts = lines.only(declaration, ast.FactsLine, "facts", findings)
    cases = lines.only(declaration, ast.CasesLine, "cases", findings)
    given: dict[tuple[str, int | None], exm.Given] = {}
    for line in lines.every(declaration, ast.Given):
        found = scope.symbols.find("quantity", line.name, "fact")
        if found is None:
            continue
        in_year = lines.whole(line.year, "year", findings) if line.year is not None else None
        if line.year is not None and in_year is None:
            continue
        key = found.name.key, in_year
        if key in given:
            findings.append(line_problems.LineTwice(line.span, line.name.text, given[key].span))
            continue
        plain = _plain(line.value, scope) if line.value is not None else None
        given[key] = exm.Given(found.name.key, in_year, plain, line.status, line.span)
    card = _card_of(declaration, scope)
    rows = [row for line in lines.every(declaration, ast.RowOf) if (row := _row(line, scope))]
    expectations: list[exm.Expectation] = []
    for wanted in declaration.lines:
        made = _expectation(wanted, scope)
        if made is not None:
            expectations.append(made)
    if not lines.every(declaration, ast.Expect) and not expectations and cases is None:
        lines.needed(
            None,
            declaration,
            findings,
            words=("expect",),
            sample=("expect total = 95.58", "ต้องได้ คะแนนรวม = 95.58"),
            why=both("an example says what should come out", "ตัวอย่างต้องบอกผลที่คาดไว้"),
        )
    return exm.Example(
        symbol.name.text,
        lines.label(declaration.label),
        lines.whole(period.year, "year", findings) if period is not None else None,
        facts.path.text if facts is not None else None,
        tuple(given.values()),
        tuple(expectations),
        lines.about(declaration, findings),
        symbol.name.span,
        card,
        tuple(rows),
        exm.CaseFile(cases.path.text, cases.path.span) if cases is not None else None,
    )


def _card_of(declaration: ast.Declaration, scope: Scope) -> str | None:
    """The scorecard an example is for. Where there are several it must say so."""
    line = lines.only(declaration, ast.ForScorecard, "for scorecard", scope.findings)
    if line is not None:
        found = scope.symbols.find("scorecard", line.scorecard, "scorecard")
        return found.name.key if found is not None else None
    cards = scope.symbols.of("scorecard")
    if len(cards) > 1 and not declaration.damaged:
        names = tuple(card.name.text for card in cards)
        scope.findings.append(ExampleForWhich(declaration.name.span, declaration.name.text, names))
    return cards[0].name.key if len(cards) == 1 else None


def _row(line: ast.RowOf, scope: Scope) -> exm.GivenRow | None:
    """A row of a table, with its columns looked up."""
    found = scope.symbols.find("quantity", line.table, "table")
    if found is None:
        return None
    table = found.name
    cells: dict[str, exm.Given] = {}
    for cell in line.cells:
        column = scope.symbols.column(table.key, cell.name)
        if column is None or column.kind == "let":
            known = [
                each.name.text
                for each in scope.symbols.columns[table.key].values()
                if each.kind == "column"
            ]
            scope.findings.append(
                row_problems.NoSuchColumn(
                    cell.name.span, cell.name.text, table.text,
                    None if column else nearest(cell.name.text, known), column is not None,
                )
            )  # fmt: skip
        elif column.name.key in cells:
            first = cells[column.name.key].span
            scope.findings.append(line_problems.LineTwice(cell.name.span, cell.name.text, first))
        else:
            key = column.name.key
            cells[key] = exm.Given(key, None, _plain(cell.value, scope), None, cell.span)
    return exm.GivenRow(table.key, tuple(cells.values()), line.span)


def _plain(
    value: ast.Number | ast.YesNo | ast.Name | ast.Text | ast.DateExpr, scope: Scope
) -> exm.PlainValue:
    match value:
        case ast.Number():
            return exm.NumberValue(value.value, value.written)
        case ast.YesNo():
            return exm.YesNoValue(value.yes)
        case ast.Name():
            return exm.WordValue(value.key)
        case ast.Text():
            return exm.TextValue(value.text)
        case ast.DateExpr():
            found = dates.read(value, scope.findings)
            return exm.WordValue("") if found is None else exm.DateValue(found)


def _expectation(line: ast.Line, scope: Scope) -> exm.Expectation | None:
    match line:
        case ast.Expect():
            target = _target(line.target, scope)
            if target is None:
                return None
            return exm.ExpectValue(
                target,
                _plain(line.value, scope),
                line.published.value if line.published is not None else None,
                line.published.written if line.published is not None else None,
                line.remark.text if line.remark is not None else None,
                line.span,
                lines.rounding(line.rounded, scope.findings),
            )
        case ast.ExpectBetween():
            target = _target(line.target, scope)
            if target is None:
                return None
            if line.high.value < line.low.value:
                scope.findings.append(line_problems.ends_swapped(line.low, line.high))
            return exm.ExpectBetween(target, line.low.value, line.high.value, line.span)
        case ast.ExpectStatus():
            target = _target(line.target, scope)
            return exm.ExpectMissing(target, line.status, line.span) if target else None
        case _:
            return None


def _target(target: ast.Target, scope: Scope) -> exm.Target | None:
    """What an example asks for."""
    if target.field is None:
        return _bare(target, scope)
    found = scope.symbols.find("quantity", target.name, "indicator")
    if found is None:
        return None
    field = field_of(target.field.key)
    if field is None or field not in {"result", "score", "weighted", "weight"}:
        scope.findings.append(name_problems.UnknownField(target.field.span, target.field.text))
        return None
    if not has_field(field, target, found, scope):
        return None
    return exm.Target(field, found.name.key, target.span)  # type: ignore[arg-type]  # just checked


def _bare(target: ast.Target, scope: Scope) -> exm.Target | None:
    key = target.name.key
    field = field_of(key)
    if scope.symbols.peek("quantity", key) is None and field in {"total", "band"}:
        return exm.Target(field, "", target.span)  # type: ignore[arg-type]  # just checked
    found = scope.symbols.find("quantity", target.name)
    if found is None:
        return None
    if is_grouped(found) and target.group is not None:
        group = asked_group(target, found, scope)
        return None if group is None else exm.Target("value", found.name.key, target.span, group)
    if target.group is not None:
        scope.findings.append(GroupOfNothing(target.span, target.name.text))
        return None
    match found.kind:
        case "value" if not fits_here(target.name, found, scope):
            return None
        case "value" | "fact" | "parameter":
            return exm.Target("value", found.name.key, target.span)
        case "classify" | "table" if not fits_here(target.name, found, scope):
            return None
        case "classify":
            return exm.Target("class", found.name.key, target.span)
        case "component":
            return exm.Target("component", found.name.key, target.span)
        case _:
            scope.findings.append(
                name_problems.IndicatorWithoutField(target.span, target.name.text)
            )
            return None
