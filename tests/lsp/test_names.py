"""Names as an editor asks for them: declarations, references, other names, the outline, the layout."""

from __future__ import annotations

import pytest
import pytest_asyncio
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from tests.lsp.conftest import Editor, between

pytestmark = pytest.mark.asyncio
LANG = "th"

FRAMEWORK = """# กรอบการประเมิน 🙂
เกณฑ์การให้คะแนน สามระดับ "🙂 เกณฑ์"
  มากดีกว่า
  ต่ำกว่าเป้าหมายแรก 0
  ระหว่างเป้าหมาย เทียบบัญญัติไตรยางศ์
  สูงกว่าเป้าหมายสุดท้าย คะแนนสุดท้าย
"""
CARD = """ใช้ "../framework/framework.kpi"

ข้อมูล น้ำท่วม "🙂🙂 ครัวเรือนที่ช่วยแล้ว"
  มีหน่วยเป็น ร้อยละ
  ตั้งแต่ 0 ถึง 100

ตัวชี้วัด ช่วยทัน
  อยู่ใน งาน
  น้ำหนัก 100
  มีหน่วยเป็น ร้อยละ
  สูตร น้ำท่วม
  ให้คะแนนตาม สามระดับ
  50 ที่ 60
  100 ที่ 80

แบบประเมิน กรม "กรม 🙂"
  ปีงบประมาณ 2566
  องค์ประกอบ งาน น้ำหนัก 100
  คะแนนรวมคือผลรวมของคะแนนถ่วงน้ำหนัก
"""
EXAMPLE = """ตัวอย่าง แรก
  ปีงบประมาณ 2566
  กำหนดให้ น้ำท่วม = 80
  ต้องได้ ช่วยทัน.คะแนน = 100
"""


@pytest_asyncio.fixture(loop_scope="module")
async def office(editor: Editor) -> Editor:
    """Two files of one book, and a framework in another folder that is not open."""
    for folder in ("card", "framework"):
        (editor.folder / folder).mkdir(exist_ok=True)
    (editor.folder / "framework" / "framework.kpi").write_text(FRAMEWORK, "utf-8")
    assert await editor.open("card/card.kpi", CARD) == []
    assert await editor.open("card/example.kpi", EXAMPLE) == []
    return editor


async def test_a_name_leads_to_its_declaration(office: Editor) -> None:
    """In the same file, in another one, and in a file that is used."""
    for file, words, found in (
        ("card/card.kpi", "น้ำท่วม\n  ให้", "card/card.kpi: น้ำท่วม"),
        ("card/example.kpi", "น้ำท่วม", "card/card.kpi: น้ำท่วม"),
        ("card/example.kpi", "ช่วยทัน", "card/card.kpi: ช่วยทัน"),
        ("card/card.kpi", "สามระดับ", "framework/framework.kpi: สามระดับ"),
        ("card/card.kpi", "งาน\n  น้ำหนัก", "card/card.kpi: งาน"),
    ):
        where = office.at(file, words, after=2)
        params = types.DefinitionParams(where.text_document, where.position)
        locations = await office.client.text_document_definition_async(params)

        assert isinstance(locations, list | tuple)
        assert [office.shown(each) for each in locations] == [found]


async def test_a_used_file_is_found_too(office: Editor) -> None:
    """The path in a `use` line leads to the file."""
    where = office.at("card/card.kpi", "framework.kpi", after=3)
    params = types.DefinitionParams(where.text_document, where.position)
    (location,) = await office.client.text_document_definition_async(params)

    assert location.uri == office.uri("framework/framework.kpi")


async def test_everywhere_a_thing_is_named(office: Editor) -> None:
    """With its declaration or without."""
    where = office.at("card/example.kpi", "น้ำท่วม")
    for declared, count in ((True, 3), (False, 2)):
        context = types.ReferenceContext(declared)
        params = types.ReferenceParams(context, where.text_document, where.position)
        places = await office.client.text_document_references_async(params)

        assert [office.shown(each).partition(": ")[2] for each in places] == ["น้ำท่วม"] * count

    marks = await office.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(where.text_document, where.position)
    )
    assert len(marks) == 1


@pytest.mark.parametrize(
    ("file", "words", "name"),
    [
        ("card/example.kpi", "น้ำท่วม", "ครัวเรือน-๑"),
        ("card/card.kpi", "ช่วยทัน", "in-time"),
        ("card/card.kpi", "สามระดับ", "เกณฑ์ใหม่"),
        ("card/card.kpi", "งาน น้ำหนัก", "ภารกิจ"),
    ],
)
async def test_another_name_everywhere_and_back(
    office: Editor, file: str, words: str, name: str
) -> None:
    """In all files, open or not; the rules stay sound; back again is what was."""
    before = {each: office.text(each) for each in ("card/card.kpi", "card/example.kpi")}
    for target in (name, words.split(maxsplit=1)[0]):
        where = office.at(file, words if target == name else name)
        asked = await office.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(where.text_document, where.position)
        )
        assert isinstance(asked, types.PrepareRenamePlaceholder)
        assert between(office.text(file), asked.range) == asked.placeholder
        edit = await office.client.text_document_rename_async(
            types.RenameParams(where.text_document, where.position, target)
        )
        await office.make(edit)
        for each in before:
            await office.wait_for(each)

    assert {each: office.text(each) for each in before} == before


