"""Pages as text: trees, tables, lists, at several widths."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kpirules.prose.words import (
    Branch,
    Column,
    Drawing,
    Heading,
    Listing,
    Page,
    Paragraph,
    Row,
    Table,
    Word,
    line,
    name,
    strong,
    value,
)
from kpirules.render.terminal import print_page, to_text

LABELS = (
    "1. ร้อยละขององค์กรสาธารณประโยชน์ที่ได้รับการพัฒนาศักยภาพ",
    "2. ร้อยละของอาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์ (อพม.) ที่เพิ่มขึ้น",
)
TITLES = ("น้ำหนัก", "ขั้นต้น (50)", "ขั้นสูง (100)", "ผลการดำเนินงาน", "คะแนน", "คะแนนถ่วงน้ำหนัก")


def row(label: str, *values: str) -> Row:
    """A row of a scorecard."""
    return Row((line(Word("label", label)), *(line(value(text)) for text in values)))


SCORECARD = Table(
    (Column(line("ประเด็น")), *(Column(line(title), "right") for title in TITLES)),
    (
        Row((line("องค์ประกอบที่ 1 การประเมินประสิทธิผล (Performance Base)"),), "section"),
        row(LABELS[0], "15", "10.00", "30.00", "50.47", "100.00", "15.00"),
        row(LABELS[1], "20", "59.54", "73.04", "65.09", "77.92", "15.58"),
        Row((line("รวม"), line(value("35")), (), (), (), (), line(value("30.58"))), "total"),
    ),
)
TREE = Branch(
    line(strong("คะแนนรวม"), " = ", value("30.58")),
    children=(
        Branch(
            line(name("indicator-2"), " ", Word("label", LABELS[1]), " = ", value("15.58")),
            notes=(line("ระบบทะเบียน อพม."),),
            children=(Branch(line("คะแนน ", value("77.92"))), Branch(line("น้ำหนัก 20"))),
        ),
        Branch(line(name("indicator-1"), " = ", value("15.00")), notes=(line("ปัดเศษ"),)),
    ),
)


def test_a_table_that_fits_is_as_wide_as_it_needs() -> None:
    """Numbers stand to the right."""
    table = Table(
        (Column(line("name")), Column(line("score"), "right")),
        (Row((line("one"), line("7.5"))), Row((line("the other"), line("100.00")))),
    )

    assert to_text((table,)) == (
        "name        score\n"
        "─────────────────\n"
        "one           7.5\n"
        "the other  100.00\n"
    )  # fmt: skip


def test_a_table_wraps_text_and_never_numbers() -> None:
    """Titles of numbers give way first, at most to three lines."""
    assert (
        to_text((SCORECARD,), 80)
        == """\
                                         ขั้นต้น   ขั้นสูง     ผลการ          คะแนนถ่วง
ประเด็น                           น้ำหนัก   (50)  (100)  ดำเนินงาน   คะแนน     น้ำหนัก
────────────────────────────────────────────────────────────────────────────────
องค์ประกอบที่ 1 การประเมินประสิทธิผล (Performance Base)
1. ร้อยละขององค์กรสาธารณประโยชน์ที่      15  10.00  30.00     50.47  100.00     15.00
ได้รับการพัฒนาศักยภาพ
2. ร้อยละของอาสาสมัครพัฒนาสังคมและ      20  59.54  73.04     65.09   77.92     15.58
ความมั่นคงของมนุษย์ (อพม.) ที่เพิ่มขึ้น
────────────────────────────────────────────────────────────────────────────────
รวม                                 35                                     30.58
"""
    )


def test_a_table_too_wide_for_columns_puts_rows_under_one_another() -> None:
    """Eight columns of numbers do not go into fifty cells."""
    assert (
        to_text((SCORECARD,), 44)
        == """\
องค์ประกอบที่ 1 การประเมินประสิทธิผล (Performance
Base)

1. ร้อยละขององค์กรสาธารณประโยชน์ที่ได้รับการพัฒนา
ศักยภาพ
  น้ำหนัก              15
  ขั้นต้น (50)       10.00
  ขั้นสูง (100)      30.00
  ผลการดำเนินงาน   50.47
  คะแนน          100.00
  คะแนนถ่วงน้ำหนัก   15.00

2. ร้อยละของอาสาสมัครพัฒนาสังคมและความมั่นคงของ
มนุษย์ (อพม.) ที่เพิ่มขึ้น
  น้ำหนัก              20
  ขั้นต้น (50)       59.54
  ขั้นสูง (100)      73.04
  ผลการดำเนินงาน   65.09
  คะแนน           77.92
  คะแนนถ่วงน้ำหนัก   15.58
────────────────────────────────────────────
รวม
  น้ำหนัก              35
  คะแนนถ่วงน้ำหนัก   30.58
