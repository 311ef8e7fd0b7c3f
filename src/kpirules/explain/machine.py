"""Explanations as data: stable names, numbers as decimal strings or fractions."""

from __future__ import annotations

import datetime as dt
import re
from typing import assert_never

from kpirules.evaluate import trace as tr
from kpirules.evaluate.approximate import Approximate, Real
from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.trace import Gap, Result, Trace
from kpirules.explain.layers import peeled, year_of
from kpirules.explain.marks import ADJUSTED, CANCELLED, adjusted_figures, sign_of
from kpirules.explain.numbers import exactly
from kpirules.explain.reader import Reader
from kpirules.explain.telling import Telling
from kpirules.model.about import Because
from kpirules.model.bands import Band, Bands
from kpirules.model.caps import BandCap, ScoreCap
from kpirules.model.facts import Fact, Parameter
from kpirules.model.indicators import Classification, Indicator, Value
from kpirules.model.overrides import (
    ComponentBefore,
    Override,
    TargetsBefore,
    WeightBefore,
)
from kpirules.model.scorecards import Component, PolicyLine, Scorecard
from kpirules.model.scoring import Level
from kpirules.model.tables import LetColumn
from kpirules.model.units import Unit
from kpirules.text.span import Span

Data = dict[str, object]

_CAPITAL = re.compile("(?<!^)(?=[A-Z])")


def node(telling: Telling, reader: Reader) -> Data:
    """A telling and its parts as nested data."""
    order: list[Telling] = []
    waiting = [telling]
    while waiting:
        here = waiting.pop()
        order.append(here)
        waiting.extend(here.parts)
    made: dict[int, Data] = {}
    for here in reversed(order):
        made[id(here)] = _own(here, reader) | {"parts": [made[id(part)] for part in here.parts]}
    return made[id(telling)]


def over_rows_data(step: tr.Aggregated, reader: Reader) -> Data:
    """Of how many rows a figure is made, and a few of them."""
    return {
        "formula": reader.excerpt(step.expression.span),
        "table": step.table.name,
        "rows": step.rows,
        "matching": step.matching,
        "unknown": step.unknown,
        "without_figure": step.unvalued,
        "low": None if step.low is None else exactly(step.low),
        "high": None if step.high is None else exactly(step.high),
        "samples": [_sample(sample, reader) for sample in step.samples],
        "first_open": None if step.open is None else _sample(step.open, reader),
    }


def rows_decided_data(step: tr.RowsDecided, reader: Reader) -> Data:
    """How many rows have each outcome, and a few of them."""
    return {
        "table": step.table.name,
        "rows": step.rows,
        "outcomes": [
            {"name": row.name, "label": row.label, "rows": count} for row, count in step.counts
        ],
        "samples": [_sample(sample, reader) for sample in step.samples],
        "first_open": None if step.open is None else _sample(step.open, reader),
    }


def _sample(sample: tr.SampleRow, reader: Reader) -> Data:
    found: Data = {"row": place_of(sample.place, reader)}
    if sample.condition is not None:
        found["condition"] = value_of(sample.condition.value)
    if sample.operand is not None:
        found["figure"] = value_of(sample.operand.value)
    return found


def value_of(result: Result) -> object:
    """A value as data: a decimal string, yes or no as such, a name; nothing where it is missing."""
    if isinstance(result, Gap):
        return None
    if isinstance(result, dt.date):
        return result.isoformat()
    return exactly(result) if isinstance(result, Real) else result


def unit_of(unit: Unit | None) -> str | None:
    """A unit as `percent`, `household/person`, `metre^2`; None for a bare number."""
    if unit is None or unit.is_number:
        return None
    above = [_power(name, power) for name, power in unit.powers if power > 0]
    below = [_power(name, -power) for name, power in unit.powers if power < 0]
    return "/".join(["*".join(above) or "1", *below])


