"""The files that hold the rows of tables."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.phrasing import both, finding, looked_in
from kpirules.facts.facts import Facts, TableFile
from kpirules.facts.files import open_facts
from kpirules.facts.row_texts import row_texts
from kpirules.facts.rows import Purpose, rows_of
from kpirules.facts.table_problems import BadTable
from kpirules.model.rules import Rules
from kpirules.project.places import display_name, used_file
from kpirules.prose.words import Language, code
from kpirules.text.span import Span
from kpirules.text.thai import name_key

LARGEST = 256 * 1024 * 1024
"""The most bytes a file of rows may have."""


def with_rows(facts: Facts, rules: Rules, folder: Path) -> Checked[Facts]:
    """Facts with the rows of the tables whose files they name, looked for from a folder."""
    findings: list[Problem] = []
    for wanted in facts.files:
        read = _read(wanted, facts, rules, folder)
        findings.extend(read.findings)
        facts = read.value
    return Checked(facts, tuple(findings))


def _read(wanted: TableFile, facts: Facts, rules: Rules, folder: Path) -> Checked[Facts]:
    found, looked_in, meant = used_file(wanted.path, folder)
    if found is None:
        return Checked(facts, (TableFileMissing(wanted.span, wanted.path, looked_in, meant),))
    table = rules.tables[wanted.table]
    called = tuple(name_key(name).casefold() for name in (table.name, table.label) if name)
    text = open_facts(found, display_name(found), largest=LARGEST, sheets=called)
    if text.value is None:
        return Checked(facts, text.findings)
    texts, findings = row_texts(text.value)
    if texts is None:
        nothing = BadTable(Span(text.value.name, 0, 0), "no_rows")
        return Checked(facts, (*findings, nothing))
    read = rows_of(texts, rules, Purpose(wanted.table, wanted.period, text.value.name))
    sources = {**facts.sources, text.value.name: text.value}
    if read.value is None:
        facts = Facts(facts.entries, sources, facts.tables, facts.files)
    else:
        facts = facts.with_rows(read.value, text.value)
    return Checked(facts, (*findings, *read.findings))


class TableFileMissing(Struct, frozen=True):
    """The file with the rows of a table is not there."""

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
            both("there is no file {path}", "ไม่พบแฟ้ม {path}", path=code(self.path)),
            notes=(looked_in(self.looked_in, lang),),
            helps=(both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant)),)
            if self.meant
            else (),
        )
