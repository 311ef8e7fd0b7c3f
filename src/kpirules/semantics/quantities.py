"""Elaborating inputs and intermediate values: units, facts, parameters, values, decision tables."""

from __future__ import annotations

from msgspec.structs import replace

from kpirules.diagnostics.phrasing import both
from kpirules.model.expressions import Expr
from kpirules.model.facts import (
    Dated,
    Domain,
    Fact,
    NumberDomain,
    OptionsDomain,
    Parameter,
    Relation,
    TextDomain,
    YesNoDomain,
)
from kpirules.model.indicators import Classification, Outcome, Value
from kpirules.model.units import BUILT_IN, NUMBER, POINT, Unit, UnitDeclaration, base
from kpirules.semantics import dates, kind_problems, line_problems, lines, name_problems
from kpirules.semantics.grouping import grouping
from kpirules.semantics.guarantees import guarantees
from kpirules.semantics.infer import condition, infer, said_kind, unit_named
from kpirules.semantics.kinds import (
    DATE,
    TEXT,
    UNKNOWN,
    YES_NO,
    ChoiceKind,
    Kind,
    NumberKind,
    UnknownKind,
    fits,
    settle,
)
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol, Symbols
from kpirules.syntax import ast
from kpirules.text.span import Span


def known_units(symbols: Symbols) -> dict[str, Unit]:
    """Every unit a file may name: the built-in ones under their names in both languages too."""
    units = {name: base(name) for name in BUILT_IN}
    for name, (english, thai) in BUILT_IN.items():
        units.setdefault(english, base(name))
        units.setdefault(thai, base(name))
    for symbol in symbols.of("unit"):
        units[symbol.name.key] = base(symbol.name.key)
    return units


def unit(symbol: Symbol, scope: Scope) -> UnitDeclaration:
    """A declared unit."""
    declaration = symbol.declaration
    line = lines.only(declaration, ast.Equals, "equals", scope.findings)
    equals = None
    if line is not None:
        other = unit_named(line.unit, scope)
        if line.amount.value <= 0:
            scope.findings.append(
                line_problems.WrongNumber(line.amount.span, line.amount.written, "equals")
            )
        elif other is not None:
            equals = (line.amount.value, other)
    return UnitDeclaration(
        symbol.name.text,
        lines.label(declaration.label),
        equals,
        lines.about(declaration, scope.findings),
        symbol.name.span,
    )


def declared_kind(symbol: Symbol, scope: Scope) -> Kind | None:
    """The kind a declaration states by itself; None where it follows from a formula."""
    declaration = symbol.declaration
    for line in declaration.lines:
        match line:
            case ast.YesNoDomain():
                return YES_NO
            case ast.OptionsDomain():
                return ChoiceKind(symbol.name.key, tuple(name.key for name in line.options))
            case ast.TextDomain():
                return TEXT
            case ast.DateDomain():
                return DATE
            case ast.OfParts():
                return NumberKind(POINT)
            case ast.Stage():
                return NumberKind(NUMBER)
            case _:
                continue
    if symbol.kind == "classify":
        outcomes = lines.every(declaration, ast.Outcome)
        return ChoiceKind(symbol.name.key, tuple(outcome.name.key for outcome in outcomes))
    measured = lines.every(declaration, ast.Measured)
    if measured:
        named = unit_named(measured[0].unit, scope)
        return NumberKind(named) if named is not None else UNKNOWN
    if symbol.kind in {"fact", "parameter", "table"}:
        # A line that could not be read may have been the one with the unit.
        return UNKNOWN if declaration.damaged else NumberKind(NUMBER)
    return UNKNOWN if symbol.kind == "indicator" else None


def fact(symbol: Symbol, scope: Scope) -> Fact:
    """A fact: what may be supplied."""
    declaration, findings = symbol.declaration, scope.findings
    measured = lines.only(declaration, ast.Measured, "measured in", findings)
    kind = scope.kinds[symbol.name.key]
    if measured is not None and not isinstance(kind, NumberKind | UnknownKind):
        findings.append(kind_problems.WrongKind(measured.span, "number", said_kind(kind)))
    domain = _domain(declaration, scope)
    return Fact(
        symbol.name.text,
        lines.label(declaration.label),
        kind.unit if isinstance(kind, NumberKind) else NUMBER,
        domain,
        _relations(symbol, kind, scope),
        lines.about(declaration, findings),
        symbol.name.span,
        _derivation(symbol, kind, domain, scope),
    )


def _derivation(symbol: Symbol, kind: Kind, domain: Domain, scope: Scope) -> Expr | None:
    """The formula that gives a fact where it is not supplied; it goes over tables."""
    declaration = symbol.declaration
    line = lines.only(declaration, ast.Formula, "formula", scope.findings)
    if line is None:
        return None
    meaning, found = infer(line.expression, scope)
    if isinstance(domain, NumberDomain):
        measured = lines.every(declaration, ast.Measured)
        place = measured[0].span if measured else symbol.name.span
        if isinstance(kind, NumberKind):
            check_unit(declaration.name.text, line.expression.span, found, kind.unit, place, scope)
    elif not isinstance(found, UnknownKind) and type(found) is not type(kind):
        scope.findings.append(
            kind_problems.KindsDiffer(
                line.expression.span, symbol.name.span, said_kind(kind), said_kind(found)
            )
        )
    return meaning


