"""Text that cannot mislead: what has no shape of its own is shown or left out.

Rule and fact files come from other people. An escape sequence must not reach
the terminal, and a character that turns the reading order round must not make
a line look like another.
"""

from __future__ import annotations

import re

# Patterns are compiled where they are first needed: most texts hold nothing of this.
# Line feed stays: it is where a line ends. Half of a surrogate pair cannot be written out.
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]"
_PICTURES = 0x2400  # SYMBOL FOR NULL, and so on: ␛ for an escape
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = f"[{_TURNING}\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]"


def visible(text: str) -> str:
    """Prose fit to print: controls become pictures, unseen characters are left out."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, "", re.sub(_CONTROLS, _picture, text.replace("\t", " ")))


def revealed(text: str) -> str:
    """What the user wrote, with every character to be seen: `a<U+200B>b`."""
    if text.isprintable():
        return text
    return re.sub(
        _UNSEEN, lambda found: f"<U+{ord(found[0]):04X}>", re.sub(_CONTROLS, _picture, text)
    )


def _picture(found: re.Match[str]) -> str:
    letter = found[0]
    if letter < " ":
        return chr(_PICTURES + ord(letter))
    return "\u2421" if letter == "\x7f" else "\ufffd"
