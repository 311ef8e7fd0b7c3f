"""What the scores of parts come to together, in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kpirules.evaluate.approximate import Real
from kpirules.evaluate.trace import Blended, ComponentScore, Gap, Trace
from kpirules.explain.formulas import BLENDS
from kpirules.explain.numbers import equals, figure, with_fraction
from kpirules.explain.outline import amount, subject
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark, Remarks
from kpirules.explain.sums import takes_no_part
from kpirules.model.scorecards import Scorecard
from kpirules.prose import words
from kpirules.prose.words import Line, joined, line


def component_score(trace: Trace, step: ComponentScore, reader: Reader) -> Remark:
    """`47.9 × 100 / 60 = 79.83…`: a sum of weighted scores on the scale of scores."""
    if isinstance(trace.value, Gap):
        said = reader.say("its sum is missing", "ยังไม่มีผลรวม")
        return Remark(said, (step.of.span,))
    result = amount(trace, reader)
    if isinstance(trace.value, Real):
        result = with_fraction(result, trace.value)
    said = line(
        _digits(trace.parts[0], reader), " × ",
        words.value(figure(step.whole)), " / ", words.value(figure(step.weight)), " ",
        equals(result),
    )  # fmt: skip
    return Remark(said, (step.of.span,))


def blended(trace: Trace, step: Blended, reader: Reader) -> Remarks:
    """`the weighted mean: 48 + 30.2 = 78.2`, and who takes no part in it."""
    digits = [_digits(part, reader) for part in trace.parts]
    result = amount(trace, reader)
    if isinstance(trace.value, Real):
        result = with_fraction(result, trace.value)
    name = words.keyword(reader.pick(*BLENDS[step.blend]))
    match step.blend:
        case _ if len(digits) == 1:
            said = reader.say("its one part scores {score}", "มีคะแนนเดียว คือ {score}",
                              score=digits[0])  # fmt: skip
        case "weighted_mean" if isinstance(step.of, Scorecard):
            products = [
                line(each, " × ", words.value(figure(weight)))
                for each, weight in zip(digits, step.weights, strict=True)
            ]
            whole = words.value(figure(sum(step.weights, Fraction(0))))
            said = line(name, ": (", joined(products, " + "), ") / ", whole, " ", equals(result))
        case "weighted_mean":
            said = line(name, ": ", joined(digits, " + "), " ", equals(result))
        case "mean":
            total = line("(", joined(digits, " + "), ") / ", words.value(str(len(digits))))
            said = line(name, ": ", total, " ", equals(result))
        case "weighted_geometric_mean":
            powers = joined(_powers(digits, step.weights), " × ")
            said = line(name, ": ", powers, " ", equals(result))
        case _:
            said = reader.say(
                "{name} of {scores}", "{name}ของ {scores}",
                name=name, scores=joined(digits, ", "),
            )  # fmt: skip
            said = line(said, " ", equals(result))
    scores = (
        _named(part, component_score(part, part.step, reader), reader)
        for part in trace.parts
        if isinstance(part.step, ComponentScore)
    )
    return (*takes_no_part(step.counted_out, reader), *scores, Remark(said, (trace.span,)))


def _named(score: Trace, said: Remark, reader: Reader) -> Remark:
    """`score of people: 47.9 × 100 / 60 = 79.83…`."""
    return Remark(line(subject(score, reader), ": ", said.line), said.spans)


def _powers(digits: Sequence[Line], weights: Sequence[Fraction]) -> list[Line]:
    """`80^0.6`: each score to the power of its share of the weight."""
    whole = sum(weights, Fraction(0))
    return [
        line(each, "^", words.value(figure(weight / whole)))
        for each, weight in zip(digits, weights, strict=True)
    ]


def _digits(trace: Trace, reader: Reader) -> Line:
    if not isinstance(trace.value, Real):
        return line("(", amount(trace, reader), ")")
    digits = words.value(figure(trace.value, places_of(trace)))
    return line("(", digits, ")") if trace.value < 0 else (digits,)