def place_of(span: Span, reader: Reader) -> Data | None:
    """The file and line of a rule or a figure; in a workbook the row is the line."""
    source = reader.source(span)
    if source is None:
        return None
    _, at = source.cited(span.start)
    line = source.place(span.start).line
    return {"file": source.name, "line": line} | ({} if at == str(line) else {"cell": at})


def override(change: Override) -> Data:
    """What a scorecard changes in an indicator: what held before, and why."""
    before = change.before
    found: Data
    match before:
        case WeightBefore(weight=weight):
            found = {"what": "weight", "before": exactly(weight)}
        case TargetsBefore(levels=levels):
            found = {"what": "levels", "before": [_level(level) for level in levels]}
        case ComponentBefore(component=component):
            found = {"what": "component", "before": component}
        case _:
            assert_never(before)
    return {**found, "scorecard": change.scorecard, **because(change.because)}


def levels_in_force(indicator: Indicator) -> Data | None:
    """The years in which the target levels hold; nothing where they hold in every year."""
    years = indicator.scale.years if indicator.scale is not None else None
    return None if years is None else {"from": years.start, "to": years.end}


def marks(outcome: IndicatorOutcome) -> list[Data]:
    """The marks of a report, with their signs: cancelled, criteria changed, adjusted."""
    found: list[Data] = []
    indicator = outcome.indicator
    if indicator.cancelled is not None:
        cancelled = because(indicator.cancelled.because)
        found.append({"mark": CANCELLED, "what": "cancelled", **cancelled})
    found.extend(
        {"mark": sign_of(mark), "what": mark.what, **because(mark.because)}
        for mark in indicator.marks
    )
    found.extend(
        {
            "mark": ADJUSTED,
            "what": "adjusted_figure",
            "fact": step.fact.name,
            "formerly": step.supplied.provenance.formerly,
            "now": step.supplied.written,
            "reason": step.supplied.provenance.note,
            "source": _figure_source(step),
        }
        for step in adjusted_figures(outcome)
    )
    return found


def _figure_source(step: tr.FactSupplied) -> Data | None:
    known = step.supplied.provenance
    return None if known.source is None else {"text": known.source, "page": known.page}


def because(why: Because) -> Data:
    """A reason, and the document it stands in."""
    source = why.source
    return {
        "reason": why.reason,
        "source": None if source is None else {"text": source.text, "page": source.page},
    }


def band_data(band: Band) -> Data:
    """A band with its edges."""
    return {
        "name": band.name,
        "label": band.label,
        "low": None if band.low is None else exactly(band.low.value),
        "low_included": None if band.low is None else band.low.included,
        "high": None if band.high is None else exactly(band.high.value),
        "high_included": None if band.high is None else band.high.included,
    }


def _own(telling: Telling, reader: Reader) -> Data:
    trace, outcome = telling.trace, telling.outcome
    layers = peeled(trace)
    name, label = _name(outcome.indicator if outcome else _owner(trace))
    result = trace.value
    found: Data = {
        "node": "indicator" if outcome else kind_of(layers.core),
        "what": "indicator" if outcome else what_is(trace),
        "name": name,
        "label": label,
        "period": year_of(layers.named or layers.core),
        "value": value_of(result),
        "unit": unit_of(trace.unit),
        "status": result.reason if isinstance(result, Gap) else "known",
        "missing": list(result.facts) if isinstance(result, Gap) else [],
        "missing_of_other_years": _of_other_years(result),
        "rule": place_of(_rule(telling), reader),
        "sources": [{"text": cited.text, "page": cited.page} for cited in telling.cited],
        "repeated": telling.repeated,
    }
    if outcome is not None:
        for what, part in (
            ("result", outcome.result), ("score", outcome.score),
            ("weight", outcome.weight), ("weighted", outcome.weighted),
        ):  # fmt: skip
            has = {"weight": outcome.has_weight, "weighted": outcome.is_added}.get(what, True)
            found[what] = value_of(part.value) if has else None
        found["part_of"] = outcome.part_of.indicator if outcome.part_of else None
        found["marks"] = marks(outcome)
        found["overrides"] = [override(each) for each in outcome.indicator.overrides]
        found["levels_in_force"] = levels_in_force(outcome.indicator)
        return found
    if isinstance(result, Approximate):
        found["approximate"] = True
    if telling.repeated:
        return found
    found["roundings"] = [_rounding(rounded) for rounded in layers.roundings]
    return found | _details(layers.core, reader)


