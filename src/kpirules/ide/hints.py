"""Results beside the rules: `= 77.92 with facts-2566.yaml`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from kpirules.evaluate.single import Singly
from kpirules.evaluate.trace import Gap, Trace
from kpirules.explain.outline import amount
from kpirules.explain.reader import Reader
from kpirules.ide.evaluations import Evaluated, evaluations
from kpirules.ide.occurrences import Thing
from kpirules.ide.workspace import Workspace
from kpirules.project.places import display_name
from kpirules.prose.words import Language, Line, line, plain
from kpirules.text.source import Source
from kpirules.text.thai import name_key


class Hint(Struct, frozen=True):
    """What stands at the end of a line, and what is said of it when one asks."""

    offset: int
    text: str
    more: str


def hints(
    workspace: Workspace, path: Path, lang: Language, start: int = 0, end: int | None = None
) -> tuple[Hint, ...]:
    """The results of what a file declares, where a scorecard of its book names a facts file.

    With an `end` only of what is declared in a stretch of the file.
    """
    here = workspace.reading(path)
    source = workspace.text(path)
    if source is None:
        return ()
    names = here.names.in_file(display_name(path), start, end)
    declared = [each for each in names if each.declares and each.thing.sort in _COMPUTED]
    found = []
    for each in evaluations(here) if declared else ():
        singly = each.singly
        reader = Reader(lang, singly.rules, singly.card.period, singly.facts)
        for name in declared:
            said = _result(name.thing, singly, reader)
            if said is not None:
                short, more = plain(_short(said, each, reader)), plain(_long(each, reader))
                found.append(Hint(_end_of_line(source, name.span.end), short, more))
    return tuple(sorted(found, key=lambda hint: hint.offset))


_COMPUTED = frozenset(("quantity", "scorecard"))


def _end_of_line(source: Source, offset: int) -> int:
    """Where the line of an offset ends, without the spaces behind its words."""
    line = source.line_table.at(offset)
    return source.line_table.start(line) + len(source.line(line + 1).rstrip(" \t"))


def _result(thing: Thing, singly: Singly, reader: Reader) -> Line | None:
    """What a thing comes to; None of what is not computed."""
    if thing.sort == "scorecard":
        if thing.key != name_key(singly.card.name):
            return None
        total = amount(singly.total, reader)
        band = singly.band
        return line(total, ", ", amount(band, reader)) if isinstance(band, Trace) else total
    scored = singly.indicator(thing.key)
    if scored is not None:
        result, score = scored
        shown = amount(score, reader)
        if not isinstance(result.value, Gap) and singly.rules.indicators[thing.key].made_of is None:
            shown = line(amount(result, reader), " → ", shown)
        return shown
    made = singly.value(thing.key)
    if made is None:
        made = singly.component(thing.key)
    return None if made is None else amount(made, reader)


def _short(said: Line, each: Evaluated, reader: Reader) -> Line:
    return reader.say(
        "= {said} with {file}", "= {said} จาก {file}", said=said, file=each.facts.name
    )


def _long(each: Evaluated, reader: Reader) -> Line:
    card = each.singly.card
    return reader.say(
        "computed by scorecard {card} from {file}", "คำนวณตามแบบประเมิน {card} จาก {file}",
        card=reader.called(card.name, card.label), file=display_name(each.facts),
    )  # fmt: skip
