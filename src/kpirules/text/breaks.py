"""Where a new line may begin inside Thai, which writes no spaces between words.

Nothing here measures: how wide a text is depends on where it is shown.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

THAI = re.compile("[\u0e01-\u0e4e]")

# These are read with the consonant before them, whether or not they have a cell of their own:
# SARA A, AA and AM, LAKKHANGYAO, PAIYANNOI (as in ฯลฯ) and MAIYAMOK (as in ต่าง ๆ).
_FOLLOWING = frozenset("\u0e30\u0e32\u0e33\u0e45\u0e2f\u0e46")
# Written before the consonant they belong to: เ แ โ ใ ไ. So each of them begins a syllable.
_LEADING = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")
# Nothing more comes in a syllable after these: ะ ำ, and the two signs ๆ ฯ.
_CLOSING = frozenset("\u0e30\u0e33\u0e46\u0e2f")
_JOINER = "\u200d"
# Compounds that ICU takes apart, and that readers of scorecards know as one word.
WHOLE = re.compile(
    "น้ำหนัก|ร้อยละ|ตัวชี้วัด|องค์ประกอบ|ดำเนินงาน|เป้าหมาย|แหล่งที่มา|หน่วยงาน|อาสาสมัคร"
    "|ครัวเรือน|ข้อเท็จจริง|ค่าเฉลี่ย|ค่าคงที่|คำสั่ง|ขับเคลื่อน|ผลรวม|มิฉะนั้น"
)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def may_begin_line(text: str, offset: int) -> bool:
    """Whether a line may begin here without tearing what is written as one.

    False before a mark and before a following vowel, and after a leading vowel.
    """
    if not 0 < offset < len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if after in _FOLLOWING or before in _LEADING or before == _JOINER:
        return False
    return after.isascii() or category(after) not in {"Mn", "Me", "Cf"}


@lru_cache(maxsize=1024)
def thai_breaks(text: str) -> tuple[int, ...]:
    """The offsets at which a Thai word, or a sign after one, ends and something else begins.

    Breaks at spaces are left out, since they need no dictionary. ICU's
    dictionary decides where it can be loaded, which takes 30 to 50 ms, so ask
    only for text that has to be wrapped. Where it cannot, only those ends of
    syllables are given that the spelling makes certain.
    """
    find = _dictionary() or _certain_syllables
    inside = {at for word in WHOLE.finditer(text) for at in range(word.start() + 1, word.end())}
    return tuple(
        offset
        for offset in find(text)
        if offset not in inside
        and may_begin_line(text, offset)
        and not text[offset - 1].isspace()
        and not text[offset].isspace()
        and (THAI.match(text, offset) or THAI.match(text, offset - 1))
    )


@cache
def _dictionary() -> Callable[[str], Iterator[int]] | None:
    """ICU's line breaks inside a text, or None where icu4py cannot be imported."""
    try:
        from icu4py.breakers import LineBreaker  # noqa: PLC0415
    except ImportError:
        return None

    def line_breaks(text: str) -> Iterator[int]:
        # icu4py counts UTF-16 units, so whatever takes two of them gets a stand-in of one.
        single = _ASTRAL.sub("\ufffc", text)
        for _, end in LineBreaker(single, "th").segments():
            if end < len(text):
                yield end

    return line_breaks


def _certain_syllables(text: str) -> Iterator[int]:
    for offset in range(1, len(text)):
        if text[offset] in _LEADING or text[offset - 1] in _CLOSING:
            yield offset
