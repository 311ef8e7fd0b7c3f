"""Examples that are missing, written out with what the rules compute, for their writer to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import Gap, Trace, Withheld
from kpirules.explain.numbers import decimal_places, exactly, figure
from kpirules.facts.facts import Supplied
from kpirules.facts.figures import grouped
from kpirules.format.formatting import formatted
from kpirules.model.rules import Rules
from kpirules.prose.words import Language
from kpirules.testing.coverage import Covered
from kpirules.testing.demands import Demand, EdgeDemand, PolicyDemand
from kpirules.testing.examples import Outcome
from kpirules.testing.finding_facts import Found, facts_for, starting_point
from kpirules.text.source import Source
from kpirules.text.thai import name_key


class Suggested(Struct, frozen=True):
    """Examples as text ready to paste, and the demands for which no facts were found."""

    text: str
    left: tuple[Demand, ...]


def suggest(
    rules: Rules, outcomes: tuple[Outcome, ...], covered: tuple[Covered, ...], lang: Language
) -> Suggested:
    """An example for each demand that none meets, in the words of a language."""
    bases = _bases(rules, outcomes)
    names = {name_key(name) for name in rules.examples}
    left: list[Demand] = []
    written: list[str] = []
    for each in covered:
        if each.by:
            continue
        found = facts_for(each.demand, rules, bases)
        lines = None if found is None else _example(each.demand, found, rules, names, lang)
        if lines is None:
            left.append(each.demand)
        else:
            written.append("\n".join(lines))
    text = "\n\n".join(written)
    return Suggested(formatted(Source("", f"{text}\n"), lang) if text else "", tuple(left))


def _bases(rules: Rules, outcomes: tuple[Outcome, ...]) -> tuple[Evaluation, ...]:
    """Evaluations to start from: those of examples, and one on nothing where there is none."""
    found = [each.evaluation for each in outcomes if each.evaluation is not None]
    if found:
        return tuple(found)
    cards = rules.scorecards.items()
    return tuple(starting_point(rules, key, card.period) for key, card in cards)


def _example(
    demand: Demand, found: Found, rules: Rules, names: set[str], lang: Language
) -> list[str] | None:
    """The lines of an example; None where what is expected cannot be written."""
    evaluation = found.evaluation
    lines = [f"example {_name(demand, rules, names)}"]
    card = name_key(evaluation.scorecard.name)
    if len(rules.scorecards) > 1 and card in rules.scorecards:
        lines.append(f"  for scorecard {evaluation.scorecard.name}")
    if card not in rules.scorecards or evaluation.scorecard.period != evaluation.period:
        lines.append(f"  period {evaluation.period}")
    given = tuple(evaluation.facts.entries.values())
    lines.extend(f"  given {_given(each, evaluation)}" for each in given)
    confirm = "confirm: computed by these rules" if lang == "en" else "ยืนยัน: ผลที่กฎคำนวณได้"
    words = {"total": "คะแนนรวม", "band": "ระดับ"} if lang == "th" else {}
    expected = [
        f"  expect {words.get(asked, asked)} {said}  # {confirm}"
        for asked, trace in _asked(demand, found, rules)
        if (said := _said(trace)) is not None
    ]
    shown = any(trace is found.shows and _said(trace) for _, trace in _asked(demand, found, rules))
    return [*lines, *expected] if shown and given else None


def _name(demand: Demand, rules: Rules, names: set[str]) -> str:
    """A name that no example has."""
    match demand:
        case EdgeDemand(of=of):
            what = "total" if of is None else rules.indicators[of].name
            point = demand.window.point
            at = figure(demand.edge if point is None else point).replace(",", "").replace(".", "-")
            wanted = f"{what}-{at}" if point is not None else f"{what}-{demand.side}-{at}"
        case PolicyDemand(status=status):
            wanted = f"when-{status.replace('_', '-')}"
        case _:
            wanted = f"{rules.classifications[demand.of].name}-{demand.row}"
    wanted = "".join(sign if sign.isalnum() or ord(sign) > _LATIN else "-" for sign in wanted)
    name, number = wanted, 2
    while name_key(name) in names:
        name, number = f"{wanted}-{number}", number + 1
    names.add(name_key(name))
    return name


_LATIN = 127


def _given(supplied: Supplied, evaluation: Evaluation) -> str:
    name = evaluation.rules.facts[supplied.name].name
    year = f" in {supplied.period}" if supplied.period != evaluation.period else ""
    if supplied.missing is not None:
        return f"{name}{year} {supplied.missing.replace('_', ' ')}"
    match supplied.value:
        case bool():
            said = "yes" if supplied.value else "no"
        case Fraction():
            said = grouped(supplied.value)
        case _:
            said = str(supplied.value)
    return f"{name}{year} = {said}"


def _asked(demand: Demand, found: Found, rules: Rules) -> Iterator[tuple[str, Trace]]:
    """What the example expects, each with how a rule file asks for it."""
    evaluation = found.evaluation
    match demand:
        case EdgeDemand(of=None):
            yield "total", evaluation.total
            yield "band", found.shows
        case EdgeDemand(of=of):
            name = rules.indicators[of or ""].name
            yield f"{name}.result", evaluation.indicators[of or ""].result
            yield f"{name}.score", found.shows
        case PolicyDemand():
            yield "total", found.shows
        case _:
            yield rules.classifications[demand.of].name, found.shows


def _said(trace: Trace) -> str | None:
    """What a figure comes to, as an expectation; None for one that no decimals write."""
    step = trace.step
    if isinstance(step, Withheld) and isinstance(step.low, Fraction):
        if not isinstance(step.high, Fraction):
            return "withheld"
        ends = (step.low, step.high)
        if all(decimal_places(end) is not None for end in ends):
            return f"between {exactly(step.low)} and {exactly(step.high)}"
        return "withheld"
    match trace.value:
        case Gap(reason="undefined"):
            return "withheld"
        case Gap(reason=reason):
            return f"is {reason.replace('_', ' ')}"
        case bool():
            return "= yes" if trace.value else "= no"
        case Fraction():
            if decimal_places(trace.value) is not None:
                return f"= {exactly(trace.value)}"
            return f"= {_to_four(trace.value)} rounded to 4 places half up"
        case str():
            return f"= {trace.value}"
        case _:
            return None


def _to_four(value: Fraction) -> str:
    steps = abs(value) * 10_000
    whole = (steps + Fraction(1, 2)).__floor__()
    return f"{'-' if value < 0 else ''}{exactly(Fraction(whole, 10_000))}"
