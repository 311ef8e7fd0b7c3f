"""Rules in Markdown documents: which text is rules, where findings point, and what the rules mean."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # comes with Rich; the judge of what CommonMark says
from msgspec import Struct

from kpirules.cli.check import check
from kpirules.cli.test import test as run_examples
from kpirules.project.books import load_text
from kpirules.project.places import books_under, books_with_scorecards, rule_files, used_file
from kpirules.render.terminal import diagnostics_to_text
from kpirules.syntax.grammar import grammar
from kpirules.syntax.literate import rules_text
from kpirules.syntax.parse import parse
from kpirules.syntax.tokens import lex
from kpirules.text.source import Source

ROOT = Path(__file__).resolve().parents[2]
RULES = [path.read_text("utf-8") for path in sorted((ROOT / "rules").rglob("*.kpi"))]
PROSE = (
    "",
    "weight 20",
    "# หมวด 1 บททั่วไป",
    'It costs (perhaps) "much',
    "| ก | ข |\n|---|---|",
    "```text\nindicator x\n```",
    "~~~\nunclosed (\n~~~",
    "<!--\n```kpi\nunit hidden\n```\n-->",
    "> ```kpi\n> unit quoted\n> ```",
    "````markdown\n```kpi\nunit shown\n```\n````",
    "``` inline ```",
    "1. ข้อหนึ่ง\n   - ย่อย",
)
FENCES = (
    "```kpi\n{}```",
    "~~~~ kpi\n{}~~~~~",
    '   ```kpi title="ข้อ 1"\n{}  ```',
    "1. ```KPI\n{}   ```",
)


def document(text: str) -> Source:
    """A text as a document with rules in it."""
    return Source("rules.kpi.md", text)


def words(text: str) -> list[str]:
    """What is left of a document, without blanks."""
    return rules_text(document(text)).value.split()


def codes(text: str) -> list[str]:
    """The findings about the document itself."""
    return [finding.code for finding in rules_text(document(text)).findings]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("```kpi\na\n```\n", "a"),
        ("~~~kpi\na\n~~~\n", "a"),
        ("prose\n```kpi\na\n```\nprose\n~~~kpi\nb\n~~~", "a b"),
        ("``` kpi title=1\na\n```", "a"),
        ("```KPI\na\n```", "a"),
        ("```kpi,draft\na\n```", "a"),
        ("   ```kpi\n   a\n ```  \nprose", "a"),
        ("`````kpi\na\n`````````\nprose", "a"),
        ("- item\n\n      ```kpi\n      a\n      ```\nprose", "a"),
        ("1. ```kpi\n   a\n   ```\nprose", "a"),
        ("\t```kpi\n\ta\n\t```\nprose", "a"),
        ("\ufeff```kpi\na\n```", "a"),
        ("prose\r\n```kpi\r\na\r\n```\r\nprose", "a"),
        ("prose\r```kpi\ra\r```\rprose", "a"),
        ("```kpi\na\n```\n<!-- never closed\n```kpi\nb\n```", "a b"),
        ("    <!--\n```kpi\na\n```\n-->", "a"),
        ("text <!--\n```kpi\na\n```\n-->", "a"),
        ("```kpi\na\n```\n<!-- x --> y\n```kpi\nb\n```", "a b"),
        ("```text\n<!--\n```\n```kpi\na\n```\n-->", "a"),
        ("```kpi\n```\nprose", ""),
    ],
)
def test_blocks_of_rules(text: str, rules: str) -> None:
    """What CommonMark calls a block fenced as `kpi`, and blocks in lists, are rules; the rest is not."""
    assert (words(text), codes(text)) == (rules.split(), [])


@pytest.mark.parametrize(
    "text",
    [
        "prose only",
        "```\nunit a\n```",
        "```python\nunit a\n```",
        "```kpis\nunit a\n```",
        "```kpi-output\nunit a\n```",
        "kpi\nunit a\n",
        "``kpi\nunit a\n``",
        "```kpi` is no fence\nunit a\n",
        "text ```kpi\nunit a\n",
        "> ```kpi\n> unit a\n> ```",
        "````text\n```kpi\nunit a\n```\n````",
        "~~~text\n```kpi\nunit a\n```\n~~~",
        "<!--\n```kpi\nunit a\n```\n-->",
        "  <!-- ```kpi\nunit a\n-->",
        "```text\n```",
    ],
)
def test_no_rules(text: str) -> None:
    """Other blocks, comments and quotations are prose; a document of prose alone is reported."""
    assert (words(text), codes(text)) == ([], ["KPI0118"])


@pytest.mark.parametrize(
    ("text", "rules", "lines"),
    [
        ("prose\n```kpi\na", "a", [2]),
        ("```kpi", "", [1]),
        ("```kpi\na\n``\n", "a ``", [1]),
        ("````kpi\na\n```\n", "a ```", [1]),
        ("```kpi\na\n~~~\n", "a ~~~", [1]),
        ("```kpi\na\n    ```\n", "a ```", [1]),
        ("```kpi\na\n```kpi\nb\n```", "a b", [1]),
        ("```kpi\na\n```text\nb\n```", "a", [1]),
        ("```text\nx\n\n```kpi\na\n```", "a", [1]),
        ("```kpi\na\n```kpi\nb\n", "a b", [1, 3]),
    ],
)
def test_unclosed_blocks(text: str, rules: str, lines: list[int]) -> None:
    """A block runs to the end or to the next one, and its opening line is reported."""
    source = document(text)
    findings = rules_text(source).findings

    assert [finding.code for finding in findings] == ["KPI0117"] * len(lines)
    assert [source.place(finding.span.start).line for finding in findings] == lines
    assert words(text) == rules.split()


def test_other_files_are_all_rules() -> None:
    """Only the name decides: in a rule file a fence is a mistake like any other."""
    assert rules_text(Source("rules.kpi", "x\n```kpi\n")).value == "x\n```kpi\n"


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, str]:
    """The text of rules, and the same text in blocks with prose between them."""
    lines = draw(st.sampled_from(RULES)).splitlines(keepends=True)[: draw(st.integers(1, 120))]
    ends = sorted(draw(st.sets(st.integers(1, len(lines)), max_size=8)) | {len(lines)})
    parts = [draw(st.sampled_from(PROSE))]
    for start, end in zip((0, *ends), ends, strict=False):
        block = "".join(lines[start:end])
        parts += (draw(st.sampled_from(FENCES)).format(block), draw(st.sampled_from(PROSE)))
    written = draw(st.sampled_from(("", "\ufeff"))) + "\n".join(parts)
    return "".join(lines), written.replace("\n", draw(st.sampled_from(("\n", "\r\n", "\r"))))


@given(cuts())
def test_prose_between_lines_changes_nothing(cut: tuple[str, str]) -> None:
    """However rules are cut into blocks, the tree is that of the rules alone, but for its places."""
    alone, among = parse(Source("rules.kpi", cut[0])), parse(document(cut[1]))

    assert [finding.code for finding in among.findings] == [
        finding.code for finding in alone.findings
    ]
    assert tree(among.value) == tree(alone.value)


PIECES = (
    "```", "```kpi", "```text", "````", "~~~", "~~~kpi", "  ```  ", "   ~~~kpi x", "```kpi`", "````kpi",
    "<!-- a\nb -->", "  <!--\n```kpi\n-->", "", 'prose ("', "weight 20", "unit person", "  formula (a", "- b",
    "indicator x ×", "“curly”", "# note",
)  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join)


@given(DOCUMENTS)
@example("prose\n```kpi\nunit person\nweight (\n")
def test_findings_lie_in_blocks_or_on_fences(text: str) -> None:
    """Prose is never found wrong; messages show the lines of the document as they are."""
    source = document(text)
    checked = load_text(text, source.name)
    kept = rules_text(source).value
    shown = diagnostics_to_text(
        [finding.describe("en") for finding in checked.findings], {source.name: source}, lang="en"
    )

    assert len(kept) == len(text)
    for finding in checked.findings:
        start, end = finding.span.start, finding.span.end
        line = source.line(source.place(start).line)
        assert line.strip() in shown or finding.code == "KPI0118"
        if finding.code == "KPI0117":
            assert re.fullmatch(r" *(```|~~~).*", line)
        elif finding.code == "KPI0118":
            assert (start, end) == (0, 0)
        else:
            # The last sign of what is marked; of an empty mark, the sign before it.
            first, last = min(start, end - 1), end - 1
            assert (kept[first], kept[last]) == (text[first], text[last])
            assert not kept[last].isspace()


@given(DOCUMENTS)
def test_fences_are_those_of_common_mark(text: str) -> None:
    """Where no block is left open, an independent reader of Markdown finds the same blocks."""
    assume("KPI0117" not in codes(text))
    assume("- " not in text)
    blocks = [
        block.content
        for block in MarkdownIt("commonmark").parse(text)
        if block.type == "fence" and block.info.split()[:1] == ["kpi"]
    ]

    assert words(text) == "".join(blocks).split()


@pytest.mark.parametrize(
    "prose",
    [
        "สำนักฝึกอบรมประเมินผลปีละครั้ง but not (much) – more often.\n",
        "\n",
        "<!--\n",
        "` `` ``` `\n",
        "``` ` ",
        "- * 1. ",
        "```text\n```\n",
    ],
)
def test_a_long_document_is_read_fast(prose: str) -> None:
    """A million signs of prose cost next to nothing, whatever they are."""
    text = prose * (1_000_000 // len(prose)) + "\n\n~~~kpi\nunit person\n~~~\n"
    rules = grammar()
    start = process_time()
    found = lex(document(text), rules)
    took = process_time() - start

    assert [str(token) for line in found.lines for token in line] == ["unit", "person"]
    assert took < 1  # 0.02 on a quiet machine; seconds where each sign is looked at apart


def test_documents_are_rule_files_and_other_markdown_is_not(tmp_path: Path) -> None:
    """A folder's rules are its `.kpi` and `.kpi.md` files; a README that shows rules is none."""
    shown = "```kpi\nscorecard other\n  period 2566\n```\n"
    for name in (
        "a.kpi.md",
        "b.kpi",
        "sub/c.kpi.md",
        "only/README.md",
        "README.md",
        ".kpi.md",
        "kpi.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            shown if name != "sub/c.kpi.md" else "scorecard cards are here\n```kpi\n```\n", "utf-8"
        )

    assert [path.name for path in rule_files(tmp_path)] == ["a.kpi.md", "b.kpi"]
    assert books_under(tmp_path) == [tmp_path, tmp_path / "sub"]
    assert books_with_scorecards(tmp_path) == [tmp_path]


def test_a_document_can_be_used(tmp_path: Path) -> None:
    """`use` names it like any file, and offers it when another ending was written."""
    (tmp_path / "units.kpi.md").write_text("```kpi\nunit person\n```\n", "utf-8")
    (tmp_path / "units.md").write_text("units\n", "utf-8")

    assert used_file("units.kpi.md", tmp_path)[0] == tmp_path / "units.kpi.md"
    assert used_file("units.kpi", tmp_path)[2] == "units.kpi.md"


def test_the_regulation_is_sound_and_its_examples_hold(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole scorecard written as a regulation, in Thai and English."""
    monkeypatch.chdir(ROOT)
    exits = (
        check(("tests/literate",), None, "en", "concise"),
        run_examples(("tests/literate",), None, "en", "text", fail_on_empty=True, wanted="results"),
    )

    assert exits == (0, 0), capsys.readouterr().out


def tree(node: object) -> object:
    """What was written, without where."""
    if isinstance(node, Struct):
        fields = [name for name in node.__struct_fields__ if name != "span"]
        if type(node).__name__ == "File":
            fields.remove("name")
        return (type(node).__name__, *(tree(getattr(node, name)) for name in fields))
    return tuple(map(tree, node)) if isinstance(node, tuple) else node
