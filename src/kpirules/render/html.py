"""A page as HTML. Every word is escaped and says what it is by its class."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, assert_never

from kpirules.prose.words import Branch, Drawing, Heading, Listing, Paragraph, Table, plain
from kpirules.render.tree import walk
from kpirules.render.visible import revealed, visible
from kpirules.text.breaks import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpirules.prose.words import Block, Kind, Language, Line, Page, Row, Word

_TAG: dict[Kind, str] = {"code": "code", "rule": "code", "strong": "strong"}
_DEEPEST_INDENT = 4

# Thai needs room above and below the letters for its marks, no justified lines and no
# extra space between letters.
STYLESHEET = """\
.kpi { --ink: #1f2328; --soft: #656d76; --line: #d0d7de; --paper: #ffffff;
  --value: #0b5cad; --name: #6639ba; --good: #1a7f37; --bad: #cf222e;
  color: var(--ink); background: var(--paper); line-height: 1.75; text-align: start;
  font-family: Sarabun, "Noto Sans Thai", "Leelawadee UI", Thonburi, system-ui, sans-serif; }
@media (prefers-color-scheme: dark) {
  .kpi { --ink: #e6edf3; --soft: #8d96a0; --line: #3d444d; --paper: #0d1117;
    --value: #6cb6ff; --name: #d2a8ff; --good: #57ab5a; --bad: #ff7b72; } }
body.kpi { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
.kpi h1, .kpi h2, .kpi h3 { line-height: 1.5; }
.kpi p { margin: .4em 0; white-space: pre-wrap; }
.kpi .kpi-indent-1 { margin-inline-start: 1.5em; }
.kpi .kpi-indent-2 { margin-inline-start: 3em; }
.kpi .kpi-indent-3 { margin-inline-start: 4.5em; }
.kpi .kpi-indent-4 { margin-inline-start: 6em; }
.kpi code, .kpi pre { font-family: "Noto Sans Mono", Consolas, "Leelawadee UI", monospace; }
.kpi pre { line-height: 1.5; overflow-x: auto; }
.kpi-value { color: var(--value); font-weight: 600; font-variant-numeric: tabular-nums; }
.kpi-unit { color: var(--value); }
.kpi-name, .kpi-keyword { color: var(--name); }
.kpi-source, .kpi-place, .kpi-muted, .kpi-note { color: var(--soft); }
.kpi-good { color: var(--good); }
.kpi-bad { color: var(--bad); }
.kpi-scroll { overflow-x: auto; }
.kpi table { border-collapse: collapse; margin: 1em 0; }
.kpi th, .kpi td { padding: .3em .7em; text-align: start; vertical-align: top;
  border-bottom: 1px solid var(--line); }
.kpi thead th { vertical-align: bottom; border-bottom-width: 2px; }
.kpi tbody th { font-weight: normal; }
.kpi .kpi-number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.kpi thead .kpi-number { white-space: normal; }
.kpi-whole { white-space: nowrap; }
.kpi tbody th { min-width: 14em; }
.kpi .kpi-section th, .kpi .kpi-total th, .kpi .kpi-total td { font-weight: 700; }
.kpi .kpi-total th, .kpi .kpi-total td { border-top: 2px solid var(--line); }
.kpi-tree, .kpi-tree ul { list-style: none; margin: 0; padding-inline-start: 1.2em; }
.kpi-tree ul { border-inline-start: 1px solid var(--line); }
.kpi-tree summary { cursor: pointer; margin-inline-start: -1.2em; }
.kpi-note { font-size: .92em; }
@media print { .kpi { --paper: #ffffff; --ink: #000000; } .kpi tr { break-inside: avoid; } }
"""


def document(page: Page, *, title: str, lang: Language = "en") -> str:
    """A whole HTML file: the page under its title, with the style inside.

    A page that begins with its own title is not given it twice.
    """
    shown = escape(visible(title))
    match page:
        case (Heading(line=said), *rest) if plain(said) == title:
            page = tuple(rest)
        case _:
            pass
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown}</title>\n<style>\n{STYLESHEET}</style>\n</head>\n"
        f'<body class="kpi">\n<h1>{shown}</h1>\n{fragment(page)}</body>\n</html>\n'
    )


def fragment(page: Page, *, level: int = 2) -> str:
    """The page as elements to be put into `<div class="kpi">`; its headings are of this level."""
    return "".join(f"{_block(block, level)}\n" for block in page)


def line_html(line: Line) -> str:
    """A line as inline elements: `<span class="kpi-value">65.09</span>`."""
    return "".join(map(_word, line))


def _word(word: Word) -> str:
    text = revealed(word.text) if word.kind == "code" else visible(word.text)
    shown = escape(text).replace("\n", "<br>")
    if word.kind == "text":
        return shown
    tag = _TAG.get(word.kind, "span")
    return f'<{tag} class="kpi-{word.kind}">{shown}</{tag}>'


def _block(block: Block, level: int) -> str:
    match block:
        case Paragraph():
            depth = min(block.indent, _DEEPEST_INDENT)
            indent = f' class="kpi-indent-{depth}"' if depth else ""
            return f"<p{indent}>{line_html(block.line)}</p>"
        case Heading():
            return f"<h{level}>{line_html(block.line)}</h{level}>"
        case Listing():
            tag = "ol" if block.numbered else "ul"
            items = "".join(f"<li>{line_html(item)}</li>" for item in block.items)
            return f"<{tag}>{items}</{tag}>"
        case Branch():
            return "".join(_tree(block))
        case Table():
            return "".join(_table(block))
        case Drawing():
            lines = "\n".join(line_html(line) for line in block.lines)
            return f'<pre class="kpi-drawing">{lines}</pre>'
        case _:
            assert_never(block)


def _tree(root: Branch) -> Iterator[str]:
    """Nested lists; a branch with something under it can be folded."""
    yield '<ul class="kpi-tree">'
    ends: list[str] = []  # what closes each branch from the root down to the last one
    for branch, lasts in walk(root):
        while len(ends) > len(lasts):
            yield ends.pop()
        notes = "".join(f'<p class="kpi-note">{line_html(note)}</p>' for note in branch.notes)
        shown = line_html(branch.line)
        if branch.children:
            yield f"<li><details open><summary>{shown}</summary>{notes}<ul>"
            ends.append("</ul></details></li>")
        else:
            yield f"<li>{shown}{notes}"
            ends.append("</li>")
    yield from reversed(ends)
    yield "</ul>"


def _table(table: Table) -> Iterator[str]:
    numbers = [column.align == "right" for column in table.columns]
    yield '<div class="kpi-scroll"><table>'
    if any(column.title for column in table.columns):
        yield "<thead><tr>"
        for column, number in zip(table.columns, numbers, strict=True):
            # Titles are narrow, and browsers take น้ำหนัก apart as ICU does.
            title = WHOLE.sub(r'<span class="kpi-whole">\g<0></span>', line_html(column.title))
            yield f'<th scope="col"{_number(number)}>{title}</th>'
        yield "</tr></thead>"
    yield "<tbody>"
    for index, row in enumerate(table.rows):
        if row.role == "section":
            # Each section is a group of rows, so that its title is read as theirs.
            yield "</tbody><tbody>" if index else ""
            title = line_html(row.cells[0]) if row.cells else ""
            span = f'scope="rowgroup" colspan="{len(numbers)}"'
            yield f'<tr class="kpi-section"><th {span}>{title}</th></tr>'
        else:
            yield from _row(row, numbers)
    yield "</tbody></table></div>"


def _row(row: Row, numbers: list[bool]) -> Iterator[str]:
    yield '<tr class="kpi-total">' if row.role == "total" else "<tr>"
    for at, number in enumerate(numbers):
        shown = line_html(row.cells[at]) if at < len(row.cells) else ""
        tag, scope = ("td", "") if at else ("th", ' scope="row"')
        yield f"<{tag}{scope}{_number(number)}>{shown}</{tag}>"
    yield "</tr>"


def _number(number: bool) -> str:  # noqa: FBT001
    return ' class="kpi-number"' if number else ""
