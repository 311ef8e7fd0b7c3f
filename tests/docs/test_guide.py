"""The guide: what its pages tell a reader to do is done in order, and the screens are what is seen.

A page is a script. A fenced block with a path writes that file (```kpi rules/indicators.kpi), a
```diff with a path changes it, and a ```console block runs its `$` lines and shows their output.
`pytest tests/docs --reset-golden` writes screens and finished files anew; read the diff.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from kpirules.cli.main import run
from kpirules.format.formatting import formatted
from kpirules.prose.words import Language
from kpirules.text.source import Source

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
FIRST, *LATER = "1-first-rules.md", "2-reading-explanations.md", "3-every-year.md"
OFFICE = "licences"
"""The folder that the reader makes on the first page; the finished one begins the others."""
YEAR = 2570
"""The fiscal year in which the reader sits."""

every_language = pytest.mark.parametrize("lang", ["en", "th"])
every_page = pytest.mark.parametrize("title", [FIRST, *LATER])

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, a terminal of 80 columns that asks for no language, the year of the guide."""
    for variable in ("KPIRULES_LANG", "KPIRULES_RULES", "LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("kpirules.cli.new.fiscal_year", lambda _: YEAR)
    monkeypatch.chdir(tmp_path)


def walk(page: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Do all that a page says, and give it with the screens that were seen."""

    def step(block: re.Match[str]) -> str:
        kind, path, inside = block.groups()
        if kind == "console":
            lines = [line for line in inside.splitlines() if line.startswith("$ ")]
            seen = "".join(f"{line}\n{typed(line.removeprefix('$ '), capsys)}" for line in lines)
            return f"```console\n{seen}```"
        if path is not None and kind == "diff":
            change(Path(path), inside)
        elif path is not None:
            Path(path).write_text(inside, "utf-8")
        return block[0]

    return _BLOCK.sub(step, page.read_text("utf-8"))


def typed(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a reader sees who types a line."""
    match shlex.split(line):
        case ["cd", folder]:
            os.chdir(folder)
        case ["cp", "-r", before, after]:
            shutil.copytree(before, after)
        case ["kpirules", *words, ">", file]:
            Path(file).write_text(printed(words, capsys), "utf-8")
        case ["kpirules", *words]:
            return printed(words, capsys)
        case _:
            pytest.fail(f"nobody knows what `{line}` does")
    return ""


def printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints; no reader of the guide is told to use one wrongly."""
    with pytest.raises(SystemExit) as stopped:
        run(words)
    shown = capsys.readouterr()
    assert stopped.value.code in {0, 1}, shown.err

    return shown.out + shown.err


def change(file: Path, lines: str) -> None:
    """Put what follows + where what follows - was; other lines say where."""
    before, after = (
        "".join(f"{line[1:]}\n" for line in lines.splitlines() if line.startswith((sign, " ")))
        for sign in "-+"
    )
    text = file.read_text("utf-8")
    assert text.count(before) == 1, (file, before)

    file.write_text(text.replace(before, after), "utf-8")


def files(folder: Path) -> dict[str, str]:
    """The text of each file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@every_language
def test_first_rules(
    lang: Language, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    """Who follows the first page has seen its screens, and has the files that lie beside it."""
    desk, page, kept = Path.cwd(), GUIDE / lang / FIRST, GUIDE / lang / OFFICE
    seen = walk(page, capsys)
    made = desk / OFFICE
    if request.config.getoption("--reset-golden"):
        page.write_text(seen, "utf-8")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(made, kept)
        return

    assert seen == page.read_text("utf-8")
    assert files(made) == files(kept)


@every_language
@pytest.mark.parametrize("title", LATER)
def test_later_pages(
    lang: Language,
    title: str,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    """Who goes on with the finished files sees these screens."""
    page = GUIDE / lang / title
    shutil.copytree(GUIDE / lang / OFFICE, OFFICE)
    seen = walk(page, capsys)
    if request.config.getoption("--reset-golden"):
        page.write_text(seen, "utf-8")
        return

    assert seen == page.read_text("utf-8")


@every_language
def test_finished_rules_have_the_layout_of_the_formatter(lang: Language) -> None:
    """In the keywords of the language."""
    for name, text in files(GUIDE / lang / OFFICE).items():
        if name.endswith(".kpi"):
            assert formatted(Source(name, text), lang) == text


@every_language
@every_page
def test_screens_are_80_columns_wide(lang: Language, title: str) -> None:
    """As are the lines that a reader types."""
    blocks = _BLOCK.findall((GUIDE / lang / title).read_text("utf-8"))

    assert [
        line for *_, inside in blocks for line in inside.splitlines() if cell_len(line) > 80
    ] == []


@every_page
def test_both_languages_do_the_same(title: str) -> None:
    """The same commands on the same files, in the same order."""
    english, thai = (
        [
            re.findall(r"^\$ (\w+ \S+)", inside, re.MULTILINE) if kind == "console" else path
            for kind, path, inside in _BLOCK.findall((GUIDE / lang / title).read_text("utf-8"))
            if kind == "console" or path
        ]
        for lang in ("en", "th")
    )

    assert english == thai


@every_language
@pytest.mark.parametrize("title", ["README.md", FIRST, *LATER])
def test_links_lead_somewhere(lang: Language, title: str) -> None:
    """Pages that are linked are there."""
    page = GUIDE / lang / title
    if title == "README.md":
        page = GUIDE / title
    for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link
