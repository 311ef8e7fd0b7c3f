"""What becomes of a missing operand, and of a missing indicator: tables, tested and printed.

`docs/language/missing-values.md` shows them as `as_markdown` prints them;
`pytest tests/docs --reset-golden` writes them there anew.

In the expressions `x` is a number, `c` a condition and `o` a choice that are
missing, each for the same reason; `a` is 5, `yes` and `no` are themselves.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Literal

from tests.syntax.keywords import respelled

from kpirules.prose.words import Language
from kpirules.syntax.grammar import keywords

MISSING = "missing"
"""The whole is missing, for the reason the operand is."""

REASONS = ("undefined", "not_applicable", "cancelled", "absent", "not_announced")
"""The reasons something may be missing for; of several, the first in this list counts."""

Row = tuple[str, str, object]
TABLE: tuple[Row, ...] = (
    # ----------------------------------------------------------- arithmetic
    ("sum", "x + a", MISSING),
    ("sum", "a - x", MISSING),
    ("sum", "a - x + x", MISSING),
    ("product", "x * a", MISSING),
    ("product", "x * 0", MISSING),
    ("product", "0 / x", MISSING),
    ("product", "x / a", MISSING),
    ("power", "x ^ 2", MISSING),
    ("power", "x ^ 0", MISSING),
    ("negative", "-x", MISSING),
    ("rounding", "rounded x", MISSING),
    # ------------------------------------------------------------ functions
    ("abs", "abs(x)", MISSING),
    ("min", "min(x, a)", MISSING),
    ("max", "max(a, x)", MISSING),
    ("mean", "mean(a, x, a)", MISSING),
    ("floor", "floor(x)", MISSING),
    ("ceiling", "ceiling(x)", MISSING),
    ("clamp", "clamp(x, 0, a)", MISSING),
    ("clamp", "clamp(a, x, 9)", MISSING),
    ("percent-change", "percent-change(x, a)", MISSING),
    ("percent-change", "percent-change(a, x)", MISSING),
    ("round", "round(x to 2 places half up)", MISSING),
    ("sqrt", "sqrt(x)", MISSING),
    ("ln", "ln(x)", MISSING),
    ("exp", "exp(x)", MISSING),
    ("geometric-mean", "geometric-mean(x, 0)", MISSING),
    ("power", "x ^ 0.5", MISSING),
    ("power", "0 ^ x", MISSING),
    # ---------------------------------------------------------- other years
    ("in a year", "x in 2565", MISSING),
    ("in a year", "a in the previous period + x", MISSING),
    ("over years", "sum of x from 2565 to this period", MISSING),
    ("over years", "mean of x from 2565 to 2566", MISSING),
    # ---------------------------------------------------------------- dates
    ("days", "(if c then 1 January 2566 else 2 January 2566) - 1 January 2566", MISSING),
    ("days", "2 January 2566 - (if c then 1 January 2566 else 2 January 2566)", MISSING),
    ("fiscal-year", "fiscal-year(if c then 1 January 2566 else 2 January 2566)", MISSING),
    # ---------------------------------------------------------- comparisons
    ("compare", "x = a", MISSING),
    ("compare", "x != a", MISSING),
    ("compare", "x = x", MISSING),
    ("compare", "a at least x", MISSING),
    ("between", "x between 0 and 9", MISSING),
    ("between", "a between x and 0", MISSING),
    ("is", "o is row-a", MISSING),
    ("is", "o is not row-a", MISSING),
    ("one of", "o one of (row-a, row-b)", MISSING),
    # ----------------------------------------------------------- conditions
    ("not", "not c", MISSING),
    ("and", "c and yes", MISSING),
    ("and", "c and no", False),
    ("and", "no and c", False),
    ("and", "c and c", MISSING),
    ("or", "c or no", MISSING),
    ("or", "c or yes", True),
    ("or", "yes or c", True),
    ("or", "c or c", MISSING),
    # ------------------------------------------------------- choosing a value
    ("if", "if c then 1 else 2", MISSING),
    ("if", "if c then 1 else 1", MISSING),
    ("if", "if yes then x else 2", MISSING),
    ("if", "if yes then 1 else x", Fraction(1)),
    ("if", "if no then x else 2", Fraction(2)),
    ("or else", "x or else 3", Fraction(3)),
    ("or else", "a or else x", Fraction(5)),
    ("or else", "x or else x", MISSING),
    ("known", "known(x)", False),
    ("known", "known(a)", True),
    ("known", "known(c)", False),
    ("known", "known(o)", False),
    ("known", "not known(x + a)", True),
)

Construct = tuple[str, str, str, object]
CONSTRUCTS: tuple[Construct, ...] = (
    ("a value, by its `formula`", "ค่าคำนวณ จาก `สูตร`", "plain", MISSING),
    (
        "a value whose `not applicable when` is missing",
        "ค่าคำนวณที่เงื่อนไข `ไม่ต้องประเมินเมื่อ` ไม่มีค่า",
        "undecided",
        MISSING,
    ),
    (
        "a value whose `not applicable when` holds",
        "ค่าคำนวณที่เข้าเงื่อนไข `ไม่ต้องประเมินเมื่อ`",
        "left-out",
        "not_applicable",
    ),
    ("the result of an indicator", "ผลการดำเนินงานของตัวชี้วัด", "levels.result", MISSING),
    ("the score, by levels", "คะแนน จากเป้าหมาย", "levels.score", MISSING),
    (
        "the score, by a line `score`, of a known result",
        "คะแนน จากบรรทัด `คะแนน` เมื่อรู้ผลแล้ว",
        "by-formula.score",
        MISSING,
    ),
    ("the weighted score", "คะแนนถ่วงน้ำหนัก", "levels.weighted", MISSING),
    (
        "stages in order, the second missing",
        "ขั้นความสำเร็จตามลำดับ ขั้นที่สองไม่มีค่า",
        "stepwise.result",
        MISSING,
    ),
    (
        "stages in any order, a lower one missing",
        "ขั้นความสำเร็จไม่เรียงลำดับ ขั้นที่ต่ำกว่าไม่มีค่า",
        "highest.result",
        Fraction(2),
    ),
    (
        "`i below its first level`, where the result of `i` is missing",
        "`ต ต่ำกว่าเป้าหมายแรก` เมื่อผลของ `ต` ไม่มีค่า",
        "short",
        MISSING,
    ),
    (
        "a known score under a cap whose condition is missing",
        "คะแนนที่รู้แล้ว เมื่อเงื่อนไขของข้อจำกัดคะแนนไม่มีค่า",
        "limited.score",
        MISSING,
    ),
    (
        "the same, where the cap would not lower it",
        "เช่นเดียวกัน แต่ข้อจำกัดไม่ทำให้คะแนนลดลง",
        "unlimited.score",
        Fraction(50),
    ),
    (
        "the result of an indicator with a line `cancelled`",
        "ผลของตัวชี้วัดที่มีบรรทัด `ยกเลิก`",
        "over.result",
        "cancelled",
    ),
    (
        "the sum of a component, without a policy",
        "ผลรวมขององค์ประกอบ ถ้าไม่กำหนดวิธีปฏิบัติ",
        "part",
        MISSING,
    ),
    ("the total, without a policy", "คะแนนรวม ถ้าไม่กำหนดวิธีปฏิบัติ", "total", MISSING),
    ("a formula that asks for the total", "สูตรที่ใช้คะแนนรวม", "of-total", MISSING),
    ("the band, where several are possible", "ระดับ เมื่อเป็นไปได้หลายระดับ", "band", MISSING),
    (
        "`exactly one applies`, one row yes, another missing",
        "`ตรงเพียงข้อเดียว` มีข้อหนึ่งตรง อีกข้อหนึ่งไม่มีค่า",
        "one",
        MISSING,
    ),
    (
        "`first that applies`, a row that holds before the missing one",
        "`ใช้ข้อแรกที่ตรง` มีข้อที่ตรงอยู่ก่อนข้อที่ไม่มีค่า",
        "first-known",
        "row-a",
    ),
    (
        "`first that applies`, the missing row before one that holds",
        "`ใช้ข้อแรกที่ตรง` ข้อที่ไม่มีค่าอยู่ก่อนข้อที่ตรง",
        "first-missing",
        MISSING,
    ),
    ("`otherwise`, after a missing row", "`นอกเหนือจากนี้` หลังข้อที่ไม่มีค่า", "rest", MISSING),
)
"""English, Thai, what `CONSTRUCT_RULES` call it, and what it comes to."""

CONSTRUCT_RULES = """
scoring ladder
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score
indicator levels
  part of part
  weight 40
  measured in percent
  formula x * 100
  scored by ladder
    0 at 0
    100 at 100
