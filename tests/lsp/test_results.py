"""Meanings and results as an editor asks for them: hover, hints, explanations, examples."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.conftest import Editor

pytestmark = pytest.mark.asyncio

ENGLISH = """fact trained "🙂 officers trained"
  whole number from 0 to 5,000
fact officers "all officers"
  whole number from 0 to 5,000

parameter goal
  80 from 2562 to 2565
  85 from 2566

scoring two-level
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score

indicator training "share trained"
  part of people
  weight 100
  measured in percent
  formula trained / officers * 100
  not applicable when officers = 0
  scored by two-level
  50 at 40
  100 at 80
  source "Handbook" page 3

scorecard office "the office"  # of 2566
  period 2566
  facts "facts.yaml"
  component people "People" weight 100
  total is the sum of the weighted scores
"""
EXAMPLES = """example half
  given trained = 20
  given officers = 50
  expect training.score = 50

example wrong
  given trained = 20
  given officers = 50
  expect training.score = 60
"""
THAI = """ข้อมูล น้ำท่วม "🙂🙂 ครัวเรือนที่ช่วยแล้ว"
  มีหน่วยเป็น ร้อยละ
  ตั้งแต่ 0 ถึง 100

เกณฑ์การให้คะแนน สองระดับ
  มากดีกว่า
  ต่ำกว่าเป้าหมายแรก 0
  ระหว่างเป้าหมาย เทียบบัญญัติไตรยางศ์
  สูงกว่าเป้าหมายสุดท้าย คะแนนสุดท้าย

ตัวชี้วัด ช่วยทัน
  อยู่ใน งาน
  น้ำหนัก 100
  มีหน่วยเป็น ร้อยละ
  สูตร น้ำท่วม
  ให้คะแนนตาม สองระดับ
  50 ที่ 60
  100 ที่ 80

แบบประเมิน กรม "กรม 🙂"
  ปีงบประมาณ 2566
  แฟ้มข้อมูล "facts.yaml"
  องค์ประกอบ งาน น้ำหนัก 100
  คะแนนรวมคือผลรวมของคะแนนถ่วงน้ำหนัก
"""


async def opened(editor: Editor) -> Editor:
    """Two books: one in English with examples, one in Thai."""
    for folder, facts in (("en", "trained: 30\n  officers: 50"), ("th", "น้ำท่วม: 70")):
        (editor.folder / folder).mkdir(exist_ok=True)
        text = f"period: 2566\nfacts:\n  {facts}\n"
        (editor.folder / folder / "facts.yaml").write_text(text, "utf-8")
    assert await editor.open("en/card.kpi", ENGLISH) == []
    assert await editor.open("en/examples.kpi", EXAMPLES) == []
    assert await editor.open("th/card.kpi", THAI) == []
    return editor


async def hovered(editor: Editor, file: str, words: str, *, after: int = 0) -> str | None:
    """What is said of the name at some words, and that it is said of that name."""
    where = editor.at(file, words, after=after)
    found = await editor.client.text_document_hover_async(
        types.HoverParams(where.text_document, where.position)
    )
    if found is None:
        return None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.range is not None
    assert found.range.start.line == where.position.line
    return found.contents.value


async def hints(editor: Editor, file: str) -> dict[int, str]:
    """The results beside a file's lines, counted from 1."""
    whole = types.Range(types.Position(0, 0), types.Position(10_000, 0))
    params = types.InlayHintParams(editor.document(file), whole)
    found = await editor.client.text_document_inlay_hint_async(params) or []
    return {each.position.line + 1: str(each.label) for each in found}


async def run(editor: Editor, file: str, title: str, near: str) -> str:
    """Press what stands above a line; the answer as Markdown."""
    lenses = await editor.client.text_document_code_lens_async(
        types.CodeLensParams(editor.document(file))
    )
    line = editor.at(file, near).position.line
    (lens,) = [each for each in lenses or [] if each.range.start.line == line]
    assert lens.command is not None
    assert lens.command.title == title
    params = types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    answer = await editor.client.workspace_execute_command_async(params)
    assert isinstance(answer, str)
    return answer


