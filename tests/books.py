"""Reading rule books that exist as texts only."""

from __future__ import annotations

from kpirules.diagnostics.codes import severity_of
from kpirules.diagnostics.findings import Checked
from kpirules.model.rules import Rules
from kpirules.pipeline import compile_rules
from kpirules.syntax.ast import Use
from kpirules.text.source import Source


def read(files: dict[str, str]) -> Checked[Rules]:
    """The rules of `main.kpi` and what it uses, files by the names that `use` gives."""

    def fetch(use: Use) -> Checked[Source | None]:
        return Checked(Source(use.path.text, files[use.path.text]))

    return compile_rules([Source("main.kpi", files["main.kpi"])], fetch)


def read_text(text: str) -> Checked[Rules]:
    """The rules of one text."""
    return read({"main.kpi": text})


def said(checked: Checked[Rules]) -> list[str]:
    """The findings, a line each."""
    sources = checked.value.sources
    return [
        f"{finding.span.file}:{sources[finding.span.file].place(finding.span.start).line} "
        f"{finding.code} {finding}"
        for finding in checked.findings
    ]


def errors_said(checked: Checked[Rules]) -> list[str]:
    """The findings that are errors: generated rules may compare what needs no comparing."""
    return [line for line in said(checked) if severity_of(line.split()[1]) == "error"]


def read_folder(roots: dict[str, str], library: dict[str, str]) -> Checked[Rules]:
    """The rules of some files, and of those in the library that they use: beside them, or by any path's end."""

    def fetch(use: Use) -> Checked[Source | None]:
        beside = f"{use.span.file.rpartition('/')[0]}/{use.path.text}".lstrip("/")
        ends = (name for name in library if f"/{name}".endswith(f"/{use.path.text}"))
        name = beside if beside in library else next(ends)
        return Checked(Source(name, library[name]))

    return compile_rules([Source(name, text) for name, text in roots.items()], fetch)