def kind_of(trace: Trace) -> str:
    """What step a trace took, as a word of small letters: `fact_supplied`."""
    return _CAPITAL.sub("_", type(trace.step).__name__).lower()


def what_is(trace: Trace) -> str:
    """What a trace is the value of: a fact, a result, a score, a total."""
    layers = peeled(trace)
    match (layers.named or layers.core).step:
        case tr.FactSupplied() | tr.FactAbsent():
            return "fact"
        case tr.InForce():
            return "parameter"
        case tr.Derived():
            return "fact"
        case tr.CellSupplied() | tr.LetOf():
            return "column"
        case tr.RowsDecided() | tr.TableAbsent(expression=None):
            return "rows"
        case tr.Aggregated() | tr.TableAbsent():
            return "formula"
        case tr.ValueOf() | tr.NotApplicableHere(owner=Value()):
            return "value"
        case tr.Grouped():
            return "groups"
        case tr.GroupFigure():
            return "value"
        case tr.StagesReached():
            return "result"
        case tr.Decided():
            return "class"
        case tr.ResultOf() | tr.CarriedOver() | tr.CancelledHere() | tr.NotApplicableHere():
            return "result"
        case tr.WeightOf() | tr.Redistributed():
            return "weight"
        case tr.Weighted():
            return "weighted"
        case tr.Added(of=Component()) | tr.Withheld(of=Component()):
            return "component"
        case tr.Blended(of=Indicator()) | tr.Withheld(of=Indicator()):
            return "score"
        case tr.Blended() | tr.TotalByFormula():
            return "total"
        case tr.Added() | tr.Withheld():
            return "total"
        case tr.Graded():
            return "band"
        case tr.Literally() | tr.Computed() | tr.Chosen() | tr.FellBack() | tr.Rounded():
            return "formula"
        case _:
            return "score"


def _of_other_years(result: Result) -> list[Data]:
    """The facts missing in years other than the one evaluated."""
    if not isinstance(result, Gap):
        return []
    return [{"name": name, "period": year} for name, year in result.elsewhen]


def _rule(telling: Telling) -> Span:
    """Where the rule stands that gave the value; for a figure, where it is declared."""
    spans = [span for remark in telling.remarks for span in remark.spans]
    return spans[0] if spans else telling.spans[-1]


_Owner = (
    Fact
    | Parameter
    | Value
    | Indicator
    | Classification
    | Component
    | Scorecard
    | Bands
    | LetColumn
    | None
)


_OWNERS = (
    "column",
    "let",
    "fact",
    "parameter",
    "value",
    "indicator",
    "owner",
    "classification",
    "of",
    "bands",
)


def _owner(trace: Trace) -> _Owner:
    """The declaration that a trace is the value of."""
    layers = peeled(trace)
    step = (layers.named or layers.core).step
    for field in _OWNERS:
        owner: _Owner = getattr(step, field, None)
        if owner is not None:
            return owner
    return None


def _name(owner: _Owner) -> tuple[str | None, str | None]:
    return (None, None) if owner is None else (owner.name, owner.label)


def _rounding(trace: Trace) -> Data:
    step = trace.step
    if not isinstance(step, tr.Rounded):
        return {}
    return {
        "mode": step.rounding.mode,
        "step": exactly(step.rounding.step),
        "places": step.rounding.places,
        "before": exactly(step.before),
        "after": value_of(trace.value),
        "tie": step.tie,
    }


