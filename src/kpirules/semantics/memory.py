"""What was worked out before and still holds, so that an edit costs what depends on it.

While something is worked out of a declaration, every look-up of a name is noted with what was found,
also that nothing was. As long as the tree of the declaration is the very same one and each of the
look-ups finds the same again, the outcome is what it was. So nobody who writes a check has to
say what it depends on; whoever goes through all names at once, or reports a mistake, is
worked out anew each time. Modelled on the recorded queries of incremental compilers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.rules import Rules
from kpirules.model.units import Unit
from kpirules.semantics import kinds
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Kind, Symbol, Symbols
from kpirules.syntax import ast

T = TypeVar("T")

_ABSENT = object()
"""What is found where there is nothing of a name."""

_BY_VALUE = (
    kinds.NumberKind,
    kinds.YesNoKind,
    kinds.ChoiceKind,
    kinds.TextKind,
    kinds.DateKind,
    kinds.UnknownKind,
    Unit,
    str,
    int,
)
"""Small things that are the same when they are equal; of all others only the very same one is."""


class Memory:
    """Remembers nothing: what a single run uses."""

    def made(self, what: str, of: object, make: Callable[[], T]) -> T:
        """What is made of something, or what was made of it before and still holds."""
        del what, of
        return make()

    def symbols(self, symbols: Symbols) -> Symbols:
        """Symbols whose look-ups are noted."""
        return symbols

    def table(self, name: str, items: dict[str, T]) -> dict[str, T]:
        """A table whose look-ups are noted."""
        del name
        return items

    def rules(self, rules: Rules) -> Rules:
        """Rules whose look-ups are noted."""
        return rules

    def scope(self, scope: Scope) -> Scope:
        """A scope whose look-ups are noted."""
        return scope

    def begin(self, findings: list[Problem]) -> None:
        """Another run begins, which reports to this list."""

    def end(self) -> None:
        """The run is over; what it did not use is forgotten."""


FORGETFUL = Memory()


class _Entry(Struct):
    """An outcome, what it was made of, the look-ups it hangs on, and what it wrote."""

    of: object
    outcome: Any
    asked: dict[tuple[str, Hashable], object]
    wrote: list[tuple[str, str, object]]


class _Frame(Struct):
    asked: dict[tuple[str, Hashable], object] = {}
    wrote: list[tuple[str, str, object]] = []
    everything: bool = False


class Remembering(Memory):
    """Remembers from one run to the next."""

    def __init__(self) -> None:
        """Nothing has been worked out."""
        self._before: dict[tuple[str, int], _Entry] = {}
        self._now: dict[tuple[str, int], _Entry] = {}
        self._tables: dict[str, Callable[[Any], object]] = {}
        self._writable: dict[str, dict[str, Any]] = {}
        self._findings: list[Problem] = []
        self.frame: _Frame | None = None
        self.made_anew: list[tuple[str, object]] = []
        """What the last run could not take from memory."""

    def begin(self, findings: list[Problem]) -> None:
        """Another run begins."""
        self._before, self._now = self._now, {}
        self._tables, self._writable = {}, {}
        self._findings = findings
        self.made_anew = []

    def end(self) -> None:
        """What this run did not use is forgotten."""
        self._before = {}

    def made(self, what: str, of: object, make: Callable[[], T]) -> T:
        """What was made before, if every look-up still finds the same; else what is made now."""
        key = (what, id(of))
        entry = self._before.get(key)
        if entry is not None and entry.of is of and self._holds(entry):
            for table, name, value in entry.wrote:
                self._writable[table][name] = value
            if self.frame is not None:  # what the part hangs on, the whole hangs on
                for asked, found in entry.asked.items():
                    self.frame.asked.setdefault(asked, found)
            self._now[key] = entry
            outcome: T = entry.outcome
            return outcome
        self.made_anew.append((what, of))
        if self.frame is not None:
            return make()  # a part of something that is remembered as a whole
        frame = self.frame = _Frame({}, [])
        said = len(self._findings)
        try:
            outcome = make()
        finally:
            self.frame = None
        if not frame.everything and len(self._findings) == said:
            self._now[key] = _Entry(of, outcome, frame.asked, frame.wrote)
        return outcome

    def _holds(self, entry: _Entry) -> bool:
        tables = self._tables
        for (table, asked), found in entry.asked.items():
            look_up = tables.get(table)
            if look_up is None:
                return False
            now = look_up(asked)
            if now is not found and not _same(now, found):
                return False
        return True

    def symbols(self, symbols: Symbols) -> Symbols:
        """Symbols by whose look-ups outcomes are known to hold."""
        watched = _WatchedSymbols(
            {role: self.table(f"symbols {role}", names) for role, names in symbols.by_role.items()},
            symbols.findings,
            symbols.respelled,
            self.table("columns", symbols.columns),
            symbols.listed,
        )
        watched.memory = self
        self._tables["listed"] = lambda kinds: Symbols.of(watched, *kinds)
        self._tables["has"] = lambda kind: Symbols.has(watched, kind)
        self._tables["holders"] = lambda key: Symbols.holders(symbols, key)
        return watched

    def table(self, name: str, items: dict[str, T]) -> dict[str, T]:
        """A table by whose look-ups outcomes are known to hold."""
        watched = _Watched(self, name, items)
        self._tables[name] = lambda key: dict.get(watched, key, _ABSENT)
        self._writable[name] = watched
        return watched

    def rules(self, rules: Rules) -> Rules:
        """Rules by whose look-ups outcomes are known to hold."""
        return replace(rules, **self._tables_of(rules, "rules"))

    def scope(self, scope: Scope) -> Scope:
        """A scope by whose look-ups outcomes are known to hold, whatever tables it has."""
        return replace(
            scope, symbols=self.symbols(scope.symbols), **self._tables_of(scope, "scope")
        )

    def _tables_of(self, struct: Struct, name: str) -> dict[str, dict[str, Any]]:
        return {
            field: self.table(f"{name} {field}", value)
            for field in struct.__struct_fields__
            if isinstance(value := getattr(struct, field), dict)
        }

    def is_known(self, name: str, table: object) -> bool:
        """Whether a table is the one that is found by a name in this run."""
        return self._writable.get(name) is table


class _WatchedSymbols(Symbols):
    """Symbols that say what is asked of all of them at once."""

    memory: Remembering | None = None

    def of(self, *kinds: Kind) -> list[Symbol]:
        found = super().of(*kinds)
        self._note("listed", kinds, found)
        return found

    def has(self, kind: Kind) -> bool:
        found = super().has(kind)
        self._note("has", kind, found)
        return found

    def holders(self, key: str) -> list[str]:
        memory = self.memory
        assert memory is not None  # noqa: S101  # set where these are made
        frame, memory.frame = memory.frame, None
        found = super().holders(key)
        memory.frame = frame
        self._note("holders", key, found)
        return found

    def _same_spelling(self, name: ast.Name, symbol: Symbol) -> None:
        frame = self.memory.frame if self.memory is not None else None
        if frame is not None and name.text != symbol.name.text:
            # Of several other spellings only the first is reported, wherever it is.
            frame.everything = True
        super()._same_spelling(name, symbol)

    def _note(self, table: str, asked: Hashable, found: object) -> None:
        frame = self.memory.frame if self.memory is not None else None
        if frame is not None:
            frame.asked.setdefault((table, asked), found)


class _Watched(dict[str, T], Generic[T]):
    """A table that tells what is looked up in it while something is worked out.

    What is done to the whole of it, and to a copy of it, is noted as done to everything.
    """

    def __init__(self, memory: Remembering, name: str, items: dict[str, T]) -> None:
        super().__init__(items)
        self._memory = memory
        self._name = name

    def _found(self, key: str) -> Any:  # noqa: ANN401  # a thing of the table, or nothing
        found = dict.get(self, key, _ABSENT)
        frame = self._memory.frame
        if frame is None:
            return found
        asked = (self._name, key)
        if not self._memory.is_known(self._name, self):
            frame.everything = True
        elif asked not in frame.asked and not any(
            table == self._name and name == key for table, name, _ in frame.wrote
        ):
            frame.asked[asked] = found
        return found

    def is_called_as(self, other: _Watched[Any]) -> bool:
        """Whether this is the other table, as it is in this run."""
        return self._name == other._name and self._memory.is_known(self._name, self)

    def _all(self) -> None:
        if self._memory.frame is not None:
            self._memory.frame.everything = True

    def __getitem__(self, key: str) -> T:
        self._found(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401
        found = self._found(key)
        return default if found is _ABSENT else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._found(key) is not _ABSENT

    def __setitem__(self, key: str, value: T) -> None:
        super().__setitem__(key, value)
        frame = self._memory.frame
        if frame is not None and self._memory.is_known(self._name, self):
            frame.wrote.append((self._name, key, value))
        elif frame is not None:
            frame.everything = True

    def setdefault(self, key: str, default: T) -> T:
        if self._found(key) is _ABSENT:
            self[key] = default
        return super().__getitem__(key)

    def copy(self) -> dict[str, T]:
        self._all()
        return _Watched(self._memory, self._name, super().copy())

    def __or__(self, other: Any) -> Any:  # noqa: ANN401
        self._all()
        return _Watched(self._memory, self._name, super().__or__(other))


def _on_the_whole(name: str) -> Any:  # noqa: ANN401  # a method of dict
    """A method of dictionaries that nobody who uses it is remembered for."""
    method = getattr(dict, name)

    @wraps(method)
    def noted(self: _Watched[Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401
        self._all()
        return method(self, *given, **named)

    return noted


for _name in (
    "__iter__", "__reversed__", "__len__", "__eq__", "__ne__", "keys", "values", "items",
    "__ror__", "__ior__", "__delitem__", "update", "pop", "popitem", "clear",
):  # fmt: skip
    setattr(_Watched, _name, _on_the_whole(_name))


def _same(now: object, before: object) -> bool:
    """Whether two findings of a look-up are alike for whoever looked."""
    if now is before:
        return True
    if isinstance(now, _Watched) and isinstance(before, _Watched):
        return now.is_called_as(before)  # what was looked up in it is noted by itself
    if isinstance(now, Symbol) and isinstance(before, Symbol):
        return _same_symbol(now, before)
    if isinstance(now, list | tuple) and isinstance(before, list | tuple):
        return len(now) == len(before) and all(map(_same, now, before))
    if isinstance(now, dict) and isinstance(before, dict):
        return (
            dict.__len__(now) == dict.__len__(before)
            and all(map(_same, dict.keys(now), dict.keys(before)))
            and all(map(_same, dict.values(now), dict.values(before)))
        )
    return type(now) is type(before) and isinstance(now, _BY_VALUE) and now == before


def _same_symbol(now: Symbol, before: Symbol) -> bool:
    """A component is what its line says, wherever it stands, and not all else of its scorecard.

    Whoever notes the place of a component reports a mistake, and is worked out anew.
    """
    if now.kind != before.kind:
        return False
    if now.component is not None and before.component is not None:
        return _said(now.component) == _said(before.component)
    return now.declaration is before.declaration and now.line is before.line


def _said(line: ast.Component) -> tuple[object, ...]:
    label = line.label.text if line.label is not None else None
    parent = line.parent.key if line.parent is not None else None
    return line.name.text, label, line.weight.value, line.weight.written, parent
