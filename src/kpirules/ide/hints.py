"""Results beside the rules: `= 77.92 with facts-2566.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.outline import amount
from kpirules.explain.reader import Reader, reading
from kpirules.ide.evaluations import Evaluated, evaluations
from kpirules.ide.occurrences import Thing
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name
from kpirules.prose.words import Language, Line, line, plain
from kpirules.text.thai import name_key


class Hint(Struct, frozen=True):
    """What stands at the end of a line, and what is said of it when one asks."""

    offset: int
    text: str
    more: str


def hints(workspace: Workspace, path: Path, lang: Language) -> tuple[Hint, ...]:
    """The results of what a file declares, where a scorecard of its book names a facts file."""
    here = workspace.reading(path)
    name = display_name(path)
    source = workspace.text(path)
    if source is None:
        return ()
    found = []
    for each in evaluations(here):
        reader = reading(each.evaluation, lang)
        for thing, said in _results(each, reader):
            for occurrence in here.names.of(thing):
                if occurrence.declares and occurrence.span.file == name:
                    end = source.text.find("\n", occurrence.span.end)
                    at = len(source.text) if end < 0 else end
                    while at > occurrence.span.end and source.text[at - 1] in " \t\r":
                        at -= 1
                    found.append(
                        Hint(at, plain(_short(said, each, reader)), plain(_long(each, reader)))
                    )
    return tuple(sorted(found, key=lambda hint: hint.offset))


def _results(each: Evaluated, reader: Reader) -> Iterator[tuple[Thing, Line]]:
    evaluation = each.evaluation
    for key, outcome in evaluation.indicators.items():
        shown = amount(outcome.score, reader)
        if not isinstance(outcome.result.value, Gap) and outcome.indicator.made_of is None:
            shown = line(amount(outcome.result, reader), " → ", shown)
        yield Thing("quantity", key), shown
    for key, trace in evaluation.components.items():
        yield Thing("quantity", key), amount(trace, reader)
    for key, trace in (*evaluation.values.items(), *evaluation.classes.items()):
        yield Thing("quantity", key), amount(trace, reader)
    total: Line = amount(evaluation.total, reader)
    if isinstance(evaluation.band, Trace):
        total = line(total, ", ", amount(evaluation.band, reader))
    yield Thing("scorecard", name_key(evaluation.scorecard.name)), total


def _short(said: Line, each: Evaluated, reader: Reader) -> Line:
    return reader.say(
        "= {said} with {file}", "= {said} จาก {file}", said=said, file=each.facts.name
    )


def _long(each: Evaluated, reader: Reader) -> Line:
    card = each.evaluation.scorecard
    return reader.say(
        "computed by scorecard {card} from {file}", "คำนวณตามแบบประเมิน {card} จาก {file}",
        card=reader.called(card.name, card.label), file=display_name(each.facts),
    )  # fmt: skip