def _relations(symbol: Symbol, kind: Kind, scope: Scope) -> tuple[Relation, ...]:
    """How a fact must stand to others, which are in the same unit."""
    found = []
    for line in lines.every(symbol.declaration, ast.Relation):
        other = scope.symbols.find("quantity", line.other, "fact")
        if other is None:
            continue
        theirs = scope.kind_of(other.name.key) or UNKNOWN
        if (
            isinstance(kind, NumberKind)
            and isinstance(theirs, NumberKind)
            and kind.unit != theirs.unit
        ):
            scope.findings.append(
                kind_problems.UnitsDiffer(line.other.span, symbol.name.span, kind.unit, theirs.unit)
            )
        if type(kind) is not type(theirs) and UNKNOWN not in (kind, theirs):
            scope.findings.append(
                kind_problems.KindsDiffer(
                    line.other.span, symbol.name.span, said_kind(kind), said_kind(theirs)
                )
            )
        found.append(Relation(line.operator, other.name.key, line.span))
    return tuple(found)


def _domain(declaration: ast.Declaration, scope: Scope) -> Domain:
    found = [line for line in declaration.lines if isinstance(line, _DOMAINS)]
    kinds = {type(line) for line in found}
    if len(kinds) > 1:
        scope.findings.append(
            line_problems.LinesExclude(
                found[1].span,
                scope_text(found[1]),
                scope_text(found[0]),
                found[0].span,
                both("a fact has one kind", "ข้อมูลหนึ่งรายการมีชนิดเดียว"),
            )
        )
    if found and isinstance(found[0], ast.YesNoDomain):
        return YesNoDomain()
    if found and isinstance(found[0], ast.OptionsDomain):
        return OptionsDomain(tuple(name.key for name in found[0].options))
    if found and isinstance(found[0], ast.TextDomain):
        return TextDomain()
    if found and isinstance(found[0], ast.DateDomain):
        return dates.domain(found[0], scope.findings)
    return number_domain([line for line in found if isinstance(line, ast.NumberDomain)], scope)


_DOMAINS = (
    ast.NumberDomain, ast.YesNoDomain, ast.OptionsDomain, ast.TextDomain, ast.DateDomain,
)  # fmt: skip
_DomainLine = (
    ast.NumberDomain | ast.YesNoDomain | ast.OptionsDomain | ast.TextDomain | ast.DateDomain
)


def scope_text(line: _DomainLine) -> str:
    """What to call a domain line in a message."""
    match line:
        case ast.YesNoDomain():
            return "yes or no"
        case ast.OptionsDomain():
            return "one of"
        case ast.TextDomain():
            return "text"
        case ast.DateDomain():
            return "date"
        case ast.NumberDomain():
            return "whole number" if line.whole else "number"


def number_domain(found: list[ast.NumberDomain], scope: Scope) -> NumberDomain:
    """The numbers that lines allow together."""
    low = high = decimals = None
    for line in found:
        if line.whole:
            decimals = 0
        low = line.low.value if line.low else low
        high = line.high.value if line.high else high
        if line.low and line.high and line.high.value < line.low.value:
            scope.findings.append(line_problems.ends_swapped(line.low, line.high))
        if line.decimals:
            decimals = lines.whole(line.decimals, "decimals", scope.findings)
    return NumberDomain(low, high, decimals)


def parameter(symbol: Symbol, scope: Scope) -> Parameter:
    """A dated parameter."""
    declaration, findings = symbol.declaration, scope.findings
    lines.only(declaration, ast.Measured, "measured in", findings)
    rows = lines.every(declaration, ast.Dated)
    lines.needed(
        rows[0] if rows else None,
        declaration,
        findings,
        words=("from",),
        sample=("556,629 from 2562", "556,629 ตั้งแต่ 2562"),
        why=both(
            "a parameter has a value for stated years only",
            "ค่ากำหนดต้องบอกว่าใช้ตั้งแต่ปีใด",
        ),
    )
    values = []
    for row in rows:
        start = lines.whole(row.start, "year", findings)
        end = lines.whole(row.end, "year", findings) if row.end is not None else None
        if start is not None:
            values.append(Dated(row.value.value, row.value.written, start, end, row.span))
    kind = scope.kinds[symbol.name.key]
    return Parameter(
        symbol.name.text,
        lines.label(declaration.label),
        kind.unit if isinstance(kind, NumberKind) else NUMBER,
        tuple(values),
        lines.about(declaration, findings),
        symbol.name.span,
    )


