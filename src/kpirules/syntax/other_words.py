"""Words that people use for those of the language: `upto`, `otherwise`, `หาร`, `75 ขึ้นไป`."""

from __future__ import annotations

from collections.abc import Iterator

from lark import Token

from kpirules.syntax.after_numbers import needless_words, written_out
from kpirules.syntax.grammar import Column, Grammar
from kpirules.syntax.phrases import LogicalLine, keyword_at
from kpirules.text.thai import name_key

# Whole phrases only, longest first where one holds another: `more than` is never
# taken out of `not more than`, nor `เกิน` out of `ไม่เกิน`.
_KEYWORDS = {
    "otherwise": "ELSE", "or otherwise": "ELSE", "นอกนั้น": "ELSE", "ไม่เช่นนั้น": "ELSE",
    "upto": "TO", "up to": "TO", "until": "TO", "through": "TO", "till": "TO",
    "จนถึง": "TO", "ไปจนถึง": "TO", "since": "FROM", "starting": "FROM", "จาก": "FROM",
    "not more than": "AT_MOST", "no more than": "AT_MOST", "less than or equal to": "AT_MOST",
    "not less than": "AT_LEAST", "no less than": "AT_LEAST",
    "more than or equal to": "AT_LEAST", "greater than or equal to": "AT_LEAST",
    "more than": "ABOVE", "greater than": "ABOVE", "เกิน": "ABOVE", "เกินกว่า": "ABOVE",
    "less than": "BELOW", "under": "BELOW",
    "decimals": "PLACES", "decimal places": "PLACES", "digits": "PLACES",
}  # fmt: skip
_OPERATORS = {
    "divided by": ("SLASH", "/"), "หาร": ("SLASH", "/"), "หารด้วย": ("SLASH", "/"),
    "multiplied by": ("STAR", "*"), "times": ("STAR", "*"), "x": ("STAR", "*"),
    "คูณ": ("STAR", "*"), "คูณด้วย": ("STAR", "*"), "plus": ("PLUS", "+"), "บวก": ("PLUS", "+"),
    "minus": ("MINUS", "-"), "ลบ": ("MINUS", "-"), "ลบด้วย": ("MINUS", "-"),
    "equals": ("EQ", "="), "equal to": ("EQ", "="), "เท่ากับ": ("EQ", "="),
}  # fmt: skip
_UPWARDS = frozenset(("ขึ้นไป", "or more", "or above", "or higher", "and above", "upwards"))
_DOWNWARDS = frozenset(("ลงมา", "or less", "or below", "or lower", "and below", "and under"))
_UNITS = frozenset(("percent", "ร้อยละ", "เปอร์เซ็นต์", "point", "points", "คะแนน"))
_JOINED = {
    ("EQ", "GT"): ("GE", ">="), ("EQ", "LT"): ("LE", "<="), ("EQ", "EQ"): ("EQ", "="),
    ("NE", "EQ"): ("NE", "!="), ("STAR", "STAR"): ("CARET", "^"),
}  # fmt: skip
_LONGEST = 5

Found = tuple[int, int, LogicalLine, LogicalLine | None]
"""From where to where, what stands there instead, and what to show if that is not enough."""


def other_words(
    line: LogicalLine, index: int, expected: frozenset[str], rules: Grammar, lang: Column
) -> Iterator[Found]:
    """What may have been meant by the words where a line cannot go on."""
    yield from _joined_signs(line, index)
    for start in range(index, max(0, index - _LONGEST), -1):
        for end in range(min(len(line), start + _LONGEST), max(start, index - 1), -1):
            phrase = _phrase(line, start, end)
            meant = _meant(phrase, rules, lang) if phrase else None
            if meant is not None:
                shown = None if end > index else [*meant, *line[end : index + 1]]
                yield start, end, meant, shown
    yield from _one_sided(line, index, rules, lang)
    yield from _needless(line, index, expected, rules)
    for beginning, end, tokens in (*needless_words(line, index), *written_out(line, index)):
        yield beginning, end, tokens, [*line[:beginning], *tokens, *line[end:]]


def _meant(phrase: str, rules: Grammar, lang: Column) -> LogicalLine | None:
    if phrase in _OPERATORS:
        return [Token(*_OPERATORS[phrase])]
    if phrase in _KEYWORDS:
        return _words(_KEYWORDS[phrase], rules, lang)
    return None


def _joined_signs(line: LogicalLine, index: int) -> Iterator[Found]:
    """`=>` for `>=`."""
    sign = _JOINED.get((line[index - 1].type, line[index].type))
    if sign is not None:
        yield index - 1, index + 1, [Token(*sign)], None


def _one_sided(line: LogicalLine, index: int, rules: Grammar, lang: Column) -> Iterator[Found]:
    """`75 ขึ้นไป`, also after `from`."""
    number = index if line[index].type == "NUMBER" else index - 1
    if number < 1 or line[number].type != "NUMBER":
        return
    phrase = _phrase(line, number + 1, len(line))
    from_ = any(name == "FROM" for name, _ in keyword_at(line, number - 1, rules))
    for phrases, name in ((_UPWARDS, "AT_LEAST"), (_DOWNWARDS, "AT_MOST")):
        if phrase in phrases:
            edge = [*_words(name, rules, lang), line[number]]
            yield number - from_, len(line), edge, None


def _needless(
    line: LogicalLine, index: int, expected: frozenset[str], rules: Grammar
) -> Iterator[Found]:
    """`weight = 60`, `weight 60 percent`: words that say nothing there."""
    here, before = line[index], line[index - 1]
    sign = here.type == "EQ" or any(name == "IS" for name, _ in keyword_at(line, index, rules))
    unit = name_key(here) in _UNITS and (
        before.type == "NUMBER" or ("NUMBER" in expected and "LPAR" not in expected)
    )
    if sign or unit:
        rest = line[index + 1 :]
        yield index - 1, index + 1, [before], [*line[:index], *rest]


def _phrase(line: LogicalLine, start: int, end: int) -> str:
    words = line[start:end]
    if not words or any(token.type != "NAME" for token in words):
        return ""
    return " ".join(map(name_key, words))


def _words(name: str, rules: Grammar, lang: Column) -> LogicalLine:
    return [Token("NAME", part) for part in rules.keywords[name].spelled(lang).split()]
