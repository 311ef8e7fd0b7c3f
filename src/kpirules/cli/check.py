"""`kpirules check`: all findings of rule files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpirules.cli.failures import WrongUsage
from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken, written_in
from kpirules.cli.options import LANG, RULES, formats
from kpirules.cli.output import CLEAN, FOUND, REFUSED, console, write, write_json
from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.diagnostics.findings import has_errors
from kpirules.project.books import load_book
from kpirules.project.places import books_under, display_name, rule_files, rules_root
from kpirules.project.stdin import STDIN, place_of
from kpirules.prose.words import Language, plain
from kpirules.render.terminal import print_concise, print_diagnostics, print_page
from kpirules.text.source import Source

if TYPE_CHECKING:
    from kpirules.model.rules import Rules
    from kpirules.project.mending import Mend


def check(  # as click hands them over
    paths: tuple[str, ...],
    rules: str | None,
    lang: Language | None,
    output_format: str,
    *,
    fix: bool = False,
    diff: bool = False,
    watch: bool = False,
    aloud: bool = False,
) -> int:
    """Check rule files and print what is wrong with them; mend them, or check again, if asked."""
    if aloud and (fix or diff or output_format not in {"full", "json"}):
        english = (
            "`--aloud` goes with `--output-format full` or `json`, and not with `--fix` or `--diff`"
        )
        thai = (
            "`--aloud` ใช้กับ `--output-format full` หรือ `json` และใช้ร่วมกับ `--fix` หรือ `--diff` ไม่ได้"
        )
        raise WrongUsage(english, thai)
    wanted = [*map(place_of, paths)]
    if STDIN in wanted and (fix or diff or watch):
        english = "`--fix`, `--diff` and `--watch` need files: standard input cannot be written"
        thai = "`--fix` `--diff` และ `--watch` ใช้กับแฟ้มเท่านั้น ใช้กับข้อมูลนำเข้ามาตรฐานไม่ได้"
        raise WrongUsage(english, thai)
    if not wanted:
        wanted = [_own(rules) if fix else rules_root(rules)]
    if watch:
        from kpirules.cli.watching import watch as repeat  # noqa: PLC0415

        waiting = (
            "ตรวจแล้ว รอการบันทึกแฟ้ม (กด Ctrl+C เพื่อหยุด)"
            if (lang or spoken()) == "th"
            else "checked; waiting for a file to be saved (Ctrl+C ends)"
        )
        return repeat(wanted, lambda: _once(wanted, lang, output_format, fix, diff, aloud), waiting)
    return _once(wanted, lang, output_format, fix, diff, aloud)


def _own(rules: str | None) -> Path:
    from kpirules.cli.rewriting import own_rules  # noqa: PLC0415

    return place_of(rules) if rules else own_rules()


def _once(
    paths: list[Path],
    lang: Language | None,
    output_format: str,
    fix: bool,  # noqa: FBT001
    diff: bool,  # noqa: FBT001
    aloud: bool,  # noqa: FBT001
) -> int:
    found = _Found({}, {}, set())
    for path in paths:
        if fix or diff:
            found.mend(path, lang, write_it=not diff)
        else:
            found.look_at(path)
    findings = found.ordered()
    lang = lang or spoken() or written_in(found.sources.values())
    if diff:
        return FOUND if found.mends or has_errors(findings) else CLEAN
    if found.mends and output_format in {"full", "concise"}:
        from kpirules.cli.mending import say_mends  # noqa: PLC0415

        say_mends(found.mends, lang)
    said = _aloud(found, lang, output_format) if aloud else None
    _print([finding.describe(lang) for finding in findings], found, lang, output_format, said)
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
        self.mends: list[Mend] = []
        self.books: list[tuple[Rules, frozenset[str]]] = []

    def look_at(self, path: Path) -> None:
        for book in books_under(path):
            checked = load_book(book)
            self.files.update(str(file) for file in rule_files(book))
            self._add(checked.findings, checked.value.sources if checked.value else {})
            if checked.value is not None:
                own = frozenset(map(display_name, rule_files(book)))
                self.books.append((checked.value, own))

    def mend(self, path: Path, lang: Language | None, *, write_it: bool) -> None:
        from kpirules.cli.mending import mend  # noqa: PLC0415

        for book in books_under(path):
            self.files.update(str(file) for file in rule_files(book))
            mended, unwritten = mend(book, lang or spoken() or "en", write_it=write_it)
            self.mends.extend(mended.mends)
            self._add((*mended.findings, *unwritten), mended.sources)

    def _add(self, findings: tuple[Problem, ...], sources: dict[str, Source]) -> None:
        self.sources.update(sources)
        for finding in findings:
            headline = plain(finding.describe("en").headline)
            self.findings.setdefault((finding.code, finding.span, headline), finding)

    def ordered(self) -> list[Problem]:
        return sorted(
            self.findings.values(), key=lambda finding: (finding.span.file, finding.span.start)
        )


def _aloud(found: _Found, lang: Language, output_format: str) -> list[dict[str, object]]:
    """The declarations as they were understood: printed, or as data for JSON."""
    from kpirules.cli.aloud import aloud_data, aloud_page, books_aloud  # noqa: PLC0415

    said, sources = books_aloud(found.books, lang)
    if output_format == "full":
        print_page(aloud_page(said, sources), console())
    return aloud_data(said, sources)


def _print(
    diagnostics: list[Diagnostic],
    found: _Found,
    lang: Language,
    output_format: str,
    aloud: list[dict[str, object]] | None,
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
                    **({} if aloud is None else {"aloud": aloud}),
                }
            )
        case "github":
            from kpirules.render.github import github_commands  # noqa: PLC0415

            write(github_commands(diagnostics, found.sources))
        case _:
            from kpirules.render.sarif import sarif_log  # noqa: PLC0415

            write_json(sarif_log(diagnostics, found.sources))


def _summary(findings: list[Problem], found: _Found, lang: Language) -> None:
    files, mended = len(found.files), len(found.mends)
    if not findings:
        text = f"{files} files, nothing wrong" if lang == "en" else f"{files} แฟ้ม ไม่พบข้อผิดพลาด"
    elif lang == "en":
        many = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
        text = f"{many} in {files} files; `kpirules rule CODE` explains a code"
    else:
        text = f"พบ {len(findings)} รายการใน {files} แฟ้ม ดูคำอธิบายด้วย `kpirules rule CODE`"
    if mended:
        text = f"{mended} mended; {text}" if lang == "en" else f"แก้แล้ว {mended} รายการ {text}"
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
        click.Option(["--fix"], is_flag=True),
        click.Option(["--diff"], is_flag=True),
        click.Option(["--watch"], is_flag=True),
        click.Option(["--aloud"], is_flag=True),
    ],
    texts={
        "fix": (
            "Mend what can be mended without changing what other lines mean; say the rest.",
            "แก้สิ่งที่แก้ได้โดยไม่เปลี่ยนความหมายของบรรทัดอื่น แล้วแจ้งส่วนที่เหลือ",
        ),
        "diff": (
            "Change nothing; show what --fix would change.",
            "ไม่แก้แฟ้ม แสดงเฉพาะส่วนที่ --fix จะแก้",
        ),
        "watch": (
            "Check again whenever a file is saved, until Ctrl+C.",
            "ตรวจใหม่ทุกครั้งที่บันทึกแฟ้ม จนกว่าจะกด Ctrl+C",
        ),
        "aloud": (
            "Read each declaration aloud first, as it was understood.",
            "อ่านแต่ละรายการเป็นประโยคก่อน ตามที่โปรแกรมเข้าใจ",
        ),
        "paths": (
            "Files or folders; - is standard input. Otherwise the rules found here.",
            "แฟ้มหรือโฟลเดอร์ เครื่องหมาย - คือข้อมูลนำเข้ามาตรฐาน ถ้าไม่ระบุจะตรวจกฎที่พบ",
        ),
    },
)
