"""Tables that tell what is looked up in them while something is worked out."""

from __future__ import annotations

from collections.abc import Hashable
from functools import wraps
from typing import Any, Generic, Protocol, TypeVar

from kpirules.semantics.symbols import Kind, Symbol, Symbols
from kpirules.syntax import ast

T = TypeVar("T")

ABSENT = object()
"""What is found where there is nothing of a name."""

WHOLE = object()
"""What somebody looks up who goes through all of a table."""


class Watcher(Protocol):
    """Who is told of look-ups."""

    def note(self, table: str, key: Hashable) -> None:
        """Something is looked up by a key."""

    def note_anything(self) -> None:
        """Something is looked at that nobody can tell the changes of."""

    def is_known(self, name: str, table: object) -> bool:
        """Whether a table is the one that is meant by a name in this run."""


class Watched(dict[str, T], Generic[T]):
    """A table that tells what is looked up in it.

    What is done to the whole of it is noted as a look at everything in it; what is done
    to a copy of it, or written into it, as something nobody can tell the changes of.
    """

    def __init__(self, watcher: Watcher, name: str, items: dict[str, T]) -> None:
        """The items, and what the table is called."""
        super().__init__(items)
        self._watcher = watcher
        self.name = name

    def _note(self, key: Hashable) -> None:
        if self._watcher.is_known(self.name, self):
            self._watcher.note(self.name, key)
        else:
            self._watcher.note_anything()

    def is_called_as(self, other: Watched[Any]) -> bool:
        """Whether this is the other table, as it is in this run."""
        return self.name == other.name and self._watcher.is_known(self.name, self)

    def __getitem__(self, key: str) -> T:
        """What there is by a key."""
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401  # as of dict
        """What there is by a key, or something else."""
        self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        """Whether there is anything by a key."""
        if isinstance(key, str):
            self._note(key)
        return super().__contains__(key)

    def copy(self) -> dict[str, T]:
        """A table of the same items."""
        self._note(WHOLE)
        return Watched(self._watcher, self.name, super().copy())

    def __or__(self, other: Any) -> Any:  # noqa: ANN401  # as of dict
        """A table with other items too."""
        self._note(WHOLE)
        return Watched(self._watcher, self.name, super().__or__(other))


def _of_the_whole(name: str) -> Any:  # noqa: ANN401  # a method of dict
    method = getattr(dict, name)

    @wraps(method)
    def noted(self: Watched[Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401
        self._note(WHOLE)
        return method(self, *given, **named)

    return noted


def _that_writes(name: str) -> Any:  # noqa: ANN401  # a method of dict
    method = getattr(dict, name)

    @wraps(method)
    def noted(self: Watched[Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401
        self._watcher.note_anything()
        return method(self, *given, **named)

    return noted


for _name in (
    "__iter__", "__reversed__", "__len__", "__eq__", "__ne__", "keys", "values", "items", "__ror__",
):  # fmt: skip
    setattr(Watched, _name, _of_the_whole(_name))
for _name in (
    "__setitem__", "__delitem__", "__ior__", "update", "setdefault", "pop", "popitem", "clear",
):  # fmt: skip
    setattr(Watched, _name, _that_writes(_name))


class WatchedSymbols(Symbols):
    """Symbols that tell what is asked of all of them at once."""

    watcher: Watcher | None = None

    def of(self, *kinds: Kind) -> list[Symbol]:
        """The symbols of some kinds."""
        for kind in kinds:
            self._told().note("symbols of a kind", kind)
        return super().of(*kinds)

    def has(self, kind: Kind) -> bool:
        """Whether there is a symbol of a kind."""
        self._told().note("kinds of symbols", kind)
        return super().has(kind)

    def holders(self, key: str) -> list[str]:
        """The tables with a column."""
        self._told().note("holders", key)
        return super().holders(key)

    def _same_spelling(self, name: ast.Name, symbol: Symbol) -> None:
        if name.text != symbol.name.text:
            # Of several other spellings only the first is reported, wherever it is.
            self._told().note_anything()
        super()._same_spelling(name, symbol)

    def _told(self) -> Watcher:
        assert self.watcher is not None  # noqa: S101  # set where these are made
        return self.watcher