async def test_a_name_is_read_aloud(editor: Editor) -> None:
    """Formula, unit, levels and source of an indicator; the values of a parameter by year."""
    await opened(editor)

    said = await hovered(editor, "en/examples.kpi", "training.score")
    assert said is not None
    assert (
        "is measured in percent and computed as “🙂 officers trained” / “all officers” × 100"
        in said
    )
    assert "40% earns 50 points and 80% earns 100 points" in said
    assert "Source: Handbook, page 3." in said
    said = await hovered(editor, "en/card.kpi", "goal")
    assert said is not None
    assert "80 from fiscal year 2562 to 2565 and 85 from fiscal year 2566 on" in said
    said = await hovered(editor, "th/card.kpi", "น้ำท่วม\n  ให้", after=4)
    assert said is not None
    assert "Fact น้ำท่วม “🙂🙂 ครัวเรือนที่ช่วยแล้ว” is a number in percent from 0 to 100." in said


async def test_words_that_are_no_names_say_nothing(editor: Editor) -> None:
    """Keywords, numbers, labels; and a name that nothing declares."""
    await opened(editor)

    assert await hovered(editor, "en/card.kpi", "measured") is None
    assert await hovered(editor, "en/card.kpi", "5,000") is None
    assert await hovered(editor, "en/card.kpi", "officers trained") is None


async def test_results_stand_beside_the_rules(editor: Editor) -> None:
    """Before the comment of a line; and they follow what is typed."""
    await opened(editor)
    lines = ENGLISH.splitlines()
    indicator, card = lines.index('indicator training "share trained"') + 1, len(lines) - 4
    component = len(lines) - 1

    found = await hints(editor, "en/card.kpi")
    assert found[indicator] == "= 60% → 75 points with facts.yaml"
    assert found[component] == "= 75 points with facts.yaml"
    assert found[card] == "= 75 points with facts.yaml"
    assert (await hints(editor, "th/card.kpi"))[11] == "= 70% → 75 points with facts.yaml"

    assert await editor.write("en/card.kpi", ENGLISH.replace("50 at 40", "50 at 50")) == []
    assert (await hints(editor, "en/card.kpi"))[indicator].startswith("= 60% → 66.66")
    assert await editor.write("en/card.kpi", ENGLISH) == []


async def test_damaged_rules_have_no_results(editor: Editor) -> None:
    """Nobody knows what they would come to; what is not damaged is still read aloud."""
    await opened(editor)
    damaged = await editor.write("en/card.kpi", ENGLISH.replace("50 at 40", "50 att 40"))
    assert damaged != []

    assert await hints(editor, "en/card.kpi") == {}
    said = await hovered(editor, "en/card.kpi", "trained / officers")
    assert said is not None
    assert said.startswith("Fact trained")
    assert "share trained" in await run(editor, "en/card.kpi", "explain", "indicator training")
    assert await editor.write("en/card.kpi", ENGLISH) == []


async def test_a_result_is_explained(editor: Editor) -> None:
    """Step by step, with the facts that the scorecard names."""
    await opened(editor)

    said = await run(editor, "en/card.kpi", "explain", "indicator training")
    assert "30 / 50 × 100 = 60%" in said
    assert "75 points" in said
    said = await run(editor, "th/card.kpi", "explain", "แบบประเมิน กรม")
    assert "75 points" in said


async def test_an_example_is_run(editor: Editor) -> None:
    """It comes out as expected, or what was found instead is told."""
    await opened(editor)

    said = await run(editor, "en/examples.kpi", "run example", "example half")
    assert "1 example as expected (1 figure), 0 not" in said
    said = await run(editor, "en/examples.kpi", "run example", "example wrong")
    assert "0 examples as expected (1 figure), **1** not" in said
    assert "expected 60, found 50" in said


async def test_nothing_is_said_of_other_files(editor: Editor) -> None:
    """A file of facts is no rule file."""
    await opened(editor)
    document = editor.document("en/facts.yaml")
    client = editor.client
    start = types.Position(0, 0)

    assert await client.text_document_hover_async(types.HoverParams(document, start)) is None
    assert await client.text_document_code_lens_async(types.CodeLensParams(document)) is None
    params = types.InlayHintParams(document, types.Range(start, types.Position(9, 0)))
    assert await client.text_document_inlay_hint_async(params) is None
