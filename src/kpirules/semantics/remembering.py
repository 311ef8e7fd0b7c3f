"""What was worked out before and still holds, so that an edit costs what depends on it.

While something is worked out of a thing, every look-up in a table is noted. When a
table of that name holds something else under a key, all that looked there is worked
out again, and nothing else is even thought of: how long a run takes depends on what
has changed, not on how much there is. So nobody who writes a check has to say what it
depends on; whoever reports a mistake is worked out anew each time. Modelled on
the recorded queries of incremental compilers, from what changes to what depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from operator import is_
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.rules import Rules
from kpirules.semantics.changes import Change, Changes
from kpirules.semantics.memory import Memory
from kpirules.semantics.sameness import same
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbol, Symbols
from kpirules.semantics.watched import ABSENT, WHOLE, Watched, WatchedSymbols

T = TypeVar("T")
R = TypeVar("R")
W = TypeVar("W")

_User = tuple[str, str]
"""Of which pass, and of which thing in it, an outcome is."""

_LookUp = tuple[str, Hashable]
"""The name of a table, and a key in it."""

_ALONE = ""
"""The key of what is made by itself, and not of each of many."""

_RUNS = 64
"""For how many runs something is kept that nobody asks for: half-written lines come and go."""


class _Pass(Struct):
    """What was made of each of some things, and what was looked up for it."""

    things: Mapping[str, Any]
    made: dict[str, Any]
    asked: dict[str, tuple[_LookUp, ...]]
    notable: dict[str, None]
    fresh: dict[str, Any]
    findings: dict[str, tuple[Problem, ...]]
    remade: set[str]
    again: Collection[str] = ()
    used: int = 0


class _Frame(Struct):
    asked: dict[_LookUp, None]
    anything: bool = False


class Remembering(Memory):
    """Remembers from one run to the next."""

    def __init__(self) -> None:
        """Nothing has been worked out."""
        self._passes: dict[str, _Pass] = {}
        self._stale: dict[str, dict[str, None]] = {}
        self._reported: list[_User] = []
        self._users: dict[str, dict[Hashable, dict[_User, None]]] = {}
        self._tables: dict[str, Mapping[Any, Any]] = {}
        self._watched: dict[str, Watched[Any]] = {}
        self._written: dict[str, Watched[Any]] = {}
        self._steady: dict[str, dict[str, Any]] = {}
        self._changes = Changes()
        self._symbols: Symbols | None = None
        self._findings: list[Problem] = []
        self._frame: _Frame | None = None
        self._run = 0
        self.made_anew: list[tuple[str, object]] = []
        """What the last run could not take from memory."""

    def begin(self, findings: list[Problem]) -> None:
        """Another run begins."""
        self._run += 1
        self._findings = findings
        self._watched = dict(self._written)
        self.made_anew = []

    def end(self) -> None:
        """Whoever looked at anything is asked again; what has long not been used is forgotten."""
        for what, key in self._reported:
            self._stale.setdefault(what, {})[key] = None
        self._reported = []
        if self._run % _RUNS == 0:
            for what, kept in list(self._passes.items()):
                if kept.used <= self._run - _RUNS:
                    for key in list(kept.asked):
                        self._unlearn(what, key, kept)
                    del self._passes[what]
                    self._stale.pop(what, None)

    # ------------------------------------------------------------- what is made

    def each(self, what: str, things: Mapping[str, T], make: Callable[[T], R]) -> dict[str, R]:
        """What is made of each; made anew only of things that changed or looked at what changed."""
        if self._frame is not None:  # a part of something that is remembered as a whole
            return super().each(what, things, make)
        kept = self._pass(what, things)
        again = self._again(what, things, kept)
        for key in again if len(again) < 2 else [key for key in things if key in again]:
            self._make(what, key, things[key], kept, make)
        return self._settled(what, things, kept)

    def notable(
        self, what: str, things: Mapping[str, T], make: Callable[[T], R | None]
    ) -> dict[str, R]:
        """Of what is made of each that which is not empty."""
        if self._frame is not None:
            return super().notable(what, things, make)
        made: dict[str, Any] = self.each(what, things, make)
        notable = self._passes[what].notable
        return {key: made[key] for key in made if key in notable} if notable else {}

    def made(self, what: str, of: tuple[object, ...], make: Callable[[], R]) -> R:
        """What was made of the very same things, if all that was looked up for it is the same."""
        if self._frame is not None:
            return make()
        kept = self._pass(what)
        before: tuple[object, ...] | None = kept.things.get(_ALONE)
        stale = self._stale.pop(what, None)
        same_things = before is not None and len(before) == len(of) and all(map(is_, before, of))
        if stale or not same_things:
            kept.things = {_ALONE: of}
            self._make(what, _ALONE, of, kept, lambda _: make())
            kept.made.update(kept.fresh)
            kept.fresh = {}
        self._say_again(kept)
        outcome: R = kept.made[_ALONE]
        return outcome

    def in_turn(
        self,
        what: str,
        things: Mapping[str, T],
        written: dict[str, W],
        make: Callable[[T], tuple[R, W | None]],
        again: Collection[str] = (),
    ) -> dict[str, R]:
        """What is made of each in turn; what changes for others reaches them on the way."""
        kept = self._pass(what, things)
        waiting = self._again(what, things, kept)
        # Who once looked at what was not written yet is asked again when it is.
        waiting.update(dict.fromkeys(key for key in (*kept.again, *again) if key in things))
        kept.again = again
        name = self._name_of(written)
        gone = () if things is kept.things else kept.things.keys() - things.keys()
        self._changed(name, [key for key in gone if dict.pop(written, key, None) is not None])
        if waiting or what in self._stale:
            waiting.update((key, None) for key in self._stale.pop(what, ()) if key in things)
            before = {key: dict.pop(written, key, None) for key in waiting}
            turn = tuple(things)
            places = {key: place for place, key in enumerate(turn)}
            pending = [places[key] for key in waiting]
            heapify(pending)
            last = -1
            while pending:
                place = heappop(pending)
                if place == last:
                    continue
                last, key = place, turn[place]
                if key not in before:
                    before[key] = dict.pop(written, key, None)
                told = self._make_and_tell(what, key, things[key], kept, make)
                if told is not None:
                    dict.__setitem__(written, key, told)
                if not same(told, before[key]):
                    self._changed(name, [key])
                    # Who comes before saw nothing of it, as nobody does in a run from the beginning.
                    later = (places.get(each, -1) for each in self._stale.pop(what, ()))
                    for each in later:
                        if each > place:
                            heappush(pending, each)
        return self._settled(what, things, kept)

    def _make_and_tell(
        self,
        what: str,
        key: str,
        thing: T,
        kept: _Pass,
        make: Callable[[T], tuple[R, W | None]],
    ) -> W | None:
        told: list[W | None] = []

        def made(thing: T) -> R:
            outcome, tells = make(thing)
            told.append(tells)
            return outcome

        self._make(what, key, thing, kept, made)
        return told[0]

    def _pass(self, what: str, things: Mapping[str, object] | None = None) -> _Pass:
        kept = self._passes.get(what)
        if kept is not None and things is not None and kept.used == self._run:
            assert kept.things is things, what  # noqa: S101  # passes need names of their own
        if kept is not None and kept.used != self._run:
            kept.remade = set()
        if kept is None:
            kept = self._passes[what] = _Pass({}, {}, {}, {}, {}, {}, set())
        kept.used = self._run
        return kept

    def _again(self, what: str, things: Mapping[str, object], kept: _Pass) -> dict[str, None]:
        """The keys of what must be made anew."""
        stale = self._stale.pop(what, None)
        again: dict[str, None] = {}
        if things is not kept.things:
            change = self._changes.between(kept.things, things)
            again = dict.fromkeys(change.keys)
        if stale:
            again.update((key, None) for key in stale if key in things)
        return again

    def _make(
        self, what: str, key: str, thing: T, kept: _Pass, make: Callable[[T], object]
    ) -> None:
        self.made_anew.append((what, thing))
        said = len(self._findings)
        frame = self._frame = _Frame({})
        try:
            outcome = make(thing)
        finally:
            self._frame = None
        self._unlearn(what, key, kept)
        kept.remade.add(key)
        reported = tuple(self._findings[said:])
        if reported:
            kept.findings[key] = reported
        if frame.anything or (reported and self._show_components(reported, frame.asked)):
            self._reported.append((what, key))
        else:
            asked = kept.asked[key] = tuple(frame.asked)
            user = (what, key)
            for table, looked in asked:
                self._users.setdefault(table, {}).setdefault(looked, {})[user] = None
        if outcome:
            kept.notable[key] = None
        else:
            kept.notable.pop(key, None)
        before = kept.made.get(key, ABSENT)
        if type(before) is not type(outcome) or before != outcome:
            kept.fresh[key] = outcome
        else:
            kept.fresh.pop(key, None)

    def _settled(self, what: str, things: Mapping[str, Any], kept: _Pass) -> dict[str, Any]:
        """The outcomes in the order of the things; the very table of the last time, if it holds the same."""
        fresh, made = kept.fresh, kept.made
        if things is kept.things or self._changes.between(kept.things, things).same_keys:
            if fresh:
                kept.made = {**made, **fresh}
                self._changes.keep(Change(made, kept.made, tuple(fresh), same_keys=True))
        else:
            for key in made.keys() - things.keys():
                self._unlearn(what, key, kept)
                kept.notable.pop(key, None)
            kept.made = {key: fresh[key] if key in fresh else made[key] for key in things}
            self._changes.keep(Change(made, kept.made, tuple(fresh), same_keys=False))
        kept.fresh = {}
        kept.things = things
        self._say_again(kept)
        return kept.made

    def _say_again(self, kept: _Pass) -> None:
        """What was reported of things that are as they were is reported in this run too."""
        for key, findings in kept.findings.items():
            if key not in kept.remade:
                kept.remade.add(key)
                self._findings.extend(findings)

    def _show_components(self, findings: tuple[Problem, ...], asked: Iterable[_LookUp]) -> bool:
        """Whether findings may show where a component stands, which nobody else looks at."""
        said = repr(findings)
        for table, key in asked:
            watched: dict[str, Any] = self._watched.get(table, {})
            found = dict.get(watched, key, None) if isinstance(key, str) else None
            if isinstance(found, Symbol) and found.component and repr(found.name.span.file) in said:
                return True
        return False

    def _unlearn(self, what: str, key: str, kept: _Pass) -> None:
        """Nobody need tell this outcome of changes any more."""
        kept.findings.pop(key, None)
        user = (what, key)
        for table, looked in kept.asked.pop(key, ()):
            users = self._users[table]
            del users[looked][user]
            if not users[looked]:
                del users[looked]

    # ---------------------------------------------------------- what is looked at

    def note(self, table: str, key: Hashable) -> None:
        """Something is looked up."""
        if self._frame is not None:
            self._frame.asked[table, key] = None

    def note_anything(self) -> None:
        """Something is looked at that nobody can tell the changes of."""
        if self._frame is not None:
            self._frame.anything = True

    def is_known(self, name: str, table: object) -> bool:
        """Whether a table is the one that is found by a name in this run."""
        return self._watched.get(name) is table

    def steady(self, name: str, table: dict[str, T]) -> dict[str, T]:
        """The very table of the last time if it holds the same, in the same order."""
        before = self._steady.get(name)
        if before is not None:
            if before == table and list(before) == list(table):
                return before
            self._changes.between(before, table)
        self._steady[name] = table
        return table

    def written(self, name: str) -> dict[str, W]:
        """What `in_turn` writes down, as it was at the end of the last run."""
        if name not in self._written:
            self._written[name] = self._watched[name] = Watched(self, name, {})
        return self._written[name]

    def table(self, name: str, items: dict[str, T]) -> dict[str, T]:
        """A table that is watched; who looked up in the last one what has changed is told."""
        before, self._tables[name] = self._tables.get(name, {}), items
        self._compare(name, before, items)
        watched = self._watched[name] = Watched(self, name, items)
        return watched

    def symbols(self, symbols: Symbols) -> Symbols:
        """Symbols that are watched."""
        before, self._symbols = self._symbols, symbols
        if before is not None and before.columns is not symbols.columns:
            asked = [str(key) for key in self._users.get("holders", ())]
            self._compare(
                "holders",
                {key: before.holders(key) for key in asked},
                {key: symbols.holders(key) for key in asked},
            )
        self.table("symbols of a kind", {str(kind): of for kind, of in symbols.by_kind.items()})
        self.table("kinds of symbols", {str(kind): True for kind in symbols.by_kind})
        watched = WatchedSymbols(
            {role: self.table(f"symbols {role}", names) for role, names in symbols.by_role.items()},
            symbols.findings,
            symbols.respelled,
            self.table("columns", symbols.columns),
            symbols.by_kind,
            {role: self.table(f"names {role}", of) for role, of in symbols.names.items()},
        )
        watched.watcher = self
        return watched

    def rules(self, rules: Rules, called: str = "rules") -> Rules:
        """Rules that are watched."""
        return replace(rules, **self._tables_of(rules, called))

    def scope(self, scope: Scope) -> Scope:
        """A scope that is watched, whatever tables it has."""
        symbols = scope.symbols
        if not isinstance(symbols, WatchedSymbols):
            symbols = self.symbols(symbols)
        return replace(scope, symbols=symbols, **self._tables_of(scope, "scope"))

    def _tables_of(self, struct: Struct, name: str) -> dict[str, dict[str, Any]]:
        return {
            field: self.table(f"{name} {field}", value)
            for field in struct.__struct_fields__
            if isinstance(value := getattr(struct, field), dict)
            and not (isinstance(value, Watched) and self.is_known(value.name, value))
        }

    def _name_of(self, written: dict[str, Any]) -> str:
        return next(name for name, table in self._written.items() if table is written)

    def _compare(self, name: str, before: Mapping[Any, Any], now: Mapping[Any, Any]) -> None:
        """Tell of what has changed in a table whoever looked at it."""
        users = self._users.get(name)
        if not users or before is now:
            return
        if WHOLE not in users and len(users) < len(now):
            keys: Iterable[Hashable] = (
                key for key in users if now.get(key, ABSENT) is not before.get(key, ABSENT)
            )
        else:
            change = self._changes.between(before, now)
            gone = () if change.same_keys else before.keys() - now.keys()
            keys = (*change.keys, *gone)
        changed = [key for key in keys if not same(now.get(key, ABSENT), before.get(key, ABSENT))]
        if WHOLE in users and (changed or list(before) != list(now)):
            changed.append(WHOLE)
        self._changed(name, changed)

    def _changed(self, name: str, keys: Iterable[Hashable]) -> None:
        users = self._users.get(name, {})
        for key in keys:
            for what, user in users.get(key, ()):
                self._stale.setdefault(what, {})[user] = None
