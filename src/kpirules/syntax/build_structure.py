"""Builders of the lines that say what a scorecard is made of."""

from __future__ import annotations

from lark import Token
from msgspec import structs

from kpirules.syntax import ast
from kpirules.syntax.build_formulas import BuildFormulas, Child

_BLENDS: dict[str, ast.Blend] = {
    "THE_WEIGHTED_MEAN": "weighted_mean", "THE_MEAN": "mean", "THE_LOWEST": "lowest",
    "THE_HIGHEST": "highest", "THE_GEOMETRIC_MEAN": "geometric_mean",
    "THE_WEIGHTED_GEOMETRIC_MEAN": "weighted_geometric_mean",
}  # fmt: skip


class BuildStructure(BuildFormulas):
    """Components, and what a scorecard changes in the indicators it takes."""

    def component(self, c: list[Child]) -> ast.Component:
        label = c[2] if isinstance(c[2], ast.Text) else None
        weight = next(part for part in c if isinstance(part, ast.Number))
        parent = c[-1] if isinstance(c[-1], ast.Name) else None
        return ast.Component(
            name=c[1], label=label, weight=weight, parent=parent, span=self._span(c)
        )

    def cited(self, c: list[Child]) -> ast.SourceLine:
        page = self._number(c[3]) if len(c) > 2 else None
        return ast.SourceLine(text=self._text(c[1]), page=page, span=self._span(c))

    def because(self, c: list[Child]) -> ast.Because:
        source = c[-1] if isinstance(c[-1], ast.SourceLine) else None
        reason = None if c[0] is source else self._text(c[0])
        return ast.Because(reason=reason, source=source, span=self._span(c))

    def cancelled(self, c: list[Child]) -> ast.Cancelled:
        return ast.Cancelled(because=_because(c), span=self._span(c))

    def criteria_changed(self, c: list[Child]) -> ast.Marked:
        return ast.Marked(mark="criteria_changed", because=c[1], span=self._span(c))

    def adjusted(self, c: list[Child]) -> ast.Marked:
        return ast.Marked(mark="adjusted", because=c[1], span=self._span(c))

    def includes(self, c: list[Child]) -> ast.Includes:
        weight = next((part for part in c if isinstance(part, ast.Number)), None)
        return ast.Includes(
            indicator=c[1],
            component=c[3],
            weight=weight,
            because=_because(c),
            span=self._span(c),
        )

    def leaves_out(self, c: list[Child]) -> ast.LeavesOut:
        return ast.LeavesOut(indicator=c[1], because=_because(c), span=self._span(c))

    def instead_weight(self, c: list[Child]) -> ast.InsteadWeight:
        weight = next(part for part in c if isinstance(part, ast.Number))
        return ast.InsteadWeight(
            indicator=c[1], weight=weight, because=_because(c), span=self._span(c)
        )

    def instead_targets(self, c: list[Child]) -> ast.InsteadTargets:
        levels = tuple(part for part in c if isinstance(part, ast.Level))
        return ast.InsteadTargets(
            indicator=c[1], levels=levels, because=_because(c), span=self._span(c)
        )

    def blend(self, c: list[Child]) -> Token:
        token: Token = c[0]
        return token

    def of_parts(self, c: list[Child]) -> ast.OfParts:
        return ast.OfParts(how=_BLENDS[c[2].type], span=self._span(c))

    def grouped_by(self, c: list[Child]) -> ast.GroupedBy:
        return ast.GroupedBy(column=c[1], span=self._span(c))

    def expected(self, c: list[Child]) -> ast.Target:
        target: ast.Target = c[0]
        if len(c) < 3:
            return target
        return structs.replace(target, group=c[2], span=self._span(c))

    def stages(self, c: list[Child]) -> ast.Stages:
        return ast.Stages(in_order=c[0].type == "STAGES_IN_ORDER", span=self._span(c))

    def stage(self, c: list[Child]) -> ast.Stage:
        label = c[2] if isinstance(c[2], ast.Text) else None
        score = c[3] if label is not None else c[2]
        return ast.Stage(name=c[1], label=label, score=score, condition=c[-1], span=self._span(c))

    def before_first(self, c: list[Child]) -> ast.BeforeFirst:
        return ast.BeforeFirst(score=c[1], span=self._span(c))

    def total_blend(self, c: list[Child]) -> ast.TotalOf:
        return ast.TotalOf(rounded=False, blend=_BLENDS[c[2].type], span=self._span(c))

    def total_formula(self, c: list[Child]) -> ast.TotalOf:
        return ast.TotalOf(rounded=False, formula=c[2], span=self._span(c))

    def for_scorecard(self, c: list[Child]) -> ast.ForScorecard:
        return ast.ForScorecard(scorecard=c[1], span=self._span(c))


def _because(c: list[Child]) -> ast.Because | None:
    """The reason and source at the end of a line."""
    return c[-1] if isinstance(c[-1], ast.Because) else None
