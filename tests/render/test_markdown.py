"""Markdown: what a reader of CommonMark gets is what was said."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kpirules.prose.words import (
    Branch,
    Column,
    Drawing,
    Heading,
    Line,
    Listing,
    Page,
    Paragraph,
    Row,
    Table,
    Word,
    code,
    line,
    strong,
    value,
)
from kpirules.render.markdown import markdown

NASTY = ["# no", "- no", "1. no", "+", "---", "*a*", "_b_", "`c`", "<i>", "&amp;", "a|b", "[x](y)"]
TEXTS = st.lists(
    st.sampled_from([*NASTY, "ร้อยละ", " ", "77.92", "\\", "~~", "==", "("]), max_size=6
)
LINES = st.lists(
    st.builds(
        lambda kind, parts: Word(kind, "".join(parts)),
        st.sampled_from(["text", "value", "code", "strong", "keyword"]),
        TEXTS,
    ),
    max_size=4,
).map(tuple)


class _Text(HTMLParser):
    """The text of HTML, and the elements in it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)


def read(text: str) -> _Text:
    """What a Markdown reader makes of it."""
    parser = _Text()
    parser.feed(MarkdownIt("commonmark").enable("table").render(text))
    return parser


def bare(words: Line) -> str:
    """The text of a line, without spaces."""
    return "".join("".join(word.text for word in words).split())


def test_a_page_in_markdown() -> None:
    """Headings, lists, trees as nested lists, tables, drawings."""
    page: Page = (
        Heading(line("ผลการประเมิน")),
        Paragraph(line("อยู่ใน", strong("ระดับคุณภาพ"), " ", code("total"), " = 95.58")),
        Listing((line("one"), line("two")), numbered=True),
        Branch(line("total"), (line("why"),), (Branch(line("part"), (), (Branch(line("leaf")),)),)),
        Table(
            (Column(line("name")), Column(line("score"), "right")),
            (
                Row((line("section"),), "section"),
                Row((line("a|b"), line(value("7.5")))),
                Row((line("total"), line(value("7.5"))), "total"),
            ),
        ),
        Drawing((line("0 ── 50"), line("   ▲"))),
    )

    assert (
        markdown(page)
        == """\
## ผลการประเมิน

อยู่ใน**ระดับคุณภาพ** `total` = 95.58

1. one
2. two

<!-- -->

- total\\
  why
  - part
    - leaf

| name | score |
| :-- | --: |
| **section** |  |
| a\\|b | 7.5 |
| **total** | **7.5** |

```text
0 ── 50
   ▲
```
"""
    )


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(text: str) -> None:
    """Nothing that the reader writes becomes markup."""
    found = read(markdown((Paragraph(line(text)),)))

    assert found.tags == ["p"]
    assert found.text.strip() == text


@given(LINES)
def test_any_line_reads_back(words: Line) -> None:
    """In a paragraph."""
    assert "".join(read(markdown((Paragraph(words),))).text.split()) == bare(words)


@given(LINES, LINES)
def test_any_cell_reads_back(one: Line, other: Line) -> None:
    """In a table of two columns, in each kind of row."""
    table = Table(
        (Column(line("a")), Column(line("b"))),
        (Row((one, other)), Row((other, one), "total")),
    )
    found = read(markdown((table,)))

    assert "".join(found.text.split()) == f"ab{bare(one)}{2 * bare(other)}{bare(one)}"
    assert found.tags.count("td") == 4


@given(LINES, LINES, LINES)
def test_any_tree_reads_back(one: Line, other: Line, third: Line) -> None:
    """As lists in lists."""
    tree = Branch((*line("x"), *one), (other,), (Branch((*line("y"), *third)),))
    found = read(markdown((tree,)))

    assert "".join(found.text.split()) == f"x{bare(one)}{bare(other)}y{bare(third)}"
    assert found.tags.count("li") == 2


def test_asterisks_beside_thai_letters_are_left_out() -> None:
    """CommonMark would not read `ก**(ข)**ค` as emphasis."""
    assert markdown((Paragraph(line("ก", strong("(ข)"), "ค")),)) == "ก(ข)ค\n"
