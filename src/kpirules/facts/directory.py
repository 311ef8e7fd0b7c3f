"""Finding the fact that a name or a label stands for."""

from __future__ import annotations

from msgspec import Struct

from kpirules.facts.problems import UnknownFact
from kpirules.facts.vocabulary import normal
from kpirules.model.facts import Fact
from kpirules.model.rules import Rules
from kpirules.text.nearest import nearest
from kpirules.text.span import Span
from kpirules.text.thai import name_key

_MOST_HINTS = 50
"""Looking for a near name takes time: enough for people, and no file can make it long."""


class Directory(Struct):
    """The facts of a rule book by name key, and their keys by label and by near spelling."""

    rules: Rules
    labels: dict[str, tuple[str, ...]]
    hints: int = 0

    def find(self, written: str) -> str | None:
        """The key of the fact that a name, or a label of its own, stands for."""
        key = name_key(written.strip())
        if key in self.rules.facts:
            return key
        keys = self.labels.get(normal(written), ())
        return keys[0] if len(keys) == 1 else None

    def table(self, written: str) -> str | None:
        """The key of the table that a name, or its label, stands for."""
        key, said = name_key(written.strip()), normal(written)
        if key in self.rules.tables:
            return key
        keys = [
            key
            for key, table in self.rules.tables.items()
            if table.label and normal(table.label) == said
        ]
        return keys[0] if len(keys) == 1 else None

    def unknown(self, written: str, span: Span) -> UnknownFact:
        """What is wrong with a name that stands for no fact."""
        written = written.strip()
        shared = tuple(self._name(key) for key in self.labels.get(normal(written), ()))
        if shared:
            return UnknownFact(span, written, None, None, shared)
        key = name_key(written)
        if key in self.rules.parameters:
            return UnknownFact(span, written, None, "parameter")
        if key in self.rules.values:
            return UnknownFact(span, written, None, "value")
        if key in self.rules.indicators:
            return UnknownFact(span, written, None, "indicator")
        if key in self.rules.classifications:
            return UnknownFact(span, written, None, "classification")
        return UnknownFact(span, written, self._meant(written), None)

    def _meant(self, written: str) -> str | None:
        self.hints += 1
        if self.hints > _MOST_HINTS:
            return None
        near = {normal(fact.name): key for key, fact in self.rules.facts.items()}
        near.update((normal(table.name), key) for key, table in self.rules.tables.items())
        near.update((label, keys[0]) for label, keys in self.labels.items())
        found = nearest(normal(written), near)
        return None if found is None else self._name(near[found])

    def _name(self, key: str) -> str:
        facts = self.rules.facts
        return facts[key].name if key in facts else self.rules.tables[key].name


def directory(rules: Rules) -> Directory:
    """The facts of a rule book, to be found by what people call them."""
    labels: dict[str, tuple[str, ...]] = {}
    for key, fact in rules.facts.items():
        label = _label(fact)
        if label:
            labels[label] = (*labels.get(label, ()), key)
    return Directory(rules, labels)


def _label(fact: Fact) -> str:
    return normal(fact.label) if fact.label is not None else ""
