"""What can be explained, and how it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from kpirules.evaluate.evaluation import Evaluation, IndicatorOutcome
from kpirules.evaluate.inputs import input_trace
from kpirules.evaluate.trace import Trace
from kpirules.model.facts import Fact, Parameter
from kpirules.model.indicators import Classification, Indicator, Value
from kpirules.model.rules import Rules
from kpirules.prose.words import Language, Line, code, joined, say
from kpirules.text.nearest import nearest
from kpirules.text.thai import name_key

Part = Literal["result", "score", "weight", "weighted"]

_PARTS: dict[str, Part] = {
    "result": "result",
    "score": "score",
    "weight": "weight",
    "weighted": "weighted",
    "ผลการดำเนินงาน": "result",
    "คะแนน": "score",
    "น้ำหนัก": "weight",
    "คะแนนถ่วงน้ำหนัก": "weighted",
}
_Thing = Indicator | Value | Classification | Fact | Parameter

_TOTAL = ("total", "คะแนนรวม")
_BAND = ("band", "ระดับ")


class IndicatorTarget(Struct, frozen=True, tag="indicator"):
    """An indicator, or one part of it (`indicator-2.score`)."""

    outcome: IndicatorOutcome
    part: Part | None = None

    @property
    def trace(self) -> Trace:
        """The trace of the part, or of what the indicator contributes."""
        outcome = self.outcome
        return {
            "result": outcome.result,
            "score": outcome.score,
            "weight": outcome.weight,
            "weighted": outcome.weighted,
        }[self.part or "weighted"]


class ComponentTarget(Struct, frozen=True, tag="component"):
    """A component's sum."""

    key: str
    trace: Trace


class TotalTarget(Struct, frozen=True, tag="total"):
    """The scorecard's total."""

    trace: Trace


class BandTarget(Struct, frozen=True, tag="band"):
    """The band the total lies in."""

    trace: Trace


class NamedTarget(Struct, frozen=True, tag="named"):
    """A fact, a parameter, a value or a decision table."""

    key: str
    trace: Trace


Target = IndicatorTarget | ComponentTarget | TotalTarget | BandTarget | NamedTarget


class Unknown(Struct, frozen=True):
    """Nothing has the name that was asked for; `nearest` is a name like it.

    `alone` says that there is no scorecard, and what was asked for is known only with one; then
    `choices` are the names that there are.
    """

    asked: str
    nearest: str | None
    alone: bool = False
    choices: tuple[str, ...] = ()

    def line(self, lang: Language) -> Line:
        """The mistake in words."""
        if self.alone:
            return say(
                lang, en="{asked} needs a scorecard, and these rules have none; here there are: {choices}",
                th="{asked} ต้องมีแบบประเมิน แต่กฎชุดนี้ไม่มี สิ่งที่ดูได้คือ {choices}",
                asked=code(self.asked),
                choices=joined([(code(name),) for name in self.choices], ", "),
            )  # fmt: skip
        if self.nearest is None:
            return say(
                lang, en="nothing here is called {asked}", th="ไม่มีสิ่งที่ชื่อ {asked}",
                asked=code(self.asked),
            )  # fmt: skip
        return say(
            lang,
            en="nothing here is called {asked}; did you mean {nearest}?",
            th="ไม่มีสิ่งที่ชื่อ {asked} หมายถึง {nearest} หรือไม่",
            asked=code(self.asked), nearest=code(self.nearest),
        )  # fmt: skip


def find_target(evaluation: Evaluation, asked: str) -> Target | Unknown:
    """What a name stands for: a name of the rules, a label, `total`, `band`, `indicator-2.score`.

    Names of the rules come first, so that a fact may be called `total`.
    """
    key = name_key(asked.strip())
    name, _, part = key.rpartition(".")
    if name and part in _PARTS:
        whole = _by_name(evaluation, name) or _by_label(evaluation, name)
        alone = {"result": evaluation.results, "score": evaluation.scores}.get(_PARTS[part], {})
        if name in alone:
            return NamedTarget(name, alone[name])
        if isinstance(whole, IndicatorTarget) and _has(whole.outcome, _PARTS[part]):
            return IndicatorTarget(whole.outcome, _PARTS[part])
    found = _by_name(evaluation, key) or _by_word(evaluation, key) or _by_label(evaluation, key)
    if found is not None:
        return found
    if evaluation.alone and _needs_scorecard(evaluation.rules, key, part):
        return Unknown(asked, None, True, tuple(_choices(evaluation)))
    return Unknown(asked, nearest(asked, _names(evaluation)))


def _needs_scorecard(rules: Rules, key: str, part: str) -> bool:
    """Whether something is known with a scorecard only: a total, a weighted score, what builds on them."""
    whole = key.rpartition(".")[0] if part in _PARTS else key
    declared = (rules.indicators, rules.values, rules.classifications)
    return key in {*_TOTAL, *_BAND} or any(whole in things for things in declared)


def _choices(evaluation: Evaluation) -> Iterator[str]:
    """The names of what there is without a scorecard."""
    rules = evaluation.rules
    for found in (evaluation.values, evaluation.groups, evaluation.classes, evaluation.scores):
        for key in found:
            for things in (rules.values, rules.classifications, rules.indicators):
                if key in things:
                    yield things[key].name


def _has(outcome: IndicatorOutcome, part: Part) -> bool:
    """Whether an indicator has a weight, or a weighted score: some parts of others have none."""
    return {"weight": outcome.has_weight, "weighted": outcome.is_added}.get(part, True)


def _by_name(evaluation: Evaluation, key: str) -> Target | None:
    if key in evaluation.indicators:
        return IndicatorTarget(evaluation.indicators[key])
    if key in evaluation.components:
        return ComponentTarget(key, evaluation.components[key])
    trace = evaluation.values.get(key) or evaluation.classes.get(key) or evaluation.per_row.get(key)
    trace = trace or evaluation.derived.get(key) or evaluation.groups.get(key)
    trace = trace or evaluation.scores.get(key)
    if trace is None:
        trace = input_trace(evaluation, key)
    return NamedTarget(key, trace) if trace is not None else None


def _by_word(evaluation: Evaluation, key: str) -> Target | None:
    card = evaluation.scorecard
    if evaluation.alone:
        return None
    if key in _TOTAL or key in {name_key(card.name), name_key(card.label or "")}:
        return TotalTarget(evaluation.total)
    if key in _BAND and evaluation.band is not None:
        return BandTarget(evaluation.band)
    return None


def _by_label(evaluation: Evaluation, label: str) -> Target | None:
    for things in _things(evaluation.rules):
        for key, thing in things.items():
            if thing.label and name_key(thing.label) == label:
                found = _by_name(evaluation, key)
                if found is not None:
                    return found
    for component in evaluation.scorecard.components:
        if component.label and name_key(component.label) == label:
            return _by_name(evaluation, name_key(component.name))
    return None


def _names(evaluation: Evaluation) -> list[str]:
    declared = [thing.name for things in _things(evaluation.rules) for thing in things.values()]
    components = [component.name for component in evaluation.scorecard.components]
    return [*declared, *components, evaluation.scorecard.name, *_TOTAL, *_BAND]


def _things(rules: Rules) -> tuple[Mapping[str, _Thing], ...]:
    return (rules.indicators, rules.values, rules.classifications, rules.facts, rules.parameters)
