"""How Thai is written: one key for the many spellings of a name, and digits."""

from __future__ import annotations

import re
import unicodedata

_UPPER_VOWELS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e4d\u0e4e")
_TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
# NIKHAHIT and SARA AA, with a tone mark between or before them.
_SARA_AM_IN_PARTS = re.compile("([\u0e48-\u0e4c])\u0e4d\u0e32|\u0e4d([\u0e48-\u0e4c]?)\u0e32")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def western_digits(text: str) -> str:
    """The text with Thai digits written as 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def name_key(name: str) -> str:
    """What two spellings of one name have in common.

    NFC leaves several spellings of one Thai word apart (NFKC more so, and it
    takes SARA AM to pieces). This key drops zero-width characters, puts a
    vowel before the tone mark, joins NIKHAHIT and SARA AA to SARA AM, doubled
    SARA E to SARA AE, and reads Thai digits as 0 to 9. Applying it twice
    changes nothing.
    """
    if name.isascii():
        return name
    while True:
        key = _once(name)
        if key == name:
            return key
        name = key


def _once(name: str) -> str:
    text = unicodedata.normalize("NFC", name).translate(_ZERO_WIDTH).translate(_DIGITS)
    letters = list(text)
    for index in range(len(letters) - 1):
        if letters[index] in _TONES and letters[index + 1] in _UPPER_VOWELS:
            letters[index], letters[index + 1] = letters[index + 1], letters[index]
    text = "".join(letters).replace("\u0e40\u0e40", "\u0e41")
    return _SARA_AM_IN_PARTS.sub(lambda found: f"{found[1] or found[2] or ''}\u0e33", text)