def _details(trace: Trace, reader: Reader) -> Data:
    """What belongs to one kind of step only."""
    step = trace.step
    match step:
        case tr.FactSupplied(supplied=supplied):
            known = supplied.provenance
            return {
                "written": supplied.written,
                "origin": supplied.origin,
                "figure": place_of(supplied.span, reader),
                "as_of": known.as_of,
                "audit_status": known.status,
                "reported": known.reported,
                "formerly": known.formerly,
                "adjusted": known.adjusted,
                "note": known.note,
            }
        case tr.CellSupplied(place=place) | tr.LetOf(place=place):
            return {"row": place_of(place, reader)}
        case tr.Aggregated():
            return over_rows_data(step, reader)
        case tr.RowsDecided():
            return rows_decided_data(step, reader)
        case tr.Derived(supplied=supplied):
            return {"supplied": None if supplied is None else {
                "written": supplied.written, "origin": supplied.origin,
                "figure": place_of(supplied.span, reader),
            }}  # fmt: skip
        case tr.InForce():
            return {"values": [
                {"value": exactly(dated.value), "from": dated.start, "to": dated.end,
                 "in_force": dated == step.dated and not isinstance(trace.value, Gap)}
                for dated in step.parameter.values
            ]}  # fmt: skip
        case tr.Literally(expression=expression) | tr.Computed(expression=expression):
            return {"formula": reader.excerpt(expression.span)}
        case tr.Chosen(expression=expression):
            return {"formula": reader.excerpt(expression.span), "condition": step.condition}
        case tr.FellBack(expression=expression):
            return {"formula": reader.excerpt(expression.span), "used_second": step.used_second}
        case tr.CancelledHere(cancelled=cancelled):
            return because(cancelled.because)
        case tr.Decided():
            return _rows(trace, step)
        case tr.Grouped():
            return {
                "by": step.grouping.column, "rows": step.rows, "unknown": step.unknown,
                "groups": [group_data(figure) for figure in trace.parts],
            }  # fmt: skip
        case tr.GroupFigure(group=group):
            return {"group": group.name, "rows": step.rows}
        case tr.StagesReached():
            return _stages(trace, step)
        case tr.Distance(wanted=wanted):
            return {"wanted": exactly(wanted.result)}
        case tr.Interpolated():
            return {"lower": _level(step.lower), "upper": _level(step.upper)}
        case tr.Stepped():
            return {"reached": _level(step.reached),
                    "missed": _level(step.missed) if step.missed else None}  # fmt: skip
        case tr.BelowFirst():
            return {"first": _level(step.first), "policy": type(step.policy).__name__}
        case tr.AboveLast():
            return {"last": _level(step.last), "exactly": step.exactly,
                    "policy": type(step.policy).__name__}  # fmt: skip
        case tr.ScoredZero(policy=policy):
            return {"policies": [_policy(policy)]}
        case tr.CarriedOver(policy=policy, year=year) | tr.NotCarried(policy=policy, year=year):
            return {"policies": [_policy(policy)], "year": year}
        case tr.Redistributed():
            return {
                "given_up": list(step.given_up), "shared": exactly(step.shared),
                "remaining": exactly(step.remaining),
                "policies": [_policy(policy) for policy in step.policies],
            }  # fmt: skip
        case tr.Weighted():
            factors = [value_of(part.value) for part in trace.parts]
            return {"factors": factors, "whole": exactly(step.whole)}
        case tr.ComponentScore():
            return {"whole": exactly(step.whole), "weight": exactly(step.weight)}
        case tr.Blended():
            return {
                "blend": step.blend,
                "weights": [exactly(weight) for weight in step.weights],
                "counted_out": [
                    {"name": name} | _policy(policy) for name, policy in step.counted_out
                ],
            }
        case tr.Added():
            share = step.share
            return {
                "counted_out": [
                    {"name": name} | _policy(policy) for name, policy in step.counted_out
                ],
                "share": None if share is None else {
                    "counted": exactly(share.counted), "whole": exactly(share.whole)
                },
            }  # fmt: skip
            return {"counted_out": [
                {"name": name} | _policy(policy) for name, policy in step.counted_out
            ]}  # fmt: skip
        case tr.Capped():
            tests = zip(step.of.caps, trace.parts[1:], strict=True)
            return {
                "before": value_of(trace.parts[0].value),
                "caps": [
                    _cap(cap, test) | {"at_most": exactly(cap.most), "lowers": cap is step.binding}
                    for cap, test in tests
                ],
                "low": None if step.low is None else exactly(step.low),
                "high": None if step.high is None else exactly(step.high),
            }
        case tr.Withheld():
            return {
                "low": None if step.low is None else exactly(step.low),
                "high": None if step.high is None else exactly(step.high),
                "known_weight": exactly(step.known_weight), "weight": exactly(step.weight),
                "without_score": list(step.missing),
                "policies": [_policy(policy) for policy in step.policies],
            }  # fmt: skip
        case tr.Graded():
            return {
                "band": band_data(step.band) if step.band else None,
                "possible": [band.name for band in step.possible],
                "bands": [band_data(band) for band in step.bands.bands],
                "before_caps": [band.name for band in step.before],
                "caps": [
                    _cap(cap, test) | {"not_above": cap.band}
                    for cap, test in zip(step.caps, trace.parts[1:], strict=True)
                ],
            }
        case (
            tr.FactAbsent() | tr.TableAbsent() | tr.ValueOf() | tr.ResultOf() | tr.Rounded() | tr.NotApplicableHere()
            | tr.ScoredByFormula() | tr.TotalByFormula() | tr.NotScored() | tr.WeightOf()
        ):  # fmt: skip
            return {}
        case _:
            assert_never(step)


