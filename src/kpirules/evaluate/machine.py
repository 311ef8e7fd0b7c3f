"""Each named thing of a rule book on the facts of a fiscal year, evaluated once."""

from __future__ import annotations

from collections.abc import Container
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from kpirules.diagnostics.diagnostic import Problem
from kpirules.evaluate.approximate import Undecided
from kpirules.evaluate.expressions import evaluate_expression
from kpirules.evaluate.needs import needs_of
from kpirules.evaluate.problems import NotDecided, NoValueInPeriod
from kpirules.evaluate.rounding import round_trace
from kpirules.evaluate.scoring import no_targets, score_by_levels
from kpirules.evaluate.totals import Totals
from kpirules.evaluate.trace import (
    CancelledHere,
    CarriedOver,
    FactAbsent,
    FactSupplied,
    Gap,
    InForce,
    NotApplicableHere,
    NotScored,
    ResultOf,
    ScoredByFormula,
    ScoredZero,
    Trace,
    ValueOf,
)
from kpirules.facts.facts import Facts
from kpirules.model import expressions as ex
from kpirules.model.indicators import Indicator, Value
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing, PolicyLine, Scorecard
from kpirules.model.scoring import Scale
from kpirules.model.units import POINT
from kpirules.text.thai import name_key

if TYPE_CHECKING:
    from kpirules.evaluate.tables import Tables


