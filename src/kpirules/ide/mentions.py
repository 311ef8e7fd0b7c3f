"""The names that stand in a declaration, each with the part it plays there.

What a name stands for depends on all other declarations; that is found out in
`occurrences`. What is here depends on the tree of one declaration alone, so it
is worked out once for as long as the declaration is not edited.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from kpirules.semantics.mentions import inside
from kpirules.semantics.vocabulary import field_of
from kpirules.syntax import ast
from kpirules.text.span import Span
from kpirules.text.thai import name_key

Part = Literal[
    "quantity",  # a fact, parameter, value, indicator, table …, or a column of the row
    "unit",
    "method",
    "bands",
    "scorecard",
    "example",
    "column",  # of the table `of`
    "option",  # that the thing called `of` can be: an option of a fact, an outcome
    "answer",  # beside `of` in a comparison: an option, or a quantity of that name
    "group",  # of the rows that the value `of` is grouped by
    "grouping",  # what figures over one of the tables `tables` are grouped by
    "band",  # of the bands `of`
    "card band",  # of the bands by which the scorecard `of` is graded
    "stage",  # of the indicator `of`
    "function",
    "field",
    "file",  # the path of one
]


class Mention(Struct, frozen=True):
    """A name where it stands. Its span is that of a piece; of a text, without the quotes.

    `row` is the table whose rows the place is about.
    """

    span: Span
    text: str
    key: str
    part: Part
    declares: bool = False
    of: str = ""
    row: str | None = None
    tables: tuple[str, ...] = ()


_DECLARED: dict[ast.DeclarationKind, Part] = {
    "unit": "unit",
    "scoring": "method",
    "bands": "bands",
    "scorecard": "scorecard",
    "example": "example",
}


def mentions_of(file: ast.File) -> tuple[Mention, ...]:
    """All names in a piece of a text, from its beginning to its end."""
    found = [_text(use.path, "file") for use in file.uses]
    for declaration in file.declarations:
        found.extend(_Reader(declaration).read())
    written = (each for each in found if each.key and each.span.start < each.span.end)
    return tuple(sorted(written, key=lambda each: each.span.start))


def _text(text: ast.Text, part: Part, of: str = "") -> Mention:
    inside = Span(text.span.file, text.span.start + 1, text.span.end - 1)
    return Mention(inside, text.text, name_key(text.text), part, of=of)


class _Reader:
    """Goes through one declaration."""

    def __init__(self, declaration: ast.Declaration) -> None:
        self._declaration = declaration
        self._own = declaration.name.key
        self._row = next(
            (line.table.key for line in declaration.lines if isinstance(line, ast.EachRow)), None
        )

    def read(self) -> Iterator[Mention]:
        """The names of the opening line and of all lines."""
        kind = self._declaration.kind
        yield self._name(self._declaration.name, _DECLARED.get(kind, "quantity"), declares=True)
        for line in self._declaration.lines:
            yield from self._line(line)

    def _name(
        self,
        name: ast.Name,
        part: Part,
        of: str = "",
        *,
        row: str | None = None,
        declares: bool = False,
        tables: tuple[str, ...] = (),
    ) -> Mention:
        return Mention(name.span, name.text, name.key, part, declares, of, row, tables)

    def _units(self, *units: ast.UnitName | None) -> Iterator[Mention]:
        for unit in units:
            for name in unit.names if unit is not None else ():
                yield self._name(name, "unit")

    def _line(self, line: ast.Line) -> Iterator[Mention]:
        match line:
            case ast.Measured() | ast.Equals():
                yield from self._units(line.unit)
            case ast.OptionsDomain():
                yield from self._options(line.options, self._own)
            case ast.Column():
                yield self._name(line.name, "column", self._own, declares=True)
                yield from self._units(line.measured.unit if line.measured else None)
                if isinstance(line.domain, ast.OptionsDomain):
                    yield from self._options(line.domain.options, line.name.key, self._own)
            case ast.Let():
                yield self._name(line.name, "column", self._own, declares=True)
                yield from self._expression(line.expression, self._own)
            case ast.Relation():
                yield self._name(line.other, "quantity")
            case ast.Formula() | ast.ScoreLine():
                yield from self._expression(line.expression, self._row)
            case ast.PartOf():
                yield self._name(line.component, "quantity")
            case ast.ScoredBy():
                yield self._name(line.method, "method")
            case ast.GroupedBy():
                yield self._name(line.column, "grouping", tables=self._tables())
            case ast.Stage():
                yield self._name(line.name, "stage", self._own, declares=True)
                yield from self._expression(line.condition, self._row)
            case ast.ScoreCap() | ast.NotApplicable():
                yield from self._expression(line.condition, self._row)
            case ast.RisingGuarantee() | ast.WithholdingGuarantee():
                yield self._name(line.fact, "quantity")
            case ast.BetweenGuarantee():
                yield from self._promised(line.target)
            case _:
                yield from self._line_of_cards(line)

    def _line_of_cards(self, line: ast.Line) -> Iterator[Mention]:
        match line:
            case ast.Band():
                yield self._name(line.name, "band", self._own, declares=True)
            case ast.BandCap():
                yield self._name(line.band, "card band", self._own)
                yield from self._expression(line.condition, self._row)
            case ast.FactsLine() | ast.CasesLine():
                yield _text(line.path, "file")
            case ast.Component():
                yield self._name(line.name, "quantity", declares=True)
                if line.parent is not None:
                    yield self._name(line.parent, "quantity")
            case ast.TotalOf(formula=formula) if formula is not None:
                yield from self._expression(formula, self._row)
            case ast.GradedBy():
                yield self._name(line.bands, "bands")
            case ast.Includes():
                yield self._name(line.indicator, "quantity")
                yield self._name(line.component, "quantity")
            case ast.LeavesOut() | ast.InsteadWeight() | ast.InsteadTargets():
                yield self._name(line.indicator, "quantity")
            case ast.EachRow():
                yield self._name(line.table, "quantity")
            case ast.Outcome():
                yield self._name(line.name, "option", self._own, declares=True)
                if line.condition is not None:
                    yield from self._expression(line.condition, self._row)
            case _:
                yield from self._line_of_examples(line)

    def _line_of_examples(self, line: ast.Line) -> Iterator[Mention]:
        match line:
            case ast.ForScorecard():
                yield self._name(line.scorecard, "scorecard")
            case ast.Given():
                yield self._name(line.name, "quantity")
                if isinstance(line.value, ast.Name):
                    yield self._name(line.value, "option", line.name.key)
            case ast.RowOf():
                yield self._name(line.table, "quantity")
                for cell in line.cells:
                    yield self._name(cell.name, "column", line.table.key)
                    if isinstance(cell.value, ast.Name):
                        yield self._name(cell.value, "option", cell.name.key, row=line.table.key)
            case ast.Expect() | ast.ExpectBetween() | ast.ExpectStatus():
                yield from self._target(line.target)
                if isinstance(line, ast.Expect) and isinstance(line.value, ast.Name):
                    yield self._expected(line.target, line.value)
            case _:
                return

    def _options(
        self, options: tuple[ast.Name, ...], of: str, row: str | None = None
    ) -> Iterator[Mention]:
        for option in options:
            yield self._name(option, "option", of, row=row, declares=True)

    def _promised(self, target: ast.Target) -> Iterator[Mention]:
        """`score between 0 and 100` speaks of the declaration itself."""
        if target.field is not None or target.name.key == self._own:
            yield from self._target(target)
        else:
            yield self._name(target.name, "field")

    def _target(self, target: ast.Target) -> Iterator[Mention]:
        yield self._name(target.name, "quantity")
        if target.field is not None:
            yield self._name(target.field, "field")
        match target.group:
            case ast.Name():
                yield self._name(target.group, "group", target.name.key)
            case ast.Text():
                yield _text(target.group, "group", target.name.key)
            case _:
                return

    def _expected(self, target: ast.Target, value: ast.Name) -> Mention:
        if target.field is None and field_of(target.name.key) == "band":
            cards = (
                line.scorecard.key
                for line in self._declaration.lines
                if isinstance(line, ast.ForScorecard)
            )
            return self._name(value, "card band", next(cards, ""))
        return self._name(value, "option", target.name.key)

    def _tables(self) -> tuple[str, ...]:
        """The tables over whose rows the formulas of the declaration go, as far as they say so."""
        found: dict[str, None] = {}
        for line in self._declaration.lines:
            if isinstance(line, ast.Formula):
                for node in _all(line.expression):
                    rows = node.rows if isinstance(node, ast.OverRows) else None
                    if isinstance(rows, ast.Reference):
                        found[rows.name.key] = None
                    if isinstance(node, ast.Call):
                        found.update(
                            (each.name.key, None)
                            for each in node.arguments
                            if isinstance(each, ast.Reference)
                        )
        return tuple(found)

    def _expression(self, expression: ast.Expr, row: str | None) -> Iterator[Mention]:
        pending: list[tuple[ast.Expr, str | None]] = [(expression, row)]
        while pending:
            node, table = pending.pop()
            match node:
                case ast.Reference():
                    yield self._name(node.name, "quantity", row=table)
                case ast.Field():
                    yield self._name(node.owner, "quantity")
                    yield self._name(node.field, "field")
                case ast.NumberExpr(unit=unit) if unit is not None:
                    yield self._name(unit, "unit")
                case ast.OverRows():
                    yield self._name(node.function, "function")
                    pending.append((node.rows, None))
                    inner = node.rows.name.key if isinstance(node.rows, ast.Reference) else table
                    of_rows = (node.operand, node.condition)
                    pending.extend((part, inner) for part in of_rows if part is not None)
                case ast.Comparison(left=left, right=ast.Reference() as right):
                    asked = left.operand if isinstance(left, ast.InYear) else left
                    of = asked.name.key if isinstance(asked, ast.Reference) else ""
                    yield self._name(right.name, "answer", of, row=table)
                    pending.append((left, table))
                case ast.Among():
                    asked = node.operand
                    of = asked.name.key if isinstance(asked, ast.Reference) else ""
                    for option in node.options:
                        yield self._name(option, "option", of, row=table)
                    pending.append((node.operand, table))
                case ast.Call() | ast.Round():
                    yield self._name(node.function, "function")
                    pending.extend((part, table) for part in inside(node))
                case _:
                    pending.extend((part, table) for part in inside(node))


def _all(expression: ast.Expr) -> Iterator[ast.Expr]:
    pending = [expression]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(inside(node))
