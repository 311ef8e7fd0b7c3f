"""From the parser's reductions to the syntax tree: names, texts, numbers and formulas."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from lark import Token, Transformer

from kpirules.syntax import ast
from kpirules.text.span import Span
from kpirules.text.thai import name_key, western_digits

Child = Any  # a token, or a node: the grammar says which

_MODES: dict[str, ast.RoundingMode] = {
    "HALF_UP": "half_up", "HALF_EVEN": "half_even", "ROUND_UP": "up", "ROUND_DOWN": "down",
}  # fmt: skip
_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
OPERATORS: dict[str, ast.CompareOperator] = {
    "EQ": "=", "IS": "=", "NE": "!=", "IS_NOT": "!=", "LT": "<", "BELOW": "<", "LE": "<=",
    "AT_MOST": "<=", "GT": ">", "ABOVE": ">", "GE": ">=", "AT_LEAST": ">=",
}  # fmt: skip


def number(token: Token, file: str, *, negative: Token | None = None) -> ast.Number:
    """A number token, read exactly."""
    digits = western_digits(token.value).replace(",", "")
    whole, _, decimals = digits.partition(".")
    value = (
        Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))
    )
    start = token.start_pos if negative is None else negative.start_pos
    return ast.Number(
        value=value if negative is None else -value,
        written=str(token) if negative is None else f"-{token}",
        decimals=len(decimals),
        span=Span(file, start or 0, token.end_pos or 0),
    )


class BuildFormulas(Transformer[Token, Any]):
    """Builds the parts that lines are made of."""

    def __init__(self) -> None:
        super().__init__(visit_tokens=False)
        self.file = ""

    def _span(self, children: Sequence[Child]) -> Span:
        first, last = children[0], children[-1]
        return Span(self.file, start_of(first), end_of(last))

    def _place(self, token: Token) -> Span:
        return Span(self.file, token.start_pos or 0, token.end_pos or 0)

    # -- names, texts, numbers

    def _text(self, token: Token) -> ast.Text:
        return ast.Text(text=token.value[1:-1], span=self._place(token))

    def _name(self, token: Token) -> ast.Name:
        text = token.value
        return ast.Name(text=text, key=name_key(text), span=self._place(token))

    def _number(self, token: Token) -> ast.Number:
        return number(token, self.file)

    def name(self, c: list[Child]) -> ast.Name:
        return self._name(c[0])

    def label(self, c: list[Child]) -> ast.Text:
        return self._text(c[0])

    def signed(self, c: list[Child]) -> ast.Number:
        if len(c) == 2:
            return number(c[1], self.file, negative=c[0])
        return self._number(c[0])

    # -- expressions

    def number(self, c: list[Child]) -> ast.NumberExpr:
        unit = self._name(c[1]) if len(c) > 1 else None
        return ast.NumberExpr(number=self._number(c[0]), unit=unit, span=self._span(c))

    def reference(self, c: list[Child]) -> ast.Reference:
        return ast.Reference(name=self._name(c[0]), span=self._span(c))

    def field(self, c: list[Child]) -> ast.Field:
        return ast.Field(owner=self._name(c[0]), field=self._name(c[2]), span=self._span(c))

    def call(self, c: list[Child]) -> ast.Call:
        return ast.Call(function=self._name(c[0]), arguments=tuple(c[2:-1]), span=self._span(c))

    def round(self, c: list[Child]) -> ast.Round:
        function = self._name(c[0])
        return ast.Round(function=function, operand=c[2], rounded=c[3], span=self._span(c))

    def to_places(self, c: list[Child]) -> ast.Rounded:
        return self._rounded(c, places=self._number(c[1]), step=None)

    def to_multiple(self, c: list[Child]) -> ast.Rounded:
        return self._rounded(c, places=None, step=self._number(c[2]))

    def _rounded(
        self, c: list[Child], places: ast.Number | None, step: ast.Number | None
    ) -> ast.Rounded:
        mode = _MODES[c[3].type] if len(c) > 3 else None
        return ast.Rounded(places=places, step=step, mode=mode, span=self._span(c))

    def rows_where(self, c: list[Child]) -> ast.OverRows:
        return ast.OverRows(
            function=self._name(c[0]), operand=None, rows=c[2], condition=c[4], span=self._span(c)
        )

    def over_rows(self, c: list[Child]) -> ast.OverRows:
        return ast.OverRows(
            function=self._name(c[0]),
            operand=c[2],
            rows=c[4],
            condition=c[6] if len(c) > 6 else None,
            span=self._span(c),
        )

    def month(self, c: list[Child]) -> Token:
        token: Token = c[0]
        return token

    def date(self, c: list[Child]) -> ast.DateExpr:
        return ast.DateExpr(
            day=self._number(c[0]),
            month=_MONTHS.index(c[1].type) + 1,
            year=self._number(c[2]),
            span=self._span(c),
        )

    def text(self, c: list[Child]) -> ast.TextExpr:
        return ast.TextExpr(text=self._text(c[0]).text, span=self._span(c))

    def yes(self, c: list[Child]) -> ast.YesNo:
        return ast.YesNo(yes=True, span=self._span(c))

    def no(self, c: list[Child]) -> ast.YesNo:
        return ast.YesNo(yes=False, span=self._span(c))

    def group(self, c: list[Child]) -> ast.Expr:
        inner: ast.Expr = c[1]
        return inner

    def in_year(self, c: list[Child]) -> ast.InYear:
        return ast.InYear(operand=c[0], year=self._number(c[2]), span=self._span(c))

    def in_previous(self, c: list[Child]) -> ast.InYear:
        return ast.InYear(operand=c[0], year=None, span=self._span(c))

    def over_years(self, c: list[Child]) -> ast.OverYears:
        return ast.OverYears(
            function="sum" if c[0].type == "SUM_OF" else "mean",
            operand=c[1],
            start=self._number(c[3]),
            end=self._number(c[5]) if c[4].type == "TO" else None,
            span=self._span(c),
        )

    def negate(self, c: list[Child]) -> ast.Negate:
        return ast.Negate(operand=c[1], span=self._span(c))

    def power(self, c: list[Child]) -> ast.Power:
        return ast.Power(base=c[0], exponent=c[2], span=self._span(c))

    def _chain(self, c: list[Child]) -> ast.Expr:
        if len(c) == 1:
            only: ast.Expr = c[0]
            return only
        return ast.Chain(
            operands=tuple(c[::2]),
            operators=tuple(str(token) for token in c[1::2]),  # type: ignore[misc]  # + - * /
            span=self._span(c),
        )

    def sum(self, c: list[Child]) -> ast.Expr:
        return self._chain(c)

    def term(self, c: list[Child]) -> ast.Expr:
        return self._chain(c)

    def compare(self, c: list[Child]) -> Token:
        token: Token = c[0]
        return token

    def comparison(self, c: list[Child]) -> ast.Comparison:
        return ast.Comparison(
            left=c[0], operator=OPERATORS[c[1].type], right=c[2], span=self._span(c)
        )

    def between(self, c: list[Child]) -> ast.BetweenExpr:
        return ast.BetweenExpr(operand=c[0], low=c[2], high=c[4], span=self._span(c))

    def among(self, c: list[Child]) -> ast.Among:
        options = tuple(part for part in c[1:] if isinstance(part, ast.Name))
        return ast.Among(operand=c[0], options=options, span=self._span(c))

    def below_its_first(self, c: list[Child]) -> ast.BelowFirst:
        return ast.BelowFirst(operand=c[0], span=self._span(c))

    def not_(self, c: list[Child]) -> ast.Not:
        return ast.Not(operand=c[1], span=self._span(c))

    def and_(self, c: list[Child]) -> ast.Junction:
        return ast.Junction(operator="and", operands=tuple(c[::2]), span=self._span(c))

    def or_(self, c: list[Child]) -> ast.Junction:
        return ast.Junction(operator="or", operands=tuple(c[::2]), span=self._span(c))

    def if_(self, c: list[Child]) -> ast.If:
        return ast.If(condition=c[1], then=c[3], otherwise=c[5], span=self._span(c))

    def or_else(self, c: list[Child]) -> ast.OrElse:
        return ast.OrElse(first=c[0], second=c[2], span=self._span(c))


def start_of(child: Child) -> int:
    """Where what the grammar handed up begins."""
    if isinstance(child, ast.Node):
        return child.span.start
    if isinstance(child, tuple):
        return start_of(child[0])
    start: int | None = child.start_pos
    return start or 0


def end_of(child: Child) -> int:
    """Where what the grammar handed up ends."""
    if isinstance(child, ast.Node):
        return child.span.end
    if isinstance(child, tuple):
        return max(end_of(part) for part in child if isinstance(part, (ast.Node, Token)))
    end: int | None = child.end_pos
    return end or 0
