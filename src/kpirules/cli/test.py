"""`kpirules test`: run the examples that stand beside the rules."""

from __future__ import annotations

from typing import Any

import click
from msgspec import Struct

from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken, written_in
from kpirules.cli.options import LANG, RULES, formats
from kpirules.cli.output import CLEAN, FOUND, REFUSED, console, say_findings, write, write_json
from kpirules.diagnostics.findings import has_errors
from kpirules.model.rules import Rules
from kpirules.project.books import load_book
from kpirules.project.places import books_under, rules_root
from kpirules.project.stdin import place_of
from kpirules.prose.words import (
    Language,
    Line,
    Page,
    Paragraph,
    Word,
    code,
    line,
    muted,
    say,
    value,
)
from kpirules.render.terminal import print_diagnostics, print_page
from kpirules.testing.examples import Outcome
from kpirules.testing.running import run_examples
from kpirules.text.source import Source


class _Ran(Struct):
    """What was run, over several books."""

    outcomes: dict[tuple[str, int, int], Outcome]
    sources: dict[str, Source]


def test(
    paths: tuple[str, ...],
    rules: str | None,
    lang: Language | None,
    output_format: str,
    fail_on_empty: bool,  # noqa: FBT001  # as click hands it over
) -> int:
    """Run examples and print those that do not come out as expected."""
    said = lang or spoken()
    ran = _Ran({}, {})
    for path in [*map(place_of, paths)] or [rules_root(rules)]:
        for book in books_under(path):
            loaded = load_book(book)
            if loaded.value is None or has_errors(loaded.findings):
                sources = loaded.value.sources if loaded.value else {}
                say_findings(loaded.findings, sources, said or written_in(sources.values()))
                return REFUSED
            _run(loaded.value, ran)
    outcomes = list(ran.outcomes.values())
    lang = said or written_in(ran.sources.values())
    if output_format == "json":
        write_json(_data(outcomes))
    elif output_format == "junit":
        _junit(outcomes)
    else:
        _report(outcomes, ran, lang)
    failed = any(not outcome.passed for outcome in outcomes)
    return FOUND if failed or (fail_on_empty and not outcomes) else CLEAN


def _run(rules: Rules, ran: _Ran) -> None:
    found = run_examples(rules)
    ran.sources.update(found.sources)
    for outcome in found.outcomes:
        example, case = outcome.example.span, outcome.case
        place = (example.file, example.start, case.row if case is not None else 0)
        ran.outcomes.setdefault(place, outcome)


def _report(outcomes: list[Outcome], ran: _Ran, lang: Language) -> None:
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    out = console()
    print_diagnostics([found.describe(lang) for found in findings], ran.sources, out, lang)
    print_page((*_differing(outcomes, ran, lang), _summary(outcomes, lang)), out)


def _differing(outcomes: list[Outcome], ran: _Ran, lang: Language) -> Page:
    """Expectations that hold although a report prints another figure."""
    rows: list[Line] = []
    remarks: dict[int, Line] = {}
    for outcome in outcomes:
        for wanted in outcome.differing:
            source = ran.sources.get(wanted.span.file)
            number = source.place(wanted.span.start).line if source else 0
            asked = source.excerpt(wanted.target.span) if source else wanted.target.name
            rows.append(
                say(
                    lang,
                    en="{place}  {asked}: computed {ours}, published {theirs}",
                    th="{place}  {asked}: คำนวณได้ {ours} เผยแพร่ว่า {theirs}",
                    place=Word("place", f"{wanted.span.file}:{number}"),
                    asked=code(asked),
                    ours=value(getattr(wanted.value, "written", "")),
                    theirs=value(wanted.published_written or ""),
                )
            )
            if wanted.remark:
                remarks[len(rows) - 1] = line(muted(wanted.remark))
    if not rows:
        return ()
    title = say(
        lang,
        en="published figures that differ from the computed ones:",
        th="ค่าที่เผยแพร่ซึ่งต่างจากค่าที่คำนวณได้:",
    )
    shown: list[Paragraph] = []
    for index, row in enumerate(rows):
        shown.append(Paragraph(row, 1))
        if index in remarks:
            shown.append(Paragraph(remarks[index], 2))
    return (Paragraph(title), *shown, Paragraph(line("")))


def _summary(outcomes: list[Outcome], lang: Language) -> Paragraph:
    passed = sum(outcome.passed for outcome in outcomes)
    checks = sum(len(outcome.checks) for outcome in outcomes)
    differing = sum(len(outcome.differing) for outcome in outcomes)
    failed = len(outcomes) - passed
    said = say(
        lang,
        en="{passed} examples as expected ({checks} figures), {failed} not; "
        "{differing} published figures differ",
        th="ตัวอย่างตรงตามที่คาด {passed} รายการ ({checks} ค่า) ไม่ตรง {failed} รายการ "
        "ค่าที่เผยแพร่ต่างจากที่คำนวณ {differing} ค่า",
        passed=Word("good", str(passed)),
        checks=str(checks),
        failed=Word("bad" if failed else "muted", str(failed)),
        differing=str(differing),
    )
    return Paragraph(said)


def _data(outcomes: list[Outcome]) -> dict[str, Any]:
    return {
        "schema": "kpirules/1",
        "examples": [
            {
                "name": outcome.example.name,
                "label": outcome.example.label,
                "file": outcome.example.span.file,
                "passed": outcome.passed,
                "figures": len(outcome.checks),
                "findings": [
                    "".join(word.text for word in found.describe("en").headline)
                    for found in outcome.findings
                ],
            }
            for outcome in outcomes
        ],
    }


def _junit(outcomes: list[Outcome]) -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415  # only this output needs it

    suite = ET.Element(
        "testsuite",
        name="kpirules",
        tests=str(len(outcomes)),
        failures=str(sum(not outcome.passed for outcome in outcomes)),
    )
    for outcome in outcomes:
        example = outcome.example
        case = ET.SubElement(suite, "testcase", classname=example.span.file, name=example.name)
        for found in outcome.findings:
            said = "".join(word.text for word in found.describe("en").headline)
            ET.SubElement(case, "failure", message=said)
    write(ET.tostring(suite, encoding="unicode", xml_declaration=True))


def _command(**options: Any) -> int:  # noqa: ANN401  # as click hands them over
    return test(**options)


command = Helpful(
    name="test",
    en="Run the examples that stand beside the rules.",
    th="ทดสอบตัวอย่างที่เขียนไว้คู่กับกฎ",
    callback=_command,
    params=[
        click.Argument(["paths"], nargs=-1),
        LANG,
        RULES,
        formats("text", "json", "junit"),
        click.Option(["--fail-on-empty"], is_flag=True),
    ],
    texts={
        "paths": (
            "Files or folders; - is standard input. Otherwise the rules found here.",
            "แฟ้มหรือโฟลเดอร์ เครื่องหมาย - คือข้อมูลนำเข้ามาตรฐาน ถ้าไม่ระบุจะทดสอบกฎที่พบ",
        ),
        "fail_on_empty": ("Fail where there are no examples.", "ถือว่าไม่ผ่านเมื่อไม่มีตัวอย่าง"),
    },
)