class Machine:
    """Evaluates each named thing once, and remembers its trace."""

    def __init__(
        self,
        rules: Rules,
        card: Scorecard,
        facts: Facts,
        period: int,
        home: Machine | None = None,
    ) -> None:
        self.rules = rules
        self.card = card
        self.facts = facts
        self.period = period
        self.elsewhen = None if home is None else period
        self.findings: list[Problem] = [] if home is None else home.findings
        self.years: dict[int, Machine] = {} if home is None else home.years
        self.years.setdefault(period, self)
        self._carries = any(policy.policy == "carry_over" for policy in card.policies)
        self._made: dict[str, Trace] = {}
        self._scored: dict[str, tuple[Trace, Trace, Missing | None]] = {}
        self._tables: Tables | None = None
        self.totals = Totals(rules, card, self.outcome, self)

    @property
    def tables(self) -> Tables:
        """The tables of the evaluation; few rules have any, so their code is loaded when asked for."""
        if self._tables is None:
            from kpirules.evaluate.tables import Tables  # noqa: PLC0415

            self._tables = Tables(self.rules, self.facts, self.period, self)
        return self._tables

    def in_year(self, period: int) -> Machine:
        """The same rules on the facts and parameters of another fiscal year."""
        found = self.years.get(period)
        if found is None:
            found = Machine(self.rules, self.card, self.facts, period, self)
        return found

    @cached_property
    def last_year(self) -> Machine:
        """The same rules in the previous year, where a missing result may be carried over from.

        What is missing there is no mistake, so its findings are its own.
        """
        found = Machine(self.rules, self.card, self.facts, self.period - 1)
        found.elsewhen = found.period
        return found

    def make_all(self, needed: Container[str], scored: Container[str]) -> None:
        """Evaluate some things in the order of need, one by one: chains may be long."""
        for key in self.rules.order:
            if key in scored:
                self.outcome(key)
            elif key in needed and key not in self.rules.indicators:
                self.of(key)

    # -- what a name in an expression came to

    def named(self, expr: ex.Expr) -> Trace:
        """The trace of a reference."""
        match expr:
            case ex.FactRef():
                return self.fact(expr.name)
            case ex.ParameterRef():
                return self._parameter(expr)
            case ex.ValueRef() | ex.ClassRef():
                return self.of(expr.name)
            case ex.IndicatorRef():
                return self._indicator_field(expr)
            case ex.ComponentRef(field="score"):
                from kpirules.evaluate.component_scores import component_score  # noqa: PLC0415

                return component_score(self.totals, expr.name)
            case ex.ComponentRef():
                return self.totals.component(expr.name)
            case ex.TotalRef():
                return self.totals.total
            case ex.OfParts():
                return self.totals.parts.together(expr)
            case ex.Stages():
                from kpirules.evaluate.stages import stages_reached  # noqa: PLC0415  # few have any

                return stages_reached(expr, self)
            case ex.Aggregate():
                return self.tables.aggregate(expr)
            case _:
                message = f"not a reference: {type(expr).__name__}"
                raise AssertionError(message)

    def of(self, key: str) -> Trace:
        """A value or decision table, evaluated once."""
        self._prepare(key)
        if key not in self._made:
            self._made[key] = self._computed(key)
        return self._made[key]

    def _prepare(self, key: str) -> None:
        """In another year, what a thing needs there, one by one: chains may be long."""
        if self.elsewhen is None or key in self._made:
            return
        needed = needs_of((key,), self.rules) - {key}
        for each in self.rules.order:
            if each not in needed or each in self._made:
                continue
            if each in self.rules.indicators:
                self.result_of(each)
            else:
                self._made[each] = self._computed(each)

    def _computed(self, key: str) -> Trace:
        value = self.rules.values.get(key)
        if value is not None:
            return self._value(value)
        table = self.rules.classifications[key]
        if table.table is not None:
            return self.tables.decided(table)
        from kpirules.evaluate.deciding import decide  # noqa: PLC0415  # few rules have any

        return decide(table, self)

    def fact(self, key: str) -> Trace:
        """A fact as supplied, or as it follows from tables."""
        fact = self.rules.facts[key]
        if fact.formula is None:
            return self._supplied(key)
        if key not in self._made:
            from kpirules.evaluate.derived import derived  # noqa: PLC0415  # few facts follow

            self._made[key] = derived(fact, fact.formula, self._supplied(key), self)
        return self._made[key]

    def has_rows(self, table: str) -> bool:
        """Whether the rows of a table were supplied."""
        return self.facts.rows(table, self.period) is not None

    def _supplied(self, key: str) -> Trace:
        fact = self.rules.facts[key]
        supplied = self.facts.get(key, self.period)
        if supplied is None:
            gap = self.lacking("absent", key)
            return Trace(gap, fact.unit, FactAbsent(fact, self.period), (), fact.span)
        if supplied.missing is not None:
            gap = self.lacking(supplied.missing, key)
            return Trace(gap, fact.unit, FactSupplied(fact, supplied), (), fact.span)
        assert supplied.value is not None  # noqa: S101  # one of both, says Supplied
        return Trace(supplied.value, fact.unit, FactSupplied(fact, supplied), (), fact.span)

    def lacking(self, reason: Missing, fact: str) -> Gap:
        """Why a fact or a table of this year has no value."""
        if self.elsewhen is None:
            return Gap(reason, (fact,))
        return Gap(reason, elsewhen=((fact, self.elsewhen),))

    def _parameter(self, expr: ex.ParameterRef) -> Trace:
        parameter = self.rules.parameters[expr.name]
        for dated in parameter.values:
            if dated.start <= self.period and (dated.end is None or self.period <= dated.end):
                step = InForce(parameter, dated, self.period)
                return Trace(dated.value, parameter.unit, step, (), dated.span)
        years = ", ".join(
            f"{dated.start}-{'' if dated.end is None else dated.end}" for dated in parameter.values
        )
        self.findings.append(NoValueInPeriod(expr.span, parameter.name, self.period, years))
        absent = Gap("undefined", ())
        step_of_first = InForce(parameter, parameter.values[0], self.period)
        return Trace(absent, parameter.unit, step_of_first, (), parameter.span)

    def _indicator_field(self, expr: ex.IndicatorRef) -> Trace:
        if expr.field == "weighted":
            return self.totals.outcome(expr.name).weighted
        if expr.field == "result":
            return self.result_of(expr.name)
        return self.outcome(expr.name)[1]

    # -- values, decision tables, indicators

    def _value(self, value: Value) -> Trace:
        left_out = self._not_applicable(value)
        if left_out is not None:
            return left_out
        if value.grouping is not None:
            from kpirules.evaluate.grouping import grouped  # noqa: PLC0415  # few values are

            return grouped(value, value.grouping, self.rules, self.facts, self)
        made = round_trace(evaluate_expression(value.formula, self), value.rounding, self.findings)
        return Trace(made.value, value.unit, ValueOf(value, self.period), (made,), value.span)

    def _not_applicable(self, owner: Value | Indicator) -> Trace | None:
        """The gap that `not applicable when` leaves; also when it cannot be decided."""
        if owner.not_applicable is None:
            return None
        condition = evaluate_expression(owner.not_applicable, self)
        step = NotApplicableHere(owner, self.period)
        if isinstance(condition.value, Gap):
            return Trace(condition.value, owner.unit, step, (condition,), owner.span)
        if condition.value is True:
            gap = Gap("not_applicable")
            return Trace(gap, owner.unit, step, (condition,), owner.span)
        return None

    def outcome(self, key: str) -> tuple[Trace, Trace, Missing | None]:
        """An indicator's result, score, and why it has none."""
        if key not in self._scored:
            indicator = self.rules.indicators[key]
            self._scored[key] = self._score(indicator, self.result_of(key))
        return self._scored[key]

    def result_of(self, key: str) -> Trace:
        """An indicator's result, without its score: a score may build on results of other years."""
        self._prepare(key)
        if key not in self._made:
            indicator = self.rules.indicators[key]
            own = self._result(indicator)
            policy = self._carrying(indicator, own)
            if policy is not None:
                from kpirules.evaluate.carrying import carried  # noqa: PLC0415

                own = carried(indicator, own, self.last_year.result_of(key), policy, self.period)
            self._made[key] = own
        return self._made[key]

    def _carrying(self, indicator: Indicator, own: Trace) -> PolicyLine | None:
        """The policy that looks for a missing result in the previous year; never from there."""
        if self.elsewhen is not None or not self._carries:
            return None
        from kpirules.evaluate.carrying import carrying  # noqa: PLC0415  # few cards carry over

        return carrying(indicator, own, self.card, self.rules)

    def _result(self, indicator: Indicator) -> Trace:
        if indicator.cancelled is not None:
            step = CancelledHere(indicator, indicator.cancelled, self.period)
            gap = Gap("cancelled")
            return Trace(gap, indicator.unit, step, (), indicator.cancelled.span)
        left_out = self._not_applicable(indicator)
        if left_out is not None:
            return left_out
        made = round_trace(
            evaluate_expression(indicator.formula, self), indicator.rounding, self.findings
        )
        came_to = ResultOf(indicator, self.period)
        return Trace(made.value, indicator.unit, came_to, (made,), indicator.span)

    def _score(self, indicator: Indicator, result: Trace) -> tuple[Trace, Trace, Missing | None]:
        made = self._uncapped(indicator, result)
        if not indicator.caps:
            return made
        from kpirules.evaluate.capping import capped  # noqa: PLC0415  # few rules have caps

        _, score, missing = made
        within = self.totals.parts.uncapped_range(indicator, result)
        return result, capped(score, indicator, within, self), missing

    def _uncapped(self, indicator: Indicator, result: Trace) -> tuple[Trace, Trace, Missing | None]:
        if isinstance(result.value, Gap):
            return self._unscored(indicator, result, result.value)
        if indicator.scale is not None:
            score = self._score_by_levels(indicator, indicator.scale, result)
        elif indicator.dated:
            self.findings.append(no_targets(indicator, self.period))
            step = NotScored(indicator)
            score = Trace(Gap("undefined"), POINT, step, (result,), indicator.span)
        else:
            assert indicator.score is not None  # noqa: S101  # one of both, says the model
            made = evaluate_expression(indicator.score, self)
            by_formula = ScoredByFormula(indicator)
            score = Trace(made.value, POINT, by_formula, (made, result), indicator.score.span)
        if not isinstance(score.value, Gap):
            carried = result.step if isinstance(result.step, CarriedOver) else None
            return result, score, None if carried is None else carried.policy.status
        missing = None if score.value.reason == "undefined" else score.value.reason
        policy = self.card.policy(missing) if missing is not None else None
        if policy is not None and policy.policy == "zero":
            parts = (result, *(part for part in score.parts if part is not result))
            score = Trace(_ZERO, POINT, ScoredZero(indicator, policy), parts, policy.span)
        return result, score, missing

    def _score_by_levels(self, indicator: Indicator, scale: Scale, result: Trace) -> Trace:
        try:
            return score_by_levels(indicator, scale, result, self.findings)
        except Undecided:
            self.findings.append(NotDecided(indicator.formula_span, "score"))
            gap = Gap("undefined")
            return Trace(gap, POINT, NotScored(indicator), (result,), indicator.span)

    def _unscored(
        self, indicator: Indicator, result: Trace, gap: Gap
    ) -> tuple[Trace, Trace, Missing | None]:
        missing = None if gap.reason == "undefined" else gap.reason
        policy = self.card.policy(missing) if missing is not None else None
        if self._carrying(indicator, result) is not None and policy is not None:
            previous = self.last_year.result_of(name_key(indicator.name))
            from kpirules.evaluate.carrying import not_carried  # noqa: PLC0415

            score = not_carried(indicator, result, previous, policy, self.period)
            return result, score, missing
        if policy is not None and policy.policy == "zero":
            step = ScoredZero(indicator, policy)
            return result, Trace(_ZERO, POINT, step, (result,), policy.span), missing
        score = Trace(gap, POINT, NotScored(indicator), (result,), indicator.span)
        return result, score, missing


_ZERO = Fraction(0)
