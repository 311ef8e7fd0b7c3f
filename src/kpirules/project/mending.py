"""Mending rule files: fixes that are safe are made, until no more of them help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Edit, Fix, Problem
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.reading import read_text
from kpirules.model.rules import Rules
from kpirules.project.books import compile_book
from kpirules.project.places import display_name, rule_files
from kpirules.prose.words import Language, plain
from kpirules.text.source import Source

_PASSES = 50
"""A fix can bring another mistake to light, but not without end."""


class Mend(Struct, frozen=True):
    """A fix that was made: of which finding, and where it was in the text as it then stood."""

    finding: Problem
    fix: Fix
    source: Source


class Mended(Struct, frozen=True):
    """The files of a book, before and after, what was mended, and what is left."""

    before: dict[str, Source]
    after: dict[str, Source]
    places: dict[str, Path]
    mends: tuple[Mend, ...]
    findings: tuple[Problem, ...]
    sources: dict[str, Source]

    @property
    def changed(self) -> Iterator[tuple[Path, Source, Source]]:
        """Each file that is another one now: its path, before, after."""
        for name, source in self.before.items():
            if self.after[name].text != source.text:
                yield self.places[name], source, self.after[name]


def mend_book(book: Path, lang: Language) -> Mended:
    """Make the safe fixes of a book's own files; nothing is written.

    Of each finding the first safe fix is made. A fix after which its finding is still there
    is taken back.
    """
    unread: list[Problem] = []
    before: dict[str, Source] = {}
    places: dict[str, Path] = {}
    for file in rule_files(book):
        name = display_name(file)
        read = read_text(file, name)
        unread.extend(read.findings)
        if read.value is not None:
            before[name] = read.value
            places[name] = file
    after, mends, checked = mend_texts(
        before, lambda sources: compile_book([*sources.values()], dict(places)), lang
    )
    findings = (*unread, *checked.findings)
    sources = dict(checked.value.sources) | after
    return Mended(before, after, places, mends, findings, sources)


Compile = Callable[[dict[str, Source]], Checked[Rules]]
"""The rules of a book whose own files hold some texts."""


def mend_texts(
    before: dict[str, Source], compiled: Compile, lang: Language
) -> tuple[dict[str, Source], tuple[Mend, ...], Checked[Rules]]:
    """Texts with all safe fixes made, what was mended, and how they read then."""
    after, mends = dict(before), list[Mend]()
    useless: set[tuple[str, str]] = set()
    checked = compiled(after)
    for _ in range(_PASSES):
        wanted = _wanted(checked.findings, after, useless, lang)
        if not wanted:
            break
        trial = _applied(after, wanted)
        found = compiled(trial)
        vain = _still_there(wanted, checked.findings, found.findings)
        if vain:
            useless |= vain
            continue
        after, checked = trial, found
        mends.extend(wanted)
    return after, tuple(mends), checked


def _wanted(
    findings: tuple[Problem, ...],
    sources: dict[str, Source],
    useless: set[tuple[str, str]],
    lang: Language,
) -> list[Mend]:
    """The fixes of one round: none touches the line of another."""
    chosen: list[Mend] = []
    taken: set[tuple[str, int]] = set()
    for finding in findings:
        if _headline(finding) in useless:
            continue
        for fix in finding.describe(lang).fixes:
            lines = {line for edit in fix.edits for line in _lines(edit, sources)}
            if not fix.safe or not lines or lines & taken:
                continue
            chosen.append(Mend(finding, fix, sources[fix.edits[0].span.file]))
            taken |= lines
            break
    return chosen


def _lines(edit: Edit, sources: dict[str, Source]) -> list[tuple[str, int]]:
    source = sources.get(edit.span.file)
    if source is None:
        return []
    first, last = source.place(edit.span.start).line, source.place(edit.span.end).line
    return [(source.name, line) for line in range(first, last + 1)]


def _applied(sources: dict[str, Source], mends: list[Mend]) -> dict[str, Source]:
    edits = [edit for mend in mends for edit in mend.fix.edits]
    texts = {name: source.text for name, source in sources.items()}
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = texts[edit.span.file]
        texts[edit.span.file] = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return {name: Source(name, text) for name, text in texts.items()}


def _still_there(
    mends: list[Mend], before: tuple[Problem, ...], after: tuple[Problem, ...]
) -> set[tuple[str, str]]:
    """The findings of which there are not fewer than before, less those that were mended."""
    were, are = Counter(map(_headline, before)), Counter(map(_headline, after))
    made = Counter(_headline(mend.finding) for mend in mends)
    return {said for said, count in made.items() if are[said] > were[said] - count}


def _headline(finding: Problem) -> tuple[str, str]:
    return finding.code, plain(finding.describe("en").headline)
