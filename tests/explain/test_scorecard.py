"""The official table."""

from __future__ import annotations

from tests.explain import cases

from kpirules.evaluate.evaluation import Evaluation
from kpirules.explain.scorecard import scorecard_page
from kpirules.prose.words import Heading, Language, Listing, Paragraph, Table, plain


def table(evaluation: Evaluation, lang: Language = "en") -> list[tuple[str, list[str]]]:
    """The rows of the official table, each with its role; the titles first."""
    page = scorecard_page(evaluation, lang)
    found = next(block for block in page if isinstance(block, Table))
    titles = [plain(column.title) for column in found.columns]
    rows = [(row.role, [plain(cell) for cell in row.cells]) for row in found.rows]
    return [("titles", titles), *rows]


def below(evaluation: Evaluation, lang: Language = "en") -> list[str]:
    """What stands below the table."""
    found = []
    for block in scorecard_page(evaluation, lang):
        if isinstance(block, Paragraph):
            found.append(plain(block.line))
        elif isinstance(block, Listing):
            found += [plain(item) for item in block.items]
    return found


def test_the_table_as_officials_print_it() -> None:
    """Weight, targets, result, score and weighted score of each indicator, and the total."""
    assert table(cases.volunteers()) == [
        ("titles", ["indicator", "weight", "target 50", "target 75", "target 100", "result", "score",
                    "weighted"]),
        ("section", ["performance “การประเมินประสิทธิผล”: weight 100, 95.58 points"]),
        ("row", ["indicator-2 ร้อยละของ อพม. ที่เพิ่มขึ้น (%)", "20", "59.54", "64.04", "73.04", "65.09",
                 "77.92", "15.58"]),
        ("row", ["indicator-3 ร้อยละความสำเร็จ (%)", "80", "40.00", "50.00", "60.00", "94.55‡",
                 "100.00", "80.00"]),
        ("total", ["total", "100", "", "", "", "", "", "95.58"]),
    ]  # fmt: skip


def test_the_same_in_thai() -> None:
    """With the words of the report."""
    found = table(cases.volunteers(), "th")

    assert found[0] == (
        "titles",
        ["ตัวชี้วัด", "น้ำหนัก", "เป้าหมาย 50", "เป้าหมาย 75", "เป้าหมาย 100", "ผล", "คะแนน",
         "ถ่วง น้ำหนัก"],
    )  # fmt: skip
    assert found[1][1] == ["การประเมินประสิทธิผล (performance) น้ำหนัก 100: 95.58 คะแนน"]
    assert found[-1][1][0] == "คะแนนรวม"


def test_the_heading_is_the_scorecards_label() -> None:
    """As on the report's page."""
    page = scorecard_page(cases.volunteers(), "en")

    assert isinstance(page[0], Heading)
    assert plain(page[0].line) == "กรมพัฒนาสังคมและสวัสดิการ"


def test_the_departments_own() -> None:
    """The figures of page 4 of the report."""
    rows = [cells for role, cells in table(cases.department()) if role == "row"]

    assert [cells[1] for cells in rows] == ["15", "20", "15", "20", "15", "15"]
    assert [cells[-3].strip("‡") for cells in rows] == [
        "50.47", "65.09", "94.55", "63.24", "100.00", "479.48",
    ]  # fmt: skip
    assert [cells[-2] for cells in rows] == [
        "100.00", "77.92", "100.00", "100.00", "100.00", "100.00",
    ]  # fmt: skip
    assert [cells[-1] for cells in rows] == ["15.00", "15.58", "15.00", "20.00", "15.00", "15.00"]
    assert below(cases.department())[0] == "band: quality “ระดับคุณภาพ”"


def test_a_figure_that_a_report_prints_otherwise() -> None:
    """Marked in the table and told below it: from the facts file and from examples."""
    assert below(cases.volunteers()) == [
        "band: quality “ระดับคุณภาพ”",
        "‡ indicator-3: a report prints 106.71 instead of 94.55 for households-result: พิมพ์ต่างกัน",
        "‡ indicator-3: a report prints 106.71 instead of 94.55 for the result of indicator-3: หน้า 10 พิมพ์ 106.71",
    ]  # fmt: skip


def test_a_withheld_total() -> None:
    """Its range, how much weight is known, and the bands it may still fall into."""
    card = cases.volunteers(volunteers="not_announced")

    assert table(card)[2][1][5:] == ["N/A", "–", "–"]
    assert table(card)[-1][1][-1] == "–"
    assert below(card)[:3] == [
        "total withheld: between 80.00 and 100.00 points; 80 of 100 weight known",
        "band: not decided, still possible: high “ระดับมาตรฐานขั้นสูง” or quality “ระดับคุณภาพ”",
        "N/A indicator-2: not announced (volunteers) (when not announced: show the range)",
    ]
    assert below(card, "th")[:3] == [
        "ระงับคะแนนรวม: อยู่ระหว่าง 80.00 ถึง 100.00 คะแนน ทราบผลแล้วน้ำหนัก 80 จาก 100",
        "ระดับ: ยังตัดสินไม่ได้, ยังเป็นไปได้: ระดับมาตรฐานขั้นสูง (high) หรือ ระดับคุณภาพ (quality)",
        "N/A indicator-2: ยังไม่ประกาศผล (volunteers) (เมื่อยังไม่ประกาศผล ให้แสดงช่วงคะแนน)",
    ]


def test_the_example_of_the_department() -> None:
    """Without indicator 6, the total lies between 80.58 and 95.58, and 85 of 100 is known."""
    card = cases.department(pmqa_score="not_announced")

    assert below(card)[0] == (
        "total withheld: between 80.58 and 95.58 points; 85 of 100 weight known"
    )


def test_cancelled_and_shared_weights() -> None:
    """A cancelled indicator is starred, and the others gain its weight."""
    card = cases.everything("nothing planned")
    rows = {cells[0].split()[0]: cells for role, cells in table(card) if role == "row"}
    notes = below(card)

    assert rows["old"][0].endswith("*")
    assert rows["old"][1] == "–"
    assert rows["awards"][1] == "15.27…†"
    assert (
        "* old: cancelled – the rules cancel it: เลิกวัดแล้ว (when cancelled: redistribute within the component)"
        in notes
    )
    assert "† the weight of delivery (20) is shared out in proportion: × 1.2222… (= 11/9)" in notes


def test_every_level_has_its_column() -> None:
    """Indicators without a level leave its column empty."""
    found = table(cases.everything("full"))
    rows = {cells[0].split()[0]: cells for role, cells in found if role == "row"}

    assert found[0][1][2:5] == ["target 50", "target 75", "target 100"]
    assert rows["quality"][2:5] == ["40", "", "80"]
    assert rows["awards"][2:5] == ["", "", ""]
