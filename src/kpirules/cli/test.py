"""`kpirules test`: run the examples that stand beside the rules."""

from __future__ import annotations

from typing import Any, Literal

import click
from msgspec import Struct

from kpirules.cli.failures import WrongUsage
from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken, written_in
from kpirules.cli.options import LANG, RULES, formats
from kpirules.cli.output import CLEAN, FOUND, REFUSED, console, say_findings, write, write_json
from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import has_errors
from kpirules.model.rules import Rules
from kpirules.project.books import load_book
from kpirules.project.places import books_under, rules_root
from kpirules.project.stdin import place_of
from kpirules.prose.words import Language
from kpirules.render.terminal import print_diagnostics, print_page
from kpirules.testing.examples import Outcome
from kpirules.testing.running import run_examples
from kpirules.testing.summary import differing, summary
from kpirules.text.source import Source

Wanted = Literal["results", "coverage", "suggest"]
"""What is shown: how examples came out, what they leave untried, or that as examples to confirm."""


class _Ran(Struct):
    """What was run, over several books."""

    outcomes: dict[tuple[str, int, int], Outcome]
    sources: dict[str, Source]
    books: list[tuple[Rules, tuple[Outcome, ...]]]


def test(
    paths: tuple[str, ...],
    rules: str | None,
    lang: Language | None,
    output_format: str,
    *,
    fail_on_empty: bool,
    wanted: Wanted,
) -> int:
    """Run examples and print those that do not come out as expected, or what they leave out."""
    if wanted == "coverage" and output_format not in {"text", "json"}:
        english = "`--coverage` prints text or JSON"
        raise WrongUsage(english, "`--coverage` แสดงผลเป็นข้อความหรือ JSON เท่านั้น")
    if wanted == "suggest" and output_format != "text":
        english = "`--suggest` prints examples to paste into a rule file"
        raise WrongUsage(english, "`--suggest` แสดงตัวอย่างสำหรับวางในแฟ้มกฎเท่านั้น")
    said = lang or spoken()
    ran = _Ran({}, {}, [])
    for path in [*map(place_of, paths)] or [rules_root(rules)]:
        for book in books_under(path):
            loaded = load_book(book)
            if loaded.value is None or has_errors(loaded.findings):
                sources = loaded.value.sources if loaded.value else {}
                told = said or written_in(sources.values())
                return _refuse(loaded.findings, sources, told, output_format)
            _run(loaded.value, ran)
    outcomes = list(ran.outcomes.values())
    told = said or written_in(ran.sources.values())
    if wanted == "coverage":
        from kpirules.cli.coverage import show_coverage  # noqa: PLC0415

        return show_coverage(ran.books, ran.sources, told, output_format)
    if wanted == "suggest":
        from kpirules.cli.suggest import show_suggestions  # noqa: PLC0415

        return show_suggestions(ran.books, told)
    _print(outcomes, ran.sources, told, output_format)
    failed = any(not outcome.passed for outcome in outcomes)
    return FOUND if failed or (fail_on_empty and not outcomes) else CLEAN


def _run(rules: Rules, ran: _Ran) -> None:
    found = run_examples(rules)
    ran.sources.update(found.sources)
    ran.books.append((rules, found.outcomes))
    for outcome in found.outcomes:
        example, case = outcome.example.span, outcome.case
        place = (example.file, example.start, case.row if case is not None else 0)
        ran.outcomes.setdefault(place, outcome)


def _print(
    outcomes: list[Outcome], sources: dict[str, Source], lang: Language, output_format: str
) -> None:
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    match output_format:
        case "json":
            from kpirules.testing.reports import results_data  # noqa: PLC0415

            write_json(results_data(outcomes, sources, lang))
        case "junit":
            from kpirules.testing.reports import junit_xml  # noqa: PLC0415

            write(junit_xml(outcomes, sources, lang))
        case "github":
            from kpirules.render.github import github_commands  # noqa: PLC0415

            write(github_commands([found.describe(lang) for found in findings], sources))
        case _:
            out = console()
            print_diagnostics([found.describe(lang) for found in findings], sources, out, lang)
            print_page((*differing(outcomes, sources, lang), summary(outcomes, lang)), out)


def _refuse(
    findings: tuple[Problem, ...], sources: dict[str, Source], lang: Language, output_format: str
) -> int:
    """Rules that cannot be run, told in the form that was asked for."""
    described = [finding.describe(lang) for finding in findings]
    match output_format:
        case "json":
            from kpirules.render.json import findings_data  # noqa: PLC0415

            write_json({"schema": "kpirules/1", "findings": findings_data(described, sources)})
        case "junit":
            from kpirules.testing.reports import junit_xml  # noqa: PLC0415

            write(junit_xml((), sources, lang, findings))
        case "github":
            from kpirules.render.github import github_commands  # noqa: PLC0415

            write(github_commands(described, sources))
        case _:
            say_findings(findings, sources, lang)
    return REFUSED


def _command(*, coverage: bool, suggest: bool, **options: Any) -> int:  # noqa: ANN401  # as click hands them over
    if coverage and suggest:
        english = "`--coverage` and `--suggest` print different things: give one"
        raise WrongUsage(english, "`--coverage` กับ `--suggest` แสดงผลต่างกัน ใช้ได้ทีละอย่าง")
    wanted: Wanted = "coverage" if coverage else "suggest" if suggest else "results"
    return test(**options, wanted=wanted)


command = Helpful(
    name="test",
    en="Run the examples that stand beside the rules.",
    th="ทดสอบตัวอย่างที่เขียนไว้คู่กับกฎ",
    callback=_command,
    params=[
        click.Argument(["paths"], nargs=-1),
        LANG,
        RULES,
        formats("text", "json", "junit", "github"),
        click.Option(["--fail-on-empty"], is_flag=True),
        click.Option(["--coverage"], is_flag=True),
        click.Option(["--suggest"], is_flag=True),
    ],
    texts={
        "paths": (
            "Files or folders; - is standard input. Otherwise the rules found here.",
            "แฟ้มหรือโฟลเดอร์ เครื่องหมาย - คือข้อมูลนำเข้ามาตรฐาน ถ้าไม่ระบุจะทดสอบกฎที่พบ",
        ),
        "coverage": (
            "Show which edges, rows and policies no example tries; fail where there are any.",
            "แสดงขอบเป้าหมาย แถว และวิธีปฏิบัติที่ยังไม่มีตัวอย่าง ถือว่าไม่ผ่านเมื่อมี",
        ),
        "suggest": (
            "Print examples for what none tries, with computed results to confirm.",
            "แสดงตัวอย่างที่ยังขาด พร้อมผลที่คำนวณได้ ให้ผู้เขียนกฎยืนยัน",
        ),
        "fail_on_empty": ("Fail where there are no examples.", "ถือว่าไม่ผ่านเมื่อไม่มีตัวอย่าง"),
    },
)