@pytest.mark.parametrize(
    ("words", "name", "why"),
    [
        ("น้ำท่วม", "น้ำ ท่วม", "ใช้เป็นชื่อไม่ได้"),
        ("น้ำท่วม", "", "ใช้เป็นชื่อไม่ได้"),
        ("น้ำท่วม", "2566", "ใช้เป็นชื่อไม่ได้"),
        ("น้ำท่วม", "ช่วยทัน", "ถูกใช้แล้วที่"),
        ("ร้อยละ", "percentage", "เป็นหน่วยที่มีอยู่แล้ว"),
        ("🙂🙂 ครัวเรือน", "x", "ตรงนี้ไม่มีชื่อ"),
    ],
)
async def test_a_name_that_cannot_be_is_refused(
    office: Editor, words: str, name: str, why: str
) -> None:
    """With the reason, in the language of the reader."""
    where = office.at("card/card.kpi", words, after=1)
    with pytest.raises(JsonRpcException, match=why):
        await office.client.text_document_rename_async(
            types.RenameParams(where.text_document, where.position, name)
        )


async def test_what_nobody_declares_has_no_other_name(editor: Editor) -> None:
    """A function that does not exist is no word of the language."""
    await editor.open("unknown.kpi", "fact a\n\nvalue v\n  formula doubled(a) + max(a, 1)\n")
    for words, why in (("doubled", "ไม่มีการกำหนดชื่อ"), ("max", "เป็นคำของภาษา")):
        where = editor.at("unknown.kpi", words)
        with pytest.raises(JsonRpcException, match=why):
            await editor.client.text_document_prepare_rename_async(
                types.PrepareRenameParams(where.text_document, where.position)
            )


async def test_the_outline_of_a_file(office: Editor) -> None:
    """What it declares, with labels, and components under their scorecard."""
    entries = await office.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(office.document("card/card.kpi"))
    )
    text = office.text("card/card.kpi")
    shown = []
    for entry in entries:
        assert isinstance(entry, types.DocumentSymbol)
        assert between(text, entry.selection_range) == entry.name
        assert between(text, entry.range).splitlines()
        shown.append((entry.name, entry.detail, [each.name for each in entry.children or ()]))

    assert shown == [
        ("น้ำท่วม", "🙂🙂 ครัวเรือนที่ช่วยแล้ว", []),
        ("ช่วยทัน", None, []),
        ("กรม", "กรม 🙂", ["งาน"]),
    ]


async def test_anything_is_found_by_a_word_of_its_label(office: Editor) -> None:
    """Also in files that are only used, and in whichever spelling of a Thai word."""
    for words, shown in (
        ("ครัวเรือนที่ช่วย", ["card/card.kpi: น้ำท่วม"]),
        ("น\u0e49\u0e4d\u0e32ท่วม", ["card/card.kpi: น้ำท่วม"]),
        ("เกณฑ์", ["framework/framework.kpi: สามระดับ"]),
        ("nothing", []),
    ):
        found = await office.client.workspace_symbol_async(types.WorkspaceSymbolParams(words))
        places = [each.location for each in found]

        assert [office.shown(each) for each in places if isinstance(each, types.Location)] == shown


async def test_the_layout_of_a_file(editor: Editor) -> None:
    """Only the lines that change are sent, and the result is that of `kpirules format`."""
    text = 'fact a   "🙂"\nmeasured in percent\n\n\n\nvalue   v\n formula a*2\n'
    await editor.open("layout.kpi", text)
    edits = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(
            editor.document("layout.kpi"), types.FormattingOptions(2, insert_spaces=True)
        )
    )
    await editor.make(types.WorkspaceEdit({editor.uri("layout.kpi"): list(edits)}))

    assert editor.text("layout.kpi") == (
        'fact a "🙂"\n  measured in percent\n\nvalue v\n  formula a * 2\n'
    )


async def test_damaged_rules_still_answer(editor: Editor) -> None:
    """Lines that cannot be read cost only themselves; what names them is not renamed blindly."""
    text = "fact flood\n  measured in in percent\n\nvalue v\n  formula flood + \n\nvalue w\n  formula flood flood\n"
    findings = await editor.open("damaged/a.kpi", text)
    where = editor.at("damaged/a.kpi", "flood")
    entries = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(where.text_document)
    )

    assert findings
    assert [each.name for each in entries] == ["flood", "v", "w"]
    with pytest.raises(JsonRpcException, match="ยังอ่านไม่ได้"):
        await editor.client.text_document_rename_async(
            types.RenameParams(where.text_document, where.position, "water")
        )
