"""From scores to a total and a band, in words: weights, sums, policies, edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kpirules.evaluate.approximate import Real, surely
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.trace import (
    Added,
    Gap,
    Graded,
    Redistributed,
    Share,
    Trace,
    Weighted,
    Withheld,
)
from kpirules.explain.layers import peeled
from kpirules.explain.numbers import equals, figure, with_fraction
from kpirules.explain.outline import amount
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.model.bands import Band, Edge
from kpirules.model.blends import WEIGHTED
from kpirules.model.indicators import Indicator
from kpirules.model.scorecards import Component, PolicyLine, Scorecard
from kpirules.prose import words
from kpirules.prose.words import Line, Word, joined, line
from kpirules.text.thai import name_key


def policy_remark(policy: PolicyLine, reader: Reader) -> Remark:
    """What the rules say about indicators that miss: `when cancelled: redistribute …`."""
    said = reader.say(
        "when {status}: {policy}", "เมื่อ{status} ให้{policy}",
        status=reader.reason(policy.status), policy=reader.policy(policy.policy),
    )  # fmt: skip
    return Remark(said, (policy.span,))


def weighted(trace: Trace, step: Weighted, reader: Reader) -> Remark:
    """`77.92 × 20 / 100 = 15.584`."""
    if isinstance(trace.value, Gap):
        return Remark(reader.say("no score to weight", "ไม่มีคะแนนให้ถ่วงน้ำหนัก"), (trace.span,))
    factors = [_digits(part, reader) for part in trace.parts]
    said = line(
        joined(factors, " × "), " / ", words.value(figure(step.whole)), " ",
        equals(_result(trace, reader)),
    )  # fmt: skip
    return Remark(said, (trace.span,))


def redistributed(trace: Trace, step: Redistributed, reader: Reader) -> Remarks:
    """How an indicator gains the weight others gave up, or gives up its own."""
    indicator = step.indicator
    before = trace.parts[0].value if trace.parts else indicator.weight
    declared = words.value(figure(before if isinstance(before, Real) else indicator.weight))
    policies = [policy_remark(policy, reader) for policy in step.policies]
    rules = joined([policy.line for policy in policies], ", ")
    spans = tuple(span for policy in policies for span in policy.spans)
    if name_key(indicator.name) in {name_key(name) for name in step.given_up}:
        said = reader.say(
            "its weight of {declared} goes to the others and 0 is left ({rules})",
            "น้ำหนัก {declared} กระจายให้ตัวชี้วัดอื่นจนเหลือ 0 ({rules})",
            declared=declared, rules=rules,
        )  # fmt: skip
        return (Remark(said, (indicator.weight_span, *spans)),)
    shared, remaining = (words.value(figure(each)) for each in (step.shared, step.remaining))
    gains = reader.say(
        "it gains its part of the {shared} that {names} gave up ({rules})",
        "ได้รับส่วนแบ่งของน้ำหนัก {shared} จาก {names} ({rules})",
        shared=shared, names=reader.names(step.given_up), rules=rules,
    )  # fmt: skip
    sum_of = line(
        declared, " × (", shared, " + ", remaining, ") / ", remaining, " = ",
        _result(trace, reader),
    )  # fmt: skip
    return (Remark(gains, spans), Remark(sum_of, (indicator.weight_span,)))


def added(trace: Trace, step: Added, reader: Reader) -> Remarks:
    """The sum with its terms, and who takes no part in it."""
    terms = [part for part in trace.parts if not isinstance(part.value, Gap)]
    digits = joined([_digits(part, reader) for part in terms], " + ")
    result = _result(trace, reader)
    sum_of = line(digits, " ", equals(result)) if len(terms) > 1 else reader.say(
        "its one weighted score is {result}", "มีคะแนนถ่วงน้ำหนักเดียว คือ {result}", result=result
    )  # fmt: skip
    found = list(takes_no_part(step.counted_out, reader))
    in_force = _weight_in_force(terms, step, reader)
    found.extend(in_force)
    if step.share is not None:
        found.append(Remark(for_the_whole(trace, step.share, reader), (trace.span,)))
    elif len(terms) > 1 or in_force:
        found.append(Remark(sum_of, (trace.span,)))
    elif terms and step.counted_out:
        left = reader.say(
            "what remains comes to {sum}", "ส่วนที่เหลือรวมได้ {sum}", sum=amount(trace, reader)
        )
        found.append(Remark(left, (trace.span,)))
    return tuple(found)


def takes_no_part(
    counted_out: Sequence[tuple[str, PolicyLine]], reader: Reader
) -> Iterator[Remark]:
    """Who takes no part, and by which policy."""
    for name, policy in counted_out:
        rule = policy_remark(policy, reader)
        said = reader.say(
            "{name} takes no part ({rule})", "ไม่นับ {name} ({rule})",
            name=reader.name(name), rule=rule.line,
        )  # fmt: skip
        yield Remark(said, rule.spans)


def for_the_whole(trace: Trace, share: Share, reader: Reader) -> Line:
    """`weight 80 of 100 counts: (38.89 + 26.67) × 100 / 80 = 81.95`."""
    terms = [part for part in trace.parts if not isinstance(part.value, Gap)]
    digits = joined([_digits(part, reader) for part in terms], " + ")
    counted, whole = words.value(figure(share.counted)), words.value(figure(share.whole))
    return reader.say(
        "weight {counted} of {whole} counts: {sum}", "นับน้ำหนัก {counted} จาก {whole}: {sum}",
        counted=counted, whole=whole,
        sum=line(
            line("(", digits, ")") if len(terms) > 1 else digits,
            " × ", whole, " / ", counted, " ", equals(_result(trace, reader)),
        ),
    )  # fmt: skip


def _weight_in_force(terms: list[Trace], step: Added, reader: Reader) -> Remarks:
    """What a component weighs after indicators of others gave up their weight to it, or took it."""
    if not isinstance(step.of, Component) or not terms:
        return ()
    in_force = weight_in_force([weight_of(score) for term in terms for score in _scores_in(term)])
    if in_force is None or in_force == step.of.weight:
        return ()
    said = reader.say(
        "weight in force {weight} instead of {declared}",
        "น้ำหนักที่ใช้จริง {weight} แทน {declared}",
        weight=with_fraction((words.value(figure(in_force)),), in_force),
        declared=words.value(figure(step.of.weight)),
    )  # fmt: skip
    return (Remark(said),)


def _scores_in(term: Trace) -> tuple[Trace, ...]:
    """The weighted scores in a term of a sum: itself, or those in the component that it is."""
    core = peeled(term).core
    if not isinstance(core.step, Added):
        return (term,)
    return tuple(score for part in core.parts for score in _scores_in(part))


def weight_of(weighted_score: Trace) -> Trace | None:
    """The weight that went into a weighted score; None where there is no score to weight."""
    core = peeled(weighted_score).core
    return core.parts[1] if isinstance(core.step, Weighted) and len(core.parts) > 1 else None


def weight_in_force(weights: Sequence[Trace | None]) -> Fraction | None:
    """What a component weighs; None where none of its weights was shared out."""
    shared = any(each is not None and isinstance(each.step, Redistributed) for each in weights)
    numbers = [each.value for each in weights if each is not None]
    if not shared:
        return None
    return sum((each for each in numbers if isinstance(each, Fraction)), Fraction(0))


def withheld(trace: Trace, step: Withheld, reader: Reader) -> Remarks:
    """Why a sum is not given, and how much of it is known; its amount says between what it lies."""
    if isinstance(step.of, Scorecard) and step.of.formula is not None:
        from kpirules.explain.formula_total import open_total  # noqa: PLC0415  # most are sums

        policies = (policy_remark(policy, reader) for policy in step.policies)
        return (*open_total(trace, step, step.of.formula, reader), *policies)
    known = [part for part in trace.parts if not isinstance(part.value, Gap)]
    missing = reader.say(
        "not given, because {names} {verb} no score", "ยังสรุปไม่ได้ เพราะ {names} ยังไม่มีคะแนน",
        names=reader.names(step.missing), verb="has" if len(step.missing) == 1 else "have",
    ) if step.missing else reader.say(
        "not given, because it is not known which caps apply",
        "ยังสรุปไม่ได้ เพราะยังไม่ทราบว่าข้อจำกัดใดใช้บังคับ",
    )  # fmt: skip
    alike = isinstance(step.of, Indicator) and not has_weights(step.of)
    weight = reader.say(
        "{known} of {weight} parts known" if alike else "{known} of {weight} weight known",
        "ทราบผลแล้ว {known} จาก {weight} ตัว" if alike else "ทราบผลแล้วน้ำหนัก {known} จาก {weight}",
        known=words.value(figure(step.known_weight)), weight=words.value(figure(step.weight)),
    )  # fmt: skip
    sums = not isinstance(step.of, Indicator) or _is_sum(step.of)
    so_far = joined([_digits(part, reader) for part in known], " + " if sums else ", ")
    found = [Remark(missing), Remark(weight, (trace.span,))]
    if known and not isinstance(step.of, Scorecard):
        said = reader.say("known so far: {terms}", "ที่ทราบแล้ว: {terms}", terms=so_far)
        found.insert(1, Remark(said))
    return (*found, *(policy_remark(policy, reader) for policy in step.policies))


def _is_sum(indicator: Indicator) -> bool:
    return indicator.made_of is not None and indicator.made_of.blend == "weighted_mean"


def has_weights(indicator: Indicator) -> bool:
    """Whether the parts of an indicator have weights."""
    return indicator.made_of is not None and indicator.made_of.blend in WEIGHTED


def graded(trace: Trace, step: Graded, reader: Reader) -> Remarks:
    """Why the total lies in its band, or in which ones it may still lie."""
    total = trace.parts[0]
    if len(step.before) == 1 and step.before[0] != step.band:
        by_total = step.before[0]
        said = reader.say(
            "by the total alone {band}, because {total} is {edges}",
            "ถ้าดูคะแนนรวมอย่างเดียวอยู่ใน{band} เพราะ {total} {edges}",
            band=reader.called(by_total.name, by_total.label),
            total=total_digits(total), edges=edges_of(by_total, reader),
        ) if isinstance(total.value, Real) else ()  # fmt: skip
        by_the_total = (Remark(said, (by_total.span,)),) if said else ()
        return (*by_the_total, *_still_possible(step, reader))
    if step.band is not None and isinstance(total.value, Real):
        said = reader.say(
            "because {total} is {edges}", "เพราะ {total} {edges}",
            total=total_digits(total), edges=edges_of(step.band, reader),
        )  # fmt: skip
        return (Remark(said, (step.band.span,)),)
    if step.band is not None and step.band in step.before:
        said = reader.say(
            "because every total that is still possible lies in it",
            "เพราะคะแนนรวมทุกค่าที่ยังเป็นไปได้อยู่ในระดับนี้",
        )
        return (Remark(said, (step.band.span,)),)
    return _still_possible(step, reader)


def _still_possible(step: Graded, reader: Reader) -> Remarks:
    """The bands that are possible, where there are several."""
    if step.band is not None or not step.possible:
        return ()
    bands = [reader.called(band.name, band.label) for band in step.possible]
    names = joined(bands, reader.pick(" or ", " หรือ "))
    return (Remark(reader.say("still possible: {names}", "ยังเป็นไปได้: {names}", names=names)),)


def exact_total(evaluation: Evaluation) -> Trace | None:
    """The total that decides, where it is not the one that is shown: 89.995 is not 90.00."""
    graded_by = evaluation.band
    if graded_by is None:
        return None
    exact = graded_by.parts[0]
    if not isinstance(exact.value, Real):
        return None
    if surely(lambda: exact.value == evaluation.total.value):
        return None
    return exact


def total_digits(total: Trace) -> Word:
    """The total that decides, as it is shown."""
    number = total.value
    return words.value(figure(number, places_of(total)) if isinstance(number, Real) else "?")


def edges_of(band: Band, reader: Reader) -> Line:
    """The interval of a band in words: `at least 75 and below 90`."""
    edges = []
    if band.low is not None:
        edges.append(low_edge(band.low, reader))
    if band.high is not None:
        edges.append(high_edge(band.high, reader))
    if not edges:
        return reader.say("anything", "ค่าใดก็ได้")
    return joined(edges, reader.pick(" and ", " และ"))


def low_edge(edge: Edge, reader: Reader) -> Line:
    """`at least 75` or `above 75`."""
    number = words.value(figure(edge.value))
    if edge.included:
        return reader.say("at least {number}", "ไม่น้อยกว่า {number}", number=number)
    return reader.say("above {number}", "มากกว่า {number}", number=number)


def high_edge(edge: Edge, reader: Reader) -> Line:
    """`at most 90` or `below 90`."""
    number = words.value(figure(edge.value))
    if edge.included:
        return reader.say("at most {number}", "ไม่เกิน {number}", number=number)
    return reader.say("below {number}", "น้อยกว่า {number}", number=number)


def _digits(trace: Trace, reader: Reader) -> Line:
    """A part of a product or sum, as it is shown."""
    number = trace.value
    if isinstance(number, Real):
        sign = surely(lambda: number < 0)
        digits = words.value(figure(number, places_of(trace)))
        return line("(", digits, ")") if sign else (digits,)
    return line("(", amount(peeled(trace).core, reader), ")")


def _result(trace: Trace, reader: Reader) -> Line:
    result = amount(trace, reader)
    return with_fraction(result, trace.value) if isinstance(trace.value, Real) else result
