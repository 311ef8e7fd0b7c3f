"""From rule files to rules: parse, elaborate (names, kinds, units, order), check soundness.

Read this first: it is the whole way, and each call is one package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked, has_errors
from kpirules.model.rules import Rules
from kpirules.semantics.elaborate import elaborate
from kpirules.semantics.soundness import settled, soundness
from kpirules.syntax.ast import File, Use
from kpirules.syntax.parse import parse
from kpirules.text.source import Source

Fetch = Callable[[Use], Checked[Source | None]]
"""Finds the file that a `use` line names."""


def compile_rules(roots: Iterable[Source], fetch: Fetch) -> Checked[Rules]:
    """The rules that files and the files they use declare, and everything wrong with them."""
    files, sources, misread = _parse_all(roots, fetch)
    elaborated = elaborate(files, sources)
    rules = elaborated.value.rules
    unsound = soundness(rules, complete=elaborated.value.complete)
    findings = (*misread, *elaborated.findings, *unsound)
    return Checked(rules if has_errors(findings) else settled(rules), findings)


def _parse_all(
    roots: Iterable[Source], fetch: Fetch
) -> tuple[list[File], dict[str, Source], list[Problem]]:
    """Parse files and what they use, each once, however often it is used."""
    pending = list(roots)
    sources = {source.name: source for source in pending}
    files: list[File] = []
    findings: list[Problem] = []
    while pending:
        parsed = parse(pending.pop(0))
        files.append(parsed.value)
        findings.extend(parsed.findings)
        for use in parsed.value.uses:
            used = fetch(use)
            findings.extend(used.findings)
            if used.value is not None and used.value.name not in sources:
                sources[used.value.name] = used.value
                pending.append(used.value)
    return files, sources, findings