indicator by-formula
  part of part
  weight 10
  measured in percent
  formula a / a * 100
  score if x > 1 then 100 else 0
indicator over
  part of other
  weight 25
  measured in percent
  formula x * 100
  cancelled
  scored by ladder
    0 at 0
    100 at 100
indicator stepwise
  part of other
  weight 5
  stages in order
  stage one 50 when a = 5
  stage two 100 when c
  before the first stage 0
indicator highest
  part of other
  weight 5
  stages in any order
  stage one 50 when c
  stage two 100 when a = 5
  before the first stage 0
indicator sure
  part of other
  weight 5
  measured in percent
  formula a / a * 100
  score 100
indicator limited
  part of other
  weight 5
  measured in percent
  formula a / a * 100
  score 100
  score at most 60 when c
indicator unlimited
  part of other
  weight 5
  measured in percent
  formula a / a * 100
  scored by ladder
    0 at 50
    100 at 150
  score at most 60 when c
bands grades
  high at least 50
  low below 50
  decided on the exact total
scorecard card
  period 2566
  component part weight 50
  component other weight 50
  total is the sum of the weighted scores
  graded by grades
  when cancelled redistribute within the component
value plain
  formula x
value undecided
  formula a
  not applicable when c
value left-out
  formula x
  not applicable when a = 5
