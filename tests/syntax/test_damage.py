"""Damaged files: never a crash, never a wait, every finding in its place and in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time

import pytest
from tests.meaning import meaning
from tests.syntax.damage import in_file, in_line

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.render.terminal import diagnostics_to_text
from kpirules.semantics.elaborate import elaborate
from kpirules.semantics.soundness import soundness
from kpirules.syntax import ast
from kpirules.syntax.parse import parse
from kpirules.text.source import Source
from kpirules.text.span import Span

RULES = Path(__file__).resolve().parents[2] / "rules"
SOURCES = {
    name: Source(name, path.read_text("utf-8"))
    for path in sorted(RULES.rglob("*.kpi"))
    if "examples" not in path.parts  # books of their own
    for name in (path.relative_to(RULES).as_posix(),)
}
NAMES = sorted(SOURCES)
LONGEST = 10
"""Seconds that one damaged file may take; the usual is a tenth of one."""
RUN = 20
FEW = [pytest.param(n, id=f"{n * RUN}-") for n in range(15)]
MANY = [pytest.param(n, id=f"{n * RUN}-", marks=pytest.mark.slow) for n in range(15, 200)]


@pytest.mark.parametrize("number", [*FEW, *MANY])
def test_damaged_files_are_read_and_every_finding_is_told(number: int) -> None:
    """Rule files with one to four mistakes are read to the end, each in bounded time."""
    files = {name: parse(source).value for name, source in SOURCES.items()}
    for seed in range(number * RUN, (number + 1) * RUN):
        random = Random(seed)  # noqa: S311  # no secrets
        name = random.choice(NAMES)
        text = SOURCES[name].text
        for _ in range(random.randint(1, 4)):
            text = in_file(text, random)
        damaged = Source(name, text)
        sources = {**SOURCES, name: damaged}
        start = process_time()
        findings = findings_of(damaged, files, sources)
        told = [finding.describe(lang) for finding in findings for lang in ("en", "th")]
        shown = [
            diagnostics_to_text(told[side::2], sources, lang=lang)
            for side, lang in enumerate(("en", "th"))
        ]

        assert process_time() - start < LONGEST, seed
        assert [
            span for said in told for span in places(said) if not lies_in(span, sources)
        ] == [], seed
        assert all(
            said.headline and said.code == found.code
            for said, found in zip(told[::2], findings, strict=True)
        ), seed
        assert all(bool(text) == bool(findings) for text in shown), seed


@pytest.mark.parametrize("number", [*FEW, *MANY])
def test_a_mistake_costs_no_other_declaration_a_line(number: int) -> None:
    """Whatever happens within one line, all other declarations keep all their lines."""
    whole = {name: parse(source).value for name, source in SOURCES.items()}
    for seed in range(number * RUN, (number + 1) * RUN):
        random = Random(seed)  # noqa: S311  # no secrets
        name = random.choice(NAMES)
        lines = SOURCES[name].text.split("\n")
        at = random.randrange(len(lines))
        lines[at] = in_line(lines[at], random)
        found = parse(Source(name, "\n".join(lines))).value
        lost = [
            each.name.text
            for each in others(whole[name], SOURCES[name], at + 1)
            if not any(keeps(again, each) for again in found.declarations)
        ]

        assert lost == [], (seed, lines[at])


def findings_of(
    damaged: Source, files: dict[str, ast.File], sources: dict[str, Source]
) -> list[Problem]:
    """Everything found in the rules when one file is damaged."""
    read = parse(damaged)
    elaborated = elaborate([*({**files, damaged.name: read.value}).values()], sources)
    made = elaborated.value
    unsound = soundness(made.rules, complete=made.complete)
    return [*read.findings, *elaborated.findings, *unsound]


def places(said: Diagnostic) -> Iterator[Span]:
    """Every place a finding speaks of."""
    yield said.primary.span
    yield from (label.span for label in said.labels)
    yield from (edit.span for fix in said.fixes for edit in fix.edits)


def lies_in(span: Span, sources: dict[str, Source]) -> bool:
    """Whether a place lies inside the file it names."""
    return span.file in sources and 0 <= span.start <= span.end <= len(sources[span.file].text)


def others(file: ast.File, source: Source, line: int) -> list[ast.Declaration]:
    """The declarations that do not hold a line."""
    starts = [source.place(each.span.start).line for each in file.declarations]
    ends = [*(start - 1 for start in starts[1:]), len(source.text)]
    return [
        each
        for each, start, end in zip(file.declarations, starts, ends, strict=True)
        if not start <= line <= end
    ]


def keeps(found: ast.Declaration, each: ast.Declaration) -> bool:
    """Whether a declaration is another one, with all of its lines and perhaps more."""
    head = lambda node: (node.kind, meaning(node.name), meaning(node.label))  # noqa: E731
    lines = meaning(found.lines)[: len(each.lines)]
    return head(found) == head(each) and lines == meaning(each.lines)
