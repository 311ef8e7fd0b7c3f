"""`kpirules rule CODE`: the page of a diagnostic."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken
from kpirules.cli.options import LANG
from kpirules.cli.output import CLEAN, REFUSED, console, write
from kpirules.diagnostics.codes import CODES
from kpirules.prose.words import (
    Column,
    Drawing,
    Heading,
    Language,
    Page,
    Paragraph,
    Row,
    Table,
    Word,
    line,
    strong,
)
from kpirules.prose.words import (
    code as quoted,
)
from kpirules.render.terminal import print_page


def rule(code: str | None, lang: Language | None) -> int:
    """Print the page of a code, or the list of all codes."""
    lang = lang or spoken() or "en"
    if code is None:
        print_page(_list(lang), console())
        return CLEAN
    wanted = code.upper()
    if wanted not in CODES:
        close = get_close_matches(wanted, CODES, n=1)
        meant = f" – {close[0]}?" if close else ""
        write(f"there is no code {code}{meant}" if lang == "en" else f"ไม่มีรหัส {code}{meant}")
        return REFUSED
    print_page(page_of(wanted, lang), console())
    return CLEAN


def page_of(code: str, lang: Language) -> Page:
    """The page of a code in one language."""
    text = (folder() / f"{code}.md").read_text("utf-8")
    titles = text.splitlines()[0].removeprefix("# ").split(" · ")
    title = f"{titles[0]} · {titles[2 if lang == 'th' else 1]}"
    section = text.split("## ไทย")[1 if lang == "th" else 0]
    if lang == "en":
        section = section.split("## English", 1)[1]
    return (Heading(line(title)), *_blocks(section.splitlines()))


def folder() -> Path:
    """Where the pages lie: in the installed package, or in `docs` of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_errors"
    return inside if inside.is_dir() else package.parents[1] / "docs" / "errors"


def _list(lang: Language) -> Page:
    rows = tuple(
        Row((line(strong(entry.code)), line(entry.en if lang == "en" else entry.th)))
        for entry in CODES.values()
    )
    titles = ("code", "title") if lang == "en" else ("รหัส", "เรื่อง")
    return (Table(tuple(Column(line(title)) for title in titles), rows),)


def _blocks(rows: list[str]) -> list[Heading | Paragraph | Drawing]:
    """The few shapes of Markdown that the pages use: headings, paragraphs, code."""
    blocks: list[Heading | Paragraph | Drawing] = []
    paragraph: list[str] = []
    quoted_rows: list[str] = []
    fence = ""

    def close() -> None:
        if paragraph:
            blocks.append(Paragraph(_inline(" ".join(paragraph))))
            paragraph.clear()

    for row in rows:
        if fence and row != fence:
            quoted_rows.append(f"  {row}")
        elif fence:
            blocks.append(Drawing(tuple(line(Word("rule", said)) for said in quoted_rows)))
            quoted_rows, fence = [], ""
        elif row.startswith("```"):
            close()
            # A longer fence shows a document that has fences of its own.
            fence = "`" * (len(row) - len(row.lstrip("`")))
        elif row.startswith("### "):
            close()
            blocks.append(Heading(line(row.removeprefix("### "))))
        elif row.startswith(("- ", "* ")):
            close()
            paragraph.append(f"• {row[2:]}")
        elif row.strip():
            paragraph.append(row.strip())
        else:
            close()
    close()
    return blocks


def _inline(text: str) -> tuple[Word, ...]:
    parts = text.replace("**", "").split("`")
    return line(*(quoted(part) if index % 2 else part for index, part in enumerate(parts)))


def _command(**options: Any) -> int:  # noqa: ANN401  # as click hands them over
    return rule(**options)


command = Helpful(
    name="rule",
    en="Print the page of a code such as KPI0302; without a code, list them all.",
    th="แสดงหน้าคำอธิบายของรหัส เช่น KPI0302 ถ้าไม่ระบุรหัสจะแสดงทั้งหมด",
    callback=_command,
    params=[click.Argument(["code"], required=False), LANG],
    texts={"code": ("The code.", "รหัส")},
)
