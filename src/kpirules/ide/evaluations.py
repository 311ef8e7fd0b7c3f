"""The scorecards of a book, evaluated on the facts files that they name, as the rules are in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from msgspec import Struct

from kpirules.diagnostics.findings import has_errors
from kpirules.evaluate.evaluation import Evaluation
from kpirules.evaluate.interpreter import evaluate
from kpirules.evaluate.single import Singly
from kpirules.ide.book import Reading
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.project.places import used_file
from kpirules.project.supply import supplied_facts
from kpirules.text.thai import name_key


class Evaluated(Struct, frozen=True, dict=True):
    """A scorecard on the facts of a file: single results, or the whole."""

    rules: Rules
    singly: Singly
    facts: Path

    @cached_property
    def evaluation(self) -> Evaluation:
        """All that the scorecard comes to."""
        return evaluate(self.rules, name_key(self.singly.card.name), self.singly.facts)


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
    """The facts file that a scorecard names, looked for from the file that says so."""
    if card.facts is None or card.facts_span is None:
        return None
    said = reading.rules.sources[card.facts_span.file].name
    found, _, _ = used_file(card.facts, reading.path(said).parent)
    return found


def _evaluated(reading: Reading, card: Scorecard, file: Path) -> Evaluated | None:
    facts = supplied_facts(reading.rules, card, files=[str(file)])
    if has_errors(facts.findings):
        return None
    singly = Singly(reading.rules, name_key(card.name), facts.value)
    return Evaluated(reading.rules, singly, file)
