"""A page as Markdown: CommonMark, with the tables of GitHub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never
from unicodedata import category

from kpirules.prose.words import Branch, Drawing, Heading, Listing, Paragraph, Table
from kpirules.render.tree import walk
from kpirules.render.visible import revealed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpirules.prose.words import Block, Line, Page, Row, Word

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$]")
# What would make a block of its own at the start of a line: a heading, a list, a rule.
_OPENING = re.compile(r"(?m)^( *)(?:([-+=#])(?=[-+=#\s]|$)|(\d{1,9})([.)])(?=\s|$))")
_TICKS = re.compile("`+")


def markdown(page: Page) -> str:
    """The page as Markdown, blocks apart by empty lines."""
    parts: list[str] = []
    for index, block in enumerate(page):
        if index and _runs_on(page[index - 1], block):
            parts.append("<!-- -->")
        parts.append(_block(block))
    return "".join(f"{part}\n\n" for part in parts if part).rstrip("\n") + "\n" if parts else ""


def line_markdown(line: Line) -> str:
    """A line as inline Markdown, with everything escaped that means something there."""
    words = [word for word in line if word.text]
    shown = ""
    for index, word in enumerate(words):
        after = words[index + 1].text if index + 1 < len(words) else ""
        shown += _word(word, shown, after)
    rows = (row.strip(" ") for row in _OPENING.sub(_disarmed, shown).split("\n"))
    return "\\\n".join(row for row in rows if row)


def _word(word: Word, before: str, after: str) -> str:
    if word.kind in {"code", "rule", "keyword"}:
        # Two code spans side by side would share their backticks.
        return ("<!-- -->" if before.endswith("`") else "") + _span(revealed(word.text))
    text = _SPECIAL.sub(r"\\\g<0>", visible(word.text))
    if word.kind in {"strong", "bad"} and _may_be_strong(word.text, before, after):
        return f"**{text}**"
    return text


def _may_be_strong(text: str, before: str, after: str) -> bool:
    """Whether CommonMark would read asterisks here as the ends of emphasis.

    Thai has no spaces round words, and beside a letter the asterisks must have
    a letter on their inner side, too.
    """
    if text[0].isspace() or text[-1].isspace() or before.endswith("*"):
        return False
    opens = _is_letter(text[0]) or not _is_letter(before[-1:])
    closes = _is_letter(text[-1]) or not _is_letter(after[:1])
    return opens and closes


def _is_letter(text: str) -> bool:
    """What CommonMark counts as neither space nor punctuation: Thai marks, too."""
    return bool(text) and not text.isspace() and category(text)[0] not in "PS"


def _span(text: str) -> str:
    """A code span, with a fence longer than any run of backticks within."""
    inner = text.replace("\n", " ")
    longest = max(map(len, _TICKS.findall(inner)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if inner.startswith(("`", " ")) or inner.endswith(("`", " ")) else ""
    return f"{fence}{edge}{inner}{edge}{fence}"


def _disarmed(found: re.Match[str]) -> str:
    space, sign, number, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            shown = line_markdown(block.line)
            return "&emsp;" * block.indent + shown if shown else ""
        case Heading():
            return "## " + line_markdown(block.line).replace("\\\n", " ")
        case Listing():
            signs = [f"{at}. " if block.numbered else "- " for at in range(1, len(block.items) + 1)]
            return "\n".join(map(_item, signs, map(line_markdown, block.items)))
        case Branch():
            return "\n".join(_tree(block))
        case Table():
            return "\n".join(_table(block))
        case Drawing():
            lines = "\n".join(revealed(_bare(line)) for line in block.lines)
            longest = max(map(len, _TICKS.findall(lines)), default=0)
            fence = "`" * max(3, longest + 1)
            return f"{fence}text\n{lines}\n{fence}"
        case _:
            assert_never(block)


def _bare(line: Line) -> str:
    return "".join(word.text for word in line)


def _item(sign: str, text: str) -> str:
    return sign + text.replace("\n", "\n" + " " * len(sign))


def _tree(root: Branch) -> Iterator[str]:
    """Nested lists; remarks stand in the item of their branch, each on its line."""
    for branch, lasts in walk(root):
        lines = [line_markdown(line) for line in (branch.line, *branch.notes)]
        item = _item("- ", "\\\n".join(line for line in lines if line))
        yield "\n".join("  " * len(lasts) + row for row in item.split("\n"))


def _table(table: Table) -> Iterator[str]:
    yield _row([_cell(column.title) for column in table.columns])
    yield _row(["--:" if column.align == "right" else ":--" for column in table.columns])
    for row in table.rows:
        yield _row(_cells(row, len(table.columns)))


def _cells(row: Row, count: int) -> list[str]:
    cells = [_cell(cell) for cell in row.cells][:count]
    if row.role != "row":
        # A cell begins and ends with a space or a bar, so that asterisks always work there.
        cells = [f"**{cell}**" if cell and "**" not in cell else cell for cell in cells]
    return cells + [""] * (count - len(cells))


def _cell(line: Line) -> str:
    """A cell: no line ends, and no bar that would divide it, not even in a code span."""
    shown = line_markdown(line).replace("\\\n", "<br>")
    return re.sub(r"(?<!\\)\|", r"\|", shown)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _runs_on(before: Block, block: Block) -> bool:
    """Whether Markdown would read the two lists as one."""
    lists = (Listing, Branch)
    return isinstance(before, lists) and isinstance(block, lists)
