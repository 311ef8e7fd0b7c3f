"""`kpirules format`: rule files in their one canonical layout, in either language."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken, written_in
from kpirules.cli.options import LANG
from kpirules.cli.output import CLEAN, FOUND, REFUSED, say_findings, write
from kpirules.cli.rewriting import own_rules, replace_file, show_difference
from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.file_problems import FileNotOpened
from kpirules.diagnostics.reading import read_text
from kpirules.format.formatting import formatted
from kpirules.project.places import books_under, display_name, rule_files
from kpirules.project.stdin import STDIN, place_of, rules_on_stdin
from kpirules.prose.words import Language
from kpirules.syntax.grammar import Column
from kpirules.text.source import Source
from kpirules.text.span import Span


class _Ran(Struct):
    """What became of each file."""

    changed: list[tuple[Source, str]]
    unchanged: list[Source]
    findings: list[Problem]


def format_(
    paths: tuple[str, ...],
    lang: Language | None,
    check: bool,  # noqa: FBT001  # as click hands it over
    diff: bool,  # noqa: FBT001
    to: Column | None,
) -> int:
    """Lay rule files out; write them, or with `check` or `diff` only say what would change."""
    wanted = [*map(place_of, paths)] or [own_rules()]
    if wanted == [STDIN]:
        return _standard_input(lang, to, check=check, diff=diff)
    ran = _Ran([], [], [])
    for file in dict.fromkeys(each for path in wanted for each in _files(path)):
        _one(file, ran, to, write_it=not check and not diff)
    lang = lang or spoken() or written_in([source for source, _ in ran.changed] + ran.unchanged)
    if diff:
        for source, text in ran.changed:
            show_difference(source, text)
    else:
        _list(ran, lang, check=check)
    if ran.findings:
        say_findings(ran.findings, {}, lang)
        return REFUSED
    return FOUND if ran.changed and (check or diff) else CLEAN


def _files(path: Path) -> list[Path]:
    return [file for book in books_under(path) for file in rule_files(book)]


def _one(file: Path, ran: _Ran, to: Column | None, *, write_it: bool) -> None:
    name = display_name(file)
    read = read_text(file, name)
    ran.findings.extend(read.findings)
    if read.value is None or read.findings:
        return
    text = formatted(read.value, to)
    if text == read.value.text:
        ran.unchanged.append(read.value)
        return
    if write_it:
        try:
            replace_file(file, text)
        except OSError as error:
            said = error.strerror or str(error)
            ran.findings.append(FileNotOpened(Span(name, 0, 0), "other", said=said))
            return
    ran.changed.append((read.value, text))


def _standard_input(lang: Language | None, to: Column | None, *, check: bool, diff: bool) -> int:
    read = rules_on_stdin()
    if read.value is None:
        return say_findings(read.findings, {}, lang or spoken() or "en")
    text = formatted(read.value, to)
    if diff:
        show_difference(read.value, text)
    elif not check:
        sys.stdout.write(text)
    return FOUND if text != read.value.text and (check or diff) else CLEAN


def _list(ran: _Ran, lang: Language, *, check: bool) -> None:
    for source, _ in ran.changed:
        write(source.name)
    changed, same = len(ran.changed), len(ran.unchanged)
    if lang == "th":
        done = "ควรจัดรูปแบบใหม่" if check else "จัดรูปแบบใหม่แล้ว"
        write(f"{done} {changed} แฟ้ม เรียบร้อยอยู่แล้ว {same} แฟ้ม")
        return
    files = "1 file" if changed == 1 else f"{changed} files"
    done = "would be laid out anew" if check else "laid out anew"
    write(f"{files} {done}, {same} left as {'it is' if same == 1 else 'they are'}")


def _command(**options: Any) -> int:  # noqa: ANN401  # as click hands them over
    return format_(**options)


command = Helpful(
    name="format",
    en="Lay out rule files: indents, columns, empty lines. What they say stays the same.",
    th="จัดรูปแบบแฟ้มกฎ ทั้งการย่อหน้า คอลัมน์ และบรรทัดว่าง โดยไม่เปลี่ยนความหมาย",
    callback=_command,
    params=[
        click.Argument(["paths"], nargs=-1, metavar="[PATH]..."),
        click.Option(["--check"], is_flag=True),
        click.Option(["--diff"], is_flag=True),
        click.Option(["--to"], type=click.Choice(["en", "th"])),
        LANG,
    ],
    texts={
        "paths": (
            "Files or folders of rules; - is standard input, laid out on standard output.",
            "แฟ้มหรือโฟลเดอร์ของกฎ เครื่องหมาย - หมายถึงอ่านจากช่องรับเข้าแล้วแสดงผลออกทางช่องส่งออก",
        ),
        "check": (
            "Change nothing; exit 1 when a file would change.",
            "ไม่แก้แฟ้ม จบด้วยรหัส 1 ถ้ามีแฟ้มที่ควรแก้",
        ),
        "diff": ("Change nothing; show what would change.", "ไม่แก้แฟ้ม แสดงเฉพาะส่วนที่จะเปลี่ยน"),
        "to": ("Write the keywords in this language.", "เขียนคำสำคัญเป็นภาษานี้"),
    },
)
