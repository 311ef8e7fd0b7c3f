"""Answers after many edits are those that a file opened with the same text would get.

Much is kept of what an edit leaves alone: lines, findings in words, places of names, outlines.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from lsprotocol import types
from tests.lsp.conftest import ROOT, Editor, between
from tests.lsp.test_lifecycle import difference
from tests.syntax.damage import in_file

from kpirules.text.thai import name_key

pytestmark = pytest.mark.asyncio

EDITED = (
    ("rules/examples/digital-service/scorecard.kpi", "\n"),
    ("rules/dsdw/2566/indicators.kpi", "\r\n"),
    ("rules/examples/hospital/stars.kpi", "\r"),
    ("tests/corpus/literate/good/two-blocks.kpi.md", "\n"),
)


@pytest.mark.parametrize(("file", "ending"), EDITED)
async def test_an_edited_file_is_answered_like_a_new_one(
    editor: Editor, file: str, ending: str
) -> None:
    """Small changes one after another; lines end in each way there is, and some hold pictures."""
    random = Random(file)  # noqa: S311  # no secrets
    kind = "kpi.md" if file.endswith(".md") else "kpi"
    name = f"kept/{Path(file).parent.name}/a.{kind}"
    text = re.sub(r'^(use|ใช้) ".*', "", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE)
    text = text.replace('"', '"🙂', 1).replace("\n", ending)
    await editor.open(name, text)
    shown = await colours(editor, name, None)
    for turn in range(20):
        if turn % 5 == 4:  # what is damaged too much has no names
            text = f"\n{text}" if turn % 2 else text.replace("weight", "weigth", 1)
        else:
            text = in_file(editor.text(name), random).encode("utf-8", "replace").decode("utf-8")
        found = await editor.change(name, difference(editor.text(name), text))
        text = editor.text(name)
        fresh = f"kept/{Path(file).parent.name}-{turn}/a.{kind}"
        anew = await editor.open(fresh, text)

        assert [(each.code, each.range, each.message) for each in found] == [
            (each.code, each.range, each.message) for each in anew
        ]
        shown = await colours(editor, name, shown)
        whole = await colours(editor, fresh, None)
        assert [*shown.data] == [*whole.data]
        outlined = await outline(editor, name)
        assert outlined == await outline(editor, fresh)
        for each in outlined:
            assert name_key(between(text, each.selection_range)) == name_key(each.name)
        assert await lenses(editor, name) == await lenses(editor, fresh)
        editor.close(fresh)


async def colours(
    editor: Editor, name: str, before: types.SemanticTokens | None
) -> types.SemanticTokens:
    """The colours of a file, made of those before and what has changed if there are any."""
    document = editor.document(name)
    if before is None:
        found = await editor.client.text_document_semantic_tokens_full_async(
            types.SemanticTokensParams(document)
        )
        assert found is not None
        return found
    assert before.result_id is not None
    changed = await editor.client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(document, before.result_id)
    )
    assert isinstance(changed, types.SemanticTokensDelta)
    data = [*before.data]
    for edit in sorted(changed.edits, key=lambda each: each.start, reverse=True):
        data[edit.start : edit.start + edit.delete_count] = edit.data or ()
    return types.SemanticTokens(data, changed.result_id)


async def outline(editor: Editor, name: str) -> list[types.DocumentSymbol]:
    """What a file declares, and what that is made of."""
    params = types.DocumentSymbolParams(editor.document(name))
    found = await editor.client.text_document_document_symbol_async(params)
    outlined = []
    for each in found or ():
        assert isinstance(each, types.DocumentSymbol)
        outlined += [each, *(each.children or ())]
    return outlined


async def lenses(editor: Editor, name: str) -> list[object]:
    """What can be done in a file, but for its name; each stands above what it is about."""
    params = types.CodeLensParams(editor.document(name))
    found = []
    for each in await editor.client.text_document_code_lens_async(params) or ():
        assert each.command is not None
        _, thing = each.command.arguments or ("", "")
        assert name_key(between(editor.text(name), each.range)) == name_key(str(thing))
        found.append((each.range, each.command.title, thing))
    return found


async def test_numbers_that_nobody_knows_get_all_colours(editor: Editor) -> None:
    """As after the server was started again."""
    await editor.open("kept/numbers.kpi", "fact a\n")
    params = types.SemanticTokensDeltaParams(editor.document("kept/numbers.kpi"), "another")
    found = await editor.client.text_document_semantic_tokens_full_delta_async(params)

    assert isinstance(found, types.SemanticTokens)
    assert [*found.data] == [0, 5, 1, 0, 1]


async def test_colours_of_the_screen_are_those_of_its_lines(editor: Editor) -> None:
    """Perhaps with some of the declarations that it cuts."""
    text = "".join(f'fact f-{n} "ก้🙂"\nvalue v-{n}\n  formula f-{n} + 1\n' for n in range(40))
    await editor.open("kept/screen.kpi", text)
    document = editor.document("kept/screen.kpi")
    screen = types.Range(types.Position(60, 0), types.Position(65, 0))
    found = await editor.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document, screen)
    )
    assert found is not None
    line = column = 0
    names = []
    for index in range(0, len(found.data), 5):
        down, right, length, _, _ = found.data[index : index + 5]
        line, column = line + down, right if down else column + right
        start, end = types.Position(line, column), types.Position(line, column + length)
        names.append(between(text, types.Range(start, end)))

    assert {"f-20", "v-20", "f-21"} <= set(names)
    assert len(names) < 15
