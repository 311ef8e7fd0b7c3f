"""`kpirules format`: rule files in their one canonical layout, in either language."""

from __future__ import annotations

import os
import sys
from difflib import unified_diff
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from kpirules.cli.failures import WrongUsage
from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken, written_in
from kpirules.cli.options import LANG
from kpirules.cli.output import CLEAN, FOUND, REFUSED, say_findings, write
from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.file_problems import FileNotOpened
from kpirules.diagnostics.reading import read_text
from kpirules.format.formatting import formatted
from kpirules.project.places import books_under, bundled, display_name, rule_files, rules_root
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
    wanted = [*map(place_of, paths)] or [_own_rules()]
    if wanted == [STDIN]:
        return _standard_input(lang, to, check=check, diff=diff)
    ran = _Ran([], [], [])
    for file in dict.fromkeys(each for path in wanted for each in _files(path)):
        _one(file, ran, to, write_it=not check and not diff)
    lang = lang or spoken() or written_in([source for source, _ in ran.changed] + ran.unchanged)
    if diff:
        for source, text in ran.changed:
            _show(source, text)
    else:
        _list(ran, lang, check=check)
    if ran.findings:
        say_findings(ran.findings, {}, lang)
        return REFUSED
    return FOUND if ran.changed and (check or diff) else CLEAN


def _own_rules() -> Path:
    """The rules found here; those that came with the package are nobody's to lay out."""
    root = rules_root(None)
    installed = bundled().name == "_rules"
    if root == bundled() and (installed or Path.cwd() not in (root.parent, *root.parents)):
        english = "there are no rules here: say which files are to be laid out"
        raise WrongUsage(english, "ไม่พบกฎในโฟลเดอร์นี้ โปรดระบุแฟ้มที่ต้องการจัดรูปแบบ")
    return root


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
            _replace(file, text)
        except OSError as error:
            said = error.strerror or str(error)
            ran.findings.append(FileNotOpened(Span(name, 0, 0), "other", said=said))
            return
    ran.changed.append((read.value, text))


def _replace(file: Path, text: str) -> None:
    """Write a file so that whoever reads it meanwhile sees the old text or the new one."""
    file = file.resolve()  # a link stays a link
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8", newline="")
        part.chmod(file.stat().st_mode)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _standard_input(lang: Language | None, to: Column | None, *, check: bool, diff: bool) -> int:
    read = rules_on_stdin()
    if read.value is None:
        return say_findings(read.findings, {}, lang or spoken() or "en")
    text = formatted(read.value, to)
    if diff:
        _show(read.value, text)
    elif not check:
        sys.stdout.write(text)
    return FOUND if text != read.value.text and (check or diff) else CLEAN


def _show(source: Source, text: str) -> None:
    before, after = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    for line in unified_diff(before, after, source.name, source.name):
        sys.stdout.write(line if line.endswith(("\n", "\r")) else f"{line}\n")


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
