"""Which language the reader wants: --lang, KPIRULES_LANG, the locale, in this order."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kpirules.prose.words import Language


def spoken(arguments: Sequence[str] = ()) -> Language:
    """The reader's language, before the options are parsed (help texts need it)."""
    for index, word in enumerate(arguments):
        if word == "--lang" and index + 1 < len(arguments):
            return _language(arguments[index + 1])
        if word.startswith("--lang="):
            return _language(word.removeprefix("--lang="))
    for variable in ("KPIRULES_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(variable)
        if said:
            return _language(said)
    return "en"


def _language(said: str) -> Language:
    return "th" if said.lower().startswith("th") else "en"
