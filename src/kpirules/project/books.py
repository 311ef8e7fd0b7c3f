"""Loading a rule book: its files, the files they use, and what was kept of them."""

from __future__ import annotations

from pathlib import Path

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked, has_errors
from kpirules.diagnostics.reading import read_text
from kpirules.model.rules import Rules
from kpirules.project import kept
from kpirules.project.places import display_name, passed_over, rule_files, used_file
from kpirules.project.stdin import STDIN, rules_on_stdin
from kpirules.text.source import Source


def load_book(path: Path) -> Checked[Rules | None]:
    """The rules of a book (a folder of rule files, or one file) and all findings.

    None only when not a single file could be read.
    """
    if path == STDIN:
        return _from_stdin()
    findings: list[Problem] = []
    roots: list[Source] = []
    places: dict[str, Path] = {}
    for file in rule_files(path):
        name = display_name(file)
        read = read_text(file, name)
        findings.extend(read.findings)
        if read.value is not None:
            roots.append(read.value)
            places[name] = file
    if not roots:
        return Checked(None, tuple(findings))
    if findings:
        compiled = compile_book(roots, places)
        return Checked(compiled.value, (*findings, *compiled.findings))
    key = kept.key_of(roots, path)
    before = kept.kept_rules(key)
    if before is not None:
        return Checked(before.value, before.findings)
    passed: list[Path] = []
    compiled = compile_book(roots, places, passed)
    if not any(finding.code in _OF_THE_FOLDER for finding in compiled.findings):
        used = _used(compiled.value, roots, places)
        absent = tuple(kept.Used(str(each), None) for each in dict.fromkeys(passed))
        kept.keep_rules(key, compiled, (*used, *absent))
    return Checked(compiled.value, compiled.findings)


def _from_stdin() -> Checked[Rules | None]:
    read = rules_on_stdin()
    if read.value is None:
        return Checked(None, read.findings)
    checked = load_text(read.value.text, read.value.name)
    return Checked(checked.value, checked.findings)


def _used(rules: Rules, roots: list[Source], places: dict[str, Path]) -> tuple[kept.Used, ...]:
    """The files that were read beside the roots."""
    own = {root.name for root in roots}
    return tuple(
        kept.Used(str(places[name].absolute()), digest)
        for name in rules.sources
        if name not in own and (digest := kept.digest_of(places[name])) is not None
    )


_OF_THE_FOLDER = frozenset(("KPI0001", "KPI0002", "KPI0003", "KPI0004", "KPI0005", "KPI0207"))
"""Findings that other files can mend, so that they must not be remembered."""


def load_text(text: str, name: str = "rules") -> Checked[Rules]:
    """The rules of a text; what it uses is looked for from the current folder."""
    source = Source(name, text)
    return compile_book([source], {name: Path.cwd() / name})


def compile_book(
    roots: list[Source], places: dict[str, Path], passed: list[Path] | None = None
) -> Checked[Rules]:
    """Compile sources; `places` says where each lies and gains the files they use.

    `passed` gains the paths at which a used file was looked for in vain before it was found.
    """
    # Reading rules needs the grammar and the parser; kept rules need neither.
    # This is the one import that waits, so that an explanation starts quickly.
    from kpirules.pipeline import compile_rules  # noqa: PLC0415
    from kpirules.semantics.name_problems import UsedFileMissing  # noqa: PLC0415
    from kpirules.syntax.ast import Use  # noqa: PLC0415

    def fetch(use: Use) -> Checked[Source | None]:
        near = places[use.span.file].parent
        found, looked_in, meant = used_file(use.path.text, near)
        if found is None:
            missing = UsedFileMissing(use.path.span, use.path.text, looked_in, meant)
            return Checked(None, (missing,))
        if passed is not None:
            passed.extend(passed_over(use.path.text, near, found))
        name = display_name(found)
        places.setdefault(name, found)
        return read_text(found, name)

    return compile_rules(roots, fetch)


def is_sound(checked: Checked[Rules | None]) -> bool:
    """Whether a book can be evaluated."""
    return checked.value is not None and not has_errors(checked.findings)
