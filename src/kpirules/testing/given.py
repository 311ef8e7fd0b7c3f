"""The facts an example gives, checked like any other facts."""

from __future__ import annotations

from kpirules.diagnostics.findings import Checked
from kpirules.facts.conform import Destination, conform
from kpirules.facts.document import RawFact, RawFacts, Written
from kpirules.facts.facts import Facts, Supplied
from kpirules.model import examples as exm
from kpirules.model.rules import Rules
from kpirules.text.span import Span


def given_facts(example: exm.Example, rules: Rules, period: int) -> Checked[Facts]:
    """The facts of an example's `given` lines, for a fiscal year."""
    origin = example.name
    raw = RawFacts(
        facts=tuple(
            RawFact(_at(given.fact, given.span), _at(_text(given.value), given.span), {})
            for given in example.given
            if given.value is not None
        )
    )
    source = rules.sources.get(example.span.file)
    checked = conform(raw, rules, Destination(period), origin, source)
    # A reason for having no value needs no check against the declared range.
    missing = [
        Supplied(given.fact, period, None, given.status, given.status, origin, span=given.span)
        for given in example.given
        if given.status is not None
    ]
    return Checked(checked.value.replaced(*missing), checked.findings)


def _at(text: str, span: Span) -> Written:
    return Written(text, span.start, span.end)


def _text(value: exm.PlainValue) -> str:
    match value:
        case exm.NumberValue():
            return value.written
        case exm.WordValue():
            return value.name
        case exm.YesNoValue():
            return "yes" if value.yes else "no"
