"""A scorecard's results as plain data: JSON and CSV, numbers as exact text."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from kpirules.evaluate.approximate import Approximate
from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.trace import Gap, Result, Trace, Withheld
from kpirules.explain.carried import CARRIED, carried_from
from kpirules.explain.machine import because, group_data, levels_in_force, marks, override
from kpirules.explain.marks import mark_sentences, signs
from kpirules.explain.numbers import exactly
from kpirules.explain.reader import reading
from kpirules.prose.words import Language, plain

Json = dict[str, object]


def scorecard_data(evaluation: Evaluation) -> Json:
    """The scorecard as `kpirules/1`: decimal strings, `p/q` where a number never ends.

    A missing value is null, and `status` says why. `approximate` lists the names of
    what is not exact; it is left out where everything is.
    """
    card = evaluation.scorecard
    if evaluation.alone:
        return _alone(evaluation)
    return {
        "schema": "kpirules/1",
        **_approximate(evaluation),
        "scorecard": card.name,
        "label": card.label,
        "period": evaluation.period,
        "indicators": [_indicator(outcome) for outcome in evaluation.indicators.values()],
        "components": [
            {
                "name": component.name,
                "label": component.label,
                "part_of": component.parent,
                "weight": exactly(component.weight),
                **_sum(trace),
            }
            for component, trace in zip(
                card.components, evaluation.components.values(), strict=True
            )
        ],
        "left_out": [{"name": left.indicator, **because(left.because)} for left in card.left_out],
        "total": _sum(evaluation.total),
        "band": None if evaluation.band is None else _band(evaluation),
        **_beside(evaluation),
    }


def _alone(evaluation: Evaluation) -> Json:
    """The same of rules without a scorecard: there is no total, and indicators have no weight."""
    rules = evaluation.rules
    return {
        "schema": "kpirules/1",
        "scorecard": None,
        "period": evaluation.period,
        "indicators": [
            {
                "name": rules.indicators[key].name,
                "label": rules.indicators[key].label,
                "result": _value(result.value),
                "score": _value(evaluation.scores[key].value),
                "status": _status(evaluation.scores[key].value),
            }
            for key, result in evaluation.results.items()
        ],
        **_beside(evaluation),
    }


def _beside(evaluation: Evaluation) -> Json:
    """The values, those with a figure for each group of rows, and decision tables."""
    rules = evaluation.rules
    return {
        "values": {rules.values[key].name: _value(t.value) for key, t in evaluation.values.items()},
        "groups": {
            rules.values[key].name: [group_data(each) for each in trace.parts]
            for key, trace in evaluation.groups.items()
        },
        "classes": {
            rules.classifications[key].name: _value(t.value)
            for key, t in evaluation.classes.items()
        },
    }


def _status(value: Result) -> str | None:
    return value.reason if isinstance(value, Gap) else None


def scorecard_csv(evaluation: Evaluation, lang: Language) -> str:
    """A row for each indicator, component and the total, with exact numbers.

    Headings are in the reader's language. `low` and `high` say between what a
    component or the total lies: twice its value, or the range of a withheld one.
    """
    titles = (
        ("indicator", "label", "component", "weight", "result", "score", "weighted", "status",
         "low", "high", "marks", "remarks")
        if lang == "en"
        else ("ตัวชี้วัด", "ชื่อ", "องค์ประกอบ", "น้ำหนัก", "ผลการดำเนินงาน", "คะแนน",
              "คะแนนถ่วงน้ำหนัก", "สถานะ", "ต่ำสุด", "สูงสุด", "เครื่องหมาย", "หมายเหตุ")
    )  # fmt: skip
    if evaluation.alone:
        return _alone_csv(evaluation, lang)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(titles)
    reader = reading(evaluation, lang)
    for outcome in evaluation.indicators.values():
        indicator = outcome.indicator
        row: list[object] = [indicator.name, indicator.label or "", indicator.component]
        row.append(_text(outcome.weight.value) if outcome.has_weight else "")
        row.extend(_text(trace.value) for trace in (outcome.result, outcome.score))
        row.append(_text(outcome.weighted.value) if outcome.is_added else "")
        year = carried_from(outcome)
        carried = [] if year is None else [f"{CARRIED} {year}"]
        found = ", ".join([sign for sign in (signs(outcome), *carried) if sign])
        remarks = "; ".join(plain(said) for said in mark_sentences(outcome, reader))
        writer.writerow([*row, outcome.missing or "", "", "", found, remarks])
    called = "component" if lang == "en" else "องค์ประกอบ"
    for component, trace in zip(
        evaluation.scorecard.components, evaluation.components.values(), strict=True
    ):
        begin = [called, component.label or "", component.name, exactly(component.weight), "", ""]
        writer.writerow([*begin, _text(trace.value), "", *_range(trace), "", ""])
    total = "total" if lang == "en" else "คะแนนรวม"
    band = evaluation.band.value if evaluation.band is not None else ""
    last = [total, "", "", "", "", "", _text(evaluation.total.value)]
    shown = "" if isinstance(band, Gap) else band
    writer.writerow([*last, shown, *_range(evaluation.total), "", ""])
    return out.getvalue()


def _alone_csv(evaluation: Evaluation, lang: Language) -> str:
    """A row for each value, group, decision table, result and score of rules without a scorecard."""
    rules = evaluation.rules
    titles = ("name", "label", "value", "status") if lang == "en" else ("ชื่อ", "ป้าย", "ค่า", "สถานะ")
    said = {"result": ("result", "ผลการดำเนินงาน"), "score": ("score", "คะแนน")}
    word = {field: words[lang == "th"] for field, words in said.items()}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(titles)
    rows = [
        (rules.values[key].name, rules.values[key].label, t) for key, t in evaluation.values.items()
    ]
    for key, trace in evaluation.groups.items():
        for figure in trace.parts:
            group = str(group_data(figure)["group"])
            value = rules.values[key]
            rows.append((f"{value.name} ({group})", value.label, figure))
    for key, trace in evaluation.classes.items():
        rows.append((rules.classifications[key].name, rules.classifications[key].label, trace))
    for key, trace in evaluation.results.items():
        each = rules.indicators[key]
        rows.append((f"{each.name}.{word['result']}", each.label, trace))
        rows.append((f"{each.name}.{word['score']}", each.label, evaluation.scores[key]))
    for name, label, trace in rows:
        writer.writerow([name, label or "", _text(trace.value), _status(trace.value) or ""])
    return out.getvalue()


def _approximate(evaluation: Evaluation) -> Json:
    """The names of what is approximate: `hdi`, `income.score`, `total`."""
    traces = {evaluation.rules.values[key].name: found for key, found in evaluation.values.items()}
    for outcome in evaluation.indicators.values():
        for what in ("result", "score", *(("weighted",) if outcome.is_added else ())):
            traces[f"{outcome.indicator.name}.{what}"] = getattr(outcome, what)
    for component, found in zip(
        evaluation.scorecard.components, evaluation.components.values(), strict=True
    ):
        traces[component.name] = found
    traces["total"] = evaluation.total
    names = [name for name, trace in traces.items() if isinstance(trace.value, Approximate)]
    return {"approximate": names} if names else {}


def _indicator(outcome: IndicatorOutcome) -> Json:
    indicator = outcome.indicator
    scale = indicator.scale
    return {
        "name": indicator.name,
        "label": indicator.label,
        "component": indicator.component,
        "part_of": None if outcome.part_of is None else outcome.part_of.indicator,
        "weight": _value(outcome.weight.value) if outcome.has_weight else None,
        "levels": [
            {"score": exactly(level.score), "at": exactly(level.at)}
            for level in (scale.levels if scale is not None else ())
        ],
        "levels_in_force": levels_in_force(indicator),
        "result": _value(outcome.result.value),
        "score": _value(outcome.score.value),
        "weighted": _value(outcome.weighted.value) if outcome.is_added else None,
        "status": outcome.missing,
        "carried_from": carried_from(outcome),
        "counted_out": outcome.counted_out,
        "marks": marks(outcome),
        "overrides": [override(each) for each in indicator.overrides],
    }


def _sum(trace: Trace) -> Json:
    step = trace.step
    data: Json = {"value": _value(trace.value)}
    if isinstance(step, Withheld):
        data["withheld"] = {
            "low": None if step.low is None else exactly(step.low),
            "high": None if step.high is None else exactly(step.high),
            "known_weight": exactly(step.known_weight),
            "weight": exactly(step.weight),
            "missing": list(step.missing),
        }
    return data


def _band(evaluation: Evaluation) -> Json:
    trace = evaluation.band
    assert trace is not None  # noqa: S101  # the caller looked
    bands = evaluation.rules.bands[evaluation.scorecard.bands or ""]
    labels = {band.name: band.label for band in bands.bands}
    value = _value(trace.value)
    return {"name": value, "label": labels.get(str(value))}


def _value(value: Result) -> str | bool | None:
    match value:
        case Gap():
            return None
        case bool():
            return value
        case Fraction() | Approximate():
            return exactly(value)
        case _:
            return str(value)


def _range(trace: Trace) -> tuple[str, str]:
    if not isinstance(trace.step, Withheld):
        return _text(trace.value), _text(trace.value)
    low, high = trace.step.low, trace.step.high
    return "" if low is None else exactly(low), "" if high is None else exactly(high)


def _text(value: Result) -> str:
    said = _value(value)
    return "" if said is None else str(said)
