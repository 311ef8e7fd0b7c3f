"""Which indicators a scorecard takes, and what it changes in them for itself."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.phrasing import both
from kpirules.model.blends import WEIGHTED
from kpirules.model.indicators import Indicator
from kpirules.model.overrides import (
    ComponentBefore,
    LeftOut,
    Override,
    TargetsBefore,
    WeightBefore,
)
from kpirules.model.rules import with_parts
from kpirules.model.scoring import Scale
from kpirules.semantics import line_problems, lines
from kpirules.semantics.members import Members
from kpirules.semantics.override_problems import (
    ElsewhereOnly,
    LeftOutAlready,
    NoTargets,
    NotTaken,
)
from kpirules.semantics.part_problems import PartMoved, WeightAmongEquals
from kpirules.semantics.scope import Scope
from kpirules.semantics.target_lines import target_levels
from kpirules.syntax import ast
from kpirules.text.span import Span


class Taken(Struct, frozen=True):
    """The indicators of a scorecard by key, those it changes, and those it leaves out."""

    members: tuple[str, ...]
    restated: tuple[Indicator, ...]
    left_out: tuple[LeftOut, ...]


_Line = ast.Includes | ast.LeavesOut | ast.InsteadWeight | ast.InsteadTargets
L = TypeVar("L", bound=_Line)


def taken(
    declaration: ast.Declaration,
    indicators: dict[str, Indicator],
    members: Members,
    scope: Scope,
) -> Taken:
    """What a scorecard takes: the indicators of its components and those it includes."""
    taking = _Taking(declaration, indicators, scope)
    components = {line.name.key for line in lines.every(declaration, ast.Component)}
    mine = {key for key, each in members.items() if each.component in components}
    for include in taking.named(ast.Includes, "includes"):
        if taking.is_part(include.indicator, "includes"):
            continue
        if taking.include(include, components):
            mine.add(include.indicator.key)
    left_out: dict[str, LeftOut] = {}
    changeable = set(with_parts(mine, members))
    for leave in taking.named(ast.LeavesOut, "leaves out"):
        key = leave.indicator.key
        if taking.is_part(leave.indicator, "leaves out"):
            continue
        if taking.among(leave, mine, left_out):
            mine.discard(key)
            left_out[key] = LeftOut(
                indicators[key].name, lines.because(leave.because, scope.findings), leave.span
            )
    for weight in taking.named(ast.InsteadWeight, "instead weight of"):
        if taking.among(weight, changeable - set(left_out), left_out):
            taking.weigh(weight, weight.weight)
    for targets in taking.named(ast.InsteadTargets, "instead targets of"):
        if taking.among(targets, changeable - set(left_out), left_out):
            taking.aim(targets)
    own = tuple(key for key in members if key in mine)
    everyone = with_parts(own, members) if taking.changed else ()
    restated = tuple(taking.changed[key] for key in everyone if key in taking.changed)
    return Taken(own, restated, tuple(left_out.values()))


class _Taking:
    """One scorecard taking its indicators."""

    def __init__(
        self, declaration: ast.Declaration, indicators: dict[str, Indicator], scope: Scope
    ) -> None:
        self._declaration = declaration
        self._indicators = indicators
        self._scope = scope
        self.changed: dict[str, Indicator] = {}

    def named(self, kind: type[L], written: str) -> list[L]:
        """The lines of a kind whose indicator is known, one for each indicator."""
        first: dict[str, L] = {}
        for line in lines.every(self._declaration, kind):
            symbol = self._scope.symbols.find("quantity", line.indicator, "indicator")
            if symbol is None or line.indicator.key not in self._indicators:
                continue  # unknown, or reported where it is declared
            if line.indicator.key in first:
                earlier = first[line.indicator.key].span
                self._scope.findings.append(line_problems.LineTwice(line.span, written, earlier))
                continue
            first[line.indicator.key] = line
        return list(first.values())

    def among(
        self,
        line: ast.LeavesOut | ast.InsteadWeight | ast.InsteadTargets,
        mine: set[str],
        left_out: dict[str, LeftOut],
    ) -> bool:
        """Whether the scorecard takes the indicator of a line; reported where it does not."""
        name, card = line.indicator, self._declaration.name.text
        if name.key in mine:
            return True
        gone = left_out.get(name.key)
        if gone is not None:
            found: Problem = LeftOutAlready(name.span, name.text, card, gone.span)
        else:
            component = self._indicators[name.key].component
            found = NotTaken(name.span, name.text, card, component)
        self._scope.findings.append(found)
        return False

    def is_part(self, name: ast.Name, line: str) -> bool:
        """Whether an indicator is part of another and only counts there, which is reported."""
        home = self._indicators[name.key].component
        whole = self._indicators.get(home)
        if whole is None:
            return False
        self._scope.findings.append(PartMoved(name.span, name.text, whole.name, line))
        return True

    def include(self, line: ast.Includes, components: set[str]) -> bool:
        """Take an indicator into a component of the scorecard."""
        found = self._scope.symbols.find("quantity", line.component, "component")
        if found is None:
            return False
        if line.component.key not in components:
            self._scope.findings.append(
                ElsewhereOnly(line.component.span, line.component.text,
                              self._declaration.name.text, found.name.span)
            )  # fmt: skip
            return False
        indicator = self._indicators[line.indicator.key]
        before = ComponentBefore(indicator.component, indicator.component_span)
        if indicator.component != line.component.key:
            self._change(line, before, component=line.component.key, component_span=line.span)
        if line.weight is not None:
            self.weigh(line, line.weight)
        return True

    def weigh(self, line: ast.Includes | ast.InsteadWeight, weight: ast.Number) -> None:
        """Change an indicator's weight."""
        key = line.indicator.key
        whole = self._indicators.get(self._indicators[key].component)
        made_of = whole.made_of if whole is not None else None
        if whole is not None and made_of is not None and made_of.blend not in WEIGHTED:
            name = self._indicators[key].name
            self._scope.findings.append(
                WeightAmongEquals(line.span, name, whole.name, made_of.blend, made_of.span)
            )
            return
        changed = self.changed.get(key)
        if changed is not None:
            for earlier in changed.overrides:
                if isinstance(earlier.before, WeightBefore):
                    self._scope.findings.append(_weighed_twice(line.span, earlier.span))
                    return
        indicator = self._indicators[key]
        before = WeightBefore(indicator.weight, indicator.weight_span)
        self._change(line, before, weight=weight.value, weight_span=weight.span)

    def aim(self, line: ast.InsteadTargets) -> None:
        """Change an indicator's target levels."""
        indicator = self._indicators[line.indicator.key]
        if not indicator.scales or indicator.stages is not None:
            self._scope.findings.append(
                NoTargets(line.indicator.span, indicator.name, _scored_at(indicator))
            )
            return
        own = indicator.scales[0]
        levels = target_levels(line.levels, own.method, self._scope.findings)
        if levels is None:
            return
        first, last = levels[0].span, levels[-1].span
        scale = Scale(own.method, levels, Span(first.file, first.start, last.end))
        before = TargetsBefore(own.levels, own.span, indicator.dated)
        self._change(line, before, scale=scale, dated=())

    def _change(
        self,
        line: ast.Includes | ast.InsteadWeight | ast.InsteadTargets,
        before: ComponentBefore | WeightBefore | TargetsBefore,
        **fields: object,
    ) -> None:
        key = line.indicator.key
        indicator = self.changed.get(key, self._indicators[key])
        name = self._declaration.name.text
        override = Override(
            name, before, lines.because(line.because, self._scope.findings), line.span
        )
        overrides = (*indicator.overrides, override)
        self.changed[key] = replace(indicator, overrides=overrides, **fields)


def _weighed_twice(span: Span, earlier: Span) -> line_problems.LinesExclude:
    return line_problems.LinesExclude(
        span, "instead weight of", "includes", earlier,
        both("both give the indicator a weight in this scorecard",
             "ทั้งสองบรรทัดกำหนดน้ำหนักของตัวชี้วัดในแบบประเมินนี้"),
    )  # fmt: skip


def _scored_at(indicator: Indicator) -> Span:
    return indicator.score.span if indicator.score is not None else indicator.span
