"""A finding told at other places than those it was made with."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.prose.words import Language
from kpirules.text.span import Span

Move = Callable[[Span], Span]


class Moved(Struct, frozen=True):
    """A finding whose places are those that `move` says."""

    found: Problem
    move: Move

    @property
    def code(self) -> str:
        """Its code."""
        return self.found.code

    @property
    def span(self) -> Span:
        """Where it is."""
        return self.move(self.found.span)

    def describe(self, lang: Language) -> Diagnostic:
        """The finding in words, all its places moved."""
        return self.placed(self.found.describe(lang))

    def placed(self, said: Diagnostic) -> Diagnostic:
        """What is said of the finding, all its places moved."""
        move = self.move
        return replace(
            said,
            primary=replace(said.primary, span=move(said.primary.span)),
            labels=tuple(replace(label, span=move(label.span)) for label in said.labels),
            fixes=tuple(
                replace(
                    fix,
                    edits=tuple(replace(edit, span=move(edit.span)) for edit in fix.edits),
                )
                for fix in said.fixes
            ),
        )
