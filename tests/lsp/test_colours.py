"""The kinds of names as an editor is told them."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.conftest import Editor, between
from tests.lsp.test_results import ENGLISH, THAI

from kpirules.ide.colours import KINDS

pytestmark = pytest.mark.asyncio


async def coloured(editor: Editor, file: str, text: str) -> list[tuple[str, str, bool]]:
    """Each name with its kind, and whether it is declared there."""
    await editor.open(file, text)
    client = editor.client
    found = await client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(editor.document(file))
    )
    assert found is not None
    line = column = 0
    names = []
    for index in range(0, len(found.data), 5):
        down, right, length, kind, declares = found.data[index : index + 5]
        line, column = line + down, right if down else column + right
        start, end = types.Position(line, column), types.Position(line, column + length)
        names.append((between(text, types.Range(start, end)), KINDS[kind], bool(declares)))
    return names


async def test_names_are_what_they_are(editor: Editor) -> None:
    """Facts, parameters, methods, indicators, components; in the order of the file."""
    found = await coloured(editor, "card.kpi", ENGLISH)

    assert found[:5] == [
        ("trained", "variable", True),
        ("officers", "variable", True),
        ("goal", "parameter", True),
        ("two-level", "method", True),
        ("training", "function", True),
    ]
    assert ("people", "namespace", False) in found
    assert ("people", "namespace", True) in found
    assert ("percent", "type", False) in found


async def test_places_are_counted_as_editors_count(editor: Editor) -> None:
    """After pictures, and with Thai marks."""
    found = await coloured(editor, "thai.kpi", THAI)

    assert ("น้ำท่วม", "variable", True) in found
    assert ("น้ำท่วม", "variable", False) in found
    assert ("สองระดับ", "method", False) in found
    assert ("กรม", "class", True) in found


async def test_a_name_that_nothing_declares_has_no_colour(editor: Editor) -> None:
    """In a damaged file the others keep theirs."""
    found = await coloured(editor, "card.kpi", ENGLISH.replace("trained / ", "trainedd / "))

    assert not [name for name, _, _ in found if name == "trainedd"]
    assert ("officers", "variable", False) in found