def formula(declaration: ast.Declaration, line: ast.Formula, scope: Scope) -> tuple[Expr, Kind]:
    """A formula, held against the unit its declaration states."""
    meaning, found = infer(line.expression, scope)
    measured = lines.every(declaration, ast.Measured)
    if not measured and declaration.damaged:
        return meaning, UNKNOWN
    if not measured:
        return meaning, settle(found) if isinstance(found, NumberKind) else found
    stated = scope.kinds.get(declaration.name.key, UNKNOWN)
    if isinstance(stated, NumberKind):
        check_unit(declaration.name.text, line.expression.span, found, stated.unit,
                   measured[0].span, scope)  # fmt: skip
        return meaning, stated
    return meaning, found


def check_unit(
    name: str, place: Span, found: Kind, unit: Unit, declared: Span, scope: Scope
) -> None:
    """Report a formula whose unit is not the declared one."""
    if isinstance(found, UnknownKind):
        return
    if not isinstance(found, NumberKind):
        scope.findings.append(kind_problems.WrongKind(place, "number", said_kind(found)))
        return
    settled = settle(found)
    if fits(settled, unit):
        return
    forgot = settled.ratio and settled.unit == NUMBER and unit == base("percent")
    scope.findings.append(
        kind_problems.UnitNotDeclared(place, name, unit, declared, settled.unit, forgot)
    )


def value(symbol: Symbol, scope: Scope) -> tuple[Value | None, Kind | None]:
    """A named intermediate value, and its kind for what comes after."""
    declaration, findings = symbol.declaration, scope.findings
    lines.only(declaration, ast.Measured, "measured in", findings)
    line = lines.needed(
        lines.only(declaration, ast.Formula, "formula", findings),
        declaration,
        findings,
        words=("formula",),
        sample=("formula a / b * 100", "สูตร a / b * 100"),
        why=both("a value is what its formula gives", "ค่าคำนวณได้มาจากสูตร"),
    )
    rounded = lines.rounding(lines.only(declaration, ast.Rounded, "rounded to", findings), findings)
    unless = lines.only(declaration, ast.NotApplicable, "not applicable when", findings)
    not_applicable = condition(unless.condition, scope) if unless else None
    remarks = lines.about(declaration, findings)
    if line is None:
        return None, None if symbol.name.key in scope.kinds else UNKNOWN
    meaning, kind = formula(declaration, line, scope)
    by = lines.only(declaration, ast.GroupedBy, "by", findings)
    made = Value(
        symbol.name.text,
        lines.label(declaration.label),
        kind.unit if isinstance(kind, NumberKind) else None,
        meaning,
        line.span,
        rounded,
        not_applicable,
        guarantees(declaration, scope),
        remarks,
        symbol.name.span,
        grouping(by, meaning, kind, scope) if by is not None else None,
    )
    return made, kind


def classification(symbol: Symbol, scope: Scope) -> Classification:
    """A decision table over facts, or over the columns of each row of a table."""
    declaration, findings = symbol.declaration, scope.findings
    each = lines.only(declaration, ast.EachRow, "for each row of", findings)
    table = scope.symbols.find("quantity", each.table, "table") if each is not None else None
    inside = replace(scope, table=table.name.key) if table is not None else scope
    hit = lines.needed(
        lines.only(declaration, ast.HitPolicy, "exactly one applies", findings),
        declaration,
        findings,
        words=("exactly one applies", "first that applies"),
        sample=("exactly one applies", "ตรงเพียงข้อเดียว"),
        why=both(
            "when several rows hold, someone has to say what that means",
            "เมื่อหลายข้อเป็นจริงพร้อมกัน ต้องบอกว่าใช้ข้อใด",
        ),
    )
    rows: list[Outcome] = []
    seen: dict[str, Span] = {}
    # Of what table the columns are nobody can tell where there is no such table.
    readable = each is None or table is not None
    for line in lines.every(declaration, ast.Outcome) if readable else ():
        if line.name.key in seen:
            findings.append(
                name_problems.DeclaredTwice(line.name.span, line.name.text, seen[line.name.key])
            )
        seen[line.name.key] = line.name.span
        rest = next((row for row in rows if row.condition is None), None)
        if line.condition is None and rest is not None:
            findings.append(line_problems.LineTwice(line.span, "otherwise", rest.span))
        test = condition(line.condition, inside) if line.condition is not None else None
        rows.append(Outcome(line.name.text, lines.label(line.label), test, line.span))
    lines.needed(
        next(iter(lines.every(declaration, ast.Outcome)), None),
        declaration,
        findings,
        words=("when",),
        sample=("low when income at most 100,000 baht", "ต่ำ เมื่อ รายได้ ไม่เกิน 100,000 บาท"),
        why=both("a decision table has at least one row", "ตารางจำแนกต้องมีอย่างน้อยหนึ่งข้อ"),
    )
    return Classification(
        symbol.name.text,
        lines.label(declaration.label),
        "first" if hit is not None and hit.first else "exactly_one",
        tuple(rows),
        lines.about(declaration, findings),
        symbol.name.span,
        table.name.key if table is not None else None,
    )
