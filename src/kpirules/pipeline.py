"""From rule files to rules: parse, elaborate (names, kinds, units, order), check soundness.

Read this first: it is the whole way, and each call is one package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked, has_errors
from kpirules.model.rules import Rules
from kpirules.semantics.elaborate import elaborate
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.soundness import settled, soundness
from kpirules.syntax.ast import File, Use
from kpirules.syntax.parse import parse
from kpirules.text.source import Source

Fetch = Callable[[Use], Checked[Source | None]]
"""Finds the file that a `use` line names."""

Read = Callable[[Source], Checked[tuple[tuple[Source, File], ...]]]
"""Parses a text, whole or in pieces that each are a source of their own."""


def read_whole(source: Source) -> Checked[tuple[tuple[Source, File], ...]]:
    """Parse a text in one go."""
    parsed = parse(source)
    return Checked(((source, parsed.value),), parsed.findings)


def compile_rules(
    roots: Iterable[Source], fetch: Fetch, read: Read = read_whole, memory: Memory = FORGETFUL
) -> Checked[Rules]:
    """The rules that files and the files they use declare, and everything wrong with them.

    A `memory` of the last time makes that quick where little has changed.
    """
    files, sources, misread = _parse_all(roots, fetch, read)
    elaborated = elaborate(files, sources, memory)
    rules = elaborated.value.rules
    unsound = soundness(rules, complete=elaborated.value.complete, memory=memory)
    findings = (*misread, *elaborated.findings, *unsound)
    checked = Checked(rules if has_errors(findings) else settled(rules, memory), findings)
    memory.end()
    return checked


def _parse_all(
    roots: Iterable[Source], fetch: Fetch, read: Read
) -> tuple[list[File], dict[str, Source], list[Problem]]:
    """Parse files and what they use, each once, however often it is used."""
    pending = list(roots)
    known = {source.name for source in pending}
    sources: dict[str, Source] = {}
    files: list[File] = []
    findings: list[Problem] = []
    while pending:
        parts = read(pending.pop(0))
        findings.extend(parts.findings)
        files.extend([file for _, file in parts.value])
        sources.update([(file.name, part) for part, file in parts.value])
        for use in [use for _, file in parts.value if file.uses for use in file.uses]:
            used = fetch(use)
            findings.extend(used.findings)
            if used.value is not None and used.value.name not in known:
                known.add(used.value.name)
                pending.append(used.value)
    return files, sources, findings
