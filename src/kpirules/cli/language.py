"""Which language the reader wants: --lang, KPIRULES_LANG, the locale, the rule files."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence

from kpirules.prose.words import Language
from kpirules.text.source import Source

_NO_LANGUAGE = ("C", "POSIX")
_BEGINS_IN_THAI = re.compile(r"^[ \t]*[\u0e01-\u0e4e]", re.MULTILINE)
_BEGINS_IN_LATIN = re.compile(r"^[ \t]*[a-z]", re.MULTILINE)


def spoken(arguments: Sequence[str] | None = None) -> Language | None:
    """The reader's language as far as anyone says it: option, variable, then locale.

    It is looked for before the options are parsed, because help texts need it.
    """
    words = sys.argv[1:] if arguments is None else arguments
    for index, word in enumerate(words):
        if word == "--lang" and index + 1 < len(words):
            return _language(words[index + 1])
        if word.startswith("--lang="):
            return _language(word.removeprefix("--lang="))
    for variable in ("KPIRULES_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(variable)
        if said:
            return None if said.split(".")[0] in _NO_LANGUAGE else _language(said)
    return None


def written_in(sources: Iterable[Source]) -> Language:
    """The language most lines of some rule files begin in."""
    thai = latin = 0
    for source in sources:
        thai += len(_BEGINS_IN_THAI.findall(source.text))
        latin += len(_BEGINS_IN_LATIN.findall(source.text))
    return "th" if thai > latin else "en"


def _language(said: str) -> Language:
    return "th" if said.lower().startswith("th") else "en"
