"""How tables came from others: found once, and told to all who go through them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

_ABSENT = object()


class Change(Struct, frozen=True):
    """The keys of what is new in a table, or another thing than before.

    With `same_keys` it has the keys that the other had, in the same order.
    """

    before: Mapping[str, Any]
    now: Mapping[str, Any]
    keys: tuple[str, ...]
    same_keys: bool


class Changes:
    """The last change of each table, which nobody may write into any more."""

    def __init__(self) -> None:
        """Nothing has changed yet."""
        self._last: dict[int, Change] = {}

    def keep(self, change: Change) -> None:
        """Keep in mind how a table came about. Of the one before nobody will ask again."""
        self._last.pop(id(change.before), None)
        self._last[id(change.now)] = change

    def between(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> Change:
        """What has changed from one table to another."""
        known = self._last.get(id(now))
        if known is not None and known.before is before and known.now is now:
            return known
        look = before.get
        others = tuple([key for key, item in now.items() if look(key, _ABSENT) is not item])
        change = Change(before, now, others, same_keys=list(before) == list(now))
        self.keep(change)
        return change