def _rows(trace: Trace, step: tr.Decided) -> Data:
    """The rows of a decision table, and whether each applies; None where that is not known."""
    looked_at = dict(zip((row.name for row in step.looked_at), trace.parts, strict=False))
    rows = []
    for row in step.classification.outcomes:
        condition = looked_at.get(row.name)
        applies: object = None
        if step.outcome is not None:
            applies = row.name == step.outcome.name
        elif condition is not None and isinstance(condition.value, bool):
            applies = condition.value
        rows.append({"name": row.name, "label": row.label, "applies": applies})
    return {"outcome": step.outcome.name if step.outcome else None, "outcomes": rows}


def group_data(figure: Trace) -> Data:
    """The figure of a group: null, with its status, where it has none."""
    step = figure.step
    assert isinstance(step, tr.GroupFigure)  # noqa: S101  # the parts of grouped values are
    status = figure.value.reason if isinstance(figure.value, Gap) else "known"
    return {"group": step.group.name, "label": step.group.label, "rows": step.rows,
            "value": value_of(figure.value), "status": status}  # fmt: skip


def _stages(trace: Trace, step: tr.StagesReached) -> Data:
    """The stages, and whether each is reached; None where that was not looked at, or is not known."""
    looked_at = dict(zip((stage.name for stage in step.looked_at), trace.parts, strict=True))
    rows = []
    for stage in step.stages.stages:
        part = looked_at.get(stage.name)
        reached = part.value if part is not None and isinstance(part.value, bool) else None
        rows.append({"name": stage.name, "label": stage.label, "reached": reached})
    return {
        "in_order": step.stages.in_order, "stages": rows, "possible": list(step.possible)
    }  # fmt: skip


def _level(level: Level) -> Data:
    return {"score": exactly(level.score), "at": exactly(level.at)}


def _policy(policy: PolicyLine) -> Data:
    return {"status": policy.status, "policy": policy.policy}


def _cap(cap: ScoreCap | BandCap, test: Trace) -> Data:
    """A cap with its reason; `applies` is null where that is not known."""
    applies = test.value if isinstance(test.value, bool) else None
    return {"applies": applies} | because(cap.because)


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"