"""
    )


def test_a_tree_wraps_under_its_own_guides() -> None:
    """Remarks and the rest of a long line stand beside the guides of what follows."""
    assert (
        to_text((TREE,), 50)
        == """\
คะแนนรวม = 30.58
├─ indicator-2 2. ร้อยละของอาสาสมัครพัฒนาสังคมและความ
│  │ มั่นคงของมนุษย์ (อพม.) ที่เพิ่มขึ้น = 15.58
│  │ ระบบทะเบียน อพม.
│  ├─ คะแนน 77.92
│  └─ น้ำหนัก 20
└─ indicator-1 = 15.00
     ปัดเศษ
"""
    )


def test_a_tree_deeper_than_the_page_begins_again_at_the_left() -> None:
    """Text keeps its room; a sign says that the lines belong further in."""
    tree = Branch(line("leaf"))
    for depth in reversed(range(12)):
        tree = Branch(line(f"level {depth}"), children=(tree,))

    assert to_text((tree,), 40).splitlines()[5:9] == [
        "        └ level 5",
        "          └ level 6",
        "… └ level 7",
        "…   └ level 8",
    ]


def test_a_tree_of_any_depth_is_drawn() -> None:
    """No recursion, so no limit."""
    tree = Branch(line("leaf"))
    for _ in range(3000):
        tree = Branch(line("level"), children=(tree,))

    assert len(to_text((tree,), 60).splitlines()) == 3001


def test_blocks_stand_apart_where_their_kind_changes() -> None:
    """A heading stays with what it heads; items hang under their text."""
    page: Page = (
        Heading(line("Result")),
        Paragraph(line("One.")),
        Paragraph(line("Two."), indent=1),
        Listing((line("the first of two items, and a long one"), line("second")), numbered=True),
        Drawing((line("0 ──── 50"), line("  a drawing wider than the page is cut off"))),
        Heading(line("Next")),
    )

    assert (
        to_text(page, 30)
        == """\
Result
One.
  Two.
1. the first of two items, and
   a long one
2. second

0 ──── 50
  a drawing wider than the pa…

Next
"""
    )


def test_control_characters_do_not_reach_the_terminal() -> None:
    """A label cannot clear the screen or turn the reading order round."""
    page = (Paragraph(line("a\x1b[2Jb\u202ec\tด\u200bี")),)

    assert to_text(page) == "a␛[2Jbc ดี\n"


@pytest.mark.parametrize("width", range(40, 121, 5))
def test_nothing_is_wider_than_the_page(width: int) -> None:
    """At any width from 40 cells on."""
    text = to_text((SCORECARD, TREE), width)

    assert max(map(cell_len, text.splitlines())) <= width


CELLS = st.sampled_from([*LABELS, "77.92", "1,234,567.89", "", "N/A", "rules/a/very/long/path.kpi"])
TABLES = st.integers(1, 7).flatmap(
    lambda count: st.builds(
        Table,
        st.tuples(
            *[
                st.builds(Column, CELLS.map(line), st.sampled_from(["left", "right"]))
                for _ in range(count)
            ]
        ),
        st.lists(
            st.builds(
                Row,
                st.lists(CELLS.map(lambda text: line(value(text))), max_size=count).map(tuple),
                st.sampled_from(["row", "section", "total"]),
            ),
            max_size=5,
        ).map(tuple),
    )
)


@settings(deadline=None)  # the first example loads ICU
@given(TABLES, st.integers(40, 100))
def test_any_table_fits(table: Table, width: int) -> None:
    """And shows each number whole."""
    text = to_text((table,), width)

    assert all(cell_len(row) <= width for row in text.splitlines())
    for cells in (row.cells for row in table.rows if row.role != "section"):
        assert all(word.text in text for cell in cells for word in cell if "," in word.text)


def test_colours_are_rich_s_business(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR takes colours away; a stream that is no terminal gets bare text."""
    page: Page = (Paragraph(line(name("indicator-2"), " = ", value("1"))),)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    bare = Console(file=StringIO(), width=60)
    print_page(page, bare)
    coloured = Console(file=StringIO(), width=60, force_terminal=True, color_system="standard")
    print_page(page, coloured)
    plain = Console(file=StringIO(), width=60, force_terminal=True, no_color=True)
    print_page(page, plain)

    assert printed(bare) == "indicator-2 = 1\n"
    assert "\x1b[36mindicator-2\x1b[0m" in printed(coloured)
    assert "\x1b[36m" not in printed(plain)


def test_a_console_without_unicode_gets_plain_guides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code page 874 has Thai letters but no lines."""
    tree = Branch(line("a"), children=(Branch(line("b")), Branch(line("c"))))
    console = Console(file=StringIO(), width=60)
    monkeypatch.setattr(Console, "encoding", "cp874")
    print_page((tree,), console)

    assert printed(console) == "a\n|- b\n`- c\n"


def printed(console: Console) -> str:
    """What a console wrote to its buffer."""
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()
