"""Fixes and layout, for every rule file of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ide.corpus import FILES, ROOT, alone

from kpirules.format.formatting import formatted
from kpirules.ide.actions import can_fix_all, fix_all, quick_fixes
from kpirules.ide.findings import told
from kpirules.ide.formatting import changes, formatting
from kpirules.ide.rename import edited
from kpirules.ide.workspace import Workspace
from kpirules.project.books import load_book
from kpirules.project.mending import mend_book
from kpirules.text.source import Source


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", FILES)
def test_the_layout_is_that_of_the_command(name: str) -> None:
    """The edits, made, give what `kpirules format` writes; a second time there are none."""
    found = alone(name)
    if found is None:
        return
    workspace, path = found
    source = workspace.text(path)
    assert source is not None
    after = edited(source, formatting(workspace, path))

    assert after == formatted(source)

    workspace.set_text(path, after)

    assert formatting(workspace, path) == ()


@pytest.mark.parametrize("name", FILES)
def test_fixing_all_is_what_the_command_does(name: str, tmp_path: Path) -> None:
    """The edits, made, give what `kpirules check --fix` writes."""
    found = alone(name)
    if found is None:
        return
    _, place = found
    file = tmp_path / place.name
    file.write_bytes((ROOT / name).read_bytes())
    workspace = Workspace([tmp_path])
    before = workspace.text(file)
    assert before is not None
    mended = mend_book(file, "en")
    after = edited(before, fix_all(workspace, file, "en"))

    assert after == mended.after[before.name].text
    assert can_fix_all(workspace, file, "en") or after == before.text


@pytest.mark.parametrize("name", [each for each in FILES if "/bad/" in each])
def test_every_fix_is_offered_where_its_finding_is(name: str) -> None:
    """In both languages, and none of them anywhere else."""
    found = alone(name)
    if found is None:
        return
    workspace, path = found
    (findings,) = [each for at, each in workspace.findings().items() if at == path]
    for lang in ("en", "th"):
        for each in told(findings, lang):
            diagnostic, span = each.diagnostic, each.span
            offered = quick_fixes(workspace, path, span.start, span.end, lang)

            assert {fix.edits for fix in diagnostic.fixes} <= {fix.edits for fix in offered}


@pytest.mark.parametrize("folder", ["dsdw/2566", "opdc", "std", "examples/hospital"])
def test_a_book_has_the_findings_of_the_command(folder: str) -> None:
    """The files of a folder and those they use, as `kpirules check` of the folder reads them."""
    home = ROOT / "rules" / folder
    reading = Workspace([ROOT]).reading(home / "any.kpi")

    said, plain = (told(each, "en") for each in (reading.findings, load_book(home).findings))
    assert [each.diagnostic for each in said] == [each.diagnostic for each in plain]


def test_a_used_file_is_felt_by_all_who_use_it() -> None:
    """An edit of the framework shows in the books of the departments, which are not open."""
    workspace = Workspace([ROOT])
    framework = ROOT / "rules" / "opdc" / "2566.kpi"
    text = framework.read_text("utf-8")
    workspace.set_text(framework, text)
    assert not any(workspace.findings().values())

    workspace.set_text(framework, text.replace("สามระดับ", "สี่ระดับ").replace("three-level", "four"))
    wrong = {path.name for path, findings in workspace.findings().items() if findings}

    assert "indicators.kpi" in wrong

    workspace.set_text(framework, text)

    assert not any(workspace.findings().values())


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "a\n"), ("a\n", ""), ("a\nb\nc", "a\nc"), ("a\r\nb", "a\r\nb\n"), ("x", "x")],
)
def test_changes_make_one_text_the_other(before: str, after: str) -> None:
    """Whatever stands at its end."""
    source = Source("a.kpi", before)

    assert edited(source, changes(source, after)) == after


def test_files_that_come_and_go_are_seen_at_the_next_edit(tmp_path: Path) -> None:
    """Also by an editor that is told nothing of the disk."""
    workspace = Workspace([tmp_path])
    workspace.set_text(tmp_path / "a.kpi", "value v\n  formula f + 1\n")
    assert [each.code for each in workspace.reading(tmp_path / "a.kpi").findings] == ["KPI0201"]

    fact = tmp_path / "fact.kpi"
    fact.write_text("fact f\n", "utf-8")
    workspace.set_text(tmp_path / "a.kpi", "value v\n  formula f + 2\n")
    assert workspace.reading(tmp_path / "a.kpi").findings == ()

    fact.unlink()
    workspace.set_text(tmp_path / "a.kpi", "value v\n  formula f + 3\n")
    assert [each.code for each in workspace.reading(tmp_path / "a.kpi").findings] == ["KPI0201"]
