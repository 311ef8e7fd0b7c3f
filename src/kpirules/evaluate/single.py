"""Single results of a scorecard, each as evaluating all of it gives it, and no more than they need."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kpirules.evaluate.machine import Machine
from kpirules.evaluate.needs import foreign, needs_of
from kpirules.evaluate.totals import Totals
from kpirules.evaluate.trace import Trace
from kpirules.facts.facts import Facts
from kpirules.model.rules import Rules, seen_from, with_parts
from kpirules.text.thai import name_key


class Singly:
    """A scorecard (by name key) in its own fiscal year; each result is made when it is asked for.

    The rules must be sound and the facts must conform to them.
    """

    def __init__(self, rules: Rules, scorecard: str, facts: Facts) -> None:
        card = rules.scorecards[scorecard]
        self.card = card
        self.facts = facts
        self.rules = seen_from(card, rules, card.period)
        self._own = frozenset(with_parts(card.indicators, self.rules.indicators))
        self._machine = Machine(self.rules, card, facts, card.period)

    def indicator(self, key: str) -> tuple[Trace, Trace] | None:
        """The result and the score of an indicator; None where the scorecard does not have it."""
        if key not in self._own:
            return None
        self._prepare((key,))
        result, score, _ = self._machine.outcome(key)
        return result, score

    def value(self, key: str) -> Trace | None:
        """A value or an outcome; None where there is one for each row or group, or in another card."""
        value, table = self.rules.values.get(key), self.rules.classifications.get(key)
        several = value.grouping if value is not None else table.table if table is not None else key
        if several is not None or key in self._elsewhere:
            return None
        self._prepare((key,))
        return self._machine.of(key)

    def component(self, key: str) -> Trace | None:
        """The sum of a component; None where the scorecard does not have it."""
        components = {name_key(component.name) for component in self.card.components}
        return self._whole.component(key) if key in components else None

    @property
    def total(self) -> Trace:
        """The total."""
        return self._whole.total

    @property
    def band(self) -> Trace | None:
        """The band of the total."""
        return self._whole.band

    @cached_property
    def _whole(self) -> Totals:
        needed = needs_of(self.card.indicators, self.rules, self.card.expressions)
        self._machine.make_all(needed, self._own)
        return self._machine.totals

    @cached_property
    def _elsewhere(self) -> set[str]:
        own = needs_of(self.card.indicators, self.rules, self.card.expressions)
        return foreign(self.card, self.rules) - own

    def _prepare(self, keys: Iterable[str]) -> None:
        needed = needs_of(keys, self.rules)
        self._machine.make_all(needed, self._own & needed)
