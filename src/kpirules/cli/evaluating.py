"""From options to an evaluated scorecard, or to the findings that stand in its way."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kpirules.cli.failures import WrongUsage
from kpirules.cli.language import spoken, written_in
from kpirules.cli.output import REFUSED, say_findings
from kpirules.diagnostics.findings import has_errors
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.model.scorecards import no_scorecard
from kpirules.project.choose import choose
from kpirules.project.places import rules_root
from kpirules.project.stdin import STDIN, WRITTEN
from kpirules.project.supply import supplied_facts, year_asked
from kpirules.prose.words import Language
from kpirules.text.thai import name_key

_READ_TWICE = (
    "only one of rules and facts can come from standard input (`-`)",
    "อ่านจากข้อมูลนำเข้ามาตรฐาน (`-`) ได้เพียงอย่างเดียว กฎหรือข้อมูล",
)


class Asked(Struct, frozen=True):
    """What the options of an evaluating command say."""

    rules: str | None
    facts: Sequence[str]
    assignments: Sequence[str]
    scorecard: str | None
    period: int | None
    lang: Language | None
    target: str | None = None


class Answer(Struct, frozen=True):
    """An evaluation, the reader's language, and the exit code so far."""

    evaluation: Evaluation
    lang: Language
    code: int


def evaluated(asked: Asked) -> Answer | int:
    """Evaluate, or print what is wrong and give the exit code. Warnings go on."""
    lang = asked.lang or spoken()
    where = rules_root(asked.rules)
    if (where == STDIN) + list(asked.facts).count(WRITTEN) > 1:
        raise WrongUsage(*_READ_TWICE)
    choice = choose(where, asked.scorecard, asked.target)
    lang = lang or written_in(choice.sources.values())
    if choice.chosen is None:
        say_findings(choice.findings, choice.sources, lang)
        return REFUSED
    rules, card = choice.chosen.rules, choice.chosen.card
    period = asked.period
    if card is None:
        year = year_asked(where, period, asked.facts)
        if year.value is None:
            say_findings(year.findings, choice.sources, lang)
            return REFUSED
        card, period = no_scorecard(year.value), year.value
    period = period or card.period
    facts = supplied_facts(
        rules, card, period=period, files=asked.facts, assignments=asked.assignments
    )
    sources = {**rules.sources, **facts.value.sources}
    findings = (*choice.findings, *facts.findings)
    if findings:
        say_findings(findings, sources, lang)
    if has_errors(findings):
        return REFUSED
    evaluation = evaluate(rules, choice.chosen.scorecard, facts.value, period)
    findings = evaluation.findings
    if _is_beside(asked.target, evaluation):
        findings = (*findings, *evaluation.asides)
    code = say_findings(findings, sources, lang) if findings else 0
    return Answer(evaluation, lang, code)


def _is_beside(target: str | None, evaluation: Evaluation) -> bool:
    """Whether what is shown may be computed beside a scorecard."""
    if evaluation.alone:
        return True
    return target is not None and name_key(target) in {
        *evaluation.values,
        *evaluation.classes,
        *evaluation.derived,
        *evaluation.per_row,
        *evaluation.groups,
    }
