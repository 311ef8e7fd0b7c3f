"""HTML: well formed, escaped, and readable to machines that read aloud."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kpirules.prose.words import (
    Branch,
    Column,
    Drawing,
    Heading,
    Listing,
    Paragraph,
    Row,
    Table,
    Word,
    code,
    line,
    value,
)
from kpirules.render.html import document, fragment

VOID = {"meta", "br"}


class _Reader(HTMLParser):
    """Checks that elements are nested, and keeps their text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> str:
    """The text of well-formed HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()

    assert reader.open == []
    return reader.text


def test_words_say_what_they_are() -> None:
    """By their class."""
    words = line("อพม. ", value("65.09"), " ", Word("unit", "ร้อยละ"), " ", code("a<b"))

    assert fragment((Paragraph(words),)) == (
        '<p>อพม. <span class="kpi-value">65.09</span> <span class="kpi-unit">ร้อยละ</span> '
        '<code class="kpi-code">a&lt;b</code></p>\n'
    )


def test_a_tree_folds() -> None:
    """Only branches with something under them."""
    tree = Branch(
        line("total"),
        (line("why"),),
        (Branch(line("a"), (), (Branch(line("b")),)), Branch(line("c"))),
    )

    assert fragment((tree,)) == (
        '<ul class="kpi-tree"><li><details open><summary>total</summary>'
        '<p class="kpi-note">why</p><ul>'
        "<li><details open><summary>a</summary><ul><li>b</li></ul></details></li>"
        "<li>c</li></ul></details></li></ul>\n"
    )


def test_cells_know_their_titles() -> None:
    """Columns, rows and groups of rows have a scope."""
    table = Table(
        (Column(line("name")), Column(line("น้ำหนัก"), "right")),
        (
            Row((line("part"),), "section"),
            Row((line("a"), line(value("7.5")))),
            Row((line("sum"),), "total"),
        ),
    )
    text = fragment((table,))

    assert '<th scope="col">name</th><th scope="col" class="kpi-number">' in text
    assert '<th scope="rowgroup" colspan="2">part</th>' in text
    assert '<th scope="row">a</th><td class="kpi-number"><span' in text
    assert '<tr class="kpi-total"><th scope="row">sum</th><td class="kpi-number"></td></tr>' in text
    assert read(text) == "nameน้ำหนักparta7.5sum\n"


def test_a_document_names_its_language() -> None:
    """And escapes its title."""
    text = document((Heading(line("ผล")), Listing((line("a"),))), title="<2566>", lang="th")

    assert text.startswith('<!DOCTYPE html>\n<html lang="th">')
    assert "<title>&lt;2566&gt;</title>" in text
    assert "<h2>ผล</h2>\n<ul><li>a</li></ul>" in text
    read(text)


@given(st.text(max_size=30))
def test_any_text_is_escaped(text: str) -> None:
    """In every kind of block."""
    words = line(text, code(text), Word("label", text))
    page = (
        Paragraph(words, indent=9),
        Heading(words),
        Listing((words,), numbered=True),
        Branch(words, (words,), (Branch(words),)),
        Table((Column(words),), (Row((words,)), Row((words,), "section"))),
        Drawing((words, words)),
    )

    read(fragment(page))


def test_a_tree_of_any_depth_is_written() -> None:
    """No recursion, so no limit."""
    tree = Branch(line("leaf"))
    for _ in range(3000):
        tree = Branch(line("level"), children=(tree,))

    assert fragment((tree,)).count("<li>") == 3001


def test_a_title_that_the_page_begins_with_is_not_said_twice() -> None:
    """The table of a scorecard has its label above it; so has the file."""
    text = document((Heading(line("ผล")), Paragraph(line("a"))), title="ผล", lang="th")

    assert text.count(">ผล<") == 2  # the title of the window, and of the page
    assert "<h2" not in text
