"""The facts a scorecard is evaluated on: files, options, Python values, or its own file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.phrasing import both, finding, looked_in
from kpirules.facts.assignments import from_assignments
from kpirules.facts.facts import NO_FACTS, Facts
from kpirules.facts.files import facts_of, open_facts, read_document
from kpirules.facts.mappings import Supply, from_mapping
from kpirules.facts.merge import merge
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.project.places import display_name, named_file
from kpirules.project.stdin import WRITTEN, read_stdin
from kpirules.prose.words import Language, code
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span
from kpirules.text.thai import western_digits

Given = Facts | Supply | str | os.PathLike[str]
"""Facts as a program gives them: checked ones, a mapping, or the path of a file."""


def supplied_facts(
    rules: Rules,
    card: Scorecard,
    *,
    period: int | None = None,
    files: Sequence[str] = (),
    assignments: Sequence[str] = (),
    given: Given | None = None,
) -> Checked[Facts]:
    """The facts for a scorecard; its own file where no other is named. Later ones win."""
    year = card.period if period is None else period
    base = _base(rules, card, year, files, given)
    if not assignments:
        return base
    changed = _with_rows(from_assignments(assignments, rules, year), rules, Path.cwd())
    together = merge(rules, year, base.value, changed.value)
    return Checked(together.value, (*base.findings, *changed.findings, *together.findings))


def year_asked(rules: Path, period: int | None, files: Sequence[str]) -> Checked[int | None]:
    """The fiscal year of rules without a scorecard: the one asked for, or the one of the facts files."""
    year = _stated_period(files) if period is None else period
    return Checked(year, () if year is not None else (NoYear(NOWHERE, display_name(rules)),))


def _stated_period(files: Sequence[str]) -> int | None:
    """The year that the first of some facts files says it is of; standard input is read but once."""
    for file in files:
        text = None if file == WRITTEN else open_facts(Path(file), file).value
        stated = None if text is None else read_document(text).value.period
        if stated is not None:
            digits = western_digits(stated.text.strip())
            return int(digits) if digits.isdecimal() else None
    return None


def _base(
    rules: Rules, card: Scorecard, year: int, files: Sequence[str], given: Given | None
) -> Checked[Facts]:
    if given is not None:
        return _given(rules, card, year, given)
    if files:
        return _files(rules, card, year, files)
    if card.facts is not None and card.facts_span is not None:
        return named_facts(rules, card, card.facts, card.facts_span, year)
    return Checked(NO_FACTS)


def _given(rules: Rules, card: Scorecard, year: int, given: Given) -> Checked[Facts]:
    if isinstance(given, Facts):
        return Checked(given)
    if isinstance(given, str | os.PathLike):
        return _read(Path(given), rules, card, year)
    return _with_rows(from_mapping(given, rules, year), rules, Path.cwd())


def _files(rules: Rules, card: Scorecard, year: int, files: Sequence[str]) -> Checked[Facts]:
    read = [_file(rules, card, year, file) for file in files]
    findings: list[Problem] = [found for each in read for found in each.findings]
    together = merge(rules, year, *(each.value for each in read))
    return Checked(together.value, (*findings, *together.findings))


def _file(rules: Rules, card: Scorecard, year: int, file: str) -> Checked[Facts]:
    if file == WRITTEN:
        text = read_stdin()
        if text.value is None:
            return Checked(NO_FACTS, text.findings)
        return _with_rows(_facts_of(text.value, rules, card, year), rules, Path.cwd())
    path = Path(file)
    return _read(path, rules, card, year)


def _read(path: Path, rules: Rules, card: Scorecard, year: int) -> Checked[Facts]:
    """A facts file. One of the scorecard's own period holds earlier years as its history."""
    text = open_facts(path, display_name(path))
    if text.value is None:
        return Checked(NO_FACTS, text.findings)
    read = _facts_of(text.value, rules, card, year)
    return _with_rows(read, rules, path.parent)


def _with_rows(read: Checked[Facts], rules: Rules, folder: Path) -> Checked[Facts]:
    """Facts with the rows of their tables, whose files are named from a folder."""
    if not read.value.files:
        return read
    # Few facts come with tables.
    from kpirules.project.table_files import with_rows  # noqa: PLC0415

    whole = with_rows(read.value, rules, folder)
    return Checked(whole.value, (*read.findings, *whole.findings))


def _facts_of(source: Source, rules: Rules, card: Scorecard, year: int) -> Checked[Facts]:
    stated = read_document(source).value.period
    own = stated is not None and western_digits(stated.text.strip()) == str(year)
    return facts_of(source, rules, card, period=year if own else card.period)


def named_facts(
    rules: Rules, card: Scorecard, written: str, span: Span, period: int
) -> Checked[Facts]:
    """The facts file that a line of a rule file names."""
    found, looked_in, meant = named_file(written, span)
    if found is None:
        return Checked(NO_FACTS, (FactsFileMissing(span, written, looked_in, meant),))
    return _read(found, rules, card, period)


class FactsFileMissing(Struct, frozen=True):
    """The facts file that the rules name is not there."""

    code: ClassVar[str] = "KPI0207"
    span: Span
    path: str
    looked_in: tuple[str, ...]
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no facts file {path}", "ไม่พบแฟ้มข้อมูล {path}", path=code(self.path)),
            notes=(looked_in(self.looked_in, lang),),
            helps=(
                both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant or ""))
                if self.meant
                else both(
                    "name another one with {option}",
                    "ระบุแฟ้มอื่นด้วย {option}",
                    option=code("--facts FILE"),
                ),
            ),
        )


class NoYear(Struct, frozen=True):
    """Rules without a scorecard, and nothing says for which fiscal year."""

    code: ClassVar[str] = "KPI0212"
    span: Span
    path: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "there is no scorecard in {path}, so nothing says which fiscal year is meant",
                "ไม่มีแบบประเมินใน {path} จึงไม่ทราบว่าเป็นปีงบประมาณใด",
                path=code(self.path),
            ),
            helps=(
                both(
                    "add {option}, or a line {line} to the facts file",
                    "ระบุ {option} หรือเพิ่มบรรทัด {line} ในแฟ้มข้อมูล",
                    option=code("--period 2566"),
                    line=code("period: 2566"),
                ),
            ),
        )
