"""`kpirules check`: all findings of rule files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken, written_in
from kpirules.cli.options import LANG, RULES, formats
from kpirules.cli.output import CLEAN, FOUND, REFUSED, console, write, write_json
from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.findings import has_errors
from kpirules.project.books import load_book
from kpirules.project.places import books_under, rule_files, rules_root
from kpirules.project.stdin import place_of
from kpirules.prose.words import Language, plain
from kpirules.render.terminal import print_concise, print_diagnostics
from kpirules.text.source import Source


def check(
    paths: tuple[str, ...], rules: str | None, lang: Language | None, output_format: str
) -> int:
    """Check rule files and print what is wrong with them."""
    found = _Found({}, {}, set())
    for path in [*map(place_of, paths)] or [rules_root(rules)]:
        found.look_at(path)
    findings = found.ordered()
    lang = lang or spoken() or written_in(found.sources.values())
    _print([finding.describe(lang) for finding in findings], found, lang, output_format)
    if output_format == "full":
        _summary(findings, found, lang)
    if any(finding.code.startswith("KPI00") for finding in findings):
        return REFUSED
    return FOUND if has_errors(findings) else CLEAN


class _Found:
    """Findings of several books, each once, although books may share files."""

    def __init__(
        self,
        findings: dict[tuple[object, ...], Problem],
        sources: dict[str, Source],
        files: set[str],
    ) -> None:
        self.findings = findings
        self.sources = sources
        self.files = files

    def look_at(self, path: Path) -> None:
        for book in books_under(path):
            checked = load_book(book)
            self.files.update(str(file) for file in rule_files(book))
            self._add(checked.findings, checked.value.sources if checked.value else {})

    def _add(self, findings: tuple[Problem, ...], sources: dict[str, Source]) -> None:
        self.sources.update(sources)
        for finding in findings:
            headline = plain(finding.describe("en").headline)
            self.findings.setdefault((finding.code, finding.span, headline), finding)

    def ordered(self) -> list[Problem]:
        return sorted(
            self.findings.values(), key=lambda finding: (finding.span.file, finding.span.start)
        )


def _print(
    diagnostics: list[Diagnostic], found: _Found, lang: Language, output_format: str
) -> None:
    match output_format:
        case "full":
            print_diagnostics(diagnostics, found.sources, console(), lang)
        case "concise":
            print_concise(diagnostics, found.sources, console())
        case "json":
            from kpirules.render.json import findings_data  # noqa: PLC0415

            write_json(
                {
                    "schema": "kpirules/1",
                    "findings": findings_data(diagnostics, found.sources),
                }
            )
        case "github":
            from kpirules.render.github import github_commands  # noqa: PLC0415

            write(github_commands(diagnostics, found.sources))
        case _:
            from kpirules.render.sarif import sarif_log  # noqa: PLC0415

            write_json(sarif_log(diagnostics, found.sources))


def _summary(findings: list[Problem], found: _Found, lang: Language) -> None:
    files = len(found.files)
    if not findings:
        text = f"{files} files, nothing wrong" if lang == "en" else f"{files} แฟ้ม ไม่พบข้อผิดพลาด"
    elif lang == "en":
        many = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
        text = f"{many} in {files} files; `kpirules rule CODE` explains a code"
    else:
        text = f"พบ {len(findings)} รายการใน {files} แฟ้ม ดูคำอธิบายด้วย `kpirules rule CODE`"
    write(text.replace("1 files", "1 file") if files == 1 else text)


def _command(**options: Any) -> int:  # noqa: ANN401  # as click hands them over
    return check(**options)


command = Helpful(
    name="check",
    en="Find everything that is wrong in rule files.",
    th="ตรวจหาข้อผิดพลาดทั้งหมดในแฟ้มกฎ",
    callback=_command,
    params=[
        click.Argument(["paths"], nargs=-1),
        LANG,
        RULES,
        formats("full", "concise", "json", "github", "sarif"),
    ],
    texts={
        "paths": (
            "Files or folders; - is standard input. Otherwise the rules found here.",
            "แฟ้มหรือโฟลเดอร์ เครื่องหมาย - คือข้อมูลนำเข้ามาตรฐาน ถ้าไม่ระบุจะตรวจกฎที่พบ",
        )
    },
)
