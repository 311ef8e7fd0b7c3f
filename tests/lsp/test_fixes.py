"""Quick fixes, asked for and made as an editor does it, until nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from tests.lsp.conftest import ROOT, Editor, position

pytestmark = pytest.mark.asyncio
LANG = "th"

MENDABLE = {
    "bands/edges-swapped.kpi": {"KPI0507"},
    "bands/gap-on-the-exact-total.kpi": {"KPI0505"},
    "bands/overlap.kpi": {"KPI0506"},
    "cases/between-the-wrong-way-round.kpi": {"KPI0308"},
    "dates/no-such-month.kpi": {"KPI0101"},
    "declared/period-ends-before-it-starts.kpi": {"KPI0515"},
    "declared/periods-overlap.kpi": {"KPI0513"},
    "literate/mistake-in-a-block.kpi.md": {"KPI0210", "KPI0201"},
    "names/unknown-function.kpi": {"KPI0211"},
    "reading/curly-quotes.kpi": {"KPI0107"},
    "reading/decimal-comma-levels.kpi": {"KPI0110"},
    "reading/foreign-letters.kpi": {"KPI0113"},
    "reading/invisible-character.kpi": {"KPI0108"},
    "reading/line-before-declaration.kpi": {"KPI0115"},
    "reading/look-alike-sign.kpi": {"KPI0109"},
    "reading/minus-without-space.kpi": {"KPI0111"},
    "reading/numbered-heading.kpi": {"KPI0102"},
    "reading/unclosed-parenthesis.kpi": {"KPI0105"},
    "reading/unclosed-text.kpi": {"KPI0106"},
    "scoring/against-the-direction.kpi": {"KPI0504"},
    "scoring/level-of-another-sort.kpi": {"KPI0517", "KPI0504"},
    "scoring/levels-zigzag.kpi": {"KPI0502"},
    "units/baht-and-a-bare-number.kpi": {"KPI0302"},
    "units/rounding-without-mode.kpi": {"KPI0307"},
}
"""Files of the corpus that fixes alone make sound, and what is wrong with them."""


async def offered(
    editor: Editor, name: str, *, only: list[types.CodeActionKind | str] | None = None
) -> list[types.CodeAction]:
    """The actions that the server offers for a whole file."""
    text = editor.text(name)
    whole = types.Range(types.Position(0, 0), position(text, len(text)))
    context = types.CodeActionContext([], only=only)
    params = types.CodeActionParams(editor.document(name), whole, context)
    found = await editor.client.text_document_code_action_async(params)
    return [each for each in found or () if isinstance(each, types.CodeAction)]


@pytest.mark.parametrize("file", MENDABLE)
async def test_quick_fixes_make_a_file_sound(editor: Editor, file: str) -> None:
    """One fix after the other; each says which finding it is for."""
    topic, _, called = file.partition("/")
    path = ROOT / "tests" / "corpus" / topic / "bad" / called
    name = f"{topic}/{Path(called).stem}/{called}"
    findings = await editor.open(name, path.read_bytes().decode("utf-8"))
    mended: set[object] = set()
    for _ in range(8):
        if not findings:
            break
        fix, *_ = await offered(editor, name, only=[types.CodeActionKind.QuickFix])
        assert fix.diagnostics
        assert fix.diagnostics[0].code in {each.code for each in findings}
        mended.add(fix.diagnostics[0].code)
        await editor.make(fix.edit)
        findings = await editor.findings(name)

    assert findings == []
    assert mended == MENDABLE[file]


async def test_many_kinds_of_findings_are_mended() -> None:
    """At least fifteen."""
    assert len({code for codes in MENDABLE.values() for code in codes}) >= 15


async def test_a_fix_is_offered_where_its_finding_is(editor: Editor) -> None:
    """And nowhere else in the file."""
    text = "fact a\n  measured in percnt\n\nfact b\n  measured in percent\n"
    await editor.open("place/a.kpi", text)
    context = types.CodeActionContext([], only=[types.CodeActionKind.QuickFix])
    found = []
    for line in (1, 4):
        here = types.Range(types.Position(line, 15), types.Position(line, 15))
        params = types.CodeActionParams(editor.document("place/a.kpi"), here, context)
        found.append(await editor.client.text_document_code_action_async(params))

    assert [len(each or ()) for each in found] == [1, 0]


async def test_fixing_all_does_what_check_fix_does(editor: Editor) -> None:
    """All that is safe at once, when asked for by its kind, and when chosen from the list."""
    text = "fact a  # 🙂\n  whole number from 0 to 100\u200b\n\nvalue v\n  formula a × 2 − 1\n"
    await editor.open("all/a.kpi", text)
    asked = await offered(editor, "all/a.kpi", only=["source.fixAll"])
    (listed,) = [each for each in await offered(editor, "all/a.kpi") if each.kind != "quickfix"]
    chosen = await editor.client.code_action_resolve_async(listed)

    assert [each.kind for each in asked] == ["source.fixAll.kpirules"]
    assert asked[0].edit == chosen.edit

    await editor.make(chosen.edit)

    assert editor.text("all/a.kpi") == (
        "fact a  # 🙂\n  whole number from 0 to 100\n\nvalue v\n  formula a * 2 - 1\n"
    )
    assert await editor.findings("all/a.kpi") == []
