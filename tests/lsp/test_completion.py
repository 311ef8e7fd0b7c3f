"""What an editor offers while one writes, in both languages, in sound and in damaged rules."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.conftest import Editor, between
from tests.lsp.test_results import ENGLISH, THAI

pytestmark = pytest.mark.asyncio


async def offered(
    editor: Editor, text: str, *, file: str = "card.kpi"
) -> dict[str, tuple[str, types.CompletionItem]]:
    """The choices at `|`, each with the text that it takes the place of."""
    at = text.index("|")
    text = text.replace("|", "", 1)
    await editor.open(file, text)
    where = editor.at(file, text[:at], after=at)
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(where.text_document, where.position)
    )
    assert isinstance(found, types.CompletionList)
    choices = {}
    for item in found.items:
        assert isinstance(item.text_edit, types.TextEdit)
        choices[item.label] = between(text, item.text_edit.range), item
    return choices


@pytest.mark.parametrize(
    ("old", "new", "wanted", "replaced"),
    [
        ("formula trained", "formula tra|", "trained", "tra"),
        ("formula trained /", "formula trained /\n    off|", "officers", "off"),
        ("formula trained", "formula ma|", "max", "ma"),
        ("measured in percent", "measured in |", "percent", ""),
        ("measured in percent", "measured i|", "measured in", "measured i"),
        ("scored by two-level", "scored by two|", "two-level", "two"),
        ("part of people", "part of p|", "people", "p"),
        ("below the first level 0", "below the f|", "below the first level", "below the f"),
        ("higher is better", "hig|", "higher is better", "hig"),
        ("scorecard office", "|\nscorecard office", "indicator", ""),
    ],
)
async def test_in_english(editor: Editor, old: str, new: str, wanted: str, replaced: str) -> None:
    """Names of the right kind, functions, units, and keywords, however far they are typed."""
    choices = await offered(editor, ENGLISH.replace(old, new, 1))

    assert choices[wanted][0] == replaced


@pytest.mark.parametrize(
    ("old", "new", "wanted", "replaced"),
    [
        ("สูตร น้ำท่วม", "สูตร น้ำ|", "น้ำท่วม", "น้ำ"),
        ("มีหน่วยเป็น ร้อยละ", "มีหน่วยเป็น ร้|", "ร้อยละ", "ร้"),
        ("ให้คะแนนตาม สองระดับ", "ให้|", "ให้คะแนนตาม", "ให้"),
        ("ให้คะแนนตาม สองระดับ", "ให้คะแนนตาม |", "สองระดับ", ""),
        ("ระหว่างเป้าหมาย เทียบบัญญัติไตรยางศ์", "ระหว่างเป้าหมาย เ|", "เป็นขั้น", "เ"),
    ],
)
async def test_in_thai(editor: Editor, old: str, new: str, wanted: str, replaced: str) -> None:
    """In the language of the file, with the meaning in the other one beside it."""
    choices = await offered(editor, THAI.replace(old, new, 1), file="thai.kpi")

    assert choices[wanted][0] == replaced
    keywords = [
        item for _, item in choices.values() if item.kind == types.CompletionItemKind.Keyword
    ]
    assert all(not item.label.isascii() for item in keywords)
    assert all(item.detail for item in keywords)


async def test_labels_stand_beside_names(editor: Editor) -> None:
    """A name is short; the label says what it is."""
    choices = await offered(editor, ENGLISH.replace("formula trained", "formula |", 1))

    assert choices["trained"][1].detail == "🙂 officers trained"


async def test_fields_of_an_indicator(editor: Editor) -> None:
    """Behind a point, and nothing else."""
    text = f"{ENGLISH}\nexample e\n  expect training.|"

    assert {*await offered(editor, text)} >= {"result", "score", "weighted", "weight"}
    assert "formula" not in await offered(editor, text)


async def test_what_a_thing_may_be(editor: Editor) -> None:
    """The options of a choice, the outcomes of a decision table."""
    text = """fact tenure
  one of owned, rented
classify level
  first that applies
  high when tenure is |
  low otherwise
example e
  expect level = low
"""
    assert {*await offered(editor, text, file="b.kpi")} >= {"owned", "rented"}
    text = text.replace("is |", "is owned").replace("= low", "= l|")
    assert {*await offered(editor, text, file="b.kpi")} >= {"high", "low"}


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH.replace('"share trained"', '"share |"', 1),
        ENGLISH.replace("# of 2566", "# of |", 1),
        ENGLISH.replace("indicator training", "indicator |", 1),
        f"{ENGLISH}\nfact |",
    ],
)
async def test_where_one_writes_freely_nothing_is_offered(editor: Editor, text: str) -> None:
    """In a label, a comment, and where something new gets its name."""
    assert await offered(editor, text) == {}


async def test_damaged_lines_above_do_not_matter(editor: Editor) -> None:
    """What is written below them is read as before."""
    text = ENGLISH.replace("weight 100\n", "wieght 100 100 (\n", 1)

    assert "trained" in await offered(editor, text.replace("formula trained", "formula tr|", 1))
