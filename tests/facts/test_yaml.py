"""Facts files that are written badly: every mistake in its place, in plain words."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.document import Group, RawFacts, Written, document
from kpirules.facts.yaml import read_yaml
from kpirules.prose.words import plain
from kpirules.text.source import Source


def read(text: str) -> tuple[RawFacts, list[Problem]]:
    """The document and everything wrong with it."""
    node, misread = read_yaml(Source("f", text))
    shaped = document(node, "f", damaged=bool(misread))

    return shaped.value, [*misread, *shaped.findings]


def told(text: str) -> list[str]:
    """Each mistake as `line:column stretch | headline`."""
    source = Source("f", text)
    lines = []
    for problem in read(text)[1]:
        place = source.place(problem.span.start)
        stretch = source.excerpt(problem.span)
        headline = plain(problem.describe("en").headline)
        lines.append(f"{place.line}:{place.column} {stretch} | {headline}")

    return lines


DAMAGED = {
    "a tab": (
        "facts:\n\ta: 1\n\tb: 2\n",
        ["2:1 \t | this line begins with a tab"],
        "a b",
    ),
    "a colon inside": (
        "facts:\n  a:\n    source: รายงาน: หน้า 4  # ?\n  b: 1",
        ["3:13 รายงาน: หน้า 4 | this text has a colon in it and stands without quotation marks"],
        "a b",
    ),
    "no space": (
        "facts:\n  a:362\n  b: 2\n",
        ["2:3 a:362 | a space is missing after the colon"],
        "b",
    ),
    "a no-break space": (
        "facts:\n  a:\u00a0362\n  b: 2\n",
        ["2:3 a:\u00a0362 | a space is missing after the colon"],
        "b",
    ),
    "no colon": (
        "facts:\n  a 362\n  b: 2\n",
        ["2:3 a 362 | there is no colon in `a 362`"],
        "b",
    ),
    "an open quote": (
        'facts:\n  a: "x\n  b: 1\n',
        ['2:6 " | this text has no closing quotation mark'],
        "b",
    ),
    "an open quote, closed by the next": (
        'facts:\n  a: "x\n  b: "y"\n  c: 1\n',
        ['2:6 " | this text has no closing quotation mark'],
        "b c",
    ),
    "an apostrophe": (
        "facts:\n  a: 'it's'\n  b: 1",
        ["2:6 'it's' | something follows the closing quotation mark"],
        "b",
    ),
    "an open brace": (
        "facts:\n  a: {value: 1, source: x\n  b: 2\n",
        ["2:6 { | `{` is not closed, or a comma is missing after it"],
        "b",
    ),
    "a stray brace": (
        "facts:\n  a: 1\n}\n",
        ["3:1 } | `}` has no place here"],
        "a",
    ),
    "signs": (
        "facts:\n  a: %x\n  b: @c\n  c: >50\n  d: |x\n  e: `\n  f: 1",
        [
            "2:6 % | text cannot begin with `%` outside quotation marks",
            "3:6 @ | text cannot begin with `@` outside quotation marks",
            "4:6 > | text cannot begin with `>` outside quotation marks",
            "5:6 | | text cannot begin with `|` outside quotation marks",
            "6:6 ` | text cannot begin with ``` outside quotation marks",
        ],
        "f",
    ),
    "too little indentation": (
        "facts:\n  a: 1\n b: 2\n",
        ["3:2 b: 2 | this line does not line up with the ones above"],
        "a",
    ),
    "too much indentation": (
        "facts:\n  a: 1\n   b: 2\n  c: 4",
        ["3:4 b: 2 | this line does not line up with the ones above"],
        "a c",
    ),
    "a remark under a figure": (
        "facts:\n  a: 12\n    note: x\n    page: 5\n  c: 4",
        ["3:5 note: x | `note: x` stands under a line that has its figure already"],
        "a c",
    ),
    "a dash before a name": (
        "facts:\n  a: 1\n  - b: 2\n  c: 3",
        ["3:3 - b: 2 | a facts file has no lists with dashes"],
        "a c",
    ),
    "a dash for a value": (
        "facts:\n  a: -\n  b: 1",
        ["2:6 - | a dash does not say why there is no value"],
        "b",
    ),
    "an escape": (
        'facts:\n  a: "C:\\q"\n  b: 1',
        ["2:9 \\q | `\\q` has no meaning between these quotation marks"],
        "b",
    ),
    "a control character": (
        "facts:\n  a: 5\x07\n  b: 1",
        ["2:7 \x07 | an invisible character that no text needs stands here: `U+0007`"],
        "a b",
    ),
    "an alias": (
        "facts:\n  a: &x 1\n  b: *x\n",
        [
            "2:6 &x | `&x` gives this place a name, which a facts file has no use for",
            "3:6 *x | `*x` refers to another place in the file, which a facts file may not",
        ],
        "a b",
    ),
    "tags": (
        "facts:\n  a: !!float 1\n  b: !hey\n",
        [
            "2:6 !!float | `!!float` has no meaning in a facts file",
            "3:6 !hey | `!hey` has no meaning in a facts file",
        ],
        "a b",
    ),
    "a second document": (
        "facts:\n  a: 1\n---\nfacts:\n  b: 2",
        ["3:1 --- | a second set of facts begins here"],
        "a",
    ),
    "many at once": (
        "facts:\n  a:1\n  b: x: y\n  c: 3\n  d: 'e\n  f: @\n  g: 7\n",
        [
            "2:3 a:1 | a space is missing after the colon",
            "3:6 x: y | this text has a colon in it and stands without quotation marks",
            "5:6 ' | this text has no closing quotation mark",
            "6:6 @ | text cannot begin with `@` outside quotation marks",
        ],
        "c g",
    ),
    "JSON without a comma": (
        '{\n "facts": {\n  "a": 1\n  "b": 2,\n  "c": "3"\n }\n}',
        ['4:3 "b": 2, | a comma is missing before this, or `{` above is not closed'],
        "a c",
    ),
    "JSON cut off": (
        '{"facts": {"a": 1,',
        ["1:11 { | `{` is not closed, or a comma is missing after it"],
        "",
    ),
    "a figure cut in two": (
        "facts: {a: {value: 362,318, page: 5}, b: 1,234,567.5, c: 2}\n",
        [
            "1:20 362,318 | between braces the comma cuts `362,318` in two",
            "1:42 1,234,567.5 | between braces the comma cuts `1,234,567.5` in two",
        ],
        "a b c",
    ),
    "a note cut in two": (
        "facts:\n  a: {value: 1, note: ก, ข}\n",
        ["2:26 ข | a fact has no key `ข`, as `a` has here"],
        "a",
    ),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_mistake_is_found_in_its_place_and_hides_no_other(case: str) -> None:
    """Every mistake is reported once, and the facts around it are still read."""
    text, expected, names = DAMAGED[case]

    assert told(text) == expected
    assert [fact.name.text for fact in read(text)[0].facts] == names.split()


SHAPES = {
    "nothing but a remark": ("# x\n", ["1:1  | this file says nothing"]),
    "prose": ("a\n", ["1:1 a | this is not a facts file"]),
    "a list": ("- a: 1\n", ["1:1 - | a facts file is not a list"]),
    "facts at the top": (
        "volunteers: 5\ntrained: 6",
        ["1:1 volunteers | `volunteers` stands outside `facts:`"],
    ),
    "a slip in a heading": ("fact:\n  a: 1", ["1:1 fact | a facts file has no key `fact`"]),
    "a strange heading": (
        "facts:\n  a: 1\nowner: x\n",
        ["3:1 owner | a facts file has no key `owner`"],
    ),
    "a heading twice": ("facts:\n  a: 1\nfacts:\n  b: 2", ["3:1 facts | `facts` is given twice"]),
    "a heading in two languages": (
        "facts:\n  a: 1\nข้อมูล:\n  b: 2",
        ["3:1 ข้อมูล | `ข้อมูล` is the same as `facts`, which is given already"],
    ),
    "a list of facts": (
        "facts:\n  - a: 1\n",
        ["2:3 - | under `facts` stands a list instead of names and figures"],
    ),
    "text for facts": (
        "facts: 5",
        ["1:8 5 | after `facts` stands text instead of names and figures"],
    ),
    "a history without years": ("history:\n  a: 1", ["2:3 a | `history` holds no years"]),
    "text for a history": ("history: 5", ["1:10 5 | `history` holds no years"]),
    "an empty head": (
        "period:\nfacts:\n  a: 1",
        ["1:1 period | nothing readable stands after `period`"],
    ),
    "a list for a figure": (
        "facts:\n  a: [1, 2]",
        ["2:6 [1, 2] | `a` has a list instead of one figure"],
    ),
    "entries for a text": (
        "facts:\n  a:\n    value: {x: 1}",
        [("3:5 value | further entries stand under `value`, where one text or figure belongs")],
    ),
    "a strange key": (
        "facts:\n  a:\n    value: 1\n    sorce: x",
        ["4:5 sorce | a fact has no key `sorce`, as `a` has here"],
    ),
    "a key twice": (
        "facts:\n  a:\n    note: x\n    value: 1\n    หมายเหตุ: y",
        ["5:5 หมายเหตุ | `หมายเหตุ` is the same as `note`, which is given already"],
    ),
    "a list for a name": ("facts:\n  ? [a]\n  : 1\n", ["2:3 ? | a name is expected here"]),
    "no end of levels": (
        "a: " + "[" * 40,
        ["1:35 [ | from here on, too many things stand inside one another"],
    ),
}


@pytest.mark.parametrize("case", SHAPES)
def test_a_file_of_another_shape_is_told_its_own(case: str) -> None:
    """What reads well but is no facts file is reported where it departs from one."""
    text, expected = SHAPES[case]

    assert told(text) == expected


@pytest.mark.parametrize("text", [text for text, *_ in (*DAMAGED.values(), *SHAPES.values())])
def test_mistakes_are_told_in_plain_words(text: str) -> None:
    """In both languages, with a way out, and without the words of parsers."""
    for problem in read(text)[1]:
        english, thai = problem.describe("en"), problem.describe("th")
        hints = [*english.helps, *(fix.title for fix in english.fixes)]
        words = " ".join(map(plain, (english.headline, *english.notes, *hints)))

        assert hints
        assert len(thai.helps) + len(thai.fixes) == len(hints)
        assert re.search("[ก-๛]", plain(thai.headline))
        assert not re.search(r"\b(token|scalar|parse|mapping|block|flow|document|anchor)", words)


FIXED = {
    "facts:\n\ta: 1\n": "facts:\n  a: 1\n",
    "facts:\n  a: b: c\n": 'facts:\n  a: "b: c"\n',
    'facts:\n  a: b: "c"\n': "facts:\n  a: 'b: \"c\"'\n",
    "facts:\n  a:1\n  b: 2\n": "facts:\n  a: 1\n  b: 2\n",
    "facts:\n  a\uff1a1\n  b: 2\n": "facts:\n  a: 1\n  b: 2\n",
    "facts: {a: 362,318}\n": 'facts: {a: "362,318"}\n',
}


@pytest.mark.parametrize("text", FIXED)
def test_a_fix_mends_the_file(text: str) -> None:
    """After the edit the file reads without a mistake."""
    (problem,) = read(text)[1]
    (fix,) = problem.describe("en").fixes
    (edit,) = fix.edits
    mended = text[: edit.span.start] + edit.text + text[edit.span.end :]

    assert mended == FIXED[text]
    assert told(mended) == []


def test_blank_lines_may_hold_tabs() -> None:
    """A tab that nobody sees in a line that says nothing is no mistake."""
    assert told("facts:\n  a: 1\n\t\n \t # x\n  b: 2\n") == []


# ------------------------------------------------------------------- exactness


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_figure_is_read_as_it_is_written(number: Decimal) -> None:
    """No figure passes through a float, in YAML or in JSON."""
    digits = format(number, "f")[:900]
    document = json.loads(json.dumps({"facts": {"a": 1}}))
    as_json = json.dumps(document).replace("1", digits)
    for text in (f"facts:\n  a: {digits}\n", as_json):
        value = read(text)[0].facts[0].value

        assert value is not None
        assert value.text == digits


@given(st.text(alphabet="กขคง abc'\"\\/:{}[],#&*!|>%@`\r\n\t-?0123456789", max_size=60))
def test_places_are_those_of_the_text(noise: str) -> None:
    """The stretch at the place of a plain text is that text; the rest is found as well."""
    text = f"facts:\n  😀ก: 362,318 \r\n  b: {noise}\n"
    raw, _ = read(text)
    for fact in raw.facts[:1]:
        assert fact.value is not None
        assert text[fact.name.start : fact.name.end] == "😀ก"
        assert fact.value.start == text.index("362")


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=5))
def test_json_text_is_read_as_json_reads_it(facts: dict[str, str]) -> None:
    """Names and texts come out as any JSON reader gives them."""
    node, findings = read_yaml(Source("f", json.dumps(facts, ensure_ascii=False)))

    if findings:  # YAML allows fewer control characters
        return
    assert isinstance(node, Group)
    assert [(key.text, value.text) for key, value in node.entries] == list(facts.items())  # type: ignore[union-attr]


def test_a_name_may_be_any_text() -> None:
    """Labels with spaces, quotes and Thai are names like others."""
    raw, findings = read('facts:\n  "จำนวน อพม.: สะสม": 5\n  จำนวน ครัวเรือน: 6\n')

    assert findings == []
    assert [fact.name for fact in raw.facts] == [
        Written("จำนวน อพม.: สะสม", 9, 27, "quoted"),
        Written("จำนวน ครัวเรือน", 33, 48, "plain"),
    ]


def test_the_facts_of_the_department_are_read() -> None:
    """The facts file of the repository has no mistake in how it is written."""
    path = Path(__file__).parents[2] / "rules" / "dsdw" / "2566" / "facts.yaml"
    raw, findings = read(path.read_text(encoding="utf-8"))

    assert findings == []
    assert raw.period is not None
    assert {year.year.text for year in raw.history} == {"2561", "2562", "2563", "2564", "2565"}
