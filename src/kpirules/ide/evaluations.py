"""The scorecards of a book, evaluated on the facts files that they name, as the rules are in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from msgspec import Struct

from kpirules.diagnostics.findings import has_errors
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.ide.book import Reading
from kpirules.ide.occurrences import Thing
from kpirules.ide.places import place_of
from kpirules.model.scorecards import Scorecard
from kpirules.project.places import used_file
from kpirules.project.supply import supplied_facts
from kpirules.text.thai import name_key


class Evaluated(Struct, frozen=True):
    """A scorecard's outcome, and the facts file it comes from."""

    evaluation: Evaluation
    facts: Path


_Stamp = tuple[str, int, int]
_kept: WeakKeyDictionary[Reading, dict[_Stamp, Evaluated | None]] = WeakKeyDictionary()
"""While neither the rules nor the file change, nothing is evaluated again."""


def evaluations(reading: Reading) -> Iterator[Evaluated]:
    """Each scorecard that names a facts file; none while the rules have errors."""
    if has_errors(reading.findings):
        return
    for card in reading.rules.scorecards.values():
        file = _facts_file(reading, card)
        if file is None:
            continue
        status = file.stat()
        stamp = (f"{card.name}\n{file}", status.st_mtime_ns, status.st_size)
        known = _kept.setdefault(reading, {})
        if stamp not in known:
            known[stamp] = _evaluated(reading, card, file)
        found = known[stamp]
        if found is not None:
            yield found


def _facts_file(reading: Reading, card: Scorecard) -> Path | None:
    """The facts file that a scorecard names, looked for from the file it is declared in."""
    if card.facts is None:
        return None
    thing = Thing("scorecard", name_key(card.name))
    for declared in reading.names.of(thing):
        if declared.declares:
            found, _, _ = used_file(card.facts, place_of(reading, declared).path.parent)
            return found
    return None


def _evaluated(reading: Reading, card: Scorecard, file: Path) -> Evaluated | None:
    facts = supplied_facts(reading.rules, card, files=[str(file)])
    if has_errors(facts.findings):
        return None
    return Evaluated(evaluate(reading.rules, name_key(card.name), facts.value), file)
