"""What the reader says of the commonest mistakes, and what its fixes make of them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.prose.words import plain
from kpirules.syntax.parse import parse
from kpirules.text.source import Source


class Mistake(Struct, frozen=True):
    """A line of a declaration that is written wrongly, and the only message about it."""

    opening: str
    line: str
    code: str
    headline: str
    help: str | None = None
    fixed: str | None = None


BANDS = "bands grade"
LEVELS = "indicator i1"
FACT = "fact passed"
CARD = "scorecard card"
NOTHING = ""

MISTAKES = [
    # A suggestion never turns a meaning round, and never is what was written.
    Mistake(
        BANDS, "good ต่ำกวา 75", "KPI0101", "`ต่ำกวา` cannot stand after `good`",
        "did you mean `ต่ำกว่า`?", "good ต่ำกว่า 75",
    ),
    Mistake(
        BANDS, "good ไม่ต่ำกวา 75", "KPI0101", "`ไม่ต่ำกวา` cannot stand after `good`",
        "did you mean `ไม่ต่ำกว่า`?", "good ไม่ต่ำกว่า 75",
    ),
    Mistake(
        LEVELS, "applicable when yes", "KPI0102", "no line begins with `applicable`",
        "a line begins with a keyword such as weight or formula; text that is not a rule stands after #",
    ),
    Mistake(
        LEVELS, "ยกเลิกตัวชี้วัด", "KPI0102", "no line begins with `ยกเลิกตัวชี้วัด`",
        "did you mean `ยกเลิก`?", "ยกเลิก",
    ),
    # Numbers.
    Mistake(
        CARD, "component c weight 60%", "KPI0110", "`60%` is not a number",
        "write `60` without the percent sign", "component c weight 60",
    ),
    Mistake(
        LEVELS, "weight 60 %", "KPI0110", "`60 %` is not a number",
        "write `60` without the percent sign", "weight 60",
    ),
    Mistake(
        BANDS, "good at least 75%", "KPI0110", "`75%` is not a number",
        "write `75` without the percent sign", "good at least 75",
    ),
    Mistake(
        LEVELS, "75% at 80", "KPI0110", "`75%` is not a number",
        "write `75` without the percent sign", "75 at 80",
    ),
    Mistake(
        LEVELS, "75 at 80%", "KPI0110", "`80%` is not a number",
        "write `80`; the line measured in percent says that it is percent", "75 at 80",
    ),
    Mistake(
        LEVELS, "weight 59,54", "KPI0110", "`59,54` is not a number",
        "the decimal sign is a point and commas part thousands: `59.54`, `556,629`", "weight 59.54",
    ),
    Mistake(
        LEVELS, "weight 0,060", "KPI0110", "`0,060` is not a number",
        "the decimal sign is a point and commas part thousands: `59.54`, `556,629`", "weight 0.060",
    ),
    Mistake(LEVELS, "น้ำหนัก ๐,๐๖๐", "KPI0110", "`๐,๐๖๐` is not a number", None, "น้ำหนัก ๐.๐๖๐"),
    Mistake(LEVELS, "weight 00,060", "KPI0110", "`00,060` is not a number"),
    Mistake(LEVELS, "weight 1.234,5", "KPI0110", "`1.234,5` is not a number", None, "weight 1,234.5"),
    Mistake(LEVELS, "weight 1.234.5", "KPI0110", "`1.234.5` is not a number"),
    Mistake(LEVELS, f"weight {'7' * 1001}", "KPI0110", "a number has at most 1,000 digits"),
    Mistake(LEVELS, f"weight {'7' * 5000}", "KPI0110", "a number has at most 1,000 digits"),
    Mistake(LEVELS, f"50 at 0.{'7' * 5000}", "KPI0110", "a number has at most 1,000 digits"),
    Mistake(LEVELS, f"weight {'7' * 5000}%", "KPI0110", "a number has at most 1,000 digits"),
    Mistake(LEVELS, f"weight {'7,' * 5000}77", "KPI0110", "a number has at most 1,000 digits"),
    # Characters.
    Mistake(LEVELS, "weight 60;", "KPI0113", "`;` has no meaning in a rule", "delete it", "weight 60"),
    Mistake(LEVELS, "weight:60", "KPI0113", "`:` has no meaning in a rule", "delete it", "weight 60"),
    Mistake(
        LEVELS, "weight ６０", "KPI0113", "`６０` has no meaning in a rule", "write `60`", "weight 60"
    ),
    Mistake(LEVELS, "weight ６０％", "KPI0110", "`60%` is not a number", None, "weight 60"),
    Mistake(
        LEVELS, "part of ｐｅｒｆ-1", "KPI0113", "`ｐｅｒｆ` has no meaning in a rule", "write `perf`",
        "part of perf-1",
    ),
    Mistake(
        LEVELS, "pаrt of perf", "KPI0113", "this letter is foreign: it only looks like `a`",
        "write `a`", "part of perf",
    ),
    Mistake(
        LEVELS, "part of сοre", "KPI0113",
        "there are foreign letters here: they only look like `co`", "write `co`", "part of core",
    ),
    Mistake(
        LEVELS, "อยู่ใน ກอง", "KPI0113", "this letter is foreign: it only looks like `ก`",
        "write `ก`", "อยู่ใน กอง",
    ),
    Mistake(
        LEVELS, "part of perf Привет", "KPI0113", "`Привет` has no meaning in a rule",
        'text stands in "quotes", remarks after #',
    ),
    Mistake(
        LEVELS, "not applicable when a && b", "KPI0113", "`&&` has no meaning in a rule",
        "write `and`", "not applicable when a and b",
    ),
    Mistake(
        LEVELS, "ไม่ต้องประเมินเมื่อ ก || ข", "KPI0113", "`||` has no meaning in a rule",
        "write `หรือ`", "ไม่ต้องประเมินเมื่อ ก หรือ ข",
    ),
    Mistake(
        LEVELS, "note 'two words'", "KPI0113", "text needs double quotation marks",
        'write `"two words"`', 'note "two words"',
    ),
    Mistake(
        LEVELS, "note ‘สองคำ’", "KPI0113", "text needs double quotation marks",
        'write `"สองคำ"`', 'note "สองคำ"',
    ),
    Mistake(
        LEVELS, "measured in %", "KPI0113", "`%` has no meaning in a rule",
        "write `percent`", "measured in percent",
    ),
    Mistake(
        LEVELS, "มีหน่วยเป็น %", "KPI0113", "`%` has no meaning in a rule",
        "write `ร้อยละ`", "มีหน่วยเป็น ร้อยละ",
    ),
    Mistake(
        LEVELS, "weight 60 // share; don't", "KPI0113", "`//` has no meaning in a rule",
        "write `#`", "weight 60 # share; don't",
    ),
    # Two lines on one.
    Mistake(
        LEVELS, "part of perf weight 60", "KPI0101", "`weight` cannot stand after `perf`",
        "begin a new line with `weight`", "part of perf\n  weight 60",
    ),
    Mistake(
        NOTHING, 'ตัวชี้วัด i1 "คำ" น้ำหนัก 60', "KPI0101", '`น้ำหนัก` cannot stand after `"คำ"`',
        "begin a new line with `น้ำหนัก`", 'ตัวชี้วัด i1 "คำ"\n  น้ำหนัก 60',
    ),
    Mistake(FACT, "whole number is 5", "KPI0101", "`is` cannot stand after `number`"),
    # Text without quotation marks.
    Mistake(
        NOTHING, "indicator i1 volunteers: 80% (active) # why", "KPI0101",
        "a label stands in quotation marks", 'write `"volunteers: 80% (active)"`',
        'indicator i1 "volunteers: 80% (active)" # why',
    ),
    Mistake(
        NOTHING, "ตัวชี้วัด i1 ร้อยละของ อพม. ที่อบรม", "KPI0101", "a label stands in quotation marks",
        'write `"ร้อยละของ อพม. ที่อบรม"`', 'ตัวชี้วัด i1 "ร้อยละของ อพม. ที่อบรม"',
    ),
    Mistake(
        NOTHING, 'indicator i1 volunteers"', "KPI0101", "a label stands in quotation marks",
        'write `"volunteers"`', 'indicator i1 "volunteers"',
    ),
    Mistake(
        FACT, "note see https://example.org", "KPI0101", "text stands in quotation marks",
        'write `"see https://example.org"`', 'note "see https://example.org"',
    ),
    Mistake(
        FACT, "source The plan page 5", "KPI0101", "text stands in quotation marks",
        'write `"The plan"`', 'source "The plan" page 5',
    ),
    Mistake(
        CARD, "component c The work weight 60", "KPI0101", "a label stands in quotation marks",
        'write `"The work"`', 'component c "The work" weight 60',
    ),
    Mistake(
        BANDS, "good Very good at least 75", "KPI0101", "a label stands in quotation marks",
        'write `"Very good"`', 'good "Very good" at least 75',
    ),
    # Signs for words, and words for signs.
    Mistake(
        BANDS, 'good "Good" >= 75', "KPI0101", '`>=` cannot stand after `"Good"`',
        "write `at least 75`", 'good "Good" at least 75',
    ),
    Mistake(
        "เกณฑ์ระดับ ระดับ", "ดี >75 และ <= 80", "KPI0101", "`>` cannot stand after `ดี`",
        "write `มากกว่า 75 และ ไม่เกิน 80`", "ดี มากกว่า 75 และ ไม่เกิน 80",
    ),
    Mistake(
        BANDS, "good >= 75 < 80", "KPI0101", "`>=` cannot stand after `good`",
        "write `at least 75 and below 80`", "good at least 75 and below 80",
    ),
    Mistake(
        BANDS, "good 75 to 100", "KPI0101", "`75` cannot stand after `good`",
        "write `from 75 to 100`", "good from 75 to 100",
    ),
    Mistake(
        BANDS, "good 75 - 100", "KPI0101", "`75` cannot stand after `good`",
        "write `from 75 to 100`", "good from 75 to 100",
    ),
    Mistake(
        LEVELS, "50 = 59.54", "KPI0101", "`=` cannot stand after `50`",
        "write `50 at 59.54`", "50 at 59.54",
    ),
    Mistake(
        LEVELS, "50: -59.54", "KPI0101", "`-` cannot stand after `50`",
        "write `50 at -59.54`", "50 at -59.54",
    ),
    Mistake(
        "parameter p", "556 629 from 2562", "KPI0101", "`629` cannot stand after `556`",
        "write `556,629`", "556,629 from 2562",
    ),
    Mistake(
        "example e", "given passed 80", "KPI0101", "`80` cannot stand after `passed`",
        "write `given passed = 80`", "given passed = 80",
    ),
    Mistake(
        "example e", "expect i1.score is 5", "KPI0101", "`5` cannot stand after `is`",
        "write `expect i1.score = 5`", "expect i1.score = 5",
    ),
    Mistake(
        "value v", "formula passed == 5", "KPI0101", "`=` cannot stand after `=`",
        "write `=`", "formula passed = 5",
    ),
    Mistake(
        "value v", "formula 0 <= passed <= 5", "KPI0101", "`<=` cannot stand after `passed`",
        "write `passed between 0 and 5`", "formula passed between 0 and 5",
    ),
    Mistake(
        "value v", "formula 0 < passed < 5", "KPI0101", "`<` cannot stand after `passed`",
        "write `0 < passed and passed < 5`", "formula 0 < passed and passed < 5",
    ),
    Mistake(
        "value v", "formula a + 0 <= passed <= 5", "KPI0101", "`<=` cannot stand after `passed`",
        "write `passed between a + 0 and 5`", "formula passed between a + 0 and 5",
    ),
    Mistake(
        "value v", "formula if a > 1 then 5", "KPI0104",
        "the line `formula if a > 1 then 5` is not finished",
        "else is missing: say after it what holds in all other cases",
    ),
    Mistake(
        "value v", f"formula {'(' * 99}1{')' * 98}", "KPI0116",
        "this formula is nested 99 deep; at most 80 is read",
    ),
    # Other words and signs for those of the language.
    Mistake(
        FACT, "from 0 upto 100", "KPI0101", "`upto` cannot stand after `0`",
        "write `to`", "from 0 to 100",
    ),
    Mistake(
        "parameter p", "556,629 since 2562", "KPI0101", "`since` cannot stand after `556,629`",
        "write `from`", "556,629 from 2562",
    ),
    Mistake(
        "value v", "formula if a > 1 then 5 otherwise 6", "KPI0101",
        "`6` cannot stand after `otherwise`", "write `else 6`", "formula if a > 1 then 5 else 6",
    ),
    Mistake(
        "value v", "formula a => 5", "KPI0101", "`>` cannot stand after `=`",
        "write `>=`", "formula a >= 5",
    ),
    Mistake(
        "ค่าคำนวณ ค", "สูตร ก หารด้วย ข คูณ 100", "KPI0101", "`หารด้วย` cannot stand after `ก`",
    ),
    Mistake(
        "ค่าคำนวณ ค", "สูตร ก หารด้วย ข", "KPI0101", "`หารด้วย` cannot stand after `ก`",
        "write `/`", "สูตร ก / ข",
    ),
    Mistake(
        BANDS, "good not more than 75", "KPI0101", "`not` cannot stand after `good`",
        "write `at most`", "good at most 75",
    ),
    Mistake(
        "เกณฑ์ระดับ ระดับ", "ดี เกิน 75", "KPI0101", "`เกิน` cannot stand after `ดี`",
        "write `มากกว่า`", "ดี มากกว่า 75",
    ),
    Mistake(
        "เกณฑ์ระดับ ระดับ", 'ดี "ดี" ตั้งแต่ 75 ขึ้นไป', "KPI0101", "`ขึ้นไป` cannot stand after `75`",
        "write `ไม่น้อยกว่า 75`", 'ดี "ดี" ไม่น้อยกว่า 75',
    ),
    Mistake(
        BANDS, "good 75 or more", "KPI0101", "`75` cannot stand after `good`",
        "write `at least 75`", "good at least 75",
    ),
    Mistake(
        LEVELS, "rounded to 2 decimals", "KPI0101", "`decimals` cannot stand after `2`",
        "write `places`", "rounded to 2 places",
    ),
    Mistake(
        LEVELS, "weight = 60", "KPI0101", "`=` cannot stand after `weight`",
        "write `weight 60`", "weight 60",
    ),
    Mistake(
        CARD, "component c weight 60 percent", "KPI0101", "`percent` cannot stand after `60`",
        "write `component c weight 60`", "component c weight 60",
    ),
    Mistake(
        "ตัวชี้วัด ก", "น้ำหนัก ร้อยละ 60", "KPI0101", "`ร้อยละ` cannot stand after `น้ำหนัก`",
        "write `น้ำหนัก 60`", "น้ำหนัก 60",
    ),
    # A character that breaks a line off is the one thing said of the line.
    Mistake(
        "value v", "formula a > 1 ? 5 : 6", "KPI0113", "`?` has no meaning in a rule",
        'text stands in "quotes", remarks after #',
    ),
    Mistake(
        "value v", "formula a；b", "KPI0113", "`；` has no meaning in a rule",
        'text stands in "quotes", remarks after #',
    ),
    Mistake(
        "value v", "formula [a", "KPI0113", "`[` has no meaning in a rule",
        'text stands in "quotes", remarks after #',
    ),
    Mistake(
        "value v", "formula if a and (b or c then 1 else 0", "KPI0105", "this parenthesis is not closed",
        "write `)` where it ends, for example at the end", "formula if a and (b or c) then 1 else 0",
    ),
    Mistake("value v", "formula (", "KPI0105", "this parenthesis is not closed"),
    Mistake(
        CARD, "otal is the sum of the rounded weighted scores", "KPI0102",
        "no line begins with `otal is the sum of the rounded weighted scores`",
        "did you mean `total is the sum of the rounded weighted scores`?",
        "total is the sum of the rounded weighted scores",
    ),
    Mistake(
        FACT, 'source The plan" page 5', "KPI0101", "text stands in quotation marks",
        'write `"The plan"`', 'source "The plan" page 5',
    ),
    # Spaces and names.
    Mistake(
        "ค่าคำนวณ ค", "สูตรผ่าน / 2", "KPI0114", "a space is missing after `สูตร`", None,
        "สูตร ผ่าน / 2",
    ),
    Mistake(
        CARD, "น้ำหนักรวมเปน 100", "KPI0102", "no line begins with `น้ำหนักรวมเปน`",
        "did you mean `น้ำหนักรวมเป็น`?", "น้ำหนักรวมเป็น 100",
    ),
    Mistake(
        NOTHING, 'ตัวชี้วัด 1.2 "คำ"', "KPI0101", "`1.2` cannot stand after `ตัวชี้วัด`",
        'write `ตัวชี้วัด ตัวชี้วัด-1-2 "คำ"`', 'ตัวชี้วัด ตัวชี้วัด-1-2 "คำ"',
    ),
    Mistake(
        NOTHING, 'ตัวชี้วัดที่ 1 "คำ"', "KPI0102", "no line begins with `ตัวชี้วัดที่`",
        'write `ตัวชี้วัด ตัวชี้วัด-1 "คำ"`', 'ตัวชี้วัด ตัวชี้วัด-1 "คำ"',
    ),
    Mistake(
        NOTHING, "ตัวชี้วัดที่ ๑.๒ ร้อยละของ อพม. # ใหม่", "KPI0102", "no line begins with `ตัวชี้วัดที่`",
        'write `ตัวชี้วัด ตัวชี้วัด-๑-๒ "ร้อยละของ อพม."`', 'ตัวชี้วัด ตัวชี้วัด-๑-๒ "ร้อยละของ อพม." # ใหม่',
    ),
    Mistake(
        NOTHING, 'Indicator 1: "words"', "KPI0102", "no line begins with `Indicator`",
        'write `indicator indicator-1 "words"`', 'indicator indicator-1 "words"',
    ),
    Mistake(
        NOTHING, "ตัวชี้วัด1", "KPI0102", "no line begins with `ตัวชี้วัด1`",
        "write `ตัวชี้วัด ตัวชี้วัด-1`", "ตัวชี้วัด ตัวชี้วัด-1",
    ),
    Mistake(
        NOTHING, 'indicater i1 "words"', "KPI0102", "no line begins with `indicater`",
        "did you mean `indicator`?", 'indicator i1 "words"',
    ),
    Mistake(
        NOTHING, 'indicator my own "words"', "KPI0101", "`own` cannot stand after `my`",
        "write `my-own`", 'indicator my-own "words"',
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=lambda mistake: (mistake.line or mistake.opening)[:40]
)
def test_the_message_says_what_to_write(mistake: Mistake) -> None:
    """One message about the line, whose fix makes the line right."""
    text = text_of(mistake.opening, mistake.line)
    found = diagnostics(text)

    assert [(each.code, plain(each.headline)) for each in found] == [
        (mistake.code, mistake.headline)
    ]
    titles = (fix.title for fix in found[0].fixes)
    assert mistake.help in {None, *map(plain, (*found[0].helps[:1], *titles))}
    if mistake.fixed is not None:
        mended = applied(text, found[0])

        assert mended == text_of(mistake.opening, mistake.fixed)
        assert parse(Source("x.kpi", mended)).findings == ()


@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=lambda mistake: (mistake.line or mistake.opening)[:40]
)
def test_the_message_is_in_thai_as_well(mistake: Mistake) -> None:
    """Each sentence has its Thai, with the same fix."""
    text = text_of(mistake.opening, mistake.line)
    english, thai = (
        [each.describe(lang) for each in parse(Source("x.kpi", text)).findings]
        for lang in ("en", "th")
    )

    assert all(plain(a.headline) != plain(b.headline) for a, b in zip(english, thai, strict=True))
    assert [len(each.helps) for each in thai] == [len(each.helps) for each in english]
    assert [each.fixes and each.fixes[0].edits for each in thai] == [
        each.fixes and each.fixes[0].edits for each in english
    ]


def text_of(opening: str, line: str) -> str:
    """A declaration of one line."""
    return f"{opening}\n  {line}\n" if opening else f"{line}\n"


def diagnostics(text: str) -> list[Diagnostic]:
    """What the reader says of a text, in English."""
    return [each.describe("en") for each in parse(Source("x.kpi", text)).findings]


def applied(text: str, said: Diagnostic) -> str:
    """The text after the first fix."""
    for edit in sorted(said.fixes[0].edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def test_a_decimal_comma_is_read_as_one() -> None:
    """Later checks see the number that was meant, so nothing false follows."""
    (indicator,) = parse(Source("x.kpi", "indicator i1\n  weight 59,54\n")).value.declarations

    assert indicator.lines[0].number.value == Fraction("59.54")
    assert not indicator.damaged


@pytest.mark.parametrize("written", ["1.234.5", "1234,567", "7" * 5000])
def test_a_guessed_number_marks_its_declaration(written: str) -> None:
    """Nobody should reckon with a number that may be another."""
    (indicator,) = parse(Source("x.kpi", f"indicator i1\n  weight {written}\n")).value.declarations

    assert indicator.damaged


@pytest.mark.parametrize("weight", ["sixty", "1.2.3", "7" * 5000])
def test_a_component_is_known_whatever_its_weight(weight: str) -> None:
    """Its indicators speak of it, and shall not be told that nothing has its name."""
    text = f"scorecard s\n  component c weight {weight}\n"
    (card,) = parse(Source("x.kpi", text)).value.declarations

    assert [line.name.text for line in card.lines] == ["c"]
    assert card.damaged


def test_a_line_with_a_guessed_number_is_left_out() -> None:
    """Levels in a wrong order would only follow from the guess."""
    text = "indicator i1\n  50 at 59.54\n  75 at 1.2.3\n"
    (indicator,) = parse(Source("x.kpi", text)).value.declarations

    assert len(indicator.lines) == 1


def test_square_brackets_are_read_as_round_ones() -> None:
    """Both are told, and what is between them stays together."""
    text = "value v\n  formula [a + b] / c\n"
    found = diagnostics(text)
    (value,) = parse(Source("x.kpi", text)).value.declarations

    assert [plain(each.helps[0]) for each in found] == ["write `(`", "write `)`"]
    assert value == replaced_in("value v\n  formula (a + b) / c\n")


def replaced_in(text: str) -> object:
    """The one declaration of a text."""
    (only,) = parse(Source("x.kpi", text)).value.declarations
    return only