value short
  formula levels below its first level
value of-total
  formula if total at least 50 then 1 else 0
classify one
  exactly one applies
  row-a when a = 5
  row-b when x = 2
  row-c otherwise
classify first-known
  first that applies
  row-a when a = 5
  row-b when x = 2
  row-c otherwise
classify first-missing
  first that applies
  row-a when x = 2
  row-b when a = 5
  row-c otherwise
classify rest
  first that applies
  row-a when x = 2
  row-b otherwise
"""

Policy = tuple[str, tuple[str, str, str], tuple[str, str] | None]
POLICIES: tuple[Policy, ...] = (
    ("", ("20", "30", "50"), ("54", "74")),
    ("show the range", ("20", "30", "50"), ("54", "74")),
    ("withhold", ("20", "30", "50"), None),
    ("use the result of the previous period", ("20", "30", "50"), ("64", "64")),
    ("score zero", ("20", "30", "50"), ("54", "54")),
    ("redistribute within the component", ("0", "50", "50"), ("70", "70")),
    ("redistribute over the scorecard", ("0", "37.5", "62.5"), ("67.5", "67.5")),
    ("leave out of the denominator", ("20", "30", "50"), ("67.5", "67.5")),
)
"""A policy, the weights in force, and the total: between two ends, alike where it is known.

Last year the first indicator came to 50. The first indicator is missing. With the second, which scores 80, it makes up a
component; the third, which scores 60, is another one.
"""

POLICY_RULES = """
scoring ladder
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score
indicator first
  part of part
  weight 20
  measured in percent
  formula x * 100
  scored by ladder
    0 at 0
    100 at 100
{cancelled}
indicator second
  part of part
  weight 30
  measured in percent
  formula a / a * 100
  score 80
indicator third
  part of other
  weight 50
  measured in percent
  formula a / a * 100
  score 60
