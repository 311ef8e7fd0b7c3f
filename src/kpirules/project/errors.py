"""What the Python API raises: one error that carries every finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpirules.diagnostics.diagnostic import Problem
from kpirules.prose.words import Language, plain
from kpirules.text.source import Source


class FindingsError(Exception):
    """Something is wrong with what was given; `findings` says what, all of it.

    Args:
        findings: The problems, in the order they were found.
        sources: The texts they are about, by name, for lines and columns.

    """

    def __init__(self, findings: Iterable[Problem], sources: Mapping[str, Source]) -> None:
        self.findings = tuple(findings)
        self.sources = dict(sources)
        super().__init__(self.report())

    def report(self, lang: Language = "en") -> str:
        """The findings, a line each, in one language."""
        return "\n".join(self._line(finding, lang) for finding in self.findings)

    def _line(self, finding: Problem, lang: Language) -> str:
        said = finding.describe(lang)
        source = self.sources.get(finding.span.file)
        where = finding.span.file
        if source is not None:
            where = source.called(finding.span.start)
        prefix = f"{where}: " if where else ""
        return f"{prefix}{said.code} {plain(said.headline)}"


class RulesError(FindingsError):
    """Rules that cannot be used."""


class FactsError(FindingsError):
    """Facts that do not conform to the rules."""
