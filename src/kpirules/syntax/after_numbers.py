"""What people write behind a number where the line should end: `60 of total`, `5 ล้านบาท`, `80 (draft)`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lark import Token

from kpirules.syntax.phrases import LogicalLine
from kpirules.text.thai import name_key, western_digits

_UNITS = frozenset(("percent", "ร้อยละ", "เปอร์เซ็นต์", "point", "points", "คะแนน"))
_OF_ALL = frozenset(
    ("of total", "of the total", "of all", "in total", "ของทั้งหมด", "ของคะแนนรวม", "ของน้ำหนักรวม")
)
_TIMES = {
    "thousand": 3, "million": 6, "billion": 9,
    "พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6,
}  # fmt: skip
_BAHT = frozenset(("", "บาท", "baht"))

Found = tuple[int, int, LogicalLine]
"""From where to where, and what stands there instead."""


def needless_words(line: LogicalLine, index: int) -> Iterator[Found]:
    """Words behind a number that say nothing: `weight 60 percent of total`."""
    if line[index - 1].type != "NUMBER":
        return
    words: list[str] = []
    for token in line[index:]:
        if token.type != "NAME":
            return
        words.append(name_key(token))
    if words and words[0] in _UNITS:
        words = words[1:]
    if not words or " ".join(words) in _OF_ALL:
        yield index - 1, len(line), [line[index - 1]]


def written_out(line: LogicalLine, index: int) -> Iterator[Found]:
    """`5 ล้านบาท`, `1.2 million`: the number in figures."""
    number = line[index - 1]
    if number.type != "NUMBER" or line[index].type != "NAME":
        return
    key = name_key(line[index])
    for word, zeros in _TIMES.items():
        rest = key.removeprefix(word)
        if key.startswith(word) and rest in _BAHT:
            value = Fraction(western_digits(number).replace(",", "")) * 10**zeros
            baht = index + 1 < len(line) and name_key(line[index + 1]) in _BAHT
            if value.denominator == 1:
                yield index - 1, index + 1 + baht, [Token("NUMBER", f"{int(value):,}")]