scorecard card
  period 2566
  component part weight 50
  component other weight 50
  total is the sum of the weighted scores
{policy}
"""

# ------------------------------------------------------------------ in Markdown

TableName = Literal["operators", "reasons", "constructs", "policies"]

_SAID = {
    "undefined": ("cannot be computed", "คำนวณไม่ได้"),
    "not_applicable": ("not applicable", "ไม่ต้องประเมิน"),
    "cancelled": ("cancelled", "ยกเลิก"),
    "absent": ("absent", "ไม่มีข้อมูล"),
    "not_announced": ("not announced", "ยังไม่ประกาศผล"),
}
_COLUMNS = ("absent", "not_announced", "not_applicable", "cancelled", "undefined")
_OPERATORS = {
    "sum": ("`+` `-`", "`+` `-`"),
    "product": ("`*` `/`", "`*` `/`"),
    "power": ("`^`", "`^`"),
    "negative": ("`-` before a number", "`-` หน้าจำนวน"),
    "rounding": ("rounding", "การปัดเศษ"),
    "compare": ("comparison", "การเปรียบเทียบ"),
}
_HEADINGS: dict[TableName, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "operators": (("operator", "for example", "`x`"), ("ตัวดำเนินการ", "เช่น", "`x`")),
    "reasons": (("together with", ""), ("คู่กับ", "")),
    "constructs": (("what", "`x`"), ("สิ่งที่คำนวณ", "`x`")),
    "policies": (
        (
            "line in the scorecard",
            "weights: missing",
            "its neighbour",
            "another component",
            "total",
        ),
        ("บรรทัดในแบบประเมิน", "น้ำหนักของตัวที่ไม่มีค่า", "ตัวที่อยู่ด้วยกัน", "องค์ประกอบอื่น", "คะแนนรวม"),
    ),
}


def as_markdown(table: TableName, lang: Language) -> str:
    """One of the tables as the documentation shows it."""
    rows: list[tuple[str, ...]] = []
    match table:
        case "operators":
            rows = [
                (_operator(operator, lang), f"`{_expression(written, lang)}`", *_cells(found, lang))
                for operator, written, found in TABLE
            ]
        case "reasons":
            rows = [
                (_word(one, lang), *(_word(graver(one, other), lang) for other in _COLUMNS))
                for one in _COLUMNS
            ]
        case "constructs":
            rows = [
                (english if lang == "en" else thai, *_cells(found, lang))
                for english, thai, _, found in CONSTRUCTS
            ]
        case "policies":
            rows = [_policy(row, lang) for row in POLICIES]
    lines = [_heading(table, lang), tuple("---" for _ in rows[0]), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def graver(one: str, other: str) -> str:
    """The reason that counts where two meet."""
    return min(one, other, key=REASONS.index)


def _heading(table: TableName, lang: Language) -> tuple[str, ...]:
    *first, last = _HEADINGS[table][lang == "th"]
    if table == "policies":
        return (*first, last)
    return (*first, *(f"{last} {_word(reason, lang)}".strip() for reason in _COLUMNS))


def _operator(operator: str, lang: Language) -> str:
    if operator in _OPERATORS:
        return _OPERATORS[operator][lang == "th"]
    return f"`{_keyword(operator, lang)}`"


@cache
def _keyword(written: str, lang: Language) -> str:
    for word in keywords().values():
        if written in word.spellings["en"]:
            return word.spelled(lang)
    return written


@cache
def _expression(written: str, lang: Language) -> str:
    """An expression with the keywords of a language."""
    before = "value asked\n  formula "
    rounding = "\n  rounded to 2 places half up" if written.startswith("rounded ") else ""
    text = respelled(
        f"{before}{written.removeprefix('rounded ')}{rounding}", lambda word: word.spelled(lang)
    )
    return " ".join(text.split("\n", 1)[1].split()[1:])


def _cells(found: object, lang: Language) -> list[str]:
    return [_outcome(reason if found is MISSING else found, lang) for reason in _COLUMNS]


def _outcome(found: object, lang: Language) -> str:
    if isinstance(found, bool):
        return f"**{_keyword('yes' if found else 'no', lang)}**"
    return _word(found, lang) if found in REASONS else f"**{found}**"


def _word(reason: object, lang: Language) -> str:
    return _SAID[str(reason)][lang == "th"]


def _policy(row: Policy, lang: Language) -> tuple[str, ...]:
    policy, weights, ends = row
    none = ("no line", "ไม่มีบรรทัด")[lang == "th"]
    withheld = ("withheld", "ระงับ")[lang == "th"]
    if ends is None:
        total = withheld
    elif ends[0] == ends[1]:
        total = f"**{ends[0]}**"
    else:
        total = f"{withheld}: " + ("{} to {}", "{} ถึง {}")[lang == "th"].format(*ends)
    said = f"`{_keyword('when', lang)} … {_keyword(policy, lang)}`" if policy else none
    return (said, *weights, total)
