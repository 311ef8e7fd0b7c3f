"""Findings in words, each once, as an editor shows them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.moved import Moved
from kpirules.prose.words import Language, plain
from kpirules.text.span import Span


class Said(Struct, frozen=True, dict=True):
    """A finding in words. Its places are those at which it was found, which may be pieces of a text."""

    diagnostic: Diagnostic

    @cached_property
    def message(self) -> str:
        """All that it says but for its picture, which needs letters of one width."""
        said = self.diagnostic
        label = plain(said.primary.message)
        lines = [plain(said.headline), *([label] if label else []), *map(plain, said.notes)]
        lines += [plain(line) for line in said.helps] or [plain(fix.title) for fix in said.fixes]
        return "\n".join(dict.fromkeys(lines))


class Told(Struct, frozen=True):
    """A finding in words, and where in the files its places are now."""

    finding: Problem
    said: Said

    @property
    def diagnostic(self) -> Diagnostic:
        """What is said, with the places as they are."""
        said = self.said.diagnostic
        return self.finding.placed(said) if isinstance(self.finding, Moved) else said

    @property
    def span(self) -> Span:
        """Where the finding is marked."""
        return self.place(self.said.diagnostic.primary.span)

    def place(self, span: Span) -> Span:
        """Where a place is that the finding names."""
        return self.finding.move(span) if isinstance(self.finding, Moved) else span


_Key = tuple[str, Span, Language]


class Wording:
    """What findings say; what was said a moment ago is not put into words again.

    The words of a finding depend on what it holds and on nothing else, so that one of equal
    content says the same.
    """

    def __init__(self) -> None:
        """Nothing has been said."""
        self._before: dict[_Key, tuple[Problem, Said]] = {}
        self._now: dict[_Key, tuple[Problem, Said]] = {}

    def turn(self) -> None:
        """The rules are others now: what nobody asked for since the last turn is forgotten."""
        self._before, self._now = self._now, {}

    def said(self, finding: Problem, lang: Language) -> Said:
        """A finding in words."""
        found = as_found(finding)
        key = (found.code, found.span, lang)
        known = self._now.get(key) or self._before.get(key)
        if known is None or known[0] != found:
            known = (found, Said(found.describe(lang)))
        self._now[key] = known
        return known[1]


def as_found(finding: Problem) -> Problem:
    """A finding with the places at which it was found, however they have moved since."""
    return finding.found if isinstance(finding, Moved) else finding


def told(
    findings: Iterable[Problem], lang: Language, wording: Wording | None = None
) -> tuple[Told, ...]:
    """Findings in a language; what two books say of a file they share is said once."""
    words = wording or Wording()
    found: dict[object, Told] = {}
    for finding in findings:
        each = Told(finding, words.said(finding, lang))
        said = each.said.diagnostic
        found.setdefault((said.code, each.span, said.headline), each)
    return tuple(found.values())
