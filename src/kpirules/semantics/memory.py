"""What was worked out before and still holds: here nothing, which is what a single run uses.

Whoever works something out of many things of a kind asks a memory to go through
them. One that remembers (`remembering.py`) then gives back the very same table as
long as nothing in it has changed, so that whoever builds on it is spared as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.rules import Rules
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbols

T = TypeVar("T")
R = TypeVar("R")
W = TypeVar("W")


class Memory:
    """Remembers nothing."""

    def begin(self, findings: list[Problem]) -> None:
        """Another run begins, which reports to this list."""

    def end(self) -> None:
        """The run is over."""

    # ------------------------------------------------------------- what is made

    def each(self, what: str, things: Mapping[str, T], make: Callable[[T], R]) -> dict[str, R]:
        """What is made of each of some things, in their order.

        `make` looks only at its thing and at watched tables.
        """
        del what
        return {key: make(thing) for key, thing in things.items()}

    def notable(
        self, what: str, things: Mapping[str, T], make: Callable[[T], R | None]
    ) -> dict[str, R]:
        """Of what is made of each of some things that which is not empty."""
        found = ((key, make(thing)) for key, thing in things.items())
        del what
        return {key: outcome for key, outcome in found if outcome}

    def said(
        self, what: str, things: Mapping[str, T], make: Callable[[T], Collection[Problem]]
    ) -> list[Problem]:
        """What there is to say of some things, one after the other."""
        found = self.notable(what, things, make)
        return [problem for problems in found.values() for problem in problems]

    def made(self, what: str, of: tuple[object, ...], make: Callable[[], R]) -> R:
        """What is made of the very things in `of` and of watched tables; `what` is its name."""
        del what, of
        return make()

    def in_turn(
        self,
        what: str,
        things: Mapping[str, T],
        written: dict[str, W],
        make: Callable[[T], tuple[R, W | None]],
        again: Collection[str] = (),
    ) -> dict[str, R]:
        """What is made of each of some things, which stand in an order of need.

        With the outcome `make` gives what others have to know of it, which is written down
        for those whose turn is later. In `again` are those that may look at what is
        not written yet, and those they look for: they are made in any case.
        """
        del what, again
        made: dict[str, R] = {}
        for key, thing in things.items():
            made[key], told = make(thing)
            if told is not None:
                written[key] = told
        return made

    # ---------------------------------------------------------- what is looked at

    def steady(self, name: str, table: dict[str, T]) -> dict[str, T]:
        """A table as it is; the very one of the last time if it holds the same."""
        del name
        return table

    def written(self, name: str) -> dict[str, W]:
        """What `in_turn` writes down, as it was at the end of the last run."""
        del name
        return {}

    def table(self, name: str, items: dict[str, T]) -> dict[str, T]:
        """A table that is watched. It must not change any more."""
        del name
        return items

    def symbols(self, symbols: Symbols) -> Symbols:
        """Symbols that are watched."""
        return symbols

    def rules(self, rules: Rules, called: str = "rules") -> Rules:
        """Rules that are watched, under a name of their own where they are seen from somewhere."""
        del called
        return rules

    def scope(self, scope: Scope) -> Scope:
        """A scope that is watched, whatever tables it has."""
        return scope


FORGETFUL = Memory()
