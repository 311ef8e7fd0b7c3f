"""Findings in words, each once, as an editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.prose.words import Language


def told(findings: Iterable[Problem], lang: Language) -> tuple[Diagnostic, ...]:
    """Findings in a language; what two books say of a file they share is said once."""
    said: dict[object, Diagnostic] = {}
    for finding in findings:
        diagnostic = finding.describe(lang)
        said.setdefault((diagnostic.code, diagnostic.primary.span, diagnostic.headline), diagnostic)
    return tuple(said.values())
