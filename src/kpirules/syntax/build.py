"""From the parser's reductions to the syntax tree.

One method per rule of the grammar. The parser calls it with what the rule's
right-hand side stood for: tokens and finished nodes. Rules whose name begins
with `_` hand their children up; punctuation never arrives here.
"""

from __future__ import annotations

from typing import Literal

from lark import Token

from kpirules.syntax import ast
from kpirules.syntax.build_formulas import OPERATORS, Child, start_of
from kpirules.syntax.build_structure import BuildStructure
from kpirules.text.span import Span

_POLICIES: dict[str, ast.Policy] = {
    "REDISTRIBUTE_COMPONENT": "redistribute_component", "REDISTRIBUTE_ALL": "redistribute_all",
    "LEAVE_OUT_OF_DENOMINATOR": "leave_out", "CARRY_OVER": "carry_over",
    "SHOW_THE_RANGE": "range", "WITHHOLD": "withhold", "SCORE_ZERO": "zero",
}  # fmt: skip

_DOMAINS = (ast.NumberDomain, ast.YesNoDomain, ast.OptionsDomain, ast.TextDomain, ast.DateDomain)


class Build(BuildStructure):
    """Builds the nodes of one file."""

    # -- declarations

    def _declaration(self, kind: ast.DeclarationKind, children: list[Child]) -> ast.Declaration:
        label = children[2] if len(children) > 2 and isinstance(children[2], ast.Text) else None
        lines = children[2 if label is None else 3 :]
        return ast.Declaration(
            kind=kind,
            name=children[1],
            label=label,
            lines=tuple(lines),
            span=self._span(children),
        )

    def use(self, c: list[Child]) -> ast.Use:
        return ast.Use(path=self._text(c[1]), span=self._span(c))

    def unit(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("unit", c)

    def fact(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("fact", c)

    def parameter(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("parameter", c)

    def value(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("value", c)

    def scoring(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("scoring", c)

    def indicator(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("indicator", c)

    def bands(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("bands", c)

    def scorecard(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("scorecard", c)

    def table(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("table", c)

    def classify(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("classify", c)

    def example(self, c: list[Child]) -> ast.Declaration:
        return self._declaration("example", c)

    # -- about

    def source(self, c: list[Child]) -> ast.SourceLine:
        page = self._number(c[3]) if len(c) > 2 else None
        return ast.SourceLine(text=self._text(c[1]), page=page, span=self._span(c))

    def _remark(
        self, what: Literal["note", "owner", "definition", "linked_to"], c: list[Child]
    ) -> ast.AboutLine:
        return ast.AboutLine(what=what, text=self._text(c[1]), span=self._span(c))

    def note(self, c: list[Child]) -> ast.AboutLine:
        return self._remark("note", c)

    def owner(self, c: list[Child]) -> ast.AboutLine:
        return self._remark("owner", c)

    def definition(self, c: list[Child]) -> ast.AboutLine:
        return self._remark("definition", c)

    def linked_to(self, c: list[Child]) -> ast.AboutLine:
        return self._remark("linked_to", c)

    # -- units and inputs

    def unit_name(self, c: list[Child]) -> ast.UnitName:
        names = tuple(self._name(token) for token in c if token.type == "NAME")
        return ast.UnitName(names=names, span=self._span(c))

    def equals(self, c: list[Child]) -> ast.Equals:
        return ast.Equals(amount=self._number(c[1]), unit=c[2], span=self._span(c))

    def measured(self, c: list[Child]) -> ast.Measured:
        return ast.Measured(unit=c[1], span=self._span(c))

    def range(self, c: list[Child]) -> tuple[Token, ast.Number, ast.Number | None]:
        return c[0], c[1], c[3] if len(c) > 2 else None

    def decimals(self, c: list[Child]) -> tuple[Token, ast.Number, Token]:
        return c[0], self._number(c[1]), c[2]

    def _domain(self, c: list[Child], *, whole: bool) -> ast.NumberDomain:
        low = high = decimals = None
        for part in c:
            if not isinstance(part, tuple):
                continue
            if part[0].type == "FROM":
                _, low, high = part
            else:
                decimals = part[1]
        return ast.NumberDomain(
            whole=whole, low=low, high=high, decimals=decimals, span=self._span(c)
        )

    def whole_number(self, c: list[Child]) -> ast.NumberDomain:
        return self._domain(c, whole=True)

    def any_number(self, c: list[Child]) -> ast.NumberDomain:
        return self._domain(c, whole=False)

    def yes_or_no(self, c: list[Child]) -> ast.YesNoDomain:
        return ast.YesNoDomain(span=self._span(c))

    def one_of(self, c: list[Child]) -> ast.OptionsDomain:
        return ast.OptionsDomain(options=tuple(c[1:]), span=self._span(c))

    def relation(self, c: list[Child]) -> ast.Relation:
        return ast.Relation(operator=OPERATORS[c[0].type], other=c[1], span=self._span(c))

    def as_text(self, c: list[Child]) -> ast.TextDomain:
        return ast.TextDomain(span=self._span(c))

    def dates(self, c: list[Child]) -> tuple[Token, ast.DateExpr, ast.DateExpr | None]:
        return c[0], c[1], c[3] if len(c) > 2 else None

    def as_date(self, c: list[Child]) -> ast.DateDomain:
        _, low, high = c[1] if len(c) > 1 else (None, None, None)
        end = high or low
        span = self._span(c if end is None else [c[0], end])
        return ast.DateDomain(low=low, high=high, span=span)

    def column(self, c: list[Child]) -> ast.Column:
        label = c[2] if len(c) > 2 and isinstance(c[2], ast.Text) else None
        measured = next((part for part in c if isinstance(part, ast.Measured)), None)
        domain = next((part for part in c[2:] if isinstance(part, _DOMAINS)), None)
        return ast.Column(
            name=c[1], label=label, measured=measured, domain=domain, span=self._span(c)
        )

    def let(self, c: list[Child]) -> ast.Let:
        label = c[2] if isinstance(c[2], ast.Text) else None
        return ast.Let(name=c[1], label=label, expression=c[-1], span=self._span(c))

    def each_row(self, c: list[Child]) -> ast.EachRow:
        return ast.EachRow(table=c[1], span=self._span(c))

    def dated_from(self, c: list[Child]) -> ast.Dated:
        end = self._number(c[4]) if len(c) > 3 else None
        return ast.Dated(
            value=c[0], start=self._number(c[2]), end=end, open_end=end is None, span=self._span(c)
        )

    def dated_in(self, c: list[Child]) -> ast.Dated:
        year = self._number(c[2])
        return ast.Dated(value=c[0], start=year, end=year, open_end=False, span=self._span(c))

    # -- formulas, levels, scores

    def formula(self, c: list[Child]) -> ast.Formula:
        return ast.Formula(expression=c[1], span=self._span(c))

    def mode(self, c: list[Child]) -> Token:
        token: Token = c[0]
        return token

    def rounded_places(self, c: list[Child]) -> ast.Rounded:
        return self._rounded(c, places=self._number(c[1]), step=None)

    def rounded_step(self, c: list[Child]) -> ast.Rounded:
        return self._rounded(c, places=None, step=self._number(c[2]))

    def part_of(self, c: list[Child]) -> ast.PartOf:
        return ast.PartOf(component=c[1], span=self._span(c))

    def weight(self, c: list[Child]) -> ast.Weight:
        return ast.Weight(number=c[1], span=self._span(c))

    def scored_by(self, c: list[Child]) -> ast.ScoredBy:
        return ast.ScoredBy(method=c[1], span=self._span(c))

    def level(self, c: list[Child]) -> ast.Level:
        within = c[1].type == "WITHIN"
        return ast.Level(score=c[0], at=c[2], within=within, span=self._span(c))

    def targets_from(self, c: list[Child]) -> ast.Targets:
        end = self._number(c[3]) if len(c) > 2 else None
        return ast.Targets(start=self._number(c[1]), end=end, span=self._span(c))

    def targets_in(self, c: list[Child]) -> ast.Targets:
        year = self._number(c[1])
        return ast.Targets(start=year, end=year, span=self._span(c))

    def score(self, c: list[Child]) -> ast.ScoreLine:
        return ast.ScoreLine(expression=c[1], span=self._span(c))

    def score_cap(self, c: list[Child]) -> ast.ScoreCap:
        because = c[4] if len(c) > 4 else None
        return ast.ScoreCap(most=c[1], condition=c[3], because=because, span=self._span(c))

    def total_cap(self, c: list[Child]) -> ast.ScoreCap:
        return self.score_cap(c)

    def band_cap(self, c: list[Child]) -> ast.BandCap:
        because = c[4] if len(c) > 4 else None
        return ast.BandCap(band=c[1], condition=c[3], because=because, span=self._span(c))

    def not_applicable(self, c: list[Child]) -> ast.NotApplicable:
        return ast.NotApplicable(condition=c[1], span=self._span(c))

    def direction(self, c: list[Child]) -> ast.Direction:
        nearer_to = c[1] if c[0].type == "NEARER_TO" else None
        higher = c[0].type == "HIGHER_IS_BETTER"
        return ast.Direction(higher=higher, nearer_to=nearer_to, span=self._span(c))

    def from_point(self, c: list[Child]) -> ast.Level:
        return self.level(c[1:])

    def to_point(self, c: list[Child]) -> ast.Level:
        return self.level(c[1:])

    def _outside(self, side: Literal["below", "above"], c: list[Child]) -> ast.Outside:
        said = c[1]
        if isinstance(said, ast.Number):
            return ast.Outside(side=side, policy="fixed", score=said, span=self._span(c))
        if isinstance(said, ast.Level):
            span = Span(self.file, start_of(c[0]), said.span.end)
            policy: Literal["from_point", "to_point"] = (
                "from_point" if side == "below" else "to_point"
            )
            return ast.Outside(side=side, policy=policy, point=said, span=span)
        policies: dict[str, Literal["last_score", "extrapolate", "refuse"]] = {
            "THE_LAST_SCORE": "last_score", "EXTRAPOLATE": "extrapolate", "REFUSE": "refuse",
        }  # fmt: skip
        return ast.Outside(side=side, policy=policies[said.type], span=self._span(c))

    def below_first(self, c: list[Child]) -> ast.Outside:
        return self._outside("below", c)

    def above_last(self, c: list[Child]) -> ast.Outside:
        return self._outside("above", c)

    def between_levels(self, c: list[Child]) -> ast.BetweenLevels:
        return ast.BetweenLevels(interpolate=c[1].type == "INTERPOLATE", span=self._span(c))

    # -- guarantees

    def guarantee_rising(self, c: list[Child]) -> ast.RisingGuarantee:
        return ast.RisingGuarantee(rising=True, fact=c[2], span=self._span(c))

    def guarantee_falling(self, c: list[Child]) -> ast.RisingGuarantee:
        return ast.RisingGuarantee(rising=False, fact=c[2], span=self._span(c))

    def guarantee_between(self, c: list[Child]) -> ast.BetweenGuarantee:
        return ast.BetweenGuarantee(target=c[1], low=c[3], high=c[5], span=self._span(c))

    def guarantee_continuous(self, c: list[Child]) -> ast.NamedGuarantee:
        return ast.NamedGuarantee(what="continuous", span=self._span(c))

    def guarantee_decided(self, c: list[Child]) -> ast.NamedGuarantee:
        return ast.NamedGuarantee(what="every_case_decided", span=self._span(c))

    def guarantee_withholding(self, c: list[Child]) -> ast.WithholdingGuarantee:
        return ast.WithholdingGuarantee(fact=c[2], span=self._span(c))

    # -- bands and scorecards

    def edge(self, c: list[Child]) -> ast.Edge:
        operators: dict[str, ast.EdgeOperator] = {
            "AT_LEAST": ">=", "ABOVE": ">", "AT_MOST": "<=", "BELOW": "<",
        }  # fmt: skip
        return ast.Edge(operator=operators[c[0].type], value=c[1], span=self._span(c))

    def band(self, c: list[Child]) -> ast.Band:
        label = c[1] if isinstance(c[1], ast.Text) else None
        edges = tuple(part for part in c if isinstance(part, ast.Edge))
        return ast.Band(name=c[0], label=label, edges=edges, span=self._span(c))

    def band_closed(self, c: list[Child]) -> ast.Band:
        label = c[1] if isinstance(c[1], ast.Text) else None
        low, high = (part for part in c if isinstance(part, ast.Number))
        edges = (
            ast.Edge(operator=">=", value=low, span=low.span),
            ast.Edge(operator="<=", value=high, span=high.span),
        )
        return ast.Band(name=c[0], label=label, edges=edges, span=self._span(c))

    def decided_on(self, c: list[Child]) -> ast.DecidedOn:
        return ast.DecidedOn(rounded=c[0].type == "DECIDED_ON_ROUNDED", span=self._span(c))

    def period(self, c: list[Child]) -> ast.Period:
        return ast.Period(year=self._number(c[1]), span=self._span(c))

    def facts(self, c: list[Child]) -> ast.FactsLine:
        return ast.FactsLine(path=self._text(c[1]), span=self._span(c))

    def cases(self, c: list[Child]) -> ast.CasesLine:
        return ast.CasesLine(path=self._text(c[1]), span=self._span(c))

    def weights_add_up_to(self, c: list[Child]) -> ast.WeightsLine:
        return ast.WeightsLine(total=c[1], span=self._span(c))

    def weights_relative(self, c: list[Child]) -> ast.WeightsLine:
        return ast.WeightsLine(total=None, span=self._span(c))

    def weighted_score(self, c: list[Child]) -> ast.WeightedScore:
        return ast.WeightedScore(rounded=c[1], span=self._span(c))

    def total_of(self, c: list[Child]) -> ast.TotalOf:
        return ast.TotalOf(rounded=c[0].type == "TOTAL_OF_ROUNDED", span=self._span(c))

    def total_rounded(self, c: list[Child]) -> ast.TotalRounded:
        return ast.TotalRounded(rounded=c[1], span=self._span(c))

    def graded_by(self, c: list[Child]) -> ast.GradedBy:
        return ast.GradedBy(bands=c[1], span=self._span(c))

    def status(self, c: list[Child]) -> tuple[Token, ast.Status]:
        word: ast.Status = c[0].type.lower()
        return c[0], word

    def policy(self, c: list[Child]) -> Token:
        token: Token = c[0]
        return token

    def when(self, c: list[Child]) -> ast.When:
        return ast.When(status=c[1][1], policy=_POLICIES[c[2].type], span=self._span(c))

    # -- decision tables and examples

    def hit_policy(self, c: list[Child]) -> ast.HitPolicy:
        return ast.HitPolicy(first=c[0].type == "FIRST_APPLIES", span=self._span(c))

    def outcome(self, c: list[Child]) -> ast.Outcome:
        label = c[1] if isinstance(c[1], ast.Text) else None
        return ast.Outcome(name=c[0], label=label, condition=c[-1], span=self._span(c))

    def outcome_otherwise(self, c: list[Child]) -> ast.Outcome:
        label = c[1] if isinstance(c[1], ast.Text) else None
        return ast.Outcome(name=c[0], label=label, condition=None, span=self._span(c))

    def year(self, c: list[Child]) -> tuple[Token, ast.Number]:
        return c[0], self._number(c[1])

    def given(self, c: list[Child]) -> ast.Given:
        return ast.Given(name=self._name(c[1]), year=_year(c), value=c[-1], span=self._span(c))

    def given_status(self, c: list[Child]) -> ast.Given:
        status = c[-1][1]
        return ast.Given(
            name=self._name(c[1]), year=_year(c), value=None, status=status, span=self._span(c)
        )

    def cell(self, c: list[Child]) -> ast.Cell:
        return ast.Cell(name=c[0], value=c[2], span=self._span(c))

    def row_of(self, c: list[Child]) -> ast.RowOf:
        return ast.RowOf(table=c[1], cells=tuple(c[2:]), span=self._span(c))

    def target(self, c: list[Child]) -> ast.Target:
        field = self._name(c[2]) if len(c) > 1 else None
        return ast.Target(name=self._name(c[0]), field=field, span=self._span(c))

    def published(self, c: list[Child]) -> tuple[Token, ast.Number, ast.Text | None]:
        return c[0], c[1], self._text(c[2]) if len(c) > 2 else None

    def expect(self, c: list[Child]) -> ast.Expect:
        _, figure, remark = c[4] if len(c) > 4 else (None, None, None)
        return ast.Expect(
            target=c[1], value=c[3], published=figure, remark=remark, span=self._span(c)
        )

    def expect_rounded(self, c: list[Child]) -> ast.Expect:
        _, figure, remark = c[5] if len(c) > 5 else (None, None, None)
        return ast.Expect(
            target=c[1],
            value=c[3],
            published=figure,
            remark=remark,
            rounded=c[4],
            span=self._span(c),
        )

    def expect_between(self, c: list[Child]) -> ast.ExpectBetween:
        return ast.ExpectBetween(target=c[1], low=c[3], high=c[5], span=self._span(c))

    def expect_withheld(self, c: list[Child]) -> ast.ExpectStatus:
        return ast.ExpectStatus(target=c[1], status="withheld", span=self._span(c))

    def expect_status(self, c: list[Child]) -> ast.ExpectStatus:
        return ast.ExpectStatus(target=c[1], status=c[-1][1], span=self._span(c))


def _year(children: list[Child]) -> ast.Number | None:
    """The year that `in 2565` names, if a line says so."""
    found = children[2]
    return found[1] if isinstance(found, tuple) and found[0].type == "IN" else None
